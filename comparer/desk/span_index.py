"""Finding, among many spans of one story, those that overlap another: for texts of any length. Pure: no Qt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from comparer.story import Span

T = TypeVar("T")
_BUCKET = 512
"""Code points per bucket: about a paragraph."""


class SpanIndex(Generic[T]):
    """Items by the span they stand on."""

    def __init__(self, items: Iterable[tuple[Span, T]] = ()) -> None:
        self._buckets: defaultdict[int, list[tuple[Span, T]]] = defaultdict(list)
        for span, item in items:
            self.add(span, item)

    def add(self, span: Span, item: T) -> None:
        """One more item."""
        for bucket in range(span.start // _BUCKET, span.end // _BUCKET + 1):
            self._buckets[bucket].append((span, item))

    def overlapping(self, span: Span) -> list[tuple[Span, T]]:
        """The items whose spans share a code point with this one, each once, in no order that means anything."""
        found = []
        for bucket in range(span.start // _BUCKET, span.end // _BUCKET + 1):
            for other, item in self._buckets.get(bucket, ()):
                first = max(other.start, span.start) // _BUCKET
                if first == bucket and other.overlaps(span):
                    found.append((other, item))
        return found
