"""Anchors: what keeps a verdict with its words while the text around them, or the comparison, changes.

An anchor knows its place, its words, and some text before and after. Through an edit it follows its place; where its
words are not there any more it is looked for by its words and their surroundings, and taken up again only where one
place is clearly right. Otherwise it has lost its place, and says so: it never moves to a look-alike.

All positions count code points.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from diff_match_patch import diff_match_patch

from comparer.comparison import Mention
from comparer.story import Span

CONTEXT = 40
"""Code points kept before and after an anchor's words."""

SAME_WORDS = 0.8
"""Share of an anchor's words that an edit must leave for the anchor to stay."""

SURE = 0.7
"""How much of its surroundings a passage must share to be taken for the anchor's."""

CLEARLY = 0.25
"""By how much the best place must beat the next."""

LONG = 25
"""Code points of words that are their own proof: where they occur once, no surroundings are asked for."""

_EDIT_SECONDS = 0.15


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of one story; ``span`` is None once they have lost their place."""

    story: int
    span: Span | None
    words: str
    before: str = ""
    after: str = ""

    @property
    def mention(self) -> Mention | None:
        """Where it is, as a mention."""
        return None if self.span is None else Mention(self.story, self.span.start, self.span.end)


def anchor(story: int, text: str, span: Span) -> Anchor:
    """An anchor on these words of the story's text."""
    return Anchor(
        story,
        span,
        text[span.start : span.end],
        text[max(0, span.start - CONTEXT) : span.start],
        text[span.end : span.end + CONTEXT],
    )


class EditMap:
    """Where each position of an old text is in a new one."""

    def __init__(self, old: str, new: str) -> None:
        self.old = old
        self.new = new
        self._starts: list[int] = []
        """Where each kept stretch starts in the old text, ascending."""
        self._kept: list[tuple[int, int, int]] = []
        """Kept stretches: start and end in the old text, start in the new."""
        for start, end, there in _kept_stretches(old, new):
            if end > start:
                self._starts.append(start)
                self._kept.append((start, end, there))

    def position(self, position: int, *, forwards: bool) -> int:
        """Where a position went. One inside deleted text goes to the next kept text, or with ``forwards`` False to the
        end of the last one before it."""
        k = bisect_right(self._starts, position) - 1
        if k >= 0:
            start, end, there = self._kept[k]
            if position < end or (position == end and not forwards):
                return there + position - start
            if not forwards:
                return there + end - start
        if forwards and k + 1 < len(self._kept):
            return self._kept[k + 1][2]
        return len(self.new) if forwards else 0

    def span(self, span: Span) -> Span | None:
        """Where a span went; None where nothing of it is left."""
        if not span.start < span.end:
            at = self.position(span.start, forwards=True)
            return Span(at, at)
        start = self.position(span.start, forwards=True)
        end = self.position(span.end - 1, forwards=False)
        last = self.old[span.end - 1 : span.end]
        if end < len(self.new) and self.new[end : end + 1] == last and self._keeps(span.end - 1):
            end += 1
        return Span(start, end) if start < end else None

    def _keeps(self, position: int) -> bool:
        k = bisect_right(self._starts, position) - 1
        return k >= 0 and position < self._kept[k][1]


def _kept_stretches(old: str, new: str) -> list[tuple[int, int, int]]:
    head = _common_prefix(old, new)
    tail = _common_prefix(old[head:][::-1], new[head:][::-1])
    stretches = [(0, head, 0)]
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if middle_old and middle_new:
        differ = diff_match_patch()
        differ.Diff_Timeout = _EDIT_SECONDS
        here, there = head, head
        for op, words in differ.diff_main(middle_old, middle_new):
            if op == 0:
                stretches.append((here, here + len(words), there))
            here += len(words) if op <= 0 else 0
            there += len(words) if op >= 0 else 0
    stretches.append((len(old) - tail, len(old), len(new) - tail))
    return stretches


def _common_prefix(one: str, other: str) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def follow(item: Anchor, edit: EditMap) -> Anchor:
    """The anchor after an edit of its story: in its place, found again by its words, or without a place."""
    if item.span is not None:
        moved = edit.span(item.span)
        if moved is not None and _stays(item, moved, edit):
            return replace(
                item,
                span=moved,
                before=edit.new[max(0, moved.start - CONTEXT) : moved.start],
                after=edit.new[moved.end : moved.end + CONTEXT],
            )
    return find_again(item, edit.new)


def _stays(item: Anchor, moved: Span, edit: EditMap) -> bool:
    if _alike(item.words, edit.new[moved.start : moved.end]) < SAME_WORDS:
        return False
    # Of words that stood there more often than they do now, one was deleted: the text around tells whether these were.
    fewer = edit.new.count(item.words) < edit.old.count(item.words)
    return not fewer or _surroundings(item, edit.new, moved) >= SURE


def find_again(item: Anchor, text: str) -> Anchor:
    """The anchor at the one place in the text that has its words and is clearly meant, or without a place."""
    places = _places(item.words, text)
    if len(places) == 1 and len(item.words) >= LONG:
        return anchor(item.story, text, places[0])
    scored = sorted(((_surroundings(item, text, place), place) for place in places), reverse=True)
    if scored and scored[0][0] >= SURE and (len(scored) == 1 or scored[0][0] - scored[1][0] >= CLEARLY):
        return anchor(item.story, text, scored[0][1])
    return replace(item, span=None)


def _places(words: str, text: str) -> list[Span]:
    if not words.strip():
        return []
    pattern = re.escape(words)
    if words[0].isalnum():
        pattern = r"(?<!\w)" + pattern
    if words[-1].isalnum():
        pattern += r"(?!\w)"
    return [Span(*match.span()) for match in re.finditer(pattern, text)]


def _surroundings(item: Anchor, text: str, place: Span) -> float:
    """0 to 1: how much of the text around the anchor stands around this place, from the words outwards."""
    before = text[max(0, place.start - CONTEXT) : place.start]
    after = text[place.end : place.end + CONTEXT]
    wanted = len(item.before) + len(item.after)
    if not wanted:
        return 1.0
    shared = _common_prefix(item.before[::-1], before[::-1]) + _common_prefix(item.after, after)
    alike = min(_ratio(item.before, before), _ratio(item.after, after))
    return max(shared / wanted, alike)


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _alike(one: str, other: str) -> float:
    """0 to 1 by whole words; 1 where only spaces differ. Figures weigh by being words of their own."""
    if one == other:
        return 1.0
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def overlap(one: Span, other: Span) -> float:
    """Shared length over joint length, 0 to 1."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    if shared <= 0:
        return 0.0
    return shared / (len(one) + len(other) - shared)


def has_lost_place(anchors: Sequence[Anchor]) -> bool:
    """Whether, in some story, none of a finding's words are left."""
    return any(all(a.span is None for a in anchors if a.story == story) for story in {a.story for a in anchors})
