"""The kinds of report, one line each: adding one is a module with ``render(report)`` and a line here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from comparer.errors import ComparerError
from comparer.reports.model import Report


class _Module(Protocol):
    def render(self, report: Report) -> str | bytes: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report, as a person chooses it."""

    name: str
    title: str
    purpose: str
    """What it is good for, in a person's words."""
    suffixes: tuple[str, ...]
    """The first is the usual one."""
    module: str
    needs_qt: bool = False
    with_texts: bool = True
    """Whether it has room for the stories' texts."""

    def render(self, report: Report) -> str | bytes:
        """The report as this kind. Its module is imported only now."""
        return cast(_Module, import_module(self.module)).render(report)


KINDS: tuple[Kind, ...] = (
    Kind("html", "Web page", "To read in any browser, mail or print: one file, with both stories and their marks.",
         (".html", ".htm"), "comparer.reports.html"),
    Kind("pdf", "PDF", "To print, sign off and archive: pages with numbers, bookmarks and both stories.",
         (".pdf",), "comparer.reports.pdf", needs_qt=True),
    Kind("docx", "Word document", "For an editor who works in Word: each finding is a comment on its words.",
         (".docx",), "comparer.reports.docx"),
    Kind("xlsx", "Spreadsheet", "To check facts in Excel or LibreOffice: one finding a row; verdicts can be read back.",
         (".xlsx",), "comparer.reports.xlsx", with_texts=False),
    Kind("csv", "CSV table", "For import elsewhere: one finding a row; verdicts can be read back.",
         (".csv",), "comparer.reports.csv", with_texts=False),
    Kind("md", "Markdown", "To paste into chat, a ticket or notes.",
         (".md", ".markdown"), "comparer.reports.markdown", with_texts=False),
    Kind("json", "JSON", "For other programs: the whole comparison, in the documented format.",
         (".json",), "comparer.reports.json"),
    Kind("annotations", "Web annotations", "For annotation tools and linked data: each finding on its words (W3C).",
         (".jsonld", ".annotations.json"), "comparer.reports.annotations"),
    Kind("tei", "TEI edition", "For archives and scholars: the stories as parallel apparatus, XML.",
         (".xml", ".tei"), "comparer.reports.tei"),
)  # fmt: skip
"""In the order in which they are offered."""

_BY_NAME = {kind.name: kind for kind in KINDS}


def kind_of(name: str | None, path: Path | None = None) -> Kind:
    """The kind of this name, or the one that a file's suffix says.

    Raises ComparerError, naming the kinds there are, where neither tells.
    """
    if name:
        found = _BY_NAME.get(name.lower().lstrip("."))
        if found is None:
            raise ComparerError(f"There is no kind of report called {name}: choose {', '.join(_BY_NAME)}.")
        return found
    file = path.name.lower() if path is not None else ""
    for kind in sorted(KINDS, key=lambda k: -max(map(len, k.suffixes))):
        if file.endswith(kind.suffixes):
            return kind
    raise ComparerError(f"{file or 'The report'} does not say which kind of report it is: add one of "
                        f"{', '.join(k.suffixes[0] for k in KINDS)}, or name the kind.")  # fmt: skip
