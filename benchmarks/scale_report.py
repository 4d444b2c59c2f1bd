"""The measurements as tables: each figure beside its baseline of the same run, and its aim."""

import os
import platform
import statistics
from collections.abc import Callable, Iterator, Sequence
from importlib import metadata
from pathlib import Path

from benchmarks.processes import Cost
from benchmarks.scale_cases import Result
from benchmarks.scale_search import Answer

_PACKAGES = ("mkdocs", "mkdocs-material", "spacy", "yake", "pagefind-bin")
_LEGEND = """
CPU seconds are of the processors, user and system, of a process and all that it started; memory is
their peak together (pages that several share count once, looked at ten times a second). Every
figure is a median, with the least and the most in brackets where there were several runs; a ratio
is ours to the baseline's, run by run, so below 1 is faster. Each run is a process of its own, the
start of Python and of models included. Baseline and ours take turns on the same machine.
"""
_GROUND = """
The articles are made by `benchmarks/corpus_maker.py`, and everything is extracted as it comes: the
first build extracts all, the later ones what is new.
"""
_SEARCHING = """
In headless Chromium, from a server on the same machine that does not compress. "opened": a browser
that was never there opens the address that holds the question, and nothing is cached; "asked": the
question is put to the search page that stands open and shows the latest articles. The time runs
from the question to the first hits; where the page is opened with it, the question is asked before
the page is read, and the time runs from when it is (DOMContentLoaded): what the search adds to
opening a page. The time from the start of navigation stands beside it. The index is what is loaded
of it and of the program that searches it: until the first hits are there, and until all is found
and counted; in all, the page with its scripts and fonts too. The aim is about the first hits.
"""
SMALL, LARGE = 200_000, 1_500
"""The most bytes a page shall have, and the most MB a build shall take."""


def report(results: Sequence[Result], extraction: str) -> str:
    """Return everything as Markdown, without a title."""
    parts = [_machine(), _LEGEND.strip(), "### Extraction", extraction.strip()]
    for result in results:
        parts += [f"### {result.articles:,} articles", _GROUND.strip(), _costs(result)]
        if result.search:
            parts += ["#### Search", _SEARCHING.strip(), _search(result)]
        parts += ["#### Pages", _pages(result), "#### State", _state(result)]
    if len(results) > 1:
        parts += ["### Growth", _growth(results[0], results[-1])]
    return "\n\n".join(parts) + "\n"


