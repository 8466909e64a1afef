"""What is known of a story's names, figures, dates and quotes in the light of the other story, token by token."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from comparer.comparison import Relation
from comparer.matching.dates import DateRelation, compare_dates
from comparer.matching.evidence import FLAGS
from comparer.matching.figures import FigureRelation, relate_figures
from comparer.matching.names import name_keys, same_name
from comparer.matching.quotes import WORD, QuoteMatch, quoted_spans
from comparer.matching.side import Side, function_words
from comparer.matching.wording import wording
from comparer.reading.nouns import Name, Quantity, When

SURE = 0.5
MEETS = (DateRelation.SAME, DateRelation.CONTAINS, DateRelation.MIDNIGHT)
FLAG = {name: k for k, name in enumerate(FLAGS)}


@dataclass(slots=True)
class Known:
    """What the other story has of this one's names, figures and dates (indices into the other reading), and the flags
    of each token that says something of it."""

    names: dict[int, list[int]] = field(default_factory=dict)
    quantities: dict[int, list[int]] = field(default_factory=dict)
    dates: dict[int, list[int]] = field(default_factory=dict)
    flags: dict[int, list[float]] = field(default_factory=dict)


def match_names(a: Side, b: Side) -> list[tuple[int, int, float]]:
    """Pairs of names (index in a, index in b, sureness) that mean the same. Indexed by the words of their forms."""
    index: dict[str, set[int]] = defaultdict(set)
    for k, name in enumerate(b.reading.names):
        for key in name_keys(name):
            index[key].add(k)
    out = []
    for k, name in enumerate(a.reading.names):
        for other in sorted(set().union(*(index.get(key, set()) for key in name_keys(name)))):
            score = same_name(name, b.reading.names[other])
            if score >= SURE:
                out.append((k, other, score))
    return out


def known_of(a: Side, b: Side, names: Iterable[tuple[int, int, float]], quotes: Iterable[QuoteMatch]) -> Known:
    """What b has of a's names, figures, dates and quoted words."""
    known = Known()
    for mine, other, _ in names:
        known.names.setdefault(mine, []).append(other)
    _match_values(a, b, known)
    flags: dict[int, list[float]] = defaultdict(lambda: [0.0] * len(FLAGS))
    for k, name in enumerate(a.reading.names):
        _flag_name(a, name, k in known.names, flags)
    values: tuple[tuple[Sequence[Quantity | When], dict[int, list[int]]], ...] = (
        (a.reading.quantities, known.quantities),
        (a.reading.dates, known.dates),
    )
    for items, found in values:
        for k, item in enumerate(items):
            for token in a.tokens_in(item.start, item.end):
                flags[token][FLAG["value same" if k in found else "value differs"]] = 1.0
    for token in _shared_quote_tokens(a, b, quotes):
        flags[token][FLAG["quote shared"]] = 1.0
    for quote in a.reading.quotes:
        if quote.cue:
            for token in a.tokens_in(quote.cue.start, quote.cue.end):
                flags[token][FLAG["cue"]] = 1.0
        if quote.speaker and quote.speaker.start is not None and quote.speaker.end is not None:
            for token in a.tokens_in(quote.speaker.start, quote.speaker.end):
                flags[token][FLAG["speaker"]] = 1.0
    known.flags = dict(flags)
    return known


def _flag_name(a: Side, name: Name, is_known: bool, flags: dict[int, list[float]]) -> None:
    by_name = [m for m in name.mentions if m.how != "pronoun"]
    for number, mention in enumerate(by_name):
        for token in a.tokens_in(mention.start, mention.end):
            flags[token][FLAG["name known" if is_known else "name unknown"]] = 1.0
            if not is_known and not number:
                flags[token][FLAG["unknown name first"]] = 1.0


def _match_values(a: Side, b: Side, known: Known) -> None:
    by_value: dict[float, list[int]] = defaultdict(list)
    for k, other in enumerate(b.reading.quantities):
        for value in {other.low, other.high, (other.low + other.high) / 2}:
            by_value[round(value, 3)].append(k)
    for k, mine in enumerate(a.reading.quantities):
        near = {n for v in {mine.low, mine.high, (mine.low + mine.high) / 2} for n in by_value.get(round(v, 3), ())}
        if mine.approximate or not near:
            near |= {n for n, o in enumerate(b.reading.quantities) if o.approximate or mine.approximate}
        for n in sorted(near):
            match = relate_figures(mine, a.topics[k], b.reading.quantities[n], b.topics[n])
            if match.relation in (FigureRelation.SAME, FigureRelation.COMPATIBLE):
                known.quantities.setdefault(k, []).append(n)
    ours, theirs = _by_meaning(a.reading.dates), _by_meaning(b.reading.dates)
    for when, here in ours.items():
        met = [there for other, there in theirs.items() if compare_dates(when, other).relation in MEETS]
        if met:
            known.dates.update(dict.fromkeys(here, sorted(chain.from_iterable(met))))


def _by_meaning(dates: Iterable[When]) -> dict[When, list[int]]:
    """Dates that say the same, wherever they stand: a long story names few days, each many times."""
    groups: dict[When, list[int]] = defaultdict(list)
    for k, when in enumerate(dates):
        groups[replace(when, start=0, end=0)].append(k)
    return groups


def _shared_quote_tokens(a: Side, b: Side, quotes: Iterable[QuoteMatch]) -> set[int]:
    """Tokens of a's quoted words that b quotes too."""
    shared: set[int] = set()
    functional = function_words()
    for match in quotes:
        if match.relation is Relation.PARTIAL and match.score < 0.3:
            continue
        theirs = " ".join(b.text[s.start : s.end] for s in quoted_spans(b.text, b.reading.quotes[match.b]))
        for span in quoted_spans(a.text, a.reading.quotes[match.a]):
            at = span.start
            for op, run in wording(a.text[span.start : span.end], theirs):
                if op == "+":
                    continue
                if op == "=" and any(w.group().lower() not in functional for w in WORD.finditer(run)):
                    shared.update(a.tokens_in(at, at + len(run)))
                at += len(run)
    return shared
