"""Proposals for quotes: runs between marks and candidate clauses, brought onto the same text.

A clause that a run reaches into is stretched to the run's end; a clause that is a run becomes that run's cue. Entry
point: ``propose``. ``start`` and ``end`` count code points of the story's text.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from comparer.reading.lexicon import Lexicon
from comparer.reading.nouns import Token
from comparer.reading.quotation_marks import Run
from comparer.reading.reported_speech import Candidate, find_candidates, speaker_of
from comparer.reading.tree import Tree

NEAR = 30
"""How many tokens away from a run its cue may stand."""


@dataclass(slots=True)
class Proposal:
    """A stretch that may be a quote, with what speaks for it."""

    start: int
    end: int
    first: int
    """Index of its first token."""
    last: int
    cue: int | None
    source: int | None
    how: str
    """A Candidate's ``how``, or "run"."""
    piece: int = 0
    run: Run | None = None
    """The run that it is, for runs."""
    marked: int = 0
    """How many runs lie inside."""
    inside: Run | None = None
    """The run that it is only part of."""
    holds: str = ""
    """Clauses: on which side of a run inside stands that run's own cue, where the clause takes in both."""
    side: str = ""
    """Runs: where the cue stands: before, after, above (in the paragraph before), clause, or ""."""


class Text:
    """Tokens by position, runs and tree of one story, as the rules on quotes ask for them."""

    def __init__(
        self, text: str, tokens: tuple[Token, ...], tree: Tree, runs: tuple[Run, ...], lexicon: Lexicon
    ) -> None:
        self.text, self.tokens, self.tree, self.runs, self.lexicon = text, tokens, tree, runs, lexicon
        self.starts = [t.start for t in tokens]
        self._run_starts = [r.outer_start for r in runs]
        self.cue_verbs = frozenset(lexicon.speech["cue_verbs"])
        self.cue_nouns = frozenset(lexicon.speech["cue_nouns"])

    def token_at(self, position: int) -> int:
        """Index of the first token that begins at or after a position."""
        return bisect.bisect_left(self.starts, position)

    def run_at(self, position: int) -> Run | None:
        """The run (marks included) that a position lies in."""
        k = bisect.bisect_right(self._run_starts, position) - 1
        return self.runs[k] if k >= 0 and position < self.runs[k].outer_end else None

    def runs_over(self, start: int, end: int) -> tuple[Run, ...]:
        """The runs that share at least a character with a stretch, marks counted."""
        first = bisect.bisect_right(self._run_starts, start) - 1
        if first < 0 or self.runs[first].outer_end <= start:
            first += 1
        return self.runs[first : bisect.bisect_left(self._run_starts, end)]

    def runs_between(self, start: int, end: int) -> list[Run]:
        """The runs that lie wholly in a stretch."""
        k = bisect.bisect_left(self._run_starts, start)
        out = []
        while k < len(self.runs) and self.runs[k].outer_start < end:
            if self.runs[k].end <= end:
                out.append(self.runs[k])
            k += 1
        return out


def propose(text: Text) -> list[Proposal]:
    """All proposals, runs first, then clauses by cue."""
    by_run = {id(run): _of_run(text, run) for run in text.runs}
    proposals = [p for p in by_run.values() if p is not None]
    for candidate in find_candidates(text.tokens, text.tree, text.lexicon):
        proposal = _of_clause(text, candidate)
        if proposal.run is not None:
            mine = by_run[id(proposal.run)]
            if (
                mine is not None
                and (mine.cue is None or mine.side not in {"before", "after"})
                and proposal.cue is not None
            ):
                cue = text.tokens[proposal.cue]
                if not proposal.run.outer_start <= cue.start < proposal.run.outer_end:
                    mine.cue, mine.source, mine.side, mine.piece = (
                        proposal.cue,
                        proposal.source,
                        "clause",
                        proposal.piece,
                    )
        elif proposal.end > proposal.start and not _crosses(text, proposal, by_run):
            proposals.append(proposal)
    return proposals


def _crosses(text: Text, p: Proposal, by_run: dict[int, Proposal | None]) -> bool:
    """Whether a clause mixes what is quoted with who says so: its cue stands inside marks that it leaves, or it takes
    in a run together with that run's own "he said". Sets ``holds``."""
    assert p.cue is not None
    at = text.run_at(text.tokens[p.cue].start)
    if at is not p.inside:
        # (a sentence of a run, reported by what stands outside, goes with the run)
        return True
    for run in text.runs_over(p.start, p.end):
        mine = by_run[id(run)]
        if mine is None or mine.cue is None or mine.cue == p.cue or not p.first <= mine.cue <= p.last:
            continue
        if mine.side == "after":
            return True
        known = text.tokens[mine.cue].lemma in text.cue_verbs
        handed = text.text[run.outer_start - 2 : run.outer_start].strip()[-1:] in {":", ","}
        if handed and known and p.how in {"around", "before", "according"}:
            return True
        p.holds = f"{mine.side} known={known} handed={handed}"
    return False


