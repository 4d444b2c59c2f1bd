"""The search of the site: a Pagefind index in shards, made from our own records.

Pagefind finds words and phrases; what hits are filtered and counted by is a file of our own beside
each shard's index, because a count must hold for any mix of words, phrases and filters, and because
Pagefind writes its own filters in another order each time.
"""

from generator.search.index import index_files, index_is_whole, place_index, update_index

__all__ = ["index_files", "index_is_whole", "place_index", "update_index"]
