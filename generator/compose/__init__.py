"""From the corpus to the views of all pages: what each shows, in print-ready records."""

from collections.abc import Iterator, Mapping

from generator.compose.around import Surroundings
from generator.compose.briefing import briefing_page
from generator.compose.desk import Desk
from generator.compose.dossier import actor_pages, topic_pages
from generator.compose.lists import about_page, home_page, index_pages
from generator.compose.network import network_page
from generator.compose.stories import Stories
from generator.compose.timeline import timeline_pages
from generator.model import Corpus, View

__all__ = ["compose"]


def compose(
    corpus: Corpus,
    *,
    versions: Mapping[str, str],
    main_actors: int = 10,
    main_topics: int = 10,
    site_name: str = "Briefings",
) -> Iterator[View]:
    """Yield the view of every page.

    An actor (topic) has a page of its own when it stands in two articles or among the first
    `main_actors` (`main_topics`) of one; the indices list all. `versions` names the programs and
    models that made the briefings. Only home, the indices, the network and the about page show
    figures of the whole corpus, so that an article changes no page that it has nothing to do with.
    """
    desk = Desk(corpus, main_actors=main_actors, main_topics=main_topics)
    yield home_page(desk, site_name=site_name)
    yield from index_pages(desk)
    yield about_page(desk, versions=versions)
    stories = Stories(desk)
    for briefing in (*corpus.briefings, *corpus.copies):
        yield briefing_page(desk, briefing, versions=versions, ties=stories.ties(briefing))
    yield from stories.pages()
    yield from timeline_pages(desk)
    around = Surroundings(desk)
    yield network_page(desk, around)
    for actor in corpus.actors:
        if desk.has_dossier(actor):
            yield from actor_pages(desk, around, actor)
    for topic in corpus.topics:
        if desk.has_page(topic):
            yield from topic_pages(desk, around, topic)
