"""What stands beside two empty pages: what a crash left, the recent projects, the examples."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from comparer.desk import recovery
from comparer.paths import examples
from comparer.window import icons
from comparer.window.background import Newest
from comparer.window.badge import Badge
from comparer.window.elided_label import ElidedLabel
from comparer.window.fonts import reading_font, screen_font, semibold
from comparer.window.theme import themes

_ASIDE = frozenset({"README.md", "gold.json"})
"""Files of an example that are no stories."""


class _Bar(QWidget):
    """A thin bar of progress."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = share
        self.setFixedSize(74, 5)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The done part in ink."""
        palette = themes().palette
        painter = QPainter(self)
        painter.setPen(palette["edge"])
        painter.setBrush(palette["card"])
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 2, 2)
        painter.fillRect(0, 0, round(self.width() * self._share), self.height(), palette["ink"])
        painter.end()


class _Item(QFrame):
    """A row that can be clicked."""

    clicked = Signal()

    def __init__(self, title: str, aside: str = "") -> None:
        super().__init__()
        self.setObjectName("start_item")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(", ".join(filter(None, (title, aside))))
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(14, 10, 14, 10)
        self.rows.setSpacing(4)
        head = ElidedLabel(title)
        head.setFont(semibold(13))
        self.rows.addWidget(head)
        head.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def line(self, *widgets: QWidget, aside: str = "") -> None:
        """One more line of small widgets, and a word at its right end."""
        row = QHBoxLayout()
        row.setSpacing(6)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch()
        if aside:
            row.addWidget(_small(aside))
        self.rows.addLayout(row)

    def mouseReleaseEvent(self, event: object) -> None:
        """A click."""
        self.clicked.emit()

    def keyPressEvent(self, event: object) -> None:
        """Enter or the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):  # type: ignore[attr-defined]
            self.clicked.emit()
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]


EXAMPLE_WIDTH = 262
"""Pixels that an example's title may take: more would push the column out of the window."""


class StartPanel(QWidget):
    """Tells what was clicked; opens nothing itself."""

    project_wanted = Signal(str)
    recover_wanted = Signal(object)
    discard_wanted = Signal(object)
    find_wanted = Signal(str)
    """A recent project whose file has moved."""
    example_wanted = Signal(list)
    """Paths of an example's stories."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start_panel")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(area)
        self._body = QWidget()
        self._body.setObjectName("start_body")
        area.setWidget(self._body)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 12)
        self._column.setSpacing(0)
        self.filled = False
        """Whether the disk was looked at."""
        self._read: tuple[Sequence[recovery.Recovered], Sequence[recovery.Recent]] = ((), ())
        self._reader = Newest(self)
        self._reader.done.connect(lambda answer: self.fill(*answer))
        themes().changed.connect(self._restyle)
        self.fill((), ())
        self.filled = False

    def sizeHint(self) -> QSize:
        """As wide as the findings that take its place."""
        return QSize(364, 600)

    def _restyle(self) -> None:
        self.fill(*self._read)

    def refresh(self) -> None:
        """Read, in the background, the recent projects and what can be recovered."""
        self.filled = True
        self._reader.start(lambda _progress: (recovery.recoverable(), recovery.recent()))

    def close_work(self) -> None:
        """Stop reading."""
        self._reader.close()

    def fill(self, recovered: Sequence[recovery.Recovered], recent: Sequence[recovery.Recent]) -> None:
        """Show these."""
        self._read = (recovered, recent)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for found in recovered:
            self._column.addWidget(self._recovered(found))
        if recent:
            self._title(self.tr("Recent projects"))
            for project in recent[:6]:
                self._column.addWidget(self._recent(project))
        self._column.addWidget(self._example())
        self._column.addStretch(1)
        self._promise()

    def _title(self, text: str) -> None:
        label = QLabel(text)
        label.setFont(semibold(15))
        label.setContentsMargins(14, 10, 14, 10)
        self._column.addWidget(label)

    def _recent(self, project: recovery.Recent) -> QWidget:
        item = _Item(project.name, ", ".join(project.sources))
        if not project.there:
            sign = QLabel()
            sign.setPixmap(icons.pixmap("warning", themes().palette["ink"], 14, self.devicePixelRatioF()))
            item.line(sign, _small(self.tr("The file has moved")), aside=self.tr("Find it…"))
            item.clicked.connect(lambda: self.find_wanted.emit(project.path))
            return item
        badges: list[QWidget] = []
        for k, source in enumerate(project.sources[:3]):
            badges += [Badge(k, 16), _small(source)]
        item.line(*badges, aside=told_when(project.at))
        if project.of:
            told = self.tr("{done} of {all} decided").format(done=project.decided, all=project.of)
            item.line(_Bar(project.decided / project.of), _small(told))
        item.clicked.connect(lambda: self.project_wanted.emit(project.path))
        return item

    def _recovered(self, found: recovery.Recovered) -> QWidget:
        card, column = _card()
        column.addWidget(_serif(self.tr("Recovered: {name}").format(name=found.project.name)))
        column.addWidget(
            _wrapped(
                self.tr("comparer ended without saving it. This is how it stood {when}.").format(
                    when=told_when(found.at)
                )
            )
        )
        row = QHBoxLayout()
        take, drop = QPushButton(self.tr("Open recovered")), QPushButton(self.tr("Discard"))
        take.setProperty("primary", True)
        take.clicked.connect(lambda: self.recover_wanted.emit(found))
        drop.clicked.connect(lambda: self.discard_wanted.emit(found))
        for button in (take, drop):
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        return card

    def _example(self) -> QWidget:
        card, column = _card()
        column.addWidget(_serif(self.tr("New here? Open an example")))
        pairs = example_pairs()
        column.addWidget(
            _wrapped(
                self.tr("Two agencies, one event. See what one has and the other lacks.")
                if pairs
                else self.tr("Paste one agency's copy on the left and another's on the right.")
            )
        )
        for name, paths in pairs[:3]:
            button = QPushButton()
            button.setText(_broken(name, QFontMetricsF(button.font()), EXAMPLE_WIDTH))
            button.setAccessibleName(name)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.setProperty("lines", True)
            button.setIcon(icons.icon("chevron-right", themes().palette["ink"]))
            button.clicked.connect(lambda _on=False, paths=paths: self.example_wanted.emit([str(p) for p in paths]))
            column.addWidget(button)
        return card

    def _promise(self) -> None:
        title = QLabel(self.tr("What you get"))
        title.setFont(semibold(12))
        title.setContentsMargins(14, 0, 14, 0)
        self._column.addWidget(title)
        told = _wrapped(
            self.tr(
                "What stands in only one story, which quotes agree word for word, and where the stories "
                "contradict each other, each with its reason."
            )
        )
        told.setContentsMargins(14, 2, 14, 0)
        self._column.addWidget(told)


@cache
def example_pairs() -> list[tuple[str, list[Path]]]:
    """The examples that came along: a title, and the stories' files; looked up once."""
    folder = examples()
    if folder is None:
        return []
    found = []
    for pair in sorted(p for p in folder.iterdir() if p.is_dir()):
        files = sorted(f for f in pair.iterdir() if f.is_file() and f.name not in _ASIDE and f.name[0] != ".")
        if len(files) >= 2:
            found.append((_title_of(pair), files))
    return found


