"""Views to pages, through Markdown templates that a maintainer can edit.

Whatever a template prints is escaped unless it is a :class:`~generator.escape.Safe`, so a template
cannot forget it. To keep that true, templates only place values: they do not build strings out of
them (no ``~``, ``+``, ``%``, no methods of strings, no ``safe``), because a string that mixes text
and markup can no longer be escaped.
"""

import html
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from markupsafe import Markup

from generator import escape
from generator.corpus_model import Page, View
from generator.errors import TemplateProblem

# Jinja's own filters that neither build strings nor declare them safe.
_FILTERS = frozenset(
    "batch count default dictsort first groupby items last length list map max min reject "  # noqa: SIM905 - one word a line reads worse
    "rejectattr round select selectattr slice sort sum unique".split()
)
_BUILDERS = (nodes.Concat, nodes.Add, nodes.Mod, nodes.Mul, nodes.EvalContextModifier)


class Renderer:
    """Renders views with the templates of `folders`, the first that has one wins.

    Raises TemplateProblem, also while rendering.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._templates = _Templates(
            loader=FileSystemLoader([str(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=_finalize,
        )
        self._templates.globals = {"range": range}
        jinja = self._templates.filters
        self._templates.filters = {name: jinja[name] for name in sorted(_FILTERS)} | {
            "attr": escape.attribute
        }

    def pages(self, views: Iterable[View]) -> Iterator[Page]:
        """Render each view to its page: front matter, then what its template writes."""
        for view in views:
            yield Page(path=view.path, content=front_matter(view.front) + self._body(view))

    def document(self, view: View) -> str:
        """Render a view whose template is HTML: a document that stands for itself."""
        return self._body(view, self._templates.overlay(finalize=_finalize_html))

    def compile(self) -> None:
        """Compile every template now, before processes are forked that would each do it; one that
        cannot be says so when it is used."""
        for name in self._templates.list_templates(["j2"]):
            with suppress(TemplateError):
                self._templates.get_template(name)

    def check(self) -> None:
        """Parse every template."""
        for name in self._templates.list_templates(["j2"]):
            try:
                self._templates.get_template(name)
            except TemplateSyntaxError as error:
                raise TemplateProblem(
                    f"{name}, line {error.lineno}",
                    error.message or "does not parse",
                    "correct the template; _macros.md.j2 says what pages offer",
                ) from None

    def _body(self, view: View, templates: "_Templates | None" = None) -> str:
        try:
            template = (templates or self._templates).get_template(view.template)
            return template.render(page=view.data)
        except TemplateSyntaxError as error:
            cause = error.message or "does not parse"
            subject = f"{error.name or view.template}, line {error.lineno}"
        except TemplateNotFound as error:
            raise TemplateProblem(
                str(error.name),
                f"no such template (wanted for {view.path})",
                "put it back, or `briefings init` lays down a fresh one",
            ) from None
        except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
            cause = str(error)
            subject = f"{_place(error, view.template)} (for {view.path})"
        raise TemplateProblem(
            subject, cause, "correct the template; _macros.md.j2 says what pages offer"
        )


def front_matter(front: Mapping[str, Any]) -> str:
    """Return the front matter of a page: JSON values, which are YAML, on a line for each key.

    Themes print these unescaped into HTML, so texts that are not safe are escaped for it here.
    Every page has its own, or MkDocs would take a first line like ``Template: x`` for one.
    """
    lines = (
        f"{key}: {json.dumps(_plain(value), ensure_ascii=False)}" for key, value in front.items()
    )
    return "\n".join(("---", *lines, "---", "", ""))


class _Templates(Environment):
    """A Jinja environment in which a template can place values but not build strings."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Refuse what would build strings (the hook that Jinja offers for its parser)."""
        template = super()._parse(source, name, filename)
        for node in template.find_all(_BUILDERS):
            raise TemplateSyntaxError(
                "a template places values and does not join them: write {{ a }}{{ b }}",
                node.lineno,
                name,
                filename,
            )
        return template

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give strings no methods: their results would be neither text nor safe."""
        if isinstance(obj, str):
            return self.undefined(f"a text has no {attribute!r} in a template")
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """As :meth:`getattr`, for ``text["format"]``; slices of text are refused as well."""
        if isinstance(obj, str):
            return self.undefined(f"a text has no part {argument!r} in a template")
        return super().getitem(obj, argument)


def _finalize(value: Any) -> Any:
    """Make what a template prints safe: called by Jinja for every ``{{ }}``."""
    return value if _is_safe(value) else Markup(escape.markdown(str(value)))  # noqa: S704 - the gate


def _finalize_html(value: Any) -> Any:
    """As :func:`_finalize`, for templates that write HTML."""
    return value if _is_safe(value) else Markup(escape.html_text(str(value)))  # noqa: S704 - the gate


def _is_safe(value: Any) -> bool:
    if hasattr(value, "__html__"):
        return True
    if value is None:
        raise TypeError("a value is unknown here: guard it with {% if %}")
    if not isinstance(value, str | int | float):
        raise TypeError(f"a {type(value).__name__} cannot be printed")
    return False


def _plain(value: Any) -> Any:
    if isinstance(value, escape.Safe):
        return str(value)
    if isinstance(value, str):
        return html.escape(escape.clean(value))
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _place(error: BaseException, template: str) -> str:
    """Return template and line of the innermost template frame of a run-time error."""
    place = template
    traceback = error.__traceback__
    while traceback:
        filename = traceback.tb_frame.f_code.co_filename
        if filename.endswith(".j2"):
            place = f"{Path(filename).name}, line {traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place
