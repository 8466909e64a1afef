"""Themes: the palette's roles as colours, for painting, for Qt's own widgets and for the style sheet.

Colours have one table, ``resources/themes/palette.toml``; the style sheet ``window.qss`` beside it names roles as
``$role``. ``themes()`` is the one object that knows which palette is in force; it follows the system until a person
chooses.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from comparer.paths import resources

SCHEMES = ("system", "light", "dark")
CONTRASTS = ("system", "normal", "high")
_HUES = ("first", "second", "third")
_FIRST_FONT = "_q_styleSheetWidgetFont"
"""Where Qt's style sheets keep the font that they put a widget back into."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Hue(NamedTuple):
    """A story's colour: for strokes and badges, behind words, and behind selected words."""

    solid: QColor
    tint: QColor
    strong: QColor


@dataclass(frozen=True)
class Palette:
    """The colours of one theme by role."""

    name: str
    colours: Mapping[str, QColor]

    def __getitem__(self, role: str) -> QColor:
        return self.colours[role]

    @property
    def dark(self) -> bool:
        return self.name.startswith("dark")

    def story(self, index: int) -> Hue:
        """The hue of a story; from the third on they share one and are told apart by their letter."""
        role = _HUES[min(index, len(_HUES) - 1)]
        return Hue(self[role], self[f"{role}Tint"], self[f"{role}Strong"])

    @property
    def conflict(self) -> Hue:
        """The hue of what two stories tell differently."""
        return Hue(self["conflict"], self["conflictTint"], self["conflictStrong"])


def letter(index: int) -> str:
    """The letter that stands for a story on badges: A, B, C …"""
    return _LETTERS[index % len(_LETTERS)]


@cache
def palettes() -> Mapping[str, Palette]:
    """Every palette by name: light, dark, light-contrast, dark-contrast."""
    table = tomllib.loads((resources() / "themes" / "palette.toml").read_text(encoding="utf-8"))
    return {
        name: Palette(name, {role: QColor(value) for role, value in roles.items()}) for name, roles in table.items()
    }


def qt_palette(palette: Palette) -> QPalette:
    """The palette for Qt's own widgets."""
    roles = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "card",
        QPalette.ColorRole.AlternateBase: "panel",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.PlaceholderText: "ink2",
        QPalette.ColorRole.Button: "card",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.BrightText: "conflict",
        QPalette.ColorRole.ToolTipBase: "card",
        QPalette.ColorRole.ToolTipText: "ink",
        QPalette.ColorRole.Highlight: "ink",
        QPalette.ColorRole.HighlightedText: "pane",
        QPalette.ColorRole.Link: "first",
        QPalette.ColorRole.LinkVisited: "first",
        QPalette.ColorRole.Accent: "ink",
        QPalette.ColorRole.Light: "card",
        QPalette.ColorRole.Midlight: "panel",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "edge",
        QPalette.ColorRole.Shadow: "edge",
    }
    result = QPalette()
    for role, name in roles.items():
        result.setColor(role, palette[name])
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, palette["ink3"])
    return result


def style_sheet(palette: Palette) -> str:
    """The window's style sheet in this palette's colours."""
    template = Template((resources() / "themes" / "window.qss").read_text(encoding="utf-8"))
    return template.substitute({role: colour.name() for role, colour in palette.colours.items()})


def set_font(widget: QWidget, font: QFont) -> None:
    """Set a widget's font for good. Qt's style sheets put a widget back into the font it had when they first dressed
    it, each time they dress it again (another parent, another theme): fonts that change need this."""
    widget.setFont(font)
    widget.setProperty(_FIRST_FONT, None)


class Themes(QObject):
    """Which palette is in force. ``changed`` follows every change; painters ask ``palette`` when they paint."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._scheme = "system"
        self._contrast = "system"
        self._applied: QApplication | None = None
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._refresh)
        hints.accessibility().contrastPreferenceChanged.connect(self._refresh)
        self.palette = self._wanted()

    @property
    def scheme(self) -> str:
        """What the person chose: system, light or dark."""
        return self._scheme

    @property
    def contrast(self) -> str:
        """What the person chose: system, normal or high."""
        return self._contrast

    def choose(self, scheme: str | None = None, contrast: str | None = None) -> None:
        """Set the scheme, the contrast or both; other words than those of SCHEMES and CONTRASTS mean system."""
        if scheme is not None:
            self._scheme = scheme if scheme in SCHEMES else "system"
        if contrast is not None:
            self._contrast = contrast if contrast in CONTRASTS else "system"
        self._refresh()

    def apply(self, app: QApplication) -> None:
        """Give the palette and style sheet to the application, now and after every change."""
        self._applied = app
        app.setPalette(qt_palette(self.palette))
        own = [(w, QFont(w.font())) for w in app.allWidgets() if w.testAttribute(Qt.WidgetAttribute.WA_SetFont)]
        app.setStyleSheet(style_sheet(self.palette))
        for widget, font in own:
            set_font(widget, font)

    def _wanted(self) -> Palette:
        hints = QGuiApplication.styleHints()
        dark = self._scheme == "dark" or (self._scheme == "system" and hints.colorScheme() is Qt.ColorScheme.Dark)
        high = self._contrast == "high" or (
            self._contrast == "system"
            and hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        )
        return palettes()[("dark" if dark else "light") + ("-contrast" if high else "")]

    def _refresh(self) -> None:
        wanted = self._wanted()
        if wanted.name == self.palette.name:
            return
        self.palette = wanted
        if self._applied is not None:
            self.apply(self._applied)
        self.changed.emit()


@cache
def themes() -> Themes:
    """The application's themes; needs a QGuiApplication."""
    return Themes()


def colour(role: str) -> QColor:
    """The colour of a role in the palette in force."""
    return themes().palette[role]
