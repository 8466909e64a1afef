"""A paginated PDF. The modules of this package import Qt (QtGui only, no widgets); the rest of ``reports`` does not,
and the command line imports this package for PDF alone. It works without a display.

Qt lays out and writes the pages, with embedded fonts and text that can be searched; pypdf adds what Qt's writer lacks:
bookmarks, links within the document, and its language.
"""

from __future__ import annotations

from comparer import immortal
from comparer.reports.model import Report

immortal.keep()


def render(report: Report) -> bytes:
    """The report as PDF."""
    from comparer.reports.pdf.pages import make

    return make(report)
