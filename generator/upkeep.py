"""What a maintainer asks between builds: is all well, why was this rebuilt, start afresh."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from generator.build import load_aliases
from generator.corpus.aliases import propose_merges
from generator.errors import SettingsError
from generator.fingerprint import lasting_parts, source_parts
from generator.generations import spare_of
from generator.ingest import read_options, read_source, reason_to_extract
from generator.ingest import sources as find_sources
from generator.manifest import Manifest
from generator.model import Refusal, Source
from generator.plan import GENERATED_FOLDERS
from generator.publish import write_pages
from generator.render import Renderer
from generator.settings import Settings
from generator.shelf import Shelf, known_sketches, places_of
from generator.store import Store
from generator.terminal import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a check found; ``proposals`` are entries for ``aliases.yml``, one line or more each."""

    seeds: int
    refusals: tuple[Refusal, ...]
    proposals: tuple[str, ...]


def check(settings: Settings, *, templates: Path, progress: Progress) -> Findings:
    """Read every seed, parse every template and the aliases, and propose merges.

    Proposals come from what earlier builds extracted. Raises SettingsError or TemplateProblem.
    """
    aliases = load_aliases(settings.aliases)
    Renderer((settings.templates, templates)).check()
    found = list(find_sources(settings))
    refusals: list[Refusal] = []
    for done, source in enumerate(found):
        progress("Checking", done, len(found))
        outcomes = read_source(source, settings) if isinstance(source, Source) else (source,)
        refusals += [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    with Store(settings.store) as store:
        known = known_sketches(store, aliases)
        shelf = Shelf(places_of(store), store, aliases, progress, known)
    return Findings(
        seeds=len(found),
        refusals=tuple(refusals),
        proposals=tuple(str(each) for each in propose_merges(shelf.sketches, aliases.split)),
    )


def explain(settings: Settings, file: Path) -> dict[str, str]:
    """Say why a seed was extracted last time and what the next build would do.

    Raises SettingsError where `file` is no seed of the collection.
    """
    source = _find(settings, file)
    if isinstance(source, Refusal):
        return {
            "seed": source.path,
            "next_build": f"refuses it: {source.cause}; {source.remedy}",
        }
    with Store(settings.store) as store:
        old = store.seeds().get(source.path)
        parts = source_parts(source, lasting_parts(read_options(settings)))
        reason = reason_to_extract(old, parts, store.fingerprints())
    answer = {
        "seed": source.path,
        "last_extracted": f"because {old.reason}" if old else "never",
        "next_build": f"extracts it, because {reason}" if reason else "takes it from the cache",
    }
    if old is not None:
        answer["articles"] = str(len(old.fingerprints))
        answer["refused"] = "; ".join(item.cause for item in old.refusals) or "nothing"
    return answer | {f"hash_of_{name}": value for name, value in parts.items()}


def clean(settings: Settings) -> int:
    """Delete the generated pages, the cache and the site; return how many pages went.

    Only pages in the manifest and folders that the program made are deleted.
    """
    changes = write_pages(
        settings.docs, (), manifest=Manifest.load(settings.manifest), folders=GENERATED_FOLDERS
    )
    settings.manifest.unlink(missing_ok=True)
    for suffix in ("", "-wal", "-shm"):
        settings.store.with_name(settings.store.name + suffix).unlink(missing_ok=True)
    (settings.work / "site.state").unlink(missing_ok=True)
    settings.ledger.unlink(missing_ok=True)
    shutil.rmtree(settings.search, ignore_errors=True)
    if not settings.own:
        shutil.rmtree(settings.work, ignore_errors=True)
    if (settings.site / "index.html").is_file():
        shutil.rmtree(settings.site)
    shutil.rmtree(spare_of(settings.site), ignore_errors=True)
    return len(changes.removed)


def _find(settings: Settings, file: Path) -> Source | Refusal:
    wanted = {file.as_posix()}
    resolved = file.resolve()
    if resolved.is_relative_to(settings.seeds):
        wanted.add(resolved.relative_to(settings.seeds).as_posix())
    for source in find_sources(settings):
        if source.path in wanted:
            return source
    raise SettingsError(
        str(file),
        f"is no seed in {settings.seeds}",
        "name a file there, or the folder with --seeds",
    )
