"""Words and names in place: the small records that the steps of actor finding hand each other."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.extraction.nlp import Analysis, Passage
from generator.model import BlockKind


def word_set(text: str) -> frozenset[str]:
    """Return the blank-separated words of `text` as a set."""
    return frozenset(text.split())


PARTICLES = word_set(
    """
    von van der den de del della di da das do dos du des la le bin ibn al el ben bint abu ter ten
    zu zur y af av ul ud
    """
)
CONNECTORS = word_set("of for and the & de du des della del la le y et und für")
NICKNAME_MARKS = {"“": "”", '"': '"', "‘": "’", "'": "'", "„": "“ ”", "«": "»", "(": ")"}
"""What opens a nickname inside a name, with the marks that may close it."""
ELISIONS = ("'s", "’s", "'", "’", "`s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A passage as plain columns, one row a token: quick to read, free of the tagger's objects.

    ``start`` and ``end`` are offsets into the article's text; ``opens`` says that a token begins
    its sentence; ``head`` is the row of a token's head. The first ``dateline`` tokens are an inline
    dateline, in which the places at ``filed_from`` (offsets into the passage) are named.
    """

    passage: int
    kind: BlockKind
    base: int
    source: str
    text: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    pos: tuple[str, ...]
    dep: tuple[str, ...]
    lemma: tuple[str, ...]
    head: tuple[int, ...]
    opens: tuple[bool, ...]
    title_case: bool
    dateline: int = 0
    filed_from: tuple[tuple[int, int], ...] = ()

    def __len__(self) -> int:
        return len(self.text)

    def is_name_like(self, at: int) -> bool:
        """Say whether the word could be part of a name by its looks alone."""
        word = self.text[at]
        return word[:1].isupper() or (word[:1].isdigit() and any(map(str.isupper, word)))

    def glued(self, at: int) -> bool:
        """Say whether no blank stands between the token before `at` and the one at `at`."""
        return 0 < at < len(self.text) and self.start[at] == self.end[at - 1]

    def past_hyphen(self, at: int) -> int:
        """Return the row after a hyphen at `at` and the capitalised word that it glues to the one
        before ("Adeyemi-Bello"); `at` where there is no such thing."""
        glued = self.glued(at) and self.text[at] == "-" and self.glued(at + 1)
        return at + 2 if glued and self.is_name_like(at + 1) else at

    def before_hyphen(self, at: int) -> int:
        """Return the row of the word that a hyphen glues to the one at `at`; `at` without one."""
        return at - 2 if at > 1 and self.past_hyphen(at - 1) == at + 1 else at

    def past_nickname(self, at: int) -> int:
        """Return the row after a nickname of one or two words in marks or brackets at `at`, if a
        capitalised word follows it ("William “Bill” Clinton"); `at` where there is none."""
        close = NICKNAME_MARKS.get(self.text[at], "") if at < len(self) else ""
        for end in range(at + 2, min(at + 4, len(self) - 1)):
            if self.text[end] in close.split() and self.is_name_like(end + 1):
                inner = range(at + 1, end)
                return end + 1 if all(map(self.is_name_like, inner)) else at
        return at

    def said(self, first: int, last: int) -> str:
        """Return the article's own characters of the tokens ``[first, last)``."""
        return self.source[self.start[first] - self.base : self.end[last - 1] - self.base]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in place: tokens ``[first, last)`` of a passage, with a label and where it comes from.

    ``label`` is an actor type or OTHER (an event, work, product...: it blocks its place);
    ``trust`` orders competing claims on the same words: more is stronger.
    """

    passage: int
    first: int
    last: int
    start: int
    end: int
    text: str
    label: str
    trust: int = 1
    titled: str | None = None


@dataclass(slots=True)
class Claims:
    """Which words of a passage are taken; the first claim on a word wins."""

    taken: set[int] = field(default_factory=set)

    def free(self, first: int, last: int) -> bool:
        """Say whether none of the words is taken."""
        return self.taken.isdisjoint(range(first, last))

    def take(self, first: int, last: int) -> None:
        """Take the words."""
        self.taken.update(range(first, last))


def words_of(
    analysis: Analysis,
    index: int,
    passage: Passage,
    *,
    dateline: tuple[int, Sequence[tuple[int, int]]] = (0, ()),
) -> Words:
    """Return a passage's columns; `dateline` is where its inline dateline ends, and its places."""
    doc = passage.doc
    tokens = [token for token in doc if not token.is_space]
    rows = {token.i: row for row, token in enumerate(tokens)}
    text = tuple(token.text for token in tokens)
    letters = [word for word in text if word[:1].isalpha() and len(word) > 3]
    capitals = sum(word[0].isupper() for word in letters)
    filed = bisect_left([token.idx for token in tokens], dateline[0]) if dateline[0] else 0
    return Words(
        passage=index,
        kind=passage.kind,
        base=passage.start,
        source=analysis.article.text[passage.start : passage.end],
        text=text,
        start=tuple(passage.start + token.idx for token in tokens),
        end=tuple(passage.start + token.idx + len(token) for token in tokens),
        pos=tuple(token.pos_ for token in tokens),
        dep=tuple(token.dep_ for token in tokens),
        lemma=tuple(token.lemma_ for token in tokens),
        head=tuple(rows.get(token.head.i, row) for row, token in enumerate(tokens)),
        opens=tuple(
            row in {0, filed} or bool(token.is_sent_start) for row, token in enumerate(tokens)
        ),
        title_case=passage.kind != "paragraph"
        and (len(letters) > 2 or _is_shouted(text))
        and capitals > 0.7 * len(letters),
        dateline=filed,
        filed_from=tuple(dateline[1]),
    )


def _is_shouted(text: Iterable[str]) -> bool:
    """Say whether all words are in capitals."""
    return all(word.isupper() for word in text if word.isalpha())


def name_at(words: Words, first: int, last: int, label: str, *, trust: int = 1) -> Name:
    """Return the name that stands at the tokens ``[first, last)``."""
    return Name(
        passage=words.passage,
        first=first,
        last=last,
        start=words.start[first],
        end=words.end[last - 1],
        text=words.said(first, last),
        label=label,
        trust=trust,
    )


def without_overlaps(names: Iterable[Name]) -> Iterator[Name]:
    """Yield the names that win their words: the more trusted, then the longer, then the earlier."""
    claims: dict[int, Claims] = {}
    for name in sorted(names, key=lambda n: (-n.trust, n.first - n.last, n.passage, n.first)):
        claim = claims.setdefault(name.passage, Claims())
        if claim.free(name.first, name.last):
            claim.take(name.first, name.last)
            yield name


def relabelled(name: Name, label: str) -> Name:
    """Return the same name under another label."""
    return replace(name, label=label)
