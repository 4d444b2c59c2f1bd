"""From the corpus to the views of all pages: what each shows, in print-ready records."""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.compose.around import Surroundings
from generator.compose.beside import Beside, Nothing
from generator.compose.briefing import briefing_page
from generator.compose.desk import Desk
from generator.compose.dossier import actor_jobs, topic_jobs
from generator.compose.lists import about_page, home_page, index_jobs
from generator.compose.network import network_page
from generator.compose.stories import Stories
from generator.compose.timeline import timeline_jobs
from generator.corpus_model import Job, Page, View
from generator.library import Library

__all__ = ["Beside", "page_jobs"]


_NOTHING = Nothing()


def page_jobs(
    library: Library,
    *,
    versions: Mapping[str, str],
    site_name: str = "Briefings",
    beside: Beside = _NOTHING,
) -> Iterator[Job]:
    """Yield what makes each page. `versions` names the programs and models that made the briefings;
    `beside` makes what lies beside the page of a briefing, an actor or a topic, which depends on
    much the same and is made along with it.

    Only home, the indices, the network and the about page show figures of the whole corpus, so that
    an article changes no page that it has nothing to do with.
    """
    corpus = library.corpus
    desk = Desk(library)
    yield home_page(desk, site_name=site_name)
    yield from index_jobs(desk)
    yield about_page(desk, versions=versions)
    stories = Stories(desk)
    for sketch in (*corpus.briefings, *corpus.copies):
        make = partial(_briefing, desk, stories, sketch.id, versions, beside)
        name = f"briefings/{corpus.addresses[sketch.id]}.md"
        yield Job(name=name, make=make, near=sketch.id)
    yield from stories.jobs()
    yield from timeline_jobs(desk)
    yield network_page(desk)
    around = Surroundings(desk)
    for actor in corpus.actors:
        if actor.slug in corpus.dossiers:
            yield from actor_jobs(desk, around, actor, beside)
    for topic in corpus.topics:
        if topic.slug in corpus.topic_pages:
            yield from topic_jobs(desk, around, topic, beside)


def _briefing(
    desk: Desk, stories: Stories, key: str, versions: Mapping[str, str], beside: Beside
) -> Iterator[View | Page]:
    briefing = desk.library.briefing(key)
    yield briefing_page(desk, briefing, versions=versions, ties=stories.ties(briefing))
    yield from beside("briefings", key)
