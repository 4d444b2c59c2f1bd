"""Rendering: templates place values, values come escaped, and a mistake is named with its line."""

import json
import os
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given

from generator.corpus_model import Page, View
from generator.errors import TemplateProblem
from generator.escape import Safe
from generator.model import Briefing, Refusal
from generator.render import Renderer, front_matter
from tests.articles import ferry, harbour, library_of, views_of
from tests.markdown_page import ROOT, Look, costly, nasty, to_html

TEMPLATES = ROOT / "templates"
GOLDEN = Path(__file__).parent / "golden"
VERSIONS = {"briefings": "1.2.3", "a_model": "4.5"}


def rendered(folder: Path, template: str, data: object, **front: Any) -> str:
    (folder / "t.md.j2").write_text(template, encoding="utf-8")
    view = View(path="t.md", template="t.md.j2", front=front or {"title": "T"}, data=data)
    (page,) = Renderer([folder]).pages([view])
    return page.content.split("---\n", 2)[2].removeprefix("\n")


def site(rows: list[dict[str, Any]], refusals: list[dict[str, str]]) -> dict[str, str]:
    library = library_of(
        *(msgspec.convert(row, Briefing) for row in rows),
        refusals=[Refusal(**refusal) for refusal in refusals],
    )
    pages = Renderer([TEMPLATES]).pages(views_of(library, versions=VERSIONS))
    return {page.path: page.content for page in pages}


def test_what_a_template_prints_is_escaped(tmp_path: Path) -> None:
    assert rendered(tmp_path, "{{ page.name }}", {"name": "<b>*x*"}) == "&lt;b&gt;\\*x\\*"


def test_what_is_safe_is_printed_as_it_is(tmp_path: Path) -> None:
    assert rendered(tmp_path, "{{ page.name }}", {"name": Safe("<b>*x*")}) == "<b>*x*"


def test_what_a_macro_returns_is_not_escaped_again(tmp_path: Path) -> None:
    template = "{% macro m(x) %}*{{ x }}*{% endmacro %}{{ m(page.name) }}"
    assert rendered(tmp_path, template, {"name": "a*"}) == "*a\\**"


def test_an_attribute_is_escaped_for_attributes(tmp_path: Path) -> None:
    written = rendered(tmp_path, '<i title="{{ page.name | attr }}">', {"name": '"*'})
    assert written == '<i title="&#34;&#42;">'


@pytest.mark.parametrize(
    "template",
    [
        "{{ page.name ~ 'x' }}",
        "{{ page.name + 'x' }}",
        "{{ '%s' % page.name }}",
        "{{ page.name | safe }}",
        "{{ page.names | join(', ') }}",
        "{{ page.name | replace('a', '<b>') }}",
        "{{ page.name.format(1) }}",
        "{{ page.name['upper']() }}",
        "{% autoescape false %}{{ page.name }}{% endautoescape %}",
        "{{ page.names }}",
        "{{ page.nobody }}",
        "{{ nobody }}",
        "{{ page.nothing }}",
        "{% if %}",
        "{% include 'missing.md.j2' %}",
    ],
)
def test_a_mistake_in_a_template_names_template_line_and_remedy(
    tmp_path: Path, template: str
) -> None:
    data = {"name": "a", "names": ["a", "b"], "nothing": None}
    with pytest.raises(TemplateProblem) as caught:
        rendered(tmp_path, "first line\n" + template, data)
    line = str(caught.value)
    assert "\n" not in line
    assert "missing.md.j2" in line or "t.md.j2, line 2" in line
    assert caught.value.remedy


def test_the_projects_own_template_is_taken_first(tmp_path: Path) -> None:
    (tmp_path / "about.md.j2").write_text("# Ours\n", encoding="utf-8")
    views = [view for view in views_of(library_of()) if view.path == "about.md"]
    (page,) = Renderer([tmp_path, TEMPLATES]).pages(views)
    assert page.content.endswith("# Ours\n")


def test_front_matter_is_yaml_that_is_safe_to_print_unescaped() -> None:
    text = 'x: "</title><script>" \u202e & {{ 7 }}\n---\nTemplate: y'
    written = front_matter({"title": text, "hide": ["toc"], "search": {"exclude": True}})
    read = yaml.safe_load(written.split("---\n")[1])
    assert read["title"] == (
        "x: &quot;&lt;/title&gt;&lt;script&gt;&quot; &amp; {{ 7 }} --- Template: y"
    )
    assert (read["hide"], read["search"]) == (["toc"], {"exclude": True})


