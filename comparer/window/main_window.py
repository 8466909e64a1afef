"""The window: where its parts stand, and how they give way when it is small. What actions do is ``window_actions``'."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from comparer.desk.recovery import Recovered
from comparer.window import files, icons
from comparer.window.actions import Actions
from comparer.window.deeds import Deeds
from comparer.window.find_field import FindField
from comparer.window.findings_panel import FindingsPanel
from comparer.window.fonts import SCALES
from comparer.window.handing_on import HandingOn
from comparer.window.matrix_view import MatrixView
from comparer.window.menu_row import MenuRow
from comparer.window.message_bar import MessageBar
from comparer.window.session import Session
from comparer.window.shelf import Shelf
from comparer.window.spread import Spread
from comparer.window.start_panel import StartPanel
from comparer.window.status_row import StatusRow
from comparer.window.theme import themes
from comparer.window.view_actions import ViewActions

NARROW = 1240
"""Below this width the findings stand under the pages."""
LEAST = (800, 520)
FINDINGS = 364


class MainWindow(QMainWindow):
    """One project in one window."""

    def __init__(self, session: Session, settings: QSettings) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self.setWindowTitle("comparer[*]")
        self.setWindowIcon(icons.application_icon())
        self.setMinimumSize(*LEAST)
        self.setAcceptDrops(True)
        self.table = Actions(self, settings)
        self.spread = Spread(session)
        self.find_field = FindField(self.spread.panes)
        self.menu_row = MenuRow(self.table, self.find_field)
        self.message = MessageBar()
        self.shelf = Shelf(session)
        self.findings = FindingsPanel(session, self.table)
        self.start = StartPanel()
        self.status = StatusRow()
        self.aside = QStackedWidget()
        self.aside.addWidget(self.start)
        self.aside.addWidget(self.findings)
        self.centre = QSplitter(Qt.Orientation.Vertical)
        self.centre.setChildrenCollapsible(False)
        self.centre.setObjectName("centre")
        self.centre.setHandleWidth(3)
        self.centre.addWidget(self.spread)
        self._matrix: MatrixView | None = None
        self.body = QSplitter(Qt.Orientation.Horizontal)
        self.body.setObjectName("body")
        self.body.setHandleWidth(1)
        self.body.setChildrenCollapsible(False)
        self.body.addWidget(self._column())
        self.body.addWidget(self.aside)
        self.body.setStretchFactor(0, 1)
        self.body.setStretchFactor(1, 0)
        self.setMenuWidget(self.menu_row)
        self.setCentralWidget(self._whole())
        self._scale = SCALES.index(1.0)
        self._sized = False
        self._side_filled: int | None = None
        self._begun: bool | None = None
        # Shown state follows signals in bursts; one look after them is enough.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.refresh)
        for signal in (session.stories_changed, session.project_changed, session.undo_stack.cleanChanged):
            signal.connect(self._later.start)
        session.failed.connect(self._on_failed)
        session.hinted.connect(self.message.say)
        spread = self.spread
        self.deeds = Deeds(session, self.table, self.findings, self, spread.selected_places, spread.focused_side)
        self.doing = ViewActions(self)
        self.handing_on = HandingOn(session, self.table, self, settings)
        for _entry, action in self.table:
            self.addAction(action)
        self._tie_parts()
        self._restore()
        self.refresh()

    def _tie_parts(self) -> None:
        session, spread, deeds = self.session, self.spread, self.deeds
        self.message.wanted.connect(self.doing.do)
        for pane in spread.panes:
            pane.message.wanted.connect(self.doing.do)
        spread.open_wanted.connect(lambda side: self._into(side, deeds.open))
        spread.paste_wanted.connect(lambda side: self._into(side, deeds.paste))
        spread.metadata_wanted.connect(lambda side: deeds.correct(session.shown[side]))
        self.shelf.add_wanted.connect(deeds.add_story)
        self.status.keys_wanted.connect(lambda: self.doing.do("keys"))
        start = self.start
        start.project_wanted.connect(session.open_project)
        start.example_wanted.connect(session.open_paths)
        start.find_wanted.connect(lambda _path: deeds.open())
        start.recover_wanted.connect(session.keeper.recover)
        start.discard_wanted.connect(self._discard)

    def _into(self, side: int, does: Callable[[int | None], None]) -> None:
        """Open or paste into a pane: in place of the story it shows, or as its first."""
        self._side_filled = side
        does(self.spread.panes[side].index)

    def _discard(self, found: Recovered) -> None:
        self.session.keeper.discard(found)
        self.start.refresh()

    def areas(self) -> list[QWidget]:
        """The parts of the window that the focus goes round, in order."""
        left, right = (pane.page() for pane in self.spread.panes)
        return [left, self.spread.canvas, right, self.start, self.findings.list, self.findings.card, self.shelf]

    def _column(self) -> QWidget:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.shelf)
        layout.addWidget(self.message)
        layout.addWidget(self.centre, 1)
        return column

    def _whole(self) -> QWidget:
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.status)
        return whole

    # What is shown

    def refresh(self) -> None:
        """Show what the session is about: the title, the start or the findings, what there is to do."""
        self._later.stop()
        session = self.session
        count = len(session.stories)
        starting = count == 0
        if starting and not (self.start.filled and self.aside.currentWidget() is self.start):
            self.start.refresh()
        self.aside.setCurrentWidget(self.start if starting else self.findings)
        if self.focusWidget() is None or not self.focusWidget().isVisible() or self._begun is not starting:
            # The first keys a person presses go where they are wanted: paste into the page, n and p through the list.
            (self.spread.panes[0].page() if starting else self.findings.list).setFocus()
            self._begun = starting
        self.status.set_legend(not starting)
        self.menu_row.set_stories(count)
        self.spread.set_compact(count > 2 or self.centre.height() < 420 or self.parts == "view_both")
        self.menu_row.set_title(*self._title())
        self.setWindowTitle(f"{self._title()[0]}[*] – comparer" if count else "comparer[*]")
        self.setWindowModified(count > 0 and not session.undo_stack.isClean())
        self.doing.refresh()

    def _title(self) -> tuple[str, str]:
        session = self.session
        if not session.stories:
            return "comparer", ""
        sources = ", ".join(story.name for story in session.stories)
        if not session.undo_stack.isClean():
            state = self.tr("not saved")
        else:
            state = self.tr("saved") if session.keeper.path is not None else ""
        name = session.project.name
        return name, " · ".join(filter(None, (sources if sources != name else "", state)))

    @property
    def parts(self) -> str:
        """The name of the action that shows what is shown: the stories, the matrix, or both."""
        if self._matrix is None or not self._matrix.isVisibleTo(self):
            return "view_stories"
        return "view_both" if self.spread.isVisibleTo(self) else "view_matrix"

    def show_parts(self, *, stories: bool, matrix: bool) -> None:
        """Show the stories, the matrix, or one over the other."""
        self.spread.setVisible(stories)
        if self._matrix is None and matrix:
            # Made when it is first wanted: it follows every finding of every story.
            self._matrix = MatrixView(self.session)
            self.centre.addWidget(self._matrix)
        if self._matrix is not None:
            self._matrix.setVisible(matrix)
        self.findings.set_beside_matrix(matrix)
        if stories and matrix:
            self.centre.setSizes([round(self.height() * 0.4), round(self.height() * 0.6)])
        self.refresh()

    def set_scale(self, step: int) -> None:
        """The reading text's size: 1 larger, -1 smaller, 0 as it was made."""
        normal = SCALES.index(1.0)
        self._scale = normal if step == 0 else min(max(self._scale + step, 0), len(SCALES) - 1)
        self.spread.set_scale(SCALES[self._scale])
        self.settings.setValue("text_scale", SCALES[self._scale])

    def _on_failed(self, text: str, title: str, action: str) -> None:
        bar = self.message
        if action == "open" and self._side_filled is not None:
            # What could not be opened is told in the pane it was meant for; the other goes on.
            bar = self.spread.panes[self._side_filled].message
            self._side_filled = None
        bar.say(text, title, action)

    # Size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way: findings under the pages and a narrow overview in a small window."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        self.spread.overview.set_narrow(narrow)
        if self.body.orientation() != wanted or not self._sized:
            self.body.setOrientation(wanted)
            self.findings.splitter.setOrientation(Qt.Orientation.Horizontal if narrow else Qt.Orientation.Vertical)
            whole = self.height() if narrow else self.width()
            self.body.setSizes([round(whole * 0.58), round(whole * 0.42)] if narrow else [whole - FINDINGS, FINDINGS])
            self._sized = True

    def showEvent(self, event: QShowEvent) -> None:
        """The start needs a look at the disk only once it is seen."""
        super().showEvent(event)
        self._later.start()

    def _restore(self) -> None:
        themes().choose(str(self.settings.value("scheme", "system")), str(self.settings.value("contrast", "system")))
        scale = float(str(self.settings.value("text_scale", 1.0)))
        if scale in SCALES:
            self._scale = SCALES.index(scale)
            self.spread.set_scale(scale)
        geometry = self.settings.value("geometry")
        if not isinstance(geometry, QByteArray) or not self.restoreGeometry(geometry):
            room = self.screen().availableGeometry() if self.screen() else None
            self.resize(min(1600, room.width()) if room else 1600, min(1000, room.height()) if room else 1000)

    # Files from outside

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and words may be dropped anywhere."""
        if files.can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files are opened, words taken as a story."""
        if files.take_data(self.session, event.mimeData()):
            event.acceptProposedAction()

    # The end

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing a person decided is lost unasked; nothing goes on afterwards."""
        for pane in self.spread.panes:
            pane.view.hand_on_edit()
        self.session.keeper.finish_edit()
        if not self.deeds.may_close():
            event.ignore()
            return
        self.settings.setValue("geometry", self.saveGeometry())
        self.session.close()
        self.spread.close_work()
        self.start.close_work()
        event.accept()