def _broken(text: str, metrics: QFontMetricsF, width: float) -> str:
    """The text on as many lines as it needs; where it has a colon, rather after that."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    first, colon, rest = text.partition(": ")
    if colon and metrics.horizontalAdvance(first + ":") <= width:
        return f"{first}:\n{_broken(rest, metrics, width)}"
    words = text.split()
    if len(words) < 2:
        return text
    halves = [(" ".join(words[:k]), " ".join(words[k:])) for k in range(1, len(words))]
    even = min(halves, key=lambda parts: max(map(metrics.horizontalAdvance, parts)))
    return "\n".join(_broken(part, metrics, width) for part in even)


def _title_of(pair: Path) -> str:
    """The heading of an example's README, else its folder's name."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        first = (pair / "README.md").read_text(encoding="utf-8").split("\n", 1)[0]
        if first.startswith("# "):
            return first[2:].strip()
    return pair.name.replace("-", " ").capitalize()


def told_when(at: str) -> str:
    """A moment as a person says it: "today 21:40", "yesterday", "12 February"."""
    try:
        moment = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return ""
    days = (datetime.now().astimezone().date() - moment.date()).days
    if days == 0:
        return f"today {moment:%H:%M}"
    if days == 1:
        return "yesterday"
    return f"{moment.day} {QLocale().standaloneMonthName(moment.month)}"


def _card() -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    around = QVBoxLayout(holder)
    around.setContentsMargins(14, 14, 14, 0)
    card = QFrame()
    card.setObjectName("start_card")
    around.addWidget(card)
    column = QVBoxLayout(card)
    column.setContentsMargins(14, 12, 14, 14)
    column.setSpacing(8)
    return holder, column


def _serif(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(reading_font(17, bold=True))
    label.setWordWrap(True)
    return label


def _small(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(screen_font(12))
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    _secondary(label)
    return label


def _wrapped(text: str) -> QLabel:
    label = _small(text)
    label.setWordWrap(True)
    return label


def _secondary(label: QLabel) -> None:
    palette = QPalette(label.palette())
    palette.setColor(QPalette.ColorRole.WindowText, themes().palette["ink2"])
    label.setPalette(palette)
