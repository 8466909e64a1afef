"""Dates: text -> interval, counted from 13 February 2020, a Thursday; unresolved ones keep their words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparer.reading.dates import find_dates
from comparer.reading.nouns import When
from comparer.reading.parsing import parse_story
from comparer.story import Dateline, Paragraph, Story

CACHE: dict = {}


def dates(text: str, filed: str | None = "2020-02-13") -> list[When]:
    story = Story(text, (Paragraph(0, len(text)),), dateline=Dateline(None, filed))
    tokens, _ = parse_story(story, CACHE)
    return list(find_dates(story, tokens))


@pytest.mark.parametrize(
    ("text", "written", "first", "last"),
    [
        ("They met on 12 February 2020.", "12 February 2020", "2020-02-12", "2020-02-12"),
        ("They met on Feb. 12.", "Feb. 12", "2020-02-12", "2020-02-12"),
        ("They met on 13th February, 2020.", "13th February, 2020", "2020-02-13", "2020-02-13"),
        ("They met on Wednesday.", "Wednesday", "2020-02-12", "2020-02-12"),
        ("They met on Thursday.", "Thursday", "2020-02-13", "2020-02-13"),
        ("They will meet on Monday.", "Monday", "2020-02-17", "2020-02-17"),
        ("They met yesterday.", "yesterday", "2020-02-12", "2020-02-12"),
        ("They met last month.", "last month", "2020-01-01", "2020-01-31"),
        ("They met in early January.", "early January", "2020-01-01", "2020-01-13"),
        ("They met in late January.", "late January", "2020-01-19", "2020-01-31"),
        ("They met this week.", "this week", "2020-02-10", "2020-02-16"),
        ("It ends next year.", "next year", "2021-01-01", "2021-12-31"),
        ("It was built in 2016.", "2016", "2016-01-01", "2016-12-31"),
        ("It fell in the summer of 2012.", "the summer of 2012", "2012-06-01", "2012-08-31"),
        ("It lasted between May and July.", "May and July", "2019-05-01", "2019-07-31"),
        ("The talks are on June 16-20, 2020.", "June 16-20, 2020", "2020-06-16", "2020-06-20"),
        ("He left in November.", "November", "2019-11-01", "2019-11-30"),
        ("They fell in the 1990s.", "the 1990s", "1990-01-01", "1999-12-31"),
        ("They met two days ago.", "two days ago", "2020-02-11", "2020-02-11"),
        ("They met on 2020-02-12.", "2020-02-12", "2020-02-12", "2020-02-12"),
        ("They met from 2010 to 2014.", "2010 to 2014", "2010-01-01", "2014-12-31"),
    ],
)
def test_interval(text: str, written: str, first: str, last: str) -> None:
    found = {text[w.start : w.end]: w for w in dates(text)}
    assert written in found, sorted(found)
    assert (found[written].first, found[written].last) == (first, last)


@pytest.mark.parametrize(
    ("text", "written", "minutes"),
    [
        ("The call came at 3:33 a.m.", "3:33 a.m.", (213, 213)),
        ("It closed at 9pm.", "9pm", (1260, 1260)),
        ("It began shortly before midnight.", "shortly before midnight", (1380, 1440)),
        ("It began at a quarter past one.", "a quarter past one", (75, 75)),
        ("It was at 14:30 GMT.", "14:30", (870, 870)),
        ("They came on Friday morning.", "Friday morning", (300, 720)),
    ],
)
def test_time_of_day(text: str, written: str, minutes: tuple[int, int]) -> None:
    found = {text[w.start : w.end]: w for w in dates(text)}
    assert found[written].minutes == minutes


@pytest.mark.parametrize(
    "text", ["He may march home.", "Some 1600 workers went.", "Theresa May spoke.", "A second wave came."]
)
def test_no_date(text: str) -> None:
    assert dates(text) == []


def test_the_previous_day_counts_from_the_date_before_it() -> None:
    found = dates("The vote was on 5 February 2020. The previous day they had argued.")
    assert [w.first for w in found] == ["2020-02-05", "2020-02-04"]


def test_without_a_day_of_filing_the_words_are_kept() -> None:
    (weekday,) = dates("They met on Tuesday.", None)
    assert (weekday.first, weekday.day_of_week, weekday.weekday) == ("", 1, True)
    (month,) = dates("They met last month.", None)
    assert (month.first, month.relative) == ("", "month-1")
    (full,) = dates("They met on 5 May 2019.", None)
    assert full.first == "2019-05-05"


@settings(deadline=None, max_examples=60)
@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2099, 12, 31)))
def test_a_full_date_is_the_same_in_every_form(day: date) -> None:
    for form in (f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}", day.isoformat()):
        assert [w.first for w in dates(f"It was on {form}.")] == [day.isoformat()]


@settings(deadline=None, max_examples=30)
@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)))
def test_a_weekday_lies_in_the_week_up_to_filing(filed: date) -> None:
    (when,) = dates("They met on Tuesday.", filed.isoformat())
    found = date.fromisoformat(when.first)
    assert found.weekday() == 1
    assert timedelta(0) <= filed - found <= timedelta(6)


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=80))
def test_offsets_of_any_text(text: str) -> None:
    for when in dates(text):
        assert 0 <= when.start < when.end <= len(text)
        assert when.first <= when.last
