"""Which names could be an actor's: no pronoun, competition, prize, law, office or headline word."""

import re
from collections.abc import Iterable, Iterator, Sequence

from wordfreq import zipf_frequency

from generator.extraction.actors.everyday import is_everyday
from generator.extraction.actors.spans import Name, Words, relabelled, word_set
from generator.extraction.gazetteer import Gazetteer
from generator.extraction.nlp import Passage

PRONOUNS = word_set(
    """
    i you he she it we they me him her us them his hers its our ours their theirs my mine your
    yours who whom himself herself themselves itself
    """
)


ACRONYM = re.compile(r"[A-Z]+(?:\([A-Z]+\))?")
MONEY = re.compile(
    r"[A-Z][A-Za-z]{0,3}\$?\d[\d.,]* ?(?:[mb]n|million|billion|trillion|crore|lakh)"
    r"|(?:R|N|Rs|RM|Sh|Shs|[KTU]sh|[KTU]Sh|[KUT]ES|GH₵|Tk|Php|Rp|Dh|Dhs)\.?\d[\d.,]*"
)
"""A sum that begins with the sign of its currency ("N18 billion", "Sh23")."""
GENUS = re.compile(r"[A-Z][a-z]{3,}(?:a|us|um|is|as|es|os|on|ns|ma|ia|ella|x|ys)")
LATIN = re.compile(r".{2,}(?:us|um|ae|is|ii|ens|ensis|oides|alis|i|a|x|ur|or)$")
COMMON = 3.3
"""Zipf frequency of an English word that a careful reader knows."""
QUOTES = word_set("“ \" ‘ ' „ «")
RARE = 3.0
"""Zipf frequency (wordfreq: log10 of occurrences per thousand million words) of no English word."""
SEAT = re.compile(r"[DRI]-[A-Z][A-Za-z.]*")


HOLDERS = word_set("Minister Ministers Secretary")
FIELDS = word_set(
    """
    defense defence interior foreign finance health home justice energy environment education
    trade agriculture transport transportation labor labour housing commerce culture security
    press media sports industry economy development immigration police fire tourism
    """
)


def checked(name: Name, words: Words, known: Gazetteer) -> Name:  # noqa: PLR0911, PLR0912 - one answer a case
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
    if MONEY.fullmatch(bare) or not any(char.isupper() for char in bare) or len(bare) < 2:
        return relabelled(name, "OTHER")
    if len(lowers) == 1 and _is_plain_word(words, name, known):
        return relabelled(name, "OTHER")
    if _is_office(name, lowers, words, known):
        return relabelled(name, "OTHER")
    if _is_acronym(name, words):
        name = relabelled(name, "ORG")
    if (
        bare.endswith(("-like", "-style", "-based", "-led", "-backed"))
        or SEAT.fullmatch(bare)
        or (name.label == "ORG" and _is_field(words, name, known))
    ):
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


def _is_office(name: Name, lowers: Sequence[str], words: Words, known: Gazetteer) -> bool:
    """Say whether a name is only an office: "Prime Minister", "Technology Officer"."""
    if all(lower.rstrip(".") in known.titles | {"prime"} for lower in lowers):
        return True
    if len(lowers) < 2 or lowers[-1] not in known.titles or lowers[-1] in known.surnames:
        return False
    return words.text[name.first] not in known.first_names and all(
        lower in known.titles or is_everyday(lower) for lower in lowers[:-1]
    )


def _is_acronym(name: Name, words: Words) -> bool:
    """Say whether a name is one word in capitals where its neighbours are not: nobody's surname."""
    text = name.text
    if name.label != "PERSON" or " " in text:
        return False
    if not (ACRONYM.fullmatch(text) and 2 < len(text) < 9):
        return False
    near = (name.first - 1, name.last)
    return not name.titled and not any(
        0 <= at < len(words) and words.is_name_like(at) and words.pos[at] == "PROPN" for at in near
    )


