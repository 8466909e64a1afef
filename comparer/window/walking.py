"""Walking the list of findings: which comes next, and which two stories show it. Pure: no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comparer.comparison import Fact
from comparer.desk.project import counted
from comparer.desk.verdicts import Judgement


def neighbour(facts: Sequence[Fact], selected: str, step: int) -> str:
    """The id of the finding ``step`` places on; without a selection the first, or backwards the last; "" past the
    end."""
    ids = [fact.id for fact in facts]
    start = -1 if step > 0 else len(ids)
    at = (ids.index(selected) if selected in ids else start) + step
    return ids[at] if 0 <= at < len(ids) else ""


def next_undecided(facts: Sequence[Fact], selected: str, judgements: Mapping[str, Judgement]) -> str:
    """The id of the next finding that counts and has no verdict, from the selected one round; "" for none."""
    at = next((k for k, fact in enumerate(facts) if fact.id == selected), -1)
    for fact in [*facts[at + 1 :], *facts[: at + 1]]:
        judgement = judgements.get(fact.id)
        if counted(fact) and (judgement is None or judgement.verdict is None):
            return fact.id
    return ""


def pair_showing(fact: Fact, shown: tuple[int, int]) -> tuple[int, int]:
    """The two stories to show so that a finding is seen: those shown already, as far as they have it."""
    left, right = shown
    stories = fact.stories()
    if len(stories) == 1:
        return shown if stories[0] in shown else (left, stories[0])
    if left in stories and right in stories:
        return shown
    keep = next((s for s in (left, right) if s in stories), stories[0])
    other = next(s for s in stories if s != keep)
    return (keep, other) if keep == left or other == right else (other, keep)