def _machine() -> str:
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in _PACKAGES)
    return (
        f"{os.cpu_count()} cores ({_processor()}), Python {platform.python_version()}, {versions}."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _costs(result: Result) -> str:
    more = f"{result.more} new articles"
    rows = [
        "| Briefings | CPU s | wall s | peak MB | baseline | CPU s | wall s"
        " | CPU ratio | wall ratio | aim | |",
        "|---|--:|--:|--:|---|--:|--:|--:|--:|---|---|",
        _row(result, ("first build of all", "everything"), None, f"{LARGE} MB", _memory(LARGE)),
        _row(
            result, ("nothing changed", "nothing"), None, "3 s CPU", lambda own, _: _cpu(own) <= 3
        ),
        _row(
            result,
            ("one new article", "one more"),
            ("a site of one article from nothing", "one alone"),
            "3 times its wall time, 7 s CPU",
            lambda own, other: _ratio(own, other, "wall") <= 3 and _cpu(own) <= 7,
        ),
        _row(
            result,
            (more, "more"),
            ("their extraction alone", "more extracted"),
            "10 times its wall time",
            lambda own, other: _ratio(own, other, "wall") <= 10,
        ),
        _row(
            result,
            ("publishing all, 1 process", "published by one"),
            ("MkDocs alone, the same Markdown", "MkDocs alone"),
            "1.1 times",
            lambda own, other: _ratio(own, other, "wall") <= 1.1,
        ),
        _row(
            result,
            ("publishing all, 2 processes", "published by two"),
            ("MkDocs alone, the same Markdown", "MkDocs alone"),
            "1.7 times faster (ratio 0.59)",
            lambda own, other: _ratio(own, other, "wall") <= 1 / 1.7,
        ),
    ]
    return "\n".join(rows)


def _row(
    result: Result,
    named: tuple[str, str],
    baseline: tuple[str, str] | None,
    aim: str,
    met: Callable[[list[Cost], list[Cost]], bool],
) -> str:
    """Return a row of a case and its baseline, each named as it is shown and as it is measured."""
    own = result.costs.get(named[1])
    if own is None:
        return f"| {named[0]} | not measured in this run | | | | | | | | {aim} | |"
    cells = [
        named[0],
        *(_spread([getattr(each, part) for each in own]) for part in ("cpu", "wall")),
    ]
    cells.append(f"{statistics.median(each.memory for each in own):.0f}")
    other: list[Cost] = []
    if baseline:
        other = result.costs[baseline[1]]
        cells.append(baseline[0])
        cells += [_spread([getattr(each, part) for each in other]) for part in ("cpu", "wall")]
        cells += [_spread(_ratios(own, other, part), 2) for part in ("cpu", "wall")]
    else:
        cells += [""] * 5
    cells += [aim, _verdict(met(own, other))]
    return f"| {' | '.join(cells)} |"


def _memory(limit: float) -> Callable[[list[Cost], list[Cost]], bool]:
    return lambda own, _: statistics.median(each.memory for each in own) <= limit


def _cpu(costs: list[Cost]) -> float:
    return statistics.median(each.cpu for each in costs)


def _ratios(own: list[Cost], other: list[Cost], part: str) -> list[float]:
    return [getattr(a, part) / getattr(b, part) for a, b in zip(own, other, strict=True)]


def _ratio(own: list[Cost], other: list[Cost], part: str) -> float:
    return statistics.median(_ratios(own, other, part))


def _verdict(met: bool) -> str:
    return "met" if met else "**not met**"


def _spread(values: Sequence[float], digits: int = 1) -> str:
    middle = f"{statistics.median(values):.{digits}f}"
    if len(values) == 1:
        return middle
    return f"{middle} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def _search(result: Result) -> str:
    rows = [
        "| question | | ms to the first hits | since opened | index, kB | index in the end, kB"
        " | all, kB | aim: 300 ms, 300 kB |",
        "|---|---|--:|--:|--:|--:|--:|---|",
    ]
    for question, ways in result.search.items():
        rows += [f"| {question} | {way} | {_answer(answer)} |" for way, answer in ways.items()]
    return "\n".join(rows)


def _answer(answer: Answer) -> str:
    loaded = [statistics.median(each) for each in (answer.first, answer.index, answer.all)]
    opened = _spread(answer.since_opened, 0) if any(answer.since_opened) else ""
    met = statistics.median(answer.ms) <= 300 and loaded[0] <= 300
    cells = (_spread(answer.ms, 0), opened, *(f"{each:.0f}" for each in loaded), _verdict(met))
    return " | ".join(cells)


def _pages(result: Result) -> str:
    rows = [
        "| pages | number | largest, kB | median, kB | aim: 200 kB |",
        "|---|--:|--:|--:|---|",
    ]
    for kind, sizes in result.pages.items():
        cells = (kind, sizes.count, f"{sizes.largest / 1e3:.0f}", f"{sizes.middle / 1e3:.0f}")
        met = _verdict(sizes.largest <= SMALL)
        rows.append(f"| {' | '.join(map(str, cells))} | {met} |")
    return "\n".join(rows)


def _state(result: Result) -> str:
    rows = ["| in `.briefings/` | MB | bytes per article |", "|---|--:|--:|"]
    kept = {name: size for name, size in result.state.items() if size}
    for name, size in (*kept.items(), ("together", sum(kept.values()))):
        rows.append(f"| {name} | {size / 1e6:.1f} | {size / result.articles:.0f} |")
    return "\n".join(rows)


def _growth(small: Result, large: Result) -> str:
    rows = [
        f"| | {small.articles:,} | {large.articles:,} | grows by |",
        "|---|--:|--:|--:|",
        *_grown("first build, peak MB", small, large, "everything", "memory"),
        *_grown("one new article, CPU s", small, large, "one more", "cpu"),
        *_grown("one new article, peak MB", small, large, "one more", "memory"),
        *_grown("nothing changed, CPU s", small, large, "nothing", "cpu"),
    ]
    home, later = small.pages["home"].largest / 1e3, large.pages["home"].largest / 1e3
    rows.append(f"| home, kB | {home:.0f} | {later:.0f} | {later / home:.2f} |")
    times = large.articles / small.articles
    return "\n".join([*rows, "", f"There are {times:g} times as many articles."])


def _grown(name: str, small: Result, large: Result, case: str, part: str) -> Iterator[str]:
    before, after = (
        statistics.median(getattr(each, part) for each in result.costs[case])
        for result in (small, large)
    )
    yield f"| {name} | {before:.1f} | {after:.1f} | {after / before:.2f} |"
