"""Icons: the SVG files of ``resources/icons``, drawn in any colour at any size and pixel ratio.

An icon's file has one colour, ``currentColor``; kinds of facts have icons named after them.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from comparer.paths import resources

KINDS = ("person", "organisation", "place", "date", "number", "quote", "claim", "title", "other")


def kind_icon(kind: str) -> str:
    """The icon's name for a kind of fact; a kind without an icon of its own gets the one for `other`."""
    return kind if kind in KINDS else "other"


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    source = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(source.replace("currentColor", colour).encode())


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw the icon so that it fills ``rect``."""
    _renderer(name, colour.name()).render(painter, rect)


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a square of ``size`` logical pixels for a screen of that pixel ratio."""
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_icon(painter, name, QRectF(0, 0, size, size), colour)
    painter.end()
    return image


def icon(name: str, colour: QColor, disabled: QColor | None = None) -> QIcon:
    """The icon for buttons and menus, sharp up to 200 % scaling."""
    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(pixmap(name, colour, 16, ratio))
        if disabled is not None:
            result.addPixmap(pixmap(name, disabled, 16, ratio), QIcon.Mode.Disabled)
    return result


def application_icon() -> QIcon:
    """The program's sign, for the window and the task bar."""
    return QIcon(str(resources() / "icons" / "comparer.svg"))
