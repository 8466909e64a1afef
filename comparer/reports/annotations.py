"""W3C Web Annotations (JSON-LD): one annotation a finding, with a target for each place.

Selectors count in the story's normalised text, which is what ``comparer story`` and the JSON report give: a
TextQuoteSelector with what stands before and after, and a TextPositionSelector in code points.
"""

from __future__ import annotations

import json
from typing import Any

from comparer.desk.anchoring import CONTEXT
from comparer.reports.model import Place, Report, Row
from comparer.reports.telling import verdict_line, why_lines
from comparer.story import Span

CONTEXTS = ["http://www.w3.org/ns/anno.jsonld", {"comparer": "urn:comparer:vocabulary:"}]
"""Names, never fetched."""


def render(report: Report) -> str:
    """The annotations as one AnnotationPage. A lone surrogate is written as its escape."""
    text = json.dumps(page(report), ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def page(report: Report) -> dict[str, Any]:
    """The page as an object."""
    generator = report.comparison.generator
    return {
        "@context": CONTEXTS,
        "id": f"urn:comparer:{_digest(report)}",
        "type": "AnnotationPage",
        "comparer:title": report.title,
        "comparer:scope": list(report.scope),
        "comparer:embargoes": list(report.embargoes),
        "comparer:takes": list(report.takes),
        "comparer:setAside": [{"what": a.what, "why": a.why, "source": a.source} for a in report.aside],
        "generated": report.made_at,
        "generator": {"type": "Software", "name": f"{generator.name} {generator.version}, {generator.language_model}"},
        "items": [_annotation(row, report) for row in report.all_rows],
    }


def _digest(report: Report) -> str:
    return ":".join(source.sha256[:16] for source in report.sources)


def _annotation(row: Row, report: Report) -> dict[str, Any]:
    say = report.phrases
    verdict, note, signed = verdict_line(row, say)
    told = [f"{say(f'status.{row.status}')}, {say.get(f'kinds.{row.kind}', row.kind)}: {row.label}", *why_lines(row)]
    body: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "tagging", "value": str(row.status)},
        {"type": "TextualBody", "purpose": "classifying", "value": row.kind},
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": "\n".join(told)},
    ]
    if row.verdict is not None:
        body.append(
            {"type": "TextualBody", "purpose": "assessing", "value": str(row.verdict), "comparer:title": verdict}
        )
    if note:
        body.append({"type": "TextualBody", "purpose": "commenting", "format": "text/markdown", "value": note})
    out: dict[str, Any] = {
        "id": f"urn:comparer:{_digest(report)}:{row.id}",
        "type": "Annotation",
        "motivation": "linking" if len(row.stories) > 1 else "classifying",
        "body": body,
        "target": [_target(place, report) for places in row.places for place in places],
        "comparer:finding": row.id,
    }
    if signed:
        out["creator"] = {"type": "Person", "name": row.by}
        out["modified"] = row.at
    return out


def _target(place: Place, report: Report) -> dict[str, Any]:
    source = report.sources[place.story]
    target: dict[str, Any] = {
        "source": {
            "id": f"urn:sha256:{source.sha256}",
            "type": "Text",
            "comparer:name": source.name,
            "comparer:file": source.file,
            "comparer:story": place.story,
        },
    }
    if place.start is None or place.end is None:
        return target | {"selector": {"type": "TextQuoteSelector", "exact": place.words}}
    position = {"type": "TextPositionSelector", "start": place.start, "end": place.end}
    quote = _quote(place, Span(place.start, place.end), report)
    return target | {"selector": [quote, position] if quote else [position]}


def _quote(place: Place, span: Span, report: Report) -> dict[str, str] | None:
    """The words with what stands around them; cut, and without surroundings, where quotations may not be long; None
    where they may not be quoted at all."""
    story = report.comparison.stories[place.story]
    if report.options.quotation_words is not None or not report.options.include_private:
        hidden = [p.span for p in story.paragraphs if p.private and not report.options.include_private]
        if any(p.overlaps(span) for p in hidden):
            return None
        if report.options.quotation_words is not None:
            return {"type": "TextQuoteSelector", "exact": place.words}
    index = story.paragraph_at(span.start)
    start, end = 0, len(story.text)
    if index is not None:
        # What stands beside a paragraph may be private; its own words are not.
        start, end = story.paragraphs[index].start, max(span.end, story.paragraphs[index].end)
    return {
        "type": "TextQuoteSelector",
        "exact": story.text[span.start : span.end],
        "prefix": story.text[max(start, span.start - CONTEXT) : span.start],
        "suffix": story.text[span.end : min(end, span.end + CONTEXT)],
    }
