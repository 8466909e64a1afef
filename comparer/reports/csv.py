"""The fact-checker's sheet as CSV: UTF-8 with a byte order mark, so that Excel opens it right.

A cell that a spreadsheet would take for a formula gets an apostrophe before it; ``unguarded`` takes it away again.
"""

from __future__ import annotations

import csv
import io
import re

from comparer.reports import as_utf8
from comparer.reports.model import Report
from comparer.reports.sheet import cells, columns

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def guarded(cell: str) -> str:
    """The cell as a spreadsheet takes it for text, whatever it begins with."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The inverse of ``guarded``; a cell that was never guarded stays as it is."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def render(report: Report) -> bytes:
    """The findings as CSV, a header first; those set aside come last."""
    guard = guarded if report.options.guard_formulas else str
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    found = columns(report)
    writer.writerow([guard(column.title) for column in found])
    for row in report.all_rows:
        told = cells(row, report)
        writer.writerow([guard(t.replace("\0", "\ufffd")) if isinstance(t := told[c.key], str) else t for c in found])
    return b"\xef\xbb\xbf" + as_utf8(out.getvalue())
