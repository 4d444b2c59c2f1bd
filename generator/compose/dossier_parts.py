"""The pages of a dossier: the newest, and those of older articles where it has many."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from generator.compose.beside import Beside
from generator.compose.desk import day
from generator.compose.dossier_views import Pager
from generator.compose.paging import Part, in_parts
from generator.compose.views import PartLink
from generator.corpus_model import (
    Appearance,
    CorpusActor,
    Job,
    Page,
    Sketch,
    Topic,
    TopicAppearance,
    View,
)
from generator.escape import Safe
from generator.library import Library

# A page has this many articles, less than twice as many on the newest; with as many quotations of
# each kind it stays far below 200 kB.
_ARTICLES = 30
_MOST_PARTS = 12


def jobs(
    folder: str,
    thing: CorpusActor | Topic,
    page: Callable[[Part[str]], Iterator[View]],
    beside: Beside,
    settle: Callable[[Iterable[str]], object],
) -> Iterator[Job]:
    """Yield what makes the pages of `thing` in `folder`, each with `page`, and the files `beside`
    the newest; `settle` finds what that page settles, of the ids of all its articles."""
    slug, seen = thing.slug, thing.appearances

    def newest() -> Iterator[View | Page]:
        yield from page(next(in_parts(briefings_of(seen), _ARTICLES)))
        yield from beside(folder, slug)

    def settled() -> None:
        settle(briefings_of(seen))
        beside.settle(folder, slug)

    # The newest page reads all appearances; a page of older ones depends on its own alone.
    yield Job(name=f"{folder}/{slug}.md", make=newest, near=seen[0].briefing, settle=settled)
    if len(seen) <= _ARTICLES:
        return
    for part in islice(in_parts(briefings_of(seen), _ARTICLES), 1, None):
        name = f"{folder}/{file_of(slug, part.number)}"
        given = f"{part.newer} {part.older} {' '.join(part.items)}"
        yield Job(name=name, make=partial(page, part), given=given, near=part.items[0])


def briefings_of(seen: Iterable[Appearance | TopicAppearance]) -> list[str]:
    """Return the ids of the articles of appearances, each once, in their order."""
    return list(dict.fromkeys(each.briefing for each in seen))


def file_of(slug: str, number: int) -> Safe:
    """Return the name of a part's page."""
    # No slug has an underscore, so a part's page never takes the place of another actor's.
    return Safe(f"{slug}_{number}.md" if number else f"{slug}.md")


def pager(slug: str, part: Part[str], library: Library, everything: Sequence[str]) -> Pager:
    """Compose the ways to other parts; `everything` are all articles, where `part` is the whole."""
    first, last = _period([library.sketch(key) for key in part.items])
    return Pager(
        whole=file_of(slug, 0) if part.number else None,
        newer=None if part.newer is None else file_of(slug, part.newer),
        older=None if part.older is None else file_of(slug, part.older),
        parts=tuple(_older(slug, list(in_parts(everything, _ARTICLES)), library)),
        first=first,
        last=last,
    )


def _older(slug: str, parts: Sequence[Part[str]], library: Library) -> Iterator[PartLink]:
    """Link to the older parts by their dates; to the newest of each year where they are many."""
    older = parts[1:]
    years = set()
    for part in older:
        first, last = _period([library.sketch(key) for key in part.items])
        year = last[:4] if last else ""
        if len(older) <= _MOST_PARTS:
            title = f"{first or 'undated'} to {last or 'undated'}"
        elif year in years:
            continue
        else:
            title = f"{year or 'undated'} and before"
        years.add(year)
        yield PartLink(title=title, href=file_of(slug, part.number), count=len(part.items))


def _period(briefings: Sequence[Sketch]) -> tuple[str | None, str | None]:
    """Return the first and the last date of `briefings`, which are latest first."""
    dates = [day(each.published) for each in briefings if each.published]
    return (dates[-1], dates[0]) if dates else (None, None)
