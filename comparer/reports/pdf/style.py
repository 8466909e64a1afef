"""Type and colour of the PDF: fonts by what they are for, sizes in points, colours by the light theme's roles."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QBrush, QColor, QFont, QTextCharFormat

from comparer.reports.templates import palette

SERIF = ("Charter", "Sitka Text", "Georgia", "Charis SIL", "Noto Serif", "DejaVu Serif")
SANS = ("Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans")
MONO = ("Noto Sans Mono", "DejaVu Sans Mono", "Courier New")
LIGATURES = ("liga", "clig", "dlig")


@dataclass(frozen=True, slots=True)
class Style:
    """``unit``: device units a point. Spaces in formats count CSS pixels, which Qt scales to the device itself."""

    unit: float

    @staticmethod
    def pixels(points: float) -> float:
        """Points as CSS pixels."""
        return points * 96 / 72

    def text(
        self, size: float, *, serif: bool = True, bold: bool = False, italic: bool = False, role: str = "ink"
    ) -> QTextCharFormat:
        """A character format; ``size`` in points, ``role`` of the light theme's palette."""
        font = QFont(list(SERIF if serif else SANS))
        font.setStyleHint(QFont.StyleHint.Serif if serif else QFont.StyleHint.SansSerif)
        # a ligature has no letters of its own in the file: "findings" would not be found
        for tag in LIGATURES:
            font.setFeature(QFont.Tag(tag), 0)
        font.setPointSizeF(size)
        font.setBold(bold)
        font.setItalic(italic)
        form = QTextCharFormat()
        form.setFont(font)
        form.setForeground(QBrush(QColor(palette("light")[role])))
        return form
