"""Who does what a verb says, by the dependency parse."""

from spacy.tokens import Token

from generator.extraction.quotes.block import Block
from generator.extraction.quotes.cues import Cue

# Verbs whose passive subject is the one who speaks: "Smith was quoted as saying".
_QUOTED_PASSIVE = frozenset({"quote", "cite", "report", "hear", "record"})
# From such a verb the subject is that of the verb above it.
_CLIMB = frozenset({"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "parataxis", "dep"})
_STEPS = 6


def is_subject(block: Block, start: int, end: int) -> bool:
    """Whether a mention is (within) the subject of its clause."""
    span = block.covering(start - block.start, end - block.start)
    if not len(span):
        return False
    root = span.root.head if span.root.dep_ == "appos" else span.root
    return not block.tagged or root.dep_ in ("nsubj", "nsubjpass")


def is_passive(token: Token) -> bool:
    """Whether a verb form is passive."""
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in token.children)


def subject_token(block: Block, cue: Cue) -> Token | None:
    """Return the head of the noun phrase that does the saying, by the parse."""
    token: Token | None = cue.token
    for _ in range(_STEPS):
        if token is None:
            break
        own = _own_subject(block, token)
        if own is None and token is cue.token:
            own = _inverted(block, cue)
        if own is not None:
            relative = token.dep_ == "relcl" and own.lower_ in ("who", "which", "that")
            return token.head if relative else own
        if is_passive(token):
            agents = [c for a in token.children if a.dep_ == "agent" for c in a.children]
            return next((c for c in agents if c.dep_ == "pobj"), None)
        if token.dep_ in ("acl", "relcl"):
            return token.head if token.head.pos_ in ("NOUN", "PROPN", "PRON") else None
        token = _above(block, token)
    return None


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


def _own_subject(block: Block, token: Token) -> Token | None:
    wanted = {"nsubj"}
    if token.lemma_.lower() in _QUOTED_PASSIVE:
        wanted.add("nsubjpass")
    subjects = [
        child for child in token.children if child.dep_ in wanted and not block.is_quoted(child)
    ]
    return min(subjects, key=lambda child: abs(child.i - token.i)) if subjects else None
