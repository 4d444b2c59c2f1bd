"""Which clusters are actors of the article, and which are only words that looked like names."""

from collections.abc import Sequence

from generator.extraction.actors.clustering import Cluster
from generator.extraction.actors.groups import bare
from generator.extraction.actors.spans import Name, Words, word_set
from generator.extraction.gazetteer import Gazetteer

OFFICES = word_set(
    """
    president premier chancellor king queen prince princess emperor sultan emir prime foreign
    defence defense finance interior minister ministers ambassador envoy parliament lawmakers
    authorities officials diplomats leader vice government governments supreme
    """
)


def is_official(name: Name, words: Words) -> bool:
    """Say whether a demonym stands before an office of its state ("French President")."""
    return name.last < len(words) and words.text[name.last].lower() in OFFICES


def without_echoes(found: Sequence[Cluster]) -> list[Cluster]:
    """Leave out "a Kenyan court" where the article names the court that it means."""
    courts = any(
        {"Court", "Tribunal"} & set(name.text.split()) for each in found for name in each.names
    )
    return [
        each
        for each in found
        if not (courts and all(name.text.endswith(" court") for name in each.names))
    ]


def is_worth_naming(found: Cluster, passages: Sequence[Words], known: Gazetteer) -> bool:
    """Say whether a cluster is an actor that a careful reader would write down."""
    texts = {bare(name.text) for name in found.names}
    if found.owner is not None:
        entries = [known.entries[text] for text in texts if text in known.entries]
        if entries and all(entry.role == "adjective" for entry in entries):
            # one "French" in passing does not make France an actor, its president does
            return len(found.names) > 1 or any(
                is_official(name, passages[name.passage]) for name in found.names
            )
        return True
    if len(texts) == 1:
        (text,) = texts
        lower = text.lower()
        if lower in known.common or lower in known.org_heads or lower in known.titles:
            return False
    return True
