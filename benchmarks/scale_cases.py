"""What is measured of a corpus of one size, case by case, in a project of its own."""

import csv
import json
import re
import shutil
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.browser import find_chromium
from benchmarks.composer import Composed
from benchmarks.corpus_maker import write_seeds
from benchmarks.plan import plans
from benchmarks.processes import Cost, run
from benchmarks.scale_search import Answer, time_search
from benchmarks.units import Donor
from generator.init import lay_down

_WORD = re.compile(r"(?<![^\s(\"])[a-z]{7,}(?![^\s)\".,])")  # a whole one, in no name or address


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """The pages of a kind: how many, and the bytes of the largest and of the middle one."""

    count: int
    largest: int
    middle: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All that was measured at one size. ``costs`` are by case, each run's; ``pages`` by kind,
    ``state`` the bytes of each part of ``.briefings/``, ``search`` by question and way (empty
    without a browser)."""

    articles: int
    more: int
    costs: dict[str, list[Cost]]
    pages: dict[str, Sizes]
    state: dict[str, int]
    search: dict[str, dict[str, Answer]]


def measure(
    scratch: Path, articles: int, more: int, *, parts: Sequence[Donor], runs: int, publishings: int
) -> Result:
    """Measure every case at one size, in the order in which a project lives through them.

    `more` is how many articles come at once; `runs` repeats the cheap cases, `publishings` the
    publishing of everything.
    """
    costs: dict[str, list[Cost]] = {}

    def note(case: str, cost: Cost) -> None:
        costs.setdefault(case, []).append(cost)
        said = f"{cost.cpu:.1f} s CPU, {cost.wall:.1f} s, {cost.memory:.0f} MB"
        print(f"{articles} articles, {case}: {said}", file=sys.stderr, flush=True)

    project = _project(scratch / "desk")
    seeds = project / "seeds"
    planned = plans(articles, more + runs)
    made = write_seeds(seeds, planned[:articles], parts)
    note("everything", _build(project))
    for _ in range(runs):
        note("nothing", _build(project))
    state = {
        each.name: sum(file.stat().st_size for file in _files(each))
        for each in sorted((project / ".briefings").iterdir())
    }
    for number, plan in enumerate(planned[articles : articles + runs]):
        write_seeds(seeds, [plan], parts)
        note("one more", _build(project))
        alone = _project(scratch / f"alone{number}")
        write_seeds(alone / "seeds", [plan], parts)
        note("one alone", _build(alone))
        shutil.rmtree(alone)
    batch = planned[articles + runs :]
    write_seeds(seeds, batch, parts)
    note("more", _build(project))
    write_seeds(scratch / "more", batch, parts)
    note("more extracted", run("benchmarks.steps", "extract", str(scratch / "more")))
    pages = {kind: _sizes(files) for kind, files in sorted(_kinds(project / "site").items())}
    browser = find_chromium()
    questions = _questions(made, project)
    search = time_search(project / "site", browser, questions, runs + 2) if browser else {}
    for _ in range(publishings):
        for case, cost in _publishings(project, scratch / "plain"):
            note(case, cost)
    shutil.rmtree(project)
    return Result(
        articles=articles, more=more, costs=costs, pages=pages, state=state, search=search
    )


def _project(folder: Path) -> Path:
    lay_down(folder)
    shutil.rmtree(folder / "seeds")
    (folder / "seeds").mkdir()
    return folder


def _build(project: Path) -> Cost:
    return run("generator", "build", "--project", str(project))


def _publishings(project: Path, plain: Path) -> Iterator[tuple[str, Cost]]:
    """Publish the pages that are there by MkDocs alone, and by us with one process and with two."""
    receipt = json.loads((project / "site" / "receipt.json").read_text(encoding="utf-8"))
    (project / "inputs.json").write_text(json.dumps(receipt["inputs"]), encoding="utf-8")
    yield "MkDocs alone", run("benchmarks.steps", "mkdocs", str(project), str(plain))
    shutil.rmtree(plain)
    for workers, case in (("1", "published by one"), ("2", "published by two")):
        _forget_site(project)
        yield case, run("benchmarks.steps", "publish", str(project), workers)


def _forget_site(project: Path) -> None:
    """Leave a project as it is when its pages are written and nothing was ever published."""
    for each in (*project.glob("site*"), *project.glob(".site*")):
        shutil.rmtree(each)
    for each in (project / ".briefings").glob("site*"):
        shutil.rmtree(each) if each.is_dir() else each.unlink()


def _questions(made: dict[str, Composed], project: Path) -> dict[str, dict[str, str]]:
    """Return what is asked: the commonest longer word, one of the rarest, and an actor."""
    words: Counter[str] = Counter()
    for each in made.values():
        words.update(set(_WORD.findall(each.text)))
    actors: Counter[str] = Counter()
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for file in sorted((project / "docs" / "data").rglob("actors.csv")):
        with file.open(encoding="utf-8-sig", newline="") as table:
            for row in csv.DictReader(table):
                actors[row["name"]] += int(row["articles"]) if row["type"] == "PERSON" else 0
                bearers[row["name"]].add(row["actor"])
    # A name that several bear is asked for with its address.
    actors = Counter({name: actors[name] for name in actors if len(bearers[name]) == 1})
    commonest = max(words, key=lambda word: (words[word], word))
    rarest = min(words, key=lambda word: (words[word], word))
    return {
        f"a common word (in {words[commonest]} articles)": {"q": commonest},
        f"a rare word (in {words[rarest]})": {"q": rarest},
        "an actor's articles": {"actor": max(actors, key=lambda name: (actors[name], name))},
    }


def _kinds(site: Path) -> dict[str, list[Path]]:
    kinds: dict[str, list[Path]] = {}
    for file in site.rglob("*.html"):
        path = file.relative_to(site)
        if path.name == "404.html":
            continue
        if len(path.parts) == 1:
            kind = "home" if path.name == "index.html" else "other pages"
        else:
            # The first page of a kind has its own name; those that go on are lists too.
            kind = f"{path.parts[0]}: first" if path.name == "index.html" else path.parts[0]
        kinds.setdefault(kind, []).append(file)
    return kinds


def _sizes(files: Iterable[Path]) -> Sizes:
    sizes = [file.stat().st_size for file in files]
    return Sizes(count=len(sizes), largest=max(sizes), middle=int(statistics.median(sizes)))


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    else:
        yield from (file for file in place.rglob("*") if file.is_file())
