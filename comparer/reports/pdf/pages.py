"""The pages: laid out twice, first to see where they must end, and painted."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from comparer.reports.model import Report
from comparer.reports.pdf.document import build
from comparer.reports.pdf.finish import finish
from comparer.reports.pdf.marks import Marks, running_texts
from comparer.reports.pdf.paging import Unit, breaks
from comparer.reports.pdf.style import Style

RESOLUTION = 300
"""Device units an inch; only rounding depends on it."""
PAPERS = {"A4": QPageSize.PageSizeId.A4, "Letter": QPageSize.PageSizeId.Letter}
MARGIN = 16.0
"""Millimetres on every side; the running lines stand in those at head and foot."""
RUNNING = 9.0
"""Millimetres that a running line takes off the page."""
ENDLESS = 4e6
"""Device units of the page on which the first layout is made."""

_kept: list[QGuiApplication] = []
"""Qt's application must outlive every document."""


def make(report: Report) -> bytes:
    """The report as PDF."""
    _application()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setPageSize(QPageSize(PAPERS[report.options.paper]))
    writer.setTitle(report.title)
    generator = report.comparison.generator
    writer.setCreator(f"{generator.name} {generator.version}")
    marks = paint(report, writer, RESOLUTION)
    buffer.close()
    layout = writer.pageLayout()
    full = layout.fullRectPoints()
    painted = layout.paintRectPoints()
    return finish(
        bytes(data.data()),
        report,
        marks,
        72 / RESOLUTION,
        painted.left(),
        full.height() - painted.top(),
        RUNNING / 25.4 * RESOLUTION,
    )


def paint(report: Report, device: QPagedPaintDevice, resolution: int) -> Marks:
    """Paint the report page by page on a file or printer of so many device units an inch; its margins become the
    report's. Says where things stand."""
    device.setPageMargins(QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), QPageLayout.Unit.Millimeter)
    unit = resolution / 72
    running = RUNNING / 25.4 * resolution
    area = QSizeF(device.width(), device.height() - 2 * running)
    endless = build(report, Style(unit), device, QSizeF(area.width(), ENDLESS), findings_only=True)
    first = Marks(endless, report, ENDLESS, unit)
    document = build(report, Style(unit), device, area, breaks(_units(first, report), area.height()))
    marks = Marks(document, report, area.height(), unit)
    painter = QPainter(device)
    pages = document.pageCount()
    for page in range(pages):
        if page:
            device.newPage()
        running_texts(painter, report, page + 1, pages, QSizeF(device.width(), device.height()), unit)
        painter.save()
        painter.translate(0, running - page * area.height())
        clip = QRectF(0, page * area.height(), area.width(), area.height())
        painter.setClipRect(clip)
        marks.paint(painter, page)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = clip
        document.documentLayout().draw(painter, context)
        painter.restore()
    painter.end()
    return marks


def _units(laid_out: Marks, report: Report) -> list[Unit]:
    """What must stay whole, in order: each heading with its first finding, each further finding."""
    places = laid_out.places
    aside = tuple(item.row for item in report.aside if item.row is not None)
    units: list[Unit] = []
    for key, rows in (*((g.key, g.rows) for g in report.groups), ("aside", aside)):
        if not rows:
            continue
        head, first = places[f"h-{key}"][1], places[f"f{rows[0].number}"][1]
        tops = [places[f"f{row.number}"][1] for row in rows]
        ends = [*tops[1:], places[f"e-{key}"][1]]
        units.append(Unit(f"h-{key}", head, ends[0]))
        again = first - places[f"t-{key}"][1]
        units += [Unit(f"f{r.number}", t, e, again) for r, t, e in zip(rows[1:], tops[1:], ends[1:], strict=True)]
    return units


def _application() -> None:
    if QGuiApplication.instance() is None:
        # On Linux a report is often made where there is no display; elsewhere Qt's own platform needs none.
        if sys.platform.startswith("linux"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QGuiApplication(["comparer"]))
