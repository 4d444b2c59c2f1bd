"""When a capital stands for its state: "Moscow rejected the offer" against "a flat in Moscow"."""

from generator.extraction.actors.spans import Name, Words, word_set

ACTS = word_set(
    """
    accuse acknowledge act admit agree aim announce annex approve ask back ban believe blame block
    call challenge claim condemn confirm consider decide declare demand deny deploy dismiss
    escalate expel express fear fight freeze hope impose insist intend invade invite join launch
    lift negotiate object offer oppose order pledge plan prefer promise propose push react recall
    recognise recognize refuse regard reject remain respond retaliate say see seek send sever sign
    stop suggest summon supply support suspend tell think threaten try urge use veto view vow wait
    want warn wish withdraw
    """
)
HAPPENINGS = word_set(
    """
    be have lie host see wake remain grow become experience suffer hold stage stand feature boast
    sit fall lose receive enjoy offer smell look sleep celebrate score beat
    """
)
SUFFERS = word_set(
    """
    accuse anger rattle force urge pressure press push challenge condemn provoke persuade convince
    isolate sanction punish warn threaten tell ask embarrass irk alarm worry help support back arm
    blame deter antagonise antagonize appease criticise criticize defy leave
    """
)
OWNED = word_set(
    """
    government policy stance position response decision dominance refusal ambassador demand
    demands ally allies interest interests strategy influence leadership claim claims offer threat
    threats relation relations tie ties role support view views plan plans intention intentions
    ambition ambitions goal goals aim aims war invasion army military troops force forces envoy
    minister approach sanction sanctions control rule actions action behaviour behavior aggression
    diplomat diplomats move moves nuclear help aid commitment backing hand power security
    """
)
POLITICAL = word_set("with between against by toward towards among amongst")
LOCATIVE = word_set(
    """
    in at near outside inside around across from to into through throughout via of on over above
    under for
    """
)


def is_located(name: Name, words: Words) -> bool:
    """Say whether the text speaks of the town itself: "in Moscow", "a Moscow court"."""
    at = name.last - 1
    before = words.text[name.first - 1].lower() if name.first else ""
    if name.first < words.dateline or before in LOCATIVE or words.dep[at] in {"compound", "appos"}:
        return True
    return (
        name.last < len(words)
        and words.text[name.last] in {",", "("}
        and words.dep[at] not in {"nsubj", "dobj"}
    )


def stands_for_state(name: Name, words: Words) -> bool:  # noqa: PLR0911 - one answer a case
    """Say whether a capital's name is used for the state's government in this place."""
    at = name.last - 1
    dep, head = words.dep[at], words.head[at]
    lemma = words.lemma[head].lower()
    before = words.text[name.first - 1].lower() if name.first else ""
    if name.last < len(words) and words.text[name.last] == "," and not dep.startswith("nsubj"):
        return False
    if dep in {"nsubj", "nsubjpass"}:
        return lemma not in HAPPENINGS
    if dep in {"dobj", "iobj", "dative"}:
        return lemma in SUFFERS
    if dep == "poss":
        return words.text[head].lower() in OWNED
    if dep == "pobj":
        return before in POLITICAL
    if dep == "conj" and head != at:
        first = words.head[head]
        return (words.dep[head] == "pobj" and words.text[first].lower() in POLITICAL) or (
            words.dep[head] == "nsubj" and words.lemma[first].lower() in ACTS
        )
    return False
