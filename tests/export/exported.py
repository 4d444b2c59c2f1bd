"""The exports of a few articles, as tests look at them."""

from hypothesis import strategies as st

from generator.compose import page_jobs
from generator.corpus.parts import plan_parts
from generator.corpus_model import Page
from generator.export.files import FilesBeside, export_jobs
from generator.export.publication import Publication
from generator.model import Briefing
from tests.articles import briefing, library_of
from tests.markdown_page import nasty

ADDRESS = "https://desk.example/brief/"


def exported(*articles: Briefing, base_url: str | None = ADDRESS) -> dict[str, bytes]:
    """Return every exported file by its path, where every actor and topic has a page."""
    library = library_of(*articles, main_actors=10_000, main_topics=10_000)
    publication = Publication(name="The Desk", base_url=base_url)
    parts = plan_parts(
        {each.id: each.published or "" for each in library.corpus.briefings}, whole=500
    )
    beside = FilesBeside(library, publication)
    jobs = [
        *page_jobs(library, versions={}, beside=beside),
        *export_jobs(library, publication, parts),
    ]
    files = [file for job in jobs for file in job.make() if isinstance(file, Page)]
    made = {file.path: file.data() for file in files}
    assert len(made) == len(files), "two exports share a path"
    return made


@st.composite
def odd_articles(draw: st.DrawFn) -> Briefing:
    """Draw an article that has odd text wherever text from outside can stand."""
    words = draw(nasty)
    name = draw(nasty)
    published = draw(st.sampled_from([None, "2024-05-06", "2024-05-06T07:08:09+02:00", words]))
    return briefing(
        draw(nasty),
        ["Ann Lee said: x" + words],
        title=words,
        source=name,
        author=words,
        published=published,
        url=draw(st.sampled_from([None, words, f"https://example.org/{words}"])),
        language=draw(st.sampled_from(["en", "ru", "xx-é", ""])),
        actors=[("Ann Lee", "PERSON", {"role": name}), ("x" + words, "ORG"), ("y" + name, "GPE")],
        phrases=["said", "p" + words],
        quotes=[("x" + words, name, "Ann Lee", "said")],
        key_sentences=["Ann Lee said: x" + words],
        dates=[("said", words)],
        hedges=[("said", name)],
    )
