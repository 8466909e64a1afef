"""Dates, times of day and spans of time, resolved against the dateline.

Each way of writing a date is a ``_Way``: a pattern and a function that says what its match says. They are tried in
order, and none reads what an earlier one has taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from comparer.reading.counted import token_at
from comparer.reading.dates_english import patterns
from comparer.reading.figure_words import TimeWords, either, figure_words, time_words
from comparer.reading.intervals import Said, ago, filed, resolve
from comparer.reading.nouns import Token, When
from comparer.reading.numbers import find_numbers
from comparer.story import Story

Match = re.Match[str]


@dataclass(frozen=True)
class _Way:
    pattern: re.Pattern[str]
    said: Callable[[Match, TimeWords], Said | None]


def find_dates(story: Story, tokens: tuple[Token, ...]) -> tuple[When, ...]:
    """All dates and times of a story in the order of the text."""
    words = time_words(story.language)
    reference = filed(story)
    found: list[When] = []
    for paragraph in story.paragraphs:
        first = token_at(tokens, paragraph.start)
        if first is None or tokens[first].start >= paragraph.end:
            continue
        text = story.text[paragraph.start : paragraph.end]
        here: list[When] = []
        for start, end, said in _said(text, words):
            at = token_at(tokens, paragraph.start + start)
            ahead = at is not None and looks_ahead(tokens, at, words)
            interval = resolve(said, reference, ahead)
            here.append(_when(paragraph.start + start, paragraph.start + end, said, interval))
        here += _ago(text, paragraph.start, reference, story.language, here)
        found += _neighbours(text, paragraph.start, words, sorted(here, key=lambda w: w.start))
    return tuple(found)


def looks_ahead(tokens: tuple[Token, ...], at: int, words: TimeWords) -> bool:
    """Whether the clause around a token speaks of what is to come: "will meet on Monday", "is due in May"."""
    k = at
    for _ in range(8):
        up = tokens[k].head
        if tokens[k].pos in {"VERB", "AUX"}:
            near = range(max(0, k - 5), k)
            helped = [tokens[j] for j in near if tokens[j].head == k and tokens[j].sentence == tokens[k].sentence]
            if any(h.lemma in words.future or (h.text.lower() == "to" and h.dep == "aux") for h in helped):
                return True
            if tokens[k].lemma in words.future_verbs:
                return True
            if tokens[k].tag in {"VBD", "VBZ", "VBP"}:
                return False
        if up == k or tokens[up].sentence != tokens[k].sentence:
            return False
        k = up
    return False


def _when(start: int, end: int, said: Said, interval: tuple[date, date] | None) -> When:
    return When(
        start=start,
        end=end,
        first=interval[0].isoformat() if interval else "",
        last=interval[1].isoformat() if interval else "",
        weekday=said.day_of_week is not None and said.day is None,
        year=said.year if said.unit != "decade" else None,
        month=said.month,
        day=said.day,
        day_of_week=said.day_of_week,
        relative=said.relative,
        minutes=said.minutes,
    )


@lru_cache(maxsize=2048)
def _said(text: str, words: TimeWords) -> tuple[tuple[int, int, Said], ...]:
    found: list[tuple[int, int, Said]] = []
    for way in _ways(words):
        for match in way.pattern.finditer(text):
            start, end = match.span()
            if any(s < end and start < e for s, e, _ in found):
                continue
            said = way.said(match, words)
            if said is not None:
                found.append((start, end, said))
    return tuple(sorted(found, key=lambda item: item[0]))


def _ago(text: str, offset: int, reference: date | None, language: str, taken: Iterable[When]) -> list[When]:
    """Spans counted back from the day of filing: "three weeks ago", "a year ago"."""
    words = figure_words(language)
    units = either(name for name, unit in words.units.items() if unit.kind == "time")
    found: list[When] = []
    for match in re.finditer(rf"(?<!\w)(?P<unit>{units})\s+ago\b", text, re.IGNORECASE):
        unit = words.units[match["unit"].lower()].name
        before = text[max(0, match.start() - 40) : match.start()]
        numbers = find_numbers(before, words)
        article = re.search(r"\b(?:an?|one|the)\s+$", before, re.IGNORECASE)
        if numbers and not before[numbers[-1].end :].strip(" -of\t\n"):
            count, start = numbers[-1].value, match.start() - len(before) + numbers[-1].start
        elif article:
            count, start = 1.0, match.start() - len(before) + article.start()
        else:
            continue
        if any(w.start < offset + match.end() and offset + start < w.end for w in taken):
            continue
        interval = ago(reference, unit, count, -1) if reference else None
        said = Said(unit=unit, steps=-round(count))
        found.append(_when(offset + start, offset + match.end(), said, interval))
    return found


def _neighbours(text: str, offset: int, words: TimeWords, dates: list[When]) -> list[When]:
    """Adds "the previous day" and its like, counted from the resolved date before it in the paragraph."""
    out = list(dates)
    for match in re.finditer(rf"(?<!\w)(?:{either(words.neighbours)})(?!\w)", text, re.IGNORECASE):
        start, end = offset + match.start(), offset + match.end()
        if any(w.start < end and start < w.end for w in dates):
            continue
        steps = words.neighbours[re.sub(r"\s+", " ", match.group()).lower()]
        before = [w for w in dates if w.end <= start and w.first and w.first == w.last]
        interval = None
        if before:
            day = date.fromisoformat(before[-1].first) + timedelta(steps)
            interval = (day, day)
        out.append(_when(start, end, Said(), interval))
    return sorted(out, key=lambda w: w.start)


@lru_cache(maxsize=4)
def _ways(words: TimeWords) -> list[_Way]:
    return [_Way(re.compile(pattern, re.IGNORECASE), said) for pattern, said in patterns(words)]
