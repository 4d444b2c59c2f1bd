"""Names found by the gazetteer: states, places and bodies, as used here, and what they own."""

from collections.abc import Iterator, Sequence

from generator.extraction.actors.cleaning import PREFIXES
from generator.extraction.actors.spans import ELISIONS, Name, Words, name_at, word_set
from generator.extraction.gazetteer import Entry, Gazetteer

Known = Sequence[tuple[Name, Entry]]
"""What :func:`gazetteer_names` yields for a passage."""
LANGUAGE_LEADS = word_set(
    """
    in into speak speaks spoke spoken speaking learn learns learned learning teach teaches taught
    fluent translated from
    """
)


MEMBERS = word_set("Democrats Liberals Greens Nationals Conservatives Socialists Republicans")
LEANINGS = word_set(
    "Social Liberal Christian Free Progressive National New Moderate Green Centre Left"
)
"""What stands before a party's members in its name; "House Democrats" are no party."""
COMBINING = word_set("anglo franco sino russo afro indo euro greco austro turco")
PLATFORMS = word_set("Telegram YouTube WhatsApp Instagram TikTok Twitter Facebook Weibo WeChat")
LANGUAGE_NOUNS = word_set(
    """
    language languages translation version word words lesson lessons teacher speaker speakers
    speaking literature edition subtitles dictionary
    """
)


def gazetteer_names(words: Words, known: Gazetteer) -> Iterator[tuple[Name, Entry]]:
    """Yield the known phrases that stand in a passage as words of their own."""
    ends = {end: row + 1 for row, end in enumerate(words.end)}
    at = 0
    while at < len(words):
        if not (words.is_name_like(at) or words.text[at] in {"al", "the", "mainland", "sub"}):
            at += 1
            continue
        entry = known.longest_at(words.source, words.start[at] - words.base)
        last = ends.get(words.start[at] + len(entry.phrase)) if entry else None
        if entry is None or last is None:
            at += 1
            continue
        yield name_at(words, at, last, entry.type, trust=1), entry
        at = last


def stands_alone(words: Words, name: Name) -> bool:
    """Say whether no other capitalised word touches the name: it is no part of a longer one."""
    before, after = name.first - 1, name.last
    if before >= 1 and words.text[before] == "-" and words.glued(name.first):
        return False
    left = (
        before >= 0
        and words.is_name_like(before)
        and words.pos[before] == "PROPN"
        and not words.opens[before]
    )
    right = after < len(words) and words.is_name_like(after) and words.pos[after] == "PROPN"
    return not (left or right)


def is_usage_of(
    words: Words, name: Name, entry: Entry, known: Gazetteer, *, before_title: bool
) -> bool:
    """Say whether a known phrase means its actor here (and not a language or a given name)."""
    at = name.first
    if entry.role == "adjective":
        return not is_language(words, name)
    if not stands_alone(words, name) and not (before_title and entry.type == "ORG"):
        return False
    if name.last - name.first > 1:
        return True
    if words.text[at].isupper() and len(words.text[at]) > 2:
        return words.pos[at] in {"PROPN", "NOUN", "PRON"} and not words.title_case
    if words.pos[at] != "PROPN" or entry.phrase in known.first_names:
        return False
    return not (entry.phrase == "US" and words.text[at : at + 1] != ("US",))


def party_names(words: Words) -> Iterator[Name]:
    """Yield parties that a model knows by half ("Social Democrats")."""
    for at in range(1, len(words)):
        if words.text[at] in MEMBERS and words.text[at - 1] in LEANINGS:
            yield name_at(words, at - 1, at + 1, "ORG", trust=3)


def hyphened_names(words: Words, known: Gazetteer) -> Iterator[Name]:
    """Yield bodies whose name a hyphen ties to a state's ("Météo-France")."""
    for at in range(1, len(words) - 1):
        if words.text[at] != "-" or not (words.glued(at) and words.glued(at + 1)):
            continue
        left, right = known.entries.get(words.text[at - 1]), known.entries.get(words.text[at + 1])
        state = right is not None and right.state and right.role == "name"
        word = words.text[at - 1]
        plain = word.istitle() and len(word) > 3 and word.lower() not in PREFIXES | COMBINING
        if state and plain and left is None:
            yield name_at(words, at - 1, at + 2, "ORG", trust=3)


def is_language(words: Words, name: Name) -> bool:
    """Say whether an adjective of a state means its language here ("speaks French")."""
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


