"""The spread: both pages, the ribbons between them and the overview beside them, kept as the session says.

It listens to the session and tells it what a person pointed at; it holds no state of the project.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QWidget

from comparer.comparison import Comparison, Fact
from comparer.desk.verdicts import Place
from comparer.story import Span
from comparer.window.background import Newest
from comparer.window.handle_head import HandleHead
from comparer.window.links import Link, selected_links
from comparer.window.margin_notes import MarginNote, margin_notes
from comparer.window.mark_painter import Lights
from comparer.window.marks import Mark, selection_marks, wording_marks
from comparer.window.overview import Overview
from comparer.window.pane import Pane
from comparer.window.pane_head import COMPACT, HEIGHT
from comparer.window.ribbons import RibbonCanvas, SpreadSplitter
from comparer.window.session import Session
from comparer.window.spread_content import SpreadContent, is_heavy, spread_content
from comparer.window.step_scroller import StepScroller
from comparer.window.telling import spoken
from comparer.window.theme import themes


class Spread(QWidget):
    """Two pages side by side."""

    open_wanted = Signal(int)
    paste_wanted = Signal(int)
    metadata_wanted = Signal(int)
    """Each for the left (0) or right (1) pane."""
    menu_wanted = Signal(QPoint, str)
    """At a global point, for a fact or ""."""
    editing_changed = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.panes = (Pane(0), Pane(1))
        self.canvas = RibbonCanvas()
        self.overview = Overview()
        self.head = HandleHead()
        self.splitter = SpreadSplitter(self.head, self.canvas)
        for pane in self.panes:
            self.splitter.addWidget(pane)
        self.splitter.setSizes([1000, 1000])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.overview)
        layout.addWidget(self.splitter, 1)
        left, right = (pane.view for pane in self.panes)
        self.canvas.set_views(left, right)
        self.overview.set_views(left, right)
        self.overview.set_cap(HEIGHT)
        self.scroller = StepScroller(left, right, self)
        self._chosen: Link | None = None
        self._reading: int | None = None
        self._links: tuple[Link, ...] = ()
        self._worker = Newest(self)
        self._worker.done.connect(self._show)
        # One change of the session is told in several signals; the marks are worked out once after them.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh_marks)
        self._wire()
        self.refresh_stories()

    def _wire(self) -> None:
        session = self._session
        session.stories_changed.connect(self.refresh_stories)
        session.shown_changed.connect(self.refresh_stories)
        session.comparison_changed.connect(self._later.start)
        session.filter_changed.connect(self._later.start)
        session.decided.connect(lambda _fact: self._later.start())
        session.selection_changed.connect(self._on_selected)
        session.hover_changed.connect(lambda _fact: self.refresh_lights())
        session.reading.connect(self._on_reading)
        session.level_wanted.connect(self.level)
        for pane in self.panes:
            pane.view.tooltip_of = self._tooltip
            pane.view.hovered.connect(session.hover)
            pane.view.chosen.connect(session.select)
            pane.view.activated.connect(self._on_activated)
            pane.view.menu_wanted.connect(self.menu_wanted)
            pane.view.left.connect(lambda pane=pane: self.set_editing(pane.side, False))
            pane.view.edited.connect(lambda text, pane=pane: self._on_edited(pane, text))
            pane.head.edit_toggled.connect(lambda on, pane=pane: self.set_editing(pane.side, on))
            pane.head.open_wanted.connect(lambda pane=pane: self.open_wanted.emit(pane.side))
            pane.empty.open_wanted.connect(lambda pane=pane: self.open_wanted.emit(pane.side))
            pane.head.paste_wanted.connect(lambda pane=pane: self.paste_wanted.emit(pane.side))
            pane.head.metadata_wanted.connect(lambda pane=pane: self.metadata_wanted.emit(pane.side))
        self.canvas.hovered.connect(session.hover)
        self.canvas.chosen.connect(self._on_link_chosen)
        self.canvas.activated.connect(self._on_link_activated)
        self.overview.chosen.connect(session.select)
        self.head.swap_wanted.connect(session.swap)
        self.head.in_step_toggled.connect(self.scroller.set_locked)
        self.scroller.locked_changed.connect(self.head.set_in_step)
        themes().changed.connect(self._use_colours)
        self._use_colours()

    # What is shown

    @property
    def comparison(self) -> Comparison | None:
        """The findings, where both stories shown take part in them."""
        comparison = self._session.comparison
        count = 0 if comparison is None else len(comparison.stories)
        return comparison if all(index < count for index in self._session.shown) else None

    def refresh_stories(self) -> None:
        """Show the session's stories, and what is known of them."""
        stories, shown = self._session.stories, self._session.shown
        filled = [index < len(stories) for index in shown]
        for pane, index in zip(self.panes, shown, strict=True):
            if index < len(stories):
                pane.show_story(stories[index], index)
            else:
                pane.show_empty(index, turn=pane.side == filled.index(False))
        self._chosen = None
        self._later.start()

    def refresh_marks(self) -> None:
        """Mark the findings of the stories shown; those of very long stories are worked out in the background."""
        self._later.stop()
        comparison = self.comparison
        left, right = self._session.shown
        self.head.set_useful(len(self._session.stories) > 1)
        self.canvas.set_empty(not self._session.stories)
        if comparison is None:
            self._worker.cancel()
            self._show(SpreadContent())
            return
        wanted = None
        if not self._session.filter.empty:
            wanted = {fact.id for fact in self._session.visible_facts()} | {self._session.selected}
        judgements = dict(self._session.placement.judgements)
        if is_heavy(comparison):
            self._worker.start(lambda _progress: spread_content(comparison, judgements, left, right, wanted))
        else:
            self._worker.cancel()
            self._show(spread_content(comparison, judgements, left, right, wanted))

    def _show(self, content: SpreadContent) -> None:
        if content.comparison is not None and content.comparison is not self.comparison:
            return
        self._links = content.links
        heavy = content.comparison is not None and is_heavy(content.comparison)
        for pane in self.panes:
            # Making room for the speakers of a very long story takes its time: one page for each event.
            show = partial(pane.view.set_marks, content.marks[pane.side], content.chips[pane.side])
            QTimer.singleShot(40 * pane.side, pane.view, show) if heavy else show()
        self.canvas.set_links(content.links)
        self.overview.set_links(content.links)
        self.scroller.set_links(content.links)
        self._write_notes()
        self.refresh_lights()

    @property
    def busy(self) -> bool:
        """Whether what is marked is being worked out, or the overview painted."""
        return self._worker.busy or self._later.isActive() or self.overview.busy

    def close_work(self) -> None:
        """Stop what is worked out in the background."""
        self._worker.close()

    def _write_notes(self) -> None:
        """In the reading view, the margin says what the other page would show."""
        comparison = self.comparison
        for pane in self.panes:
            notes: tuple[MarginNote, ...] | None = None
            if self._reading == pane.side:
                notes = ()
                if comparison is not None and pane.index is not None:
                    other = self._session.shown[1 - pane.side]
                    left = pane.side == 0
                    notes = margin_notes(comparison, pane.view.marks, self._links, pane.index, other, on_left=left)
            pane.view.set_notes(notes)

    @property
    def reading(self) -> int | None:
        """The side that the reading view shows alone, None for both pages."""
        return self._reading

    def set_reading(self, side: int | None) -> None:
        """Show one page alone with notes in its margin; None for both."""
        self._reading = side
        for pane in self.panes:
            pane.setVisible(side in (None, pane.side))
        self.refresh_marks()

    def set_folding(self, folding: bool) -> None:
        """Hide the paragraphs that nothing is marked in, or show them again."""
        for pane in self.panes:
            pane.view.set_folding(folding)

    def refresh_lights(self) -> None:
        """Light what is selected and what is under the pointer."""
        session, comparison = self._session, self.comparison
        fact = session.fact(session.selected)
        left, right = session.shown
        extra: tuple[Link, ...] = ()
        if comparison is not None and fact is not None and not any(k.of(fact.id) for k in self.canvas.links):
            extra = selected_links(comparison, fact, left, right)
        for pane, index in zip(self.panes, session.shown, strict=True):
            marks: tuple[Mark, ...] = ()
            if comparison is not None and fact is not None:
                marks = selection_marks(comparison, fact, index)
            elif comparison is not None and self._chosen is not None and self._chosen.alignment is not None:
                marks = wording_marks(comparison, [self._chosen.alignment], index)
            pane.view.light(Lights(session.selected, session.hovered), marks)
        self.canvas.light(session.selected, session.hovered, extra, self._chosen)
        self.overview.light(session.selected)

    # What a person does

    def _on_selected(self, fact_id: str) -> None:
        if fact_id:
            self._chosen = None
        self.refresh_lights()
        fact = self._session.fact(fact_id)
        if fact is not None and not self._editing():
            self.scroller.reveal(self._ends(fact))

    def _ends(self, fact: Fact) -> tuple[Span | None, Span | None]:
        """Where a finding stands on each page: its own words, else what was nearest."""
        ends: list[Span | None] = []
        for index in self._session.shown:
            found = [m for m in fact.mentions if m.story == index] or [m for m in fact.nearest if m.story == index]
            ends.append(found[0].span if found else None)
        return ends[0], ends[1]

    def level(self, fact_id: str = "") -> bool:
        """Bring both ends of a finding (the selected one, or the chosen ribbon) to the same height; False for none."""
        fact = self._session.fact(fact_id or self._session.selected)
        if fact is not None:
            left, right = self._ends(fact)
            if left is not None and right is not None:
                self.scroller.level(left, right)
                return True
            link = next((k for k in self.canvas.links if self._covers(k, left, right)), None)
        else:
            link = self._chosen
        if link is not None:
            self.scroller.level(link.left, link.right)
        return link is not None

    @staticmethod
    def _covers(link: Link, left: Span | None, right: Span | None) -> bool:
        return (left is not None and link.left.overlaps(left)) or (right is not None and link.right.overlaps(right))

    def _on_activated(self, fact_id: str) -> None:
        self._session.select(fact_id)
        self.level(fact_id)

    def _on_link_chosen(self, link: Link | None) -> None:
        self._chosen = link if link is not None and not link.facts else None
        self._session.select(link.facts[0] if link is not None and link.facts else "")
        self.refresh_lights()

    def _on_link_activated(self, link: Link) -> None:
        self._on_link_chosen(link)
        self.scroller.level(link.left, link.right)

    def selected_places(self) -> list[Place]:
        """The words selected on the pages, the left page's first."""
        places = []
        for pane in self.panes:
            span = pane.view.selected_span()
            if pane.index is not None and span is not None:
                places.append(Place(pane.index, span))
        return places

    def focused_side(self) -> int:
        """The page that has the focus, or the left one."""
        return 1 if self.panes[1].isAncestorOf(self.focusWidget() or self) else 0

    def set_scale(self, scale: float) -> None:
        """The reading text's size, 1.0 for 16 pixels."""
        for pane in self.panes:
            pane.view.set_scale(scale)

    def set_editing(self, side: int, editing: bool) -> None:
        """Let a person correct the story on one side in place."""
        pane = self.panes[side]
        editing = editing and pane.index is not None
        pane.view.set_editable(editing)
        pane.head.set_editing(editing)
        if editing:
            pane.view.setFocus()
        self.editing_changed.emit(self._editing())

    def _editing(self) -> bool:
        return any(not pane.view.isReadOnly() for pane in self.panes)

    def editing(self, side: int) -> bool:
        """Whether the story on one side is being edited."""
        return not self.panes[side].view.isReadOnly()

    def _on_edited(self, pane: Pane, text: str) -> None:
        if pane.index is not None:
            self._session.replace_text(pane.index, text)

    def _on_reading(self, what: str, done: int, all_: int) -> None:
        text = ""
        if what and all_:
            text = self.tr("{what}, {done} of {all}").format(what=what, done=done, all=all_) if all_ > 1 else what
        names = [story.name for story in self._session.stories]
        told_of = next((name for name in names if name in what), None)
        for pane in self.panes:
            # What concerns one story is told in its own head alone.
            mine = told_of is None or pane.index is None or names[pane.index] == told_of
            pane.head.set_progress(text if mine else "")

    def _tooltip(self, fact_id: str) -> str:
        fact, order = self._session.fact(fact_id), self._session.order
        if fact is None or order is None:
            return ""
        told = spoken(fact, order.comparison, self._session.judgement(fact_id), order.wording(fact_id))
        return f"{told}\n{fact.why}" if fact.why else told

    def set_compact(self, compact: bool) -> None:
        """Heads of one line, for when a shelf or matrix takes the room."""
        for pane in self.panes:
            pane.head.set_compact(compact)
        self.head.set_compact(compact)
        self.overview.set_cap(COMPACT if compact else HEIGHT)

    def _use_colours(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, themes().palette["window"])
        self.setPalette(palette)
