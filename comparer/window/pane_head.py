"""The head of a pane: whose story it is, its headline, where and when it was filed, and how much of it is compared."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from comparer.story import ParagraphKind, Story
from comparer.window import icons
from comparer.window.badge import Badge
from comparer.window.elided_label import ElidedLabel
from comparer.window.fonts import reading_font, screen_font, semibold
from comparer.window.theme import set_font, themes

HEIGHT = 88
COMPACT = 34


class PaneHead(QFrame):
    """Shows a story's metadata and offers to open, paste, edit or correct it."""

    open_wanted = Signal()
    paste_wanted = Signal()
    edit_toggled = Signal(bool)
    metadata_wanted = Signal()

    def __init__(self, *, mirrored: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane_head")
        self._story: Story | None = None
        self._counts = (0, 0, 0)
        self._progress = ""
        self._compact = False
        self._badge = Badge()
        self._source = ElidedLabel()
        self._source.setFont(semibold(15))
        self._source.clicked.connect(self.metadata_wanted)
        self._warning = QLabel()
        self._headline = ElidedLabel()
        self._headline.clicked.connect(self.metadata_wanted)
        self._short = ElidedLabel()
        self._short.hide()
        self._line = ElidedLabel()
        self._line.setFont(screen_font(12))
        self._line.clicked.connect(self.metadata_wanted)
        for label in (self._source, self._headline, self._line):
            label.set_clickable(self.tr("Correct source, headline, dateline and time"))
        self._open = self._button(self.tr("Open…"), self.tr("Open a file in this pane"))
        self._open.clicked.connect(self.open_wanted)
        self._paste = self._button(self.tr("Paste"), self.tr("Take the copied text as this story"))
        self._paste.clicked.connect(self.paste_wanted)
        self._edit = self._button(self.tr("Edit"), self.tr("Correct the text in place (F2)"))
        self._edit.setCheckable(True)
        self._edit.toggled.connect(self.edit_toggled)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._badge)
        first.addWidget(self._source, 1)
        first.addWidget(self._short, 3)
        first.addWidget(self._warning)
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        for button in (self._open, self._paste, self._edit):
            buttons.addWidget(button)
        first.addLayout(buttons)
        self._rest = QWidget()
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(1)
        rest.addWidget(self._headline)
        rest.addWidget(self._line)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(26 if mirrored else 38, 7, 34 if mirrored else 10, 5)
        layout.setSpacing(1)
        layout.addLayout(first)
        layout.addWidget(self._rest)
        self.setFixedHeight(HEIGHT)
        themes().changed.connect(self._use_colours)
        self._use_colours()

    def _button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setFont(screen_font(12))
        button.setProperty("flat", True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(14, 14))
        return button

    @property
    def text(self) -> tuple[str, str, str]:
        """What its three lines say."""
        return self._source.text(), self._headline.text(), self._line.text()

    def set_story(self, story: Story, index: int) -> None:
        """Show a story's metadata."""
        if self._story is None or story.text != self._story.text or story.paragraphs != self._story.paragraphs:
            self._counts = _counted(story)
        self._story = story
        self._badge.set_story(index)
        self._source.setText(" · ".join(filter(None, (story.name, story.version_mark))))
        self._headline.setText(story.headline or self.tr("No headline in this story"))
        set_font(self._headline, reading_font(17, bold=bool(story.headline), italic=not story.headline))
        self._short.setText(self._progress or self._headline.text())
        set_font(self._short, reading_font(14, bold=bool(story.headline), italic=not story.headline))
        self._warning.setVisible(bool(story.warnings or story.embargo))
        self._warning.setToolTip("\n".join((*story.warnings, *self._embargo(story))))
        self._warning.setAccessibleName(self._warning.toolTip())
        self._show_line()
        self._show_buttons()
        self._use_colours()

    def set_empty(self, index: int, title: str, hint: str) -> None:
        """No story yet: say what this pane is for."""
        self._story = None
        self._badge.set_story(index)
        self._source.setText(title)
        self._headline.setText(self.tr("No story yet"))
        set_font(self._headline, reading_font(17, italic=True))
        self._warning.hide()
        self._line.setText(hint)
        self._show_buttons()
        self._use_colours()

    def set_progress(self, text: str) -> None:
        """What is going on: "Reading quotes, 3 of 5"; "" when it is over."""
        self._progress = text
        self._show_line()

    def set_editing(self, editing: bool) -> None:
        """Whether the story is being edited."""
        self._edit.setChecked(editing)

    def set_compact(self, compact: bool) -> None:
        """One line: source and headline side by side, for when a shelf or matrix takes the room."""
        self._compact = compact
        self._rest.setVisible(not compact)
        self.setFixedHeight(COMPACT if compact else HEIGHT)
        margins = self._layout.contentsMargins()
        margins.setTop(3 if compact else 7)
        margins.setBottom(3 if compact else 5)
        self._layout.setContentsMargins(margins)
        self._short.setVisible(compact)
        wide, policy = QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        self._source.setSizePolicy(policy if compact else wide, policy)
        self._show_buttons()

    def _show_buttons(self) -> None:
        for button in (self._open, self._paste, self._edit):
            button.setVisible(self._story is not None and not self._compact)

    def _show_line(self) -> None:
        if self._story is None:
            return
        self._line.setText(self._progress or " · ".join(self._facts(self._story)))
        self._short.setText(self._progress or self._headline.text())

    def _facts(self, story: Story) -> list[str]:
        words, paragraphs, aside = self._counts
        locale = QLocale()
        place_and_date = ", ".join(filter(None, (told_place(story), told_date(story))))
        parts = [
            place_and_date,
            self.tr("{n} words").format(n=locale.toString(words)),
            self.tr("{n} paragraphs").format(n=paragraphs),
        ]
        if aside:
            parts.append(self.tr("{n} words not compared").format(n=locale.toString(aside)))
        return [part for part in parts if part]

    def _embargo(self, story: Story) -> list[str]:
        return [self.tr("Embargoed until {when}").format(when=story.embargo)] if story.embargo else []

    def _use_colours(self) -> None:
        palette = themes().palette
        for label, role in ((self._source, "ink"), (self._line, "ink2")):
            _colour(label, role)
        _colour(self._headline, "ink" if self._story is not None and self._story.headline else "ink2")
        self._open.setIcon(icons.icon("open", palette["ink"]))
        self._paste.setIcon(icons.icon("paste", palette["ink"]))
        self._edit.setIcon(icons.icon("edit", palette["ink"]))
        self._warning.setPixmap(icons.pixmap("warning", palette["conflict"], 16, self.devicePixelRatioF()))


