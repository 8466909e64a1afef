"""Facts made of what the pairs of stories showed: only, shared and conflict, each with its why.

With more than two stories a fact is ``only`` where none of the others has it.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from comparer.comparison import Fact, Mention, Relation, Status
from comparer.matching.coverage import EVEN
from comparer.matching.importance import importance
from comparer.matching.overlaps import Overlaps
from comparer.matching.pair import OneWay, PairMatch
from comparer.matching.quotes import quoted_spans
from comparer.matching.side import Side
from comparer.matching.spans import OnlySpan, find_spans
from comparer.matching.why import (
    nearest_sentence,
    why_claim_only,
    why_date_only,
    why_figure_only,
    why_name_only,
    why_quote_shared,
)
from comparer.reading.as_facts import figure_value
from comparer.reading.nouns import Name, NameMention, Quantity, When

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

Pairs = dict[tuple[int, int], PairMatch]
UNANSWERED = 0.15
"""How far below even the words of a name, figure or date may lie that nothing in the other stories answers."""
NAME_KINDS = frozenset({"person", "organisation", "place"})
ENTITY_KINDS = (
    ("date", frozenset({"DATE", "TIME"})),
    ("number", frozenset({"CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})),
    ("person", frozenset({"PERSON"})),
    ("organisation", frozenset({"ORG", "NORP"})),
    ("place", frozenset({"GPE", "LOC", "FAC"})),
)
"""What the language model's labels say of a span that is no known name, in this order."""


@dataclass(frozen=True, slots=True)
class View:
    """One story in the light of all the others: ``ways[j]`` is its side of the pair with story j."""

    story: int
    side: Side
    ways: dict[int, OneWay]

    def only(self, sentence: int) -> Floats:
        """Probability of each content word that no other story says it."""
        least: Floats = np.minimum.reduce([way.only[sentence] for way in self.ways.values()])
        return least

    @property
    def brief(self) -> bool:
        """Whether the story is judged as a brief against every other."""
        return all(way.brief for way in self.ways.values())

    def unmatched(self, what: str, index: int) -> bool:
        """Whether no other story has this name, figure or date."""
        return all(index not in getattr(way.known, what) for way in self.ways.values())


def views(sides: list[Side], pairs: Pairs) -> list[View]:
    """A view of each story."""
    out = []
    for k, side in enumerate(sides):
        ways = {j: pairs[min(j, k), max(j, k)].ways[0 if k < j else 1] for j in range(len(sides)) if j != k}
        out.append(View(k, side, ways))
    return out


def make_facts(sides: list[Side], pairs: Pairs) -> list[Fact]:
    """All facts of a comparison, conflicts first, then the most important."""
    seen = views(sides, pairs)
    facts = [*_conflicts(sides, pairs)]
    for view in seen:
        facts += _only(view, sides)
    facts += _shared_names(sides, pairs)
    facts += shared_values(sides, pairs, "quantities")
    facts += shared_values(sides, pairs, "dates")
    facts += shared_quotes(sides, pairs)
    facts += _shared_claims(sides, pairs)
    return finished(facts, sides)


def finished(facts: list[Fact], sides: list[Side]) -> list[Fact]:
    """Facts with their importance and ids, conflicts first, then the most important."""
    facts = [replace(f, importance=importance(f, [s.reading for s in sides])) for f in facts]
    return _with_ids(facts, [s.text for s in sides])


def _with_ids(facts: list[Fact], texts: list[str]) -> list[Fact]:
    """Ids made of kind and words, so that a fact keeps its id in a later comparison and whichever story comes first."""
    order = {Status.CONFLICT: 0, Status.ONLY: 1, Status.SHARED: 2}
    used: Counter[str] = Counter()
    out = []
    keyed = []
    for fact in facts:
        words = sorted(texts[m.story][m.start : m.end] for m in fact.mentions)
        keyed.append((hashlib.sha256("\x1f".join((fact.kind, *words)).encode()).hexdigest()[:10], fact))
    for key, fact in sorted(keyed, key=lambda kf: (order[kf[1].status], -kf[1].importance, kf[0], kf[1].mentions)):
        used[key] += 1
        out.append(replace(fact, id=f"f{key}" + (f"-{used[key]}" if used[key] > 1 else "")))
    return out


def _fact(kind: str, status: Status, label: str, mentions: Iterable[Mention], why: str, **more: Any) -> Fact:
    return Fact("", kind, status, label, tuple(sorted(mentions)), why=why, **more)


