"""Puts what a reader found together into an article; every format ends here."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.errors import SeedError
from generator.model import Article, Block, BlockKind, Metadata, Source
from generator.read.closing import read_closing
from generator.read.metadata import Fields, from_name
from generator.read.normalise import normalise_line
from generator.read.opening import read_opening

# Escaping and parsing take quadratic time in the length of one paragraph (48,000 brackets: 12 s
# in one, 0.9 s in pieces), and no written paragraph is this long.
LONGEST_BLOCK = 5_000
_SHORTEST_PIECE = LONGEST_BLOCK // 2

# Each paragraph is analysed by itself and takes some 9 KB of memory for it, however short it is: a
# million lines of one word would take 9 GB, and with them the whole build. A novel has 5,000.
MOST_BLOCKS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph, heading or the like from a format that has markup, not yet placed."""

    text: str
    line: int
    kind: BlockKind = "paragraph"
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """Of what an article is made: the address, hash and limits that readers only hand on.

    ``key`` is what the article's id is derived from; ``name`` is the path whose last part may
    show a date; ``stated`` are the fields of the sidecar, which win over all others.
    """

    file: str
    key: str
    name: str
    sha256: str
    max_chars: int
    stated: Mapping[str, str]
    arrived: str | None = None

    @classmethod
    def of(cls, source: Source, *, max_chars: int, stated: Mapping[str, str]) -> "Seed":
        """Return the seed of a file that holds one article."""
        return cls(
            file=source.path,
            key=source.path,
            name=source.path,
            sha256=source.sha256,
            max_chars=max_chars,
            stated=stated,
            arrived=source.arrived,
        )

    def record(self, line: int, sha256: str) -> "Seed":
        """Return the seed of the article on one line (0-based) of this file."""
        return replace(
            self, file=f"{self.file}:{line + 1}", key=f"{self.key}\n{line}", sha256=sha256
        )


def place(passages: Iterable[Passage]) -> tuple[str, tuple[Block, ...]]:
    """Return the passages as text, a blank line between them, and where each stands in it."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for passage in passages:
        text = normalise_line(passage.text)
        if not text:
            continue
        end = at + len(text)
        blocks.append(
            Block(start=at, end=end, line=passage.line, kind=passage.kind, level=passage.level)
        )
        parts.append(text)
        at = end + 2
    return "\n\n".join(parts), tuple(blocks)


def check_length(text: str, seed: Seed) -> None:
    """Raise SeedError where `text` is longer than an article may be."""
    if len(text) > seed.max_chars:
        cause = f"has {len(text):,} characters, more than {seed.max_chars:,}"
        raise SeedError(seed.file, cause, "split it into its articles, or raise the limit")


def assemble(
    seed: Seed,
    text: str,
    blocks: Sequence[Block],
    *,
    embedded: Fields,
    guess_title: bool = True,
) -> Article:
    """Return the article, its opening lines told apart and its metadata merged.

    Fields of the sidecar win over those `embedded` in the file, these over what the opening lines
    show, these over the file's name, and that over the last lines. Raises SeedError for a text
    that is empty, too long or in too many pieces.
    """
    check_length(text, seed)
    if len(blocks) > MOST_BLOCKS:
        cause = f"has {len(blocks):,} paragraphs, more than {MOST_BLOCKS:,}"
        raise SeedError(seed.file, cause, "split it into its articles, or join its lines")
    if not any(char.isalpha() for char in text):
        raise SeedError(seed.file, "has no text", "put the article's text into it, or delete it")
    known = {**embedded, **seed.stated}
    opening = read_opening(
        [text[block.start : block.end] for block in blocks[:20]],
        [block.kind for block in blocks[:20]],
        guess_title=guess_title,
        title=known.get("title"),
    )
    kinds = zip(blocks, opening.kinds, strict=False)
    named = [
        block if block.kind == kind else replace(block, kind=kind, level=0) for block, kind in kinds
    ]
    title = next((text[block.start : block.end] for block in named if block.kind == "title"), None)
    shown = ({"title": title} if title else {}) | opening.fields
    last = read_closing([text[block.start : block.end] for block in blocks[-4:]])
    fields = {**last, **from_name(seed.name), **shown, **known}
    return Article(
        id=hashlib.sha256(seed.key.encode("utf-8", "surrogatepass")).hexdigest()[:10],
        file=seed.file,
        sha256=seed.sha256,
        text=text,
        blocks=tuple(
            piece for block in (*named, *blocks[len(named) :]) for piece in _pieces(text, block)
        ),
        metadata=Metadata(**fields),
        arrived=seed.arrived,
    )


def _pieces(text: str, block: Block) -> Iterable[Block]:
    """Yield `block`, cut after a sentence, else at a blank, else anywhere, where it is too long."""
    if block.end - block.start <= LONGEST_BLOCK:
        yield block
        return
    start = block.start
    while block.end - start > LONGEST_BLOCK:
        earliest, latest = start + _SHORTEST_PIECE, start + LONGEST_BLOCK
        cuts = (text.rfind(mark, earliest, latest) for mark in (". ", "? ", "! ", "。"))
        cut = max(cuts) + 1 or text.rfind(" ", earliest, latest)
        end = cut if cut > 0 else latest
        yield replace(block, start=start, end=end)
        start = end
        while text[start] == " ":
            start += 1
    yield replace(block, start=start)
