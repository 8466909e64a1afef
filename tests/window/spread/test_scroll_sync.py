from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.window.scroll_sync import Pair, PlaceMap, Step, chain

stretch = st.tuples(st.integers(0, 500), st.integers(1, 60)).map(lambda t: (float(t[0]), float(t[0] + t[1])))
pairs = st.lists(st.builds(Pair, stretch, stretch, st.floats(0.1, 3)), max_size=12)


@given(pairs)
def test_a_chain_goes_down_both_pages(found: list[Pair]) -> None:
    picked = chain(found)
    assert all(a.left[0] <= b.left[0] and a.right[0] <= b.right[0] for a, b in pairwise(picked))


@given(pairs)
def test_a_chain_weighs_at_least_as_much_as_its_best_pair(found: list[Pair]) -> None:
    if found:
        assert sum(p.weight for p in chain(found)) >= max(p.weight for p in found)


@given(pairs, st.lists(st.floats(0, 600), min_size=2, max_size=6))
def test_scrolling_down_never_scrolls_the_other_page_up(found: list[Pair], heights: list[float]) -> None:
    mapped = PlaceMap(chain(found), (600, 600))
    for side in (0, 1):
        across = [mapped.across(h, side) for h in sorted(heights)]
        assert across == sorted(across)


def test_a_matched_stretch_maps_to_its_like_and_its_middle_to_the_middle() -> None:
    mapped = PlaceMap([Pair((100, 200), (300, 340))], (1000, 900))
    assert mapped.across(100, 0) == 300
    assert mapped.across(150, 0) == 320
    assert mapped.across(320, 1) == 150


def test_a_crossing_pair_gives_way_to_the_heavier() -> None:
    low, high = Pair((0, 10), (500, 510), 1), Pair((20, 30), (0, 10), 3)
    assert chain([low, high]) == [high]


def test_nothing_matched_goes_by_share_of_the_page() -> None:
    assert PlaceMap([], (100, 300)).across(50, 0) == 150


def test_a_difference_made_by_hand_is_held_and_fades() -> None:
    step = Step()
    step.hold(left=100, right=260, expected=200)
    assert step.offset(100) == 60
    assert 0 < step.offset(900) < 60
    assert step.offset(100 + 5000) == 0
    step.forget()
    assert step.offset(100) == pytest.approx(0)
