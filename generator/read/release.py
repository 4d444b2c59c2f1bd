"""Press releases: the line that says from when they may be printed, and the dateline of a wire."""

import re

# "FOR IMMEDIATE RELEASE: 3 June 2025", "EMBARGOED UNTIL 00:01 GMT, 3 June 2025", "News Release".
_LICENCE = re.compile(
    r"\W*(?:(?:(?:press|news|media)\s+(?:release|statement|advisory)|communiqu[ée])\W+)?"
    r"(?:for\s+(?:immediate|general|public)\s+(?:release|publication|distribution|use)"
    r"|(?:for\s+)?(?:release|publication)\s+(?:on|at|after|upon|immediately)\b"
    r"|(?:strictly\s+)?(?:embargoed\b|under\s+embargo\b|embargo(?=:|\s+(?:until|till)\b))"
    r"(?:\s+for\s+(?:release|publication))?(?:\s+(?:until|till|to|for)\b)?"
    r"|(?:press|news|media)\s+(?:release|statement|advisory)\b)",
    re.IGNORECASE,
)
# "/PRNewswire/ --", "(GLOBE NEWSWIRE)--": who carries it, and the dashes behind that.
_WIRE = re.compile(r"\s*(?:/[^/\n]{2,40}/|\([^()\n]{2,40}\))\s*[-–—]{1,2}\s*(?=\S)")
_LONGEST = 90


def after_licence(text: str) -> str | None:
    """Return what stands behind such a line's words, perhaps nothing; None for any other text."""
    found = _LICENCE.match(text)
    return text[found.end() :].strip(" :.,;|()-–—*_#\t") if found else None


def before_wire(text: str) -> str | None:
    """Return the place and date in front of the wire that carries a release; None without one."""
    found = _WIRE.search(text, 0, _LONGEST + 60)
    return text[: found.start()] if found and found.start() <= _LONGEST else None
