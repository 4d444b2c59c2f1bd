"""Corrections applied: who is who as the project's ``aliases.yml`` says (format: alias_file.py)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.corpus.alias_file import Aliases, key, parse_aliases
from generator.corpus.proposals import Proposal, propose_merges
from generator.model import Actor, Briefing, Mention, Quote

__all__ = ["Aliases", "Proposal", "apply_aliases", "parse_aliases", "propose_merges"]


def apply_aliases(briefing: Briefing, aliases: Aliases) -> Briefing:
    """Return `briefing` with its actors, and the speakers of its quotes, as `aliases` wants them.

    Applying the same corrections twice changes nothing more.
    """
    if not aliases:
        return briefing
    places: dict[int, str] = {}
    actors = [part for actor in briefing.actors for part in _parts(actor, aliases)]
    merged = _merged(actors, aliases)
    for actor in merged:
        for mention in actor.mentions:
            places[mention.start] = actor.name
    shown = {key(name): actor.name for actor in merged for name in (actor.name, *actor.aliases)}
    quotes = tuple(_corrected(quote, briefing, shown, places, aliases) for quote in briefing.quotes)
    return replace(briefing, actors=merged, quotes=quotes)


def _parts(actor: Actor, aliases: Aliases) -> Iterator[Actor]:
    """Yield the actor without the names that belong elsewhere, and those names as actors."""
    apart = aliases.split.get(key(actor.name), frozenset())
    home = aliases.merge.get(key(actor.name))
    moved: dict[str, list[Mention]] = {}
    kept: list[Mention] = []
    for mention in actor.mentions:
        name = key(mention.text)
        target = aliases.merge.get(name)
        if name in aliases.block:
            continue
        if name != key(actor.name) and (
            name in apart
            or (target is not None and target != home and key(target) != key(actor.name))
        ):
            moved.setdefault(name, []).append(mention)
        else:
            kept.append(mention)
    if key(actor.name) not in aliases.block and (kept or not actor.mentions):
        gone = apart | aliases.block | set(moved)
        yield replace(
            actor,
            aliases=tuple(alias for alias in actor.aliases if key(alias) not in gone),
            mentions=tuple(kept),
        )
    share = max(1, len(actor.mentions))
    for mentions in moved.values():
        yield Actor(
            name=mentions[0].text,
            type=actor.type,
            role=None,
            aliases=(),
            salience=round(actor.salience * len(mentions) / share, 4),
            mentions=tuple(mentions),
        )


def _shown_name(name: str, aliases: Aliases) -> str:
    merged = aliases.merge.get(key(name), name)
    return aliases.rename.get(key(merged), merged)


def _merged(actors: Iterable[Actor], aliases: Aliases) -> tuple[Actor, ...]:
    """Return the actors under the names to show, most salient first.

    Actors that a correction has given one name are joined; two of one name that no correction
    touches stay two.
    """
    named = [(_shown_name(actor.name, aliases), actor) for actor in actors]
    wanted = {
        key(name) for name, actor in named if name != actor.name or key(actor.name) in aliases.merge
    }
    found: dict[str | int, list[tuple[str, Actor]]] = {}
    for number, (name, actor) in enumerate(named):
        slot = key(name) if key(name) in wanted else number
        found.setdefault(slot, []).append((name, actor))
    merged = (_one(each[0][0], [actor for _, actor in each], aliases) for each in found.values())
    return tuple(sorted(merged, key=_rank))


def _rank(actor: Actor) -> tuple[float, int, str]:
    return -actor.salience, actor.mentions[0].start if actor.mentions else 0, actor.name


def _one(name: str, actors: Sequence[Actor], aliases: Aliases) -> Actor:
    lead = next((a for a in actors if a.name == name), max(actors, key=lambda a: a.salience))
    mentions = sorted({m.start: m for a in actors for m in a.mentions}.values(), key=_start)
    spellings = dict.fromkeys(mention.text for mention in mentions)
    spellings |= dict.fromkeys(alias for actor in actors for alias in actor.aliases)
    if name != lead.name:
        spellings |= dict.fromkeys(actor.name for actor in actors)
    known = aliases.retype.get(key(name)) or aliases.retype.get(key(lead.name))
    return replace(
        lead,
        name=name,
        type=known or lead.type,
        role=lead.role or next((actor.role for actor in actors if actor.role), None),
        aliases=tuple(spelling for spelling in spellings if spelling != name),
        salience=max(actor.salience for actor in actors),
        mentions=tuple(mentions),
    )


def _start(mention: Mention) -> int:
    return mention.start


def _corrected(
    quote: Quote,
    briefing: Briefing,
    shown: Mapping[str, str],
    places: Mapping[int, str],
    aliases: Aliases,
) -> Quote:
    """Return the quotation with the speaker's corrected name; a blocked speaker is no actor."""
    speaker, actor = quote.speaker, quote.speaker_actor
    if speaker is None and actor is None:
        return quote
    by_name = shown.get(key(speaker)) if speaker else None
    old = next((each for each in briefing.actors if each.name == actor), None)
    if old is not None and by_name is None:
        by_name = next((places[m.start] for m in old.mentions if m.start in places), None)
        by_name = shown.get(key(_shown_name(old.name, aliases)), by_name)
    if actor is None and by_name is None:
        return quote
    full = by_name if speaker and by_name and _shown_name(speaker, aliases) != speaker else speaker
    return replace(quote, speaker=full, speaker_actor=by_name if actor is not None else None)
