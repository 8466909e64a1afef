"""Facts and quotes laid out as places of a report: the words in each story, where they stand, and who says them."""

from __future__ import annotations

from collections.abc import Mapping

from comparer.comparison import Comparison, Fact, Mention, Relation, Status
from comparer.desk.findings import QuoteWording
from comparer.desk.wording_places import LEAST_SHARED, equal_share, quote_runs
from comparer.reports.model import Look, Piece, Place, Quotation
from comparer.reports.options import ReportOptions
from comparer.reports.phrases import Phrases
from comparer.reports.quoting import cut, cut_pieces, joined, one_line, pieces_of, surroundings
from comparer.story import ParagraphKind, Quote, Story

LOOKS = {Status.ONLY: Look.ONLY, Status.CONFLICT: Look.CONFLICT, Status.SHARED: Look.SHARED}
WITH_SURROUNDINGS = frozenset({"person", "organisation", "place", "date", "number", "title", "other"})


class Placer:
    """Makes places for one report."""

    def __init__(self, comparison: Comparison, options: ReportOptions, phrases: Phrases) -> None:
        self._comparison = comparison
        self._options = options
        self._phrases = phrases

    def places(self, fact: Fact, wording: QuoteWording | None) -> tuple[tuple[Place, ...], ...]:
        """A fact's places, by story."""
        runs = quote_runs(self._comparison, wording.alignments) if wording is not None else {}
        mentions = sorted(set(fact.mentions))
        return tuple(
            tuple(self._place(m, LOOKS[fact.status], fact.kind, runs) for m in mentions if m.story == k)
            for k in range(len(self._comparison.stories))
        )

    def nearest(self, fact: Fact) -> tuple[Place, ...]:
        """What comes nearest in the other stories."""
        return tuple(self._place(m, Look.PLAIN, "", {}) for m in fact.nearest)

    def hidden(self, mention: Mention) -> bool:
        """Whether the words are not for publication and were not asked for."""
        story = self._comparison.stories[mention.story]
        return not self._options.include_private and any(
            p.private and p.span.overlaps(mention.span) for p in story.paragraphs
        )

    def _place(self, mention: Mention, look: Look, kind: str, runs: Mapping[int, list[tuple[int, int, bool]]]) -> Place:
        story = self._comparison.stories[mention.story]
        limit = self._options.quotation_words
        number = story.number_of(mention.start)
        where = self._where(story, mention, number)
        if self.hidden(mention):
            words = self._phrases("report.withheld")
            return Place(mention.story, mention.start, mention.end, words, (Piece(words),), number, where)
        inside = [r for r in runs.get(mention.story, ()) if mention.start < r[1] and r[0] < mention.end]
        if inside:
            marked = [(max(s, mention.start), min(e, mention.end), Look.SHARED if equal else Look.ONLY)
                      for s, e, equal in inside]  # fmt: skip
            pieces: tuple[Piece, ...] = pieces_of(story, [(mention.start, mention.start, Look.PLAIN), *marked])
            pieces = joined((*pieces, Piece(story.text[marked[-1][1] : mention.end])))
        else:
            pieces = joined([Piece(story.text[mention.start : mention.end], look)])
        words = cut("".join(p.text for p in pieces), limit)
        pieces = cut_pieces(pieces, limit)
        if kind in WITH_SURROUNDINGS:
            before, after = surroundings(story, mention.span, limit)
            pieces = joined((Piece(before), *pieces, Piece(after)))
        quote = _quote_at(story, mention)
        return Place(
            mention.story,
            mention.start,
            mention.end,
            words,
            pieces,
            number,
            where,
            quote.speaker.name if quote is not None and quote.speaker is not None else "",
            self._phrases(f"quote.{quote.kind}") if quote is not None else "",
        )

    def _where(self, story: Story, mention: Mention, number: int | None) -> str:
        if number is not None:
            return self._phrases("report.paragraph", number=number)
        index = story.paragraph_at(mention.start)
        kind = ParagraphKind.BODY if index is None else story.paragraphs[index].kind
        if kind is ParagraphKind.HEADLINE:
            return self._phrases("report.headline")
        return "" if index is None else self._phrases("report.elsewhere", kind=str(kind))

    def quotation(self, wording: QuoteWording) -> Quotation:
        """How the words of a shared quote compare."""
        say = self._phrases
        if wording.relation is Relation.VERBATIM:
            told = say("relation.verbatim")
        else:
            change = self.change(wording.changed)
            kept = say("relation.kept", kept=wording.kept, of=wording.of)
            told = f"{say(f'relation.{wording.relation}')}. {kept}, {change}"
        edits: tuple[tuple[tuple[str, str, int], ...], ...] = ()
        if self._options.quotation_words is None:
            edits = tuple(
                tuple(
                    (op, one_line(words), a.spans[1 if op == "+" else 0].story)
                    for op, words in a.wording
                    if words.strip()
                )
                for a in wording.alignments
                if equal_share(a.wording) >= LEAST_SHARED and not any(self.hidden(m) for m in a.spans)
            )
        return Quotation(wording.relation, wording.kept, wording.of, wording.changed, told, edits)

    def change(self, count: int) -> str:
        """How many words two versions of a quote word differently, as people say it."""
        return self._phrases("relation.unchanged") if not count else self._phrases.counted("relation.changed", count)


def _quote_at(story: Story, mention: Mention) -> Quote | None:
    inside = [q for q in story.quotes if q.span.overlaps(mention.span)]
    return max(inside, key=lambda q: min(q.end, mention.end) - max(q.start, mention.start), default=None)
