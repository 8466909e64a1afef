"""Quotes matched by their words, wherever they stand.

Only words inside quotation marks are compared. Runs of three words are indexed, so that no quote is laid beside every
other; one or two quoted words are found in a longer quote of the same speaker. The result does not depend on which
story comes first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass
from difflib import SequenceMatcher

from comparer.comparison import Relation
from comparer.matching.side import Side, function_words
from comparer.matching.wording import fold
from comparer.reading.quotation_marks import find_runs
from comparer.story import Quote, QuoteKind, Span

WORD = re.compile(r"\w+(?:['’.,]\w+)*")
MARKS = re.compile(r"[\"“”«»„]|''|``")
OPENING = tuple("\"'“‘«„‚‹`")
RUN = 3


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """Quotes number ``a`` of one reading and ``b`` of the other, and how they relate."""

    a: int
    b: int
    relation: Relation
    score: float

    def mirrored(self) -> QuoteMatch:
        """The same match with the other story first."""
        return QuoteMatch(self.b, self.a, self.relation, self.score)


@dataclass(frozen=True, slots=True)
class _Quoted:
    number: int
    words: tuple[str, ...]
    content: int
    speaker: str
    """The last word of the speaker's name, folded; "" where nobody is named."""


def quoted_spans(text: str, quote: Quote) -> list[Span]:
    """What of a quote stands inside quotation marks: all of a direct one, the marked runs of a mixed one."""
    if quote.kind is QuoteKind.INDIRECT:
        return []
    inner = text[quote.start : quote.end]
    marks = list(MARKS.finditer(inner))
    if quote.kind is QuoteKind.DIRECT:
        return [quote.span]
    if not marks:
        # single marks; where the quote itself stands in marks, those inside it are a quote in a quote
        marked = text[quote.start - 1 : quote.start] in OPENING
        singles = [] if marked else find_runs(inner, [(0, len(inner))])
        return [Span(quote.start + run.start, quote.start + run.end) for run in singles] or [quote.span]
    runs: list[Span] = []
    inside_at_start = len(marks) % 2 == 1 and inner[: marks[0].start()].strip() != "" and marks[0].group() in "”»"
    edges = [0] if inside_at_start else []
    edges += [m.end() if (k + inside_at_start) % 2 == 0 else m.start() for k, m in enumerate(marks)]
    if len(edges) % 2:
        edges.append(len(inner))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end > start:
            runs.append(Span(quote.start + start, quote.start + end))
    return runs or [quote.span]


def match_quotes(a: Side, b: Side) -> list[QuoteMatch]:
    """All pairs of quotes that are the same utterance by their words."""
    left, right = _quoted(a), _quoted(b)
    short = {quoted.words for quoted in (*left, *right) if len(quoted.words) < RUN}
    by_run: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for k, quoted in enumerate(right):
        for run in _runs(quoted.words, short):
            by_run[run].add(k)
    matches = []
    for mine in left:
        for k in sorted(set().union(*(by_run.get(run, set()) for run in _runs(mine.words, short)))):
            found = _relate(mine, right[k])
            if found:
                matches.append(QuoteMatch(mine.number, right[k].number, *found))
    return matches


def _quoted(side: Side) -> list[_Quoted]:
    functional = function_words()
    out = []
    for number, quote in enumerate(side.reading.quotes):
        words = tuple(
            fold(m.group())
            for span in quoted_spans(side.text, quote)
            for m in WORD.finditer(side.text, span.start, span.end)
        )
        if words:
            named = WORD.findall(quote.speaker.name) if quote.speaker else []
            speaker = fold(named[-1]) if named else ""
            out.append(_Quoted(number, words, sum(w not in functional for w in words), speaker))
    return out


def _runs(words: tuple[str, ...], short: Set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """What a quote is found by: its runs of three words, and of fewer where one of them is all that a quote holds."""
    size = min(RUN, len(words))
    runs = {words[k : k + size] for k in range(len(words) - size + 1)}
    return runs | {run for n in range(1, size) for k in range(len(words) - n + 1) if (run := words[k : k + n]) in short}


def _relate(a: _Quoted, b: _Quoted) -> tuple[Relation, float] | None:
    """Relation and score of two quotes, or None where their common words are too few to be one utterance."""
    if a.words == b.words:
        return (Relation.VERBATIM, 1.0) if a.content else None
    first, second = (a, b) if (len(a.words), a.words) <= (len(b.words), b.words) else (b, a)
    if len(first.words) < RUN:
        return (Relation.TRIMMED, 0.95) if _holds(second, first) else None
    blocks = [
        m for m in SequenceMatcher(None, first.words, second.words, autojunk=False).get_matching_blocks() if m.size >= 2
    ]
    functional = function_words()
    common = sum(m.size for m in blocks)
    content = sum(w not in functional for m in blocks for w in first.words[m.a : m.a + m.size])
    longest = max((m.size for m in blocks), default=0)
    share = common / len(first.words)
    if not content or (share < 0.55 and longest < 6) or content < min(2, first.content):
        return None
    if common == len(first.words) and len(blocks) == 1:
        return Relation.TRIMMED, 0.95
    if share >= 0.55:
        relation = Relation.EDITED if common / len(second.words) > 0.5 or share < 0.9 else Relation.TRIMMED
        return relation, round(share, 4)
    return Relation.PARTIAL, round(share, 4)


def _holds(long: _Quoted, short: _Quoted) -> bool:
    """Whether one or two quoted words are taken from a longer quote: both have one speaker, or, where nobody is named
    for one of them, two words that carry meaning."""
    size = len(short.words)
    if not any(long.words[k : k + size] == short.words for k in range(len(long.words) - size + 1)):
        return False
    unnamed = not long.speaker or not short.speaker
    return short.content >= 2 if unnamed else short.content >= 1 and long.speaker == short.speaker
