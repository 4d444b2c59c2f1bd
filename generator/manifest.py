"""The manifest: which pages the program wrote, and how each lay on the disk when it did."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.inventory import Entry, Inventory, Stat, pack, seal, stats_of, unpack, unseal

_KIND = b"pages 1"
_CLAIMS = ".claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The pages that earlier builds wrote.

    ``entries`` are those of the last build that ended, ``claimed`` those that one which was
    killed had begun to write. ``found`` is False where the file is missing, damaged or of an
    older version: then nothing is known. ``intact`` are the pages that :meth:`checked` found to be
    as they were written.
    """

    file: Path
    entries: Mapping[str, Entry] = field(default_factory=dict)
    claimed: frozenset[str] = frozenset()
    found: bool = False
    intact: frozenset[str] = frozenset()

    @classmethod
    def load(cls, file: Path) -> "Manifest":
        """Read a manifest; what cannot be read counts as empty."""
        data = unseal(file, kind=_KIND)
        try:
            entries = unpack(data) if data is not None else {}
        except ValueError:
            data, entries = None, {}
        return cls(file=file, entries=entries, claimed=_read_claims(file), found=data is not None)

    @property
    def owned(self) -> frozenset[str]:
        """All paths that may be the program's."""
        return self.claimed | self.entries.keys()

    def digest(self, path: str) -> str | None:
        """Return the hash of a page as it was written (BLAKE2b, 16 bytes), or None."""
        entry = self.entries.get(path)
        return entry[0].hex() if entry else None

    def checked(self, root: Path, here: Mapping[str, Stat]) -> "Manifest":
        """Return it with the pages whose file in `root` still has the content that was written;
        `here` is what lies there (:func:`inventory.scan`).

        Where contents are as they were but other times are on them, the manifest is brought up to
        date, so that they are read only once. Raises OSError.
        """
        if stats_of(self.entries).items() <= here.items():
            return replace(self, intact=frozenset(self.entries))
        intact: set[str] = set()
        fresh: Inventory = {}
        for path, entry in self.entries.items():
            now = here.get(path)
            if now == entry[1:]:
                intact.add(path)
            elif now is not None and now[0] == entry[1] and _hash_of(root / path) == entry[0]:
                intact.add(path)
                fresh[path] = entry[0], *now
        entries = {**self.entries, **fresh} if fresh else self.entries
        if fresh:
            save(self.file, entries)
        return replace(self, entries=entries, intact=frozenset(intact))


def save(file: Path, entries: Mapping[str, Entry]) -> None:
    """Replace a manifest. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.draft")
    draft.write_bytes(seal(pack(entries), kind=_KIND))
    draft.replace(file)


def claim(file: Path, paths: Iterable[str]) -> None:
    """Note, before they are written, that `paths` are the program's: a build that is killed then
    leaves no orphan. Raises OSError."""
    lines = "".join(f"{path}\n" for path in paths).encode("utf-8", "surrogateescape")
    if lines:
        file.parent.mkdir(parents=True, exist_ok=True)
        with _claims(file).open("ab") as opened:
            opened.write(lines)


def settle(file: Path) -> None:
    """Forget the claims: the manifest has them all. Raises OSError."""
    _claims(file).unlink(missing_ok=True)


def entry_of(content: bytes, stat: Stat) -> Entry:
    """Return the entry of a page that was just written."""
    return hashlib.blake2b(content, digest_size=16).digest(), *stat


def _hash_of(file: Path) -> bytes | None:
    try:
        return hashlib.blake2b(file.read_bytes(), digest_size=16).digest()
    except OSError:
        return None


def _read_claims(file: Path) -> frozenset[str]:
    try:
        content = _claims(file).read_bytes()
    except OSError:
        return frozenset()
    # What follows the last line's end is a name cut off by a kill: its page was never written, and
    # the piece of it might be the name of a file that a person wrote.
    whole = content[: content.rfind(b"\n") + 1]
    return frozenset(filter(None, whole.decode("utf-8", "surrogateescape").split("\n")))


def _claims(file: Path) -> Path:
    return file.with_name(file.name + _CLAIMS)
