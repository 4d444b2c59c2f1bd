"""Seeds to briefings: read what changed, extract what is new, take the rest from the store."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace

from generator.arrival import arrival_dates
from generator.errors import BriefingsError
from generator.fingerprint import article_fingerprint, lasting_parts, source_parts
from generator.garbage import collected
from generator.limits import TOO_SLOW, TimeIsUp, limited
from generator.model import Article, Briefing, Refusal, Source
from generator.settings import Settings
from generator.sources import discover
from generator.store import Place, SeedRecord, Store
from generator.terminal import Progress
from generator.workers import extract_all

# So many extractions are lost at most when a build is interrupted.
CHECKPOINT = 50
_LARGE = 20  # the garbage of an extraction is that of so many pages
FAILED = "failed"
"""The part of a seed's record that says that not all of it could be extracted."""
_CAUSES = {
    "content": "its content changed",
    "sidecar": "its sidecar changed",
    "code": "the code that reads and extracts changed",
    "settings": "the settings changed",
    "libraries": "a library or model changed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """All that the seeds gave, in the order of their paths; ``extracted`` are the ids of the
    articles that were not in the store."""

    places: tuple[Place, ...]
    refusals: tuple[Refusal, ...]
    extracted: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seed:
    """A seed's share of the build: the fingerprints of its articles in order, those articles
    that were read now, what was refused, and what the store shall remember (None: nothing)."""

    path: str
    arrived: str | None = None
    fingerprints: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    record: SeedRecord | None = None


def ingest(
    settings: Settings, store: Store, progress: Progress, meanwhile: Callable[[], None]
) -> Ingested:
    """Bring the store up to date with the seeds and return everything they give.

    `meanwhile` may be called while articles are extracted, once. Raises SettingsError where a model
    is missing. What cannot be published is a refusal.
    """
    lasting = lasting_parts(read_options(settings))
    held = store.fingerprints()
    known = store.seeds()
    seeds: list[_Seed] = []
    for source in sources(settings):
        progress("Reading", len(seeds), 0)
        seeds.append(_look_at(source, settings, known.get(source.path), lasting, held))
    todo = {
        fingerprint: article
        for seed in seeds
        for fingerprint, article in zip(seed.fingerprints, seed.articles, strict=False)
        if fingerprint not in held
    }
    failures = _extract(todo, settings, store, progress, meanwhile)
    places: list[Place] = []
    refusals: list[Refusal] = []
    for seed in seeds:
        failed = tuple(failures[name] for name in seed.fingerprints if name in failures)
        kept = tuple(name for name in seed.fingerprints if name not in failures)
        refusals += seed.refusals + failed
        places += (Place(fingerprint=name, arrived=seed.arrived) for name in kept)
        if seed.record is not None:
            # What failed may have failed for want of time or memory: it is tried again.
            slow = any(refusal.remedy == TOO_SLOW for refusal in seed.refusals)
            parts = dict(seed.record.parts) | ({FAILED: "yes"} if failed or slow else {})
            record = replace(
                seed.record, parts=parts, fingerprints=kept, refusals=seed.refusals + failed
            )
            store.keep_seed(seed.path, record)
    store.forget_others((seed.path for seed in seeds), (place.fingerprint for place in places))
    return Ingested(
        places=tuple(places),
        refusals=tuple(refusals),
        extracted=tuple(article.id for name, article in todo.items() if name not in failures),
    )


def sources(settings: Settings) -> Iterator[Source | Refusal]:
    """Find the seeds, in the order of their paths."""
    return discover(
        settings.seeds,
        max_bytes=settings.options.max_seed_bytes,
        arrived=arrival_dates(settings.seeds),
    )


def read_source(source: Source, settings: Settings) -> tuple[Article | Refusal, ...]:
    """Read one seed into its articles; what cannot be read becomes a refusal."""
    from generator.read import read  # the parsers of all formats

    seconds = settings.options.max_seconds_per_article
    try:
        with limited(seconds):
            return read(source, max_chars=settings.options.max_article_chars)
    except TimeIsUp:
        refusal = Refusal(
            path=source.path,
            cause=f"takes more than {seconds} s to read",
            remedy=TOO_SLOW,
            sha256=source.sha256,
        )
        return (refusal,)
    except BriefingsError as error:
        refusal = Refusal(
            path=source.path, cause=error.cause, remedy=error.remedy, sha256=source.sha256
        )
        return (refusal,)


def read_options(settings: Settings) -> dict[str, object]:
    """Return the settings that decide what is read and extracted."""
    options = asdict(settings.options)
    names = ("models", "keyphrases", "extractors", "max_article_chars")
    return {name: options[name] for name in names}


def reason_to_extract(
    old: SeedRecord | None, parts: Mapping[str, str], held: frozenset[str]
) -> str | None:
    """Say why a seed must be read and extracted again, or None where it need not.

    `held` are the fingerprints of what is in the store.
    """
    if old is None:
        return "first seen"
    changed = [label for name, label in _CAUSES.items() if old.parts.get(name) != parts[name]]
    if not changed and FAILED in old.parts:
        return "its extraction failed"
    if not changed and not held.issuperset(old.fingerprints):
        return "its cached result was lost"
    return " and ".join(changed) or None


def _look_at(
    source: Source | Refusal,
    settings: Settings,
    old: SeedRecord | None,
    lasting: Mapping[str, str],
    held: frozenset[str],
) -> _Seed:
    if isinstance(source, Refusal):
        return _Seed(path=source.path, refusals=(source,))
    parts = source_parts(source, lasting)
    reason = reason_to_extract(old, parts, held)
    if old is not None and reason is None:
        return _Seed(
            path=source.path,
            arrived=source.arrived,
            fingerprints=old.fingerprints,
            refusals=old.refusals,
        )
    outcomes = read_source(source, settings)
    articles = tuple(item for item in outcomes if isinstance(item, Article))
    return _Seed(
        path=source.path,
        arrived=source.arrived,
        fingerprints=tuple(article_fingerprint(article, parts) for article in articles),
        articles=articles,
        refusals=tuple(item for item in outcomes if isinstance(item, Refusal)),
        record=SeedRecord(parts=parts, fingerprints=(), refusals=(), reason=reason or ""),
    )


def _extract(
    todo: Mapping[str, Article],
    settings: Settings,
    store: Store,
    progress: Progress,
    meanwhile: Callable[[], None],
) -> dict[str, Refusal]:
    """Extract into the store; return what failed, by fingerprint."""
    failures: dict[str, Refusal] = {}
    results: Iterable[Briefing | Refusal] = extract_all(
        todo.values(),
        models=settings.options.models,
        keyphrases=settings.options.keyphrases,
        extractors=settings.options.extractors,
        workers=settings.options.workers,
        seconds=settings.options.max_seconds_per_article,
        cluster=settings.cluster,
        meanwhile=meanwhile,
    )
    progress("Extracting", 0, len(todo))
    # Loading a model turns the collector on, whatever was said: here it is as it was afterwards.
    with collected(len(todo) * _LARGE):
        for done, (fingerprint, result) in enumerate(zip(todo, results, strict=True), 1):
            if isinstance(result, Refusal):
                failures[fingerprint] = result
            else:
                store.keep_extraction(fingerprint, result)
            if done % CHECKPOINT == 0:
                store.checkpoint()
            progress("Extracting", done, len(todo))
    store.checkpoint()
    return failures
