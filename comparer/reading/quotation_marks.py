"""Runs of words between quotation marks, in every style that agencies use.

Double, single, German, French and TeX-like marks, marks that open each paragraph of a long quotation and close only the
last, a mark that was never closed, apostrophes and inches that are no marks, and quotations that begin with a dash.
Entry point: ``find_runs``. Offsets count code points of the text, end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

DOUBLE_OPEN, DOUBLE_CLOSE, DOUBLE_EITHER = frozenset("“„«‟"), frozenset("”»"), frozenset('"＂')
SINGLE_OPEN, SINGLE_CLOSE, SINGLE_EITHER = frozenset("‘‚‹‛"), frozenset("’›"), frozenset("'")
DOUBLES, SINGLES = DOUBLE_OPEN | DOUBLE_CLOSE | DOUBLE_EITHER, SINGLE_OPEN | SINGLE_CLOSE | SINGLE_EITHER
MARKS = DOUBLES | SINGLES
# the mark that closes what each of these opens; any other double mark may be closed by any other
PARTNERS = {"„": "“”‟", "»": "«", "«": "»", "‹": "›", "›": "‹", "‚": "‘’"}
MEASURE = re.compile(
    r"\d\s?['’′]\s?\d{1,2}\s?(?:\"|''|”|″)|\d\s?(?:\"|″)(?=\s?(?:x|by|tall|long|wide|high|deep|[a-z]+-)\b)|\d\"(?=x)"
)
ELISION = re.compile(r"['’‘](?:em|tis|twas|til|till|cause|bout|n|round|cos|\d\ds?)\b", re.IGNORECASE)
POSSESSIVE = re.compile(r"s['’]\s+[a-z]")
MARK = re.compile("[" + re.escape("".join(sorted(DOUBLES | SINGLES))) + "`,]")
DASH = re.compile(r"\s*[—–―]\s*(?=[A-Z¿¡“\"])")


@dataclass(frozen=True, slots=True)
class Run:
    """Words between two marks: ``start`` and ``end`` without, ``outer_start`` and ``outer_end`` with the marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    """Index into the paragraphs that were handed over."""
    closed: bool = True
    """False where the paragraph ends first: the quotation goes on in the next one, or the mark was forgotten."""
    continues: bool = False
    """Whether the run goes on from the one before it, over the end of a paragraph."""


def find_runs(text: str, paragraphs: Iterable[tuple[int, int]]) -> tuple[Run, ...]:
    """The outermost runs between marks in each paragraph, in order. Runs of no letters or digits are left out."""
    runs: list[Run] = []
    spans = list(paragraphs)
    for number, (start, end) in enumerate(spans):
        found = _runs_of(text, start, end, number)
        if found and runs and not runs[-1].closed and runs[-1].paragraph == number - 1:
            lead = text[start : found[0].outer_start].strip()
            if not lead:
                found[0] = replace(found[0], continues=True)
            elif taken_up := _taken_up(text, start, found[0].outer_start, number):
                # the marks were read the wrong way round: what opens the paragraph is still quoted
                found = [taken_up, *_runs_of(text, taken_up.outer_end, end, number)]
        elif not found and runs and not runs[-1].closed and runs[-1].paragraph == number - 1:
            taken_up = _taken_up(text, start, end, number)
            found = [taken_up] if taken_up else []
        runs.extend(found)
    return tuple(_settle(text, spans, runs))


def _taken_up(text: str, start: int, end: int, number: int) -> Run | None:
    """The run that goes on from an unclosed one without a mark, where the first mark of the paragraph closes."""
    for k in range(start, min(end + 1, len(text))):
        if text[k] in DOUBLES:
            before, after = text[k - 1], text[k + 1] if k + 1 < len(text) else " "
            if text[k] in DOUBLE_OPEN or before.isspace() or after.isalnum() or k == start:
                return None
            return Run(start, k, start, k + 1, number, continues=True)
    return None


def _settle(text: str, spans: list[tuple[int, int]], runs: list[Run]) -> Iterable[Run]:
    """Cut runs that never close, unless the next paragraph takes them up."""
    for k, run in enumerate(runs):
        if run.closed or (k + 1 < len(runs) and runs[k + 1].continues):
            yield run
            continue
        begins = not text[spans[run.paragraph][0] : run.outer_start].strip()
        introduced = re.search(r"[,:]\s*$", text[max(0, run.outer_start - 4) : run.outer_start])
        if begins or introduced or run.continues:
            yield run
            continue
        stop = re.search(r"[.!?](?=\s|$)", text[run.start : run.end])
        if stop:
            end = run.start + stop.end()
            yield replace(run, end=end, outer_end=end)


