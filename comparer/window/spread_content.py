"""Everything that is marked on two pages and between them, worked out from a comparison. Pure: no Qt, any thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from comparer.comparison import Comparison
from comparer.desk.verdicts import Judgement
from comparer.window.links import Link, links_between
from comparer.window.marks import Mark, story_marks
from comparer.window.speaker_chips import Chip, speaker_chips

MANY = 1500
"""Findings and alignments beyond which working this out is not done between two events."""


@dataclass(frozen=True, slots=True)
class SpreadContent:
    """For the left and for the right page; ``comparison`` is what it was made from."""

    comparison: Comparison | None = None
    marks: tuple[tuple[Mark, ...], tuple[Mark, ...]] = ((), ())
    chips: tuple[tuple[Chip, ...], tuple[Chip, ...]] = ((), ())
    links: tuple[Link, ...] = ()


def spread_content(
    comparison: Comparison, judgements: Mapping[str, Judgement], left: int, right: int, wanted: Collection[str] | None
) -> SpreadContent:
    """What to show of two stories; ``wanted``: only the marks of these facts."""
    marks = [
        tuple(m for m in story_marks(comparison, judgements, index, other) if wanted is None or m.fact in wanted)
        for index, other in ((left, right), (right, left))
    ]
    return SpreadContent(
        comparison,
        (marks[0], marks[1]),
        (speaker_chips(comparison, left, right), speaker_chips(comparison, right, left)),
        links_between(comparison, left, right),
    )


def is_heavy(comparison: Comparison) -> bool:
    """Whether working this out belongs into the background."""
    return len(comparison.facts) + len(comparison.alignments) > MANY
