"""Actor resolution: which actors of different articles are one person, body, state or place.

Deterministic and conservative: two clusters join on evidence from names alone, and on an
abbreviated name (a surname, an acronym, an alias) only where the corpus knows exactly one actor
whom it can stand for; on any other part of a person's name only where the articles tell of the
same people and bodies besides. Linear in the number of actors; no comparison of all pairs.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from generator.corpus.joining import (
    KIN,
    Groups,
    Keys,
    Node,
    Place,
    join_same_names,
    join_short_names,
    name_key,
)
from generator.corpus.offices import is_office, state_of
from generator.corpus.partial_names import join_partial_names
from generator.corpus_model import Appearance, CorpusActor, Sketch
from generator.model import ActorType
from generator.prominence import actor_order
from generator.slugs import ages_of, distinct, slugify


def resolve_actors(
    briefings: Sequence[Sketch], apart: Mapping[str, Iterable[str]]
) -> tuple[CorpusActor, ...]:
    """Merge the actors of `briefings` (latest first) into actors of the corpus.

    `apart` maps names to the short names that, as people said, do not stand for them.

    Most prominent first (generator/prominence.py).
    """
    # Actors that read the same are the same, and are taken as one from the start.
    nodes: list[Node] = []
    known: dict[_Profile, list[Place]] = {}
    apart_by_state: dict[tuple[_Profile, str], list[Place]] = {}
    keys = Keys()
    count = 0
    for briefing in briefings:
        state: str | None = None
        for actor in briefing.actors:
            profile = (actor.name, actor.type, actor.canonical, actor.aliases)
            places = known.get(profile)
            if places is None:
                key = keys[actor.name]
                if key and KIN[actor.type] == "body" and is_office(key):
                    state = state_of(briefing) if state is None else state
                    places = apart_by_state.get((profile, state))
                    if places is None:
                        places = apart_by_state[profile, state] = []
                        nodes.append(Node(actor, keys, state, places))
                else:
                    places = known[profile] = []
                    if key:
                        nodes.append(Node(actor, keys, "", places))
            places.append((count, Appearance(briefing.id, actor)))
            count += 1
    groups = Groups(len(nodes))
    divided = {(name_key(one), name_key(other)) for one in apart for other in apart[one]}
    divided |= {(other, one) for one, other in divided}
    join_same_names(nodes, groups, divided)
    join_short_names(nodes, groups, divided)
    join_partial_names(nodes, groups, divided)
    return _actors(nodes, groups, ages_of(briefings))


_Profile = tuple[str, ActorType, str | None, tuple[str, ...]]


def _actors(
    nodes: Sequence[Node], groups: Groups, ages: Mapping[str, int]
) -> tuple[CorpusActor, ...]:
    clusters: defaultdict[int, list[Node]] = defaultdict(list)
    for index, node in enumerate(nodes):
        clusters[groups.find(index)].append(node)
    actors = [*map(_actor, clusters.values())]
    # By where they first stood, which no later article changes: an address should last.
    first = [min(each.appearances, key=lambda seen: ages[seen.briefing]) for each in actors]
    identities = [_identity(seen) for seen in first]
    order = sorted(
        (ages[seen.briefing], identity, slugify(actor.name))
        for seen, identity, actor in zip(first, identities, actors, strict=True)
    )
    slugs = distinct((identity, slug) for _, identity, slug in order)
    named = (
        structs.replace(actor, slug=slugs[identity])
        for identity, actor in zip(identities, actors, strict=True)
    )
    return tuple(sorted(named, key=actor_order))


def _actor(nodes: Sequence[Node]) -> CorpusActor:
    """Join nodes into one actor; what all places of a node have in common is counted once."""
    names: Counter[str] = Counter()
    types: Counter[ActorType] = Counter()
    aliases: set[str] = set()
    places: list[Place] = []
    for node in nodes:
        names[node.actor.name] += len(node.places)
        types[node.actor.type] += len(node.places)
        aliases |= {node.actor.name, *node.actor.aliases}
        places += node.places
    if len(nodes) > 1:
        places.sort()
    roles = Counter(role for _, seen in places if (role := seen.actor.role))
    name = min(names, key=lambda text: (" " not in text, -names[text], *_plainness(text), text))
    return CorpusActor(
        slug="",
        name=name,
        type=min(types, key=lambda each: (-types[each], each)),
        roles=tuple(sorted(roles.items(), key=lambda item: (-item[1], item[0]))),
        aliases=tuple(sorted(aliases - {name}, key=lambda text: (text.casefold(), text))),
        appearances=tuple(seen for _, seen in places),
    )


def _plainness(name: str) -> tuple[bool, int]:
    """Sort a fuller name first, but one with an article last."""
    return name.casefold().startswith("the "), -len(name)


def _identity(first: Appearance) -> str:
    """Distinguish clusters of one name, by what the article calls each in which it first stood."""
    return "\n".join((first.briefing, first.actor.name, first.actor.type))