def label_of(text: str, most: int = 120) -> str:
    """Words on one line, cut at a word's end."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0].rstrip(",;:") + "…"


# --- only -----------------------------------------------------------------------------------------------------------


def _only(view: View, sides: list[Side]) -> list[Fact]:
    spans = [
        span
        for sentence in view.side.sentences
        for span in find_spans(view.side, sentence, view.only(sentence.index), brief=view.brief)
    ]
    facts = _only_values(view, sides, spans)
    taken = {(m.start, m.end) for f in facts for m in f.mentions}
    kinds = _Kinds(view.side)
    for span in spans:
        if (span.start, span.end) in taken:
            continue
        kind = kinds.of(span)
        nearest = nearest_sentence(view.side, span, view.ways, sides)
        facts.append(
            _fact(
                kind,
                Status.ONLY,
                label_of(view.side.text[span.start : span.end]),
                [Mention(view.story, span.start, span.end)],
                why_claim_only(view.side, span, nearest, sides),
                nearest=(nearest,) if nearest else (),
            )
        )
    return facts


class _Kinds:
    """What a span that only one story carries is to be called."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._quoted = [span for quote in side.reading.quotes for span in quoted_spans(side.text, quote)]
        self._quotes_over = Overlaps((span.start, span.end) for span in self._quoted)
        names = [name for name in side.reading.names if name.kind in NAME_KINDS]
        self._name_kinds = [name.kind for name in names for _ in name.mentions]
        self._names_over = Overlaps((m.start, m.end) for name in names for m in name.mentions)

    def of(self, span: OnlySpan) -> str:
        """The kind of fact."""
        quotes = [self._quoted[k] for k in self._quotes_over(span.start, span.end)]
        if any(span.start >= q.start - 2 and span.end <= q.end + 2 for q in quotes):
            return "quote"
        tokens = [self._side.reading.tokens[k] for k in span.tokens]
        content = [t for k, t in zip(span.tokens, tokens, strict=True) if self._side.is_content[k]]
        if len(content) >= 3 or any(t.pos == "VERB" for t in content):
            return "claim"
        named = self._names_over(span.start, span.end)
        if named:
            return self._name_kinds[named[0]]
        entities = {t.entity for t in content}
        if any(t.pos == "NUM" for t in content) and not entities & {"DATE", "TIME"}:
            return "number"
        kinds = [kind for kind, labels in ENTITY_KINDS if entities & labels]
        return kinds[0] if kinds else "claim" if len(content) > 1 else "other"


def _only_values(view: View, sides: list[Side], spans: list[OnlySpan]) -> list[Fact]:
    """Names, figures and dates that no other story has, where the judge of coverage agrees."""
    facts = []
    reading = view.side.reading
    for k, name in enumerate(reading.names):
        if name.kind not in NAME_KINDS or not view.unmatched("names", k):
            continue
        by_name = [m for m in name.mentions if m.how not in {"pronoun", "role", "demonym"}]
        named = [m for m in by_name if _lies_in(m, spans) or (m is by_name[0] and _is_sure(view, m))]
        if named:
            facts.append(
                _fact(
                    name.kind,
                    Status.ONLY,
                    name.full,
                    [Mention(view.story, m.start, m.end) for m in named],
                    why_name_only(name, view.ways, sides),
                )
            )
    for k, quantity in enumerate(reading.quantities):
        if view.unmatched("quantities", k) and (_lies_in(quantity, spans) or _is_sure(view, quantity)):
            why, near = why_figure_only(quantity, view.side, view.ways, sides)
            facts.append(
                _fact(
                    "number",
                    Status.ONLY,
                    label_of(view.side.text[quantity.start : quantity.end]),
                    [Mention(view.story, quantity.start, quantity.end)],
                    why,
                    value=figure_value(quantity),
                    nearest=near,
                )
            )
    for k, when in enumerate(reading.dates):
        if view.unmatched("dates", k) and (_lies_in(when, spans) or _is_sure(view, when)):
            facts.append(
                _fact(
                    "date",
                    Status.ONLY,
                    label_of(view.side.text[when.start : when.end]),
                    [Mention(view.story, when.start, when.end)],
                    why_date_only(when, view.ways, sides),
                    value=_date_value(when),
                )
            )
    return facts


def _is_sure(view: View, item: NameMention | Quantity | When) -> bool:
    """Whether the judge of coverage takes its words for new, or nearly so: that nothing answers it counts too."""
    tokens = view.side.tokens_in(item.start, item.end)
    if not tokens:
        return False
    sentence = view.side.sentences[view.side.reading.tokens[tokens.start].sentence]
    rows = [row for row, k in enumerate(sentence.content) if k in tokens]
    return bool(sentence.is_body and rows and view.only(sentence.index)[rows].mean() > EVEN - UNANSWERED)


def _lies_in(item: Any, spans: list[OnlySpan]) -> bool:
    """Whether a span takes in an item; the spans are in the order of the text and do not overlap."""
    at = bisect_right(spans, item.start, key=lambda span: span.start) - 1
    return at >= 0 and item.end <= spans[at].end


def _date_value(when: When) -> dict[str, Any] | None:
    return {"from": when.first, "to": when.last} if when.first else None


# --- shared and conflict ----------------------------------------------------------------------------------------------


