"""What a person decided, laid over what the machine found: facts and links of their own, and which judgement stands on
which finding.

Nothing a person did is overwritten by a new comparison: it is laid over the new findings again, by its words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from comparer.comparison import Alignment, Comparison, Fact, Level, Mention, Relation, Status
from comparer.desk.anchoring import has_lost_place, overlap
from comparer.desk.span_index import SpanIndex
from comparer.desk.verdicts import Judgement, Link, OwnFact

if TYPE_CHECKING:
    from comparer.desk.project import Project

ENOUGH = 0.5
"""How much of its words a finding must share with a judgement's to be the one that was judged."""

_SAME_KIND = 0.2


@dataclass(frozen=True, slots=True)
class Placement:
    """The findings as a person sees them, and what they said of them."""

    comparison: Comparison | None = None
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    """By the id of the fact that each stands on."""
    lost: tuple[Judgement, ...] = ()
    """Those whose words are gone, or whose finding is not made any more."""
    lost_facts: tuple[OwnFact, ...] = ()
    lost_links: tuple[Link, ...] = ()


def laid_over(project: Project) -> Comparison | None:
    """What the machine found, with a person's facts and links laid over it; None where there is neither."""
    found = project.found
    own = [fact for fact in project.own_facts if not has_lost_place(fact.anchors)]
    links = [link for link in project.links if not has_lost_place(link.ends)]
    if not own and not links:
        return found
    comparison = with_links(found or Comparison(project.stories), links)
    return replace(comparison, facts=comparison.facts + tuple(_as_fact(fact) for fact in own))


def place(project: Project, comparison: Comparison | None = None) -> Placement:
    """Which judgement stands on which finding. ``comparison``: what ``laid_over`` gave for this project, if known."""
    if comparison is None:
        comparison = laid_over(project)
    judgements, lost = match_judgements(project.judgements, () if comparison is None else comparison.facts)
    return Placement(
        comparison,
        judgements,
        lost,
        tuple(fact for fact in project.own_facts if has_lost_place(fact.anchors)),
        tuple(link for link in project.links if has_lost_place(link.ends)),
    )


def _as_fact(own: OwnFact) -> Fact:
    mentions = tuple(sorted(m for a in own.anchors if (m := a.mention) is not None))
    only = len({m.story for m in mentions}) == 1
    return Fact(
        own.id,
        own.kind,
        Status.ONLY if only else Status.SHARED,
        own.label,
        mentions,
        importance=0.5,
        why="A remark on these words." if own.kind == "note" else "Marked by hand.",
    )


_last: tuple[Sequence[Fact], dict[int, SpanIndex[Fact]]] = ((), {})
"""The facts that were indexed last, and their index: decisions come one by one on the same comparison."""


def _index(facts: Sequence[Fact]) -> dict[int, SpanIndex[Fact]]:
    """The facts of a comparison by story and place."""
    global _last
    indexed, index = _last
    if indexed is facts:
        return index
    found: defaultdict[int, SpanIndex[Fact]] = defaultdict(SpanIndex)
    for fact in facts:
        for mention in fact.mentions:
            found[mention.story].add(mention.span, fact)
    _last = (facts, dict(found))
    return _last[1]


def match_judgements(
    judgements: Sequence[Judgement], facts: Sequence[Fact]
) -> tuple[dict[str, Judgement], tuple[Judgement, ...]]:
    """Which judgement stands on which fact, each at most once, and those that stand on none.

    A judgement takes the fact whose words are most like its own; the same kind of fact is preferred.
    """
    if not judgements:
        return {}, ()
    by_story = _index(facts)
    candidates: list[tuple[float, int, str]] = []
    for number, judgement in enumerate(judgements):
        if not has_lost_place(judgement.anchors):
            candidates += [(score, number, fact_id) for fact_id, score in _candidates(judgement, by_story).items()]
    candidates.sort(key=lambda c: (-c[0], c[1], c[2]))
    placed: dict[str, Judgement] = {}
    taken: set[int] = set()
    for score, number, fact_id in candidates:
        if score >= ENOUGH and number not in taken and fact_id not in placed:
            placed[fact_id] = judgements[number]
            taken.add(number)
    return placed, tuple(j for number, j in enumerate(judgements) if number not in taken)


