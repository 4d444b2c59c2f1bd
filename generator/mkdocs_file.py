"""What the generator needs of ``mkdocs.yml``: the site's name, and where it will be published."""

import os
from pathlib import Path
from typing import Any

import yaml

from generator.escape import clean, web_address

GENERATED = "briefings_generated"
"""Set in MkDocs' ``extra`` where the pages are already up to date, so that the hook rests."""


def site_name_and_address(file: Path) -> tuple[str, str | None]:
    """Return ``site_name``, and ``site_url`` with a slash at its end or None where it is no http(s)
    address.

    MkDocs takes a second to load and refuses what is wrong in the file by itself; here only these
    two values are read, and whatever cannot be read counts as not given.
    """
    values = read_mkdocs_file(file)
    name, url = values.get("site_name"), values.get("site_url")
    address = url if isinstance(url, str) and web_address(url) else None
    if address and ("?" in address or "#" in address or not address.isascii()):
        address = None
    if address and not address.endswith("/"):
        address += "/"
    return (clean(name) if isinstance(name, str) else "") or "Briefings", address


def read_mkdocs_file(file: Path) -> dict[str, Any]:
    """Return what the file says, with nothing in place of what only MkDocs can make of it."""
    try:
        values = yaml.load(file.read_text(encoding="utf-8"), _Tolerant)  # noqa: S506 - a SafeLoader
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        values = None
    return values if isinstance(values, dict) else {}


class _Tolerant(yaml.SafeLoader):
    """YAML with MkDocs' ``!ENV``, in which any other tag (``!!python/name:...``) is nothing."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    """Resolve ``!ENV NAME`` and ``!ENV [NAME, OTHER, default]``, as MkDocs does."""
    if isinstance(node, yaml.SequenceNode):
        *names, default = loader.construct_sequence(node) or [None]
        return next((os.environ[name] for name in names if name in os.environ), default)
    return os.environ.get(str(node.value))


def _nothing(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    """Take no notice of a tag."""


_Tolerant.add_constructor("!ENV", _environment)
_Tolerant.add_multi_constructor("!", _nothing)
_Tolerant.add_multi_constructor("tag:yaml.org,2002:python/", _nothing)
