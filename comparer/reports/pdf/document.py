"""The report as a Qt text document. Story text goes in as plain text: nothing in it is read as markup."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSizeF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPagedPaintDevice,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from comparer.reports.model import Look, MarkedParagraph, Piece, Place, Report, Row
from comparer.reports.notes import note_blocks
from comparer.reports.pdf.style import MONO, Style
from comparer.reports.telling import (
    about_lines,
    decided_lines,
    kind_line,
    shown_places,
    title,
    verdict_line,
    why_lines,
)
from comparer.reports.templates import palette

LOOK = QTextFormat.Property.UserProperty.value + 1
"""Character property: how the words are marked, as text; LOOK + 1 is whose hue."""
LINK = LOOK + 2
"""Character property: the name of the place it leads to, or an address on the web or for mail."""
PLACE = LOOK + 3
"""Block property: the name by which links lead here."""
BOOKMARK = LOOK + 4
"""Block property: the bookmark's level, 1 or 2."""
COLUMNS = 3
"""Stories that have a column each; more are stacked in one."""


def build(
    report: Report,
    style: Style,
    device: QPagedPaintDevice,
    area: QSizeF,
    breaks: frozenset[str] = frozenset(),
    *,
    findings_only: bool = False,
) -> QTextDocument:
    """The document, laid out for the device in pages of this size (device units). ``breaks``: the places that begin a
    page. ``findings_only``: up to what was set aside."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.documentLayout().setPaintDevice(device)
    document.setDefaultFont(style.text(10).font())
    document.setDocumentMargin(0)
    document.setPageSize(area)
    builder = _Builder(document, report, style, breaks)
    builder.head()
    builder.findings()
    builder.aside()
    if not findings_only:
        builder.texts()
        builder.about()
    return document


class _Builder:
    def __init__(self, document: QTextDocument, report: Report, style: Style, breaks: frozenset[str]) -> None:
        self._cursor = QTextCursor(document)
        self._report = report
        self._style = style
        self._breaks = breaks
        self._fresh = True
        text = style.text
        self._body, self._bold = text(10), text(10, bold=True)
        self._small, self._sans = text(8, serif=False, role="ink2"), text(9, serif=False)
        self._strong, self._head = text(9, serif=False, bold=True), text(8.5, serif=False, bold=True)
        self._italic = text(8, serif=False, italic=True, role="ink2")

    def _block(self, before: float = 0, after: float = 0, *, place: str = "", bookmark: int = 0) -> QTextCursor:
        """A new paragraph; spaces in points."""
        form = QTextBlockFormat()
        form.setTopMargin(self._style.pixels(before))
        form.setBottomMargin(self._style.pixels(after))
        if place:
            form.setProperty(PLACE, place)
        if bookmark:
            form.setProperty(BOOKMARK, bookmark)
            form.setHeadingLevel(bookmark)
        if self._fresh:
            self._cursor.setBlockFormat(form)
            self._fresh = False
        else:
            self._cursor.insertBlock(form)
        return self._cursor

    def _heading(self, text: str, level: int = 1, *, place: str = "", new_page: bool = False) -> None:
        cursor = self._block(14 if level == 1 else 8, 3, place=place, bookmark=level)
        if new_page or place in self._breaks:
            form = cursor.blockFormat()
            form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            cursor.setBlockFormat(form)
        cursor.insertText(text, self._style.text(12.5 if level == 1 else 10.5, serif=False, bold=True))

    def head(self) -> None:
        report, say, text = self._report, self._report.phrases, self._style.text
        self._block(0, 2).insertText(report.title, text(22, bold=True))
        self._block(0, 8).insertText(report.subtitle, text(10.5))
        for line in report.embargoes:
            embargo = text(10.5, serif=False, bold=True, role="conflict")
            self._block(0, 6).insertText(f"{say('embargo.heading')}. {line}", embargo)
        table = self._table(1, [1.0] * len(report.sources), lines=False)
        for index, source in enumerate(report.sources):
            cursor = table.cellAt(0, index).firstCursorPosition()
            cursor.insertText(f"{source.letter}  {source.name}", text(11.5, bold=True))
            facts = [*source.told, say("report.words", count=source.words)]
            headline = (
                (source.headline, self._body) if source.headline else (say("report.no_headline"), text(10, italic=True))
            )
            for line, form in (
                headline,
                (" · ".join(f for f in facts if f), self._small),
                (f"sha256 {source.sha256[:12]} …", self._small),
            ):
                cursor.insertBlock()
                cursor.insertText(line, form)
        self._after_table()
        box = self._table(1, [1.0], lines=False, box=True)
        cursor = box.cellAt(0, 0).firstCursorPosition()
        cursor.insertText(say("report.read_first"), self._strong)
        for _, sentence in report.read_first:
            cursor.insertBlock()
            cursor.insertText(sentence, self._body)
        if report.takes:
            cursor.insertBlock()
            cursor.insertText(say("takes.heading"), self._strong)
        for sentence in report.takes:
            cursor.insertBlock()
            cursor.insertText(sentence, self._body)
        self._after_table()

    def findings(self) -> None:
        for group in self._report.groups:
            self._heading(f"{group.title}  {len(group.rows)}", place=f"h-{group.key}")
            self._block(0, 2).insertText(group.meaning, self._small)
            self._rows(group.rows, group.key)

    def aside(self) -> None:
        say = self._report.phrases
        if not self._report.aside:
            return
        self._heading(say("aside.heading"), place="h-aside")
        rows = [item.row for item in self._report.aside if item.row is not None]
        if rows:
            self._rows(rows, "aside")
        for item in self._report.aside:
            if item.row is None:
                told = f"{item.source}: {item.what}" if item.source else item.what
                self._block(0, 2).insertText(f"{told}. {item.why}", self._sans)

    def texts(self) -> None:
        texts = self._report.texts
        if not texts:
            return
        self._heading(self._report.phrases("report.texts"), new_page=True)
        for first in range(0, len(texts), COLUMNS - 1 if len(texts) > COLUMNS else COLUMNS):
            some = range(first, min(len(texts), first + (COLUMNS - 1 if len(texts) > COLUMNS else COLUMNS)))
            table = self._table(1, [1.0] * len(some), lines=False)
            for column, index in enumerate(some):
                self._story(table.cellAt(0, column).firstCursorPosition(), index, texts[index])
            self._after_table()

    def _story(self, cursor: QTextCursor, index: int, paragraphs: Sequence[MarkedParagraph]) -> None:
        source = self._report.sources[index]
        form = cursor.blockFormat()
        form.setProperty(BOOKMARK, 2)
        cursor.setBlockFormat(form)
        cursor.insertText(f"{source.letter}  {source.name}", self._strong)
        for paragraph in paragraphs:
            form = QTextBlockFormat()
            form.setTopMargin(self._style.pixels(5))
            if paragraph.number is not None:
                form.setProperty(PLACE, _place(source.letter, paragraph.number))
            cursor.insertBlock(form)
            heading = paragraph.kind in ("headline", "crosshead")
            quiet = paragraph.kind in ("note", "caption") or paragraph.withheld
            body = self._bold if heading else self._style.text(9.5, italic=quiet, role="ink3" if quiet else "ink")
            if paragraph.number is not None:
                cursor.insertText(f"{paragraph.number}\u2002", self._small)
            for piece in paragraph.pieces:
                for number in piece.begins:
                    tag = self._style.text(6.5, serif=False, bold=True, role=_role(piece.look, index))
                    tag.setProperty(LINK, f"f{number}")
                    cursor.insertText(f"{number}\u2009", tag)
                cursor.insertText(_lines(piece.text), _marked(body, piece.look, index))

    def about(self) -> None:
        report, say = self._report, self._report.phrases
        self._heading(say("report.about"))
        for line in about_lines(report):
            self._block(0, 1).insertText(line, self._sans)
        for name, lines in (("about.notices", report.notices), ("about.decided", decided_lines(report))):
            if lines:
                self._heading(say(name), 2)
            for line in lines:
                self._block(0, 1).insertText(line, self._sans)
        self._heading(say("about.stories"), 2)
        for s in report.sources:
            told = [f"{s.letter} {s.name}", s.filed, s.file, s.format, f"sha256 {s.sha256}"]
            self._block(0, 1).insertText(", ".join(t for t in told if t), self._sans)

    def _rows(self, rows: Sequence[Row], key: str) -> None:
        """The findings of a part: one table, begun again with its head where a page begins."""
        starts = [0, *(k for k, row in enumerate(rows) if k and f"f{row.number}" in self._breaks), len(rows)]
        for first, last in pairwise(starts):
            self._findings_table(rows[first:last], key, new_page=bool(first))
        self._block(0, 0, place=f"e-{key}").insertText("", self._small)

    def _findings_table(self, rows: Sequence[Row], key: str, *, new_page: bool) -> None:
        report, say = self._report, self._report.phrases
        stacked = len(report.sources) > COLUMNS
        heads = [say("report.where")] if stacked else [f"{s.letter} {s.name}" for s in report.sources]
        table = self._table(len(rows) + 1, [0.05, 0.17, *[0.575 / len(heads)] * len(heads), 0.205], lines=True)
        if new_page:
            form = table.format().toTableFormat()
            form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            table.setFormat(form)
        _name(table.cellAt(0, 0).firstCursorPosition(), f"t-{key}")
        for column, text in enumerate((say("report.number"), say("report.fact"), *heads)):
            table.cellAt(0, column).firstCursorPosition().insertText(text, self._head)
        table.cellAt(0, len(heads) + 2).firstCursorPosition().insertText(say("report.verdict_and_note"), self._head)
        for line, row in enumerate(rows, 1):
            cursor = table.cellAt(line, 0).firstCursorPosition()
            _name(cursor, f"f{row.number}")
            cursor.insertText(str(row.number), self._strong)
            small = [kind_line(row, say)]
            small += [row.quotation.told] if row.quotation is not None else []
            small += [row.aside] if row.aside else []
            small += why_lines(row) if stacked or row.status != "only" else []
            self._fill(table, line, 1, [(title(row), self._body), *((s, self._small) for s in small)])
            if stacked:
                self._stacked(table.cellAt(line, 2).firstCursorPosition(), row)
            else:
                self._columns(table, line, row)
            self._verdict(table.cellAt(line, len(heads) + 2).firstCursorPosition(), row)
        self._after_table()

    def _stacked(self, cursor: QTextCursor, row: Row) -> None:
        for number, index in enumerate(row.stories):
            if number:
                cursor.insertBlock()
            source = self._report.sources[index]
            cursor.insertText(f"{source.letter} {source.name}", self._head)
            cursor.insertBlock()
            self._places(cursor, row, row.places[index])

    def _columns(self, table: QTextTable, line: int, row: Row) -> None:
        told = False
        for index, places in enumerate(row.places):
            if places:
                self._places(table.cellAt(line, index + 2).firstCursorPosition(), row, places)
                continue
            absent = self._report.phrases("report.not_in", source=self._report.sources[index].name)
            why = why_lines(row) if row.status == "only" and not told else []
            told = True
            self._fill(table, line, index + 2, [(absent, self._sans), *((w, self._small) for w in why)])

    def _places(self, cursor: QTextCursor, row: Row, places: Sequence[Place]) -> None:
        shown, further = shown_places(row, places, self._report.phrases)
        for number, place in enumerate(shown):
            if number:
                cursor.insertBlock()
            pieces = (Piece("“"), *place.pieces, Piece("”")) if row.kind == "quote" else place.pieces
            for piece in pieces:
                cursor.insertText(_lines(piece.text), _marked(self._body, piece.look, place.story))
            cursor.insertBlock()
            where = QTextCharFormat(self._small)
            if place.number is not None and self._report.texts:
                where.setProperty(LINK, _place(self._report.sources[place.story].letter, place.number))
            cursor.insertText(place.where, where)
            rest = ", ".join(t for t in (place.speaker, place.manner, further) if t)
            if rest:
                cursor.insertText(f", {rest}" if place.where else rest, self._small)

    def _fill(self, table: QTextTable, line: int, column: int, told: Sequence[tuple[str, QTextCharFormat]]) -> None:
        cursor = table.cellAt(line, column).firstCursorPosition()
        for number, (text, form) in enumerate((t, f) for t, f in told if t):
            if number:
                cursor.insertBlock()
            cursor.insertText(_lines(text), form)

    def _verdict(self, cursor: QTextCursor, row: Row) -> None:
        """The verdict, the note's Markdown with each block on lines of its own, and who gave it."""
        verdict, note, signed = verdict_line(row, self._report.phrases)
        cursor.insertText(verdict, self._strong if row.decided else self._small)
        for block in note_blocks(note):
            form = QTextBlockFormat()
            form.setLeftMargin(self._style.pixels(8 * block.depth))
            form.setTextIndent(-self._style.pixels(8) if block.mark else 0)
            cursor.insertBlock(form)
            if block.mark:
                cursor.insertText(f"{block.mark} ", self._sans)
            for run in block.runs:
                look = self._style.text(9, serif=False, bold=run.bold, italic=run.italic)
                if run.code:
                    look.setFontFamilies(list(MONO))
                if run.address:
                    look.setFontUnderline(True)
                    look.setProperty(LINK, run.address)
                cursor.insertText(_lines(run.text), look)
        if signed:
            cursor.insertBlock(QTextBlockFormat())
            cursor.insertText(_lines(signed), self._italic)

    def _table(self, rows: int, shares: Sequence[float], *, lines: bool, box: bool = False) -> QTextTable:
        pixels = self._style.pixels
        form = QTextTableFormat()
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        whole = sum(shares)
        form.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, 100 * share / whole) for share in shares]
        )
        form.setCellSpacing(0)
        form.setCellPadding(pixels(7 if box else 3.5))
        form.setBorder(pixels(1.2) if box else 0)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid if box else
                            QTextFrameFormat.BorderStyle.BorderStyle_None)  # fmt: skip
        form.setBorderCollapse(True)
        form.setHeaderRowCount(1 if lines else 0)
        table = self._cursor.insertTable(rows, len(shares), form)
        if lines:
            ink, edge = QBrush(QColor(palette("light")["ink"])), QBrush(QColor(palette("light")["edge"]))
            for row in range(rows):
                for column in range(len(shares)):
                    cell = table.cellAt(row, column)
                    cell_form = cell.format().toTableCellFormat()
                    cell_form.setBottomBorder(pixels(0.5 if row else 0.9))
                    cell_form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                    cell_form.setBottomBorderBrush(edge if row else ink)
                    cell.setFormat(cell_form)
        return table

    def _after_table(self) -> None:
        self._cursor.movePosition(QTextCursor.MoveOperation.End)


def _name(cursor: QTextCursor, place: str) -> None:
    form = cursor.blockFormat()
    form.setProperty(PLACE, place)
    cursor.setBlockFormat(form)


def _marked(body: QTextCharFormat, look: Look, story: int) -> QTextCharFormat:
    if look is Look.PLAIN:
        return body
    form = QTextCharFormat(body)
    form.setProperty(LOOK, str(look))
    form.setProperty(LOOK + 1, _role(look, story))
    return form


def _role(look: Look, story: int) -> str:
    """The role of a mark's colour in the palette."""
    if look in (Look.SHARED, Look.PLAIN):
        return "ink"
    return "conflict" if look is Look.CONFLICT else ("first", "second", "third")[story % 3]


def _place(letter: str, number: int) -> str:
    return f"{letter}-{number}"


def _lines(text: str) -> str:
    """Text whose line ends stay inside their paragraph."""
    return text.replace("\r\n", "\n").replace("\n", "\u2028").replace("\u2029", "\u2028").replace("\ufdd0", "\ufffd")
