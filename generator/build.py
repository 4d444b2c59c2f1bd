"""The build, stage by stage: the only module that knows them all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from operator import attrgetter
from pathlib import Path

from generator.corpus import Memo, build_corpus
from generator.corpus.aliases import Aliases, parse_aliases
from generator.corpus_model import Corpus
from generator.errors import LostResult, SettingsError, StoreDamage
from generator.fingerprint import corpus_version
from generator.garbage import uncollected
from generator.ingest import Ingested, Shelf, ingest
from generator.library import Library
from generator.making import Making, Plan, plan_of
from generator.manifest import Manifest
from generator.model import Refusal
from generator.publish import Changes, mirror, write_pages
from generator.receipt import Input
from generator.search import index_is_whole
from generator.settings import Settings
from generator.store import Store
from generator.terminal import Progress

GENERATED_FOLDERS = ("briefings", "actors", "topics", "stories", "timeline", "data")
"""The folders in docs/ that belong to the program."""


_FIELDS = tuple(field.name for field in fields(Input))
_row = attrgetter(*_FIELDS)  # ten thousand of them; dataclasses' own way copies each text


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did. ``changes`` is None where ``strict`` kept it from writing anything;
    ``inputs`` are all articles and refusals, empty in that case."""

    briefings: int
    extracted: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    changes: Changes | None
    inputs: tuple[Input, ...] = ()


def generate(settings: Settings, *, templates: Path, progress: Progress) -> Report:
    """Bring the pages in ``settings.docs`` up to date with the seeds.

    `templates` is the folder of the packaged templates, for those the project has not. What was
    extracted, or made, before and depends on nothing that changed is not made again.

    Raises SettingsError, TemplateProblem, PublishError or StoreError. A seed that cannot be
    published raises nothing: it is in the report.
    """
    while True:
        try:
            return _generate(settings, templates=templates, progress=progress)
        except (LostResult, StoreDamage):  # what was lost is extracted anew this time
            continue


def _generate(settings: Settings, *, templates: Path, progress: Progress) -> Report:
    aliases = load_aliases(settings.aliases)
    with uncollected(), Store(settings.store) as store:
        found = ingest(settings, store, progress)
        report = Report(
            briefings=len(found.places),
            extracted=found.extracted,
            refusals=found.refusals,
            changes=None,
        )
        if settings.strict and found.refusals:
            return report
        plan = plan_of(settings, templates)
        key = _key(found, aliases)
        if inputs := _as_before(settings, store, plan, key):
            same = Changes(added=(), changed=(), removed=(), unchanged=inputs[0])
            return replace(report, changes=same, inputs=inputs[1])
        store.forget_last()
        shelf = Shelf(found.places, store, aliases, progress)
        corpus = read_corpus(settings, shelf, aliases, store, refusals=found.refusals)
        library = Library(corpus, shelf.briefing)
        store.checkpoint()
        made = Making(settings, plan, library, shelf, progress)
        changes = _write(settings, made)
        made.save()
        listed = tuple(_inputs(corpus))
        store.keep_last(plan.environment, key, [*map(_row, listed)])
    return replace(report, changes=changes, inputs=listed)


def _as_before(
    settings: Settings, store: Store, plan: Plan, key: str
) -> tuple[int, tuple[Input, ...]] | None:
    """Return the number of files and the inputs of the last build, where another would make the
    same and what it made is all there; else None."""
    listed = store.last(plan.environment, key)
    if listed is None or not index_is_whole(settings.search):
        return None
    manifest = Manifest.load(settings.manifest)
    if not manifest.owned or manifest.intact(settings.docs) != manifest.owned:
        return None
    _mirror(settings, manifest.owned)
    return len(manifest.owned), tuple(
        Input(**dict(zip(_FIELDS, each, strict=True))) for each in listed
    )


def _key(found: Ingested, aliases: Aliases) -> str:
    """Return a hash of all that the seeds and corrections give, 64 hexadecimal digits."""
    parts = (found.places, found.refusals, str(aliases))
    return sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()


def load_aliases(file: Path) -> Aliases:
    """Read the project's ``aliases.yml``; a missing file corrects nothing.

    Raises SettingsError.
    """
    try:
        return parse_aliases(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return parse_aliases("")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(str(file), f"cannot be read ({error})", "save it as UTF-8") from None


def read_corpus(
    settings: Settings,
    shelf: Shelf,
    aliases: Aliases,
    store: Store,
    *,
    refusals: Sequence[Refusal] = (),
) -> Corpus:
    """Find what the briefings have in common; the store remembers what costs most."""
    variant = corpus_version()
    parts = store.memos(variant)
    try:
        memo = Memo.from_bytes(parts)
    except ValueError:  # safe to lose
        memo = Memo()
    corpus, memo = build_corpus(
        shelf.sketches,
        refusals,
        text_of=lambda key: shelf.briefing(key).text,
        apart=aliases.split,
        main_actors=settings.options.main_actors,
        main_topics=settings.options.main_topics,
        memo=memo,
    )
    now = memo.to_bytes()
    if now != parts:
        store.keep_memos(variant, now)
    return corpus


def _inputs(corpus: Corpus) -> Iterator[Input]:
    for briefing in (*corpus.briefings, *corpus.copies):
        page = f"briefings/{corpus.addresses[briefing.id]}"
        yield Input(path=briefing.file, sha256=briefing.sha256, page=page)
    for refusal in corpus.refusals:
        yield Input(
            path=refusal.path, sha256=refusal.sha256, cause=refusal.cause, remedy=refusal.remedy
        )


def _write(settings: Settings, made: Making) -> Changes:
    manifest = Manifest.load(settings.manifest)
    pages = made.pages(manifest.intact(settings.docs).__contains__)
    changes = write_pages(
        settings.docs,
        pages,
        kept=made.sizes.keys(),
        manifest_file=settings.manifest,
        folders=GENERATED_FOLDERS,
    )
    _mirror(settings, manifest.owned | made.sizes.keys())
    return changes


def _mirror(settings: Settings, generated: frozenset[str]) -> None:
    """Copy what people wrote beside the pages of a collection that has a folder of its own."""
    if not settings.own:
        # The project's own collection may have left its pages among those that people wrote.
        others = Manifest.load(settings.own_manifest).owned
        skip = generated | others
        mirror(settings.handwritten, settings.docs, skip=skip, apart=GENERATED_FOLDERS)
