"""Scrolling two stories in step by what they say, not by how far they are scrolled. Pure: no widgets.

Places count code points of each story. A chain of matched passages that cross nowhere carries a place of one story into
the other's; between two of them it goes evenly. What is in sight alone has to be laid out for that.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

_FADES_AFTER = 2000.0
"""Pixels of scrolling over which a difference that a person made by hand fades away again."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two matched stretches: start and end in the left story, start and end in the right; ``weight`` says how sure."""

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
class PlaceMap:
    """Carries places from one story to the other and back, through the chain of matched stretches."""

    pairs: list[Pair]
    lengths: tuple[float, float]
    """Of the two stories."""
    _knots: tuple[list[float], list[float]] = field(init=False)
    """The places on either side that are known to go together, ascending."""

    def __post_init__(self) -> None:
        knots = [(0.0, 0.0)]
        for pair in self.pairs:
            for left, right in zip(pair.left, pair.right, strict=True):
                if left > knots[-1][0] and right >= knots[-1][1]:
                    knots.append((left, right))
        knots.append((max(self.lengths[0], knots[-1][0] + 1), max(self.lengths[1], knots[-1][1])))
        self._knots = [left for left, _right in knots], [right for _left, right in knots]

    def across(self, place: float, side: int) -> float:
        """The place in the other story that goes with this one; ``side`` is the story it is in, 0 or 1."""
        here, there = self._knots[side], self._knots[1 - side]
        if place <= here[0]:
            return there[0]
        if place >= here[-1]:
            return there[-1]
        k = (bisect_right if side == 0 else bisect_left)(here, place)
        low, high = here[k - 1], here[k]
        share = (place - low) / (high - low) if high > low else 0.0
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
