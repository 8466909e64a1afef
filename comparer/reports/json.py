"""JSON per the public contract (``resources/schema/comparison.schema.json``), with a key ``report`` more.

All offsets stay true: words that may not be handed on are blacked out letter by letter, never cut.
"""

from __future__ import annotations

import json
import re
from typing import Any

from comparer.comparison import to_json
from comparer.desk.takes import Change, TakeChanges
from comparer.reports.model import Report, Row
from comparer.reports.quoting import cut

BLACK = "█"
"""Stands for each letter, digit or sign of words that are withheld."""

_WORD = re.compile(r"\S+")


def render(report: Report) -> str:
    """The report as a JSON object. A lone surrogate is written as its escape, so the text is always valid UTF-8."""
    return _safe(json.dumps(as_object(report), ensure_ascii=False, indent=1)) + "\n"


def _safe(text: str) -> str:
    """Halves of surrogate pairs as JSON escapes; inside a JSON string they mean the same."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def as_object(report: Report) -> dict[str, Any]:
    """The report as the object that is written."""
    rows = {row.id: row for row in report.all_rows}
    data = to_json(report.comparison)
    limit = report.options.quotation_words
    data["facts"] = [_fact(fact, rows[fact["id"]]) for fact in data["facts"] if fact["id"] in rows]
    for index, story in enumerate(data["stories"]):
        story["text"] = _blacked(index, report)
        if limit is not None:
            story["headline"] = cut(story["headline"], limit) if story["headline"] else story["headline"]
    if limit is not None or any(BLACK in story["text"] for story in data["stories"]):
        for alignment in data["alignments"]:
            texts = [data["stories"][m["story"]]["text"][m["start"] : m["end"]] for m in alignment["spans"]]
            if limit is not None or any(BLACK in text for text in texts):
                alignment["wording"] = []
    data["report"] = {
        "title": report.title,
        "made_at": report.made_at,
        "scope": list(report.scope),
        "embargoes": list(report.embargoes),
        "takes": [_take(changes, told) for changes, told in zip(report.take_changes, report.takes, strict=True)],
        "decisions": [_decision(row) for row in report.all_rows if row.decided or row.note],
        "decided": report.decided,
        "to_decide": report.to_decide,
        "set_aside": [
            {
                "what": item.what,
                "why": item.why,
                "source": item.source or None,
                "fact": item.row.id if item.row else None,
            }
            for item in report.aside
        ],
    }
    return data


def _fact(fact: dict[str, Any], row: Row) -> dict[str, Any]:
    return fact | {"label": row.label, "why": row.why}


def _take(changes: TakeChanges, told: str) -> dict[str, Any]:
    def ids(items: tuple[Change, ...], announced: bool) -> list[str]:
        return [change.fact.id for change in items if change.announced is announced]

    return {
        "earlier": changes.earlier,
        "later": changes.later,
        "number": changes.number,
        "of": changes.of,
        "why": changes.why,
        "added": [fact.id for fact in changes.added],
        "dropped": ids(changes.dropped, True),
        "dropped_silently": ids(changes.dropped, False),
        "changed": ids(changes.changed, True),
        "changed_silently": ids(changes.changed, False),
        "told": told,
    }


def _decision(row: Row) -> dict[str, Any]:
    return {
        "fact": row.id,
        "verdict": None if row.verdict is None else str(row.verdict),
        "note": row.note,
        "by": row.by,
        "at": row.at,
        "lost_its_place": row.group == "lost",
    }


def _blacked(index: int, report: Report) -> str:
    """The story's text without what may not be handed on."""
    story = report.comparison.stories[index]
    shown = [True] * len(story.text)
    limit = report.options.quotation_words
    if limit is not None:
        shown = [False] * len(story.text)
        for row in report.all_rows:
            for place in (*row.nearest, *(p for places in row.places for p in places)):
                if place.story == index and place.start is not None and place.end is not None:
                    words = list(_WORD.finditer(story.text, place.start, place.end))[:limit]
                    if words:
                        start, end = words[0].start(), words[-1].end()
                        shown[start:end] = [True] * (end - start)
    if not report.options.include_private:
        for paragraph in story.paragraphs:
            if paragraph.private:
                shown[paragraph.start : paragraph.end] = [False] * (paragraph.end - paragraph.start)
    return "".join(c if seen or c.isspace() else BLACK for c, seen in zip(story.text, shown, strict=True))
