"""Actors: the people, bodies, states, places and peoples of an article, each once, under one name.

The steps, one module each: names are *discovered* (by the model, the gazetteer and patterns),
*cleaned* of what does not belong to them, *collected* and repeated wherever they stand,
*clustered* into actors, *typed* by vote and evidence, given their *role*, and ranked by *salience*.
"""

from collections import Counter
from collections.abc import Sequence

from generator.extraction.actors.clustering import Cluster, cluster
from generator.extraction.actors.collection import collect
from generator.extraction.actors.credits import dateline_of
from generator.extraction.actors.groups import bare
from generator.extraction.actors.roles import role_of
from generator.extraction.actors.salience import Scale, salience
from generator.extraction.actors.selection import is_worth_naming, without_echoes
from generator.extraction.actors.spans import Name, Words, word_set, words_of
from generator.extraction.gazetteer import Gazetteer, gazetteer, names_only
from generator.extraction.nlp import Analysis, Passage
from generator.model import Actor, Mention

HONOURS = word_set("KC QC SC MP MEP MSP MBE OBE CBE KBE DBE PhD MD")
"""Letters after a full name that are no part of it."""

__all__ = ["find_actors"]


def find_actors(analysis: Analysis) -> tuple[Actor, ...]:
    """Return the article's actors, most salient first.

    Empty where no model for the article's language finds names. Mentions are verbatim, in the
    text's order, and no two of an article overlap; `role` is verbatim or None.
    """
    if not analysis.named:
        return ()
    english = analysis.language == "en"
    known = gazetteer() if english else names_only()
    pairs = _columns(analysis)
    passages = [words for words, _ in pairs]
    names = collect(pairs, known, english=english)
    clusters = without_echoes(
        [
            found
            for found in cluster(names, passages, known)
            if is_worth_naming(found, passages, known)
        ]
    )
    body = [words.passage for words in passages if words.kind == "paragraph"]
    scale = Scale(
        most=max((len(found.names) for found in clusters), default=0),
        length=len(analysis.article.text),
        paragraphs=len(body),
        lead=body[0] if body else 0,
    )
    actors = [_actor(found, passages, known, scale) for found in clusters]
    return tuple(
        sorted(actors, key=lambda actor: (-actor.salience, actor.mentions[0].start, actor.name))
    )


def _columns(analysis: Analysis) -> list[tuple[Words, Passage]]:
    """Return each passage's columns with the passage, inline datelines marked."""
    pairs = []
    opening = True
    for index, passage in enumerate(analysis.passages):
        paragraph = passage.kind == "paragraph"
        source = analysis.article.text[passage.start : passage.end]
        filed = dateline_of(source, opening=opening) if paragraph else (0, [])
        pairs.append((words_of(analysis, index, passage, dateline=filed), passage))
        opening = opening and not paragraph
    return pairs


def _actor(found: Cluster, passages: Sequence[Words], known: Gazetteer, scale: Scale) -> Actor:
    name = _calm(_full_name(found, known), found, known)
    if found.type == "PERSON":
        name = _without_honours(name)
    spellings = dict.fromkeys(bare(each.text) if found.owner else each.text for each in found.names)
    return Actor(
        name=name,
        type=found.type,
        role=role_of(found.names, passages, found.type, known),
        aliases=tuple(
            each for each in spellings if name not in {each, each.title(), f"The {each}"}
        ),
        salience=salience(found.names, found.type, passages, scale=scale),
        mentions=tuple(
            Mention(start=each.start, end=each.end, text=each.text) for each in found.names
        ),
        canonical=found.owner,
    )


def _without_honours(name: str) -> str:
    words = name.split()
    while len(words) > 2 and words[-1] in HONOURS:
        words.pop()
    return " ".join(words).rstrip(",")


def _calm(name: str, found: Cluster, known: Gazetteer) -> str:
    """Return a name that the text has in capitals only as it is usually written."""
    if not name.isupper() or found.type in {"ORG", "NORP"} or len(name) < 4 or "." in name:
        return name
    if found.owner is not None:
        return found.owner
    entry = known.entries.get(name.title())
    return entry.phrase if entry is not None else name.title()


def _full_name(found: Cluster, known: Gazetteer) -> str:
    """Return the fullest form in the text; for a state its name, not an adjective or initials."""
    counts = Counter(each.text for each in found.names)
    if found.owner is not None:
        return _known_name(found.owner, found.names, counts, known)
    first = {each.text: each.start for each in reversed(found.names)}

    def rank(text: str) -> tuple[int, int, int, int]:
        shouted = text.isupper() and len(text) > 6
        return (not shouted, len(text.split()), counts[text], -first[text])

    if found.type in {"PERSON", "ORG", "NORP"}:
        return max(counts, key=rank)
    return max(counts, key=lambda text: (counts[text], len(text), -first[text]))


def _known_name(owner: str, names: Sequence[Name], counts: Counter[str], known: Gazetteer) -> str:
    spellings = {bare(text): count for text, count in counts.items()}
    if owner in spellings:
        return owner
    entries = {text: known.entries.get(text) for text in spellings}
    proper = [
        text
        for text, entry in entries.items()
        if entry and entry.role == "name" and entry.owner == owner
    ]
    if proper:
        return max(proper, key=lambda text: (len(text.split()), spellings[text], len(text)))
    if any(entry and entry.state for entry in entries.values()):
        return owner
    return max(spellings, key=lambda text: (spellings[text], len(text)))
