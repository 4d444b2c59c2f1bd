"""A page's Markdown to HTML, as MkDocs' ``Page.render`` does it, with less to set up for each."""

import re
from typing import Any

import markdown
from markdown import inlinepatterns as patterns
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString
from mkdocs.structure.pages import (
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc

_CLEAN = frozenset({"attr_list", "fenced_code", "md_in_html", "tables", "toc"})
"""Extensions that keep nothing from one text for the next, or forget it when told. MkDocs adds
``fenced_code`` to every site's own."""

_SIGNS = {
    patterns.BACKTICK_RE: ("`",),
    patterns.ESCAPE_RE: ("\\",),
    patterns.LINK_RE: ("[",),
    patterns.IMAGE_LINK_RE: ("![",),
    patterns.AUTOLINK_RE: ("<",),
    patterns.AUTOMAIL_RE: ("<",),
    patterns.LINE_BREAK_RE: ("  \n",),
    patterns.HTML_RE: ("<",),
    patterns.ENTITY_RE: ("&",),
    r"\*|_": ("*", "_"),
}
"""Of which signs a text must have one for an expression to match anywhere in it."""
_ANY_SIGN = re.compile(r"[`\\\[!<&*_]|  \n")
_IDENTIFIED = re.compile(r"\b(?:id|name)\s*=", re.IGNORECASE)


class QuickInline(InlineProcessor):
    """Markdown's own treatment of inline patterns, but those that cannot match are not tried.

    Nor is the registry asked for each: it sorts, and asks for types, at each of a million looks.
    """

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self.inlinePatterns: Any = tuple(md.inlinePatterns)
        self._signs = [_SIGNS.get(str(each.pattern), ("",)) for each in self.inlinePatterns]
        self._all_known = ("",) not in self._signs

    # The name by which the base class calls its private method.
    def _InlineProcessor__handleInline(self, data: str, first: int = 0) -> str:  # noqa: N802
        if isinstance(data, AtomicString) or (self._all_known and not _ANY_SIGN.search(data)):
            return data
        apply: Any = getattr(self, "_InlineProcessor__applyPattern")  # noqa: B009 - mypy knows none
        for number in range(first, len(self._signs)):
            for sign in self._signs[number]:
                if sign in data:
                    break
            else:
                continue
            start, matched = 0, True
            while matched:
                data, matched, start = apply(self.inlinePatterns[number], data, number, start)
        return data


class _RawIds(_RawHTMLPreprocessor):
    """MkDocs' search for anchors in raw HTML, where there is anything to find; one without a name
    (``<p id>``) is none."""

    def run(self, lines: list[str]) -> list[str]:
        if _IDENTIFIED.search("\n".join(lines)):
            super().run(lines)
            self.present_anchor_ids.discard(None)
        return lines


class Conversion:
    """Converts the pages of a site one after the other.

    Where only extensions are in use of which it is known that a second text comes out as it would
    first, one converter serves for all pages; else each has its own, as in MkDocs.
    """

    def __init__(self, config: Any, files: Any) -> None:
        self._config, self._files = config, files
        self._lasting = set(config.markdown_extensions) <= _CLEAN
        self._made: markdown.Markdown | None = None

    def __call__(self, page: Any) -> None:
        """Give a page whose source was read its content, contents, title, anchors and links."""
        md = self._converter()
        raw = _RawIds()
        anchors = _ExtractAnchorsTreeprocessor(page.file, self._files, self._config)
        links = _RelativePathTreeprocessor(page.file, self._files, self._config)
        title = _ExtractTitleTreeprocessor()
        for each in (raw, anchors, links, title):
            each._register(md)
        page.content = md.convert(page.markdown)
        page.toc = get_toc(getattr(md, "toc_tokens", []))
        page._title_from_render = title.title
        page.present_anchor_ids = anchors.present_anchor_ids | raw.present_anchor_ids
        page.links_to_anchors = links.links_to_anchors

    def _converter(self) -> markdown.Markdown:
        if self._made is None or not self._lasting:
            self._made = markdown.Markdown(  # type: ignore[no-untyped-call]
                extensions=self._config["markdown_extensions"],
                extension_configs=self._config["mdx_configs"] or {},
            )
            if self._lasting:
                self._made.treeprocessors.register(QuickInline(self._made), "inline", 20)
        else:
            self._made.reset()
        return self._made
