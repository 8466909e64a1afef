"""Work in the background: the newest wins, the older one is asked to stop, failures are handed on."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from comparer.errors import ComparerError
from comparer.window.background import Newest, Progress, Queue


@pytest.fixture
def newest(qtbot: QtBot) -> Iterator[Newest]:
    newest = Newest()
    yield newest
    newest.close()


def test_only_the_newest_is_handed_on(newest: Newest, qtbot: QtBot) -> None:
    started, go = threading.Event(), threading.Event()
    answers: list[object] = []
    stopped: list[bool] = []
    newest.done.connect(answers.append)

    def slow(progress: Progress) -> str:
        started.set()
        go.wait(5)
        try:
            progress("Reading", 1, 2)
        except BaseException:
            stopped.append(True)
            raise
        return "old"

    newest.start(slow)
    started.wait(5)
    newest.start(lambda _progress: "new")
    go.set()
    qtbot.waitUntil(lambda: not newest.busy)
    assert answers == ["new"]
    assert stopped == [True]


def test_what_is_cancelled_is_not_handed_on(newest: Newest, qtbot: QtBot) -> None:
    go = threading.Event()
    answers: list[object] = []
    newest.done.connect(answers.append)
    newest.start(lambda _progress: go.wait(5))
    newest.cancel()
    assert not newest.busy
    go.set()
    newest.close()
    qtbot.wait(50)
    assert answers == []


def test_progress_and_failure_come_back(newest: Newest, qtbot: QtBot) -> None:
    told: list[tuple[str, int, int]] = []
    newest.progress.connect(lambda *said: told.append(said))

    def fails(progress: Progress) -> None:
        progress("Reading quotes", 3, 5)
        raise ComparerError("The model is missing.")

    with qtbot.waitSignal(newest.failed) as failed:
        newest.start(fails)
    assert str(failed.args[0]) == "The model is missing."
    assert told == [("Reading quotes", 3, 5)]


def test_a_queue_keeps_the_order(qtbot: QtBot) -> None:
    queue = Queue()
    answers: list[int] = []
    for number in range(5):
        queue.start(lambda number=number: number, answers.append)
    qtbot.waitUntil(lambda: not queue.busy)
    assert answers == [0, 1, 2, 3, 4]
    queue.close()
