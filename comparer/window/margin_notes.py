"""What the reading view writes in the margin: which words also stand in other stories, which nowhere else, which differ.
Pure: no Qt. Positions count code points of the story's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comparer.comparison import Comparison
from comparer.window.links import Link, LinkKind
from comparer.window.marks import Mark, Style


@dataclass(frozen=True, slots=True)
class MarginNote:
    """``style``: SHARED, PASSAGE (only here) or CONFLICT; ``fact`` is "" where the note stands for several."""

    position: int
    text: str
    style: Style
    fact: str = ""


def margin_notes(
    comparison: Comparison, marks: Sequence[Mark], links: Sequence[Link], story: int, other: int, *, on_left: bool
) -> tuple[MarginNote, ...]:
    """The notes of one story beside another, one of a kind for each paragraph, conflicts each."""
    mine, theirs = comparison.stories[story], comparison.stories[other]
    facts = {fact.id: fact for fact in comparison.facts}
    notes: list[MarginNote] = []
    seen: set[tuple[int | None, Style]] = set()
    for mark in marks:
        paragraph = mine.paragraph_at(mark.start)
        if mark.style is Style.CONFLICT:
            fact = facts[mark.fact]
            numbers = sorted({theirs.number_of(m.start) for m in fact.mentions if m.story == other} - {None})
            notes.append(MarginNote(mark.start, f"differs: {_place(theirs.name, numbers)}", Style.CONFLICT, mark.fact))
        elif mark.style in (Style.PASSAGE, Style.DETAIL) and (paragraph, Style.PASSAGE) not in seen:
            seen.add((paragraph, Style.PASSAGE))
            notes.append(MarginNote(mark.start, f"only in {mine.name}", Style.PASSAGE, mark.fact))
    shared: dict[int | None, tuple[int, set[int | None]]] = {}
    for link in links:
        here, there = (link.left, link.right) if on_left else (link.right, link.left)
        if link.kind in (LinkKind.QUOTE, LinkKind.LIKE):
            paragraph = mine.paragraph_at(here.start)
            start, numbers = shared.get(paragraph, (here.start, set()))
            shared[paragraph] = (min(start, here.start), numbers | {theirs.number_of(there.start)})
    notes.extend(
        MarginNote(start, f"also in {_place(theirs.name, sorted(numbers - {None}))}", Style.SHARED)
        for start, numbers in shared.values()
    )
    status = {Style.CONFLICT: 0, Style.PASSAGE: 1, Style.SHARED: 2}
    return tuple(sorted(notes, key=lambda n: (n.position, status[n.style])))


def _place(name: str, numbers: Sequence[int | None]) -> str:
    return f"{name} {', '.join(map(str, numbers))}" if numbers else name

