"""Takes of one story: their order, and what a later take added, changed and dropped, with or without saying so.

Works on a comparison; knows no words to tell it in (``reports.telling_takes`` has them).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from comparer.comparison import Comparison, Fact, Level, Relation, Status
from comparer.desk.findings import Sort, sorted_facts
from comparer.loading.profiles import profiles
from comparer.loading.takes import chains_of, distinct_names, takes
from comparer.story import ParagraphKind, Span, Story

ALIKE = 0.4
"""Share of the shorter story's sentences that stand in the other nearly word for word, from which two stories of one
agency are taken for takes of one story."""
_ANNOUNCING = frozenset({"update", "advisory", "correction"})
_SAME_WORDS = frozenset({Relation.VERBATIM, Relation.EDITED, Relation.TRIMMED})
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that a later take dropped or tells otherwise. ``announced``: whether a note in the later take says so."""

    fact: Fact
    announced: bool


@dataclass(frozen=True, slots=True)
class TakeChanges:
    """What came of one take in the next. ``earlier`` and ``later`` are indices of stories; ``number`` is the later
    take's place among the takes of its story that are compared, from 1, and ``of`` how many there are."""

    earlier: int
    later: int
    number: int
    of: int
    why: str
    """What tells the order; "" where nothing does."""
    added: tuple[Fact, ...]
    dropped: tuple[Change, ...]
    changed: tuple[Change, ...]


def chains(comparison: Comparison) -> tuple[tuple[int, ...], ...]:
    """Stories that are takes of one story, first take first; stories that stand alone are left out."""
    return chains_of(comparison.stories, lambda one, other: _alike(comparison, one, other) >= ALIKE)


def take_changes(comparison: Comparison) -> tuple[TakeChanges, ...]:
    """For each two takes that follow each other, what the later one did; none where no two stories are takes."""
    found = []
    for chain in chains(comparison):
        for number, (earlier, later) in enumerate(pairwise(chain), 2):
            pair = takes(comparison.stories, earlier, later, alike=True)
            why = pair.why if pair is not None and pair.later == later else ""
            found.append(_changes(comparison, earlier, later, number, len(chain), why))
    return tuple(found)


def _alike(comparison: Comparison, one: int, other: int) -> float:
    """Share of the shorter story's sentences that the other has in nearly the same words."""
    said: dict[int, set[tuple[int, int]]] = {one: set(), other: set()}
    for alignment in comparison.alignments:
        if alignment.level is Level.SENTENCE and alignment.relation in _SAME_WORDS:
            first, second = alignment.spans
            if {first.story, second.story} == {one, other}:
                said[first.story].add((first.start, first.end))
                said[second.story].add((second.start, second.end))
    short = min((one, other), key=lambda k: len(comparison.stories[k].sentences))
    return len(said[short]) / max(1, len(comparison.stories[short].sentences))


def _changes(comparison: Comparison, earlier: int, later: int, number: int, of: int, why: str) -> TakeChanges:
    notes = _notes(comparison.stories[later])
    said = _said_in_both(comparison, earlier, later)

    def missing(fact: Fact, story: int) -> bool:
        # What a third story shares is one finding with one of the takes; the other may say it all the same.
        places = [m for m in fact.mentions if m.story == story]
        return fact.status is Status.ONLY or not all(any(s.overlaps(m.span) for s in said[m.story]) for m in places)

    added, dropped, changed = [], [], []
    for fact in comparison.facts:
        if fact.kind == "note":
            continue
        there = {m.story for m in fact.mentions}
        if fact.status is Status.CONFLICT and {earlier, later} <= there:
            changed.append(fact)
        if later in there and earlier not in there and missing(fact, later):
            added.append(fact)
        elif earlier in there and later not in there and missing(fact, earlier):
            dropped.append(fact)
    return TakeChanges(
        earlier,
        later,
        number,
        of,
        why,
        tuple(_outermost(added, later)),
        tuple(Change(f, _announced(f, comparison, notes, "dropped")) for f in _outermost(dropped, earlier)),
        tuple(Change(f, _announced(f, comparison, notes, "changed")) for f in _once(changed)),
    )


def _said_in_both(comparison: Comparison, one: int, other: int) -> dict[int, list[Span]]:
    """By story, the sentences and quotes that the other take has in the same or other words."""
    said: dict[int, list[Span]] = {one: [], other: []}
    for alignment in comparison.alignments:
        stories = {m.story for m in alignment.spans}
        if (
            stories == {one, other}
            and alignment.level is not Level.PARAGRAPH
            and alignment.relation is not Relation.PARTIAL
        ):
            for mention in alignment.spans:
                said[mention.story].append(mention.span)
    return said


def _outermost(facts: Iterable[Fact], story: int) -> list[Fact]:
    """The facts by importance, without those that stand inside another: a figure in a claim that is new itself."""
    ordered = sorted_facts(facts, Sort.IMPORTANCE)
    spans = {f.id: [m.span for m in f.mentions if m.story == story] for f in ordered}
    kept = []
    for fact in ordered:
        others = [s for f in ordered if f is not fact for s in spans[f.id]]
        inside = all(any(o.contains(s) and len(o) > len(s) for o in others) for s in spans[fact.id])
        if not inside:
            kept.append(fact)
    return kept


def _once(facts: Iterable[Fact]) -> list[Fact]:
    """The facts by importance, those with the same label once: a figure that is wrong in headline and copy."""
    return list({(f.kind, f.label): f for f in reversed(sorted_facts(facts, Sort.IMPORTANCE))}.values())[::-1]


def _notes(story: Story) -> list[str]:
    """What the take says of itself, clause by clause."""
    told = [
        story.text[p.start : p.end]
        for p in story.paragraphs
        if p.kind is ParagraphKind.NOTE and p.note in _ANNOUNCING and not p.private
    ]
    return [clause for text in told for clause in re.split(r"[;:.]\s|[,\n]", text.strip("() ")) if clause.strip()]


def _announced(fact: Fact, comparison: Comparison, notes: Sequence[str], what: str) -> bool:
    """Whether a clause of the notes says that something was dropped or changed, and names it."""
    patterns = profiles().announced.get(what, [])
    names = _stems(fact.label) | _stems(str((fact.value or {}).get("unit") or ""))
    for mention in fact.mentions:
        # What a figure counts often stands beside it: "cut 640 jobs".
        text = comparison.stories[mention.story].text
        names |= _stems(" ".join(text[mention.start : mention.end + 24].split()[:12]))
    speaking = False
    for clause in notes:
        # "Corrects spelling of name, number of jobs": the verb holds for what is listed after it.
        verb = any(p.search(clause) for p in patterns)
        other = not verb and any(p.search(clause) for ps in profiles().announced.values() for p in ps)
        adds = re.match(r"(?i)\W*(?:adds?|adding|with|byline|updates?)\b", clause) is not None
        speaking = verb or (speaking and not other and not adds)
        if speaking and _stems(clause) & names:
            return True
    return False


def _stems(text: str) -> set[str]:
    """Words of four letters and more, and figures, without their endings."""
    words = (w.casefold() for w in _WORD.findall(text))
    return {w[:5] for w in words if len(w) >= 4 or w.isdigit()}


def names(comparison: Comparison) -> list[str]:
    """What to call each story, so that no two are called the same: see ``loading.takes.distinct_names``."""
    return distinct_names(comparison.stories, chains(comparison))
