"""A page's Markdown to HTML, as MkDocs' ``Page.render`` does it, with less to set up for each."""

from typing import Any

import markdown
from mkdocs.structure.pages import (
    _ExtractAnchorsTreeprocessor,
    _ExtractTitleTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)
from mkdocs.structure.toc import get_toc

_CLEAN = frozenset({"attr_list", "md_in_html", "tables", "toc"})
"""Extensions that keep nothing from one text for the next, or forget it when told."""


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
        raw = _RawHTMLPreprocessor()
        anchors = _ExtractAnchorsTreeprocessor(page.file, self._files, self._config)
        links = _RelativePathTreeprocessor(page.file, self._files, self._config)
        title = _ExtractTitleTreeprocessor()
        for each in (raw, anchors, links, title):
            each._register(md)
        if self._lasting:  # the registry sorts and asks for types at each of a million look-ups
            inline: Any = md.treeprocessors["inline"]
            inline.inlinePatterns = tuple(md.inlinePatterns)
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
        else:
            self._made.reset()
        return self._made
