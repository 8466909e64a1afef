"""A story laid out as a page: wrapped prose in a column of readable width, with everything that is marked in it.

Knows a story and what to mark in it, not the session. What a person does on it is ``StoryView``'s. Positions count code
points of the story's text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QMargins, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from comparer.story import ParagraphKind, Span, Story
from comparer.window import story_document
from comparer.window.folding import folded_blocks, folds_above
from comparer.window.fonts import reading_font
from comparer.window.margin_notes import MarginNote
from comparer.window.mark_painter import Lights, Tag
from comparer.window.marks import Mark
from comparer.window.page import Page
from comparer.window.page_painter import GUTTER, LANE, NOTES, Frame, PagePainter, Shown
from comparer.window.speaker_chips import Chip
from comparer.window.story_document import Measures
from comparer.window.text_map import BlockText, TextMap
from comparer.window.theme import themes

LONG = 400
"""Paragraphs beyond which a story is laid out little by little."""
LONGEST_LINE = 70
"""Characters of ordinary prose in the widest column."""
_SAMPLE = "the ministers agreed in principle to widen the mission, a spokesman said on Wednesday. "


class PageView(QTextEdit):
    """``mirrored``: the lane with the tags stands on the right, the numbers on the left."""

    geometry_changed = Signal()
    """Scrolled, resized or laid out again: what is drawn beside the page has moved."""

    def __init__(self, *, mirrored: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mirrored = mirrored
        self._story = Story("")
        self._measures = Measures()
        self._shown = Shown()
        self._folding = self._noting = self._changing = False
        self.settling = False
        """Whether a scroll only keeps the line on top where it is, while the layout changes."""
        self._folded: set[int] = set()
        self._tags: list[Tag] = []
        self._steps: Iterator[int] | None = None
        self._recolouring: Iterator[int] | None = None
        self._filler = QTimer(self)
        self._filler.setInterval(0)
        self._filler.timeout.connect(self._fill_more)
        self._resettling = QTimer(self, singleShot=True, interval=110 if mirrored else 80)
        self._resettling.timeout.connect(self._settle)
        self._on_top: tuple[int, float] | None = None
        """The position in the line that was on top before the page was resized, and how far from the top it stood."""
        self.page = Page(self.document(), TextMap(self._story), self._measures)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._on_layout_changed())
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.geometry_changed.emit())
        themes().changed.connect(self.restyle)
        self._use_colours()

    @contextmanager
    def _own_change(self) -> Iterator[None]:
        """Within this, the document changes by itself, not by a person's hand."""
        before, self._changing = self._changing, True
        try:
            yield
        finally:
            self._changing = before

    # What is shown

    @property
    def story(self) -> Story:
        """The story on the page."""
        return self._story

    @property
    def story_index(self) -> int:
        """Which of the session's stories it is."""
        return self._shown.story

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The standing marks, in order of place."""
        return self._shown.marks

    @property
    def filled(self) -> bool:
        """Whether the whole story is laid out."""
        return self._steps is None

    def set_story(self, story: Story, index: int) -> None:
        """Show a story. Where the page has the same words already, it stays as it is, cursor and all."""
        self._shown.story = index
        if story is self._story:
            self.viewport().update()
            return
        if (story.text, story.paragraphs, story.headline) == (
            self._story.text,
            self._story.paragraphs,
            self._story.headline,
        ):
            self._story = self.page.text_map.story = story
            self.viewport().update()
            return
        text_map = TextMap(story)
        before = self.page.text_map.blocks
        lines, _origins = story_document.lines_and_origins(self.document())
        self._story = story
        alike = [_kinds(block) for block in before] == [_kinds(block) for block in text_map.blocks]
        if alike and self.filled and lines == ([block.shown for block in text_map.blocks] or [""]):
            self.page = Page(self.document(), text_map, self._measures)
            story_document.number_blocks(self.document())
            self.viewport().update()
        else:
            self._fill(text_map, keep=not self.isReadOnly())

    def _fill(self, text_map: TextMap, *, keep: bool) -> None:
        """Lay the story out: as much as is in sight at once, the rest between other events."""
        top = self.page.position_at(self.scrolled + 1) if keep else 0
        above = self.page.top_of(top) - self.scrolled if keep else 0.0
        at_top = self.scrolled == 0
        place = self.textCursor().position() if keep else 0
        self.page = Page(self.document(), text_map, self._measures)
        self._folded = set()
        self._recolouring = None
        self._steps = story_document.filling(
            self.document(), text_map, self._measures, themes().palette, self._rooms, self._margins()
        )
        wanted = (text_map.block_before(top) or 0) + story_document.STEP
        while self._steps is not None and self.document().blockCount() < wanted:
            self._fill_more()
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.scroll_to(0 if at_top or not keep else self.page.top_of(top) - above)
        self._filler.start()

    def _fill_more(self) -> None:
        if self._steps is None:
            self._recolour_more()
            return
        with self._own_change():
            if next(self._steps, None) is None:
                self._steps = None
                self._filler.stop()
                self._fold_shared(self._rooms())
                self._on_layout_changed()

    def _recolour_more(self) -> None:
        with self._own_change():
            if self._recolouring is None or next(self._recolouring, None) is None:
                self._recolouring = None
                self._filler.stop()

    def fill_whole(self) -> None:
        """Lay out what is still to come, now."""
        while self._steps is not None:
            self._fill_more()

    def set_marks(self, marks: Sequence[Mark], chips: Sequence[Chip]) -> None:
        """Show these marks and speakers in place of those before."""
        before = self._rooms()
        self._shown.marks = tuple(marks)
        chips_by_block: dict[int, list[Chip]] = {}
        for chip in chips:
            block = self.page.text_map.block_of(chip.position)
            if block is not None:
                chips_by_block.setdefault(block, []).append(chip)
        self._shown.chips = chips_by_block
        self._fold_shared(before)
        self.viewport().update()

    def set_folding(self, folding: bool) -> None:
        """Fold the paragraphs that nothing is marked in, or show them again."""
        if folding != self._folding:
            self._folding = folding
            self._fold_shared(self._rooms())

    def _fold_shared(self, before: set[int]) -> None:
        folded = folded_blocks(self.page.text_map, self._shown.marks) if self._folding else set()
        self._shown.folds = folds_above(folded, len(self.page.text_map.blocks))
        if self._steps is None and (self._rooms() != before or folded != self._folded):
            self._folded = folded
            self._keep_in_view(lambda: self._lay_out(before))

    def _lay_out(self, before: set[int]) -> None:
        with self._own_change():
            story_document.lay_out(self.document(), self._measures, before, self._rooms(), self._folded)
        self._on_layout_changed()

    def _rooms(self) -> set[int]:
        """The blocks that need room above them, for speakers or for what is folded."""
        return {*self._shown.chips, *self._shown.folds}

    def set_notes(self, notes: Sequence[MarginNote] | None) -> None:
        """Write notes in a wide inner margin; None for the narrow one."""
        self._noting = notes is not None
        self._shown.notes = tuple(notes or ())
        self._keep_in_view(self._set_margins)
        self.viewport().update()

    def light(self, lights: Lights, marks: Sequence[Mark] = ()) -> None:
        """Light a finding: its own marks, and ``marks`` that stand only while it is selected."""
        self._shown.lights = lights
        self._shown.lit = tuple(marks)
        self.viewport().update()

    def set_found(self, spans: Sequence[Span], current: Span | None) -> None:
        """Light words that were searched for; ``current`` is the one to look at."""
        self._shown.found, self._shown.found_at = tuple(spans), current
        self.viewport().update()

    def set_scale(self, scale: float) -> None:
        """The reading text's size, 1.0 for 16 pixels."""
        if scale != self._measures.scale:
            self._measures = Measures(scale)
            self._set_margins()
            self._fill(self.page.text_map, keep=True)

    def restyle(self) -> None:
        """Take the colours of the palette in force."""
        self._use_colours()
        if self._steps is not None:
            self._fill(self.page.text_map, keep=True)
        elif self.page.text_map.blocks and self.document().blockCount() == len(self.page.text_map.blocks):
            first = max(0, self.page.block_at(self.scrolled).blockNumber() - 1)
            self._recolouring = story_document.recolouring(self.document(), self.page.text_map, themes().palette, first)
            self._recolour_more()
            self._filler.start()

    def _use_colours(self) -> None:
        palette = QPalette(self.palette())
        colours = themes().palette
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Window, colours["pane"])
        palette.setColor(QPalette.ColorRole.Text, colours["ink"])
        palette.setColor(QPalette.ColorRole.Highlight, colours["ink"])
        palette.setColor(QPalette.ColorRole.HighlightedText, colours["pane"])
        self.setPalette(palette)
        self.viewport().setAutoFillBackground(False)

    # Geometry

    @property
    def scrolled(self) -> int:
        """How far the page is scrolled, in pixels."""
        return int(self.verticalScrollBar().value())

    def scroll_to(self, height: float) -> None:
        """Scroll so that this height of the page is on top."""
        self.verticalScrollBar().setValue(round(height))

    def in_sight(self) -> Span:
        """The paragraphs on the screen, from the first to the last."""
        blocks = self.page.text_map.blocks
        bottom = self.scrolled + self.viewport().height()
        numbers = list(self.page.blocks_between(self.scrolled, bottom))
        return Span(blocks[numbers[0]].start, blocks[numbers[-1]].end) if numbers else Span(0, 0)

    def reveal(self, span: Span, *, at: float = 0.33) -> None:
        """Scroll, where it is out of sight, so that a span's first line stands ``at`` this share of the height."""
        top, bottom = self.page.rows(span)
        low, high = self.scrolled + 24, self.scrolled + self.viewport().height() - 24
        if top < low or min(bottom, top + self.viewport().height() / 2) > high:
            self.scroll_to(top - at * self.viewport().height())

    def _column(self) -> float:
        """The widest column of text: LONGEST_LINE characters of ordinary prose."""
        sample = QFontMetricsF(reading_font(self._measures.size)).horizontalAdvance(_SAMPLE)
        return LONGEST_LINE * sample / len(_SAMPLE)

    def _margins(self) -> tuple[float, float, float]:
        """Left, right and top: they do not change with the window's size, so that a story that keeps its column is not
        laid out again."""
        inner, outer = float(GUTTER + (NOTES if self._noting else 0)), float(LANE)
        return (*((inner, outer) if self.mirrored else (outer, inner)), self._measures.above)

    def _set_margins(self) -> None:
        left, right, top = self._margins()
        story_document.set_margins(self.document(), left, right, top)
        spare = max(0, self.width() - math.ceil(left + right + self._column()))
        # Beside another page the words stand next to the ribbons; alone they stand in the middle.
        inner = spare // 2 if self._noting else 0
        outer = spare - inner
        margins = QMargins(inner if self.mirrored else outer, 0, outer if self.mirrored else inner, 0)
        if margins != self.viewportMargins():
            self.setViewportMargins(margins)
            if self.document().pageSize().width() != self.viewport().width():
                # A page that is about to be shown is not told of this change of its size.
                self.document().setPageSize(QSizeF(self.viewport().width(), -1))

    def _frame(self) -> Frame:
        form = self.document().rootFrame().frameFormat()
        return Frame(self.viewport().width(), form.leftMargin(), form.rightMargin(), self.mirrored)

    def _keep_in_view(self, change: Callable[[], None]) -> None:
        """Change the layout, and leave the line that is on top where it is."""
        top = self.page.position_at(self.scrolled + 1)
        before = self.page.top_of(top) - self.scrolled
        before_settling, self.settling = self.settling, True
        change()
        if self.scrolled > 0 or before < 0:
            self.scroll_to(self.page.top_of(top) - before)
        self.settling = before_settling

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column's width within what reads well, and the line on top where it is."""
        bar = self.verticalScrollBar()
        if self._on_top is None and self.scrolled > 0:
            top = self.page.position_at(self.scrolled + 1)
            self._on_top = top, self.page.top_of(top) - self.scrolled
        self.settling = True
        apart = self._on_top is not None and len(self.page.text_map.blocks) > LONG
        if apart:
            # Qt lays out at once what stands above the place in sight: of a long story that takes too long.
            self.viewport().setUpdatesEnabled(False)
            bar.blockSignals(True)
            bar.setValue(0)
            bar.blockSignals(False)
        super().resizeEvent(event)
        self._set_margins()
        if apart:
            self._resettling.start()
        else:
            self._settle()

    def _settle(self) -> None:
        """Bring the line that was on top back there."""
        if self._on_top is not None:
            position, above = self._on_top
            self._on_top = None
            self.scroll_to(self.page.top_of(position) - above)
        self.viewport().setUpdatesEnabled(True)
        self.settling = False
        self._on_layout_changed()

    def _on_layout_changed(self) -> None:
        self.page.laid_out_anew()
        if self._on_top is None:
            self.geometry_changed.emit()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the marks, then the text."""
        palette = themes().palette
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), palette["pane"])
        top, bottom = self.scrolled, self.scrolled + self.viewport().height()
        numbers = list(self.page.blocks_between(top, bottom))
        # While paragraphs are being split or joined, marks wait: they would stand on the wrong ones.
        if numbers and (not self.filled or self.document().blockCount() == len(self.page.text_map.blocks)):
            painter.translate(0, -top)
            blocks = range(numbers[0], numbers[-1] + 1)
            self._tags = PagePainter(painter, self.page, self._shown, self._frame(), palette, blocks).paint()
        painter.end()
        super().paintEvent(event)


def _kinds(block: BlockText) -> tuple[ParagraphKind, ...]:
    return tuple(part.kind for part in block.parts)
