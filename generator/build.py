"""The build: what changed since the last one, and what follows from it.

Where nothing did, it ends here; :mod:`generator.renewal` is loaded where something did.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from generator.corpus.alias_file import Aliases, parse_aliases
from generator.corpus_model import Corpus, Sketch
from generator.errors import LostResult, SettingsError, StoreDamage
from generator.garbage import MANY, uncollected
from generator.ingest import Ingested, ingest
from generator.inventory import Stat, scan, stat_of
from generator.manifest import Manifest
from generator.model import Refusal
from generator.plan import GENERATED_FOLDERS, Plan, plan_of
from generator.publish import Changes, mirror
from generator.receipt import Input
from generator.search import index_is_whole
from generator.settings import Settings
from generator.store import Store
from generator.terminal import Progress

if TYPE_CHECKING:
    from generator.shelf import Shelf

_FIELDS = tuple(field.name for field in fields(Input))
_row = attrgetter(*_FIELDS)  # ten thousand of them; dataclasses' own way copies each text


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did. ``changes`` is None where ``strict`` kept it from writing anything;
    ``inputs`` are all articles and refusals, empty in that case. ``docs`` is what then lies in the
    folder of the pages, where that is known without looking again; ``corpus`` is there after a
    small build, for whoever would not wait for it to be freed (``garbage.leave``)."""

    briefings: int
    extracted: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    changes: Changes | None
    inputs: tuple[Input, ...] = ()
    docs: Mapping[str, Stat] | None = None
    corpus: Corpus | None = None


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
        before = _Before(settings, store, aliases)
        found = ingest(settings, store, progress, before.look)
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
        here, manifest = before.here, before.manifest
        inputs = _inputs_as_before(settings, store, plan, key)
        if inputs is not None and manifest.owned and manifest.intact == manifest.owned:
            count = len(manifest.owned)
            same = Changes(added=(), changed=(), removed=(), unchanged=count)
            docs = _mirrored(settings, manifest.owned, here)
            return replace(report, changes=same, inputs=inputs, docs=docs)
        store.forget_last()
        from generator.renewal import renew

        shelf = before.shelf(found, progress)
        del before
        made = renew(
            settings,
            plan,
            shelf,
            aliases,
            store,
            refusals=found.refusals,
            manifest=manifest,
            progress=progress,
        )
        store.keep_last(plan.environment, key, [*map(_row, made.inputs)])
        docs = _mirrored(
            settings, manifest.owned | made.paths, _after(settings, here, made.changes)
        )
    few = len(made.changes.added) + len(made.changes.changed) < MANY
    return replace(
        report,
        changes=made.changes,
        inputs=made.inputs,
        docs=docs,
        corpus=made.corpus if few else None,
    )


class _Before:
    """What earlier builds left, looked at when it is needed, or while articles are extracted."""

    def __init__(self, settings: Settings, store: Store, aliases: Aliases) -> None:
        self._settings, self._store, self._aliases = settings, store, aliases

    @cached_property
    def here(self) -> Mapping[str, Stat]:
        """What lies in the folder of the pages."""
        return scan(self._settings.docs)

    @cached_property
    def manifest(self) -> Manifest:
        """The pages that the program wrote, held against what lies there."""
        return Manifest.load(self._settings.manifest).checked(self._settings.docs, self.here)

    @cached_property
    def sketches(self) -> Mapping[str, Sketch]:
        """The sketches of articles, by fingerprint."""
        from generator.shelf import known_sketches

        return known_sketches(self._store, self._aliases)

    def shelf(self, found: Ingested, progress: Progress) -> "Shelf":
        """Return the briefings of this build."""
        from generator.shelf import Shelf

        return Shelf(found.places, self._store, self._aliases, progress, self.sketches)

    def look(self) -> None:
        """Look at all of it."""
        _ = self.manifest, self.sketches


def _inputs_as_before(
    settings: Settings, store: Store, plan: Plan, key: str
) -> tuple[Input, ...] | None:
    """Return the inputs of the last build, where another would make the same pages and its index
    is there; else None."""
    listed = store.last(plan.environment, key)
    if listed is None or not index_is_whole(settings.search):
        return None
    return tuple(Input(**dict(zip(_FIELDS, each, strict=True))) for each in listed)


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


def _after(settings: Settings, here: Mapping[str, Stat], changes: Changes) -> Mapping[str, Stat]:
    """Return what lies in the folder of the pages, where `here` did before the `changes`."""
    written = {
        path: stat_of(f"{settings.docs}/{path}") for path in (*changes.added, *changes.changed)
    }
    gone = frozenset(changes.removed)
    return {path: stat for path, stat in here.items() if path not in gone} | written


def _mirrored(
    settings: Settings, generated: frozenset[str], here: Mapping[str, Stat]
) -> Mapping[str, Stat] | None:
    """Copy what people wrote beside the pages of a collection that has a folder of its own; return
    `here`, what lies in it, where it is still so."""
    if settings.own:
        return here
    # The project's own collection may have left its pages among those that people wrote.
    others = Manifest.load(settings.own_manifest).owned
    skip = generated | others
    mirror(settings.handwritten, settings.docs, skip=skip, apart=GENERATED_FOLDERS)
    return None
