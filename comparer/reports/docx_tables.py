"""Tables of findings in a Word document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from comparer.reports.docx_notes import write_note
from comparer.reports.model import Look, Place, Report, Row
from comparer.reports.telling import kind_line, shown_places, title, verdict_line, why_lines
from comparer.reports.xml_text import xml_text

Mark = Callable[[Run, Look, int], None]
COLUMNS = 3
"""Stories that have a column each; more are stacked in one."""

_NUMBER, _FACT, _VERDICT, _ALL = 9, 30, 34, 174
"""Millimetres."""


def findings_table(document: Any, report: Report, rows: Sequence[Row], mark: Mark) -> None:
    """A table of these findings: number, fact, the words of each story, verdict and note."""
    say = report.phrases
    stacked = len(report.sources) > COLUMNS
    heads = [say("report.where")] if stacked else [f"{s.letter} {s.name}" for s in report.sources]
    each = (_ALL - _NUMBER - _FACT - _VERDICT) / len(heads)
    widths = [_NUMBER, _FACT, *[each] * len(heads), _VERDICT]
    table = document.add_table(rows=1, cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    titles = ["", say("report.fact"), *heads, say("report.verdict_and_note")]
    for cell, text in zip(table.rows[0].cells, titles, strict=True):
        set_cell(cell, [(text, True)])
    _repeat(table.rows[0])
    for row in rows:
        line = table.add_row()
        _whole(line)
        cells = line.cells
        set_cell(cells[0], [(str(row.number), True)])
        small = [kind_line(row, say)]
        small += [row.quotation.told] if row.quotation is not None else []
        small += [row.aside] if row.aside else []
        small += why_lines(row) if stacked or row.status != "only" else []
        set_cell(cells[1], [(title(row), False)], small=small)
        if stacked:
            _stacked(cells[2], row, report, mark)
        else:
            _columns(cells[2:-1], row, report, mark)
        verdict, note, signed = verdict_line(row, say)
        set_cell(cells[-1], [(verdict, row.decided)])
        write_note(note, cells[-1].add_paragraph, 9.5)
        if signed:
            _small(cells[-1].add_paragraph(), signed)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for line in table.rows:
        for cell, width in zip(line.cells, widths, strict=True):
            cell.width = Mm(width)


def set_cell(cell: Any, lines: Sequence[tuple[str, bool]], small: Sequence[str] = ()) -> None:
    """Fill a cell: lines as (text, whether bold), then lines in small type. Empty ones are left out."""
    written = 0
    for text, bold, size in (*((t, b, 9.5) for t, b in lines), *((t, False, 8) for t in small)):
        if text:
            paragraph = cell.paragraphs[0] if not written else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(1)
            run = paragraph.add_run(xml_text(text))
            run.bold = bold or None
            run.font.size = Pt(size)
            written += 1


def _columns(cells: Sequence[Any], row: Row, report: Report, mark: Mark) -> None:
    told = False
    for index, (cell, places) in enumerate(zip(cells, row.places, strict=True)):
        if places:
            _places(cell, row, places, report, mark)
            continue
        why = why_lines(row) if row.status == "only" and not told else []
        told = True
        set_cell(cell, [(report.phrases("report.not_in", source=report.sources[index].name), False)], small=why)


def _stacked(cell: Any, row: Row, report: Report, mark: Mark) -> None:
    for index, places in enumerate(row.places):
        if places:
            source = report.sources[index]
            paragraph = cell.paragraphs[0] if not cell.paragraphs[0].runs else cell.add_paragraph()
            run = paragraph.add_run(xml_text(f"{source.letter} {source.name}"))
            run.bold, run.font.size = True, Pt(8)
            _places(cell, row, places, report, mark)


def _places(cell: Any, row: Row, places: Sequence[Place], report: Report, mark: Mark) -> None:
    shown, further = shown_places(row, places, report.phrases)
    for place in shown:
        paragraph = cell.paragraphs[0] if not cell.paragraphs[0].runs else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        for piece in place.pieces:
            run = paragraph.add_run(xml_text(piece.text))
            run.font.size = Pt(9.5)
            mark(run, piece.look, place.story)
        where = ", ".join(t for t in (place.where, place.speaker, place.manner, further) if t)
        _small(cell.add_paragraph(), where)


def _small(paragraph: Paragraph, text: str) -> None:
    paragraph.paragraph_format.space_after = Pt(3)
    paragraph.add_run(xml_text(text)).font.size = Pt(8)


def _repeat(line: Any) -> None:
    """The row stands at the head of each page."""
    line._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(line: Any) -> None:
    """No page ends within the row."""
    line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
