"""Pages brought up to date where something changed: the corpus, and all that is made of it.

Apart from :mod:`generator.build`, which finds out that nothing did without loading any of this.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from generator.corpus.aliases import Aliases
from generator.corpus.building import Memo, build_corpus
from generator.corpus_model import Corpus
from generator.fingerprint import corpus_version
from generator.library import Library
from generator.making import Making
from generator.manifest import Manifest
from generator.model import Refusal
from generator.plan import GENERATED_FOLDERS, Plan
from generator.publish import Changes, write_pages
from generator.receipt import Input
from generator.settings import Settings
from generator.shelf import Shelf
from generator.store import Store
from generator.terminal import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """What became of the pages: what was written, the ``paths`` of all, and of what they tell."""

    changes: Changes
    paths: Set[str]
    inputs: tuple[Input, ...]
    corpus: Corpus


def renew(
    settings: Settings,
    plan: Plan,
    shelf: Shelf,
    aliases: Aliases,
    store: Store,
    *,
    refusals: Sequence[Refusal],
    manifest: Manifest,
    progress: Progress,
) -> Renewed:
    """Make what differs from the last build and write it into ``settings.docs``.

    Raises TemplateProblem, PublishError or StoreError.
    """
    corpus = read_corpus(settings, shelf, aliases, store, refusals=refusals)
    library = Library(corpus, shelf.briefing)
    store.checkpoint()
    made = Making(settings, plan, library, shelf, progress)
    changes = write_pages(
        settings.docs,
        made.pages(manifest.intact.__contains__),
        kept=made.sizes.keys(),
        manifest=manifest,
        folders=GENERATED_FOLDERS,
        written=made.save,
    )
    return Renewed(
        changes=changes, paths=made.sizes.keys(), inputs=tuple(_inputs(corpus)), corpus=corpus
    )


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
