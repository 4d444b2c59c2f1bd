"""The briefings that lie in the store: a sketch of each at once, the whole of one at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from msgspec import structs

from generator.corpus.aliases import Aliases, apply_aliases
from generator.corpus.sketches import from_json, sketch, to_json
from generator.corpus_model import Sketch
from generator.errors import LostResult
from generator.fingerprint import sketch_version
from generator.model import Briefing
from generator.store import Place, Store
from generator.terminal import Progress


class Shelf:
    """The briefings at some places of the store, as `aliases` corrects them: a sketch of each at
    once, the whole of one at a time; `known` are sketches that were there before
    (:func:`known_sketches`). Raises LostResult where one is damaged."""

    def __init__(
        self,
        places: Iterable[Place],
        store: Store,
        aliases: Aliases,
        progress: Progress,
        known: Mapping[str, Sketch],
    ) -> None:
        found = tuple(places)
        self._store = store
        self._aliases = aliases
        self.sketches = tuple(_sketches(found, store, aliases, progress, known))
        self._places = dict(zip((each.id for each in self.sketches), found, strict=True))

    @contextmanager
    def opened_anew(self, file: Path) -> Iterator[None]:
        """Read from the store at `file` through a connection of its own: a forked process must not
        use its parent's."""
        with Store(file) as store:
            self._store = store
            yield

    def briefing(self, key: str) -> Briefing:
        """Return the briefing with the id `key`. Raises LostResult."""
        place = self._places[key]
        found = _kept(self._store, place.fingerprint)
        return replace(apply_aliases(found, self._aliases), arrived=place.arrived)


def known_sketches(store: Store, aliases: Aliases) -> dict[str, Sketch]:
    """Return the sketches that earlier builds left, by fingerprint, as of articles that arrived at
    no known time. Damaged ones are not among them."""
    return {name: from_json(data) for name, data in store.sketches(_variant(aliases))}


def places_of(store: Store) -> tuple[Place, ...]:
    """Return where everything lies that the last build put in the store."""
    return tuple(Place(fingerprint=name, arrived=None) for name in sorted(store.fingerprints()))


def _kept(store: Store, fingerprint: str) -> Briefing:
    """Return a briefing that is in the store; an article must never go missing silently."""
    briefing = store.extraction(fingerprint)
    if briefing is None:
        store.drop(fingerprint)
        raise LostResult("the cache", "lost a result that it held", "build again")
    return briefing


def _sketches(
    places: Sequence[Place],
    store: Store,
    aliases: Aliases,
    progress: Progress,
    known: Mapping[str, Sketch],
) -> Iterator[Sketch]:
    """Yield the sketch of each briefing; those that are not `known` are made and kept."""
    variant = _variant(aliases)
    for done, place in enumerate(places):
        found = known.get(place.fingerprint)
        if found is None:
            progress("Sketching", done, len(places))
            data = to_json(sketch(apply_aliases(_kept(store, place.fingerprint), aliases)))
            store.keep_sketch(place.fingerprint, variant, data)
            found = from_json(data)
        yield structs.replace(found, arrived=place.arrived) if place.arrived else found


def _variant(aliases: Aliases) -> str:
    return sketch_version(str(aliases) if aliases else "")
