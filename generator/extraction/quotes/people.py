"""Who a noun phrase or a pronoun speaks of: the way from words to the article's actors."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from generator.extraction.gazetteer import gazetteer
from generator.model import Actor, Mention

_HE = frozenset({"he", "him", "his"})
_SHE = frozenset({"she", "her", "hers"})
_MALE = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Father|Brother|Pope|actor|chairman|spokesman)\.?\s+$"
)
_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Lady|Dame|Queen|Princess|Sister|actress|chairwoman|spokeswoman)\.?\s+$"
)
_ROLE_STOP = frozenset({"the", "former", "then", "of", "and", "for"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A speaker as far as the text says: a name to show, and the actor if it is one of them.

    Without a name it is somebody whom the text leaves unnamed ("a spokesman").
    """

    name: str | None
    actor: Actor | None = None


UNNAMED = Who(name=None)


@dataclass(frozen=True, slots=True)
class Named:
    """A mention with its actor."""

    start: int
    end: int
    mention: Mention
    actor: Actor


class Cast:
    """The article's actors, found by place, by role and by what was said of them before."""

    def __init__(self, actors: tuple[Actor, ...], text: str, quoted: list[tuple[int, int]]) -> None:
        self.text = text
        self.actors = actors
        self._all = sorted(
            (
                Named(mention.start, mention.end, mention, actor)
                for actor in actors
                for mention in actor.mentions
            ),
            key=lambda named: (named.start, -named.end),
        )
        self._all = _backwards(self._all)
        self._starts = [named.start for named in self._all]
        opens, closes = [start for start, _ in quoted], [end for _, end in quoted]
        # What is named inside a quotation is spoken about, and does not become the speaker.
        self._outside = [
            named
            for named in self._all
            if (index := bisect_right(opens, named.start) - 1) < 0 or closes[index] <= named.start
        ]
        self._outside_starts = [named.start for named in self._outside]
        self._genders = {id(actor): _gender(actor, text) for actor in actors}
        # Whom no pronoun means while one quotation is looked at.
        self.barred: frozenset[int] = frozenset()

    def at(self, start: int, end: int) -> Named | None:
        """Return the mention that covers a place."""
        for index in range(bisect_right(self._starts, start) - 1, -1, -1):
            named = self._all[index]
            if named.end >= end:
                return named
            if start - named.start > 200:
                break
        return None

    def between(self, start: int, end: int) -> list[Named]:
        """Return the mentions outside quotations that begin between two places."""
        first = bisect_left(self._outside_starts, start)
        last = bisect_left(self._outside_starts, end)
        return self._outside[first:last]

    def inside(self, start: int, end: int) -> list[Named]:
        """Return the mentions, in quotations or not, that begin between two places."""
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def who(self, named: Named) -> Who:
        """Return a speaker as the reader should see him: the fullest name, but the seat of a
        government rather than the state where the text has it speak."""
        actor, said = named.actor, named.mention.text
        if actor.type == "GPE" and not _abbreviates(said, actor.name):
            return Who(name=said, actor=actor)
        return Who(name=actor.name, actor=actor)

    def fits(self, actor: Actor, pronoun: str) -> bool:
        """Whether a pronoun can stand for a person."""
        if id(actor) in self.barred:
            return False
        gender = self._genders.get(id(actor))
        if pronoun in _HE:
            return gender != "f"
        return gender != "m" if pronoun in _SHE else True

    def is_family(self, named: Named) -> bool:
        """Whether a mention is a plural, "the Sharifs", that stands for no single person."""
        said, name = named.mention.text, named.actor.name
        return (
            said.endswith("s") and not name.endswith("s") and said[:-1].endswith(name.split()[-1])
        )

    def gender(self, actor: Actor) -> str | None:
        """Return "m" or "f" as far as it is known."""
        return self._genders.get(id(actor))

    def learn(self, actor: Actor, gender: str) -> None:
        """Note an actor's gender where nothing else told it."""
        if self._genders.get(id(actor)) is None:
            self._genders[id(actor)] = gender

    def by_surname(self, name: str) -> Who:
        """Return the person whose name ends so (or almost so), else the bare name itself."""
        last = name.rsplit(maxsplit=1)[-1]
        people = {id(n.actor): n.actor for n in self._all if n.actor.type in ("PERSON", "ORG")}
        for actor in people.values():
            if last in actor.name.split():
                return Who(name=actor.name, actor=actor)
        near = [a for a in people.values() if _misspelt(last, a.name.split()[-1])]
        if len(near) == 1:
            return Who(name=near[0].name, actor=near[0])
        return Who(name=name)


def _backwards(all_named: list[Named]) -> list[Named]:
    """Give surnames that stand before their actor's full name to an earlier one who has it: the
    reader of "Peter Lind came. Lind spoke. His wife, Anna Lind, …" knows of no other yet."""
    last: dict[str, Actor] = {}  # by surname
    met: set[int] = set()  # the actors whose fullest name has been read
    given: list[Named] = []
    for named in all_named:
        words = named.mention.text.split()
        actor = named.actor
        earlier = last.get(words[-1]) if len(words) == 1 and id(actor) not in met else None
        if earlier and actor.type == "PERSON" and actor.name.endswith(f" {words[-1]}"):
            given.append(Named(named.start, named.end, named.mention, earlier))
            continue
        if len(words) > 1:
            met.add(id(actor))
            if actor.type in ("PERSON", "ORG"):
                last[words[-1]] = actor
        given.append(named)
    return given


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text)) - _ROLE_STOP


def _abbreviates(said: str, name: str) -> bool:
    """Whether a mention is the name itself, a form of it or its initials."""
    if said.replace(".", "").isupper() and len(said) <= 6:
        return True
    return said[:4].lower() == name[:4].lower() or bool(_words(said) & _words(name))


def _misspelt(word: str, name: str) -> bool:
    """Whether two names differ by one slip: a letter more, less, other, or two exchanged."""
    if min(len(word), len(name)) < 5 or word[0] != name[0] or abs(len(word) - len(name)) > 1:
        return False
    same = 0
    while same < min(len(word), len(name)) and word[same] == name[same]:
        same += 1
    one, two = word[same:], name[same:]
    swapped = len(one) > 1 and one[:2] == two[1::-1] and one[2:] == two[2:]
    return one[1:] == two or one == two[1:] or one[1:] == two[1:] or swapped


def _gender(actor: Actor, text: str) -> str | None:
    """Return "m" or "f" where a title or the first name tells; None otherwise."""
    if actor.type != "PERSON":
        return None
    for mention in actor.mentions[:8]:
        before = text[max(0, mention.start - 14) : mention.start]
        if _FEMALE.search(before):
            return "f"
        if _MALE.search(before):
            return "m"
    gender = gazetteer().first_names.get(actor.name.split()[0])
    return gender if gender in ("m", "f") else None
