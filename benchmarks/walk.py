"""A random walk through the life of a project: each incremental build equals a clean one.

``python -m benchmarks.walk --steps 200 --seed 7`` walks far; the tests walk a little.
"""

import argparse
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from generator.build import GENERATED_FOLDERS, generate
from generator.errors import BriefingsError
from generator.init import lay_down, packaged
from generator.settings import load_settings
from generator.site import publish_site
from tests.reliability.desk import tree_of

TOP_PAGES = ("index.md", "about.md", "network.md", "changes.md")
NAMES = ("Ann Lee", "Lee", "Marco Ortiz", "Karl Lee", "Tamsin", "Valdora", "Supreme Court", "Ortiz")
EVENTS = (
    "Dock workers closed the gates of the harbour of Tamsin before dawn on Monday, and forty"
    " lorries with fruit from Valdora waited on the road while the port authority asked for talks.",
    "The Supreme Court in Valdora let the new tax on grain stand, by five votes to four, and"
    " farmers drove to the parliament, where Marco Ortiz spoke to them for an hour.",
    "A ferry with ninety passengers ran onto a sandbank outside Tamsin in fog; all were brought"
    " ashore by fishing boats, and the captain said that the light on the pier had not burned.",
)
WORDS = ("harbour", "grain", "tractor", "fog", "strike", "ferry", "court", "tax", "storm", "pier")


