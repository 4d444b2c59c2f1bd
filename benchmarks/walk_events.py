"""What can happen to a project between two builds: the steps of the random walk."""

import json
import random
import shutil
from pathlib import Path

from benchmarks.walk_articles import EVENTS, NAMES, NORTH, WORDS, Writer
from generator.init import lay_down, packaged
from generator.plan import GENERATED_FOLDERS

TOP_PAGES = ("index.md", "about.md", "network.md", "changes.md")
"""The pages at the root of docs/ that the program writes."""
_KEPT = ("store.sqlite3", "ledger", "pages.txt", "site.state", "search")
WORK = tuple(f".briefings/{name}" for name in _KEPT)


class Events:
    """A project at `project`, and what can happen to it; each method does one and says what."""

    def __init__(self, project: Path, chance: random.Random) -> None:
        self.project = project
        self.chance = chance
        self.own: set[str] = set()
        """Pages in docs/ that somebody added."""
        self._writer = Writer(chance)
        self._count = 0
        lay_down(project)
        for file in (project / "seeds").iterdir():
            file.unlink()
        # Mostly one process: others would load the model again at every step.
        (project / "briefings.yml").write_text("workers: 1\n", encoding="utf-8")

    def add(self) -> str:
        """An article arrives, in one of the formats."""
        self._count += 1
        kind = self.chance.choice(("txt", "md", "jsonl"))
        name = f"{self.chance.choice('abc')}{self._count}.{kind}"
        file = self.project / "seeds" / name
        if kind == "jsonl":
            count = self.chance.randint(1, 3)
            rows = [self._writer.facts() | {"text": self._writer.text()} for _ in range(count)]
            file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        elif kind == "md":
            head = "".join(
                f"{key}: {json.dumps(value)}\n" for key, value in self._writer.facts().items()
            )
            file.write_text(f"---\n{head}---\n\n{self._writer.text()}\n", encoding="utf-8")
        else:
            file.write_text(f"{self._writer.title()}\n\n{self._writer.text()}\n", encoding="utf-8")
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
        head = f"---\ntitle: {self._writer.title()}\npublished: {self._writer.date()}\n---"
        file.write_text(f"{head}\n\n{EVENTS[0]}\n", encoding="utf-8")
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
        """Another outlet prints an article, or most of it."""
        if (file := self._seed()) is None:
            return self.add()
        self._count += 1
        target = file.with_name(f"copy{self._count}{file.suffix}")
        text = file.read_text(encoding="utf-8")
        old, new = self.chance.sample(WORDS, 2)
        target.write_text(text.replace(old, new, self.chance.randint(0, 1)), encoding="utf-8")
        return f"copy {file.name} -> {target.name}: {old} -> {new}"

    def bad(self) -> str:
        """A seed arrives that is refused, in part or whole."""
        self._count += 1
        name, text = self.chance.choice(
            (
                ("bad.txt", ""),
                ("bad.jsonl", f"{{\n{json.dumps({'text': self._writer.text()})}\n"),
                ("bad.md", f"---\npublished: someday\n---\n\n{self._writer.text()}\n"),
            )
        )
        (self.project / "seeds" / name).write_text(text, encoding="utf-8")
        return f"bad {name} of {len(text)}"

    def elsewhere(self) -> str:
        """An article arrives in a folder, or in a language that has no model."""
        folder = self.project / "seeds" / self.chance.choice("de")
        folder.mkdir(exist_ok=True)
        self._count += 1
        name, text = self.chance.choice(((f"x{self._count}", self._writer.text()), ("nord", NORTH)))
        file = folder / f"{name}.txt"
        file.write_text(f"{self._writer.title()}\n\n{text}\n", encoding="utf-8")
        return f"elsewhere {file.relative_to(self.project)}"

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
        names = sorted(file.name for file in packaged("templates").glob("*.j2"))
        file = self.project / "templates" / self.chance.choice([*names, "actor.md.j2"])
        if file.is_file() and self.chance.random() < 0.5:
            file.unlink()
            return f"template {file.name} gone"
        text = packaged("templates").joinpath(file.name).read_text(encoding="utf-8")
        if not file.name.startswith("_"):  # those hold macros: what follows is not shown
            text = f"{text}\nSeen {self.chance.randint(1, 9)}\n"
        file.write_text(text, encoding="utf-8")
        return f"template {file.name}"

    def settings(self) -> str:
        """Someone edits briefings.yml."""
        lines = {
            "main_actors": self.chance.randint(1, 9),
            "main_topics": self.chance.randint(1, 5),
            "keyphrases": self.chance.choice((15, 15, 15, 3)),
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
        """Someone edits, adds or deletes a page or style of their own."""
        names = ("reading.md", "own.md", "own/deep.md", "assets/site/desk.css", "own.txt")
        name = self.chance.choice(names)
        file = self.project / "docs" / name
        if file.is_file() and name in self.own and self.chance.random() < 0.4:
            file.unlink()
            self.own.discard(name)
            return f"docs/{name} gone"
        if not file.is_file():
            self.own.add(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as opened:
            more = self.chance.randint(1, 999)
            opened.write(f"\n/* {more} */\n" if file.suffix == ".css" else f"\nMore {more}.\n")
        return f"docs/{name}"

    def lose(self) -> str:
        """A file or folder that builds made is lost."""
        place = self.project / self.chance.choice((*WORK, ".briefings", "site", ".site.previous"))
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
        return f"lose {place.relative_to(self.project)}"

    def damage(self) -> str:
        """A file of the working folder is damaged, or cut off."""
        place = self.project / self.chance.choice((*WORK, ".briefings/search/shards.json"))
        if place.is_dir():
            files = sorted(file for file in place.rglob("*") if file.is_file())
            place = self.chance.choice(files) if files else place
        return self._damage(place)

    def damage_pages(self) -> str:
        """A generated page, or a file of the site, is lost, damaged or edited; or one is added."""
        places = [f"docs/{folder}" for folder in GENERATED_FOLDERS]
        folder = self.project / self.chance.choice((*places, "docs", "site", "site", "site"))
        files = sorted(file for file in folder.rglob("*") if file.is_file())
        if folder.name == "docs":
            files = [folder / page for page in TOP_PAGES if (folder / page).is_file()]
        if not files:
            return "nothing to damage"
        file = self.chance.choice(files)
        what = self.chance.choice(("lose", "damage", "edit", "add"))
        if what == "lose":
            file.unlink()
        elif what == "damage":
            return self._damage(file)
        elif what == "edit":
            file.write_bytes(file.read_bytes() + b"\nedited\n")
        elif folder.name == "site":
            file = file.with_name("foreign.txt")
            file.write_text("foreign", encoding="utf-8")
        else:
            return "nothing to add"
        return f"{what} {file.relative_to(self.project)}"

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
        seeds = sorted(file for file in (self.project / "seeds").rglob("*") if file.is_file())
        return self.chance.choice(seeds) if seeds else None
