"""The build: what went in is published, incremental equals clean, one fault costs one seed."""

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from generator.build import Report, generate
from generator.errors import TemplateProblem
from generator.init import lay_down, packaged
from generator.plan import GENERATED_FOLDERS
from generator.settings import Settings, load_settings
from generator.site import publish_site
from generator.upkeep import check, clean, explain

LEE = """Harbour talks resume after storm

The port authority of Tamsin said on Monday that talks with dock workers would resume. Union leader
Ann Lee told reporters that “the storm changed nothing”. The authority has 400 workers.
"""
ORTIZ = """Orchard prices fall

Fruit growers in Valdora say prices fell by a third this autumn. “We cannot go on like this,” said
Marco Ortiz, a grower. Ann Lee of the dock union said exports had stopped.
"""


def quiet(stage: str, done: int, total: int) -> None:
    """Tests watch no progress."""


def project_at(root: Path, seeds: dict[str, str] | None = None) -> Settings:
    lay_down(root)
    shutil.rmtree(root / "seeds")
    (root / "seeds").mkdir()
    for name, text in (seeds or {"lee.txt": LEE, "ortiz.txt": ORTIZ}).items():
        (root / "seeds" / name).write_text(text, encoding="utf-8")
    return load_settings(root)


def run(chosen: Settings) -> Report:
    return generate(chosen, templates=packaged("templates"), progress=quiet)


def tree_of(root: Path) -> dict[str, bytes]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file()
    }


@pytest.fixture
def project(tmp_path: Path) -> Settings:
    return project_at(tmp_path / "project")


def test_second_build_extracts_nothing_and_writes_nothing(project: Settings) -> None:
    first = run(project)
    before = {file: file.stat().st_mtime_ns for file in project.docs.rglob("*")}
    second = run(project)
    assert len(first.extracted) == first.briefings == 2
    assert second.extracted == ()
    assert second.changes is not None
    assert (second.changes.added, second.changes.changed, second.changes.removed) == ((), (), ())
    assert before == {file: file.stat().st_mtime_ns for file in project.docs.rglob("*")}


def test_touching_a_file_extracts_nothing_because_content_decides(project: Settings) -> None:
    run(project)
    os.utime(project.seeds / "lee.txt", (1, 1))
    assert run(project).extracted == ()


def test_one_more_seed_extracts_one_article(project: Settings) -> None:
    run(project)
    (project.seeds / "new.txt").write_text(LEE.replace("Monday", "Friday"))
    assert len(run(project).extracted) == 1


def test_correcting_an_actor_extracts_nothing_but_changes_pages(project: Settings) -> None:
    run(project)
    project.aliases.write_text("rename:\n  Ann Lee: Ann B. Lee\n")
    report = run(project)
    assert report.extracted == ()
    assert report.changes is not None
    assert report.changes.changed


def test_deleted_seed_takes_its_pages_with_it_and_a_persons_page_stays(project: Settings) -> None:
    run(project)
    mine = project.docs / "mine.md"
    mine.write_text("# Mine\n")
    (project.seeds / "ortiz.txt").unlink()
    report = run(project)
    assert report.changes is not None
    assert any(path.startswith("briefings/orchard-prices-fall") for path in report.changes.removed)
    assert not list(project.docs.glob("briefings/orchard*"))
    assert mine.read_text() == "# Mine\n"


def test_refused_seed_is_named_and_the_others_publish(project: Settings) -> None:
    (project.seeds / "broken.txt").write_bytes(b"\x00\x01\x02\x00")
    report = run(project)
    assert [refusal.path for refusal in report.refusals] == ["broken.txt"]
    assert report.briefings == 2
    assert "broken.txt" in (project.docs / "about.md").read_text()
    again = run(project)
    assert again.refusals == report.refusals


def test_strict_writes_nothing_where_a_seed_is_refused(project: Settings) -> None:
    (project.seeds / "broken.txt").write_bytes(b"\x00\x01\x02\x00")
    before = tree_of(project.docs)
    report = run(replace(project, strict=True))
    assert report.changes is None
    assert tree_of(project.docs) == before


def test_two_collections_of_one_project_never_disturb_each_other(
    project: Settings, tmp_path: Path
) -> None:
    other_seeds = tmp_path / "other"
    other_seeds.mkdir()
    (other_seeds / "ortiz.txt").write_text(ORTIZ)
    other = load_settings(project.project, seeds=other_seeds, site=tmp_path / "other-site")
    run(project)
    own = tree_of(project.docs)
    run(other)
    assert tree_of(project.docs) == own
    assert not list(other.docs.glob("briefings/harbour*"))
    assert list(other.docs.glob("briefings/orchard*"))
    assert (other.docs / "reading.md").read_bytes() == (project.docs / "reading.md").read_bytes()


def test_broken_template_is_one_line_naming_it_and_old_pages_stay(project: Settings) -> None:
    run(project)
    before = tree_of(project.docs)
    (project.templates / "home.md.j2").write_text("{{ page.no_such_field }}")
    with pytest.raises(TemplateProblem, match=r"home\.md\.j2"):
        run(project)
    assert tree_of(project.docs) == before


def test_any_number_of_workers_gives_the_same_pages(tmp_path: Path) -> None:
    seeds = {f"{number}.txt": f"Title number {number}\n\n{LEE}" for number in range(24)}
    trees = []
    for workers in (1, 2):
        chosen = project_at(tmp_path / str(workers), seeds)
        options = replace(chosen.options, workers=workers)
        report = run(replace(chosen, options=options))
        assert len(report.extracted) == 24
        trees.append(tree_of(chosen.docs))
    assert trees[0] == trees[1]


