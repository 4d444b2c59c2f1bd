"""Lines that stand in an article without belonging to its text: labels, credits, pointers, lists.

Every pattern is tried on lines of at most a few hundred characters, so none of them can be slow.
"""

import re
from functools import cache
from importlib import resources

from generator.extraction.headings.shape import CLOSERS, FINITE, WORDS

# Labels under which other stories, or sources, are listed.
_INTRODUCES_LINKS = re.compile(
    r"(?:related|read (?:more|next|also)|also read|see also|further reading|more (?:on|from"
    r"|stories)"
    r"|most (?:read|popular|watched|viewed|shared)"
    r"|top stories|trending|up next|recommended|you m(?:ay|ight) also|sources?\b"
    r"|references|external links|in other news|mehr zum thema|lesen sie auch|(?:à )?lire aussi"
    r"|lea también|leggi anche|читайте также|по теме)",
    re.IGNORECASE,
)

# A pointer to something else: "Read more: ...", "WATCH | ...".
_POINTER = re.compile(
    r"\W*(?:(?:also )?read(?: more| also| next| our| the)?(?: here)?|see(?: also| more)?|watch"
    r"|listen"
    r"|more|related|related (?:story|stories|news|video|articles?)|video|audio|gallery|photos"
    r"|opinion"
    r"|from the archives?|don'?t miss|must[ -]read|exclusive|live|lesen sie(?: auch| hier)?"
    r"|lire(?: aussi)?|à lire(?: aussi)?|lea(?: también)?|leggi(?: anche)?|читайте(?: также)?"
    r"|topics?|tags?|filed under|categories|category|keywords|location|duration|source|via)"
    r"\s*(?:[:|»>]|[-–—]\s)",
    re.IGNORECASE,
)

_INVITATION = re.compile(
    r"(?:sign up|subscribe|click|tap here|follow (?:us|our|him|her|[A-Z]\w+ [A-Z]\w+)|join our"
    r"|write to"
    r"|email us|download our|get (?:our|the) \w*\s*newsletter|get \w+ alerts|share (?:on|this"
    r"|via)|like us"
    r"|contact (?:us|the)|have you been affected|if you have been affected|do you have a story"
    r"|comments? (?:are|is) closed|view (?:all )?comments|posted (?:by|in|on)|prices? correct"
    r"|we may earn|this (?:story|article|post|piece) (?:was|is|has|originally|first)|copyright|©"
    r"|\(c\)"
    r"|all rights reserved|all photographs?|helplines?|for (?:more|further) information)\b",
    re.IGNORECASE,
)

# "Most watched News videos" and the like, whatever is counted.
_RANKING = re.compile(
    r"most (?:read|popular|watched|viewed|shared)(?: [\w&]+){0,3}:?", re.IGNORECASE
)

# Whole sentences that a page says of itself. Stricter than an invitation, which is looked for in
# lines that are no sentences: "This story is about a boat" belongs to its article.
_OF_PAGE = re.compile(
    r"(?:(?:an?|the) )?(?:\w+ )?(?:version|translation)"
    r" of this (?:article|story|report|piece|post)\b"
    r"|(?:(?:share|comment|print|save|listen|email|on|to|or) ){1,4}this"
    r" (?:article|story|page|post)\b"
    r"|this (?:article|story|report|post|piece|page) (?:was|is|has been)"
    r" (?:(?:first|originally|last|also|automatically|machine) )?(?:published|amended|updated"
    r"|corrected|generated|translated|republished|sponsored|syndicated)\b"
    r"|(?:sign up|subscribe) (?:to|for|here|now)\b|click (?:here|on the link)\b"
    r"|follow us (?:on|at)\b",
    re.IGNORECASE,
)

_CREDIT = re.compile(
    r"(?:^|[\s(/|.])(?:image|images|photo|photos|photograph|photographs|photography|picture"
    r"|pictures"
    r"|illustration|illustrations|graphic|graphics|credit|credits|video|courtesy|foto|fotos"
    r"|bild|crédit|crédits|фото)(?: credit| courtesy)?s?\s*(?:[:/©]|by\b|of\b.{0,30}$)"
    r"|(?:getty images|/getty|/reuters|/afp|/ap\b|shutterstock|via ap\b|ap photo|alamy|/epa"
    r"|/newswire)"
    r"|^(?:portrait|illustration|illustrated|video|artwork|map|chart|courtesy) (?:by"
    r"|of)\b.{0,40}$|^courtesy \w",
    re.IGNORECASE,
)

_STAFF = re.compile(
    r"^(?i:by|von|par|por|words|text|interview)\s+[A-ZÀ-ÞА-Я][\w.’'-]*(?:\s+[A-ZÀ-ÞА-Я]|$)"
    r"|^(?i:words|text|written|reporting|reported|edited|editing|additional reporting|compiled"
    r"|translated|translation|as told to)\s+(?:by:?\s+)?[A-ZÀ-ÞА-Я]"
    r"|contributed to th(?:is|e) (?:report|story|article)|\breports\s*(?:from\b.*)?$"
    r"|^[-–—(]\s*(?:with|reporting|by|editing)\b|^(?:contributing|author|correspondent|editor)s?:",
)

_STAFF_LOWER = re.compile(r"contributed (?:reporting|to th)|^additional reporting", re.IGNORECASE)

_ADDRESS = re.compile(
    r"https?:|www\.|\w@\w|(?:^|\s)[@#]\w|\.(?:com|org|net)\b|\|| • ", re.IGNORECASE
)

