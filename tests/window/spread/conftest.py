"""A dressed application, a session that holds the invented pair, and the window on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from comparer.comparison import Comparison
from comparer.desk.project import Project
from comparer.window.app import dress
from comparer.window.main_window import MainWindow
from comparer.window.session import Session
from comparer.window.theme import themes
from tests.window.spread.pairs import pair


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    """The application in the light theme, whatever the test before chose."""
    themes().choose("light", "normal")
    dress(qapp)
    return qapp


@pytest.fixture
def comparison() -> Comparison:
    """The invented pair's findings."""
    return pair()


@pytest.fixture
def session(app: QApplication, comparison: Comparison) -> Iterator[Session]:
    """A session that holds the invented pair and what was found."""
    made = Session()
    made.reset(Project(comparison.stories, found=comparison))
    yield made
    made.close()


@pytest.fixture
def window(session: Session, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """The window on that session, shown."""
    made = MainWindow(session, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made, before_close_func=lambda _made: session.undo_stack.setClean())
    made.resize(1600, 1000)
    with qtbot.waitExposed(made):
        made.show()
    settle(qtbot)
    return made


def settle(qtbot: QtBot) -> None:
    """Let what waits for a free moment happen."""
    qtbot.wait(30)