def test_explain_tells_why(project: Settings) -> None:
    seed = project.seeds / "lee.txt"
    assert "never" in explain(project, seed)["last_extracted"]
    run(project)
    answer = explain(project, seed)
    assert answer["last_extracted"] == "because first seen"
    assert answer["next_build"] == "takes it from the cache"
    seed.write_text(LEE + "\nMore.\n")
    assert explain(project, seed)["next_build"] == "extracts it, because its content changed"


def test_check_finds_what_a_build_would_refuse(project: Settings) -> None:
    (project.seeds / "broken.txt").write_bytes(b"\x00\x01\x02\x00")
    found = check(project, templates=packaged("templates"), progress=quiet)
    assert found.seeds == 3
    assert [refusal.path for refusal in found.refusals] == ["broken.txt"]


def test_clean_leaves_exactly_what_people_wrote(project: Settings) -> None:
    before = tree_of(project.project)
    run(project)
    publish_site(project, progress=quiet)
    clean(project)
    after = tree_of(project.project)
    assert {path: data for path, data in after.items() if "/locks/" not in path} == before


def test_two_builds_of_one_collection_give_the_same_site_byte_for_byte(tmp_path: Path) -> None:
    trees = []
    for name in ("one", "two"):
        chosen = project_at(tmp_path / name)
        run(chosen)
        assert publish_site(chosen, progress=quiet) == ()
        trees.append(tree_of(chosen.site))
    dated = {"sitemap.xml", "sitemap.xml.gz"}
    assert {path for path in trees[0] if trees[0][path] != trees[1].get(path)} <= dated
    assert trees[0].keys() == trees[1].keys()


def test_page_of_every_article_carries_its_json(project: Settings) -> None:
    run(project)
    for file in project.docs.glob("briefings/*-*.json"):
        row = json.loads(file.read_text())
        assert row["title"] in ("Harbour talks resume after storm", "Orchard prices fall")
        assert file.with_suffix(".md").is_file()
    assert len(list(project.docs.glob("briefings/*-*.json"))) == 2


TEXTS = st.sampled_from([LEE, ORTIZ, LEE + ORTIZ, LEE.replace("Ann Lee", "Bo Chan"), "", "\x00"])
NAMES = st.sampled_from(["a.txt", "b.txt", "sub/a.txt", "b.md", "c.jsonl"])


class IncrementalEqualsClean(RuleBasedStateMachine):
    """After any change, a build over the old state equals a build from nothing."""

    root: Path

    @initialize()
    def start(self) -> None:
        import tempfile  # noqa: PLC0415 - a state machine cannot take pytest's tmp_path

        self.folder = tempfile.TemporaryDirectory()
        self.project = project_at(Path(self.folder.name) / "project")

    @rule(name=NAMES, text=TEXTS)
    def put_seed(self, name: str, text: str) -> None:
        file = self.project.seeds / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps({"text": text}) if name.endswith("jsonl") else text)

    @rule(name=NAMES)
    def delete_seed(self, name: str) -> None:
        (self.project.seeds / name).unlink(missing_ok=True)

    @rule(old=NAMES, new=NAMES)
    def rename_seed(self, old: str, new: str) -> None:
        if (self.project.seeds / old).exists():
            (self.project.seeds / new).parent.mkdir(exist_ok=True)
            (self.project.seeds / old).rename(self.project.seeds / new)

    @rule(
        text=st.sampled_from(
            ["source: The Desk\n", "published: 2024-05-06\n", "published: nonsense\n"]
        )
    )
    def put_sidecar(self, text: str) -> None:
        (self.project.seeds / "a.txt.yml").write_text(text)

    @rule(text=st.sampled_from(["", "block: [Ann Lee]\n", "rename:\n  Ann Lee: Ann B. Lee\n"]))
    def edit_aliases(self, text: str) -> None:
        self.project.aliases.write_text(text)

    @rule(line=st.sampled_from(["", "\nA line of a maintainer's own.\n"]))
    def edit_template(self, line: str) -> None:
        original = (packaged("templates") / "topic.md.j2").read_text()
        (self.project.templates / "topic.md.j2").write_text(original + line)

    @rule(number=st.sampled_from([3, 15]))
    def edit_settings(self, number: int) -> None:
        options = replace(self.project.options, keyphrases=number)
        self.project = replace(self.project, options=options)

    @rule()
    def lose_the_cache(self) -> None:
        shutil.rmtree(self.project.work, ignore_errors=True)

    @rule(data=st.binary(min_size=1, max_size=300))
    def damage_the_cache(self, data: bytes) -> None:
        if self.project.store.exists():
            old = self.project.store.read_bytes()
            self.project.store.write_bytes(old[: len(old) // 2] + data)

    @invariant()
    def equals_a_clean_build(self) -> None:
        if not hasattr(self, "project"):
            return
        run(self.project)
        fresh = Path(self.folder.name) / "fresh"
        shutil.copytree(self.project.project, fresh, ignore=shutil.ignore_patterns(".briefings"))
        try:
            for name in GENERATED_FOLDERS:
                shutil.rmtree(fresh / "docs" / name, ignore_errors=True)
            run(
                replace(
                    self.project,
                    project=fresh,
                    seeds=fresh / "seeds",
                    site=fresh / "site",
                    work=fresh / ".briefings",
                )
            )
            assert tree_of(fresh / "docs") == tree_of(self.project.docs)
        finally:
            shutil.rmtree(fresh)

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            self.folder.cleanup()


TestIncrementalEqualsClean = IncrementalEqualsClean.TestCase
TestIncrementalEqualsClean.settings = settings(
    max_examples=2,
    stateful_step_count=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
