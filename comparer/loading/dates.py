"""Dates as agencies write them, to ISO 8601. Month names of many languages come from the profiles."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache

from comparer.loading.profiles import profiles

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?(?!\d)", re.I
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?\s?(Z|[+-]\d\d:?\d\d)?)?(?!\d)")
_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d\d)(?!\d)(?:,?\s+(\d{1,2})[:.](\d\d))?")


@cache
def month_pattern() -> str:
    """A regular expression for every month name the profiles know, longest first; the full stop is not part of it."""
    names = sorted(profiles().months, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(n) for n in names) + r")(?![^\W\d_])"


@cache
def date_pattern() -> str:
    """A regular expression (for re.I) for a date as datelines have it, with or without a year; no capturing groups."""
    month = month_pattern() + r"\.?"
    weekday = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?[,.]? )?"
    day = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?"
    year = r"(?:,? ?(?:de )?(?:19|20)\d\d)"
    return (
        rf"{weekday}(?:{month} {day}(?!\d){year}?|{day}(?: de| of)? ?{month},?{year}?"
        r"|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}/\d{1,2})"
    )


@cache
def _written() -> tuple[re.Pattern[str], re.Pattern[str]]:
    month = f"({month_pattern()})" + r"\.?"
    day = r"(\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
    year = r"(?:,? ?(?:de )?((?:19|20)\d\d))?"
    return (
        re.compile(rf"(?<![^\W\d_]){month} {day}(?!\d){year}", re.I),
        re.compile(rf"(?<!\d){day}(?: de| of)? ?{month},?{year}", re.I),
    )


def parse_date(text: str | None, *, day_first: bool | None = None, near: str | None = None) -> str | None:
    """The first date of a text as ISO 8601 (with time and zone where it gives them), or None.

    ``near``: an ISO date that lends its year to a date without one, so that the two lie within half a year.
    ``day_first`` decides for 4/5/2018; None means day first unless the second number is above 12.
    """
    if not text:
        return None
    text = " ".join(text.split())
    if found := _ISO.search(text):
        return _checked(found.groups())
    if re.match(r"(?:\w{3}, )?\d{1,2} \w{3} \d{4} \d\d:\d\d", text):
        try:
            return parsedate_to_datetime(text).isoformat()
        except (ValueError, TypeError, IndexError):
            pass
    if (found := _COMPACT.fullmatch(text.strip())) or (
        found := re.match(r"(20\d\d|19\d\d)(\d\d)(\d\d)()()()()\b", text)
    ):
        return _checked(tuple(g or None for g in found.groups()))
    if found := re.search(r"(\d{4})\.(\d\d)\.(\d\d)(?: (\d\d):(\d\d))?", text):
        return _checked((*found.groups(), None, None))
    if found := _NUMERIC.search(text):
        return _numeric(found, day_first)
    month_first, day_then_month = _written()
    found, other = month_first.search(text), day_then_month.search(text)
    if found and (not other or found.start() <= other.start()):
        month, day, year = found.groups()
    elif other:
        day, month, year = other.groups()
        found = other
    else:
        return None
    return _with_year(int(day), profiles().months[month.casefold()], year, near)


_TIME = re.compile(
    r"(?:(?<=at )|(?<=until )|(?<=till )|(?<=to )|(?<=before )|(?<=um )|(?<=bis )|(?<=, )|^)"
    r"([01]\d|2[0-4])([0-5]\d)\b(?! *$)"
    r"|\b([01]?\d|2[0-4])[:.h]([0-5]\d)\b(?![./]\d)(?: ?([ap])\.?m\b)?|\b(1[0-2]|0?[1-9])() ?([ap])\.?m\b"
    r"|\b([01]\d|2[0-4])([0-5]\d)(?= ?(?:hrs|hours|h\b|GMT|UTC|BST|CES?T|[ECMP][SD]T))",
    re.I,
)
_ZONES = {"GMT": 0, "UTC": 0, "Z": 0, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EST": -5, "EDT": -4,
          "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}  # fmt: skip


def parse_moment(text: str | None, *, near: str | None = None) -> str | None:
    """As ``parse_date``, with the time of day and the zone wherever they stand: "0001 GMT, 13 March 2027"."""
    found = parse_date(text, near=near)
    if not found or not text or len(found) > len("2027-03-13"):
        return found
    clock = _TIME.search(" ".join(text.split()))
    if clock is None:
        return found
    hour, minute = _clock(clock)
    if hour == 24:
        hour, minute = 23, 59
    zone = next((z for word in re.findall(r"[A-Z]{1,4}", text) if (z := _ZONES.get(word)) is not None), None)
    offset = "" if zone is None else f"{'-' if zone < 0 else '+'}{abs(zone):02d}:00"
    return f"{found}T{hour:02d}:{minute:02d}:00{offset}"


def _clock(found: re.Match[str]) -> tuple[int, int]:
    """Hour and minute of a time of day, on the 24-hour clock."""
    groups = found.groups()
    if groups[0]:
        return int(groups[0]), int(groups[1])
    if groups[2]:
        hour, minute, half = int(groups[2]), int(groups[3]), (groups[4] or "").casefold()
    elif groups[5]:
        hour, minute, half = int(groups[5]), 0, groups[7].casefold()
    else:
        return int(groups[8]), int(groups[9])
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, minute


def _checked(parts: tuple[str | None, ...]) -> str | None:
    year, month, day, hour, minute, second, zone = parts
    try:
        date(int(year or 0), int(month or 0), int(day or 0))
        if hour is None:
            return f"{year}-{month}-{day}"
        if int(hour) > 23 or int(minute or 0) > 59:
            return f"{year}-{month}-{day}"
    except ValueError:
        return None
    zone = (zone or "").upper()
    if zone in ("Z", "UTC", "GMT"):
        zone = "+00:00"
    elif zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{zone}"


def _numeric(found: re.Match[str], day_first: bool | None) -> str | None:
    first, second, year, hour, minute = found.groups()
    a, b = int(first), int(second)
    if len(year) == 2:
        year = ("20" if int(year) < 70 else "19") + year
    if b > 12 or (day_first is False and a <= 12):
        month, day = a, b
    else:
        day, month = a, b
    try:
        moment = datetime(int(year), month, day, int(hour or 0) % 24, int(minute or 0) % 60)
    except ValueError:
        return None
    return moment.isoformat() if hour else moment.date().isoformat()


def _with_year(day: int, month: int, year: str | None, near: str | None) -> str | None:
    try:
        if year:
            return date(int(year), month, day).isoformat()
        if not near:
            return None
        other = date.fromisoformat(near[:10])
        years = (other.year, other.year - 1, other.year + 1)
        dates = [date(y, month, day) for y in years]
        return min(dates, key=lambda d: abs((d - other).days)).isoformat()
    except ValueError:
        return None
