"""All names of an article in place: claims from every source, weighed, filtered and propagated."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.extraction.actors.discovery import (
    acronym_names,
    body_names,
    cabinet_names,
    credited,
    force_names,
    gazetteer_names,
    given_names,
    model_names,
    possessed_names,
    refused_names,
    speaking_names,
    stands_alone,
    titled_names,
)
from generator.extraction.actors.spans import (
    ELISIONS,
    Name,
    Words,
    name_at,
    relabelled,
    without_overlaps,
    word_set,
)
from generator.extraction.gazetteer import Entry, Gazetteer
from generator.extraction.nlp import Passage

TEAM = re.compile(r"\b([A-Z]\w+(?: [A-Z]\w+)?) team\b")
SEAT = re.compile(r"[DRI]-[A-Z][A-Za-z.]*")
FIELDS = word_set(
    """
    defense defence interior foreign finance health home justice energy environment education trade
    agriculture transport transportation labor labour housing commerce culture defence security press
    media sports industry economy development immigration police fire culture tourism
    """
)
PRONOUNS = word_set(
    """
    i you he she it we they me him her us them his hers its our ours their theirs my mine your
    yours who whom himself herself themselves itself
    """
)
LANGUAGE_LEADS = word_set(
    """
    in into speak speaks spoke spoken speaking learn learns learned learning teach teaches taught
    fluent translated from
    """
)
LANGUAGE_NOUNS = word_set(
    """
    language languages translation version word words lesson lessons teacher speaker speakers
    speaking literature edition subtitles dictionary
    """
)


def collect(
    passages: Sequence[tuple[Words, Passage]], known: Gazetteer, *, english: bool
) -> tuple[Name, ...]:
    """Return the article's names in place, none overlapping another, in the text's order."""
    found: list[Name] = []
    said = Counter(match[1] for words, _ in passages for match in TEAM.finditer(words.source))
    teams = frozenset(state for state, count in said.items() if count > 2)
    for words, passage in passages:
        if words.kind in {"byline", "dateline"}:
            continue
        claims = list(
            _claims(words, passage, known, teams) if english else model_names(words, passage, known)
        )
        refused = set()
        for first, last in credited(words):
            refused.update(range(first, last))
        found += [
            name
            for name in without_overlaps(claims)
            if refused.isdisjoint(range(name.first, name.last))
        ]
    checked = [_checked(name, passages[name.passage][0], known) for name in found]
    checked = list(_confirmed(checked, passages, known))
    return tuple(_propagated(checked, passages, known))


def _claims(
    words: Words, passage: Passage, known: Gazetteer, teams: frozenset[str]
) -> Iterator[Name]:
    yield from model_names(words, passage, known)
    yield from force_names(words, known, teams=teams)
    for name, entry in gazetteer_names(words, known):
        before_title = name.last < len(words) and known.is_title(words.text[name.last])
        if is_usage_of(words, name, entry, known, before_title=before_title):
            several = name.last - name.first > 1
            yield name_at(words, name.first, name.last, entry.type, trust=2 if several else 1)
    yield from refused_names(words, known)
    yield from cabinet_names(words)
    yield from group_names(words, known)
    yield from body_names(words, known)
    yield from titled_names(words, known)
    yield from given_names(words, known)
    yield from acronym_names(words, known)
    yield from speaking_names(words, known)
    yield from possessed_names(words, known)


def is_usage_of(
    words: Words, name: Name, entry: Entry, known: Gazetteer, *, before_title: bool
) -> bool:
    """Say whether a known phrase is used for its actor here (and not a language or a given name)."""
    at = name.first
    if entry.role == "adjective":
        return not _is_language(words, name)
    if not stands_alone(words, name) and not (before_title and entry.type == "ORG"):
        return False
    if name.last - name.first > 1:
        return True
    if words.text[at].isupper() and len(words.text[at]) > 2:
        return words.pos[at] in {"PROPN", "NOUN", "PRON"} and not words.title_case
    if words.pos[at] != "PROPN" or entry.phrase in known.first_names:
        return False
    return not (entry.phrase == "US" and words.text[at : at + 1] != ("US",))


def _is_language(words: Words, name: Name) -> bool:
    following = words.text[name.last].lower() if name.last < len(words) else ""
    if following in LANGUAGE_NOUNS:
        return True
    bare = not following.isalpha() or words.pos[name.last] not in {
        "NOUN",
        "PROPN",
        "ADJ",
        "NUM",
        "VERB",
    }
    before = words.text[name.first - 1].lower() if name.first else ""
    return (bare and before in LANGUAGE_LEADS) or (bare and name.text in {"English"})


def group_names(words: Words, known: Gazetteer) -> Iterator[Name]:
    """Yield peoples, faiths and followings named by a noun ("Muslims", "the Rohingya")."""
    for at, word in enumerate(words.text):
        if word in known.plural_groups or (
            word in known.both_groups and words.pos[at] in {"PROPN", "NOUN", "ADJ"}
        ):
            name = name_at(words, at, at + 1, "NORP", trust=1)
            if stands_alone(words, name) or words.opens[at]:
                yield name


def _checked(name: Name, words: Words, known: Gazetteer) -> Name:
    """Return the name, relabelled OTHER where it is no actor's name."""
    if name.label == "OTHER":
        return name
    lowers = [word.lower() for word in words.text[name.first : name.last]]
    bare = name.text.removeprefix("the ").removeprefix("The ")
    if bare in known.no_actors or (
        bare.lower() in PRONOUNS and not (bare.isupper() and len(bare) > 1)
    ):
        return relabelled(name, "OTHER")
    if bare in known.entries:
        return relabelled(name, known.entries[bare].type) if name.label != "PERSON" else name
    if not any(char.isupper() for char in bare) or len(bare) < 2:
        return relabelled(name, "OTHER")
    if name.label == "PERSON" and all(lower.rstrip(".") in known.titles | {"prime"} for lower in lowers):
        return relabelled(name, "OTHER")
    if bare.endswith(("-like", "-style", "-based", "-led", "-backed")):
        return relabelled(name, "OTHER")
    if SEAT.fullmatch(bare) or (name.label == "ORG" and len(lowers) == 1 and _is_field(words, name, known)):
        return relabelled(name, "OTHER")
    if name.label == "NORP":
        return name if _is_people(name, words, known) else relabelled(name, "OTHER")
    if len(lowers) == 1 and lowers[0] in known.common and lowers[0] not in known.org_heads:
        return relabelled(name, "OTHER")
    if name.label == "ORG" and _is_portfolio(words, name, known):
        return relabelled(name, "OTHER")
    head = lowers[-1]
    if "of" in lowers[1:-1]:
        head = lowers[lowers.index("of") - 1]
    if (
        name.label != "PERSON"
        and (
            head in known.no_actor_heads
            or (lowers[-1] in known.no_actor_heads and not set(lowers) & known.org_heads)
        )
        and head not in known.org_heads
    ):
        return relabelled(name, "OTHER")
    return name


