"""Publishing what changed gives what publishing everything would, byte for byte."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import generator
from generator.build import Report
from generator.errors import PublishError
from generator.generations import spare_of
from generator.init import lay_down
from generator.receipt import Input, verify
from generator.rendering_workers import WORTH_A_WORKER
from generator.settings import Settings, load_settings
from generator.site import publish_site
from generator.site_state import load_state

ROOT = Path(generator.__file__).parent.parent
REPORT = Report(
    briefings=1,
    extracted=(),
    refusals=(),
    changes=None,
    inputs=(Input(path="a.txt", sha256="0" * 64, page="briefings/a"),),
)
LISTS = (
    "index",
    "about",
    "changes",
    "network",
    *(f"{name}/index" for name in ("briefings", "stories")),
)
LISTS += tuple(f"{name}/index" for name in ("actors", "topics", "timeline", "data"))


def quiet(stage: str, done: int, total: int) -> None:
    """Tests watch no progress."""


def put(docs: Path, path: str, text: str) -> None:
    file = docs / path
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(".draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


def briefing(number: int, *links: str) -> str:
    listed = "".join(f"- [{link}]({link})\n" for link in links)
    return (
        f"---\ntitle: Briefing {number}\ndescription: What {number} says\n---\n\n"
        f"# Briefing {number}\n\n{listed}\n## Part {{ #s1 }}\n\n"
        f"Some *words* of {number}.\n{{ #p1 }}\n\n"
        "| A | B |\n| --- | --: |\n| 1 | 2 |\n\n<div markdown>\n[x](#p1)\n</div>\n"
    )


@pytest.fixture
def desk(tmp_path: Path) -> Settings:
    lay_down(tmp_path / "desk")
    docs = tmp_path / "desk" / "docs"
    for name in LISTS:
        put(docs, f"{name}.md", f"# {name}\n\n[how](/reading.md)\n".replace("/reading", up(name)))
    put(docs, "briefings/a.md", briefing(1, "b.md", "../actors/lee.md#p1", "../index.md"))
    put(docs, "briefings/b.md", briefing(2, "a.md#s1"))
    put(docs, "actors/lee.md", briefing(3, "../briefings/a.md#p1"))
    put(docs, "briefings/a.json", "{}")
    put(docs, "data/everything.atom.xml", "<feed/>")
    return load_settings(tmp_path / "desk")


def up(name: str) -> str:
    return "../" * name.count("/") + "reading"


def publish(settings: Settings) -> tuple[str, ...]:
    return publish_site(settings, progress=quiet, report=REPORT)


def tree_of(root: Path) -> dict[str, bytes]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file()
    }


def clean(settings: Settings, place: Path) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Publish the same docs from nothing elsewhere; return the site and the warnings."""
    shutil.copytree(settings.project, place)
    for name in (".briefings", "site", ".site.previous"):
        shutil.rmtree(place / name, ignore_errors=True)
    other = load_settings(place)
    warnings = publish(other)
    return tree_of(other.site), warnings


def test_pages_are_those_of_plain_mkdocs(desk: Settings, tmp_path: Path) -> None:
    """Every file of it, byte for byte; ours has the receipt, the list of software, the search."""
    (desk.project / "mkdocs.yml").open("a").write("\nsite_url: https://desk.example/sub/\n")
    publish(desk)
    code = (
        "import sys; from mkdocs.config import load_config;"
        "from mkdocs.commands.build import build;"
        "config = load_config('mkdocs.yml', site_dir=sys.argv[1]);"
        "config.extra['briefings_generated'] = True; build(config)"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "plain")],
        cwd=desk.project,
        env=os.environ | {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "315532800"},
        check=True,
        capture_output=True,
    )
    plain, ours = tree_of(tmp_path / "plain"), tree_of(desk.site)
    assert ours.keys() - plain.keys() == {"receipt.json", "sbom.json"}
    assert [path for path in plain if ours.get(path) != plain[path]] == []
    assert b"https://desk.example/sub/briefings/a.html" in ours["sitemap.xml"]


