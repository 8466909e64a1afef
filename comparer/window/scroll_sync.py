"""Scrolling two stories in step by what they say, not by how far they are scrolled. Pure geometry: no widgets.

Heights are pixels of each page. A chain of matched passages that cross nowhere carries one page's height into the
other's; between two of them it goes evenly, so the step is smooth with wrapped lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

_FADES_AFTER = 2000.0
"""Pixels of scrolling over which a difference that a person made by hand fades away again."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two matched stretches: top and bottom on the left page, top and bottom on the right; ``weight`` says how sure."""

    left: tuple[float, float]
    right: tuple[float, float]
    weight: float = 1.0


def chain(pairs: Iterable[Pair]) -> list[Pair]:
    """The heaviest choice of pairs that goes down both pages at once: no crossing, each once."""
    ordered = sorted(pairs, key=lambda p: (p.left[0], p.right[0]))
    # The heaviest chain by the right tops: a Fenwick tree of (weight, last pair) keeps it at n log n.
    ranks = {top: k + 1 for k, top in enumerate(sorted({p.right[0] for p in ordered}))}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)
    total = [0.0] * len(ordered)
    before = [-1] * len(ordered)
    for k, pair in enumerate(ordered):
        best = (0.0, -1)
        at = ranks[pair.right[0]]
        while at:
            best = max(best, tree[at])
            at -= at & -at
        total[k] = best[0] + pair.weight
        before[k] = best[1]
        at = ranks[pair.right[0]]
        while at < len(tree):
            tree[at] = max(tree[at], (total[k], k))
            at += at & -at
    picked: list[Pair] = []
    at = max(range(len(ordered)), key=total.__getitem__, default=-1)
    while at >= 0:
        picked.append(ordered[at])
        at = before[at]
    return picked[::-1]


@dataclass
class HeightMap:
    """Carries heights from one page to the other and back, through the chain of matched stretches."""

    pairs: list[Pair]
    heights: tuple[float, float]
    """Of the two pages."""
    _knots: list[tuple[float, float]] = field(init=False)

    def __post_init__(self) -> None:
        knots = [(0.0, 0.0)]
        for pair in self.pairs:
            for left, right in zip(pair.left, pair.right, strict=True):
                if left > knots[-1][0] and right >= knots[-1][1]:
                    knots.append((left, right))
        end = (max(self.heights[0], knots[-1][0] + 1), max(self.heights[1], knots[-1][1]))
        self._knots = [*knots, end]

    def across(self, height: float, side: int) -> float:
        """The height on the other page that goes with this one; ``side`` is the page it is on, 0 or 1."""
        here = [knot[side] for knot in self._knots]
        there = [knot[1 - side] for knot in self._knots]
        if height <= here[0]:
            return there[0]
        if height >= here[-1]:
            return there[-1]
        k = (bisect_right if side == 0 else bisect_left)(here, height)
        low, high = here[k - 1], here[k]
        share = (height - low) / (high - low) if high > low else 0.0
        return there[k - 1] + share * (there[k] - there[k - 1])


@dataclass
class Step:
    """Whether and how two pages go in step. A difference made by hand is held where it was made, and fades with
    distance: unlocking, moving one page and locking again links them in place."""

    locked: bool = True
    _offset: float = 0.0
    _made_at: float = 0.0

    def hold(self, left: float, right: float, expected: float) -> None:
        """Take the pages' heights as they stand as belonging together; ``expected`` is what the match would give."""
        self._offset = right - expected
        self._made_at = left

    def forget(self) -> None:
        """Let the match alone decide again."""
        self._offset = 0.0

    def offset(self, left: float) -> float:
        """What is added to the right page's height at this height of the left."""
        fade = max(0.0, 1.0 - abs(left - self._made_at) / _FADES_AFTER)
        return self._offset * fade
