"""The exports of a few articles, as tests look at them."""

from hypothesis import strategies as st

from generator.corpus import build_corpus
from generator.export.files import export_files
from generator.export.publication import Publication
from generator.model import Briefing, Corpus
from tests.articles import briefing
from tests.markdown_page import nasty

ADDRESS = "https://desk.example/brief/"


def all_pages(corpus: Corpus) -> frozenset[str]:
    """Return the paths of the site's pages where every actor and topic has one."""
    return frozenset(
        {f"actors/{actor.slug}.md" for actor in corpus.actors}
        | {f"topics/{topic.slug}.md" for topic in corpus.topics}
    )


def exported(*articles: Briefing, base_url: str | None = ADDRESS) -> dict[str, bytes]:
    """Return every exported file by its path."""
    corpus = build_corpus(articles)
    publication = Publication(name="The Desk", base_url=base_url)
    files = list(export_files(corpus, publication, all_pages(corpus)))
    made = {
        file.path: file.content if isinstance(file.content, bytes) else file.content.encode()
        for file in files
    }
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