def add_and_delete(desk: Settings) -> None:
    put(desk.docs, "briefings/c.md", briefing(5, "a.md"))
    put(desk.docs, "briefings/c.json", "[]")
    (desk.docs / "briefings" / "b.md").unlink()


def edit_page_and_data(desk: Settings) -> None:
    put(desk.docs, "briefings/a.md", briefing(9, "b.md"))
    put(desk.docs, "briefings/a.json", "[1]")


def rename_an_anchor(desk: Settings) -> None:
    text = (desk.docs / "actors" / "lee.md").read_text()
    put(desk.docs, "actors/lee.md", text.replace("#p1 }", "#p2 }"))


def edit_mkdocs_file(desk: Settings) -> None:
    text = desk.config_file.read_text()
    desk.config_file.write_text(text.replace("site_name: Briefings", "site_name: The Desk"))


def edit_theme(desk: Settings) -> None:
    footer = desk.project / "theme" / "partials" / "footer.html"
    footer.write_text(footer.read_text() + "<p>More</p>\n")


def hide_a_theme_file(desk: Settings) -> None:
    put(desk.docs, "assets/images/favicon.png", "ours")


def put_a_readme_beside_an_index(desk: Settings) -> None:
    put(desk.docs, "actors/README.md", "# Read me\n")


def make_a_page_of_the_name_of_a_folder(desk: Settings) -> None:
    (desk.docs / "briefings" / "a.json").unlink()
    put(desk.docs, "briefings/a.json/deep.json", "{}")


def lose_a_page_of_the_nav(desk: Settings) -> None:
    (desk.docs / "network.md").unlink()


CHANGES = [
    add_and_delete,
    edit_page_and_data,
    rename_an_anchor,
    edit_mkdocs_file,
    edit_theme,
    hide_a_theme_file,
    put_a_readme_beside_an_index,
    make_a_page_of_the_name_of_a_folder,
    lose_a_page_of_the_nav,
]


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_the_site_and_its_warnings_are_those_of_a_first_build(
    desk: Settings, tmp_path: Path, change: Callable[[Settings], None]
) -> None:
    publish(desk)
    change(desk)
    warnings = publish(desk)
    whole, expected = clean(desk, tmp_path / "clean")
    assert tree_of(desk.site) == whole
    assert warnings == expected
    assert list(verify(desk.site)) == []


def test_after_many_changes_the_site_is_that_of_a_first_build(
    desk: Settings, tmp_path: Path
) -> None:
    """Both generations are used in turn, and each is brought up to date over several steps."""
    chance = random.Random(7)
    for _ in range(8):
        number = chance.randrange(6)
        path = f"briefings/{chance.choice('abcdef')}.md"
        if chance.random() < 0.3:
            (desk.docs / path).unlink(missing_ok=True)
        else:
            put(desk.docs, path, briefing(number, f"{chance.choice('abcdef')}.md#s{number}"))
        publish(desk)
    whole, expected = clean(desk, tmp_path / "clean")
    assert tree_of(desk.site) == whole
    assert publish(desk) == expected


def test_only_what_changed_is_written_anew(desk: Settings) -> None:
    publish(desk)
    publish(desk)
    before = {path: (desk.site / path).stat().st_ino for path in tree_of(desk.site)}
    put(desk.docs, "briefings/a.md", briefing(9, "b.md", "../actors/lee.md#p1", "../index.md"))
    publish(desk)
    after = {path: (desk.site / path).stat().st_ino for path in tree_of(desk.site)}
    assert {path for path in after if after[path] != before.get(path)} == {
        "briefings/a.html",
        "receipt.json",
    }


