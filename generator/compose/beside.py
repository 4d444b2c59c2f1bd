"""What lies beside a page and is made along with it."""

from collections.abc import Iterable
from typing import Protocol

from generator.corpus_model import Page


class Beside(Protocol):
    """Makes the files that lie beside a page: of a folder and the id of its briefing, or its
    slug."""

    def __call__(self, folder: str, key: str, /) -> Iterable[Page]:
        """Make them."""

    def settle(self, folder: str, key: str, /) -> None:
        """Find the values that are settled while they are made (``Job.settle``)."""


class Nothing:
    """A :class:`Beside` of pages that stand alone."""

    def __call__(self, _folder: str, _key: str) -> Iterable[Page]:
        """Make nothing."""
        return ()

    def settle(self, _folder: str, _key: str) -> None:
        """Find nothing."""
