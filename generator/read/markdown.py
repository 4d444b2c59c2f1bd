"""Reads Markdown: its visible text, without markup, links' addresses, pictures or HTML."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from generator.errors import SeedError
from generator.model import Article, BlockKind
from generator.read.assemble import Passage, Seed, assemble, place
from generator.read.html import mark_title, visible_passages
from generator.read.metadata import Fields, from_yaml
from generator.read.normalise import normalise

_FENCE = re.compile(r"---[ ]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[ ]*$", re.MULTILINE)

# Longer paragraphs are taken as they stand: the inline parser is quadratic on some of them.
_LONGEST_INLINE = 10_000


def read_markdown(text: str, seed: Seed) -> Article:
    """Return the article in decoded Markdown, perhaps with YAML front matter.

    Headings carry their level; the first one of level 1, above all paragraphs, is the title.
    Raises SeedError for front matter that cannot be read and for a file without text.
    """
    fields, body, skipped = _front_matter(normalise(text), subject=seed.file)
    passages = mark_title(tuple(_passages(body, skipped, seed.file)), title=fields.get("title"))
    placed, blocks = place(passages)
    guess = not any(block.kind == "title" for block in blocks)
    return assemble(seed, placed, blocks, embedded=fields, guess_title=guess)


def _front_matter(text: str, *, subject: str) -> tuple[Fields, str, int]:
    """Return the fields above the text, the text, and on which line (0-based) it begins."""
    fence = _FENCE.match(text)
    if fence is None:
        return {}, text, 0
    end = _END.search(text, fence.end())
    if end is None:
        remedy = "close it with a line of ---, or take the first --- away"
        raise SeedError(subject, "has front matter without an end (line 1)", remedy)
    fields = from_yaml(text[fence.end() : end.start()], subject=subject, first_line=2)
    return fields, text[end.end() :], text.count("\n", 0, end.end())


def _passages(body: str, skipped: int, subject: str) -> Iterator[Passage]:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")  # HTML is known, to leave out
    parser.core.ruler.enableOnly(["normalize", "block"])
    env: dict[str, object] = {}
    level, line = 0, skipped
    row: list[str] | None = None
    for token in parser.parse(body, env):
        if token.map is not None:
            line = token.map[0] + skipped
        match token.type:
            case "heading_open" | "heading_close":
                level = int(token.tag[1:]) if token.type == "heading_open" else 0
            case "tr_open":
                row = []
            case "tr_close":
                yield Passage(text=" | ".join(row or ()), line=line)
                row = None
            case "html_block":
                for passage in visible_passages(token.content, subject=subject):
                    yield Passage(text=passage.text, line=line)
            case "fence" | "code_block":
                yield Passage(text=token.content, line=line)
            case "inline" if row is not None:
                row.append(_inline(parser, token, env))
            case "inline":
                words = _inline(parser, token, env)
                kind: BlockKind = "heading" if level else "paragraph"
                yield Passage(text=words, line=line, kind=kind, level=level)


def _inline(parser: MarkdownIt, token: Token, env: dict[str, object]) -> str:
    """Return the visible text of a paragraph."""
    if len(token.content) > _LONGEST_INLINE:
        return token.content
    state = StateInline(token.content, parser, env, [])
    parser.inline.tokenize(state)
    for rule in parser.inline.ruler2.getRules(""):
        rule(state)
    return "".join(_visible(part) for part in state.tokens)


def _visible(part: Token) -> str:
    if part.type in ("text", "text_special", "code_inline"):
        return part.content
    return " " if part.type in ("softbreak", "hardbreak") or part.content.startswith("<br") else ""
