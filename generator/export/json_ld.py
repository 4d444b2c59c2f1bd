"""What a search engine reads of a briefing's page: schema.org in JSON-LD.

The page is a ``Report`` by this site, ``isBasedOn`` the article. It does not pass for the article.
"""

from typing import Any

from generator.escape import Safe, clean, script_json
from generator.export.publication import Publication, language_tag, web_link
from generator.model import Actor, Briefing

_TYPES = {"PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place"}
_MOST_ACTORS = 12


def json_ld(briefing: Briefing, path: str, publication: Publication) -> Safe:
    """Return what the page at `path` is, as JSON that may stand in a script element."""
    title = clean(briefing.title) or clean(briefing.file) or briefing.id
    site = {"@type": "Organization", "name": publication.name, "url": publication.base_url}
    article = {
        "@type": "Article",
        "headline": None if briefing.title_is_derived else title,
        "url": web_link(briefing.url),
        "datePublished": briefing.published,
        "inLanguage": language_tag(briefing.language),
        "author": _named("Person", briefing.author),
        "publisher": _named("Organization", briefing.source),
    }
    about = [_actor(actor) for actor in briefing.actors[:_MOST_ACTORS] if clean(actor.name)]
    phrases = (clean(phrase.text) for phrase in briefing.keyphrases)
    report = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": f"Briefing: {title}",
        "description": "An analysis by a program of the article that it is based on",
        "url": publication.base_url + path if publication.base_url else None,
        "datePublished": briefing.arrived,
        "publisher": _known(site),
        "isBasedOn": _known(article),
        "about": about or None,
        "keywords": [each for each in phrases if each] or None,
    }
    return script_json(_known(report))


def _actor(actor: Actor) -> dict[str, Any]:
    kind = _TYPES.get(actor.type, "Thing")
    role = clean(actor.role or "") or None
    title = {"jobTitle": role} if kind == "Person" else {"description": role}
    return _known({"@type": kind, "name": clean(actor.name)} | title)


def _named(kind: str, name: str | None) -> dict[str, str] | None:
    return {"@type": kind, "name": text} if (text := clean(name or "")) else None


def _known(item: dict[str, Any]) -> dict[str, Any]:
    return {
        key: clean(value) if isinstance(value, str) else value
        for key, value in item.items()
        if value is not None
    }
