"""Files of a part of the corpus say what that part says, whatever articles arrive elsewhere."""

from generator.corpus_model import Page, Part
from generator.export.files import export_jobs
from generator.export.publication import Publication
from generator.model import Briefing
from tests.articles import briefing, library_of

PAST = (
    briefing(
        "past 1",
        ["Ann Lee met Bo Chan on the pier."],
        published="2023-01-02",
        actors=[("Ann Lee", "PERSON"), ("Bo Chan", "PERSON")],
        phrases=["pier", "met"],
    ),
    briefing(
        "past 2",
        ["Bo Chan met Ann Lee on the pier."],
        published="2023-01-03",
        actors=[("Bo Chan", "PERSON"), ("Ann Lee", "PERSON")],
        phrases=["met", "pier"],
    ),
)
KEYS = tuple(each.id for each in reversed(PAST))


def past_files(*present: Briefing) -> dict[str, bytes]:
    """Return the files of the past, where the present has these articles."""
    library = library_of(*PAST, *present)
    parts = [
        Part(first="2024-01-01", last="2024-01-09", keys=tuple(each.id for each in present)),
        Part(first="2023-01-02", last="2023-01-03", keys=KEYS),
    ]
    jobs = {job.name: job for job in export_jobs(library, Publication(), parts)}
    made = jobs["data/2023-01-02/corpus"].make()
    return {each.path: each.data() for each in made if isinstance(each, Page)}


def article(number: int, name: str, phrase: str) -> Briefing:
    return briefing(
        f"present {number}",
        [f"{name} saw the {phrase}, {number}."],
        published=f"2024-01-0{number}",
        actors=[(name, "PERSON")],
        phrases=[phrase],
    )


def test_who_matters_more_elsewhere_changes_nothing() -> None:
    one = past_files(article(1, "Ann Lee", "pier"), article(2, "Ann Lee", "pier"))
    other = past_files(article(1, "Bo Chan", "met"), article(2, "Bo Chan", "met"))
    assert len(one) > 5
    assert one == other
