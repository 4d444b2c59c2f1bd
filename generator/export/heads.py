"""What the head of a page says for programs: its feeds, and what it is in JSON-LD."""

from dataclasses import replace

from generator.corpus_model import View
from generator.export.json_ld import json_ld
from generator.export.publication import Publication, briefing_path
from generator.library import Library


def described(view: View, library: Library, publication: Publication) -> View:
    """Return `view` with more in its front matter.

    A briefing's has its JSON-LD as ``json_ld``. That of an actor or a topic has the path of its
    feed without suffix as ``feed``.
    """
    folder, _, name = view.path.removesuffix(".md").partition("/")
    more: dict[str, object] = {}
    if view.front.get("kind") == "briefing" and (key := library.at_address(name)):
        briefing = library.briefing(key)
        more["json_ld"] = json_ld(briefing, briefing_path(name), publication)
    elif view.front.get("kind") in ("actor", "topic") and "_" not in name:
        more["feed"] = f"{folder}/{name}"
    return replace(view, front={**view.front, **more}) if more else view
