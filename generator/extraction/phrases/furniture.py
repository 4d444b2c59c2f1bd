"""Where a passage speaks of the report itself, not of its subject: datelines, credits, thanks."""

from generator.extraction.actors.credits import FOOTER, LONGEST_FOOTER, THANKS, dateline_of
from generator.extraction.nlp import Passage


def report_starts(passage: Passage, *, opening: bool) -> int:
    """Return where the report itself begins in a passage: its length where it never does.

    `opening` says that the passage is the first of the running text, whose place in capitals is
    a dateline even without an agency behind it.
    """
    if passage.kind in {"dateline", "byline"}:
        return len(passage.text)
    if passage.kind != "paragraph":
        return 0
    text = passage.text
    if len(text) <= LONGEST_FOOTER and (FOOTER.match(text) or THANKS.search(text)):
        return len(text)
    return dateline_of(text, opening=opening)[0]
