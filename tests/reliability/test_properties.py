"""Whatever an article says, its page shows it: through the whole program, over a nasty alphabet.

The long search is ``python -m benchmarks.properties``.
"""

import os
import random

from benchmarks.properties import nasty, search

ARTICLES = int(os.environ.get("BRIEFINGS_EXAMPLES", "200"))


def test_every_page_shows_its_article_character_for_character_and_does_nothing() -> None:
    found = search(ARTICLES, seed=20261125)
    assert found.problems == []
    assert found.compared == ARTICLES
    assert found.pages > ARTICLES


def test_the_alphabet_is_nasty() -> None:
    """A search that draws harmless text would find nothing."""
    chance = random.Random(1)
    drawn = "".join(nasty(chance) for _ in range(300))
    for piece in ("<script>", "{{ 7 }}", "\u202e", "\x00", "javascript:", "[^1]: note", "-->"):
        assert piece in drawn
    assert any(ord(char) > 0xFFFF for char in drawn)
