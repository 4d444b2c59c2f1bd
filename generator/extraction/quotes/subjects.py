"""Who does what a verb says, by the dependency parse."""

from spacy.tokens import Token

from generator.extraction.quotes.block import Block
from generator.extraction.quotes.cues import Cue

# Verbs whose passive subject is the one who speaks: "Smith was quoted as saying".
_QUOTED_PASSIVE = frozenset({"quote", "cite", "report", "hear", "record"})
# Who sees a paper does not say its words, nor does what is given out.
_SHOWN = frozenset({"see", "obtain", "review", "view", "read"})
_GIVEN_OUT = frozenset({"publish", "release", "post", "issue", "print", "share", "submit"})
# From such a verb the subject is that of the verb above it.
_CLIMB = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "parataxis", "dep"})
_STEPS = 6
_DEEPEST = 7
# Before a colon: "Smith saw a sign: …", "Smith wore a shirt with two words: …".
_PERCEIVES = frozenset(
    {"see", "hear", "read", "find", "receive", "get", "notice", "spot", "discover", "face", "meet"}
)
_INSCRIBED = frozenset(
    {"sign", "banner", "placard", "poster", "shirt", "t-shirt", "headline", "sticker", "plaque"}
    | {"caption", "billboard", "inscription", "tattoo", "graffiti", "label", "badge", "envelope"}
    | {"title", "wall", "screen", "song", "lyric", "book", "cap", "hat", "jacket"}
)


def is_subject(block: Block, start: int, end: int) -> bool:
    """Whether a mention is (within) the subject of its clause."""
    span = block.covering(start - block.start, end - block.start)
    if not len(span):
        return False
    root = span.root.head if span.root.dep_ == "appos" else span.root
    return not block.tagged or root.dep_ in ("nsubj", "nsubjpass")


def hangs(block: Block, start: int) -> bool:
    """Whether a mention hangs on a preposition: "Lind on Olsen"."""
    first = block.covering(start - block.start, start - block.start + 1).start
    return first > 0 and bool(block.passage.doc[first - 1].pos_ == "ADP")


def is_passive(token: Token) -> bool:
    """Whether a verb form is passive."""
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in token.children)


def depth(token: Token) -> int:
    """Return how many clauses are above the one that a subject belongs to."""
    above, verb = 0, token.head
    while verb.head.i != verb.i and above < _DEEPEST:
        above += verb.dep_ != "conj"
        verb = verb.head
    return above


def introducing(clause: list[Token]) -> Token | None:
    """Return the subject of the words that lead up to a colon."""
    subjects = [t for t in clause if t.dep_ in ("nsubj", "nsubjpass")]
    main = min(subjects, key=depth, default=None)
    if main is None or main.dep_ != "nsubj" or main.head.dep_ in ("relcl", "acl"):
        return None  # "The line that Smith wants to change: …"
    return main


def met_with(clause: list[Token]) -> bool:
    """Whether words tell that what follows is somebody else's, seen or heard: "saw a sign: …"."""
    lemmas = {t.lemma_.lower() for t in clause if t.pos_ in ("NOUN", "VERB")}
    return bool(lemmas & (_PERCEIVES | _INSCRIBED))


def subject_token(block: Block, cue: Cue) -> Token | None:
    """Return the head of the noun phrase that does the saying, by the parse."""
    token: Token | None = cue.token
    if only_shows(cue.token):
        return None
    dangling = False
    for _ in range(_STEPS):
        if token is None:
            break
        own = _own_subject(block, token, passive=token is not cue.token)
        if own is None and token is cue.token:
            own = _inverted(block, cue)
        if own is not None:
            relative = token.dep_ == "relcl" and own.lower_ in ("who", "which", "that")
            agent = _agent(token) if dangling and not _may_speak(own) else None
            return agent or (token.head if relative else own)
        if token is cue.token and is_passive(token):
            return _agent(token)
        if token.dep_ in ("acl", "relcl"):
            return token.head if token.head.pos_ in ("NOUN", "PROPN", "PRON") else None
        dangling = token.dep_ == "advcl" and not any(t.dep_ == "mark" for t in token.lefts)
        token = _above(block, token)
    return None


def _agent(token: Token) -> Token | None:
    """Return who does what a passive verb says: "by the mayor"."""
    agents = [c for a in token.children if a.dep_ == "agent" for c in a.children]
    return next((c for c in agents if c.dep_ == "pobj"), None)


def _may_speak(subject: Token) -> bool:
    """Whether a subject is likely to be a person: "the plan was attacked by Smith, saying"."""
    return subject.ent_type_ == "PERSON" or (subject.pos_ == "PRON" and subject.lower_ != "it")


def only_shows(verb: Token) -> bool:
    """Whether a participle tells no more than how a text became known: "seen by the Times"."""
    participle = verb.dep_ == "acl" and verb.tag_ == "VBN"
    if not (participle or is_passive(verb)):
        return False
    lemma = verb.lemma_.lower()
    return lemma in _SHOWN or (lemma in _GIVEN_OUT and _agent(verb) is None)


def _inverted(block: Block, cue: Cue) -> Token | None:
    """Return what the parser takes for the object in "…," asked the presenter."""
    before = block.mask[max(0, cue.start - 4) : cue.start].rstrip()
    if not before.endswith("”"):
        return None
    objects = (child for child in cue.token.rights if child.dep_ in ("dobj", "dative"))
    return next((child for child in objects if child.left_edge.i == cue.token.i + 1), None)


def _above(block: Block, token: Token) -> Token | None:
    """Return the verb (or the "in" of "in saying") whose subject a verb shares."""
    if token.dep_ not in _CLIMB or block.is_quoted(token.head):
        return None
    return token.head if token.head.pos_ in ("VERB", "AUX", "ADP", "SCONJ") else None


def _own_subject(block: Block, token: Token, *, passive: bool) -> Token | None:
    wanted = {"nsubj"}
    if passive or token.lemma_.lower() in _QUOTED_PASSIVE:
        wanted.add("nsubjpass")
    subjects = [
        child for child in token.children if child.dep_ in wanted and not block.is_quoted(child)
    ]
    return min(subjects, key=lambda child: abs(child.i - token.i)) if subjects else None
