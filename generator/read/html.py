"""Reads web pages: the article out of its page, by trafilatura, else all that is visible."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from generator.errors import SeedError
from generator.model import Article, BlockKind
from generator.read.assemble import Passage, Seed, assemble, place
from generator.read.metadata import Fields, accept
from generator.read.normalise import normalise, normalise_line
from generator.read.release import after_licence

# A page's date comes from its markup alone. htmldate's own default for the latest date is today,
# and the same page must read the same tomorrow.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS_WORDS = """
address article aside blockquote body caption center dd details div dl dt fieldset figcaption
figure footer form header hr legend li main nav ol p pre section summary table td th tr ul head
item list quote row cell fw ab code
"""
_BLOCKS = frozenset(_BLOCKS_WORDS.split()) | frozenset(_HEADINGS)
_UNSEEN_WORDS = """
script style noscript template title textarea svg math iframe object embed select option button
canvas audio video noembed noframes
"""
_UNSEEN = frozenset(_UNSEEN_WORDS.split())
# trafilatura takes about 0.2 ms for each element. No article's page has so many; one that has is
# read as a whole.
_MOST_ELEMENTS = 30_000
# Data that a page states in a script is looked through by regular expressions where it is no JSON,
# and these take quadratic time (100,000 characters: 27 s). What pages get wrong is short.
_DATA = frozenset(("application/ld+json", "application/settings+json"))
_LONGEST_BROKEN_DATA = 5_000
_PROBE = 40  # characters by which a passage is found again in the source


def read_html(text: str, seed: Seed) -> Article:
    """Return the article in a decoded web page.

    Raises SeedError where the page shows no text.
    """
    source = normalise(text)
    tree = _parse(source, subject=seed.file)
    seen = tuple(_passages(tree)) if tree is not None else ()
    small = tree is not None and sum(1 for _ in tree.iter()) <= _MOST_ELEMENTS
    body, fields = _extracted(_without_broken_data(tree, source)) if small else (None, {})
    language = None if tree is None else tree.get("lang")
    embedded = {**accept({"language": language}, subject=seed.file), **fields}
    passages = _with_lines(tuple(_passages(body)), seen) if body is not None else ()
    if not any(char.isalpha() for passage in passages for char in passage.text):
        passages = seen
    passages = mark_title(passages, title=embedded.get("title"))
    placed, blocks = place(passages)
    guess = "title" not in embedded and not any(block.kind == "title" for block in blocks)
    return assemble(seed, placed, blocks, embedded=embedded, guess_title=guess)


def visible_passages(fragment: str, *, subject: str) -> tuple[Passage, ...]:
    """Return the visible text of a piece of HTML, lines counted from its beginning.

    Raises SeedError, naming `subject`, where it is nested too deeply.
    """
    tree = _parse(fragment, subject=subject)
    return tuple(_passages(tree)) if tree is not None else ()


def mark_title(passages: tuple[Passage, ...], *, title: str | None) -> tuple[Passage, ...]:
    """Return the passages with the title called so.

    It is the first heading of level 1, or the heading that says what metadata call the title, if
    no paragraph stands above it. "For immediate release" is neither heading nor paragraph.
    """
    top: tuple[Passage, ...] = ()
    if passages and after_licence(passages[0].text) == "":
        top = (Passage(text=passages[0].text, line=passages[0].line, kind="dateline"),)
        passages = passages[1:]
    for at, passage in enumerate(passages):
        if passage.kind != "heading":
            break
        if passage.level == 1 or (title and normalise_line(passage.text) == title):
            named = Passage(text=passage.text, line=passage.line, kind="title")
            return (*top, *passages[:at], named, *passages[at + 1 :])
    return (*top, *passages)


def _parse(source: str, *, subject: str) -> Any:
    """Return the page's tree, or None where there is none.

    The parser repairs broken markup and loads nothing. Raises SeedError for a page nested so
    deeply that the parser leaves a part of it out.
    """
    parser: Any = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        tree = etree.fromstring(source.encode("utf-8"), parser)
    except etree.XMLSyntaxError:  # an empty page
        return None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise SeedError(subject, "is nested too deeply", "save its text as plain text")
    return tree


def _without_broken_data(tree: Any, source: str) -> str:
    """Return the page's `source` without long scripts of data that are no JSON (`tree` loses
    them, too)."""
    broken = [
        script
        for script in tree.iter("script")
        if script.get("type") in _DATA
        and len(script.text or "") > _LONGEST_BROKEN_DATA
        and not _is_json(script.text)
    ]
    for script in broken:
        script.text = None
    return etree.tostring(tree, encoding="unicode", method="html") if broken else source


def _is_json(text: str) -> bool:
    try:
        json.loads(text, strict=False, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return False
    return True


def _extracted(source: str) -> tuple[Any, Fields]:
    """Return trafilatura's tree of the article's body, or None, and the page's metadata."""
    # It takes two seconds to load, and most seeds are no pages.
    import trafilatura  # noqa: PLC0415
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    try:
        document: Any = trafilatura.bare_extraction(
            source,
            fast=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
        found = document or extract_metadata(source, None, _DATES, True)
    except Exception:  # noqa: BLE001 - whatever a page does to the library, its text can be read
        return None, {}
    values: Mapping[str, object] = {
        "title": found.title,
        "published": found.date,
        "source": found.sitename,
        "author": found.author.split("; ") if found.author else None,
        "url": found.url,
    }
    return getattr(document, "body", None), accept(values, subject="")


def _passages(tree: Any) -> Iterator[Passage]:
    """Yield the passages of a page, or of trafilatura's tree of one, in order.

    Goes over the tree without recursion, whatever its depth.
    """
    words: list[str] = []
    line, breaks, unseen = -1, 0, 0
    headings: list[int] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        level = _level(element, tag)
        if tag in _BLOCKS and not unseen:
            yield from _passage(words, line, headings)
            words, line = [], -1
        if event == "start":
            unseen += tag in _UNSEEN
            if level:
                headings.append(level)
            text = element.text
            breaks = breaks + 1 if tag in ("br", "lb") else 0
            if breaks:
                words.append(" ")
            if breaks == 2:  # an empty line, which is how some pages part paragraphs
                yield from _passage(words, line, headings)
                words, line = [], -1
        else:
            unseen -= tag in _UNSEEN
            if level:
                headings.pop()
            text = element.tail
        if text and not unseen and not text.isspace():
            if not words or line < 0:
                line = (element.sourceline or 0) - 1
            breaks = 0
        if text and not unseen:
            words.append(text)
    yield from _passage(words, line, headings)


def _level(element: Any, tag: str) -> int:
    if tag == "head":  # trafilatura's name for headings; a page's own <head> has no `rend`
        return _HEADINGS.get(element.get("rend") or "", 0)
    return _HEADINGS.get(tag, 0)


def _passage(words: list[str], line: int, headings: list[int]) -> Iterator[Passage]:
    text = normalise_line("".join(words))
    if text:
        kind: BlockKind = "heading" if headings else "paragraph"
        yield Passage(text=text, line=line, kind=kind, level=headings[-1] if headings else 0)


def _with_lines(passages: tuple[Passage, ...], seen: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return trafilatura's passages with the lines on which the page has the same words."""
    lines: dict[str, list[int]] = {}
    for passage in reversed(seen):
        lines.setdefault(passage.text[:_PROBE], []).append(passage.line)
    found = []
    for passage in passages:
        places = lines.get(passage.text[:_PROBE])
        line = places.pop() if places else -1
        found.append(Passage(text=passage.text, line=line, kind=passage.kind, level=passage.level))
    return tuple(found)