def _candidates(judgement: Judgement, by_story: Mapping[int, SpanIndex[Fact]]) -> dict[str, float]:
    """How well each fact that touches the judgement's words fits it: the mean over the stories it was judged in, of
    the best overlap there."""
    stories = {a.story for a in judgement.anchors}
    best: dict[str, dict[int, float]] = defaultdict(dict)
    kinds: dict[str, str] = {}
    for item in judgement.anchors:
        if item.span is None or item.story not in by_story:
            continue
        for span, fact in by_story[item.story].overlapping(item.span):
            share = overlap(item.span, span)
            if share > best[fact.id].get(item.story, 0.0):
                best[fact.id][item.story] = share
                kinds[fact.id] = fact.kind
    return {
        fact_id: sum(shares.values()) / len(stories) * (1.0 if kinds[fact_id] == judgement.kind else 1 - _SAME_KIND)
        for fact_id, shares in best.items()
        if shares
    }


def with_links(comparison: Comparison, links: Sequence[Link]) -> Comparison:
    """The comparison with passages tied and taken apart by hand, in the order in which it was done."""
    for link in links:
        one, other = link.ends[0].mention, link.ends[1].mention
        if one is None or other is None:
            continue
        comparison = _tied(comparison, one, other) if link.tied else _apart(comparison, one, other)
    return comparison


def _covers(passage: Mention, mention: Mention) -> bool:
    """Whether a mention is, by most of its words, the passage itself or a large part of it."""
    return passage.story == mention.story and overlap(passage.span, mention.span) >= ENOUGH


def _touches(passage: Mention, mention: Mention) -> bool:
    return passage.story == mention.story and passage.span.overlaps(mention.span)


def _tied(comparison: Comparison, one: Mention, other: Mention) -> Comparison:
    alignment = Alignment(Level.SENTENCE, (one, other), Relation.PARTIAL, 1.0)
    facts = []
    for fact in comparison.facts:
        counterpart = None
        if fact.status is Status.ONLY:
            if any(_covers(one, m) for m in fact.mentions):
                counterpart = other
            elif any(_covers(other, m) for m in fact.mentions):
                counterpart = one
        if counterpart is not None:
            mentions = tuple(sorted((*fact.mentions, counterpart)))
            fact = replace(fact, status=Status.SHARED, mentions=mentions, why="Linked by hand.", nearest=())
        facts.append(fact)
    return replace(comparison, alignments=(*comparison.alignments, alignment), facts=tuple(facts))


def _apart(comparison: Comparison, one: Mention, other: Mention) -> Comparison:
    def joins(mentions: Sequence[Mention]) -> bool:
        return any(_touches(one, m) for m in mentions) and any(_touches(other, m) for m in mentions)

    facts: list[Fact] = []
    for fact in comparison.facts:
        mine = tuple(m for m in fact.mentions if _covers(one, m))
        theirs = tuple(m for m in fact.mentions if _covers(other, m))
        if fact.status is Status.ONLY or not mine or not theirs:
            facts.append(fact)
            continue
        kept = tuple(m for m in fact.mentions if m not in theirs)
        status = Status.ONLY if len({m.story for m in kept}) == 1 else fact.status
        why = "Taken apart by hand."
        facts.append(replace(fact, status=status, mentions=kept, why=why, nearest=theirs))
        split = f"{fact.id}-{other.story}"
        facts.append(replace(fact, id=split, status=Status.ONLY, mentions=theirs, why=why, nearest=mine))
    return replace(
        comparison, alignments=tuple(a for a in comparison.alignments if not joins(a.spans)), facts=tuple(facts)
    )
