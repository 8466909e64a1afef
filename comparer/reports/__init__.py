"""Reports that are handed on: all kinds from one model, so that no two can disagree.

    from comparer.reports import KINDS, ReportOptions, render, write

    write(source, Path("nato.html"))                       the suffix says the kind
    write(source, Path("nato.txt"), "md", ReportOptions(scope="undecided"))
    render(source, "json", ReportOptions(quotation_words=20))   str or bytes, for ``-o -``

``source`` is a ``comparison.Comparison`` or a ``desk.project.Project``. Verdicts come home with
``reports.reading_back.read_back(project, path)``; many pairs are done by ``reports.batch.run_batch``.

Importing this package imports no Qt; only rendering a PDF does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from comparer.reports.kinds import KINDS, Kind, kind_of
from comparer.reports.options import DEFAULT_QUOTATION_WORDS, ReportOptions
from comparer.safe_write import write_bytes

if TYPE_CHECKING:
    from comparer.comparison import Comparison
    from comparer.desk.project import Project

__all__ = ["DEFAULT_QUOTATION_WORDS", "KINDS", "Kind", "ReportOptions", "kind_of", "render", "write"]


def render(source: Comparison | Project, kind: str, options: ReportOptions | None = None) -> str | bytes:
    """The report as text, or as bytes for kinds that are not text.

    Raises ComparerError for an unknown kind or a template that cannot be used.
    """
    from comparer.reports.making import make

    chosen = kind_of(kind)
    return chosen.render(make(source, options, with_texts=chosen.with_texts))


def write(
    source: Comparison | Project, path: Path, kind: str | None = None, options: ReportOptions | None = None
) -> Path:
    """Write a report whole or not at all, and return its path. Without ``kind`` the suffix says it.

    Raises WriteError, and ComparerError as ``render``; what stood there before is then untouched.
    """
    path = Path(path)
    made = render(source, kind_of(kind, path).name, options)
    write_bytes(path, made if isinstance(made, bytes) else as_utf8(made))
    return path


def as_utf8(text: str) -> bytes:
    """The text in UTF-8; halves of surrogate pairs, which no file may hold, as U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")
