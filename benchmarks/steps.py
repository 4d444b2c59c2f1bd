"""Single steps of a build as programs, for the benchmarks to run one by one.

usage: python -m benchmarks.steps mkdocs PROJECT SITE        MkDocs alone, without our hook
       python -m benchmarks.steps publish PROJECT WORKERS    our publishing of pages that are there
       python -m benchmarks.steps extract SEEDS              reading and extraction, nothing kept
"""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

from generator.build import Report
from generator.receipt import Input
from generator.settings import Options, load_settings
from generator.site import publish_site
from generator.sources import discover


def mkdocs(project: str, site: str) -> None:
    """Build the pages that are there as `mkdocs build` does, with the same settings."""
    from mkdocs.commands.build import build  # noqa: PLC0415 - the other steps do without
    from mkdocs.config import load_config  # noqa: PLC0415 - same

    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    build(load_config(str(Path(project) / "mkdocs.yml"), site_dir=site, hooks=[]))


def publish(project: str, workers: str) -> None:
    """Publish as `briefings build` does once the pages are written, from nothing.

    What the receipt shall say of the inputs is taken from `PROJECT/inputs.json`.
    """
    settings = load_settings(Path(project))
    settings = replace(settings, options=replace(settings.options, workers=int(workers)))
    rows = json.loads((Path(project) / "inputs.json").read_text(encoding="utf-8"))
    inputs = tuple(
        Input(path=row["path"], sha256=row["sha256"], page=row["page"].removesuffix(".html"))
        for row in rows
    )
    report = Report(briefings=len(inputs), extracted=(), refusals=(), changes=None, inputs=inputs)
    publish_site(settings, progress=lambda *_: None, report=report)


def extract(seeds: str) -> None:
    """Read and extract all articles of a folder, in as many processes as a build would."""
    from generator.model import Article, Source  # noqa: PLC0415 - the other steps do without
    from generator.read import read  # noqa: PLC0415 - same
    from generator.workers import extract_all  # noqa: PLC0415 - same

    options = Options()
    articles = [
        article
        for source in discover(Path(seeds), max_bytes=options.max_seed_bytes)
        if isinstance(source, Source)
        for article in read(source)
        if isinstance(article, Article)
    ]
    done = extract_all(
        articles,
        models=options.models,
        keyphrases=options.keyphrases,
        extractors=options.extractors,
        workers=options.workers,
        seconds=options.max_seconds_per_article,
    )
    assert sum(1 for _ in done) == len(articles)


if __name__ == "__main__":
    {"mkdocs": mkdocs, "publish": publish, "extract": extract}[sys.argv[1]](*sys.argv[2:])
