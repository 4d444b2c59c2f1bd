"""Briefings made by hand for tests: words are found in the text, so that no offset is typed."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import structs

from generator.compose import page_jobs
from generator.corpus.building import build_corpus
from generator.corpus.sketches import from_json, sketch, to_json
from generator.corpus_model import Corpus, Sketch, View
from generator.library import Library
from generator.model import (
    Actor,
    ActorType,
    Block,
    BlockKind,
    Briefing,
    Date,
    Heading,
    Hedge,
    Keyphrase,
    KeySentence,
    Mention,
    Quote,
    Span,
)


def sketched(briefing: Briefing) -> Sketch:
    """Return the sketch of a briefing, as a build makes it."""
    return structs.replace(from_json(to_json(sketch(briefing))), arrived=briefing.arrived)


def corpus_of(*briefings: Briefing, **options: Any) -> Corpus:
    """Return the corpus of some briefings; `options` are those of ``build_corpus``."""
    texts = {each.id: each.text for each in briefings}
    corpus, _ = build_corpus([*map(sketched, briefings)], text_of=texts.__getitem__, **options)
    return corpus


def library_of(*briefings: Briefing, **options: Any) -> Library:
    """Return a library of some briefings; `options` are those of ``build_corpus``."""
    whole = {each.id: each for each in briefings}
    return Library(corpus_of(*briefings, **options), whole.__getitem__)


def views_of(library: Library, **options: Any) -> list[View]:
    """Return the views of all pages of a library; `options` are those of ``page_jobs``."""
    jobs = page_jobs(library, **({"versions": {}} | options))
    return [view for job in jobs for view in job.make() if isinstance(view, View)]


def places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield where `words` stand in `text` as whole words."""
    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        yield match.span()


def actor(
    text: str,
    name: str,
    kind: ActorType,
    *others: str,
    role: str | None = None,
    salience: float = 0.5,
) -> Actor:
    """Return an actor with all places of its name and its `others` names."""
    spans = {span for form in (name, *others) for span in places(text, form)}
    longest = [
        (a, b)
        for a, b in spans
        if not any((c, d) != (a, b) and c <= a and b <= d for c, d in spans)
    ]
    return Actor(
        name=name,
        type=kind,
        role=role,
        aliases=tuple(others),
        salience=salience,
        mentions=tuple(Mention(start=a, end=b, text=text[a:b]) for a, b in sorted(longest)),
    )


def briefing(  # one argument for each thing an article may have
    key: str,
    blocks: Sequence[str | tuple[BlockKind, str]],
    *,
    actors: Sequence[tuple[Any, ...]] = (),
    phrases: Sequence[str] = (),
    quotes: Sequence[tuple[str, str | None, str | None, str | None]] = (),
    key_sentences: Sequence[str] = (),
    dates: Sequence[tuple[str, str | None]] = (),
    hedges: Sequence[tuple[str, str]] = (),
    **facts: Any,
) -> Briefing:
    """Return a briefing of `blocks` (paragraphs, or pairs of kind and text).

    `actors` are the arguments of :func:`actor` after the text, a dictionary of its keywords last
    if there is one; `quotes` are (text, speaker, speaker_actor, cue).
    """
    rows = [("paragraph", block) if isinstance(block, str) else block for block in blocks]
    text = "\n".join(words for _, words in rows)
    made, start = [], 0
    for line, (kind, words) in enumerate(rows):
        level = 2 if kind == "heading" else 0
        made.append(Block(start=start, end=start + len(words), line=line, kind=kind, level=level))
        start += len(words) + 1

    def one(words: str) -> dict[str, Any]:
        at = text.index(words)
        return {"text": words, "start": at, "end": at + len(words)}

    cast = []
    for entry in actors:
        options = entry[-1] if isinstance(entry[-1], dict) else {}
        cast.append(actor(text, *(each for each in entry if each is not options), **options))
    values: dict[str, Any] = {
        "id": hashlib.sha256(key.encode()).hexdigest()[:16],
        "source": None,
        "title": rows[0][1][:50],
        "title_is_derived": False,
        "published": None,
        "language": "en",
        "text": text,
        "headings": tuple(
            Heading(text=text[b.start : b.end], start=b.start, end=b.end, line=b.line)
            for b in made
            if b.kind == "heading"
        ),
        "keyphrases": tuple(
            Keyphrase(
                text=phrase,
                rank=rank,
                score=round(1 / (1 + rank), 3),
                mentions=tuple(Span(start=a, end=b) for a, b in places(text, phrase)),
            )
            for rank, phrase in enumerate(phrases)
        ),
        "actors": tuple(cast),
        "quotes": tuple(
            Quote(**one(words), speaker=speaker, speaker_actor=who, cue=cue)
            for words, speaker, who, cue in quotes
        ),
        "key_sentences": tuple(KeySentence(**one(words)) for words in key_sentences),
        "dates": tuple(Date(**one(words), value=value) for words, value in dates),
        "hedges": tuple(Hedge(**one(words), category=category) for words, category in hedges),
        "blocks": tuple(made),
        "file": f"{key}.txt",
        "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    }
    return Briefing(**values | facts)


def harbour() -> Briefing:
    """Return a small article with everything a page can show."""
    return briefing(
        "harbour",
        [
            ("title", "Strike closes the harbour of Port Alder"),
            ("dateline", "Port Alder, 3 May 2023"),
            "Dockers in Port Alder walked out on Tuesday. The Harbour Board said the port strike"
            " “will cost us dearly” and could last into June.",
            ("heading", "A long dispute"),
            "Ida Moreau, who leads the Dockers' Union, said: “We asked for talks in March.” Moreau"
            " blamed the Harbour Board for the port strike.",
            "The government of Norland was reportedly ready to step in.",
        ],
        title="Strike closes the harbour of Port Alder",
        published="2023-05-03",
        source="The Alder Post",
        author="A. Reporter",
        url="https://example.org/strike?id=1&x=_y_",
        actors=[
            ("Harbour Board", "ORG", {"salience": 0.9}),
            ("Ida Moreau", "PERSON", "Moreau", {"role": "who leads the Dockers' Union"}),
            ("Dockers' Union", "ORG", {"salience": 0.4}),
            ("Port Alder", "GPE", {"salience": 0.4}),
            ("Norland", "GPE", {"salience": 0.1}),
        ],
        phrases=["port strike", "talks"],
        quotes=[
            ("will cost us dearly", "Harbour Board", "Harbour Board", "said"),
            ("We asked for talks in March.", "Ida Moreau", "Ida Moreau", "said"),
        ],
        key_sentences=["Dockers in Port Alder walked out on Tuesday."],
        dates=[("3 May 2023", "2023-05-03"), ("Tuesday", "2023-05-02"), ("March", None)],
        hedges=[("could", "likelihood"), ("reportedly", "hearsay")],
    )


def ferry() -> Briefing:
    """Return a smaller article that shares actors with :func:`harbour`, without title or date."""
    return briefing(
        "ferry",
        [
            "Ferries to Norland run again, the Harbour Board announced. Port strikes had stopped"
            " them.",
            "1. Moreau welcomed it * with [reservations](x).",
        ],
        title="Ferries to Norland run again",
        title_is_derived=True,
        reliability="B",
        credibility="2",
        actors=[
            ("Harbour Board", "ORG"),
            ("Norland", "GPE"),
            ("Moreau", "PERSON"),
        ],
        phrases=["Port strikes", "ferries"],
    )
