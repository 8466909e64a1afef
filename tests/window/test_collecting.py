"""Qt's objects die in the window's thread, also those that only Python's collector can free."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from comparer.window.collecting import MANY, Collecting


class Circle(QObject):
    """Held by itself alone."""

    def __init__(self, ended: list[int]) -> None:
        super().__init__()
        self.me = self
        self.destroyed.connect(lambda: ended.append(threading.get_ident()))


def test_a_worker_collects_nothing_and_the_window_does(qtbot: QtBot) -> None:
    collecting = Collecting()
    try:
        ended: list[int] = []
        Circle(ended)
        worker = threading.Thread(target=lambda: [[] for _ in range(20_000)])
        worker.start()
        worker.join()
        assert ended == []
        collecting.look()
        assert ended == [threading.get_ident()]
    finally:
        collecting.stop()
    assert gc.isenabled()


def test_what_is_too_much_to_walk_through_is_set_aside(qtbot: QtBot) -> None:
    collecting = Collecting()
    try:
        before = gc.get_freeze_count()
        much = [[] for _ in range(2 * MANY)]  # type: ignore[var-annotated]
        collecting.look()
        assert len(much) == 2 * MANY
        assert gc.get_freeze_count() > before + MANY
    finally:
        collecting.stop()
