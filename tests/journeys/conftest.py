"""The real window on a screen of its own, closed at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

import comparer.window  # noqa: F401 - before anything of Qt is called
from comparer.window.main_window import MainWindow
from comparer.window.session import Session
from tests.window.conftest import collected, compare_samples

__all__ = ["collected"]

Open = Callable[[], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens a window; the language models are replaced by words looked up, since their judgement has its own tests."""
    monkeypatch.setattr("comparer.compare.compare", compare_samples)
    opened: list[MainWindow] = []

    def open_one() -> MainWindow:
        window = MainWindow(Session(), QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
        opened.append(window)
        window.resize(1280, 720)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield open_one
    for window in opened:
        window.session.undo_stack.setClean()
        window.close()
        window.deleteLater()