def _conflicts(sides: list[Side], pairs: Pairs) -> list[Fact]:
    facts = []
    for (i, j), pair in pairs.items():
        for conflict in pair.conflicts:
            mentions = [Mention(i, s.start, s.end) for s in conflict.spans_a]
            mentions += [Mention(j, s.start, s.end) for s in conflict.spans_b]
            first = sides[i].text[conflict.spans_a[0].start : conflict.spans_a[0].end]
            second = sides[j].text[conflict.spans_b[0].start : conflict.spans_b[0].end]
            label = f"{label_of(first, 60)} ≠ {label_of(second, 60)}"
            facts.append(_fact(conflict.kind, Status.CONFLICT, label, mentions, conflict.reason))
    return facts


def _groups(pairs: Pairs, links: dict[tuple[int, int], list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """(story, index) items that the pairs tie together, gathered over all stories."""
    parent: dict[tuple[int, int], tuple[int, int]] = {}

    def find(x: tuple[int, int]) -> tuple[int, int]:
        parent.setdefault(x, x)
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for (i, j), tied in links.items():
        for a, b in tied:
            left, right = sorted((find((i, a)), find((j, b))))
            parent[right] = left
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for item in sorted(parent):
        groups.setdefault(find(item), []).append(item)
    return list(groups.values())


def _shared_names(sides: list[Side], pairs: Pairs) -> list[Fact]:
    links = {key: [(a, b) for a, b, _ in pair.names] for key, pair in pairs.items()}
    facts = []
    for group in _groups(pairs, links):
        names: list[tuple[int, Name]] = [(story, sides[story].reading.names[k]) for story, k in group]
        kinds = Counter(n.kind for _, n in names if n.kind in NAME_KINDS)
        if not kinds:
            continue
        full = max((n.full for _, n in names), key=lambda f: (len(f.split()), len(f), f))
        mentions = [Mention(s, m.start, m.end) for s, n in names for m in n.mentions if m.how != "pronoun"]
        forms = sorted({n.full for _, n in names})
        why = f"named in each story as {' / '.join(forms)}" if len(forms) > 1 else "named in each story"
        facts.append(_fact(max(kinds, key=lambda kind: (kinds[kind], kind)), Status.SHARED, full, mentions, why))
    return facts


def shared_values(sides: list[Side], pairs: Pairs, what: str) -> list[Fact]:
    """Figures ("quantities") or dates ("dates") that stand in two stories or more."""
    links = {
        (i, j): [(a, b) for a, others in getattr(pair.ways[0].known, what).items() for b in others]
        for (i, j), pair in pairs.items()
    }
    facts = []
    for group in _groups(pairs, links):
        items = [(story, getattr(sides[story].reading, what)[k]) for story, k in group]
        words = [sides[s].text[x.start : x.end] for s, x in items]
        label = label_of(max(words, key=lambda w: (len(w), w)))
        value = figure_value(items[0][1]) if what == "quantities" else _date_value(items[0][1])
        distinct = sorted(set(words))
        why = "the same value in each story" + (f": {' / '.join(distinct[:4])}" if len(distinct) > 1 else "")
        facts.append(
            _fact(
                "number" if what == "quantities" else "date",
                Status.SHARED,
                label,
                [Mention(s, x.start, x.end) for s, x in items],
                why,
                value=value,
            )
        )
    return facts


def shared_quotes(sides: list[Side], pairs: Pairs) -> list[Fact]:
    """Quotes that stand in two stories."""
    facts = []
    for (i, j), pair in pairs.items():
        for match in pair.quotes:
            a, b = sides[i].reading.quotes[match.a], sides[j].reading.quotes[match.b]
            mentions = [Mention(i, s.start, s.end) for s in quoted_spans(sides[i].text, a)]
            mentions += [Mention(j, s.start, s.end) for s in quoted_spans(sides[j].text, b)]
            facts.append(
                _fact(
                    "quote",
                    Status.SHARED,
                    label_of(sides[i].text[mentions[0].start : mentions[0].end]),
                    mentions,
                    why_quote_shared(sides[i], a, sides[j], b, match),
                )
            )
    return facts


def _shared_claims(sides: list[Side], pairs: Pairs) -> list[Fact]:
    """Sentences that both stories carry: close in words, or alike and with little left over."""
    facts = []
    for (i, j), pair in pairs.items():
        for tied in pair.sentences:
            only = [pair.ways[0].only[tied.a], pair.ways[1].only[tied.b]]
            covered = all(len(p) and float((p > EVEN).mean()) < 0.35 for p in only)
            if tied.relation is Relation.PARTIAL or not covered:
                continue
            a, b = sides[i].reading.sentences[tied.a], sides[j].reading.sentences[tied.b]
            facts.append(
                _fact(
                    "claim",
                    Status.SHARED,
                    label_of(sides[i].text[a.start : a.end]),
                    [Mention(i, a.start, a.end), Mention(j, b.start, b.end)],
                    f"{tied.relation}: likeness {tied.score:.2f}",
                )
            )
    return facts
