"""The findings' column: progress, counts that filter, the list, and the card of the selected finding."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from comparer.desk.findings import Filter, GroupKind
from comparer.window import telling
from comparer.window.actions import Actions
from comparer.window.filter_bar import FilterBar
from comparer.window.finding_card import FindingCard
from comparer.window.findings_delegate import FindingsDelegate
from comparer.window.findings_model import FindingsModel, Kind, Role
from comparer.window.fonts import screen_font, semibold
from comparer.window.leaving import LeavesOnEscape
from comparer.window.placement_view import PlacementView
from comparer.window.session import Session
from comparer.window.speakers_view import SpeakersView
from comparer.window.theme import themes

TYPING_PAUSE = 150
COMPACT = 700
"""Below this height the column shows counts and verdicts in short."""
COMPACT_ACROSS = 340
"""The same where list and card stand side by side."""
_CLOSED_AT_FIRST = frozenset({GroupKind.QUOTES, GroupKind.SHARED})


class FindingsList(QTreeView):
    """The list. Its current row and the session's selection are the same thing."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._closed: dict[str, bool] = {}
        self._following = False
        self.findings = FindingsModel(session, self)
        self.setModel(self.findings)
        self.setItemDelegate(FindingsDelegate(session))
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QTreeView.SelectionMode.SingleSelection)
        self.setExpandsOnDoubleClick(False)
        self.setAccessibleName(self.tr("Findings"))
        self.findings.modelReset.connect(self._on_reset)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_clicked)
        self.entered.connect(lambda index: session.hover(index.data(Role.FACT_ID) or ""))
        self.viewportEntered.connect(lambda: session.hover(""))
        self.collapsed.connect(lambda index: self._remember(index, closed=True))
        self.expanded.connect(lambda index: self._remember(index, closed=False))
        session.selection_changed.connect(self._follow)
        session.comparer.reading.connect(self.viewport().update)
        themes().changed.connect(self.viewport().update)
        self._on_reset()

    def _on_reset(self) -> None:
        for row in range(self.findings.rowCount()):
            index = self.findings.index(row, 0)
            group = index.data(Role.GROUP)
            self.setExpanded(index, not self._closed.get(group.key, group.kind in _CLOSED_AT_FIRST))
        self._follow(self._session.selected)

    def _remember(self, index: QModelIndex, *, closed: bool) -> None:
        group = index.data(Role.GROUP)
        if group is not None and not self._following:
            self._closed[group.key] = closed

    def _follow(self, fact_id: str) -> None:
        """Make the selected finding's row the current one, opening its group if need be."""
        index = self.findings.reveal(fact_id) if fact_id else QModelIndex()
        if index == self.currentIndex() and index.isValid():
            return
        self._following = True
        try:
            if index.isValid():
                self.setExpanded(index.parent(), True)
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
                self.scrollTo(index)
            else:
                self.selectionModel().clear()
        finally:
            self._following = False

    def _on_current(self, current: QModelIndex) -> None:
        if not self._following and current.data(Role.FACT_ID):
            self._session.select(current.data(Role.FACT_ID))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.data(Role.GROUP) is not None:
            self.setExpanded(index, not self.isExpanded(index))
        elif (row := index.data(Role.ROW)) is not None and row.kind is Kind.MORE:
            self.findings.show_more(index.parent().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Space open groups and “Show more”; the list never searches by typing, letters are verdicts."""
        index = self.currentIndex()
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if opens and index.isValid() and not index.data(Role.FACT_ID):
            self._on_clicked(index)
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: object) -> None:
        """Nothing is lit once the pointer is gone."""
        super().leaveEvent(event)  # type: ignore[arg-type]
        self._session.hover("")


class Meter(QWidget):
    """How much is decided, as a bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedHeight(6)
        themes().changed.connect(self.update)

    def show_share(self, share: float) -> None:
        """0 to 1."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame and bar."""
        palette = themes().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(palette["edge"], 1))
        painter.setBrush(palette["card"])
        painter.drawRoundedRect(frame, 2.5, 2.5)
        if self._share:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette["ink"])
            bar = QRectF(self.rect())
            bar.setWidth(max(3.0, bar.width() * self._share))
            painter.drawRoundedRect(bar, 2.5, 2.5)


