"""What a clause misses when the rest of its sentence is cut off, told from its dependencies."""

from typing import Final

from spacy.tokens import Token

# How spaCy's English pipelines call what cannot be torn from its word, seen from either side.
_INSEPARABLE_WORDS = """
dobj obj pobj iobj dative acomp attr oprd pcomp prt agent nummod case compound flat fixed goeswith
nsubj nsubjpass csubj csubjpass aux auxpass neg det poss amod quantmod predet expl mark nmod preconj
meta
"""
_INSEPARABLE = frozenset(_INSEPARABLE_WORDS.split())
# What may wait for a main word that was cut off, at the price of an ellipsis.
_AWAITING = frozenset(
    ("prep", "advcl", "npadvmod", "advmod", "nsubj", "nsubjpass", "mark", "ccomp")
)
_CLAUSES = frozenset(("ccomp", "xcomp"))
_OBJECTS = frozenset(("dobj", "attr", "oprd", "dative", "agent"))
_CONDITIONS = frozenset(("if", "unless", "until", "whether", "but", "except", "without"))
OPEN: Final = 1.0
"""As much missing asks for an ellipsis."""

# How much is missed of what the cut leaves out, where less than `OPEN` is a matter of detail.
_CLAUSE_COST = 3.0  # what was said, wanted or begun
_OBJECT_COST = 2.5  # whom or what the verb is about
_PART_COST = 1.5  # "of Ukraine", "and trucks", "if it rains", "suspected of theft"
_AIM_COST = 1.2  # "to reject the nomination"
_RELATIVE_COST = 0.6  # "which nobody wanted"
_PLACE_COST = 0.5  # "into Russia"


def missing(kept: list[Token], left_out: list[Token]) -> float | None:
    """Return how much `kept` misses of what was left out, or None where the cut splits a phrase."""
    boundary = left_out[0].i
    amount = 0.0
    for token in kept:
        if token.head.i < boundary or token.dep_ in ("punct", "cc"):
            continue
        if token.dep_ not in _AWAITING or (token.dep_ == "nsubj" and token.pos_ == "PRON"):
            return None  # part of a phrase whose main word is gone
        amount += OPEN
    for token in left_out:
        if token.head.i < boundary and not token.is_punct:
            if token.dep_ in _INSEPARABLE and not _is_late_object(token, boundary):
                return None
            amount += _cost(token, boundary)
    return amount


def _is_late_object(token: Token, boundary: int) -> bool:
    """Tell whether an object stands apart from its verb: "paid the families | nine million"."""
    return (
        token.dep_ in _OBJECTS
        and token.head.pos_ == "VERB"
        and boundary <= token.left_edge.i
        and boundary > token.head.i + 1
    )


def _cost(token: Token, boundary: int) -> float:
    """Return how much the kept words miss `token`, which hangs on one of them."""
    head = token.head
    nominal = head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
    words = {token.lower_, *(child.lower_ for child in token.lefts)}
    aim = any(child.lower_ == "to" and child.dep_ == "aux" for child in token.lefts)
    set_off = _is_set_off(token)
    cost = 0.0
    if token.dep_ in _OBJECTS:
        cost = _OBJECT_COST
    elif token.dep_ in _CLAUSES:
        cost = _CLAUSE_COST
    elif token.dep_ in ("advcl", "prep") and words & _CONDITIONS:
        cost = _PART_COST  # without its condition the clause claims too much
    elif token.lower_ == "according":
        cost = OPEN
    elif token.dep_ == "prep":
        cost = _prep_cost(token, boundary)
    elif token.dep_ == "conj" and nominal:
        cost = _PART_COST  # half of a pair or list says something else
    elif token.dep_ in ("acl", "advcl") and aim and not set_off:
        cost = _AIM_COST
    elif token.dep_ in ("acl", "relcl") and _is_set_off(head):
        cost = _AIM_COST  # ", a step | that nobody expected"
    elif token.dep_ in ("acl", "relcl") and not set_off:
        cost = _RELATIVE_COST
    return cost


def _is_set_off(token: Token) -> bool:
    """Tell whether a mark parts a phrase, whose main word is `token`, from what stands before."""
    return token.left_edge.i > 0 and token.left_edge.nbor(-1).is_punct


def _prep_cost(token: Token, boundary: int) -> float:
    """Return how much the kept words miss what a preposition adds to its head."""
    head = token.head
    if head.pos_ not in ("VERB", "AUX"):
        if token.lower_ == "to" and token.i == head.i + 1:
            return _AIM_COST  # "an end | to the war"
        return _PART_COST if token.lower_ == "of" else _PLACE_COST
    if token.lower_ == "of":  # "accused the bank of fraud"
        return _PART_COST
    timed = any(child.ent_type_ in ("DATE", "TIME") for child in token.subtree)
    bare = head.i == boundary - 1 and token.i == boundary
    return _PART_COST if bare and not timed else 0.0  # "people suspected | in the theft"


def has_clause(tokens: list[Token]) -> bool:
    """Tell whether the words hold a subject together with its finite verb."""
    kept = {token.i for token in tokens}
    return any(
        token.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")
        and token.head.i in kept
        and (token.head.dep_ in ("ROOT", "ccomp") or token.head.head.i in kept)
        and token.head.dep_ not in ("relcl", "acl", "advcl")
        for token in tokens
    )