@costly
@given(nasty)
def test_front_matter_is_read_back_whatever_the_text(text: str) -> None:
    written = front_matter({"title": text, "kind": "briefing"})
    block = written.removeprefix("---\n").partition("\n---\n")[0]
    assert yaml.safe_load(block)["kind"] == "briefing"
    assert not set('<>"') & set(yaml.safe_load(block)["title"])


def test_a_list_that_nobody_would_read_says_what_it_leaves_to_the_text() -> None:
    article = harbour()
    article = replace(article, quotes=article.quotes * 200, dates=article.dates * 200)
    made = site([msgspec.to_builtins(article)], [])
    text = Look(to_html(next(made[path] for path in made if "/strike" in path))).text
    assert "and 100 more, marked in the text" in text
    assert "and 300 more, marked in the text" in text


def test_every_page_starts_with_our_front_matter_and_has_one_title() -> None:
    pages = site([*map(msgspec.to_builtins, (harbour(), ferry()))], [])
    for path, content in pages.items():
        assert content.startswith("---\ntitle: "), path
        assert [tag for tag in Look(to_html(content)).tags if tag.startswith("h1")] == [
            "h1 id=title"
        ]


@costly
@given(nasty)
def test_no_value_changes_the_structure_of_a_page(text: str) -> None:
    """Every text of every view replaced: the pages have the elements that a plain word gives."""
    library = library_of(harbour(), ferry(), refusals=[Refusal(path="x", cause="y", remedy="z")])
    renderer = Renderer([TEMPLATES])
    chosen = {"index.md", "about.md", "actors/ida-moreau.md", "topics/port-strike.md", "network.md"}
    for view in views_of(library, versions=VERSIONS):
        if view.path in chosen or view.template == "briefing.md.j2":
            odd, plain = (
                Look(to_html(page.content))
                for page in renderer.pages([_filled(view, "w" + text), _filled(view, "w")])
            )
            assert [tag for tag in odd.tags if "bdi" not in tag] == plain.tags, view.path


def _filled(view: View, word: str) -> View:
    """Replace each plain text in a view; what is safe already stays."""
    return replace(view, data=_replaced(view.data, word))


def _replaced(value: Any, word: str) -> Any:
    if isinstance(value, Safe) or value is None:
        return value
    if isinstance(value, str):
        return word
    if isinstance(value, tuple):
        return tuple(_replaced(each, word) for each in value)
    if isinstance(value, dict):
        return {f"{word}{n}": _replaced(each, word) for n, each in enumerate(value.values())}
    if is_dataclass(value) and not isinstance(value, type):
        kept = {"anchor", "kind"}  # ours, never an article's
        return replace(
            value,
            **{
                field.name: _replaced(getattr(value, field.name), word)
                for field in fields(value)
                if field.name not in kept
            },
        )
    return value


@pytest.mark.parametrize("case", sorted(path.name for path in GOLDEN.iterdir() if path.is_dir()))
def test_pages_are_as_kept(case: str) -> None:
    """Compares with tests/golden; UPDATE_GOLDEN=1 writes what is rendered now, to be reviewed."""
    folder = GOLDEN / case
    given_ = json.loads((folder / "input.json").read_text(encoding="utf-8"))
    made = site(given_["briefings"], given_["refusals"])
    kept = {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in folder.rglob("*.md")
    }
    if os.environ.get("UPDATE_GOLDEN"):
        for path in kept.keys() - made.keys():
            (folder / path).unlink()
        for path, content in made.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(content, encoding="utf-8")
        kept = made
    assert made == kept


def test_the_input_of_the_golden_pages_is_what_the_records_give() -> None:
    """The kept input follows the model: rewrite it with UPDATE_GOLDEN=1 when the model grows."""
    file = GOLDEN / "two-articles" / "input.json"
    rows = [json.loads(each.to_json()) for each in (harbour(), ferry())]
    refusal = {"path": "notes|old.bin", "cause": "is <not> text", "remedy": "save it as UTF-8"}
    now = (
        json.dumps({"briefings": rows, "refusals": [refusal]}, ensure_ascii=False, indent=1) + "\n"
    )
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(now, encoding="utf-8")
    assert json.loads(file.read_text(encoding="utf-8")) == json.loads(now)


def test_pages_come_in_the_order_of_their_views() -> None:
    views = views_of(library_of(harbour()), versions=VERSIONS)
    pages: list[Page] = list(Renderer([TEMPLATES]).pages(views))
    assert [page.path for page in pages] == [view.path for view in views]
