"""What the reading view writes in the margin: what also stands in the other story, what only here, what differs.

Pure: no Qt. Positions count code points of the story's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comparer.comparison import Comparison
from comparer.story import Story
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
            places = [m.start for m in fact.mentions if m.story == other]
            notes.append(MarginNote(mark.start, f"differs: {_place(theirs, places)}", Style.CONFLICT, mark.fact))
        elif mark.style in (Style.PASSAGE, Style.DETAIL) and (paragraph, Style.PASSAGE) not in seen:
            seen.add((paragraph, Style.PASSAGE))
            notes.append(MarginNote(mark.start, "only here", Style.PASSAGE, mark.fact))
    shared: dict[int | None, list[tuple[int, int]]] = {}
    for link in links:
        here, there = (link.left, link.right) if on_left else (link.right, link.left)
        if link.kind in (LinkKind.QUOTE, LinkKind.LIKE):
            shared.setdefault(mine.paragraph_at(here.start), []).append((here.start, there.start))
    notes.extend(
        MarginNote(min(pairs)[0], f"also in {_place(theirs, [there for _here, there in pairs])}", Style.SHARED)
        for pairs in shared.values()
    )
    status = {Style.CONFLICT: 0, Style.PASSAGE: 1, Style.SHARED: 2}
    return tuple(sorted(notes, key=lambda n: (n.position, status[n.style])))


def _place(story: Story, positions: Sequence[int]) -> str:
    """The story's name and the numbers of the paragraphs at these positions."""
    numbers = sorted({n for p in positions if (n := story.number_of(p)) is not None})
    return f"{story.name} {', '.join(map(str, numbers))}" if numbers else story.name