def _runs_of(text: str, start: int, end: int, number: int) -> list[Run]:
    skip = {k for m in MEASURE.finditer(text, start, end) for k in range(m.start(), m.end())}
    skip |= {m.start() for m in ELISION.finditer(text, start, end)}
    runs: list[Run] = []
    done = start
    for mark in MARK.finditer(text, start, end):
        at = mark.start()
        width = _opens(text, at, start, end) if at >= done and at not in skip else 0
        if not width:
            continue
        close = _closing(text, at, width, start, end, skip)
        if close is None and text[at] in SINGLES and width == 1:
            continue
        inner, inner_end, outer_end = at + width, close[0] if close else end, close[1] if close else end
        if close is None:
            inner_end = outer_end = end - (len(text[at:end]) - len(text[at:end].rstrip()))
        if any(c.isalnum() for c in text[inner:inner_end]):
            lead = len(text[inner:inner_end]) - len(text[inner:inner_end].lstrip())
            trail = len(text[inner:inner_end]) - len(text[inner:inner_end].rstrip())
            runs.append(Run(inner + lead, inner_end - trail, at, outer_end, number, closed=close is not None))
        done = max(outer_end, at + 1)
    return runs or _dash_run(text, start, end, number)


def _opens(text: str, at: int, start: int, end: int) -> int:
    """Width of the mark that opens a quotation here, 0 if none does."""
    char = text[at]
    before = text[at - 1] if at > start else " "
    pair = text[at : at + 2]
    if pair in {"``", "''", "‘‘", "’’", ",,"} and at + 2 < end:
        opens = _boundary(before) and not text[at + 2].isspace()
        return 2 if opens else 0
    after = text[at + 1] if at + 1 < end else " "
    if char not in MARKS:
        return 0
    if char == "«" and after.isspace():
        # French copy sets spaces inside the marks
        return 1
    if after.isspace():
        # " And so on": a mark that floats opens where an odd number of marks is still to come
        floats = char in DOUBLE_EITHER and before.isspace() and at + 1 < end
        return 1 if floats and text.count(char, at + 1, end) % 2 else 0
    if char in DOUBLE_OPEN or char in SINGLE_OPEN - {"‛"}:
        # French and German marks may point either way; ‘ inside a word is an apostrophe
        return 1 if char in DOUBLE_OPEN or _boundary(before) else 0
    return 1 if _boundary(before) or (char in DOUBLE_EITHER and not before.isalnum()) else 0


def _boundary(char: str) -> bool:
    return char.isspace() or char in "([{—–-/:;,…." or char in DOUBLES


def _closing(text: str, at: int, width: int, start: int, end: int, skip: set[int]) -> tuple[int, int] | None:
    """Start and end of the mark that closes what opens at ``at``."""
    char = text[at]
    if width == 2:
        pair = {"``": "''", ",,": "''", "‘‘": "’’"}.get(text[at : at + 2], text[at : at + 2])
        hit = text.find(pair, at + 2, end)
        if hit < 0 and pair == "''":
            hit2 = text.find('"', at + 2, end)
            return (hit2, hit2 + 1) if hit2 >= 0 else None
        return (hit, hit + 2) if hit >= 0 else None
    if char in SINGLES:
        return _single_closing(text, at, end, skip)
    wanted = PARTNERS.get(char)
    for k in range(at + 1, end):
        if k in skip:
            continue
        here = text[k]
        after = text[k + 1] if k + 1 < end else " "
        if here in DOUBLE_OPEN | DOUBLE_EITHER and after.isalnum() and text[k - 1].isspace():
            # a new mark opens after a full stop: the one before was never closed
            stop = len(text[:k].rstrip())
            if text[stop - 1] in ".!?" and stop > at + 1 and not wanted:
                return stop, stop
        if wanted:
            if here in wanted:
                return k, k + 1
            continue
        if here in DOUBLE_CLOSE:
            return k, k + 1
        if here in DOUBLE_EITHER and (not text[k - 1].isspace() or not after.isalnum()):
            return k, k + 1
        if text[k : k + 2] in {"''", "’’"} and not after.isalnum() and not text[k - 1].isspace():
            return k, k + 2
        if here in DOUBLE_OPEN and char in DOUBLE_EITHER | DOUBLE_CLOSE and after.isspace():
            return k, k + 1
    return None


def _single_closing(text: str, at: int, end: int, skip: set[int]) -> tuple[int, int] | None:
    """A closing single mark looks like an apostrophe: the first that follows punctuation, or no plural possessive."""
    wanted = PARTNERS.get(text[at], "’'")
    spare: tuple[int, int] | None = None
    inside = 0
    for k in range(at + 1, end):
        here = text[k]
        inside += here in DOUBLE_OPEN
        inside -= here in DOUBLE_CLOSE and inside > 0
        if here not in wanted or k in skip or inside:
            continue
        after = text[k + 1] if k + 1 < end else " "
        if after.isalnum() or text[k - 1].isspace():
            continue
        if POSSESSIVE.match(text, k - 1):
            spare = spare or (k, k + 1)
            continue
        return k, k + 1
    return spare


def _dash_run(text: str, start: int, end: int, number: int) -> list[Run]:
    """A paragraph that a dash opens is speech where a comma, question or exclamation mark hands over to the speaker."""
    lead = DASH.match(text, start, end)
    if not lead:
        return []
    stop = re.compile(r"[,!?](?=\s+[—–―]?\s*\w+)").search(text, lead.end(), end)
    if not stop:
        return []
    inner_end = stop.end() if text[stop.start()] in "!?" else stop.start()
    return [Run(lead.end(), inner_end, start, stop.end(), number)]
