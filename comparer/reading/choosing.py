"""Which proposals become quotes: the likely ones, each cue once, a run given up to the reported clause around it.

Entry point: ``choose``.
"""

from __future__ import annotations

from collections.abc import Sequence

from comparer.reading.proposals import Proposal

PIECE = 0.12
"""How likely the other piece of a clause must be, once one piece counts."""


def choose(
    proposals: Sequence[Proposal], likely: Sequence[float], threshold: float, nested: float, marked: float
) -> list[int]:
    """Indices of the proposals that count, in the order of the text.

    From ``threshold`` on a clause counts, from ``nested`` one inside another quote, from ``marked`` a run.
    """
    order = sorted(range(len(proposals)), key=lambda k: -likely[k])
    chosen: list[int] = []
    for k in order:
        p = proposals[k]
        if p.run is not None or likely[k] < min(threshold, nested):
            continue
        limit = nested if p.inside is not None or any(_within(p, proposals[c]) for c in chosen) else threshold
        if likely[k] >= limit and not any(_rivals(p, proposals[c]) for c in chosen):
            chosen.append(k)
    for k in order:
        p = proposals[k]
        if (
            p.run is not None
            and likely[k] >= marked
            and not any(
                proposals[c].run is None and proposals[c].start <= p.start and p.end <= proposals[c].end for c in chosen
            )
        ):
            chosen.append(k)
    cues = {proposals[c].cue: proposals[c].piece for c in chosen}
    for k in order:
        p = proposals[k]
        if p.run is not None or not p.piece or k in chosen or likely[k] < PIECE or cues.get(p.cue, p.piece) == p.piece:
            continue
        if not any(_rivals(p, proposals[c]) for c in chosen if proposals[c].cue != p.cue):
            chosen.append(k)
    return sorted(chosen, key=lambda k: (proposals[k].start, proposals[k].end))


def _within(p: Proposal, other: Proposal) -> bool:
    return other.start <= p.start and p.end <= other.end


def _rivals(p: Proposal, other: Proposal) -> bool:
    """Whether only one of two can count: much the same words, or another reading of the same cue."""
    shared = min(p.end, other.end) - max(p.start, other.start)
    if p.cue is not None and other.cue is not None and p.cue != other.cue:
        outer, inner = (p, other) if _within(other, p) else (other, p)
        if outer.how == "according" and _within(inner, outer) and outer.first <= (inner.cue or 0) <= outer.last:
            # "According to the paper, the minister said …": both are reported
            return False
    if shared > 0 and shared > 0.5 * (max(p.end, other.end) - min(p.start, other.start)):
        return True
    if p.cue == other.cue:
        return not (p.piece and other.piece and p.piece != other.piece)
    # two clauses that cross
    return shared > 0 and not (_within(p, other) or _within(other, p))
