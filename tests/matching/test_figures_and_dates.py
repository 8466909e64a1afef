"""Figures and dates of two stories: same, compatible, different or of another thing; either way round."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparer.matching.dates import DateRelation, compare_dates
from comparer.matching.figures import FigureRelation, bends_differ, compare_figures, compare_values
from comparer.reading.dates import find_dates
from comparer.reading.nouns import Quantity, Reading, When
from comparer.reading.parsing import parse_story
from comparer.reading.quantities import find_quantities
from comparer.story import Dateline, Paragraph, Story

CACHE: dict = {}


def reading(text: str, filed: str | None = "2020-02-13") -> Reading:
    story = Story(text, (Paragraph(0, len(text)),), dateline=Dateline(None, filed))
    tokens, _ = parse_story(story, CACHE)
    dates = find_dates(story, tokens)
    return Reading(story, tokens, quantities=find_quantities(story, tokens, dates), dates=dates)


@pytest.mark.parametrize(
    ("one", "two", "relation"),
    [
        ("The plan costs $1.2bn.", "The plan costs 1.2 billion dollars.", FigureRelation.SAME),
        ("Five people died.", "5 people died.", FigureRelation.SAME),
        ("The lake lies 10 miles away.", "The lake lies 16 km away.", FigureRelation.SAME),
        ("Nearly 3,000 people fled.", "Some 2,950 people fled.", FigureRelation.COMPATIBLE),
        ("About 20,000 people came.", "19,400 people came.", FigureRelation.COMPATIBLE),
        ("Two thirds of voters agreed.", "Some 65 percent of voters agreed.", FigureRelation.COMPATIBLE),
        ("Dozens of miners died.", "More than 70 miners died.", FigureRelation.COMPATIBLE),
        ("The fire killed 12 people.", "The fire killed 15 people.", FigureRelation.DIFFERENT),
        ("He was fined $3,500.", "He was fined $5,000.", FigureRelation.DIFFERENT),
        ("The fire killed 12 people.", "The fire burned 15 houses.", FigureRelation.UNRELATED),
        ("The fire killed 12 people.", "The fire injured 15 people.", FigureRelation.UNRELATED),
        ("The plan costs $12.", "The plan takes 12 years.", FigureRelation.UNRELATED),
    ],
)
def test_figures(one: str, two: str, relation: FigureRelation) -> None:
    a, b = reading(one), reading(two)
    forward = compare_figures(a.quantities[0], a, b.quantities[0], b)
    assert forward.relation is relation, forward
    assert compare_figures(b.quantities[0], b, a.quantities[0], a) == forward


@pytest.mark.parametrize(
    ("one", "two", "relation"),
    [
        ("They met on Wednesday.", "They met on 12 February.", DateRelation.SAME),
        ("They met last month.", "They met in early January.", DateRelation.CONTAINS),
        ("They met on Wednesday.", "They met on Tuesday.", DateRelation.MIDNIGHT),
        ("They met on Wednesday.", "They met on 3 February.", DateRelation.DIFFERENT),
        ("The call came at 3:33 a.m.", "The call came at 3:30 a.m.", DateRelation.DIFFERENT),
        ("It ended before midnight.", "It ended at 11:30 p.m.", DateRelation.CONTAINS),
        ("It was built in 2019.", "The call came at 3:30 a.m.", DateRelation.UNRELATED),
    ],
)
def test_dates(one: str, two: str, relation: DateRelation) -> None:
    a, b = reading(one).dates[0], reading(two).dates[0]
    assert compare_dates(a, b).relation is relation
    assert compare_dates(b, a) == compare_dates(a, b)


def test_dates_of_stories_that_do_not_say_when_they_were_filed() -> None:
    monday, tuesday = reading("They met on Monday.", None).dates[0], reading("They met on Tuesday.", None).dates[0]
    assert compare_dates(monday, tuesday).relation is DateRelation.MIDNIGHT
    last, this = reading("It was last month.", None).dates[0], reading("It was this month.", None).dates[0]
    assert compare_dates(last, this).relation is DateRelation.DIFFERENT
    assert compare_dates(monday, last).relation is DateRelation.UNRELATED


QUANTITIES = st.builds(
    lambda value, spread, unit, bend: Quantity(
        0, 1, value * (1 - spread), value * (1 + spread), "measure", unit, value=value, bend=bend
    ),
    st.floats(min_value=0.01, max_value=1e9),
    st.sampled_from([0.0, 0.1]),
    st.sampled_from(["mile", "kilometre", "metre"]),
    st.sampled_from(["", "about", "over", "least", "most"]),
)
DAYS = st.dates().map(lambda d: d.isoformat())
WHENS = st.builds(
    lambda days, weekday, minutes: When(0, 1, min(days), max(days), weekday, minutes=minutes),
    st.lists(DAYS, min_size=2, max_size=2),
    st.booleans(),
    st.none() | st.tuples(st.integers(0, 700), st.integers(701, 1440)),
)


@settings(deadline=None, max_examples=200)
@given(QUANTITIES, QUANTITIES)
def test_values_compare_the_same_either_way_round(a: Quantity, b: Quantity) -> None:
    assert compare_values(a, b) is compare_values(b, a)
    assert bends_differ(a, b) is bends_differ(b, a)
    assert compare_values(a, a) is FigureRelation.SAME


@settings(deadline=None, max_examples=200)
@given(WHENS, WHENS)
def test_dates_compare_the_same_either_way_round(a: When, b: When) -> None:
    assert compare_dates(a, b) == compare_dates(b, a)
    assert compare_dates(a, a).relation is DateRelation.SAME
