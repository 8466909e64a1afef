"""Which of many spans a stretch of text touches, without looking at them all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate


class Overlaps:
    """Spans (start, end), in any order and one inside another as may be, each known by its place in what was given."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted((start, end, number) for number, (start, end) in enumerate(spans))
        self._starts = [start for start, _, _ in self._spans]
        self._ends = list(accumulate((end for _, end, _ in self._spans), max))
        """The furthest end so far: where that lies before a stretch, so do all spans up to there."""

    def __call__(self, start: int, end: int) -> list[int]:
        """Numbers, ascending, of the spans that share at least one code point with start..end."""
        found = []
        for k in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self._ends[k] <= start:
                break
            if self._spans[k][1] > start:
                found.append(self._spans[k][2])
        return sorted(found)
