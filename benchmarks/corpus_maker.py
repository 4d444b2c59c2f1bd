"""Makes a corpus of news-like articles, of any size, the same every time.

usage: python -m benchmarks.corpus_maker N SEEDS_DIR [--project DIR] [--prefill]

N .txt files with their metadata beside them: paragraphs of the annotated articles (benchmarks/gold)
in new orders, of 300 to 900 words, over eighteen months; names and words as frequent as Zipf's law
has them; one in fifty a near-copy of an earlier one, one in twenty in a group on the same event.

With --prefill, what extraction would find is put into the cache of the project DIR (which
`briefings init` made), so that building it extracts nothing: what was really extracted from each
paragraph moves along with it. So all that comes after extraction can be measured at any size.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.composer import Composed, compose
from benchmarks.plan import Plan, plans
from benchmarks.units import Donor, donors
from generator.extraction.headings import find_headings
from generator.fingerprint import article_fingerprint, lasting_parts, source_parts
from generator.ingest import read_options, read_source, sources
from generator.model import Article, Briefing, Source
from generator.settings import Settings, load_settings
from generator.store import SeedRecord, Store


def file_name(plan: Plan) -> str:
    """Return the path of an article, relative to the seeds folder: a folder for each thousand."""
    return f"{plan.number // 1000:03}/article-{plan.number:06}.txt"


def write_seeds(
    folder: Path, chosen: Iterable[Plan], parts: Sequence[Donor]
) -> dict[str, Composed]:
    """Write the planned articles and return them by path."""
    made = {}
    for plan in chosen:
        composed = compose(plan, parts)
        file = folder / file_name(plan)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(composed.text + "\n", encoding="utf-8")
        file.with_name(f"{file.name}.yml").write_text(
            f"published: {composed.published}\n"
            f"source: {composed.source}\n"
            f"url: https://news.example/{plan.number}\n"
            "language: en\n",
            encoding="utf-8",
        )
        made[file_name(plan)] = composed
    return made


def prefill(settings: Settings, made: dict[str, Composed]) -> None:
    """Put what is known of the articles into the project's cache, as `ingest` would.

    Raises AssertionError where an article is not read as it was written.
    """
    lasting = lasting_parts(read_options(settings))
    with Store(settings.store) as store:
        for source in sources(settings):
            assert isinstance(source, Source), source
            if source.path not in made:
                continue
            (article,) = read_source(source, settings)
            assert isinstance(article, Article), article
            parts = source_parts(source, lasting)
            fingerprint = article_fingerprint(article, parts)
            store.keep_extraction(fingerprint, _briefing(article, made[source.path]))
            record = SeedRecord(
                parts=parts, fingerprints=(fingerprint,), refusals=(), reason="first seen"
            )
            store.keep_seed(source.path, record)


def _briefing(article: Article, composed: Composed) -> Briefing:
    assert article.text == composed.text, article.file
    assert article.metadata.published == composed.published, article.file
    headings = find_headings(article)
    levels = {heading.start: heading.level for heading in headings}
    meta = article.metadata
    return Briefing(
        id=article.id,
        source=meta.source,
        title=meta.title or composed.title,
        title_is_derived=meta.title is None,
        published=meta.published,
        language="en",
        text=article.text,
        headings=headings,
        keyphrases=composed.keyphrases,
        actors=composed.actors,
        quotes=composed.quotes,
        key_sentences=composed.key_sentences,
        dates=composed.dates,
        hedges=composed.hedges,
        blocks=tuple(
            replace(block, kind="heading", level=levels[block.start])
            if block.start in levels
            else block
            for block in article.blocks
        ),
        file=article.file,
        sha256=article.sha256,
        url=meta.url,
        reliability=meta.reliability,
        credibility=meta.credibility,
    )


def main() -> None:
    """Make the corpus that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("seeds", type=Path)
    parser.add_argument("--project", type=Path)
    parser.add_argument("--prefill", action="store_true")
    chosen = parser.parse_args()
    if chosen.prefill and not chosen.project:
        parser.error("--prefill needs --project")
    parts = donors()
    made = write_seeds(chosen.seeds, plans(chosen.count), parts)
    if chosen.prefill:
        prefill(load_settings(chosen.project, seeds=chosen.seeds), made)
    print(f"{len(made)} articles in {chosen.seeds}", file=sys.stderr)


if __name__ == "__main__":
    main()
