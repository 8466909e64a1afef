"""The stories' texts cut into runs, each with its look and the findings it belongs to. Offsets count code points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from comparer.comparison import Alignment, Comparison, Level
from comparer.desk.findings import QuoteWording
from comparer.desk.wording_places import quote_runs
from comparer.reports.model import Look, MarkedParagraph, MarkedPiece, Row
from comparer.reports.options import ReportOptions
from comparer.reports.phrases import Phrases
from comparer.reports.placing import LOOKS
from comparer.story import Paragraph, Story

_RANK = {Look.PLAIN: 0, Look.SHARED: 1, Look.ONLY: 2, Look.CONFLICT: 3}
Mark = tuple[int, int, Look, int]
"""start, end, look, number of the finding"""


def marked_texts(
    comparison: Comparison,
    rows: Sequence[Row],
    wordings: Mapping[str, QuoteWording],
    options: ReportOptions,
    phrases: Phrases,
) -> tuple[tuple[MarkedParagraph, ...], ...]:
    """Each story's paragraphs with their marks. Shared facts are not marked, shared quotes are."""
    marks: list[list[Mark]] = [[] for _ in comparison.stories]
    begins: list[dict[int, list[int]]] = [{} for _ in comparison.stories]
    runs = quote_runs(comparison, [a for row in rows if row.id in wordings for a in wordings[row.id].alignments])
    for row in rows:
        if row.kind != "quote" and LOOKS[row.status] is Look.SHARED:
            continue
        own = runs if row.id in wordings else {}
        for place in (p for places in row.places for p in places):
            if place.start is not None and place.end is not None:
                begins[place.story].setdefault(place.start, []).append(row.number)
                marks[place.story] += _marks(
                    place.start, place.end, LOOKS[row.status], row.number, own.get(place.story, ())
                )
    matches = _matches(comparison)
    return tuple(
        tuple(_paragraph(k, story, p, sorted(marks[k]), begins[k], matches, options, phrases) for p in story.paragraphs)
        for k, story in enumerate(comparison.stories)
    )


def _marks(start: int, end: int, look: Look, number: int, runs: Sequence[tuple[int, int, bool]]) -> list[Mark]:
    inside = [(max(s, start), min(e, end), same) for s, e, same in runs if s < end and start < e]
    if not inside:
        return [(start, end, look, number)]
    return [(s, e, Look.SHARED if same else Look.ONLY, number) for s, e, same in inside]


def _paragraph(
    index: int,
    story: Story,
    paragraph: Paragraph,
    marks: Sequence[Mark],
    begins: Mapping[int, Sequence[int]],
    matches: Mapping[tuple[int, int], Mapping[int, set[int]]],
    options: ReportOptions,
    phrases: Phrases,
) -> MarkedParagraph:
    number = story.number_of(paragraph.start)
    kind = str(paragraph.kind)
    if paragraph.private and not options.include_private:
        piece = MarkedPiece(phrases("report.withheld"), paragraph.start, Look.PLAIN)
        return MarkedParagraph(kind, number, (piece,), withheld=True)
    mine = [m for m in marks if m[0] < paragraph.end and paragraph.start < m[1]]
    found = matches.get((index, number), {}) if number is not None else {}
    return MarkedParagraph(
        kind,
        number,
        tuple(_pieces(story.text, paragraph.start, paragraph.end, mine, begins)),
        tuple((other, tuple(sorted(numbers))) for other, numbers in sorted(found.items())),
    )


def _pieces(
    text: str, start: int, end: int, marks: Sequence[Mark], begins: Mapping[int, Sequence[int]]
) -> list[MarkedPiece]:
    borders = {start, end, *(at for m in marks for at in m[:2]), *begins}
    inside = sorted(at for at in borders if start <= at <= end)
    pieces: list[MarkedPiece] = []
    for a, b in pairwise(inside):
        over = [m for m in marks if m[0] < b and a < m[1]]
        look = max((m[2] for m in over), key=_RANK.__getitem__, default=Look.PLAIN)
        rows = tuple(sorted({m[3] for m in over}))
        here = tuple(sorted(begins.get(a, ())))
        last = pieces[-1] if pieces else None
        if last is not None and not here and last.look is look and last.rows == rows:
            pieces[-1] = MarkedPiece(last.text + text[a:b], last.start, look, rows, last.begins)
        else:
            pieces.append(MarkedPiece(text[a:b], a, look, rows, here))
    return pieces


def _matches(comparison: Comparison) -> dict[tuple[int, int], dict[int, set[int]]]:
    """For each (story, paragraph number), the numbers in each other story that say the same."""

    def joined(alignments: Sequence[Alignment]) -> dict[tuple[int, int], dict[int, set[int]]]:
        found: dict[tuple[int, int], dict[int, set[int]]] = {}
        for alignment in alignments:
            one, other = alignment.spans
            numbers = [comparison.stories[m.story].number_of(m.start) for m in (one, other)]
            if numbers[0] is not None and numbers[1] is not None:
                found.setdefault((one.story, numbers[0]), {}).setdefault(other.story, set()).add(numbers[1])
                found.setdefault((other.story, numbers[1]), {}).setdefault(one.story, set()).add(numbers[0])
        return found

    fine = [a for a in comparison.alignments if a.level is not Level.PARAGRAPH]
    return joined(fine or comparison.alignments)
