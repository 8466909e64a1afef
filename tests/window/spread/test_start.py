"""The window without stories: it invites, remembers, and takes what is pasted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from comparer.desk import recovery
from comparer.desk.project import Project
from comparer.window.main_window import MainWindow
from comparer.window.session import Session
from comparer.window.start_panel import StartPanel, example_pairs, told_when
from tests.window.spread.conftest import settle
from tests.window.spread.pairs import LEFT, RIGHT


@pytest.fixture
def window(app: QApplication, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """A window on nothing."""
    made = MainWindow(Session(), QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made, before_close_func=lambda _made: made.session.undo_stack.setClean())
    made.show()
    settle(qtbot)
    return made


def test_both_panes_ask_for_a_story_and_the_start_stands_beside(window: MainWindow) -> None:
    assert [pane.page() for pane in window.spread.panes] == [pane.empty for pane in window.spread.panes]
    assert window.aside.currentWidget() is window.start


def test_pasting_fills_the_first_pane_then_the_second(window: MainWindow, qtbot: QtBot) -> None:
    QApplication.clipboard().setText(LEFT)
    window.table["paste"].trigger()
    qtbot.waitUntil(lambda: len(window.session.stories) == 1)
    settle(qtbot)
    assert window.spread.panes[0].view.story.text == LEFT
    assert window.spread.panes[1].page() is window.spread.panes[1].empty
    QApplication.clipboard().setText(RIGHT)
    window.table["paste"].trigger()
    qtbot.waitUntil(lambda: len(window.session.stories) == 2)
    settle(qtbot)
    assert window.spread.panes[1].view.story.text == RIGHT
    assert window.aside.currentWidget() is window.findings


def test_pasting_nothing_says_what_to_do(window: MainWindow) -> None:
    QApplication.clipboard().setText("")
    window.table["paste"].trigger()
    assert window.message.isVisible()


def test_recent_projects_and_those_that_moved_are_listed(app: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    there = tmp_path / "there.comparer"
    there.touch()
    panel = StartPanel()
    qtbot.addWidget(panel)
    items = [
        recovery.Recent(str(there), "Harbour", ("Nordwire", "Meridian"), 9, 45, "2025-11-03T20:00:00+00:00"),
        recovery.Recent(str(tmp_path / "gone.comparer"), "Bridge", ("dpa",), 0, 0, "2025-11-03T20:00:00+00:00"),
    ]
    panel.fill((), items)
    wanted: list[str] = []
    panel.project_wanted.connect(wanted.append)
    panel.find_wanted.connect(lambda path: wanted.append(f"find {Path(path).name}"))
    for item in panel.findChildren(object, "start_item"):
        item.clicked.emit()
    assert wanted == [str(there), "find gone.comparer"]


def test_what_a_crash_left_is_offered_first(app: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    panel = StartPanel()
    qtbot.addWidget(panel)
    left = recovery.Recovered(tmp_path / "open-1.json", "", "2025-11-03T20:00:00+00:00", Project(title="Harbour"))
    panel.fill([left], ())
    taken: list[object] = []
    panel.recover_wanted.connect(taken.append)
    buttons = {b.text(): b for b in panel.findChildren(QPushButton)}
    buttons["Open recovered"].click()
    assert taken == [left]


def test_examples_have_titles_and_at_least_two_stories() -> None:
    for title, files in example_pairs():
        assert title
        assert len(files) >= 2


def test_a_moment_is_told_as_a_person_says_it() -> None:
    assert told_when("2020-02-12T10:00:00+00:00") == "12 February"
    assert told_when("whenever") == ""


def test_titles_of_examples_are_shown_whole(app: QApplication, qtbot: QtBot) -> None:
    panel = StartPanel()
    qtbot.addWidget(panel)
    shown = {" ".join(b.text().split()) for b in panel.findChildren(QPushButton)}
    assert {title for title, _files in example_pairs()[:3]} <= shown
