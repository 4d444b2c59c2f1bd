"""Which clusters are actors of the article, and which are only words that looked like names."""

from collections.abc import Sequence

from generator.extraction.actors.clustering import Cluster, bare
from generator.extraction.actors.spans import Words
from generator.extraction.gazetteer import Gazetteer


def is_worth_naming(found: Cluster, passages: Sequence[Words], known: Gazetteer) -> bool:
    """Say whether a cluster is an actor that a careful reader would write down."""
    texts = {bare(name.text) for name in found.names}
    if found.owner is not None:
        entries = [known.entries[text] for text in texts if text in known.entries]
        if entries and all(entry.role == "adjective" for entry in entries):
            # one "French" in passing does not make France an actor
            return len(found.names) > 1
        return True
    if len(texts) == 1:
        (text,) = texts
        lower = text.lower()
        if lower in known.common or lower in known.org_heads or lower in known.titles:
            return False
    return True
