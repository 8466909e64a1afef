"""Reasons that a person can check: the nearest thing in the other story, and what kept it from matching."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from comparer.comparison import Mention, Relation
from comparer.matching.figures import FigureRelation, relate_figures, topic_of
from comparer.matching.pair import OneWay
from comparer.matching.quotes import QuoteMatch
from comparer.matching.side import Side
from comparer.matching.spans import OnlySpan
from comparer.reading.nouns import Name, Quantity, When
from comparer.story import Quote

FAINT = 0.3
"""Below this likeness a sentence is not worth naming as the nearest."""


def others(ways: Mapping[int, OneWay], sides: list[Side]) -> str:
    """The other stories by name."""
    names = [sides[j].reading.story.name for j in sorted(ways)]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]


def shorten(text: str, most: int = 90) -> str:
    """Words on one line, cut at a word's end."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + "…"


def where(side: Side, position: int) -> str:
    """Source and paragraph, as a person would say it."""
    number = side.reading.story.number_of(position)
    return f"{side.reading.story.name} {number}" if number else side.reading.story.name


def nearest_sentence(side: Side, span: OnlySpan, ways: Mapping[int, OneWay], sides: list[Side]) -> Mention | None:
    """The likest sentence of all other stories, or None where nothing is near."""
    best: tuple[float, Mention] | None = None
    for j, way in sorted(ways.items()):
        for candidate in way.candidates[span.sentence][:1]:
            sentence = sides[j].reading.sentences[candidate.index]
            if candidate.score >= FAINT and (best is None or candidate.score > best[0]):
                best = (candidate.score, Mention(j, sentence.start, sentence.end))
    return best[1] if best else None


def why_claim_only(side: Side, span: OnlySpan, nearest: Mention | None, sides: list[Side]) -> str:
    """What is nearest, and which words of the span it lacks."""
    if nearest is None:
        return "nothing like it in the other story"
    other = sides[nearest.story]
    there = {other.lemmas[k] for k in other.tokens_in(nearest.start, nearest.end)}
    missing = dict.fromkeys(
        side.reading.tokens[k].text for k in span.tokens if side.is_content[k] and side.lemmas[k] not in there
    )
    words = ", ".join(list(missing)[:6]) or "the same words in another sense"
    passage = shorten(other.text[nearest.start : nearest.end])
    return f"nearest in {where(other, nearest.start)}: “{passage}”; not there: {words}"


def why_name_only(name: Name, ways: Mapping[int, OneWay], sides: list[Side]) -> str:
    """Which of the same kind the other names instead."""
    names = (n for j in sorted(ways) for n in sides[j].reading.names)
    same_kind = list(islice(dict.fromkeys(n.full for n in names if n.kind == name.kind), 5))
    tail = (
        f"; {'people' if name.kind == 'person' else name.kind + 's'} there: {', '.join(same_kind)}" if same_kind else ""
    )
    return f"{others(ways, sides)} never names {name.full}{tail}"


def why_figure_only(
    quantity: Quantity, side: Side, ways: Mapping[int, OneWay], sides: list[Side]
) -> tuple[str, tuple[Mention, ...]]:
    """The figure of the other story that is nearest in what it counts, and that figure's place."""
    best: tuple[float, int, Quantity] | None = None
    topic = topic_of(quantity, side.reading)
    for j in sorted(ways):
        for other, topic_there in zip(sides[j].reading.quantities, sides[j].topics, strict=True):
            match = relate_figures(quantity, topic, other, topic_there)
            score = match.score if match.relation is not FigureRelation.UNRELATED else 0.0
            score += 0.5 if other.unit == quantity.unit else 0.0
            if score > 0 and (best is None or score > best[0]):
                best = (score, j, other)
    what = f"no such number of {quantity.unit}" if quantity.unit else "no such figure"
    if best is None:
        return f"{what} in {others(ways, sides)}; nearest: none", ()
    _, j, other = best
    words = sides[j].text[other.start : other.end]
    counted = f" {other.unit}" if other.unit and other.unit not in words.lower() else ""
    return f"{what} in {others(ways, sides)}; nearest: {words}{counted}", (Mention(j, other.start, other.end),)


def why_date_only(when: When, ways: Mapping[int, OneWay], sides: list[Side]) -> str:
    """Which dates the other story has."""
    dates = ((sides[j], d) for j in sorted(ways) for d in sides[j].reading.dates)
    there = [other.text[d.start : d.end] for other, d in islice(dates, 5)]
    span = when.first if when.first == when.last else f"{when.first} to {when.last}"
    meaning = f" ({span})" if when.first else ""
    tail = f"; dates there: {', '.join(dict.fromkeys(there))}" if there else ""
    return f"no such date{meaning} in {others(ways, sides)}{tail}"


def why_quote_shared(side_a: Side, a: Quote, side_b: Side, b: Quote, match: QuoteMatch) -> str:
    """How the two quotes relate, and whether the speakers agree."""
    said = {
        Relation.VERBATIM: "word for word",
        Relation.TRIMMED: "the same words, cut shorter in one story",
        Relation.EDITED: "the same quote with changed words",
        Relation.PARTIAL: "a part of the same words",
        Relation.PARAPHRASE: "the same in other words",
    }[match.relation]
    speakers = [q.speaker.name if q.speaker else "nobody named" for q in (a, b)]
    if speakers[0] == speakers[1]:
        return f"{said}; said by {speakers[0]}"
    names = [s.reading.story.name for s in (side_a, side_b)]
    return f"{said}; said by {speakers[0]} in {names[0]}, {speakers[1]} in {names[1]}"
