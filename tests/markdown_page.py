"""What tests share to look at pages: the site's own Markdown, visible text, structure, odd text."""

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import yaml
from hypothesis import settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[1]
# MkDocs always enables these three besides those of mkdocs.yml.
BUILT_IN = ("toc", "tables", "fenced_code")
VOID = {"br", "hr", "img", "input", "meta", "link"}

_EXAMPLES = int(os.environ.get("BRIEFINGS_EXAMPLES", "120"))
thorough = settings(max_examples=_EXAMPLES, deadline=None)
"""Examples of a property: raise BRIEFINGS_EXAMPLES for a long search."""
costly = settings(max_examples=max(20, _EXAMPLES // 6), deadline=None)
"""The same for one that renders whole sites."""

FRAGMENTS = [
    *"<>&\\`*_[]{}()#|!+-.:~=^$@/\"' \n\t\r",
    *(
        "1. ",
        "2) ",
        "- ",
        "+ ",
        "* ",
        "# ",
        "> ",
        "---",
        "===",
        "***",
        "___",
        "    ",
        "\n\n",
        "```\n",
    ),
    *(
        "~~~",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</mark>",
        "</div>",
        "<!--",
    ),
    *("-->", "<![CDATA[", "]]>", "<![ y", "<?php", "<a href=", "&lt;", "&#106;", "&amp;", "&#x41;"),
    *(
        "javascript:alert(1)",
        "https://example.org/",
        "me@example.org",
        "--8<--",
        "{{ 7 }}",
        "{% raw %}",
    ),
    *(
        "{: #id .class }",
        "{ onclick=alert(1) }",
        "[^1]",
        "[^1]: note",
        "*[abbr]: x",
        "![alt](x.png)",
    ),
    *(
        "[text](javascript:alert(1))",
        "[ref]: http://x",
        "[ref]",
        "!!! note",
        "??? x",
        '=== "Tab"',
        ":smile:",
    ),
    *(
        "$$x$$",
        "\\(",
        "\\[",
        "| a | b |",
        "|---|",
        ": definition",
        "Title: x",
        "Template: redirect.html",
    ),
    *(
        "\u202eabc",
        "\u200b",
        "\u2028",
        "\x02",
        "\x03",
        "\x00",
        "\ufeff",
        "אבג",
        "عرب",
        "é",
        "中文",
        "🙂",
        "7",
    ),
    *("word", "two words", "Kursk", "klzzwxh:0001", "wzxhzdk:0", "STXETX", "amp;", "n't", "“q”"),
]
nasty = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=4), max_size=14).map("".join)


def site_markdown() -> markdown.Markdown:
    """Return Python-Markdown set up as MkDocs does for mkdocs.yml."""
    names, configs = enabled_extensions()
    return markdown.Markdown(extensions=[*BUILT_IN, *names], extension_configs=configs)


def enabled_extensions() -> tuple[list[str], dict[str, dict[str, object]]]:
    """Return names and settings of the extensions in mkdocs.yml."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    entries = yaml.safe_load(text.split("\nhooks:")[0])["markdown_extensions"]
    configs = {
        name: value for each in entries if isinstance(each, dict) for name, value in each.items()
    }
    return [each if isinstance(each, str) else next(iter(each)) for each in entries], configs


def to_html(page: str) -> str:
    """Render a page's Markdown, without its front matter."""
    return site_markdown().convert(re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL))


class Look(HTMLParser):
    """Tags with the names (and most values) of their attributes, and the visible text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.words: list[str] = []
        self.by_id: dict[str, list[str]] = {}
        self.open: list[tuple[str, str | None]] = []
        self.titles: list[str] = []
        self.balanced = True
        self.permalink = False
        self.feed(page)
        self.close()
        self.balanced = self.balanced and not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.titles += [values["title"] or ""] if "title" in values else []
        shown = (
            name if name in ("title", "datetime") else f"{name}={value}" for name, value in attrs
        )
        self.tags.append(" ".join((tag, *shown)))
        self.permalink = values.get("class") == "headerlink"
        if tag not in VOID:
            self.open.append((tag, values.get("id")))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append("/" + tag)
        self.permalink = False
        self.balanced = self.balanced and bool(self.open) and self.open[-1][0] == tag
        if self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.permalink:
            return
        self.words.append(data)
        for _, name in self.open:
            if name:
                self.by_id.setdefault(name, []).append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.append("!comment")

    def handle_decl(self, decl: str) -> None:
        self.tags.append("!declaration")

    def handle_pi(self, data: str) -> None:
        self.tags.append("!instruction")

    @property
    def text(self) -> str:
        return squeeze("".join(self.words))

    def text_of(self, name: str) -> str:
        """Return the visible text of the element with an id."""
        return squeeze("".join(self.by_id.get(name, [])))


def squeeze(text: str) -> str:
    """Return `text` with every run of white space as one blank."""
    return " ".join(text.split())
