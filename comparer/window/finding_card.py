"""The selected finding in full: what it is, what was nearest, why it was made, and what a person says of it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from comparer.comparison import Comparison, Fact, Mention, Relation, Status
from comparer.desk.findings import QuoteWording
from comparer.desk.verdicts import Verdict
from comparer.window import excerpts, telling
from comparer.window.actions import Actions
from comparer.window.badges import paint_badge, paint_lozenge
from comparer.window.excerpt_view import ExcerptView
from comparer.window.excerpts import Look
from comparer.window.flow import FlowLayout
from comparer.window.fonts import reading_font, screen_font, semibold
from comparer.window.icons import kind_icon, paint_icon
from comparer.window.note_edit import NoteEdit
from comparer.window.panel_buttons import IconButton, KeyButton
from comparer.window.session import Session
from comparer.window.theme import themes

MOST_PASSAGES = 6


class FindingCard(QWidget):
    """Follows the session's selection."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown = ""
        self._content = QVBoxLayout()
        self._content.setContentsMargins(14, 10, 10, 6)
        self._content.setSpacing(4)
        inner = QWidget()
        inner.setObjectName("card_inner")
        inner.setLayout(self._content)
        self._area = QScrollArea()
        self._area.setObjectName("card_area")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inner)
        self.buttons: dict[Verdict, KeyButton] = {}
        self.note = NoteEdit(self)
        self.note.setPlaceholderText(self.tr("Add a note (M)"))
        self.note.setAccessibleName(self.tr("Note, in Markdown"))
        self.note.finished.connect(self._take_note)
        self._deeds = self._make_deeds(actions)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._area, 1)
        layout.addWidget(self._deeds)
        self.setObjectName("finding_card")
        session.selection_changed.connect(self._on_selection)
        session.decided.connect(self._on_decided)
        session.comparison_changed.connect(self.refresh)
        themes().changed.connect(self.refresh)
        self.refresh()

    def _make_deeds(self, actions: Actions) -> QWidget:
        deeds = QWidget()
        deeds.setObjectName("card_deeds")
        layout = QVBoxLayout(deeds)
        layout.setContentsMargins(14, 4, 12, 6)
        layout.setSpacing(6)
        verdicts = FlowLayout(spacing=4)
        for verdict in Verdict:
            button = KeyButton(verdict.letter, telling.tr(verdict.title), deeds)
            button.setToolTip(telling.tr(verdict.meaning))
            button.clicked.connect(actions[f"verdict_{verdict.name.lower()}"].trigger)
            verdicts.addWidget(button)
            self.buttons[verdict] = button
        layout.addLayout(verdicts)
        layout.addWidget(self.note)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconButton(actions["link"], "link", self.tr("Align by hand…")))
        row.addWidget(IconButton(actions["copy_attribution"], "copy", self.tr("Copy with attribution")))
        row.addStretch(1)
        layout.addLayout(row)
        return deeds

    def set_compact(self, compact: bool) -> None:
        """Verdicts by their letter alone: for a short window."""
        for button in self.buttons.values():
            button.set_short(compact)

    def sizeHint(self) -> QSize:
        """Room for a title, a passage and the deeds."""
        return QSize(364, 330)

    # What is shown

    def _on_selection(self, _fact_id: str) -> None:
        self._take_note()
        self.refresh()

    def _on_decided(self, fact_id: str) -> None:
        if fact_id == self._shown:
            self._show_judgement()

    def refresh(self) -> None:
        """Show the selected finding anew."""
        self._take_note()
        fact = self._session.fact(self._session.selected)
        comparison = self._session.comparison
        _clear(self._content)
        self._shown = "" if fact is None else fact.id
        self._deeds.setVisible(fact is not None)
        if fact is None or comparison is None:
            self._content.addWidget(self._secondary(self.tr("Select a finding to see why it was made.")))
            self._content.addStretch(1)
            self.setAccessibleName(self.tr("No finding selected"))
            return
        order = self._session.order
        wording = order.wording(fact.id) if order is not None else None
        self.setAccessibleName(telling.spoken(fact, comparison, self._session.judgement(fact.id), wording))
        self._content.addWidget(_CardTitle(fact, comparison))
        self._content.addWidget(self._secondary(telling.subtitle(fact, comparison)))
        if wording is not None:
            self._add_wording(wording, fact, comparison)
        elif fact.status is Status.ONLY:
            self._add_nearest(fact, comparison)
        else:
            look = Look.CONFLICT if fact.status is Status.CONFLICT else Look.SHARED
            self._add_passages(fact, comparison, look)
        self._add_why(fact)
        self._content.addStretch(1)
        self._show_judgement()
        self._area.verticalScrollBar().setValue(0)

    def _show_judgement(self) -> None:
        judgement = self._session.judgement(self._shown)
        for verdict, button in self.buttons.items():
            button.setChecked(judgement is not None and judgement.verdict is verdict)
        self.note.show_text(judgement.note if judgement else "")

    def _add_wording(self, wording: QuoteWording, fact: Fact, comparison: Comparison) -> None:
        head = QHBoxLayout()
        head.addWidget(
            _label(self.tr("Wording: {relation}").format(relation=telling.relation_name(wording.relation)), bold=True)
        )
        head.addStretch(1)
        head.addWidget(self._secondary(self._wording_count(wording, comparison), wrap=False))
        self._content.addSpacing(4)
        self._content.addLayout(head)
        for alignment in wording.alignments[:MOST_PASSAGES]:
            passages = excerpts.wordings(alignment, comparison)
            if len(passages) > 1:
                for mention, passage in zip(alignment.spans, passages, strict=True):
                    self._content.addWidget(_Source(mention, comparison, ""))
                    self._content.addWidget(ExcerptView(passage))
            else:
                self._content.addWidget(ExcerptView(passages[0]))

    def _wording_count(self, wording: QuoteWording, comparison: Comparison) -> str:
        if wording.relation is Relation.VERBATIM or not wording.kept:
            return self.tr("{count} words").format(count=wording.of)
        changed = self.tr("none changed") if not wording.changed else self.tr("{n} changed").format(n=wording.changed)
        return self.tr("{kept} of {of} words kept, {changed}").format(kept=wording.kept, of=wording.of, changed=changed)

    def _add_nearest(self, fact: Fact, comparison: Comparison) -> None:
        for mention in fact.nearest[:MOST_PASSAGES]:
            self._content.addSpacing(4)
            self._content.addWidget(_Source(mention, comparison, self.tr("Nearest in {source}")))
            self._content.addWidget(ExcerptView(excerpts.around(mention, comparison, Look.NEAREST)))
        if fact.kind in ("claim", "quote", "note") or not fact.nearest:
            self._content.addSpacing(2)
            self._content.addWidget(ExcerptView(excerpts.around(fact.mentions[0], comparison, Look.ONLY)))

    def _add_passages(self, fact: Fact, comparison: Comparison, look: Look) -> None:
        for mention in telling.firsts(fact)[:MOST_PASSAGES]:
            self._content.addSpacing(3)
            self._content.addWidget(_Source(mention, comparison, ""))
            self._content.addWidget(ExcerptView(excerpts.around(mention, comparison, look)))

    def _add_why(self, fact: Fact) -> None:
        lines = excerpts.why_lines(fact)
        if not lines:
            return
        self._content.addSpacing(4)
        titles = {
            Status.ONLY: self.tr("Why it is not a match"),
            Status.CONFLICT: self.tr("Why it is a conflict"),
            Status.SHARED: self.tr("Why it counts as the same"),
        }
        self._content.addWidget(_label(titles[fact.status], bold=True))
        for sign, text in lines:
            row = QHBoxLayout()
            row.setSpacing(8)
            mark = _label(sign)
            mark.setFixedWidth(12)
            mark.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(_label(text, wrap=True), 1)
            self._content.addLayout(row)

    def _secondary(self, text: str, *, wrap: bool = True) -> QLabel:
        label = _label(text, wrap=wrap)
        label.setProperty("secondary", True)
        palette = label.palette()
        palette.setColor(label.foregroundRole(), themes().palette["ink2"])
        label.setPalette(palette)
        return label

    # What a person says

    def write_note(self) -> None:
        """Put the cursor into the note."""
        if self._shown:
            self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.note.moveCursor(self.note.textCursor().MoveOperation.End)

    def _take_note(self) -> None:
        if self._shown and self.note.changed and self._session.fact(self._shown) is not None:
            text = self.note.toPlainText()
            self.note.changed = False
            self._session.set_note(self._shown, text)


