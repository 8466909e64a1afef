"""The two typefaces of the window: one to read stories in, one for everything around them. Sizes in pixels."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

READING = ("Charter", "Sitka Text", "Georgia", "Charis SIL", "Noto Serif", "DejaVu Serif")
SCREEN = ("Inter", "Noto Sans", "DejaVu Sans")
READING_SIZE = 16
READING_PITCH = 1.5
"""Distance of two lines of a story, in text sizes."""
SCALES = (0.75, 0.875, 1.0, 1.125, 1.25, 1.5, 1.75, 2.0)
"""Steps of the reading text's size."""


def reading_font(size: float = READING_SIZE, *, bold: bool = False, italic: bool = False) -> QFont:
    """The serif face of the stories."""
    font = QFont(list(READING))
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(max(6, round(size)))
    font.setBold(bold)
    font.setItalic(italic)
    return font


def screen_font(size: float = 13, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The face of controls and lists, with figures of equal width."""
    return QFont(_screen_font(max(6, round(size)), weight))


@cache
def _screen_font(pixels: int, weight: QFont.Weight) -> QFont:
    font = QFont(_screen_face())
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


@cache
def _screen_face() -> QFont:
    families = QFontDatabase.families()
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font = QFont(system)
    # Desktops without a configured interface font name their bitmap fallback or nothing at all.
    known = [name for name in SCREEN if name in families]
    if system.family() in ("", "Sans Serif", "Sans", "DejaVu Sans", "Helvetica") and known:
        font.setFamilies(known)
    font.setFeature(QFont.Tag.fromString("tnum"), 1)
    return font


def semibold(size: float = 13) -> QFont:
    """The screen face for titles and counts."""
    return screen_font(size, weight=QFont.Weight.DemiBold)