class FindingsPanel(QWidget):
    """The column. ``list`` and ``card`` are its areas for the keyboard."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("findings_panel")
        self.setAccessibleName(self.tr("Findings"))
        self._count = QLabel()
        self._count.setFont(semibold(13))
        self._meter = Meter()
        self.filters = FilterBar(session, actions)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Filter by words"))
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(self.tr("Filter findings by words"))
        self.search.hide()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_PAUSE)
        self._typing.timeout.connect(self._take_search)
        self.search.textChanged.connect(self._typing.start)
        self.search.editingFinished.connect(self._on_search_done)
        LeavesOnEscape(self.search, self._leave_search)
        self.list = FindingsList(session)
        self._empty = QLabel()
        self._empty.setWordWrap(True)
        self._empty.setFont(screen_font(13))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(14, 16, 14, 0)
        self._empty.setTextFormat(Qt.TextFormat.RichText)
        self._empty.linkActivated.connect(lambda _link: actions["clear_filter"].trigger())
        self.placement = PlacementView(session)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.placement)
        self._beside_matrix = False
        self.speakers = SpeakersView(session)
        self.card = FindingCard(session, actions)
        self.card.note.left.connect(self.list.setFocus)
        self._lay_out()
        session.comparison_changed.connect(self._refresh)
        session.filter_changed.connect(self._refresh)
        session.decided.connect(self._refresh)
        session.reading.connect(self._refresh)
        session.said.connect(self.announce)
        self._refresh()

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Findings"))
        title.setFont(semibold(15))
        line = QHBoxLayout()
        line.addWidget(title)
        line.addStretch(1)
        line.addWidget(self._count)
        head = QWidget()
        head.setObjectName("findings_head")
        inside = QVBoxLayout(head)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.setSpacing(9)
        inside.addLayout(line)
        inside.addWidget(self._meter)
        inside.addWidget(self.filters)
        inside.addWidget(self.search)
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.speakers)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("findings_splitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(2)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(self.card)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([520, 400])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Signs give way before the list does."""
        super().resizeEvent(event)
        across = self.splitter.orientation() is Qt.Orientation.Horizontal
        compact = self.height() < (COMPACT_ACROSS if across else COMPACT)
        self.filters.set_compact(compact)
        self.card.set_compact(compact and not across)

    def sizeHint(self) -> QSize:
        """The column of the mock-ups."""
        return QSize(364, 800)

    def minimumSizeHint(self) -> QSize:
        """Enough for the verdicts' buttons."""
        return QSize(300, 240)

    # What is shown

    def _refresh(self, *_: object) -> None:
        done, all_ = self._session.progress()
        reading = self._session.comparer.busy
        dots = " …" if reading else ""
        self._count.setText(self.tr("{done} of {all} decided").format(done=done, all=f"{all_}{dots}"))
        self._meter.show_share(done / all_ if all_ else 0.0)
        self._meter.setAccessibleName(self._count.text())
        empty = self._empty_text(reading=reading)
        self._empty.setText(empty)
        rows = self.placement if self._beside_matrix else self.list
        self._stack.setCurrentWidget(self._empty if empty else rows)
        self.speakers.setVisible(self._session.filter.kinds == {"quote"} and bool(self.speakers.model.rows))

    def _empty_text(self, *, reading: bool) -> str:
        if self.list.findings.rowCount():
            return ""
        if self._session.comparison is None:
            if reading:
                return self.tr("Reading the stories …")
            return self.tr("Findings appear here once two stories are open.")
        if self._session.filter != Filter():
            told = self._filter_told()
            return f'{told}<br><br><a href="clear">{self.tr("Clear filter")}</a>'
        shared = len(self._session.comparison.facts)
        return self.tr("The stories say the same. {count} facts shared.").format(count=shared)

    def _filter_told(self) -> str:
        wanted = self._session.filter
        kinds = ", ".join(sorted(telling.kind_name(kind).lower() for kind in wanted.kinds)) or self.tr("finding")
        groups = [g for g in (self._session.order.groups if self._session.order else ()) if g.key in wanted.groups]
        where = ", ".join(telling.group_title(g, self._session.stories).lower() for g in groups[:1])
        if where:
            return self.tr("No {kinds} is among “{where}” with this filter.").format(kinds=kinds, where=where)
        return self.tr("No {kinds} passes this filter.").format(kinds=kinds)

    def set_beside_matrix(self, beside: bool) -> None:
        """While the matrix lists the findings, this column shows where the selected one stands."""
        self._beside_matrix = beside
        self._refresh()

    # Filter by words

    def start_filter(self) -> None:
        """Put the cursor into the filter by words."""
        self.search.show()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _take_search(self) -> None:
        self._session.set_filter(replace(self._session.filter, text=self.search.text().strip()))

    def _leave_search(self) -> None:
        """The filter stays as it is; the list gets the keys."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_search_done()

    def _on_search_done(self) -> None:
        if not self.search.text():
            self.search.hide()

    def clear_search(self) -> None:
        """Empty and hide the filter by words."""
        self.search.clear()
        self._typing.stop()
        self.search.hide()

    # Speaking

    def announce(self, sentence: str) -> None:
        """Let a screen reader say a sentence."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
