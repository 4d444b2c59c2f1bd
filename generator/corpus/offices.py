"""Bodies that every state has: "Supreme Court" names another one in another country's news."""

from generator.corpus_model import Sketch

_LISTED = """
administration affairs agency air appeal appeals armed army assembly attorney authority bank
border bureau cabinet cassation central chamber city civil coast commission commissioner
committee communications congress constitutional coroner council county court courts criminal
customs defence defense department deputies district economy education election electoral
energy environment federal finance fire force forces foreign general government governing
guard health high home house human immigration intelligence interior investigation justice
labour labor lands lower majesty meteorological military minister ministry national navy
office opposition parliament police population ports post presidency president prison
prosecution prosecutor prosecutors public representatives reserve resources revenue
rights security senate
service services social standards state states statistics supreme tax the tourism trade
transport treasury tribunal unit upper welfare works and for of on
"""
_WORDS = frozenset(_LISTED.split())


def is_office(key: str) -> bool:
    """Say whether a name, as ``joining.name_key`` gives it, is one that states share."""
    return all(word in _WORDS for word in key.split())


def state_of(briefing: Sketch) -> str:
    """Return the state that an article is mostly about, or an empty string."""
    states = (actor for actor in briefing.actors if actor.type == "GPE")
    named = sorted(states, key=lambda actor: (actor.canonical is None, -actor.salience, actor.name))
    return (named[0].canonical or named[0].name).casefold() if named else ""
