"""Bookmarks, links, metadata and language, added to the pages that Qt wrote."""

from __future__ import annotations

import io
from datetime import datetime

from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import BooleanObject, DictionaryObject, Fit, IndirectObject, NameObject, TextStringObject

from comparer.reports.model import Report
from comparer.reports.pdf.marks import Marks
from comparer.reports.xml_text import xml_text


def finish(data: bytes, report: Report, marks: Marks, scale: float, left: float, top: float, running: float) -> bytes:
    """The finished file. ``scale``: points a device unit; ``left`` and ``top``: the page's inner corner in points from
    the bottom left; ``running``: device units that the head line takes."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    height = marks.page_height

    def y(document: float, page: int) -> float:
        return top - (document - page * height + running) * scale

    parents: dict[int, IndirectObject] = {}
    for level, title, page, at in marks.bookmarks:
        fit = Fit.xyz(left=0, top=y(at, page) + 6, zoom=None)
        parents[level] = writer.add_outline_item(
            title=xml_text(title), page_number=page, parent=parents.get(level - 1), fit=fit
        )
    for page, rect, name in marks.links:
        corners = (left + rect.left() * scale, y(rect.bottom(), page), left + rect.right() * scale, y(rect.top(), page))
        if ":" in name:
            writer.add_annotation(page, Link(rect=corners, border=[0, 0, 0], url=name))
        elif name in marks.places:
            target, at = marks.places[name]
            fit = Fit.xyz(left=0, top=y(at, target) + 6, zoom=None)
            writer.add_annotation(page, Link(rect=corners, border=[0, 0, 0], target_page_index=target, fit=fit))
    generator = report.comparison.generator
    made = f"{generator.name} {generator.version}"
    information = {"/Title": report.title, "/Subject": report.subtitle, "/Creator": made, "/Author": made}
    writer.add_metadata({name: xml_text(text) for name, text in information.items()} | _dates(report.made_at))
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(report.phrases.language)
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _dates(told: str) -> dict[str, str]:
    try:
        when = datetime.fromisoformat(told)
    except ValueError:
        return {}
    zone = f"{when:%z}"
    stamp = f"D:{when:%Y%m%d%H%M%S}" + (f"{zone[:3]}'{zone[3:5]}'" if zone else "")
    return {"/CreationDate": stamp, "/ModDate": stamp}
