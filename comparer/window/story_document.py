"""A story as a Qt document: one block per paragraph, furniture in grey, room above a paragraph for its speakers.

Positions of blocks are ``TextMap``'s. Sizes are pixels at text size 16 and grow with it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
)

from comparer.story import ParagraphKind
from comparer.window.fonts import READING_PITCH, READING_SIZE, reading_font
from comparer.window.text_map import BlockText, TextMap
from comparer.window.theme import Palette

ABOVE = 12
ABOVE_CHIP = 32
CHIP_ROW = 21
"""From a chip's top to its paragraph's."""
PAGE_END = 48
STEP = 60
"""Blocks put into a document at a time: a few milliseconds' work."""
_IN_INK = frozenset({ParagraphKind.BODY, ParagraphKind.HEADLINE, ParagraphKind.CROSSHEAD, ParagraphKind.SUMMARY})
"""Kinds in the colour of the text; the others are grey."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes of a page at a text scale."""

    scale: float = 1.0

    @property
    def size(self) -> float:
        return round(READING_SIZE * self.scale)

    @property
    def pitch(self) -> float:
        """Distance of two lines."""
        return round(self.size * READING_PITCH)

    @property
    def above(self) -> float:
        """Between paragraphs."""
        return round(ABOVE * self.scale)

    @property
    def above_chip(self) -> float:
        """Above a paragraph that speakers stand over."""
        return self.above + ABOVE_CHIP - ABOVE


def filling(
    document: QTextDocument,
    text_map: TextMap,
    measures: Measures,
    palette: Palette,
    rooms: Callable[[], Collection[int]],
    margins: tuple[float, float, float],
) -> Iterator[int]:
    """Put the story into the document in place of what it held, some blocks at a time: yields how many there are.

    ``rooms`` says which blocks need room for speakers when their turn comes; ``margins`` are left, right and top.
    """
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(reading_font(measures.size))
    document.clear()
    set_margins(document, *margins)
    cursor = QTextCursor(document)
    plain = _block_format(measures, chip=False)
    for first in range(0, len(text_map.blocks), STEP):
        blocks = text_map.blocks[first : first + STEP]
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if first:
            cursor.insertBlock(plain, QTextCharFormat())
        else:
            cursor.setBlockFormat(plain)
        # Blocks inherit the format of the one they are split from: one format, set once, reaches them all.
        cursor.insertText("\n".join(block.shown for block in blocks))
        for k in set(rooms()) & set(range(first, first + STEP)):
            _set_room(document, k, measures, chip=True)
        _style(cursor, text_map, blocks, palette, measures)
        cursor.endEditBlock()
        number_blocks(document, first)
        document.documentLayout().blockBoundingRect(document.lastBlock())
        yield first + len(blocks)


def number_blocks(document: QTextDocument, first: int = 0) -> None:
    """Let each block from this one on remember which one of the story's it is, whatever is typed around it."""
    block = document.findBlockByNumber(first)
    while block.isValid():
        block.setUserState(block.blockNumber())
        block = block.next()


def lines_and_origins(document: QTextDocument) -> tuple[list[str], list[int | None]]:
    """The blocks' texts as they stand now, and which of the story's blocks each was; None for a new one."""
    lines: list[str] = []
    origins: list[int | None] = []
    used: set[int] = set()
    block = document.begin()
    while block.isValid():
        state = block.userState()
        lines.append(block.text())
        origins.append(state if state >= 0 and state not in used else None)
        used.add(state)
        block = block.next()
    return lines, origins


def lay_out(
    document: QTextDocument,
    measures: Measures,
    before: Collection[int],
    now: Collection[int],
    folded: Collection[int] | None = None,
) -> None:
    """Make room above the blocks that have speakers now, and take it back from those that had. With ``folded``, hide
    these blocks, and show all others."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for k in set(before) - set(now):
        _set_room(document, k, measures, chip=False)
    for k in set(now) - set(before):
        _set_room(document, k, measures, chip=True)
    turned = [] if folded is None else list(_turned(document, folded))
    for block in turned:
        block.setVisible(not block.isVisible())
    if turned:
        # One stretch for all: each call lays out what follows.
        start = turned[0].position()
        document.markContentsDirty(start, turned[-1].position() + turned[-1].length() - start)
    cursor.endEditBlock()


def _turned(document: QTextDocument, folded: Collection[int]) -> Iterator[QTextBlock]:
    """The blocks that are hidden and should show, or the other way round."""
    block = document.begin()
    while block.isValid():
        if block.isVisible() is (block.blockNumber() in folded):
            yield block
        block = block.next()


def recolouring(document: QTextDocument, text_map: TextMap, palette: Palette, first: int) -> Iterator[int]:
    """Give what is not compared the colour of another palette, some blocks at a time, from this block on and round."""
    cursor = QTextCursor(document)
    form = QTextCharFormat()
    form.setForeground(palette["ink3"])
    count = len(text_map.blocks)
    for begin in range(0, count, STEP):
        cursor.beginEditBlock()
        for k in range(begin, min(begin + STEP, count)):
            block = text_map.blocks[(first + k) % count]
            for part in block.parts:
                if part.kind not in _IN_INK:
                    cursor.setPosition(text_map.to_document(part.start))
                    cursor.setPosition(text_map.to_document(min(part.end, block.end)), QTextCursor.MoveMode.KeepAnchor)
                    cursor.mergeCharFormat(form)
        cursor.endEditBlock()
        yield begin


def set_margins(document: QTextDocument, left: float, right: float, top: float) -> None:
    """The page's margins: the lanes beside the text."""
    frame = document.rootFrame()
    wanted = (left, right, top, float(PAGE_END))
    form = QTextFrameFormat(frame.frameFormat())
    if (form.leftMargin(), form.rightMargin(), form.topMargin(), form.bottomMargin()) != wanted:
        form.setLeftMargin(left)
        form.setRightMargin(right)
        form.setTopMargin(top)
        form.setBottomMargin(PAGE_END)
        frame.setFrameFormat(form)


def _block_format(measures: Measures, *, chip: bool) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setLineHeight(measures.pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    form.setTopMargin(measures.above_chip if chip else measures.above)
    return form


def _set_room(document: QTextDocument, number: int, measures: Measures, *, chip: bool) -> None:
    block = document.findBlockByNumber(number)
    if block.isValid():
        QTextCursor(block).setBlockFormat(_block_format(measures, chip=chip))


def _style(
    cursor: QTextCursor, text_map: TextMap, blocks: Sequence[BlockText], palette: Palette, measures: Measures
) -> None:
    for block in blocks:
        for part in block.parts:
            form = _char_format(part.kind, palette, measures)
            if form is not None:
                cursor.setPosition(text_map.to_document(part.start))
                cursor.setPosition(text_map.to_document(min(part.end, block.end)), QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(form)


def _char_format(kind: ParagraphKind, palette: Palette, measures: Measures) -> QTextCharFormat | None:
    if kind is ParagraphKind.BODY:
        return None
    form = QTextCharFormat()
    font = reading_font(measures.size)
    if kind in (ParagraphKind.HEADLINE, ParagraphKind.CROSSHEAD):
        font.setWeight(QFont.Weight.Bold)
    elif kind is ParagraphKind.SUMMARY:
        font.setItalic(True)
    if kind not in _IN_INK:
        form.setForeground(palette["ink3"])
    form.setFont(font)
    return form