def _is_field(words: Words, name: Name, known: Gazetteer) -> bool:
    """Say whether the word only says which minister or secretary follows ("Defense Secretary")."""
    held = name.last < len(words) and known.is_title(words.text[name.last])
    return held and name.text.lower() in FIELDS


def _is_portfolio(words: Words, name: Name, known: Gazetteer) -> bool:
    """Say whether the name is only what an office is about ("Minister of Education")."""
    at = name.first - 1
    if at < 1 or words.text[at] not in {"of", "for"}:
        return False
    held = words.text[at - 1].lower() in {"minister", "secretary", "undersecretary", "commissioner"}
    return (
        held and not {word.lower() for word in words.text[name.first : name.last]} & known.org_heads
    )


def _is_people(name: Name, words: Words, known: Gazetteer) -> bool:
    text = name.text
    if text in known.plural_groups or text in known.both_groups:
        return True
    if name.last - name.first > 1 or not text[:1].isupper():
        return False
    plural = text.endswith(("s", "men")) and words.pos[name.first] in {"PROPN", "NOUN"}
    return plural and not text.endswith(("ss", "'s"))


def _confirmed(
    names: Iterable[Name], passages: Sequence[tuple[Words, Passage]], known: Gazetteer
) -> Iterator[Name]:
    """Leave out what only a headline in title case shows: there every word looks like a name."""
    names = list(names)
    in_text = {name.text for name in names if not passages[name.passage][0].title_case}
    tails = {text.split()[-1] for text in in_text}
    for name in names:
        words = passages[name.passage][0]
        if words.title_case and name.label != "OTHER":
            person = (
                name.label == "PERSON"
                and name.last - name.first > 1
                and words.text[name.first] in known.first_names
            )
            if not (
                name.text in in_text
                or name.text in tails
                or name.text in known.entries
                or person
                or name.text in known.plural_groups
            ):
                continue
        yield name


