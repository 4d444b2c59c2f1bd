"""The command line: arguments, exit codes, what is printed."""

import json
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import Any

import click

from generator.build import generate
from generator.cli_lines import (
    complain,
    progress_line,
    refusal_line,
    report_as_json,
    shown,
    summary,
)
from generator.errors import BriefingsError, PublishError, StoreError
from generator.init import lay_down, packaged
from generator.model import Article, Refusal
from generator.settings import Options, load_settings
from generator.version import __version__

EXIT_REFUSED = 1
EXIT_USAGE = 2
EXIT_UNPUBLISHED = 3
EXIT_FAULT = 70  # EX_SOFTWARE of sysexits.h

EXIT_CODES = """
\b
Exit codes:
  0  everything was done
  1  some seeds were refused (all others were published, unless --strict)
  2  a wrong argument, setting or project file
  3  the site could not be written; the one published before still stands
  70 a fault of the program
"""


_UPGRADE = f"`briefings upgrade` brings them up to {__version__}"


def _errors_as_lines(command: Callable[..., Any]) -> Callable[..., Any]:
    """Print an expected error as its one line, and exit with its code."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except BriefingsError as error:
            complain("error", str(error))
            unpublished = isinstance(error, PublishError | StoreError)
            sys.exit(EXIT_UNPUBLISHED if unpublished else EXIT_USAGE)
        except Exception:  # noqa: BLE001 - a fault of ours must not pass for "some seeds refused"
            traceback.print_exc()
            complain("error", "this is a fault of the program; please report the lines above")
            sys.exit(EXIT_FAULT)

    return run


def _folder(*names: str, text: str, default: Path | None = None) -> Callable[..., Any]:
    return click.option(
        *names, type=click.Path(path_type=Path), default=default, metavar="DIR", help=text
    )


_project = _folder("--project", text="The project: where mkdocs.yml is [here].", default=Path())
_seeds = _folder("--seeds", text="The articles [briefings.yml's `seeds`, or seeds/].")
_site = _folder("--site", text="Where the site goes [briefings.yml's `site`, or site/].")
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program to read.")


@click.group(
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.version_option(__version__, prog_name="briefings")
def main() -> None:
    """From a folder of articles to a static, searchable site, verifiable to the passage.

    \b
    Start:      briefings init my-desk && cd my-desk
    Add:        drop .txt, .md, .html or .jsonl articles into seeds/
    Publish:    briefings build          (the site is in site/)
    Look:       briefings serve          (rebuilds as you add seeds)
    """


@main.command(epilog=EXIT_CODES)
@_project
@_seeds
@_site
@click.option(
    "--strict", is_flag=True, help="Publish nothing if a seed is refused or a page warns."
)
@click.option(
    "--cluster", metavar="ADDRESS", help="Extract on the Dask cluster at tcp://HOST:PORT."
)
@_json
@_errors_as_lines
def build(
    *,
    project: Path,
    seeds: Path | None,
    site: Path | None,
    strict: bool,
    cluster: str | None,
    as_json: bool,
) -> None:
    """Build the site from the seeds.

    Articles that were extracted before are taken from the cache in .briefings/. With --seeds or
    --site another collection is built, in a working folder of its own. The old site is replaced
    only when the new one is whole.

    \b
    briefings build
    briefings build --seeds ~/articles --site /srv/www/desk --strict
    briefings build --cluster tcp://scheduler:8786
    """
    from generator.garbage import leave
    from generator.publish import exclusive
    from generator.site import lock_file, publish_site
    from generator.upgrade import laid_down_by

    settings = load_settings(project, seeds=seeds, site=site, strict=strict, cluster=cluster)
    with (
        progress_line() as progress,
        exclusive(
            lock_file(settings),
            waiting=lambda: complain("note", "waiting for another build to end"),
        ),
    ):
        report = generate(settings, templates=packaged("templates"), progress=progress)
        warnings: tuple[str, ...] = ()
        if report.changes is not None:
            warnings = publish_site(settings, progress=progress, report=report)
    leave(report)
    laid_down = laid_down_by(settings.project)
    if laid_down not in (None, __version__):
        complain("note", f"the project's files are of briefings {laid_down}: {_UPGRADE}")
    for refusal in report.refusals:
        complain("refused", refusal_line(refusal))
    for warning in warnings:
        complain("warning", warning)
    if as_json:
        click.echo(report_as_json(report, settings, warnings))
    else:
        click.echo(summary(report, settings))
    if report.refusals:
        sys.exit(EXIT_REFUSED)


@main.command()
@_project
@_seeds
@_site
@click.option("--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT")
@_errors_as_lines
def serve(project: Path, seeds: Path | None, site: Path | None, address: str) -> None:
    """Serve the site on this machine and rebuild it as seeds, templates or pages change."""
    from generator.site import serve_site

    serve_site(load_settings(project, seeds=seeds, site=site), address=address)


@main.command(epilog=EXIT_CODES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_project
@_errors_as_lines
def extract(files: tuple[str, ...], project: Path) -> None:
    """Print what is extracted from each FILE as one JSON object a line.

    `-` reads plain text from standard input. The project's briefings.yml and aliases.yml count
    if there are any; the format is published as a JSON Schema (see the data page of the docs).

    \b
    briefings extract article.txt | python -m json.tool
    pdftotext report.pdf - | briefings extract -
    """
    from generator.build import load_aliases
    from generator.corpus.aliases import apply_aliases
    from generator.extraction import Extractor
    from generator.settings import FILE_NAME, load_options

    options = load_options(project / FILE_NAME)
    aliases = load_aliases(project / "aliases.yml")
    extractor = Extractor(
        models=options.models, keyphrases=options.keyphrases, extractors=options.extractors
    )
    refused = False
    for name in files:
        for outcome in _articles(name, project / options.seeds, options):
            if isinstance(outcome, Refusal):
                refused = True
                complain("refused", refusal_line(outcome))
                continue
            briefing = apply_aliases(extractor(outcome), aliases)
            click.echo(briefing.to_json())
    if refused:
        sys.exit(EXIT_REFUSED)


@main.command(epilog=EXIT_CODES)
@_project
@_seeds
@_json
@_errors_as_lines
def check(project: Path, seeds: Path | None, as_json: bool) -> None:
    """Check settings, aliases, templates and seeds without building a site.

    Lists the seeds that would be refused, and proposes entries for aliases.yml where two names
    may be one actor (from the articles the last build extracted).
    """
    from generator import upkeep

    settings = load_settings(project, seeds=seeds)
    with progress_line() as progress:
        found = upkeep.check(settings, templates=packaged("templates"), progress=progress)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        for refusal in found.refusals:
            complain("refused", refusal_line(refusal))
        for proposal in found.proposals:
            click.echo(proposal)
        click.echo(
            f"{found.seeds} seeds, {len(found.refusals)} refused; "
            f"{len(found.proposals)} entries proposed for aliases.yml"
        )
    if found.refusals:
        sys.exit(EXIT_REFUSED)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@_project
@_seeds
@_site
@_json
@_errors_as_lines
def explain(
    file: Path, project: Path, seeds: Path | None, site: Path | None, as_json: bool
) -> None:
    """Say why a seed was extracted last time, and whether the next build would do it again."""
    from generator import upkeep

    settings = load_settings(project, seeds=seeds, site=site)
    answer = upkeep.explain(settings, file)
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        for key, value in answer.items():
            click.echo(f"{key.replace('_', ' '):16} {value}")


@main.command()
@click.argument("site", type=click.Path(path_type=Path), metavar="SITE")
@_errors_as_lines
def verify(site: Path) -> None:
    """Compare a published folder with the receipt that its build left in it (receipt.json).

    Prints a line for each file that is missing, new or changed. The exit code is 0 where there is
    none, 1 where there are some, and 3 where SITE has no receipt.

    \b
    briefings verify site/
    """
    from generator.receipt import verify

    differences = 0
    for line in verify(site):
        differences += 1
        click.echo(line)
    if differences:
        sys.exit(EXIT_REFUSED)
    click.echo(f"{shown(site)} is what its receipt says")


@main.command()
@click.option("--actor", "actors", multiple=True, metavar="NAME", help="Articles that name it.")
@click.option("--topic", "topics", multiple=True, metavar="NAME", help="Articles about it.")
@click.option("--story", "stories", multiple=True, metavar="NAME", help="Articles of that story.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The first day of publication.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="Where it goes: .html, or .pdf with the extra briefings[pdf].",
)
@_project
@_seeds
@_site
@_errors_as_lines
def pack(output: Path, project: Path, seeds: Path | None, site: Path | None, **wish: Any) -> None:
    """Write one document to print or send: bottom lines, quotations, sources.

    Takes what the last build extracted. Options can be repeated; articles that match any of
    them are packed, all articles where none is given.

    \b
    briefings pack --actor "Ann Lee" --since 2024-05-01 -o lee.html
    """
    from generator.compose.pack import Wish
    from generator.pack import write_pack

    settings = load_settings(project, seeds=seeds, site=site)
    since = wish.pop("since")
    wished = Wish(**wish, since=since.date().isoformat() if since else None)
    with progress_line() as progress:
        size = write_pack(
            settings, wished, output, templates=packaged("templates"), progress=progress
        )
    click.echo(f"wrote {output} ({size} bytes)")


@main.command()
@_project
@_seeds
@_site
@_errors_as_lines
def clean(project: Path, seeds: Path | None, site: Path | None) -> None:
    """Delete the site, the generated pages and the cache; nothing that people wrote."""
    from generator import upkeep

    settings = load_settings(project, seeds=seeds, site=site)
    removed = upkeep.clean(settings)
    click.echo(f"deleted {removed} generated pages, the cache and {shown(settings.site)}")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@_errors_as_lines
def init(folder: Path) -> None:
    """Lay down a new project in DIR: mkdocs.yml, templates, a sample seed, the CI workflow."""
    written = lay_down(folder)
    click.echo(f"wrote {len(written)} files to {folder}; next: cd {folder} && briefings build")


@main.command()
@_project
@_errors_as_lines
def upgrade(project: Path) -> None:
    """Bring the files that `init` laid down up to this version; what you changed stays.

    Of a file that you changed, the new version is put into .briefings/upgrade/ to compare.
    """
    from generator.init import contents
    from generator.upgrade import ASIDE, upgrade

    made = upgrade(project, contents())
    for label, paths in (("wrote", made.written), ("deleted", made.removed)):
        for path in paths:
            click.echo(f"{label} {path}")
    for path in made.aside:
        complain("note", f"{path}: you changed it; compare it with {ASIDE}/{path}")
    click.echo(
        f"the files of briefings {__version__}: {len(made.written)} written, "
        f"{len(made.removed)} deleted, {len(made.aside)} left to you"
    )


def _articles(name: str, seeds: Path, options: Options) -> tuple[Article | Refusal, ...]:
    """Read a file named on the command line; `-` is standard input.

    A file among the seeds goes by its path there, so that it has the id it has on the site.
    """
    from generator.read import from_text, read
    from generator.read.decode import decode
    from generator.shown_paths import shown_path
    from generator.sources import load

    try:
        if name == "-":
            return (from_text(decode(sys.stdin.buffer.read(), subject="-")),)
        file = Path(name).resolve()
        inside = file.is_relative_to(seeds.resolve())
        path = file.relative_to(seeds.resolve()).as_posix() if inside else file.name
        source = load(file, max_bytes=options.max_seed_bytes, path=shown_path(path))
        if isinstance(source, Refusal):
            return (source,)
        return read(source, max_chars=options.max_article_chars)
    except BriefingsError as error:
        return (Refusal(path=name, cause=error.cause, remedy=error.remedy),)