class _CardTitle(QWidget):
    """The finding's sign and title on one or two lines."""

    def __init__(self, fact: Fact, comparison: Comparison) -> None:
        super().__init__()
        self._fact = fact
        readings = [f"“{telling.words_of(m, comparison, 28)}”" for m in telling.firsts(fact)]
        conflict = fact.status is Status.CONFLICT
        text = excerpts.title(fact, comparison, readings if conflict else ())
        if fact.kind == "quote" and not conflict:
            text = f"“{telling.words_of(fact.mentions[0], comparison, 70)}”"
        label = QLabel(telling.shortened(text, 90))
        label.setFont(reading_font(16.5, bold=True))
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(32, 0, 0, 0)
        layout.addWidget(label, 1)
        self.setMinimumHeight(26)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sign, as it stands beside the words in the story."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = themes().palette
        box = QRectF(0, 2, 22, 22)
        if self._fact.status is Status.CONFLICT:
            paint_lozenge(painter, box, palette)
            return
        only = self._fact.status is Status.ONLY and self._fact.kind != "note"
        colour = palette.story(self._fact.mentions[0].story).solid if only else palette["ink2"]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(box, 4, 4)
        name = "note" if self._fact.kind == "note" else kind_icon(self._fact.kind)
        paint_icon(painter, name, box.adjusted(4, 4, -4, -4), palette["pane"])


class _Source(QWidget):
    """A story's badge, name and paragraph over a passage."""

    def __init__(self, mention: Mention, comparison: Comparison, form: str) -> None:
        super().__init__()
        self._story = mention.story
        story = comparison.stories[mention.story]
        number = story.number_of(mention.start)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(21, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(_label(form.format(source=story.name) if form else story.name, bold=True))
        if number is not None:
            layout.addWidget(_label(telling.tr(", paragraph {number}", number=number)))
        layout.addStretch(1)
        self.setFixedHeight(20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The badge."""
        paint_badge(QPainter(self), QRectF(0, 3, 14, 14), self._story, themes().palette)


def _label(text: str, *, bold: bool = False, wrap: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(semibold(12) if bold else screen_font(12))
    if wrap:
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def _clear(layout: QVBoxLayout | QHBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QHBoxLayout):
            _clear(inner)
            inner.deleteLater()
