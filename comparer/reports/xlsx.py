"""The fact-checker's sheet as a workbook: findings, what was set aside, the stories, and what made the report.

Every text is written as text: nothing becomes a formula, a number or a link.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from comparer.comparison import Status
from comparer.desk.verdicts import Verdict
from comparer.reports.model import Report, Row
from comparer.reports.sheet import about_rows, cells, columns, source_rows
from comparer.reports.templates import palette
from comparer.reports.xml_text import xml_text

_HUES = ("first", "second", "third")
LINE = 15.0
"""Points of a line."""
TALLEST = 300.0
"""Points of the tallest row."""
LONGEST = 32_767
"""Characters that a cell may hold."""


def render(report: Report) -> bytes:
    """The workbook."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    say = report.phrases
    generator = report.comparison.generator
    book.set_properties(
        {"title": cell_text(report.title), "comments": cell_text(report.subtitle),
         "author": cell_text(f"{generator.name} {generator.version}"), "created": _created(report.made_at)}
    )  # fmt: skip
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "align": "left", "bottom": 4})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 4})
    hues = {
        role: book.add_format({"text_wrap": True, "valign": "top", "bottom": 4, "bold": True, "font_color": colour})
        for role, colour in palette("light").items()
        if role in (*_HUES, "conflict")
    }
    _findings(book.add_worksheet(say("sheets.findings")), report, head, wrapped, bold, hues)
    aside = book.add_worksheet(say("sheets.aside"))
    rows = [[say("about.source"), say("aside.what"), say("aside.why")]]
    rows += [[item.source, item.what, item.why] for item in report.aside]
    _plain(aside, rows, (18, 70, 60), head, wrapped)
    _plain(
        book.add_worksheet(say("sheets.sources")), source_rows(report), (4, 22, 44, 30, 28, 16, 22, 68), head, wrapped
    )
    about = book.add_worksheet(say("sheets.about"))
    _plain(about, [list(pair) for pair in about_rows(report)], (34, 110), bold, wrapped)
    book.close()
    return out.getvalue()


def cell_text(text: str) -> str:
    """Text as a cell can hold it."""
    return xml_text(text)[:LONGEST]


def _created(told: str) -> datetime:
    try:
        return datetime.fromisoformat(told).replace(tzinfo=None)
    except ValueError:
        return datetime(1970, 1, 1)


def _findings(
    sheet: Worksheet, report: Report, head: Format, wrapped: Format, bold: Format, hues: Mapping[str, Format]
) -> None:
    found = columns(report)
    rows = report.all_rows
    for number, column in enumerate(found):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, cell_text(column.title), head)
    for line, row in enumerate(rows, 1):
        told = cells(row, report)
        sheet.set_row(line, _height([(str(told[c.key]), c.width) for c in found]))
        for number, column in enumerate(found):
            value = told[column.key]
            style = bold if column.key == "fact" else wrapped
            if column.key in ("group", "status") and (role := _role(row)):
                style = hues[role]
            if isinstance(value, str):
                sheet.write_string(line, number, cell_text(value), style)
            else:
                sheet.write_number(line, number, value, style)
    keys = [column.key for column in found]
    sheet.freeze_panes(1, keys.index("fact") + 1)
    sheet.autofilter(0, 0, max(1, len(rows)), len(found) - 1)
    if rows:
        names = [report.phrases.get(f"verdicts.{v}", v.title) for v in Verdict]
        at = keys.index("verdict")
        sheet.data_validation(1, at, len(rows), at, {"validate": "list", "source": names, "error_type": "warning"})
    sheet.set_landscape()
    # All columns on one sheet of paper would be too small to read: two, each with the facts at its left.
    sheet.fit_to_pages(2, 0)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, keys.index("fact"))
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.set_footer("&L&8" + cell_text(report.phrases("letterhead")).replace("&", "&&") + "&R&8&P / &N")
    if report.options.paper == "A4":
        sheet.set_paper(9)
    else:
        sheet.set_paper(1)


def _role(row: Row) -> str:
    """Whose hue a finding has: its story's if only that has it, that of conflicts; "" for what is shared."""
    if row.status is Status.CONFLICT:
        return "conflict"
    return _HUES[row.stories[0] % len(_HUES)] if row.status is Status.ONLY and row.stories else ""


def _height(cells: list[tuple[str, int]]) -> float:
    """Points that a row needs to show each of these (text, width in characters) whole, up to what is sensible."""
    lines = max(sum(-(-max(1, len(part)) // width) for part in text.split("\n")) for text, width in cells)
    return min(TALLEST, LINE * lines)


def _plain(sheet: Worksheet, rows: list[list[str]], widths: tuple[int, ...], head: Format, wrapped: Format) -> None:
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    for line, row in enumerate(rows):
        for number, text in enumerate(row):
            sheet.write_string(line, number, cell_text(text), head if line == 0 else wrapped)
    sheet.freeze_panes(1, 0)
