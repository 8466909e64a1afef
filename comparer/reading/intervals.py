"""From what a date's words say to the days that they mean, counted from the day of filing."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from comparer.story import Story

PARTS = {"early": (0.0, 0.4), "mid": (0.3, 0.7), "late": (0.6, 1.0), "": (0.0, 1.0)}
"""Which stretch of a month, year or decade a part of it means."""
Interval = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Said:
    """What the words of a date say; everything that they leave out is None or ""."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    until_year: int | None = None
    until_month: int | None = None
    until_day: int | None = None
    day_of_week: int | None = None
    part: str = ""
    unit: str = ""
    """day, weekday, week, weekend, month, season, year, decade or century, of which ``steps`` is counted."""
    steps: int | None = None
    season: tuple[int, int] | None = None
    minutes: tuple[int, int] | None = None

    @property
    def relative(self) -> str:
        """Unit and steps as ``When.relative`` has them."""
        return "" if self.steps is None else f"{self.unit}{self.steps:+d}"


def filed(story: Story) -> date | None:
    """The day that a story's relative dates count from: its dateline's, else that of its publication."""
    for written in (story.dateline.date, story.published):
        try:
            return date.fromisoformat((written or "")[:10])
        except ValueError:
            continue
    return None


def resolve(said: Said, reference: date | None, ahead: bool = False) -> Interval | None:
    """First and last day, both inclusive, or None; ``ahead``: the sentence speaks of the future."""
    try:
        return _absolute(said) or (_counted(said, reference, ahead) if reference else None)
    except (ValueError, OverflowError):
        return None


def _absolute(said: Said) -> Interval | None:
    if said.year is None:
        return None
    if said.season:
        first = date(said.year, said.season[0], 1)
        return first, first + relativedelta(months=said.season[1], days=-1)
    if said.unit == "decade":
        return _part(date(said.year, 1, 1), date(said.year + 9, 12, 31), said.part)
    until = said.until_year or said.year
    if said.month is None:
        return _part(date(said.year, 1, 1), date(until, 12, 31), said.part)
    if said.day is None:
        last = said.until_month or said.month
        return _part(date(said.year, said.month, 1), _month_end(until, last), said.part)
    first = date(said.year, said.month, said.day)
    if said.until_day is None:
        return first, first
    last_day = date(until, said.until_month or said.month, said.until_day)
    return (first, last_day) if first <= last_day else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _part(first: date, last: date, part: str) -> Interval:
    low, high = PARTS[part]
    days = (last - first).days
    return first + timedelta(round(days * low)), first + timedelta(round(days * high))


def _counted(said: Said, reference: date, ahead: bool) -> Interval | None:
    if said.month is not None:
        return _nearest_year(said, reference, ahead)
    if said.season and said.steps is None:
        return _nearest_season(said.season, reference, ahead)
    if said.day_of_week is not None:
        return _weekday(said, reference, ahead)
    if said.day is not None or said.steps is None:
        return None
    return _shifted(said, reference)


def _nearest_year(said: Said, reference: date, ahead: bool) -> Interval | None:
    """A month or day without a year: the last one that has begun, or the next where the sentence looks ahead."""
    assert said.month is not None
    year = reference.year
    if said.steps is not None:
        # "last January", "next May", "this June"
        if said.steps < 0 and said.month >= reference.month:
            year -= 1
        elif said.steps > 0 and said.month <= reference.month:
            year += 1
    else:
        begins = date(year, said.month, min(said.day or 1, calendar.monthrange(year, said.month)[1]))
        if not ahead and begins > reference + timedelta(7 if said.day else 0):
            year -= 1
        elif ahead and _month_end(year, said.until_month or said.month) < reference:
            year += 1
    until = year + 1 if said.until_month and said.until_month < said.month else year
    return _absolute(
        Said(
            year=year, month=said.month, day=said.day, part=said.part,
            until_year=until, until_month=said.until_month, until_day=said.until_day,
        )
    )  # fmt: skip


def _nearest_season(season: tuple[int, int], reference: date, ahead: bool) -> Interval:
    first = date(reference.year, season[0], 1)
    if not ahead and first > reference:
        first = date(reference.year - 1, season[0], 1)
    elif ahead and first + relativedelta(months=season[1]) <= reference:
        first = date(reference.year + 1, season[0], 1)
    return first, first + relativedelta(months=season[1], days=-1)


def _weekday(said: Said, reference: date, ahead: bool) -> Interval:
    assert said.day_of_week is not None
    back = (reference.weekday() - said.day_of_week) % 7
    if (said.steps is not None and said.steps > 0) or ahead:
        day = reference + timedelta((7 - back) % 7 or (7 if said.steps else 0))
    elif said.steps is not None and said.steps < 0:
        day = reference - timedelta(back or 7)
    else:
        day = reference - timedelta(back)
    return day, day


def _shifted(said: Said, reference: date) -> Interval | None:
    steps = said.steps or 0
    if said.unit == "day":
        day = reference + timedelta(steps)
        return day, day
    if said.unit in {"week", "weekend"}:
        monday = reference - timedelta(reference.weekday()) + timedelta(7 * steps)
        if said.unit == "weekend":
            # on a Sunday or Monday "the weekend" is the one that has begun or just ended
            saturday = monday + timedelta(5)
            if steps == 0 and saturday > reference:
                saturday -= timedelta(7)
            return saturday, saturday + timedelta(1)
        return _part(monday, monday + timedelta(6), said.part)
    if said.unit == "month":
        first = reference.replace(day=1) + relativedelta(months=steps)
        return _part(first, _month_end(first.year, first.month), said.part)
    if said.unit == "season" and said.season:
        first, last = _nearest_season(said.season, reference, steps > 0)
        if steps < 0 and last >= reference:
            first, last = first - relativedelta(years=1), last - relativedelta(years=1)
        return first, last
    years = {"year": 1, "decade": 10, "century": 100}.get(said.unit)
    if years is None:
        return None
    year = reference.year - reference.year % years + steps * years
    return _part(date(year, 1, 1), date(year + years - 1, 12, 31), said.part)


def ago(reference: date, unit: str, count: float, sign: int) -> Interval | None:
    """The stretch that "three weeks ago" means: the larger the unit, the wider."""
    try:
        if unit in {"second", "minute", "hour"}:
            return (reference, reference) if count <= 24 else None
        days = {"day": 1, "week": 7, "month": 30.44, "year": 365.25, "decade": 3_652.5, "century": 36_525}[unit]
        middle = reference + timedelta(round(sign * count * days))
        slack = {"day": 0, "week": 3, "month": 15, "year": 183}.get(unit, round(days / 4))
        if count >= 10 and unit != "day":
            slack = round(slack * 2)
        return middle - timedelta(slack), middle + timedelta(slack)
    except (KeyError, OverflowError):
        return None
