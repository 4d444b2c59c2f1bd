"""Which names mean the same actor: one cluster for each person, body, state and place."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from generator.extraction.actors.bodies import join_bodies
from generator.extraction.actors.groups import Group, Joins, grouped
from generator.extraction.actors.persons import join_bynames, join_persons
from generator.extraction.actors.similarity import folded, is_misspelling
from generator.extraction.actors.spans import Name, Words
from generator.extraction.actors.typing import decide
from generator.extraction.gazetteer import Gazetteer
from generator.model import ActorType


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """All names of one actor, in the text's order; ``owner`` is its canonical name where known."""

    names: tuple[Name, ...]
    type: ActorType
    owner: str | None


def cluster(
    names: Sequence[Name], passages: Sequence[Words], known: Gazetteer
) -> tuple[Cluster, ...]:
    """Return the article's actors as sets of names."""
    groups = grouped(names, passages, known)
    joins = Joins(groups)
    join_bynames(groups, joins, passages)
    join_persons(groups, joins, passages, known)
    join_bodies(groups, joins, list(passages), known)
    _join_slips(groups, joins)
    _join_plurals(groups, joins)
    members: dict[str, list[Group]] = defaultdict(list)
    for key, group in groups.items():
        if group.names:
            members[joins.lead(key)].append(group)
    clusters = (
        Cluster(
            names=tuple(sorted((n for g in found for n in g.names), key=lambda n: n.start)),
            type=_joint_type(groups[lead], found, known),
            owner=groups[lead].owner,
        )
        for lead, found in members.items()
    )
    return tuple(clusters)


def _joint_type(lead: Group, found: Sequence[Group], known: Gazetteer) -> ActorType:
    settled = lead.owner is not None or lead.key.startswith("club:")
    if len(found) == 1 or lead.type == "PERSON" or settled:
        return lead.type
    votes: Counter[str] = Counter()
    for group in found:
        votes.update(group.votes)
    return decide(votes, [lead.text], known)


def _join_slips(groups: dict[str, Group], joins: Joins) -> None:
    """Join a misspelt name to the state, place or body that it means ("Brazillian")."""
    spellings: dict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    for key, group in groups.items():
        if group.owner is not None:
            for said in dict.fromkeys(folded(name.text) for name in group.names):
                spellings[said[:1], len(said)].append((key, said))
    for key, group in groups.items():
        text = folded(group.text)
        unknown = group.owner is None and group.names and joins.is_free(key)
        if not unknown or len(text) < 6 or group.type == "PERSON" or " " in text:
            continue
        near = (
            owner
            for size in (-1, 0, 1)
            for owner, said in spellings.get((text[:1], len(text) + size), ())
            if is_misspelling(text, said)
        )
        owner = next(near, None)
        if owner is not None:
            joins.join(key, owner)


def _join_plurals(groups: dict[str, Group], joins: Joins) -> None:
    """Join the singular of a people with its plural."""
    for key, group in groups.items():
        if not group.names:
            continue
        for plural in (f"{key}s", f"known:{group.text}s"):
            if group.type == "NORP" and plural in groups and groups[plural].names:
                joins.join(key, plural)
                break
