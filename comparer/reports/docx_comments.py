"""Findings as Word comments on the runs that carry their words."""

from __future__ import annotations

from typing import Any

from docx.text.run import Run

from comparer.reports.docx_notes import write_note
from comparer.reports.model import MarkedPiece, Report, Row
from comparer.reports.telling import kind_line, verdict_line, why_lines
from comparer.reports.xml_text import xml_text

_INITIALS = 4
"""Characters of initials at most."""


class Comments:
    """Collects the runs of each finding while a story is written, and puts its comment on them.

    A comment reaches from the first run of a place to its last, so overlapping findings keep their own words.
    """

    def __init__(self, document: Any, report: Report) -> None:
        self._document = document
        self._report = report
        self._rows = {row.number: row for row in report.rows}
        self._ends = {
            (place.story, place.start, row.number): place.end
            for row in report.rows
            for places in row.places
            for place in places
        }
        self._open: dict[tuple[int, int], tuple[int, Run, Run]] = {}
        """By story and finding: where its place ends, its first run and its last so far."""

    def run(self, story: int, run: Run, piece: MarkedPiece) -> None:
        """A run was written for this piece of a story."""
        for number in piece.begins:
            end = self._ends.get((story, piece.start, number))
            if end is not None:
                self._finish((story, number))
                self._open[story, number] = (end, run, run)
        last = piece.start + len(piece.text)
        for key, (end, first, _) in list(self._open.items()):
            if key[0] == story and piece.start < end:
                self._open[key] = (end, first, run)
                if last >= end:
                    self._finish(key)

    def close(self, story: int) -> None:
        """The story is written to its end."""
        for key in [key for key in self._open if key[0] == story]:
            self._finish(key)

    def _finish(self, key: tuple[int, int]) -> None:
        if key in self._open:
            _, first, last = self._open.pop(key)
            self.add(self._rows[key[1]], first, last)

    def add(self, row: Row, first: Run, last: Run) -> None:
        """Put a finding's comment on the words from one run to another."""
        author = row.by or self._report.comparison.generator.name
        initials = "".join(word[0] for word in author.split())[:_INITIALS]
        comment = self._document.add_comment(
            [first, last],
            text=xml_text(comment_text(row, self._report)),
            author=xml_text(author),
            initials=xml_text(initials),
        )
        if row.note:
            write_note(row.note, comment.add_paragraph)


def comment_text(row: Row, report: Report) -> str:
    """What the comment says: number, status in words, why, and what a person decided. The note follows it."""
    say = report.phrases
    names = [report.sources[k].name for k in row.stories]
    status = {
        "only": say("groups.only", source=names[0] if names else ""),
        "conflict": say("status.conflict").capitalize(),
        "shared": say("status.shared").capitalize(),
    }[str(row.status)]
    lines = [f"{row.number} [{status}] {kind_line(row, say)}"]
    if row.quotation is not None:
        lines.append(row.quotation.told)
    if row.status != "only":
        for places in row.places:
            lines += [f"{report.sources[p.story].name}, {p.where}: “{p.words}”" for p in places[:1]]
    lines += why_lines(row)
    if row.decided or row.note:
        verdict, _, signed = verdict_line(row, say)
        lines.append(". ".join(t for t in (verdict, signed) if t))
    return "\n".join(lines)
