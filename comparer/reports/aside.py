"""What a report sets aside, and why: findings judged to be no difference, paragraphs that are not compared, what was
left out. Nothing is dropped without a word."""

from __future__ import annotations

from collections.abc import Sequence

from comparer.comparison import Comparison, Status
from comparer.desk.verdicts import Verdict
from comparer.reports.model import Row, SetAside
from comparer.reports.options import ReportOptions
from comparer.reports.phrases import Phrases
from comparer.reports.quoting import cut
from comparer.story import ParagraphKind

SAMPLE_WORDS = 14
"""Words by which a paragraph that is not compared is named."""

_NO_DIFFERENCE = frozenset({Verdict.SAME, Verdict.WORDING})
_NOTHING = frozenset({Verdict.BOILERPLATE, Verdict.NOT_A_FACT})
_NOT_COMPARED = (ParagraphKind.NOTE, ParagraphKind.CAPTION, ParagraphKind.CROSSHEAD)


def reason(verdict: Verdict | None, status: Status, phrases: Phrases) -> str:
    """Why a finding with this verdict is set aside; "" where it is not."""
    if verdict in _NOTHING or (verdict in _NO_DIFFERENCE and status is not Status.SHARED):
        return phrases(f"aside.{verdict}")
    return ""


def set_aside(
    comparison: Comparison,
    rows: Sequence[Row],
    outside: int,
    options: ReportOptions,
    phrases: Phrases,
    names: Sequence[str],
) -> tuple[SetAside, ...]:
    """Everything set aside: findings first, then paragraphs, then what is out of the report's scope. ``names``: what to
    call the stories."""
    items = [SetAside(row.label, row.aside, row=row) for row in rows]
    for name, story in zip(names, comparison.stories, strict=True):
        private = 0
        for paragraph in story.paragraphs:
            if paragraph.private and not options.include_private:
                private += 1
            elif paragraph.kind in _NOT_COMPARED:
                limit = min(SAMPLE_WORDS, options.quotation_words or SAMPLE_WORDS)
                words = cut(story.text[paragraph.start : paragraph.end], limit)
                if words:
                    items.append(SetAside(words, phrases(f"aside.{paragraph.kind}"), name))
        if private:
            items.append(SetAside(phrases.counted("aside.private_what", private), phrases("aside.private"), name))
    if outside:
        items.append(SetAside(phrases("aside.findings"), phrases.counted("aside.scope", outside)))
    if options.quotation_words is not None:
        items.append(SetAside(phrases("aside.texts"), phrases("aside.withheld")))
    return tuple(items)
