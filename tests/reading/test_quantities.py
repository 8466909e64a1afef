"""Figures: text -> value, kind, unit; what is none; offsets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparer.reading.dates import find_dates
from comparer.reading.figure_words import figure_words
from comparer.reading.nouns import Quantity
from comparer.reading.numbers import find_numbers
from comparer.reading.parsing import parse_story
from comparer.reading.quantities import find_quantities
from comparer.story import Paragraph, Story

CACHE: dict = {}


def figures(text: str) -> list[Quantity]:
    story = Story(text, (Paragraph(0, len(text)),))
    tokens, _ = parse_story(story, CACHE)
    return list(find_quantities(story, tokens, find_dates(story, tokens)))


@pytest.mark.parametrize(
    ("text", "written", "low", "high", "kind", "unit"),
    [
        ("Nearly 3,000 troops were sent.", "Nearly 3,000", 2_700, 3_000, "cardinal", "troop"),
        ("About 20,000 people fled.", "About 20,000", 18_000, 22_000, "cardinal", "people"),
        ("More than two dozen officers were hurt.", "More than two dozen", 24, 36, "cardinal", "officer"),
        ("The town took in up to 1,200 soldiers.", "up to 1,200", 600, 1_200, "cardinal", "soldier"),
        ("At least 12 miners died.", "At least 12", 12, 24, "cardinal", "miner"),
        ("They sent a 500-personnel-strong mission.", "500", 500, 500, "cardinal", "personnel"),
        ("Police freed two hundred and fifty hostages.", "two hundred and fifty", 250, 250, "cardinal", "hostage"),
        ("Half a million homes lost power.", "Half a million", 500_000, 500_000, "cardinal", "home"),
        ("Twenty-one passengers were saved.", "Twenty-one", 21, 21, "cardinal", "passenger"),
        ("Hundreds of workers walked out.", "Hundreds", 200, 1_999, "cardinal", "worker"),
        ("Between 10 and 15 people died.", "10 and 15", 10, 15, "cardinal", "people"),
        ("12 killed, 25 injured in blast", "12", 12, 12, "cardinal", "person"),
        ("The plan costs $1.2bn.", "$1.2bn", 1.2e9, 1.2e9, "money", "USD"),
        ("The plan costs 1.2 billion dollars.", "1.2 billion dollars", 1.2e9, 1.2e9, "money", "USD"),
        ("The plan costs 8.6bn euros.", "8.6bn euros", 8.6e9, 8.6e9, "money", "EUR"),
        ("He was fined £40m.", "£40m", 4e7, 4e7, "money", "GBP"),
        ("The levy raised Sh6 million.", "Sh6 million", 6e6, 6e6, "money", "shilling"),
        ("Prices rose 5.3% in May.", "5.3%", 5.3, 5.3, "percent", "percent"),
        ("Prices rose 5.8 per cent.", "5.8 per cent", 5.8, 5.8, "percent", "percent"),
        ("Two thirds of the voters stayed at home.", "Two thirds", 200 / 3, 200 / 3, "percent", "percent"),
        ("Four in ten voters stayed at home.", "Four in ten", 40, 40, "percent", "percent"),
        ("We have a two-in-three chance.", "two-in-three", 200 / 3, 200 / 3, "percent", "percent"),
        ("The lake is 5,000km away.", "5,000km", 5_000, 5_000, "measure", "kilometre"),
        ("He drove at 120 miles per hour.", "120 miles per hour", 120, 120, "measure", "mile per hour"),
        ("The 34-year-old was born there.", "34-year-old", 34, 34, "age", "year"),
        ("Maria Olsen, 34, said so.", "34", 34, 34, "age", "year"),
        ("A 10-day trip began.", "10-day", 10, 10, "time", "day"),
        ("The Senate voted 51-49 for it.", "51-49", 49, 51, "score", "score"),
        ("It was the ninth eruption.", "ninth", 9, 9, "ordinal", "eruption"),
    ],
)
def test_value_and_unit(text: str, written: str, low: float, high: float, kind: str, unit: str) -> None:
    found = {text[q.start : q.end]: q for q in figures(text)}
    assert written in found, sorted(found)
    quantity = found[written]
    assert (quantity.low, quantity.high) == pytest.approx((low, high))
    assert (quantity.kind, quantity.unit) == (kind, unit)


@pytest.mark.parametrize(
    "text",
    [
        "An F-16 crashed.",
        "COVID-19 spread fast.",
        "The attacks of 9/11 changed that.",
        "Leaders of the G20 met.",
        "They invoked Article 5.",
        "Flight 370 vanished.",
        "The law was passed in 2016.",
        "His half-brother left.",
        "It happened at 3:33 a.m. on Tuesday.",
        "No one came.",
    ],
)
def test_no_figure(text: str) -> None:
    assert figures(text) == []


def test_each_figure_says_which_it_is() -> None:
    dead, missing = figures("Five people died and 40 sailors are missing.")
    assert "die" in dead.context
    assert missing.unit == "sailor"


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="0123456789,.-/$£€% abnth'’\"½twoMdozen", max_size=60))
def test_numbers_lie_in_order_and_inside_the_text(text: str) -> None:
    end = 0
    for number in find_numbers(text, figure_words()):
        assert end <= number.start < number.end <= len(text)
        assert number.low <= number.value <= number.high
        end = number.end


@settings(deadline=None, max_examples=100)
@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_digits_keep_their_value(value: int) -> None:
    (number,) = find_numbers(f"{value:,} things", figure_words())
    assert number.value == value


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=80))
def test_offsets_of_any_text(text: str) -> None:
    for quantity in figures(text):
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.low <= quantity.high
