"""JSON-LD: an analysis based on the article, inert in the page that has it."""

import json
from dataclasses import replace

import yaml
from hypothesis import given

from generator.compose import page_jobs
from generator.corpus_model import Page
from generator.export.files import FilesBeside
from generator.export.heads import described
from generator.export.json_ld import json_ld
from generator.export.publication import Publication
from generator.model import Briefing
from generator.render import front_matter
from tests.articles import ferry, harbour, library_of, views_of
from tests.export.exported import ADDRESS, odd_articles
from tests.markdown_page import costly

SUFFIXES = (".atom.xml", ".feed.json")
PUBLICATION = Publication(name="The Desk", base_url=ADDRESS)


def test_a_page_is_a_report_by_the_site_that_is_based_on_the_article() -> None:
    made = json.loads(
        json_ld(replace(harbour(), arrived="2024-01-01"), "briefings/x.html", PUBLICATION)
    )
    assert (made["@type"], made["url"]) == ("Report", ADDRESS + "briefings/x.html")
    assert made["publisher"]["name"] == "The Desk"
    assert made["datePublished"] == "2024-01-01"
    article = made["isBasedOn"]
    assert article["headline"] == harbour().title
    assert article["url"] == harbour().url
    assert (article["datePublished"], article["author"]["name"]) == ("2023-05-03", "A. Reporter")
    assert article["publisher"]["name"] == "The Alder Post"
    assert {"@type": "Place", "name": "Norland"} in made["about"]


def test_what_the_article_does_not_say_is_left_out() -> None:
    made = json.loads(json_ld(ferry(), "briefings/x.html", Publication()))
    assert "url" not in made
    assert made["isBasedOn"].keys() == {"@type", "inLanguage"}  # its title is derived, too


def test_pages_of_briefings_have_it_and_others_do_not() -> None:
    library = library_of(harbour(), ferry())
    for each in views_of(library):
        view = described(each, library, PUBLICATION)
        assert ("json_ld" in view.front) == (view.template == "briefing.md.j2")


def test_a_page_names_its_feed_and_leads_to_no_missing_one() -> None:
    library = library_of(harbour(), ferry())
    views = [described(view, library, PUBLICATION) for view in views_of(library)]
    named = {view.front["feed"] for view in views if "feed" in view.front}
    assert "actors/norland" in named
    beside = FilesBeside(library, PUBLICATION)
    jobs = page_jobs(library, versions={}, beside=beside)
    made = (each for job in jobs for each in job.make())
    files = {each.path for each in made if isinstance(each, Page)}
    assert {f for f in files if f.endswith(SUFFIXES)} == {
        f"{n}{s}" for n in named for s in SUFFIXES
    }


@costly
@given(odd_articles())
def test_no_text_leaves_the_script_element_or_the_front_matter(article: Briefing) -> None:
    written = json_ld(article, "briefings/x.html", PUBLICATION)
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["@type"] == "Report"
    read = yaml.safe_load(front_matter({"json_ld": written}).strip("-\n"))
    assert json.loads(read["json_ld"]) == json.loads(written)