def test_nothing_changed_loads_no_mkdocs_and_writes_nothing(desk: Settings) -> None:
    code = (
        "import sys; from pathlib import Path;"
        "from generator.settings import load_settings; from generator.site import publish_site;"
        "publish_site(load_settings(Path(sys.argv[1])), progress=lambda *_: None);"
        "sys.exit('mkdocs.config' in sys.modules)"
    )
    publish_site(desk, progress=quiet)
    before = {file: file.stat() for file in desk.project.rglob("*") if file.is_file()}
    run = subprocess.run(
        [sys.executable, "-c", code, str(desk.project)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert run.returncode == 0
    after = {file: file.stat() for file in desk.project.rglob("*") if file.is_file()}
    assert {file: stat.st_mtime_ns for file, stat in after.items()} == {
        file: stat.st_mtime_ns for file, stat in before.items()
    }


def test_times_on_files_mean_nothing(desk: Settings) -> None:
    """As after a checkout, or where a cache was restored."""
    publish(desk)
    before = tree_of(desk.site)
    for root in (desk.docs, desk.site):
        for file in root.rglob("*"):
            os.utime(file, (1, 1))
    shutil.rmtree(spare_of(desk.site), ignore_errors=True)
    inodes = {path: (desk.site / path).stat().st_ino for path in before}
    publish(desk)
    assert inodes == {path: (desk.site / path).stat().st_ino for path in tree_of(desk.site)}
    put(desk.docs, "briefings/a.json", "[2]")
    publish(desk)
    assert tree_of(desk.site).keys() == before.keys()
    assert list(verify(desk.site)) == []


def damage_in_place(site: Path) -> None:
    for path in ("index.html", "briefings/a.json", "404.html", "sbom.json"):
        with (site / path).open("ab") as file:
            file.write(b"x")


def delete_some(site: Path) -> None:
    for path in ("briefings/a.html", "sitemap.xml.gz", "receipt.json", "data/everything.atom.xml"):
        (site / path).unlink()


def add_what_is_not_ours(site: Path) -> None:
    (site / "junk").mkdir()
    (site / "junk" / "x.html").write_text("x")
    (site / "link.html").symlink_to("index.html")


def delete_it(site: Path) -> None:
    shutil.rmtree(site)


def damage_the_hidden_one(site: Path) -> None:
    spare = spare_of(site)
    (spare / "index.html").unlink()
    (spare / "index.html").mkdir()
    (spare / "briefings" / "a.html").write_text("half")
    shutil.rmtree(spare / "actors")
    (spare / "actors").symlink_to("briefings")
    shutil.rmtree(site)


DAMAGES = [damage_in_place, delete_some, add_what_is_not_ours, delete_it, damage_the_hidden_one]


@pytest.mark.parametrize("twice", [False, True])
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_by_hand_heals(desk: Settings, damage: Callable[[Path], None], twice: bool) -> None:
    """`twice`: the damaged site becomes the hidden one, which must not bring it back."""
    publish(desk)
    put(desk.docs, "briefings/a.json", "[0]")
    publish(desk)
    good = tree_of(desk.site)
    damage(desk.site)
    publish(desk)
    assert tree_of(desk.site) == good
    if twice:
        put(desk.docs, "briefings/a.json", "[1]")
        publish(desk)
        put(desk.docs, "briefings/a.json", "[0]")
        publish(desk)
        assert tree_of(desk.site) == good


@pytest.mark.parametrize("lost", [".briefings", ".briefings/site.state", ".site.previous", "site"])
def test_whatever_is_lost_the_next_build_makes_again(desk: Settings, lost: str) -> None:
    publish(desk)
    put(desk.docs, "briefings/a.json", "[0]")
    publish(desk)
    good = tree_of(desk.site)
    place = desk.project / lost
    place.unlink() if place.is_file() else shutil.rmtree(place)
    publish(desk)
    assert tree_of(desk.site) == good


def test_damaged_state_costs_a_repetition_and_nothing_else(desk: Settings) -> None:
    publish(desk)
    good, file = tree_of(desk.site), desk.work / "site.state"
    data = file.read_bytes()
    for damaged in (b"", data[:-1], data[:99] + b"?" + data[100:], b"x" * 500):
        file.write_bytes(damaged)
        assert load_state(file).files == {}
        publish(desk)
        assert tree_of(desk.site) == good


PUBLISH = """
import json, sys, threading, time
from dataclasses import replace
from pathlib import Path
from generator.settings import load_settings
from generator.site import publish_site
if sys.argv[3] == "spawned":
    # While there is another thread, forking is not safe.
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
settings = load_settings(Path(sys.argv[1]))
settings = replace(settings, options=replace(settings.options, workers=int(sys.argv[2])))
print(json.dumps(publish_site(settings, progress=lambda *_: print(flush=True))), flush=True)
"""


def publishing(desk: Settings, workers: int, way: str) -> subprocess.Popen[bytes]:
    """Begin to publish in a process of its own, which tells a line for each page that is done."""
    command = [sys.executable, "-c", PUBLISH, str(desk.project), str(workers), way]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)


@pytest.mark.parametrize("way", ["forked", "spawned"])
def test_any_number_of_processes_gives_the_same_site(desk: Settings, way: str) -> None:
    for number in range(2 * WORTH_A_WORKER + 10):
        put(desk.docs, f"briefings/n{number}.md", briefing(number, f"n{number + 1}.md#s1"))
    sites, told = [], []
    for workers in (1, 2):
        for name in (".briefings", "site", ".site.previous"):
            shutil.rmtree(desk.project / name, ignore_errors=True)
        output, _ = publishing(desk, workers, way).communicate()
        told.append(json.loads(output.splitlines()[-1]))
        sites.append(tree_of(desk.site))
    assert len(sites[0]) > 2 * WORTH_A_WORKER
    assert sites[0] == sites[1]
    assert told[0] == told[1]
    assert any("n130.md" in line for line in told[0]), "its warnings come back from the processes"


def test_strict_counts_the_warnings_of_pages_that_are_not_rendered_again(desk: Settings) -> None:
    put(desk.docs, "briefings/b.md", briefing(2, "nowhere.md"))
    warnings = publish(desk)
    assert len(warnings) == 1
    assert re.search(r"'briefings/b\.md' contains a link 'nowhere\.md'", warnings[0])
    before = tree_of(desk.site)
    assert publish(desk) == warnings
    for change in ("[1]", "[2]"):
        with pytest.raises(PublishError, match="nowhere"):
            publish(replace(desk, strict=True))
        assert tree_of(desk.site) == before
        put(desk.docs, "briefings/a.json", change)
    put(desk.docs, "briefings/nowhere.md", briefing(4))
    assert publish(replace(desk, strict=True)) == ()


def test_project_with_pages_that_depend_on_one_another_is_mkdocs_own_to_build(
    desk: Settings, tmp_path: Path
) -> None:
    """Without a nav every page shows the titles of all others."""
    text = desk.config_file.read_text()
    desk.config_file.write_text(re.sub(r"\nnav:\n(?:  - .*\n)+", "\n", text))
    publish(desk)
    put(desk.docs, "briefings/c.md", briefing(5))
    publish(desk)
    assert tree_of(desk.site) == clean(desk, tmp_path / "clean")[0]
    assert list(verify(desk.site)) == []
    before = {path: (desk.site / path).stat().st_ino for path in tree_of(desk.site)}
    publish(desk)
    assert before == {path: (desk.site / path).stat().st_ino for path in tree_of(desk.site)}


@pytest.mark.parametrize("way", ["forked", "spawned"])
def test_killed_at_any_moment_the_site_is_the_old_or_the_new_one(
    desk: Settings, tmp_path: Path, way: str
) -> None:
    """The parent alone is killed: its processes must end with it, not write into the next build."""
    for number in range(2 * WORTH_A_WORKER):
        put(desk.docs, f"briefings/n{number}.md", briefing(number, "a.md#s1"))
    publish_site(desk, progress=quiet)
    old = tree_of(desk.site)
    edit_theme(desk)
    seen = []
    for lines in (2, 40, 100):
        process = publishing(desk, 2, way)
        assert process.stdout is not None
        for _ in range(lines):
            process.stdout.readline()
        process.kill()
        process.wait()
        process.stdout.read()  # ends when no process of its is left
        process.stdout.close()
        seen.append(tree_of(desk.site))
    publish_site(desk, progress=quiet)
    new = tree_of(desk.site)
    assert all(site in (old, new) for site in seen)
    assert seen[0] == old, "the first was killed before it could be done"
    publish(desk)
    assert tree_of(desk.site) == clean(desk, tmp_path / "clean")[0]