def _propagated(
    names: Sequence[Name], passages: Sequence[tuple[Words, Passage]], known: Gazetteer
) -> Iterator[Name]:
    """Yield the names and their other exact occurrences that no source has claimed."""
    labels: dict[tuple[str, ...], str] = {}
    taken: dict[int, set[int]] = {}
    for name in names:
        words = passages[name.passage][0]
        taken.setdefault(name.passage, set()).update(range(name.first, name.last))
        if name.label != "OTHER":
            key = words.text[name.first : name.last]
            labels.setdefault(key, name.label)
            if (
                name.label == "PERSON"
                and 2 <= len(key) <= 4
                and len(key[-1]) > 2
                and key[-1][0].isupper()
            ):
                labels.setdefault((key[-1],), "PERSON")
            if (
                name.label == "ORG"
                and len(key) == 3
                and key[1] == "of"
                and key[2] not in known.entries
            ):
                labels.setdefault((key[2],), "ORG")
    starts: dict[str, list[tuple[str, ...]]] = {}
    for key in labels:
        starts.setdefault(key[0], []).append(key)
    for keys in starts.values():
        keys.sort(key=len, reverse=True)
    everything = list(names)
    for words, _ in passages:
        claimed = taken.setdefault(words.passage, set())
        for at, word in enumerate(words.text):
            for key in starts.get(word, ()):
                last = at + len(key)
                if words.text[at:last] == key and claimed.isdisjoint(range(at, last)):
                    name = name_at(words, at, last, labels[key])
                    if _is_repeat(words, name, known):
                        claimed.update(range(at, last))
                        everything.append(name)
                    break
    return iter(
        sorted((n for n in everything if n.label != "OTHER"), key=lambda n: (n.passage, n.first))
    )


def _is_repeat(words: Words, name: Name, known: Gazetteer) -> bool:
    """Say whether a repeated string is the same name again, not a common word or part of a longer name."""
    if words.kind == "byline":
        return False
    for first, last in credited(words):
        if first <= name.first < last:
            return False
    if name.last - name.first > 1:
        return True
    entry = known.entries.get(name.text)
    if entry is not None and entry.role == "adjective":
        return not _is_language(words, name)
    if words.title_case or name.text.isupper():
        return True
    if words.pos[name.first] not in {"PROPN", "NOUN", "ADJ", "X"}:
        return False
    after = name.last
    follows = (
        after < len(words)
        and words.is_name_like(after)
        and words.pos[after] == "PROPN"
        and words.text[after] not in ELISIONS
    )
    before = name.first - 1
    precedes = (
        before >= 0
        and words.is_name_like(before)
        and words.pos[before] == "PROPN"
        and not known.is_title(words.text[before])
        and not words.opens[before]
    )
    return not (follows or precedes)
