"""What actions do to the views: scrolling, sizes, colours, focus, menus. What they do to the session is ``deeds``'."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QWidget

from comparer import __version__
from comparer.desk.verdicts import Verdict
from comparer.window.keys_help import KeysHelp
from comparer.window.palette import ActionPalette
from comparer.window.start_panel import example_pairs
from comparer.window.theme import themes

if TYPE_CHECKING:
    from comparer.window.main_window import MainWindow

_WITH_TWO = ("in_step", "level", "hide_shared", "view_stories", "view_matrix", "view_both", "matrix")


class ViewActions(QObject):
    """Ties the actions that only move or dress what is shown."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._table = window.table
        for name, does in self._what_they_do().items():
            self._table[name].triggered.connect(lambda _on=False, does=does: does())
        spread = window.spread
        spread.menu_wanted.connect(self._menu)
        spread.scroller.locked_changed.connect(self._table["in_step"].setChecked)
        spread.editing_changed.connect(lambda _on: self.refresh())
        window.shelf.menu_wanted.connect(self._story_menu)
        self._session.stories_changed.connect(self.refresh)
        self._session.comparison_changed.connect(self.refresh)
        self.refresh()

    def do(self, name: str) -> None:
        """Do an action by its name, as its button would."""
        if name:
            self._table[name].trigger()

    def _what_they_do(self) -> dict[str, Callable[[], object]]:
        window = self._window
        return {
            "quit": window.close,
            "edit_text": self._edit,
            "find": self._find,
            "in_step": lambda: window.spread.scroller.set_locked(self._table["in_step"].isChecked()),
            "level": window.spread.level,
            "text_larger": lambda: window.set_scale(1),
            "text_smaller": lambda: window.set_scale(-1),
            "text_normal": lambda: window.set_scale(0),
            "theme_system": lambda: self._choose_theme("system"),
            "theme_light": lambda: self._choose_theme("light"),
            "theme_dark": lambda: self._choose_theme("dark"),
            "high_contrast": self._choose_contrast,
            "next_area": lambda: self._area(1),
            "previous_area": lambda: self._area(-1),
            "hide_shared": lambda: window.spread.set_folding(self._table["hide_shared"].isChecked()),
            "reading": self._reading,
            "view_stories": lambda: window.show_parts(stories=True, matrix=False),
            "view_matrix": lambda: window.show_parts(stories=False, matrix=True),
            "view_both": lambda: window.show_parts(stories=True, matrix=True),
            "matrix": lambda: window.show_parts(stories=True, matrix=window.parts == "view_stories"),
            "palette": lambda: ActionPalette.ask(self._table, window),
            "keys": lambda: KeysHelp(self._table, window).exec(),
            "example": self._example,
            "about": self._about,
        }

    def refresh(self, *_: object) -> None:
        """Which of them can be done now, and which are on."""
        table, count = self._table, len(self._session.stories)
        for name in ("edit_text", "find", "reading"):
            table[name].setEnabled(count > 0)
        for name in _WITH_TWO:
            table[name].setEnabled(count > 1)
        table["example"].setEnabled(bool(example_pairs()))
        table["in_step"].setChecked(self._window.spread.scroller.locked)
        table["edit_text"].setChecked(any(self._window.spread.editing(side) for side in (0, 1)))
        table["reading"].setChecked(self._window.spread.reading is not None)
        table[self._window.parts].setChecked(True)
        table[f"theme_{themes().scheme}"].setChecked(True)
        table["high_contrast"].setChecked(themes().contrast == "high")

    def _edit(self) -> None:
        spread = self._window.spread
        side = spread.focused_side()
        spread.set_editing(side, not spread.editing(side))
        self.refresh()

    def _reading(self) -> None:
        spread = self._window.spread
        spread.set_reading(spread.focused_side() if spread.reading is None else None)
        self.refresh()

    def _find(self) -> None:
        self._window.find_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.find_field.selectAll()

    def _example(self) -> None:
        pairs = example_pairs()
        if pairs and self._window.deeds.may_close():
            self._session.keeper.forget()
            self._session.reset()
            self._session.open_paths(pairs[0][1])

    def _about(self) -> None:
        QMessageBox.about(
            self._window,
            self.tr("About comparer"),
            self.tr(
                "comparer {version}\n\nLays agencies' versions of one story side by side: what only one has, which "
                "quotes agree, and where they contradict each other.\n\nWorks offline: nothing leaves this "
                "computer."
            ).format(version=__version__),
        )

    # Looks

    def _choose_theme(self, scheme: str) -> None:
        themes().choose(scheme=scheme)
        self._window.settings.setValue("scheme", scheme)

    def _choose_contrast(self) -> None:
        contrast = "high" if self._table["high_contrast"].isChecked() else "system"
        themes().choose(contrast=contrast)
        self._window.settings.setValue("contrast", contrast)

    # Focus

    def _area(self, step: int) -> None:
        areas = [area for area in self._window.areas() if area.isVisible()]
        focus = QApplication.focusWidget()
        at = next((k for k, a in enumerate(areas) if focus is not None and (a is focus or a.isAncestorOf(focus))), -1)
        target = areas[(at + step) % len(areas)]
        inner = next((w for w in [target, *target.findChildren(QWidget)] if _takes_focus(w)), target)
        inner.setFocus(Qt.FocusReason.TabFocusReason)

    # Menus

    def _menu(self, at: QPoint, fact: str) -> None:
        """The menu of a mark, or of selected words."""
        table = self._table
        menu = QMenu(self._window)
        if fact:
            self._session.select(fact)
            for verdict in Verdict:
                menu.addAction(table[f"verdict_{verdict.name.lower()}"])
            menu.addSeparator()
            for name in ("note", "level", "copy_attribution", "remove_fact"):
                menu.addAction(table[name])
            menu.addSeparator()
        for name in ("mark_fact", "note_words", "link", "unlink"):
            menu.addAction(table[name])
        menu.addSeparator()
        menu.addAction(table["edit_text"])
        self._pop(menu, at)

    def _story_menu(self, index: int, at: QPoint) -> None:
        deeds = self._window.deeds
        menu = QMenu(self._window)
        menu.addAction(self.tr("Source, dateline and time…"), lambda: deeds.correct(index))
        menu.addAction(self.tr("Replace by a file…"), lambda: deeds.open(index))
        menu.addAction(self.tr("Replace by what is copied"), lambda: deeds.paste(index))
        menu.addSeparator()
        menu.addAction(self.tr("Remove"), lambda: self._session.remove(index))
        self._pop(menu, at)

    def _pop(self, menu: QMenu, at: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