def _counted(story: Story) -> tuple[int, int, int]:
    """Words and paragraphs that are compared, and words that are not."""
    body = story.body()
    words = sum(len(story.text[p.start : p.end].split()) for _k, p in body)
    aside = sum(
        len(story.text[p.start : p.end].split())
        for p in story.paragraphs
        if p.kind not in (ParagraphKind.BODY, ParagraphKind.HEADLINE)
    )
    return words, len(body), aside


def _colour(label: QLabel, role: str) -> None:
    palette = QPalette(label.palette())
    palette.setColor(QPalette.ColorRole.WindowText, themes().palette[role])
    label.setPalette(palette)


def told_place(story: Story) -> str:
    """Where it was filed, not in the capitals that datelines have: "Split", but "UN"."""
    words = (story.dateline.place or "").split()
    return " ".join(w.title() if w.isupper() and len(w.strip(",.")) > 3 else w for w in words)


def told_date(story: Story) -> str:
    """The day, and the time where it is known, as the person's language writes them."""
    told = story.published or story.dateline.date
    if not told:
        return ""
    try:
        if "T" in told or " " in told:
            moment = datetime.fromisoformat(told)
            return f"{_day(moment.date())}, {moment:%H:%M}"
        return _day(date.fromisoformat(told))
    except ValueError:
        return told


def _day(day: date) -> str:
    return f"{day.day} {QLocale().standaloneMonthName(day.month)} {day.year}"
