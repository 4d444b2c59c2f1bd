"""Which names of towns mean a club: on the sports page "Valencia beat Sevilla 2-1"."""

import re
from collections import Counter
from collections.abc import Sequence

from generator.extraction.actors.spans import ELISIONS, Name, Words, word_set
from generator.extraction.gazetteer import Gazetteer

SPORTING = word_set(
    """
    coach striker strikers midfielder goalkeeper defender winger forward captain referee penalty
    penalties goal goals match matches kick-off half-time hat-trick league relegation substitute
    fixture season squad innings wicket wickets touchdown quarterback playoffs inning tackle
    stoppage-time equaliser equalizer derby scorer scored offside knockout semi-final quarter-final
    scrum try tries fans supporters pitch dugout head-to-head homer rebounds
    """
)
SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
NEXT_SCORE = re.compile(r" \(?\d{1,3}[-–]\d")
LAST_SCORE = re.compile(r"\d[-–]\d at ")
ENOUGH = 3
"""Different sporting words that make a sports page, with a score; without one, twice as many."""
BEFORE = word_set("beat beats past over against thrash thrashed defeat defeated")
DEEDS = word_set(
    """
    beat win lose draw host visit score sign sack play face defeat thrash edge concede equalise
    equalize climb qualify promote relegate loan bottom top trail sell
    """
)
SUFFERED = word_set("beat visit host face defeat thrash edge join play leave outplay hammer stun")
MEN = word_set(
    """
    coach manager boss captain skipper striker defender midfielder goalkeeper keeper winger forward
    fans supporters players player squad side bench forwards midfield defence defense attack
    """
)
CLUB_ENDS = word_set("town county city united athletic rangers orient palace villa forest")
"""Last words of clubs' names that are towns' and persons' as well."""
NOT_CLUBS = word_set("in near at from outside")


def clubs_of(names: Sequence[Name], passages: Sequence[Words], known: Gazetteer) -> frozenset[str]:
    """Return the names of towns and unknown names that an article on sport uses as clubs'."""
    surnames = {
        name.text.split()[-1] for name in names if name.label == "PERSON" and " " in name.text
    }
    weak: Counter[str] = Counter()
    for name in names:
        entry = known.entries.get(name.text)
        if name.label in {"OTHER", "NORP"} and name.text not in known.entries:
            continue
        if (entry is not None and (entry.state or entry.type != "GPE")) or name.text in surnames:
            continue
        clubby = " " in name.text and name.text.rpartition(" ")[2].lower() in CLUB_ENDS
        if name.label == "PERSON" and not clubby and (" " in name.text or name.titled):
            continue
        strength = _club_use(name, passages[name.passage])
        if clubby:
            strength = 3
        weak[name.text] += strength if entry or name.label != "PERSON" else min(strength, 3) - 1
    return frozenset(text for text, count in weak.items() if count > 1)


def is_sporting(passages: Sequence[Words]) -> bool:
    """Say whether an article is about sport: enough of its words, and a score."""
    seen = {word for words in passages for word in map(str.lower, words.text) if word in SPORTING}
    if len(seen) >= 2 * ENOUGH:
        return True
    return len(seen) >= ENOUGH and any(SCORE.search(words.source) for words in passages)


def is_ground(name: Name, words: Words, known: Gazetteer) -> bool:
    """Say whether an unknown name in an article on sport is where it is played ("at Anfield")."""
    before = words.text[name.first - 1].lower() if name.first else ""
    return (
        before == "at"
        and name.label in {"ORG", "PERSON"}
        and name.text not in known.entries
        and not name.text.isupper()
        and not _club_use(name, words)
    )


def is_town(name: Name, words: Words) -> bool:
    """Say whether a name that is also a club's means the town in this place ("in Valencia")."""
    before = words.text[name.first - 1].lower() if name.first else ""
    return before in NOT_CLUBS and not _club_use(name, words)


def _club_use(name: Name, words: Words) -> int:
    """Return how clearly a name stands for a club here: 0 not at all, 2 or more surely."""
    at = name.last
    before = words.text[name.first - 1].lower() if name.first else ""
    two = " ".join(words.text[max(0, name.first - 3) : name.first]).lower()
    following = words.text[at].lower() if at < len(words) else ""
    owned = following in ELISIONS
    noun = words.text[at + owned].lower() if at + owned < len(words) else ""
    rest = words.source[words.end[at - 1] - words.base :][:8]
    if two == "on loan from" or noun in MEN or NEXT_SCORE.match(rest):
        return 3
    if before in BEFORE:
        return 2
    dep, head = words.dep[at - 1], words.head[at - 1]
    lemma = words.lemma[head].lower()
    if dep in {"nsubj", "nsubjpass"} and lemma in DEEDS:
        return 2
    if dep == "dobj" and lemma in SUFFERED:
        return 2
    scored = words.source[max(0, words.start[name.first] - words.base - 10) :][:10]
    return 2 if before == "at" and LAST_SCORE.search(scored) else 0
