"""Starting the window: the application, its look, its settings, and the first paint before anything is read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyleFactory

from comparer import __version__
from comparer.window import icons
from comparer.window.collecting import Collecting
from comparer.window.fonts import screen_font
from comparer.window.main_window import MainWindow
from comparer.window.session import Session
from comparer.window.theme import themes


def application() -> QApplication:
    """The one QApplication, made ready: names, style, font and palette."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QApplication.setOrganizationName("comparer")
    QApplication.setApplicationName("comparer")
    QApplication.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("comparer")
    return dress(QApplication(sys.argv[:1]))


def dress(app: QApplication) -> QApplication:
    """Give an application the window's look."""
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(screen_font())
    app.setWindowIcon(icons.application_icon())
    themes().apply(app)
    return app


def user_settings() -> QSettings:
    """Where the window remembers its size, its colours and a person's own keys."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "comparer", "window")


SWITCH = 0.0005
"""Seconds after which a thread at work lets the window's thread go on: the window comes first."""


def run(paths: Sequence[str | Path] = ()) -> int:
    """Open the window on these stories or this project; returns when it is closed, with the exit status."""
    app = application()
    sys.setswitchinterval(SWITCH)
    collecting = Collecting()
    session = Session()
    window = MainWindow(session, user_settings())
    window.show()
    if paths:
        # After the first paint: a person sees the window at once, then the text, then the findings.
        QTimer.singleShot(0, lambda: session.open_paths(paths))
    status = app.exec()
    collecting.stop()
    window.deleteLater()
    return int(status)
