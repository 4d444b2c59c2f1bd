"""The corpus as a STIX 2.1 bundle (OASIS standard, 10 June 2021).

Each briefing is a ``report`` that refers to the identities and locations which its article names. A
report must say when it was published: one of which neither the article's date nor the day of
arrival is known becomes a ``grouping``, which need not. Required instants are taken from these
days, else they are 1970-01-01. Identifiers are UUIDs of version 5: the same in every build.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

from generator.corpus_model import CorpusActor, Page
from generator.escape import clean
from generator.export.publication import (
    UNDATED,
    Publication,
    appeared,
    briefing_path,
    instant,
    language_tag,
    rfc3339,
    web_link,
)
from generator.export.tables import Lookup
from generator.model import Briefing

_CLASSES = {"PERSON": "individual", "ORG": "organization", "NORP": "group"}
# Appendix A of the standard maps the Admiralty grades of credibility so; 6 has no value.
_CONFIDENCE = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}


class Bundle:
    """The objects of a bundle, written one by one: as nested dictionaries they take ten times as
    much memory."""

    def __init__(self, lookup: Lookup, publication: Publication) -> None:
        self._lookup = lookup
        self._publication = publication
        maker = _common("identity", "site", publication, UNDATED, UNDATED)
        maker |= {"name": publication.name, "identity_class": "system"}
        self._maker = maker["id"]
        self._objects: list[bytes] = []
        self._add(maker)
        for actor in lookup.actors:
            self._add(_actor(lookup, actor, publication) | {"created_by_ref": self._maker})

    def add(self, briefing: Briefing) -> None:
        """Add the report on an article."""
        self._add(_briefing(self._lookup, briefing, self._publication, self._maker))

    def file(self, folder: str) -> Page:
        """Return ``corpus.stix.json`` in `folder`."""
        digest = hashlib.sha256(b"\n".join(self._objects)).hexdigest()
        identifier = self._publication.identifier("bundle", digest)
        head = f'{{"type": "bundle", "id": "bundle--{identifier}", "objects": [\n'.encode()
        content = head + b",\n".join(self._objects) + b"\n]}\n"
        return Page(path=f"{folder}corpus.stix.json", content=content)

    def _add(self, item: Mapping[str, Any]) -> None:
        self._objects.append(json.dumps(item, ensure_ascii=False).encode("utf-8", "replace"))


def _actor(lookup: Lookup, actor: CorpusActor, publication: Publication) -> dict[str, Any]:
    seen = [lookup.briefings[each.briefing] for each in actor.appearances]
    known = sorted(moment for each in seen if (moment := appeared(each)) != UNDATED)
    kind = _kind(actor)
    item = _common(
        kind,
        f"actor:{actor.slug}",
        publication,
        known[0] if known else UNDATED,
        known[-1] if known else UNDATED,
    )
    item["name"] = clean(actor.name) or actor.slug
    if kind == "identity":
        item["identity_class"] = _CLASSES[actor.type]
        if actor.roles:
            item["roles"] = [role for text, _ in actor.roles if (role := clean(text))] or None
    else:
        code = _countries().get(actor.name) if actor.type == "GPE" else None
        # A location must name its country or region; the vocabulary of regions is open, and an
        # article seldom says in which country a place lies.
        item |= {"country": code} if code else {"region": actor.slug}
    page = lookup.page(actor)
    if page and publication.base_url:
        item["external_references"] = [
            {"source_name": publication.name, "url": publication.base_url + page}
        ]
    return _known(item)


def _briefing(
    lookup: Lookup, briefing: Briefing, publication: Publication, maker: str
) -> dict[str, Any]:
    published = instant(briefing.published) or instant(briefing.arrived)
    created = appeared(briefing)
    kind = "report" if published else "grouping"
    item = _common(kind, f"briefing:{briefing.id}", publication, created, created)
    found = (lookup.library.actor_of(briefing.id, each.name, each.type) for each in briefing.actors)
    refs = dict.fromkeys(
        f"{_kind(actor)}--{publication.identifier(_kind(actor), f'actor:{actor.slug}')}"
        for actor in found
        if actor
    )
    sentences = (clean(sentence.text) for sentence in briefing.key_sentences)
    item |= {
        "created_by_ref": maker,
        "name": clean(briefing.title) or clean(briefing.file) or briefing.id,
        "description": "\n".join(each for each in sentences if each) or None,
        "lang": language_tag(briefing.language),
        "published": rfc3339(published, milliseconds=True) if published else None,
        "context": None if published else "unspecified",
        "confidence": _CONFIDENCE.get(briefing.credibility),
        "labels": _labels(briefing) or None,
        "external_references": _references(lookup, briefing, publication),
        "object_refs": list(refs) or [maker],
    }
    return _known(item)


def _common(
    kind: str, key: str, publication: Publication, created: datetime, modified: datetime
) -> dict[str, Any]:
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": f"{kind}--{publication.identifier(kind, key)}",
        "created": rfc3339(created, milliseconds=True),
        "modified": rfc3339(modified, milliseconds=True),
    }


def _kind(actor: CorpusActor) -> str:
    return "identity" if actor.type in _CLASSES else "location"


def _labels(briefing: Briefing) -> list[str]:
    """Return the Admiralty grades that an analyst gave, as the MISP taxonomy names them."""
    labels = []
    if briefing.reliability != "F":
        labels.append(f'admiralty-scale:source-reliability="{briefing.reliability.lower()}"')
    if briefing.credibility != "6":
        labels.append(f'admiralty-scale:information-credibility="{briefing.credibility}"')
    return labels


def _references(
    lookup: Lookup, briefing: Briefing, publication: Publication
) -> list[dict[str, Any]]:
    references = [
        _known(
            {
                "source_name": clean(each.source or "") or "article",
                "description": f"Seed {clean(each.file)}, SHA-256 {each.sha256}",
                "url": web_link(each.url),
                "external_id": each.id,
            }
        )
        for each in (
            briefing,
            *(lookup.library.briefing(copy.id) for copy in lookup.library.copies_of(briefing.id)),
        )
    ]
    if publication.base_url:
        page = briefing_path(lookup.library.address(briefing.id))
        references.append({"source_name": publication.name, "url": publication.base_url + page})
    return references


def _known(item: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if value is not None}


@cache
def _countries() -> Mapping[str, str]:
    """Return the ISO 3166-1 alpha-2 code of each name in ``countries.tsv``."""
    text = resources.files(__package__).joinpath("countries.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: code for code, names in rows for name in names.split(";")}
