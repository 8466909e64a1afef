"""Whether two stories' dates mean the same, one lies in the other, or they contradict each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comparer.reading.nouns import When


class DateRelation(StrEnum):
    """SAME; CONTAINS: one lies in the other or they overlap; MIDNIGHT: weekdays side by side, as two agencies name an
    event around midnight or in different zones; DIFFERENT; UNRELATED: nothing that can be compared."""

    SAME = "same"
    CONTAINS = "contains"
    MIDNIGHT = "midnight"
    DIFFERENT = "different"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class DateMatch:
    """``reason`` is half a sentence."""

    relation: DateRelation
    reason: str


def compare_dates(a: When, b: When) -> DateMatch:
    """Compare two dates of two stories by the days they mean, or by what their words say where those are not known.

    Gives the same answer either way round.
    """
    if (a.minutes is None) != (b.minutes is None) and not (_has_day(a) and _has_day(b)):
        return DateMatch(DateRelation.UNRELATED, "one is a time of day, the other a date")
    day = _compare_days(a, b)
    if a.minutes is None or b.minutes is None or day.relation in {DateRelation.DIFFERENT, DateRelation.MIDNIGHT}:
        return day
    return _compare_minutes(a.minutes, b.minutes)


def _has_day(when: When) -> bool:
    stated = (when.year, when.month, when.day, when.day_of_week)
    return bool(when.first or when.relative) or any(part is not None for part in stated)


def _compare_minutes(a: tuple[int, int], b: tuple[int, int]) -> DateMatch:
    if a == b:
        return DateMatch(DateRelation.SAME, "the same time of day")
    if a[0] <= b[1] and b[0] <= a[1]:
        return DateMatch(DateRelation.CONTAINS, "one time of day is vaguer")
    return DateMatch(DateRelation.DIFFERENT, "the times of day differ")


def _compare_days(a: When, b: When) -> DateMatch:
    if not _has_day(a) or not _has_day(b):
        relation = DateRelation.SAME if _has_day(a) == _has_day(b) else DateRelation.UNRELATED
        return DateMatch(relation, "no day is named")
    if a.first and b.first:
        return _compare_intervals(a, b)
    return _compare_words(a, b)


def _compare_intervals(a: When, b: When) -> DateMatch:
    if (a.first, a.last) == (b.first, b.last):
        return DateMatch(DateRelation.SAME, "the same days")
    if a.first <= b.last and b.first <= a.last:
        return DateMatch(DateRelation.CONTAINS, "one lies in the other")
    days = {*map(date.fromisoformat, (a.first, a.last, b.first, b.last))}
    if (a.weekday or b.weekday) and len(days) == 2 and (max(days) - min(days)).days == 1:
        return DateMatch(DateRelation.MIDNIGHT, "neighbouring days")
    return DateMatch(DateRelation.DIFFERENT, "they do not overlap")


def _compare_words(a: When, b: When) -> DateMatch:
    """Without a day of filing: year, month, day and weekday as far as both name them, else steps of the same unit."""
    compared = False
    for mine, other in ((a.year, b.year), (a.month, b.month)):
        if mine is not None and other is not None:
            compared = True
            if mine != other:
                return DateMatch(DateRelation.DIFFERENT, "year or month differ")
    if a.month is not None and b.month is not None and a.day is not None and b.day is not None:
        same = a.day == b.day
        return DateMatch(
            DateRelation.SAME if same else DateRelation.DIFFERENT, "the same day" if same else "days differ"
        )
    weekdays = [w.day_of_week if w.day_of_week is not None else _weekday_of(w) for w in (a, b)]
    if weekdays[0] is not None and weekdays[1] is not None:
        apart = (weekdays[0] - weekdays[1]) % 7
        if apart == 0:
            return DateMatch(DateRelation.SAME, "the same weekday")
        near = DateRelation.MIDNIGHT if apart in {1, 6} else DateRelation.DIFFERENT
        return DateMatch(near, "the weekdays differ")
    if a.relative and b.relative and a.relative.rstrip("0123456789+-") == b.relative.rstrip("0123456789+-"):
        same = a.relative == b.relative
        return DateMatch(DateRelation.SAME if same else DateRelation.DIFFERENT, "counted from the day of filing")
    if compared:
        return DateMatch(DateRelation.CONTAINS, "one is vaguer")
    return DateMatch(DateRelation.UNRELATED, "neither story says when it was filed")


def _weekday_of(when: When) -> int | None:
    return date.fromisoformat(when.first).weekday() if when.first and when.first == when.last else None