def _is_plain_word(words: Words, name: Name, known: Gazetteer) -> bool:
    """Say whether one word is a Latin genus or capitalised only because it opens a sentence."""
    if _is_species(words, name, known):
        return True
    at = name.first
    noun = words.pos[at] == "NOUN" and not name.text.isupper() and name.text.isalpha()
    if name.label == "PERSON" or not (words.opens[at] and noun):
        return False
    return zipf_frequency(name.text.lower(), "en") > COMMON


def _is_field(words: Words, name: Name, known: Gazetteer) -> bool:
    """Say whether the name only says which minister or secretary follows ("Defense Secretary",
    "Water Resources Minister")."""
    after = words.text[name.last] if name.last < len(words) else ""
    if name.last - name.first == 1 and known.is_title(after):
        return name.text.lower() in FIELDS
    last = words.text[name.last - 1].lower()
    return after in HOLDERS and (last not in known.org_heads or last in {"cabinet", "services"})


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


def without_families(
    names: Iterable[Name], passages: Sequence[tuple[Words, Passage]]
) -> Iterator[Name]:
    """Leave out families, who are nobody in particular ("the Bennets and the Lucases").

    They show by an article, a plural, and a person of that surname in the text; so does one that
    "and" joins to such a family.
    """
    names = list(names)
    surnames = {name.text.split()[-1] for name in names if name.label == "PERSON"}
    families: dict[int, set[int]] = {}
    plurals = []
    for name in names:
        words = passages[name.passage][0]
        article = name.first and words.text[name.first - 1].lower() in {"the", "both"}
        if article and name.last - name.first == 1 and name.text.endswith("s"):
            plurals.append(name)
            if name.text[:-1] in surnames or name.text[:-2] in surnames:
                families.setdefault(name.passage, set()).add(name.first)
    for name in plurals:
        words = passages[name.passage][0]
        near = families.get(name.passage, set())
        joined = (name.first - 3, "and") if name.first > 2 else (-1, "")
        after = name.last < len(words) and words.text[name.last] == "and"
        if (joined[0] in near and words.text[name.first - 2] == "and") or (
            after and name.last + 2 in near
        ):
            near.add(name.first)
    places = {(name.passage, name.first) for name in plurals}
    for name in names:
        family = name.first in families.get(name.passage, ())
        refused = family and (name.passage, name.first) in places
        yield relabelled(name, "OTHER") if refused else name


def _is_species(words: Words, name: Name, known: Gazetteer) -> bool:
    """Say whether the name is a Latin genus: a rare Latin-looking word in small letters follows."""
    if name.last >= len(words) or name.text in known.first_names:
        return False
    word = words.text[name.last]
    latin = word.isascii() and word.isalpha() and word.islower() and LATIN.search(word) is not None
    fits = GENUS.fullmatch(name.text) is not None and words.pos[name.last] != "VERB"
    return latin and fits and zipf_frequency(word, "en") < RARE


def _is_opener(name: Name, words: Words, known: Gazetteer) -> bool:
    """Say whether a body or place is but an everyday word at the start of a sentence, before its
    verb ("Households are paying"); a firm of that name stands inside one, too."""
    at = name.first
    plain = name.label in {"ORG", "LOC"} and name.last - at == 1 and name.text.istitle()
    if not (plain and _begins(words, at) and words.kind == "paragraph"):
        return False
    if name.text in known.entries:
        return False
    acts = words.pos[at] == "VERB" or (
        name.last < len(words) and words.pos[name.last] in {"VERB", "AUX", "PRON"}
    )
    return acts and is_everyday(name.text)


def _begins(words: Words, at: int) -> bool:
    """Say whether a word is capital for its place: at the start of a sentence or a quotation."""
    return words.opens[at] or words.text[at - 1] in QUOTES


def confirmed(
    names: Iterable[Name], passages: Sequence[tuple[Words, Passage]], known: Gazetteer
) -> Iterator[Name]:
    """Leave out what only a headline in title case shows: there every word looks like a name."""
    names = list(names)
    in_text = {name.text for name in names if not passages[name.passage][0].title_case}
    tails = {text.split()[-1] for text in in_text}
    inside = {name.text for name in names if not _begins(passages[name.passage][0], name.first)}
    for name in names:
        words = passages[name.passage][0]
        if name.text not in inside and _is_opener(name, words, known):
            continue
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