def refused_names(words: Words, known: Gazetteer) -> Iterator[Name]:
    """Yield known names of what is no actor ("Premier League"): they block their place."""
    ends = {end: row + 1 for row, end in enumerate(words.end)}
    for at in range(len(words)):
        if not words.is_name_like(at):
            continue
        phrase = known.longest_refused_at(words.source, words.start[at] - words.base)
        last = ends.get(words.start[at] + len(phrase)) if phrase else None
        if last is None:
            continue
        name = name_at(words, at, last, "OTHER", trust=3)
        if last - at > 1 or (words.text[at].isupper() and stands_alone(words, name)):
            yield name


def force_names(
    words: Words, known: Gazetteer, found: Known, *, teams: frozenset[str]
) -> Iterator[Name]:
    """Yield a state's bodies whose head is written small ("Peruvian navy")."""
    forces = known.forces | {"team"} if teams else known.forces
    for name, entry in found:
        if (
            not entry.state
            or name.last >= len(words) - 1
            or entry.role not in {"adjective", "name"}
        ):
            continue
        if name.first > 0 and words.text[name.first - 1] == "-":
            continue
        at = name.last
        if name.first > 0 and words.text[name.first - 1] == "Team":
            yield name_at(words, name.first - 1, at, "ORG", trust=3)
        one = words.text[at]
        two = words.said(at, at + 2) if at + 1 < len(words) else ""
        following = words.text[at + 1].lower() if at + 1 < len(words) else ""
        owned = words.said(at + 1, at + 3) if one in ELISIONS and at + 2 < len(words) else ""
        if owned in known.force_phrases:  # "Peru's central bank"
            yield name_at(words, name.first, at + 3, "ORG", trust=3)
        elif two.lower() in known.force_phrases and two[:1].islower():
            yield name_at(words, name.first, at + 2, "ORG", trust=3)
        elif one == "team" and name.text not in teams:
            continue
        elif one in forces and not _continues(words, at, following):
            yield name_at(words, name.first, at + 1, "ORG", trust=3)


def _continues(words: Words, at: int, following: str) -> bool:
    """Say whether the noun at `at` only modifies the next one ("police officer", "army chief")."""
    return (
        at + 1 < len(words)
        and words.dep[at] in {"compound", "amod", "nmod"}
        and words.head[at] > at
        and following.isalpha()
    )


def channel_names(words: Words, known: Gazetteer) -> Iterator[Name]:
    """Yield channels called after where they are ("the Belarusian [Motolko Telegram channel]")."""
    for at in range(1, len(words) - 1):
        if words.text[at] not in PLATFORMS or words.text[at + 1] not in {"channel", "account"}:
            continue
        first = at
        while first > 0 and words.is_name_like(first - 1) and words.pos[first - 1] == "PROPN":
            first -= 1
        entry = known.entries.get(words.text[first])
        if entry is not None and entry.role == "adjective":
            first += 1
        if first < at:
            yield name_at(words, first, at + 2, "ORG", trust=3)


def cabinet_names(words: Words) -> Iterator[Name]:
    """Yield governments called after their head ("the Merkel government")."""
    for at in range(1, len(words)):
        if words.text[at] in {"government", "administration"}:
            before = at - 1
            if (
                words.pos[before] == "PROPN"
                and words.dep[before] == "compound"
                and words.is_name_like(before)
            ):
                first = before
                while (
                    first > 0
                    and words.pos[first - 1] == "PROPN"
                    and words.is_name_like(first - 1)
                    and not words.opens[first - 1]
                ):
                    first -= 1
                if first == before:
                    yield name_at(words, first, at + 1, "ORG", trust=3)


def possessed_names(words: Words, known: Gazetteer, found: Known) -> Iterator[Name]:
    """Yield unclaimed capitalised words that a state owns ("Chile's Codelco")."""
    if words.title_case:
        return
    for name, entry in found:
        at = name.last
        if entry.type != "GPE" or at + 1 >= len(words) or words.text[at] not in ELISIONS:
            continue
        last = first = at + 1
        while last < len(words) and words.is_name_like(last) and words.pos[last] == "PROPN":
            last += 1
        if first < last < first + 5 and not known.is_title(words.text[first]):
            person = last - first > 1 and words.text[first] in known.first_names
            yield name_at(words, first, last, "PERSON" if person else "ORG", trust=0)
