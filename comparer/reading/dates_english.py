"""How English copy writes dates: patterns, each with a function from its match to what it says.

The order counts: what an earlier pattern has taken, no later one reads. Word lists are in ``resources/english``.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from comparer.reading.figure_words import TimeWords, either
from comparer.reading.intervals import Said

Match = re.Match[str]
Pattern = tuple[str, Callable[[Match, TimeWords], Said | None]]
DAY = r"(?:[12]\d|3[01]|0?[1-9])"
TH = r"(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
TO = r"\s*(?:-|–|—|\bto\b|\band\b|\bthrough\b|\buntil\b|\bor\b)\s*"
ZONES = "GMT|UTC|CET|BST|EST|EDT|hours|hrs"
EDGE = r"(?![\w%]|[.,:]\d)"


def patterns(words: TimeWords) -> list[Pattern]:
    """Every way of writing a date, most telling first."""
    short = [s for s in words.months if any(m != s and m.startswith(s) and m[-1] != "." for m in words.months)]
    month = rf"(?:(?:{either(short)})\.|{either(words.months)})"
    weekday = rf"(?:(?P<w>{either(words.weekdays)})\.?\s?,?\s+)?"
    part = rf"(?:(?P<part>{either(words.parts)})[\s-]*)?"
    shift = either(words.shifts)
    hours = rf"(?P<p>{either(words.parts_of_day)})"
    near = rf"(?:(?P<near>{either(words.near)})\s+)?"
    year = rf"(?:\s*,?\s+(?P<y>{YEAR}){EDGE})?"
    day_of = rf"(?P<d>{DAY}){TH}\s+(?:of\s+)?"
    return [
        (rf"(?<![\w-])(?P<y>{YEAR})-(?P<n>[01]\d)-(?P<d>{DAY})(?!\d)", _numeric),
        (rf"(?<![\w/])(?P<a>{DAY})[/.](?P<b>{DAY})[/.](?P<y>{YEAR})(?!\d)", _slashed),
        (rf"(?<!\w){weekday}(?P<d>{DAY}){TH}{TO}(?P<d2>{DAY}){TH}\s+(?:of\s+)?(?P<m>{month})(?!\w){year}", _date),
        (rf"(?<!\w){weekday}(?P<m>{month})\s+(?P<d>{DAY}){TH}{TO}(?P<d2>{DAY}){TH}{EDGE}(?!\s+{month}\b){year}", _date),
        (rf"(?<!\w){day_of}(?P<m>{month}){TO}(?P<d2>{DAY}){TH}\s+(?:of\s+)?(?P<m2>{month})(?!\w){year}", _date),
        (rf"(?<!\w)(?P<m>{month})\s+(?P<d>{DAY}){TH}{TO}(?P<m2>{month})\s+(?P<d2>{DAY}){TH}{EDGE}{year}", _date),
        (rf"(?<!\w){weekday}(?:the\s+)?{day_of}(?P<m>{month})(?!\w){year}", _date),
        (rf"(?<!\w){weekday}(?P<m>{month})\s+(?P<d>{DAY}){TH}{EDGE}{year}", _date),
        (rf"(?<!\w)(?P<m>{month}){TO}(?P<m2>{month})(?:\s+of)?\s*,?\s+(?P<y>{YEAR}){EDGE}", _date),
        (rf"(?<!\w){part}(?P<m>{month})(?:\s+of)?\s*,?\s+(?P<y>{YEAR}){EDGE}", _date),
        (rf"(?<=between\s)(?P<m>{month})\s+and\s+(?P<m2>{month})(?!\w)", _date),
        (rf"(?<=from\s)(?P<m>{month})\s+(?:to|through|until)\s+(?P<m2>{month})(?!\w)", _date),
        (rf"(?<!\w)(?P<s>{shift})\s+(?P<m>{month})(?!\w)", _date),
        (rf"(?<!\w){part}(?P<m>{month})(?!\w)", _bare_month),
        (
            rf"(?<!\w)(?:(?P<s>{shift}|early|late|earlier|later)\s+)?(?P<w>{either(words.weekdays)})(?!\w)"
            rf"(?:\.?\s+{hours}\b)?",
            _weekday,
        ),
        (rf"(?<!\w)(?P<day>{either(words.days)})(?:\s+{hours}\b)?(?!\w)", _day),
        (
            rf"(?<!\w)(?:{part}|(?:earlier|later)\s+)(?P<s>{shift})\s+"
            rf"(?P<u>week|month|year|decade|century|weekend)(?!\w)",
            _shifted,
        ),
        (r"(?:(?<=\bat\s)|(?<=\bover\s)|(?<=\bon\s))the\s+(?P<u>weekend)\b", _shifted),
        (rf"(?<!\w)(?:the\s+)?{part}(?P<season>{either(words.seasons)})(?:\s+of|,)?\s+(?P<y>{YEAR}){EDGE}", _season),
        (rf"(?<!\w)(?P<s>{shift})\s+(?P<season>{either(words.seasons)})(?!\w)", _season),
        (rf"(?<![\w$£€.,/-])(?P<y>{YEAR})\s?[-–/]\s?(?P<y2>\d\d(?:\d\d)?){EDGE}", _years),
        (rf"(?<=\bbetween\s)(?P<y>{YEAR})\s+and\s+(?P<y2>{YEAR}){EDGE}", _years),
        (rf"(?<=\bfrom\s)(?P<y>{YEAR})\s+(?:to|through|until)\s+(?P<y2>{YEAR}){EDGE}", _years),
        (rf"(?<!\w)(?:the\s+)?{part}(?P<y>(?:1[5-9]|20)\d0)['’]?s\b", _decade),
        (rf"(?<!\w)(?:the\s+)?{part}['’](?P<short>\d0)s\b", _decade),
        (rf"(?<![\w$£€.,/:-]){part}(?P<y>{YEAR})(?![\w%]|[.,:/]\d)", _bare_year),
        (
            rf"(?<![\w.:,$£€]){near}(?P<h>1[0-2]|0?[1-9])(?:\s?[:.]\s?(?P<min>[0-5]\d))?"
            rf"\s*(?P<half>[ap])(?:\.\s?m\.|\s?m\b)",
            _clock,
        ),
        (rf"(?<![\w.:,$£€]){near}(?P<h>[01]?\d|2[0-3]):(?P<min>[0-5]\d)(?![\d:])", _clock),
        (rf"(?<![\w.:,$£€]){near}(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)(?=\s?(?:{ZONES})\b)", _clock),
        (rf"(?<!\w){near}(?P<name>{either(words.clock)})(?!\w)", _clock),
        (rf"(?<!\w){near}(?P<past>half|(?:a\s+)?quarter)\s+(?P<side>past|to|after)\s+(?P<hour>\w+)(?!\w)", _spoken),
        (rf"(?<!\w){near}(?P<hour>\w+)\s+o['’]clock\b", _spoken),
    ]  # fmt: skip


def _month(text: str | None, words: TimeWords) -> int | None:
    if not text or not text[0].isupper():
        return None
    return words.months.get(text.lower()) or words.months.get(text.lower().rstrip("."))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).lower()


def _group(match: Match, name: str) -> str | None:
    return match[name] if name in match.re.groupindex else None


def _number(match: Match, name: str) -> int | None:
    text = _group(match, name)
    return int(text) if text else None


def _steps(match: Match, words: TimeWords) -> int | None:
    text = _group(match, "s")
    return words.shifts.get(_squeezed(text)) if text else None


def _part_of(match: Match, words: TimeWords) -> str:
    text = _group(match, "part")
    return words.parts[_squeezed(text)] if text else ""


def _numeric(match: Match, words: TimeWords) -> Said | None:
    month = int(match["n"])
    return Said(year=int(match["y"]), month=month, day=int(match["d"])) if 1 <= month <= 12 else None


def _slashed(match: Match, words: TimeWords) -> Said | None:
    """12/02/2020 is a day for one half of the world and another for the other half: read only where it can be told."""
    a, b = int(match["a"]), int(match["b"])
    if a > 12 >= b:
        return Said(year=int(match["y"]), month=b, day=a)
    if b > 12 >= a:
        return Said(year=int(match["y"]), month=a, day=b)
    return Said(year=int(match["y"]), month=a, day=b) if a == b else None


def _date(match: Match, words: TimeWords) -> Said | None:
    month = _month(match["m"], words)
    until = _group(match, "m2")
    if month is None or (until and _month(until, words) is None):
        return None
    weekday = _group(match, "w")
    year, until_day, until_month = _number(match, "y"), _number(match, "d2"), _month(until, words)
    begins = year - 1 if year and until_month and until_month < month else year
    return Said(
        year=begins,
        month=month,
        day=_number(match, "d"),
        until_year=year if begins != year else None,
        until_month=until_month,
        until_day=until_day,
        day_of_week=words.weekdays.get(weekday.lower().rstrip(".")) if weekday else None,
        part=_part_of(match, words),
        unit="month" if _steps(match, words) is not None else "",
        steps=_steps(match, words),
    )


def _word_before(match: Match) -> str:
    found = re.search(r"([^\W\d_]+-?)\s*$", match.string[: match.start()])
    return found[1].lower() if found else ""


def _bare_month(match: Match, words: TimeWords) -> Said | None:
    """A month alone; where it is an ordinary word or name too ("May", "March"), only behind a preposition of time."""
    name = match["m"].lower().rstrip(".")
    ordinary = name in words.ambiguous or len(name) <= 4
    if ordinary and not match["part"] and _word_before(match) not in words.prepositions:
        return None
    if ordinary and re.match(r"['’]s\b|\s+[A-Z]", match.string[match.end() :]):
        return None
    return _date(match, words)


def _weekday(match: Match, words: TimeWords) -> Said | None:
    name = match["w"]
    if not name[0].isupper() or (
        len(name) <= 3 and name.isalpha() and not re.match(r"\s\d", match.string[match.end() :])
    ):
        return None
    hours = words.parts_of_day[match["p"].lower()] if match["p"] else None
    return Said(day_of_week=words.weekdays[name.lower()], unit="weekday", steps=_steps(match, words), minutes=hours)


def _day(match: Match, words: TimeWords) -> Said | None:
    text = _squeezed(match["day"])
    hours = (
        match["p"] or next((p for p in words.parts_of_day if p in text), None) or ("night" if "night" in text else None)
    )
    minutes = words.parts_of_day[hours.lower()] if hours else None
    return Said(unit="day", steps=words.days[text], minutes=minutes)


def _shifted(match: Match, words: TimeWords) -> Said | None:
    unit = match["u"].lower()
    steps = _steps(match, words)
    after = match.string[match.end() : match.end() + 2]
    if after.startswith(("-", "’s", "'s")) and unit == "year":
        return Said(unit=unit, steps=steps or 0) if steps is not None else None
    return Said(unit=unit, steps=steps or 0, part=_part_of(match, words))


def _season(match: Match, words: TimeWords) -> Said | None:
    season = words.seasons[match["season"].lower()]
    return Said(year=_number(match, "y"), season=season, unit="season", steps=_steps(match, words))


def _years(match: Match, words: TimeWords) -> Said | None:
    first, text = int(match["y"]), match["y2"]
    last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
    return Said(year=first, until_year=last) if first < last <= first + 150 and last < 2100 else None


def _decade(match: Match, words: TimeWords) -> Said | None:
    short = _group(match, "short")
    year = int(match["y"]) if not short else 1900 + int(short) if int(short) > 20 else 2000 + int(short)
    return Said(year=year, unit="decade", part=_part_of(match, words))


def _bare_year(match: Match, words: TimeWords) -> Said | None:
    """Four digits are a year unless they count what follows: "1600 workers", not "the 2016 elections"."""
    counted = re.match(r"\s+(?:[a-z]+\s+){0,1}(?:people|personnel|[a-z]+s)\b", match.string[match.end() :])
    before = _word_before(match)
    close = re.search(r"(?:^|[\s(\[,])$", match.string[: match.start()])
    if not close or (
        counted and not match["part"] and before not in {*words.prepositions - {"for", "and", "to"}, "the", "s"}
    ):
        return None
    return Said(year=int(match["y"]), part=_part_of(match, words))


def _around(match: Match, words: TimeWords, minute: int) -> tuple[int, int]:
    near = _group(match, "near")
    low, high = words.near[_squeezed(near)] if near else (0, 0)
    return minute + low, minute + high


def _clock(match: Match, words: TimeWords) -> Said | None:
    name = _group(match, "name")
    if name:
        return Said(minutes=_around(match, words, words.clock[name.lower()]))
    minute = int(match["h"]) * 60 + (_number(match, "min") or 0)
    half = _group(match, "half")
    if half:
        minute = minute % 720 + (720 if half.lower() == "p" else 0)
    return Said(minutes=_around(match, words, minute))


HOURS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
)


def _spoken(match: Match, words: TimeWords) -> Said | None:
    """Such as "half past two" and "six o'clock": before noon unless the words behind it say otherwise."""
    text = match["hour"].lower()
    hour = HOURS.get(text) or (int(text) if text.isdecimal() and 1 <= int(text) <= 12 else None)
    if hour is None:
        return None
    minute = hour % 12 * 60
    if "past" in match.re.groupindex and match["past"]:
        step = 30 if match["past"].lower() == "half" else 15
        minute += -step if match["side"].lower() == "to" else step
    later = re.match(r"\s+(?:in\s+the\s+(afternoon|evening)|at\s+(night))", match.string[match.end() :])
    minute += 720 if later else 0
    return Said(minutes=_around(match, words, minute % 1440))
