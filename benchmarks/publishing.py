"""Times publishing beside plain MkDocs on the same Markdown, in the same run.

usage: python -m benchmarks.publishing [--articles N] [--runs N]

Makes N briefings of about 900 words, with pages of actors and topics and data files beside them, in
the folder of a project; nothing is extracted. Every run is a process of its own, with its start.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHANGED = 60  # pages that one new article changes, and as many data files


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one process and those it started took: seconds, and MB of the largest."""

    wall: float
    cpu: float
    memory: float


class Pages:
    """Makes pages of words that are spread like those of a language."""

    def __init__(self, docs: Path, articles: int) -> None:
        chance = random.Random(1)
        letters = "abcdefghiklmnoprstuvw"
        self._words = [
            "".join(chance.choices(letters, k=chance.randint(2, 10))) for _ in range(20_000)
        ]
        self._docs, self._articles, self._groups = docs, articles, max(1, articles // 3)

    def all(self) -> None:
        """Write the whole collection."""
        for number in range(self._articles):
            self.briefing(number)
        for kind in ("actors", "topics"):
            for number in range(self._groups):
                self.group(kind, number)
        for name in ("index", "about", "network", "briefings/index", "stories/index"):
            self.listing(name)
        for name in ("actors/index", "topics/index", "timeline/index", "data/index"):
            self.listing(name)

    def change(self, version: int) -> None:
        """Do what one new article does: add its page, and change those of its actors and topics."""
        self.briefing(self._articles + version)
        chance = random.Random(version)
        for kind in ("actors", "topics"):
            for number in chance.sample(range(self._groups), min(self._groups, CHANGED // 2 - 5)):
                self.group(kind, number, version)
        for name in ("index", "briefings/index", "actors/index", "topics/index", "data/index"):
            self.listing(name, version)

    def briefing(self, number: int) -> None:
        """Write one briefing with its data file."""
        chance = random.Random(number)
        lines = [f"---\ntitle: {self._text(chance, 6)}\ndescription: {self._text(chance, 20)}\n"]
        lines += ["kind: briefing\n---\n", f"# {self._text(chance, 6)}\n"]
        for actor in range(8):
            lines.append(
                f"- [{self._text(chance, 2)}](../actors/a{self._group(chance)}.md#p{actor})"
            )
        for section in range(6):
            lines.append(f"\n## {self._text(chance, 4)} {{ #s{section} }}\n")
            for part in range(3):
                text = self._text(chance, 48)
                lines.append(
                    f"{text} **{text[:9]}** [{text[9:15]}](#s{section})\n{{ #p{section}{part} }}\n"
                )
        lines += ["| Topic | Times |", "| --- | --: |"]
        lines += [
            f"| [{self._text(chance, 2)}](../topics/t{self._group(chance)}.md) | {n} |"
            for n in range(8)
        ]
        self._write(f"briefings/b{number}.md", "\n".join(lines) + "\n")
        self._write(f"briefings/b{number}.json", json.dumps({"id": number, "lines": lines}))

    def group(self, kind: str, number: int, version: int = 0) -> None:
        """Write the page of an actor or a topic, with its feeds."""
        chance = random.Random(f"{kind} {number}")
        lines = [
            f"---\ntitle: {self._text(chance, 2)}\n---\n",
            f"# {self._text(chance, 2)} {version}\n",
        ]
        for entry in range(12):
            briefing = chance.randrange(self._articles)
            lines.append(f"## {self._text(chance, 5)} {{ #p{entry} }}\n")
            lines.append(
                f"{self._text(chance, 25)} [{briefing}](../briefings/b{briefing}.md#p00)\n"
            )
        name = f"{kind}/{kind[0]}{number}"
        self._write(f"{name}.md", "\n".join(lines))
        for suffix in ("json", "atom.xml", "feed.json"):
            self._write(f"{name}.{suffix}", "\n".join(lines))

    def listing(self, name: str, version: int = 0) -> None:
        """Write a page that lists the two hundred last briefings."""
        up = "../" * name.count("/")
        last = range(max(0, self._articles - 200), self._articles)
        lines = [f"- [Briefing {number}]({up}briefings/b{number}.md)" for number in last]
        self._write(f"{name}.md", f"# List {version}\n\n" + "\n".join(lines) + "\n")

    def _group(self, chance: random.Random) -> int:
        return min(int(chance.paretovariate(0.5)) - 1, self._groups - 1)

    def _text(self, chance: random.Random, words: int) -> str:
        """Return words, most of them frequent ones: ranks fall off like those of a language."""
        ranks = (int(chance.paretovariate(0.4)) for _ in range(words))
        return " ".join(self._words[rank % len(self._words)] for rank in ranks)

    def _write(self, path: str, text: str) -> None:
        file = self._docs / path
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(".draft")
        draft.write_text(text, encoding="utf-8")
        draft.replace(file)


def plain(project: Path) -> None:
    """Build as `mkdocs build` does, into a folder of its own, the pages being there already."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from generator.mkdocs_file import GENERATED

    config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / "plain"))
    config.extra[GENERATED] = True
    build(config)


def ours(project: Path, workers: int) -> None:
    """Publish as `briefings build` does once the pages are written, with a receipt."""
    from generator.build import Report
    from generator.receipt import Input
    from generator.settings import load_settings
    from generator.site import publish_site

    settings = load_settings(project)
    settings = replace(settings, options=replace(settings.options, workers=workers))
    names = sorted(file.stem for file in (project / "docs" / "briefings").glob("b*.md"))
    inputs = tuple(
        Input(path=f"{name}.txt", sha256="0" * 64, page=f"briefings/{name}") for name in names
    )
    report = Report(briefings=len(names), extracted=(), refusals=(), changes=None, inputs=inputs)
    publish_site(settings, progress=lambda *_: None, report=report)


def run(what: str, project: Path, workers: int = 1) -> Cost:
    """Run one of the two as a process and say what it cost. Raises RuntimeError where it fails."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.publishing",
        "--do",
        what,
        "--workers",
        str(workers),
    ]
    begun = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--project", str(project)], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{what} ended with {process.returncode}")
    return Cost(wall=wall, cpu=used.ru_utime + used.ru_stime, memory=used.ru_maxrss / 1e3)


def forget(project: Path) -> None:
    """Leave a project as it is before the first publication."""
    for name in (".briefings", "site", ".site.previous", "plain"):
        shutil.rmtree(project / name, ignore_errors=True)


def measure(articles: int, runs: int) -> dict[str, list[Cost]]:
    """Return what each case cost in each run."""
    from generator.init import lay_down

    costs: dict[str, list[Cost]] = {}
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as place:
            project = Path(place) / "desk"
            lay_down(project)
            pages = Pages(project / "docs", articles)
            pages.all()
            found = {"plain MkDocs": run("plain", project)}
            forget(project)
            found["ours, 2 processes"] = run("ours", project, 2)
            forget(project)
            found["ours, 1 process"] = run("ours", project)
            pages.change(1)
            found[f"{CHANGED} pages changed, the first time"] = run("ours", project)
            pages.change(2)
            found[f"{CHANGED} pages changed"] = run("ours", project)
            found["nothing changed"] = run("ours", project)
            for name, cost in found.items():
                costs.setdefault(name, []).append(cost)
    return costs


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--do", choices=("plain", "ours"))
    parser.add_argument("--project", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    chosen = parser.parse_args()
    if chosen.do:
        plain(chosen.project) if chosen.do == "plain" else ours(chosen.project, chosen.workers)
        return
    costs = measure(chosen.articles, chosen.runs)
    base = costs["plain MkDocs"]
    print(f"{chosen.articles} articles, medians of {chosen.runs}; ratios to plain MkDocs\n")
    print("| | CPU s | ratio | wall s | ratio | peak MB |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, found in costs.items():
        cpu, wall, memory = (
            statistics.median(getattr(each, part) for each in found)
            for part in ("cpu", "wall", "memory")
        )
        ratios = [
            statistics.median(
                getattr(one, part) / getattr(other, part)
                for one, other in zip(found, base, strict=True)
            )
            for part in ("cpu", "wall")
        ]
        cells = (cpu, ratios[0], wall, ratios[1])
        print(f"| {name} | {' | '.join(f'{cell:.2f}' for cell in cells)} | {memory:.0f} |")


if __name__ == "__main__":
    main()
