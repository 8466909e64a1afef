"""What a person chooses for a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

DEFAULT_QUOTATION_WORDS = 25
"""Words of a quotation where the full texts are left out and nothing else is said."""

Scope = Literal["all", "ids", "undecided"]
Paper = Literal["A4", "Letter"]


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """All have a sensible default.

    Raises ValueError for an unknown scope or paper, for scope ``ids`` without ids, and for fewer than one word.
    """

    scope: Scope = "all"
    ids: Iterable[str] = ()
    """For scope ``ids``: the ids of the facts that the current filter leaves."""
    quotation_words: int | None = None
    """None: with the full texts. A number: without them; no quotation has more words than this."""
    include_private: bool = False
    """With contacts and notes that are not for publication."""
    template: Path | None = None
    """A newsroom's folder, whose files stand in for those in ``resources/reports``."""
    paper: Paper = "A4"
    title: str = ""
    """Stands in for the project's title."""
    recipient: str = ""
    """Whom the report is for, as it says in its head."""
    at: str = ""
    """When the report was made, ISO 8601 with zone; now, unless given."""
    guard_formulas: bool = True
    """CSV: put an apostrophe before cells that a spreadsheet would take for a formula."""

    def __post_init__(self) -> None:
        if self.scope not in ("all", "ids", "undecided"):
            raise ValueError(f"no such scope: {self.scope}")
        if self.paper not in ("A4", "Letter"):
            raise ValueError(f"no such paper: {self.paper}")
        if self.quotation_words is not None and self.quotation_words < 1:
            raise ValueError("a quotation has one word at least")
        object.__setattr__(self, "ids", frozenset(self.ids))
