"""From single briefings to the corpus: who and what is the same across all articles."""