def _of_clause(text: Text, c: Candidate) -> Proposal:
    start, end = text.tokens[c.first].start, text.tokens[c.last].end
    at_start, at_end = text.run_at(start), text.run_at(end - 1)
    inside = run = None
    if at_start is not None and at_start is at_end:
        share = (end - start) / max(1, at_start.end - at_start.start)
        cue = text.tokens[c.cue].start
        if share > 0.6 and not at_start.outer_start <= cue < at_start.outer_end:
            run = at_start
        else:
            inside = at_start
    else:
        if at_end is not None:
            end = at_end.outer_end
        if at_start is not None:
            start = at_start.outer_start
    after = text.text[end : end + 2]
    opened = [r for r in text.runs_between(start, end + 2) if r.outer_start >= start]
    if opened and opened[-1].outer_end > end and after.strip(".,?!")[:1] != " " and opened[-1].end <= end + 1:
        end = opened[-1].outer_end
    return Proposal(start, end, c.first, c.last, c.cue, c.source, c.how, c.piece, run, len(opened), inside)


def _of_run(text: Text, run: Run) -> Proposal | None:
    first, last = text.token_at(run.start), text.token_at(run.end) - 1
    if first > last or first >= len(text.tokens):
        return None
    lead = text.text[max(0, run.outer_start - 20) : run.outer_start].rstrip().lower()
    if lead.endswith(tuple(text.lexicon.speech["scare"])):
        return None
    proposal = Proposal(run.start, run.end, first, last, None, None, "run", run=run)
    before = ("before", _cue_before(text, run))
    after = ("after", _cue_after(text, run))
    announced = _announced(text, run)
    if announced is not None:
        proposal.source, proposal.side = announced, "colon"
        return proposal
    handed = text.text[max(0, run.outer_start - 2) : run.outer_start].strip()[-1:] in {":", ","}
    known = before[1] is not None and text.tokens[before[1]].lemma in text.cue_verbs
    order = [before, after] if handed and known else [after, before]
    for side, cue in (*order, ("above", _cue_above(text, run))):
        if cue is not None:
            proposal.cue, proposal.side = cue, side
            proposal.source = (
                speaker_of(text.tree, cue) if text.tokens[cue].pos in {"VERB", "AUX"} else _owner(text, cue)
            )
            break
    return proposal


def _announced(text: Text, run: Run) -> int | None:
    """Head of "Trump:" right before a run in a headline, or "SMITH:" in a transcript: a name and no verb."""
    colon = text.token_at(run.outer_start) - 1
    if colon < 1 or text.tokens[colon].text != ":":
        return None
    first = text.tree.first_of[text.tokens[colon].sentence]
    words = text.tokens[first:colon]
    if not 1 <= len(words) <= 6 or any(t.pos in {"VERB", "AUX", "PUNCT"} for t in words):
        return None
    return colon - 1 if words[-1].pos in {"PROPN", "NOUN"} else None


def _owner(text: Text, noun: int) -> int | None:
    return text.tree.child(noun, "poss")


def _cue_after(text: Text, run: Run) -> int | None:
    """The verb after "…," or "…?": "he said", "said the minister", "Ann Lee, who lives there, told AFP"."""
    ends = text.text[run.end - 1 : run.end]
    follows = text.text[run.outer_end : run.outer_end + 1]
    if ends not in ",?!" and follows != "," and not (ends in "…-—–" or text.text[run.end - 3 : run.end] == "..."):
        return None
    k = text.token_at(run.outer_end)
    depth, best = 0, None
    for n in range(k, min(k + NEAR, len(text.tokens))):
        token = text.tokens[n]
        if text.run_at(token.start) not in {None, run} or (token.text in {".", ";", "?", "!"} and n > k):
            break
        if token.pos not in {"VERB", "AUX"} or token.dep in {"aux", "auxpass", "amod"}:
            continue
        if token.lemma in text.cue_verbs and token.dep not in {"relcl", "acl"} | ({"advcl"} if best is None else set()):
            return n
        if best is None and (
            token.lemma in text.cue_verbs or (depth == 0 and token.dep in {"ROOT", "parataxis", "conj"})
        ):
            best = n
        depth += 1
    return best


def _cue_before(text: Text, run: Run) -> int | None:
    """The verb or noun before the mark: "he said:", "Lee wrote on Friday, “", "called it “"."""
    k = text.token_at(run.outer_start) - 1
    best = None
    for n in range(k, max(-1, k - NEAR), -1):
        token = text.tokens[n]
        if (
            text.run_at(token.start) is not None
            or token.text in {".", "?", "!", ";"}
            or token.end < run.outer_start - 200
        ):
            break
        if n < k and token.sentence != text.tokens[k].sentence:
            break
        if token.pos in {"VERB", "AUX"} and token.dep not in {"aux", "auxpass"}:
            if token.lemma in text.cue_verbs:
                return n
            best = n if best is None else best
        elif token.pos == "NOUN" and token.lemma in text.cue_nouns and best is None and k - n < 8:
            best = n
    return best


def _cue_above(text: Text, run: Run) -> int | None:
    """The verb of the sentence before, where that ends in a colon and the run begins a paragraph."""
    k = text.token_at(run.outer_start) - 1
    if k < 0 or text.tokens[k].text != ":":
        return None
    for n in range(k, text.tree.first_of[text.tokens[k].sentence] - 1, -1):
        token = text.tokens[n]
        if token.pos == "VERB" and (token.lemma in text.cue_verbs or token.dep == "ROOT"):
            return n
    return None