class Walk:
    """A project at `root`, and what can happen to it; everything follows from `seed`."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.project = root / "project"
        self.chance = random.Random(seed)
        self.steps: list[str] = []
        self._count = 0
        lay_down(self.project)
        for file in (self.project / "seeds").iterdir():
            file.unlink()
        # Mostly one process: others would load the model again at every step.
        (self.project / "briefings.yml").write_text("workers: 1\n", encoding="utf-8")
        for _ in range(4):
            self.add()

    def step(self) -> str:
        """Let one thing happen, or a few at once, and return what."""
        happened = []
        for _ in range(self.chance.choice((1, 1, 1, 2, 3))):
            act: Callable[[], str] = self.chance.choice(
                [self.add] * 5
                + [self.edit] * 4
                + [self.remove] * 3
                + [self.rename, self.redate, self.copy, self.crowd]
                + [self.template, self.settings, self.aliases, self.config, self.handwritten]
                + [self.lose, self.damage, self.damage_pages, self.nothing]
            )
            happened.append(act())
        told = "; ".join(happened)
        self.steps.append(told)
        return told

    def differences(self) -> list[str]:
        """Build here and afresh elsewhere; return the files that differ."""
        build(self.project)
        clean = self.root / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(self.project, clean)
        for made in (".briefings", "site", ".site.previous"):
            shutil.rmtree(clean / made, ignore_errors=True)
        for folder in GENERATED_FOLDERS:
            shutil.rmtree(clean / "docs" / folder, ignore_errors=True)
        for page in TOP_PAGES:
            (clean / "docs" / page).unlink(missing_ok=True)
        build(clean)
        found = []
        for part in ("docs", "site"):
            one, other = tree_of(self.project / part), tree_of(clean / part)
            found += [
                f"{part}/{path}"
                for path in sorted(one.keys() | other.keys())
                if one.get(path) != other.get(path)
            ]
        return found

    # What can happen

    def add(self) -> str:
        """An article arrives, in one of the formats."""
        self._count += 1
        kind = self.chance.choice(("txt", "md", "jsonl"))
        name = f"{self.chance.choice('abc')}{self._count}.{kind}"
        file = self.project / "seeds" / name
        if kind == "jsonl":
            count = self.chance.randint(1, 3)
            rows = [self._facts() | {"text": self._text()} for _ in range(count)]
            file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        elif kind == "md":
            head = "".join(f"{key}: {json.dumps(value)}\n" for key, value in self._facts().items())
            file.write_text(f"---\n{head}---\n\n{self._text()}\n", encoding="utf-8")
        else:
            file.write_text(f"{self._title()}\n\n{self._text()}\n", encoding="utf-8")
        return f"add {name}"

    def edit(self) -> str:
        """A name or word in an article becomes another one."""
        if (file := self._seed()) is None:
            return self.add()
        old, new = self.chance.sample((*NAMES, *WORDS), 2)
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(old, new) + ("" if old in text else "\n"), encoding="utf-8")
        return f"edit {file.name}: {old} -> {new}"

    def redate(self) -> str:
        """An article moves in time."""
        self._count += 1
        file = self.project / "seeds" / f"moved{self._count % 3}.md"
        file.write_text(
            f"---\ntitle: {self._title()}\npublished: {self._date()}\n---\n\n{EVENTS[0]}\n",
            encoding="utf-8",
        )
        return f"redate {file.name}"

    def remove(self) -> str:
        """A seed goes."""
        if (file := self._seed()) is None:
            return self.add()
        file.unlink()
        return f"remove {file.name}"

    def rename(self) -> str:
        """A seed has another name."""
        if (file := self._seed()) is None:
            return self.add()
        self._count += 1
        target = file.with_name(f"r{self._count}{file.suffix}")
        file.rename(target)
        return f"rename {file.name} -> {target.name}"

    def copy(self) -> str:
        """Another outlet prints an article."""
        if (file := self._seed()) is None:
            return self.add()
        self._count += 1
        target = file.with_name(f"copy{self._count}{file.suffix}")
        shutil.copy(file, target)
        return f"copy {file.name} -> {target.name}"

    def crowd(self) -> str:
        """Many short articles name one actor, so that its dossier goes on on further pages."""
        file = self.project / "seeds" / "crowd.jsonl"
        count = self.chance.choice((0, 31, 34, 62))
        rows = [
            {
                "text": f"Note {n} of {WORDS[n % 10]} {n * 7919:x}. Ann Lee signed it in Tamsin.",
                "published": f"2024-{n % 12 + 1:02}-11",
                "title": f"Note {n}",
            }
            for n in range(count)
        ]
        file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        return f"crowd of {count}"

    def template(self) -> str:
        """Someone edits a template, or takes it away."""
        file = self.project / "templates" / self.chance.choice(("actor.md.j2", "home.md.j2"))
        if file.is_file() and self.chance.random() < 0.5:
            file.unlink()
            return f"template {file.name} gone"
        text = packaged("templates").joinpath(file.name).read_text(encoding="utf-8")
        file.write_text(f"{text}\nSeen {self.chance.randint(1, 9)}\n", encoding="utf-8")
        return f"template {file.name}"

    def settings(self) -> str:
        """Someone edits briefings.yml."""
        lines = {
            "main_actors": self.chance.randint(1, 9),
            "main_topics": self.chance.randint(1, 5),
            "workers": self.chance.choice((1, 1, 1, 2)),
        }
        text = "".join(f"{key}: {value}\n" for key, value in lines.items())
        (self.project / "briefings.yml").write_text(text, encoding="utf-8")
        return f"settings {lines}"

    def aliases(self) -> str:
        """Someone corrects names."""
        one, two, three = self.chance.sample(NAMES, 3)
        parts = self.chance.choice(
            (
                {"merge": {one: [two]}},
                {"rename": {one: f"{three} B."}},
                {"block": [one]},
                {"split": {one: [two]}},
                {"retype": {one: "ORG"}},
                {},
            )
        )
        (self.project / "aliases.yml").write_text(json.dumps(parts), encoding="utf-8")
        return f"aliases {parts}"

    def config(self) -> str:
        """Someone edits mkdocs.yml, or the theme."""
        if self.chance.random() < 0.3:
            file = self.project / "theme" / "partials" / "copyright.html"
            file.parent.mkdir(exist_ok=True)
            file.write_text(f"<p>Desk {self.chance.randint(1, 9)}</p>", encoding="utf-8")
            return "theme"
        file = self.project / "mkdocs.yml"
        kept = [
            line
            for line in file.read_text(encoding="utf-8").splitlines()
            if not line.startswith(("site_name:", "site_url:"))
        ]
        url = ["site_url: https://desk.example/x/"] if self.chance.random() < 0.5 else []
        name = f"site_name: Desk {self.chance.randint(1, 4)}"
        file.write_text("\n".join([name, *url, *kept, ""]), encoding="utf-8")
        return f"mkdocs.yml {name} {url}"

    def handwritten(self) -> str:
        """Someone edits a page of their own."""
        file = self.project / "docs" / "reading.md"
        with file.open("a", encoding="utf-8") as opened:
            opened.write(f"\nMore {self.chance.randint(1, 999)}.\n")
        return "docs/reading.md"

    def lose(self) -> str:
        """A file of the working folder is lost."""
        names = ("store.sqlite3", "ledger", "pages.txt", "site.state", "search", "")
        place = self.project / ".briefings" / self.chance.choice(names)
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
        return f"lose {place.name}"

    def damage(self) -> str:
        """A file of the working folder is damaged, or cut off."""
        names = ("store.sqlite3", "ledger", "pages.txt", "site.state", "search/shards.json")
        return self._damage(self.project / ".briefings" / self.chance.choice(names))

    def damage_pages(self) -> str:
        """A generated page, or a file of the site, is lost or damaged."""
        folder = self.project / self.chance.choice(("docs/briefings", "docs/actors", "site"))
        files = sorted(file for file in folder.rglob("*") if file.is_file())
        if not files:
            return "nothing to damage"
        file = self.chance.choice(files)
        if self.chance.random() < 0.5:
            file.unlink()
            return f"lose {file.relative_to(self.project)}"
        return self._damage(file)

    def nothing(self) -> str:
        """Nothing happens."""
        return "nothing"

    def _damage(self, file: Path) -> str:
        if not file.is_file():
            return f"no {file.name}"
        data = bytearray(file.read_bytes())
        at = self.chance.randrange(len(data)) if data else 0
        if self.chance.random() < 0.5:
            del data[at:]
        elif data:
            data[at] ^= 0xFF
        file.write_bytes(data)
        return f"damage {file.relative_to(self.project)} at {at}"

    def _seed(self) -> Path | None:
        seeds = sorted((self.project / "seeds").iterdir())
        return self.chance.choice(seeds) if seeds else None

    def _title(self) -> str:
        return " ".join(self.chance.sample(WORDS, 4)).capitalize()

    def _date(self) -> str | None:
        return self.chance.choice(("2024-05-02", "2024-05-03", "2023-11-09", None))

    def _facts(self) -> dict[str, str]:
        facts = {
            "title": self._title(),
            "published": self._date(),
            "source": self.chance.choice(("The Alder Post", "Norland Radio", None)),
        }
        return {key: value for key, value in facts.items() if value}

    def _text(self) -> str:
        who, other = self.chance.sample(NAMES, 2)
        said = f"{who} said: “We go on until the {self.chance.choice(WORDS)} ends.”"
        where = self.chance.choice(NAMES)
        more = f"{other} may answer on 3 May 2024. {who} met {other} in {where}."
        own = " ".join(self.chance.choices(WORDS, k=12)).capitalize() + "."
        parts = [said, more, own]
        if self.chance.random() < 0.6:
            parts.insert(0, self.chance.choice(EVENTS))
        return "\n\n".join(parts)


def build(project: Path) -> None:
    """Do what ``briefings build`` does, in this process: the model is loaded once."""
    settings = load_settings(project)
    report = generate(settings, templates=packaged("templates"), progress=_quiet)
    publish_site(settings, progress=_quiet, report=report)


def _quiet(stage: str, done: int, total: int) -> None:
    """Tests need no progress."""


def main() -> int:
    """Walk; say where the two builds differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(Path(folder), options.seed)
        for number in range(options.steps):
            told = walk.step()
            print(f"{number}: {told}", flush=True)
            try:
                found = walk.differences()
            except BriefingsError as error:
                print(f"failed: {error}")
                return 1
            if found:
                print("\n".join(["these differ from a clean build:", *found[:20]]))
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