_SHOWN = re.compile(
    r"\b(?:pictured|file (?:photo|picture|pic|image)|from file|seen here|shown here)\b"
    r"|\((?:l|r|left|right|centre|center|file)\)"
)

_ITEM = re.compile(r"[-–—*•‣▪◦·→►»>✓✔■●]\s|[*•‣▪◦·►✓✔■●]|[A-Za-z][.)]\s|\[[ x\d]*\]")

_SHOUTED = re.compile(r"[A-Z][A-Z &]{2,24}: \S*[a-z]")

_LOADING = re.compile(r"loading\b.*(?:\.\.\.|…)$|today on \w+$|learn more\b", re.IGNORECASE)

_RECIPE = re.compile(r"^(?:serves|makes|prep(?:aration)?(?: time)?|cook(?:ing)?(?: time)?)\b", re.I)

_JOB_ALONE = re.compile(
    r"(?:by |from )?(?:our|staff|special|senior) (?:[\w-]+ ){0,2}"
    r"(?:correspondent|reporter|writer)s?",
    re.IGNORECASE,
)

_CONTACT = re.compile(
    r"(?:for )?(?:more )?(?:(?:the )?(?:media|press|news|investors?|analysts?|public|corporate"
    r"|company|sales)(?:(?: and | & |/| )(?:media|press|investors?|analysts?|relations|office"
    r"|information))* )(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|queries)(?: information"
    r"| details)?\W*",
    re.IGNORECASE,
)

# Spoken, and so no heading: assent or thanks, and a name in the vocative.
_FLOOR = re.compile(
    r"(?:(?i:yes|no|ok|okay|please|sorry|thanks?|thank you|go ahead|over to you"
    r"|next question))(?:, (?i:please|sir|madam|you))?"
    r"[,.] (?:[A-ZÀ-Þ][\w.'’-]*)(?: [A-ZÀ-Þ][\w.'’-]*){0,2}[.?!]"
    r"|(?:[A-ZÀ-Þ][\w.'’-]*)(?: [A-ZÀ-Þ][\w.'’-]*)?, (?i:please|go ahead|over to you|your question"
    r"|you(?:'ve| have) the floor)[.?!]?",
)

# A label above links to other stories, and the heading of a section of sentences.
_UP_NEXT = re.compile(r"\W*up next\W*", re.IGNORECASE)

# "About Orde Ltd" ends the list of those to be asked.
_ABOUT = re.compile(r"[Aa]bout (?:the )?[A-ZÀ-Þ][^.?!]{1,60}|ABOUT [A-ZÀ-Þ][^.?!a-z]{1,60}")

_SPEAKER = re.compile(r"(?:q|a|question|answer)\s?[:.]\s", re.IGNORECASE)


def is_label(text: str) -> bool:
    """Tell whether a line is furniture: a label, a credit, a byline, a pointer, an address."""
    bare = text.strip(" \t:.…!»>-–—*_[]()|").lower()
    return (
        not any(char.isalpha() for char in bare)
        or bare in _labels()
        or _POINTER.match(text) is not None
        or _INVITATION.match(text) is not None
        or is_credit(text)
        or _STAFF.search(text) is not None
        or _STAFF_LOWER.search(text) is not None
        or _JOB_ALONE.fullmatch(bare) is not None
        or introduces_contact(text)
        or _ADDRESS.search(text) is not None
        or _RECIPE.match(text) is not None
        or _SHOUTED.match(text) is not None
        or _LOADING.match(text) is not None
        or _RANKING.fullmatch(text) is not None
        or (text.startswith(("[", "(")) and text.endswith(("]", ")")))
    )


def speaks_of_page(text: str) -> bool:
    """Tell whether a paragraph, though it may be a sentence, speaks of the page it stands on."""
    return _OF_PAGE.match(text.lstrip(" \t[(*_")) is not None


def is_credit(text: str) -> bool:
    """Tell whether a line names who made a picture, as captions do."""
    return _CREDIT.search(text) is not None


def is_caption(text: str) -> bool:
    """Tell whether a line says so plainly that it describes a picture."""
    return _SHOWN.search(text) is not None


def introduces_links(text: str) -> bool:
    """Tell whether other stories, or sources, are listed under a line."""
    return _INTRODUCES_LINKS.match(text.strip(" \t[(*_")) is not None


def may_head(text: str) -> bool:
    """Tell whether a label heads a section after all where sentences stand beneath it."""
    return _UP_NEXT.fullmatch(text) is not None


def speaks_of_body(text: str) -> bool:
    """Tell whether a line heads what a press release says of the body that it comes from."""
    return _ABOUT.fullmatch(text) is not None


def introduces_contact(text: str) -> bool:
    """Tell whether a line stands above the name and address of somebody to be asked."""
    return _CONTACT.fullmatch(text) is not None


def gives_the_floor(text: str) -> bool:
    """Tell whether a line of a transcript calls on somebody to speak: "Yes, Ruth?"."""
    return _FLOOR.fullmatch(text) is not None


def leads_in(text: str) -> bool:
    """Tell whether a line ends with a colon and announces what follows instead of naming it."""
    if not text.rstrip().rstrip(CLOSERS).endswith((":", "：")):
        return False
    words = WORDS.findall(text)
    return len(words) > 5 or FINITE.search(text) is not None


def is_item(text: str) -> bool:
    """Tell whether a line is an item of an unnumbered list, or one turn of a dialogue."""
    return _ITEM.match(text) is not None or _SPEAKER.match(text) is not None


@cache
def _labels() -> frozenset[str]:
    data = resources.files("generator.extraction").joinpath("data/heading_labels.txt")
    lines = data.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
