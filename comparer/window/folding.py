"""Which paragraphs fold away when a person hides what is shared. Pure: no Qt. Blocks are numbered as in ``TextMap``."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from comparer.window.marks import Mark
from comparer.window.text_map import TextMap


def folded_blocks(text_map: TextMap, marks: Sequence[Mark]) -> set[int]:
    """The blocks that nothing is marked in, the last block apart: what is folded needs something to stand above."""
    marked = {number for mark in marks for number, _first, _last in text_map.ranges(mark.start, mark.end)}
    return {number for number in range(len(text_map.blocks) - 1) if number not in marked}


def folds_above(folded: Collection[int], count: int) -> dict[int, int]:
    """How many folded blocks stand right above each block that shows."""
    above: dict[int, int] = {}
    run = 0
    for number in range(count):
        if number in folded:
            run += 1
        elif run:
            above[number] = run
            run = 0
    return above
