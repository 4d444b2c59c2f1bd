"""The briefing pack, from what the last build extracted to a file."""

import importlib
from pathlib import Path

from generator.build import load_aliases
from generator.compose.pack import Wish, pack_page
from generator.errors import PublishError, SettingsError
from generator.library import Library
from generator.render import Renderer
from generator.renewal import read_corpus
from generator.settings import Settings
from generator.shelf import Shelf, known_sketches, places_of
from generator.store import Store
from generator.terminal import Progress

SUFFIXES = (".html", ".pdf")


def write_pack(
    settings: Settings,
    wish: Wish,
    target: Path,
    *,
    templates: Path,
    progress: Progress,
    site_name: str = "Briefings",
) -> int:
    """Write the pack of `wish` to `target` and return its size in bytes.

    ``.html`` is one document that loads nothing; ``.pdf`` is printed from it by WeasyPrint, the
    extra ``briefings[pdf]``. Raises SettingsError, TemplateProblem or PublishError.
    """
    if target.suffix.lower() not in SUFFIXES:
        raise SettingsError(str(target), "is neither .html nor .pdf", "name the file so with -o")
    if not settings.store.is_file():
        raise SettingsError(str(settings.seeds), "was not built yet", "run `briefings build` first")
    aliases = load_aliases(settings.aliases)
    with Store(settings.store) as store:
        known = known_sketches(store, aliases)
        shelf = Shelf(places_of(store), store, aliases, progress, known)
        library = Library(read_corpus(settings, shelf, aliases, store), shelf.briefing)
        view = pack_page(library, wish, site_name=site_name)
    document = Renderer((settings.templates, templates)).document(view)
    content = document.encode("utf-8", "replace")
    if target.suffix.lower() == ".pdf":
        content = _printed(document)
    try:
        target.write_bytes(content)
    except OSError as error:
        raise PublishError(
            str(target), f"cannot be written ({error.strerror})", "name another file with -o"
        ) from None
    return len(content)


def _printed(document: str) -> bytes:
    """Return `document` as PDF; it may load nothing, whatever is in it."""
    try:
        weasyprint = importlib.import_module("weasyprint")
    except (ImportError, OSError) as error:  # OSError: its libraries (Pango) are missing
        raise SettingsError(
            "PDF",
            f"needs WeasyPrint ({error})",
            "pip install 'briefings[pdf]', or write .html and print it from a browser",
        ) from None
    printed: bytes = weasyprint.HTML(string=document, url_fetcher=_load_nothing).write_pdf(
        pdf_identifier=b"briefings"
    )
    return printed


def _load_nothing(url: str, *_: object, **__: object) -> object:
    raise ValueError(f"a pack loads nothing: {url}")
