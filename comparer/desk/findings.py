"""The order in which findings are read: groups, filter, sort. Knows no Qt; the list, the walk and the export use it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from comparer.comparison import Alignment, Comparison, Fact, Level, Relation, Status
from comparer.desk.span_index import SpanIndex
from comparer.desk.verdicts import Judgement, Verdict
from comparer.desk.wording_places import quote_runs

KINDS = ("claim", "quote", "person", "organisation", "place", "date", "number", "title", "other", "note")
"""Kinds of fact in the order of the filter's chips; others follow."""

SHOWN_AT_FIRST = 8
"""Findings of a group that show before “Show 13 more”."""

_ALTERED = frozenset({Relation.EDITED, Relation.TRIMMED, Relation.PARAPHRASE, Relation.PARTIAL})


class GroupKind(StrEnum):
    """What a group of findings has in common."""

    CONFLICT = "conflict"
    ONLY = "only"
    SOME = "some"
    """Told by some of three or more stories, not by all."""
    ALTERED = "altered"
    QUOTES = "quotes"
    SHARED = "shared"
    NOTES = "notes"
    LOST = "lost"


class Sort(StrEnum):
    """What stands first within a group."""

    IMPORTANCE = "importance"
    PLACE = "place"


class Decided(StrEnum):
    """Findings by what a person said of them."""

    ANY = "any"
    NO = "undecided"
    YES = "decided"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings show; an empty one shows all."""

    kinds: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    """Keys of groups, ``Group.key``."""
    text: str = ""
    decided: Decided = Decided.ANY
    verdicts: frozenset[Verdict] = frozenset()
    paragraph: tuple[int, int] | None = None
    """A story and the index of one of its paragraphs."""
    speaker: str = ""
    ids: frozenset[str] | None = None
    """Only these facts (the remarks of a speaker, for one)."""

    @property
    def empty(self) -> bool:
        """Whether everything shows."""
        return self == Filter()


@dataclass(frozen=True, slots=True)
class Group:
    """Findings under one heading. ``story``: for ONLY, the one that has them."""

    kind: GroupKind
    facts: tuple[Fact, ...]
    story: int | None = None
    shown: int = SHOWN_AT_FIRST
    """How many show before “Show n more” is asked for."""

    @property
    def key(self) -> str:
        """What tells it from other groups."""
        return self.kind.value if self.story is None else f"{self.kind.value}-{self.story}"


@dataclass(frozen=True, slots=True)
class QuoteWording:
    """How much of a quote the other story has."""

    relation: Relation
    alignments: tuple[Alignment, ...]
    kept: int
    """Words of the longer version that stand in the other too."""
    of: int
    """Words of the longer version."""
    changed: int
    """Words that the two word differently, that is neither kept nor left out."""


@dataclass
class Order:
    """A comparison's findings in groups, worked out once for each comparison."""

    comparison: Comparison
    groups: tuple[Group, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.by_id: dict[str, Fact] = {fact.id: fact for fact in self.comparison.facts}
        self._quotes = quote_wordings(self.comparison)
        self._group_of: dict[str, str] = {}
        found: dict[tuple[GroupKind, int | None], list[Fact]] = {}
        for fact in self.comparison.facts:
            found.setdefault(self._place(fact), []).append(fact)
        order = {kind: number for number, kind in enumerate(GroupKind)}
        groups = []
        for (kind, story), facts in sorted(found.items(), key=lambda g: (order[g[0][0]], g[0][1] or 0)):
            group = Group(kind, tuple(facts), story)
            self._group_of |= {fact.id: group.key for fact in facts}
            groups.append(group)
        self.groups = tuple(groups)

    def group_of(self, fact_id: str) -> str:
        """The key of the group a fact is in."""
        return self._group_of[fact_id]

    def wording(self, fact_id: str) -> QuoteWording | None:
        """How a shared quote's words compare; None for other facts."""
        return self._quotes.get(fact_id)

    def _place(self, fact: Fact) -> tuple[GroupKind, int | None]:
        if fact.kind == "note":
            return GroupKind.NOTES, None
        if fact.status is Status.CONFLICT:
            return GroupKind.CONFLICT, None
        if fact.status is Status.ONLY:
            return GroupKind.ONLY, fact.stories()[0]
        if fact.kind == "quote":
            wording = self._quotes.get(fact.id)
            altered = wording is not None and wording.relation in _ALTERED
            return (GroupKind.ALTERED if altered else GroupKind.QUOTES), None
        if len(fact.stories()) < len(self.comparison.stories):
            return GroupKind.SOME, None
        return GroupKind.SHARED, None


def visible(order: Order, wanted: Filter, sort: Sort, judgements: Mapping[str, Judgement]) -> tuple[Group, ...]:
    """The groups that the filter leaves, each sorted; empty groups are left out."""
    shown = []
    for group in order.groups:
        if wanted.groups and group.key not in wanted.groups:
            continue
        facts = [fact for fact in group.facts if passes(fact, wanted, judgements.get(fact.id), order.comparison)]
        if facts:
            shown.append(Group(group.kind, tuple(sorted_facts(facts, sort)), group.story))
    return tuple(shown)


def passes(fact: Fact, wanted: Filter, judgement: Judgement | None, comparison: Comparison) -> bool:
    """Whether the filter, its groups apart, lets a finding through."""
    verdict = judgement.verdict if judgement is not None else None
    return (
        (not wanted.kinds or fact.kind in wanted.kinds)
        and (wanted.ids is None or fact.id in wanted.ids)
        and _passes_decided(wanted.decided, judgement)
        and (not wanted.verdicts or verdict in wanted.verdicts)
        and (wanted.paragraph is None or _in_paragraph(fact, wanted.paragraph, comparison))
        and (not wanted.text or _has_text(fact, wanted.text.casefold(), judgement, comparison))
    )


def _passes_decided(decided: Decided, judgement: Judgement | None) -> bool:
    has_verdict = judgement is not None and judgement.verdict is not None
    if decided is Decided.ANY:
        return True
    if decided is Decided.NOTED:
        return judgement is not None and bool(judgement.note)
    return has_verdict is (decided is Decided.YES)


def _in_paragraph(fact: Fact, paragraph: tuple[int, int], comparison: Comparison) -> bool:
    story, index = paragraph
    span = comparison.stories[story].paragraphs[index].span
    return any(m.story == story and m.span.overlaps(span) for m in fact.mentions)


def _has_text(fact: Fact, text: str, judgement: Judgement | None, comparison: Comparison) -> bool:
    words = [fact.label, fact.kind, *(comparison.stories[m.story].text[m.start : m.end] for m in fact.mentions)]
    if judgement is not None:
        words.append(judgement.note)
    return any(text in w.casefold() for w in words)


def same_finding(fact: Fact, others: Iterable[Fact]) -> str:
    """The id of the fact of another comparison that is the same finding: same kind, words in the same place; "" for
    none."""
    return next((o.id for o in others if o.kind == fact.kind and set(o.mentions) & set(fact.mentions)), "")


def sorted_facts(facts: Iterable[Fact], sort: Sort) -> list[Fact]:
    """By importance, the most important first, or by place; ties by the other."""
    if sort is Sort.IMPORTANCE:
        return sorted(facts, key=lambda f: (-f.importance, _first(f)))
    return sorted(facts, key=lambda f: (_first(f), -f.importance))


def _first(fact: Fact) -> tuple[int, int, int]:
    first = min(fact.mentions)
    return first.story, first.start, -first.end


def quote_wordings(comparison: Comparison) -> dict[str, QuoteWording]:
    """For each quote that two stories share, how its words compare, from the alignments of quotes."""
    by_story: dict[int, SpanIndex[tuple[int, Alignment]]] = {}
    for number, alignment in enumerate(comparison.alignments):
        if alignment.level is Level.QUOTE:
            for end in alignment.spans:
                by_story.setdefault(end.story, SpanIndex()).add(end.span, (number, alignment))
    wordings = {}
    for fact in comparison.facts:
        if fact.kind == "quote" and fact.status is not Status.ONLY:
            near = {
                number: a
                for m in fact.mentions
                if m.story == fact.stories()[0] and m.story in by_story
                for _span, (number, a) in by_story[m.story].overlapping(m.span)
            }
            mine = [
                a
                for _number, a in sorted(near.items())
                if all(any(m.story == s.story and m.span.overlaps(s.span) for m in fact.mentions) for s in a.spans)
            ]
            if mine:
                wordings[fact.id] = _quote_wording(mine, fact, comparison)
    return wordings


def _quote_wording(alignments: Sequence[Alignment], fact: Fact, comparison: Comparison) -> QuoteWording:
    """Counted within the quote's own words: an alignment may reach beyond them."""
    runs = quote_runs(comparison, alignments)
    words: dict[int, int] = {}
    equal: dict[int, int] = {}
    for mention in set(fact.mentions):
        text = comparison.stories[mention.story].text
        words[mention.story] = words.get(mention.story, 0) + len(text[mention.start : mention.end].split())
        for start, end, same in runs.get(mention.story, ()):
            if same and start < mention.end and mention.start < end:
                shared = len(text[max(start, mention.start) : min(end, mention.end)].split())
                equal[mention.story] = equal.get(mention.story, 0) + shared
    worst = max((a.relation for a in alignments), key=list(Relation).index)
    long = max(words, key=lambda k: (words[k], -k))
    others = [k for k in words if k != long]
    if not runs:
        kept = min(words.values()) if worst is Relation.VERBATIM else 0
        return QuoteWording(worst, tuple(alignments), kept, words[long], min(words.values()) - kept)
    kept = min(equal.get(long, 0), words[long])
    changed = max((max(0, words[k] - equal.get(k, 0)) for k in others), default=0)
    return QuoteWording(worst, tuple(alignments), kept, words[long], changed)
