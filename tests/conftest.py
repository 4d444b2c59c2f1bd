"""What holds for every test."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from benchmarks.browser import MISSING, chromium, find_chromium

# A slow or busy machine is no finding: no example is timed.
settings.register_profile("briefings", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("briefings")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run: its driver allows one at a time in a process."""
    executable = find_chromium()
    if executable is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with chromium(executable) as running:
        yield running
