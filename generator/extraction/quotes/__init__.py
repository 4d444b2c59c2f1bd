"""Direct quotations and who says them.

Found by their marks alone in any language; told from titles, labels and scare quotes by the
words round them; given to a speaker where the text says who it is, and to nobody otherwise.
"""

from generator.extraction.nlp import Analysis
from generator.extraction.quotes.block import Block
from generator.extraction.quotes.cues import foreign
from generator.extraction.quotes.people import Cast, Who
from generator.extraction.quotes.spans import Marked, find_marked
from generator.extraction.quotes.speakers import NOBODY, Attribution, Attributor
from generator.extraction.quotes.worth import Setting, ends_clause, is_speech
from generator.model import Actor, Quote


def find_quotes(analysis: Analysis, actors: tuple[Actor, ...]) -> tuple[Quote, ...]:
    """Return the quotations of the article's paragraphs, in order."""
    text = analysis.article.text
    paragraphs = analysis.paragraphs
    marks = find_marked(text, [(p.start, p.end, p.block) for p in paragraphs])
    if not marks:
        return ()
    by_block: dict[int, list[Marked]] = {}
    for mark in marks:
        by_block.setdefault(mark.block, []).append(mark)
    cast = Cast(actors, text, [(mark.opens, mark.closes) for mark in marks])
    english = analysis.language == "en"
    blocks = [
        Block(
            passage,
            by_block.get(passage.block, []),
            number=number,
            language=analysis.language,
            tagged=analysis.tagged and english,
        )
        for number, passage in enumerate(paragraphs)
    ]
    # Without a list of the language's reporting verbs only the punctuation tells speech.
    unlisted = not english and not foreign(analysis.language)
    quotes: list[Quote] = []
    said = _attributions(Attributor(cast, blocks), blocks)
    for block in blocks:
        for mark in block.marks:
            attribution = said[mark]
            content = text[mark.start : mark.end]
            setting = Setting(
                before=block.before(mark),
                after=block.after(mark),
                reported=attribution.reported or (unlisted and ends_clause(content)),
                judged=attribution.judged,
                qualifies=block.qualifies(mark),
                noun=block.is_noun(mark),
            )
            if is_speech(content, setting):
                quotes.append(_quote(content, mark, attribution))
    return tuple(quotes)


def _quote(content: str, mark: Marked, attribution: Attribution) -> Quote:
    who = attribution.who or Who(name=None)
    return Quote(
        text=content,
        start=mark.start,
        end=mark.end,
        speaker=who.name,
        speaker_actor=who.actor.name if who.actor else None,
        cue=attribution.cue,
    )


def _attributions(attributor: Attributor, blocks: list[Block]) -> dict[Marked, Attribution]:
    """Attribute every quotation: by its own sentence, or by what stands before it."""
    said: dict[Marked, Attribution] = {}
    for index, block in enumerate(blocks):
        for number, mark in enumerate(block.marks):
            attributor.look_at(mark)
            if block.stands_alone(mark):
                found = _carried(attributor, blocks, index, number, said)
            else:
                found = attributor.direct(block, mark)
            said[mark] = found
    _fill_back(blocks, said)
    _fill_lead(attributor, blocks, said)
    return said


def _carried(
    attributor: Attributor,
    blocks: list[Block],
    index: int,
    number: int,
    said: dict[Marked, Attribution],
) -> Attribution:
    """Return the speaker of a sentence that is all quotation, by what came before it."""
    block = blocks[index]
    mark = block.marks[number]
    if number:
        before = said[block.marks[number - 1]]
        between = block.mask[
            block.marks[number - 1].closes - block.start : mark.opens - block.start
        ]
        if before.who and len(between.split()) <= 40:
            return before
    unit = block.unit(mark.opens - block.start)
    for earlier in block.earlier_units(unit)[:2]:
        found = attributor.from_sentence(block, earlier)
        if found.who:
            return NOBODY if attributor.is_told_of(found.who) else found
    if not index or blocks[index - 1].passage.block != block.passage.block - 1:
        return NOBODY
    found = _from_block_before(attributor, blocks[index - 1], said)
    return NOBODY if attributor.is_told_of(found.who) else found


def _from_block_before(
    attributor: Attributor, before: Block, said: dict[Marked, Attribution]
) -> Attribution:
    """A paragraph that is all quotation goes on with whoever spoke in the one before."""
    last = before.units[-1] if before.units else None
    introduced = before.mask.rstrip().endswith((":", ","))
    if before.marks and not (
        introduced and last and last.end > before.marks[-1].closes - before.start
    ):
        spoken = said[before.marks[-1]]
        return Attribution(who=spoken.who, cue=None, reported=spoken.who is not None)
    if last is None:
        return NOBODY
    found = attributor.from_sentence(before, last, introduces=introduced)
    return found if introduced else Attribution(who=found.who, reported=found.reported)


def _fill_back(blocks: list[Block], said: dict[Marked, Attribution]) -> None:
    """Give the first paragraphs of a long quotation the speaker named at its end."""
    for index in range(len(blocks) - 2, -1, -1):
        marks, following = blocks[index].marks, blocks[index + 1].marks
        if marks and following and marks[-1].runs_on and said[marks[-1]].who is None:
            said[marks[-1]] = Attribution(who=said[following[0]].who, reported=True)
    for block in blocks:
        for one, two in zip(block.marks[-2::-1], block.marks[:0:-1], strict=False):
            gap = block.mask[one.closes - block.start : two.opens - block.start]
            if not gap.strip() and said[one].who is None:
                said[one] = Attribution(who=said[two].who, cue=said[two].cue, reported=True)


def _fill_lead(
    attributor: Attributor, blocks: list[Block], said: dict[Marked, Attribution]
) -> None:
    """Give an article's opening quotation the person whom the next paragraph is about, and who
    goes on to speak there."""
    if len(blocks) < 2 or len(blocks[0].marks) != 1 or not blocks[1].marks:
        return
    (lead,), after = blocks[0].marks, blocks[1]
    speaks = said[after.marks[0]].who
    if said[lead].who is None and blocks[0].stands_alone(lead) and speaks and speaks.name:
        about = attributor.from_sentence(after, after.units[0]).who
        if about and about.name == speaks.name:
            said[lead] = Attribution(who=about, reported=True)
