"""Topics: key phrases that say the same across articles."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from generator.corpus_model import Sketch, Topic, TopicAppearance
from generator.prominence import topic_order
from generator.slugs import ages_of, distinct, slugify

_DETERMINERS = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "its", "his", "her", "their", "our"}
)

_WORD = re.compile(r"\w+(?:[-./&+#]+\w+)*")


def gather_topics(briefings: Sequence[Sketch]) -> tuple[Topic, ...]:
    """Group the key phrases of `briefings` (latest first) by :func:`topic_key`.

    A topic is named by its commonest wording; most prominent first (generator/prominence.py).
    """
    groups: defaultdict[str, list[TopicAppearance]] = defaultdict(list)
    keys: dict[str, str] = {}  # many articles have the same wording
    for briefing in briefings:
        seen = set()
        for phrase in briefing.keyphrases:
            key = keys.get(phrase.text)
            if key is None:
                key = keys[phrase.text] = topic_key(phrase.text)
            if key and key not in seen:
                seen.add(key)
                groups[key].append(TopicAppearance(briefing=briefing.id, keyphrase=phrase))
    ages = ages_of(briefings)
    first = {key: min(ages[each.briefing] for each in seen) for key, seen in groups.items()}
    slugs = distinct(
        (key, slugify(key)) for key in sorted(groups, key=lambda key: (first[key], key))
    )
    topics = (_topic(slugs[key], appearances) for key, appearances in groups.items())
    return tuple(sorted(topics, key=topic_order))


def topic_key(phrase: str) -> str:
    """Return `phrase` without what does not make another topic: case, a determiner at its start,
    the possessive, and the number of its last word (the head of an English noun phrase)."""
    words = _WORD.findall(phrase.casefold().replace("’s", "").replace("'s", ""))
    if len(words) > 1 and words[0] in _DETERMINERS:
        del words[0]
    if words:
        words[-1] = _singular(words[-1])
    return " ".join(words)


def _topic(slug: str, appearances: Sequence[TopicAppearance]) -> Topic:
    if len(appearances) == 1:
        name = appearances[0].keyphrase.text
        return Topic(slug=slug, name=name, forms=(name,), appearances=tuple(appearances))
    wordings = Counter(each.keyphrase.text for each in appearances)
    forms = sorted(wordings, key=lambda text: (-wordings[text], text.casefold(), text))
    return Topic(slug=slug, name=forms[0], forms=tuple(forms), appearances=tuple(appearances))


def _singular(word: str) -> str:
    """Take off a regular English plural; only ever compared, so a wrong stem merges nothing."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]
