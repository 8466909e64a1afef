"""Overlaps gives what looking at every span would give."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from comparer.matching.overlaps import Overlaps

SPAN = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(SPAN, max_size=20), SPAN)
def test_it_finds_what_looking_at_all_finds(spans: list[tuple[int, int]], stretch: tuple[int, int]) -> None:
    start, end = stretch
    assert Overlaps(spans)(start, end) == [k for k, (s, e) in enumerate(spans) if s < end and start < e]
