"""Work off the window's thread: comparing, and opening files.

A snapshot goes in, a signal comes out on the window's thread. Only the newest comparison counts: an older one is asked
to stop and its findings, should they come all the same, are not handed on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from comparer.comparison import Comparison
from comparer.errors import Cancelled, ComparerError
from comparer.story import Story

Progress = Callable[[str, int, int], None]
Compare = Callable[[Sequence[Story], Progress], Comparison]
"""Compares stories, says how far it is, and lets Cancelled through from that."""

LAST_SECONDS = 5
"""How long the end of the program waits for work that has begun."""

_log = logging.getLogger(__name__)


class _Relay(QObject):
    """Carries a worker's answers to the thread this object lives in."""

    answered = Signal(int, object)
    stopped = Signal(int, object)
    progressed = Signal(int, str, int, int)
    ended = Signal(int)
    """Whatever came of it; the last thing that a task says."""


class _Task(QRunnable):
    def __init__(self, number: int, work: Callable[[Progress], Any], relay: _Relay, current: Callable[[], int]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._number = number
        self._work = work
        self._relay = relay
        self._current = current

    def run(self) -> None:
        try:
            self._progress("", 0, 0)
            answer = self._work(self._progress)
            self._relay.answered.emit(self._number, answer)
        except Cancelled:
            pass
        except Exception as error:  # every failure has to reach the person; none may end the thread in silence
            if not isinstance(error, ComparerError):
                _log.exception("work in the background failed")
            self._relay.stopped.emit(self._number, error)
        finally:
            with suppress(RuntimeError):  # the window did not wait for this: there is nobody to tell
                self._relay.ended.emit(self._number)

    def _progress(self, stage: str, done: int, all_: int) -> None:
        if self._current() != self._number:
            raise Cancelled
        if stage:
            self._relay.progressed.emit(self._number, stage, done, all_)


class _Tasks(QObject):
    """A thread of its own for tasks, one after the other. Keeps each alive until it has ended: Qt runs it, Python owns
    it."""

    def __init__(self, parent: QObject, relay: _Relay) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._alive: dict[int, _Task] = {}
        relay.ended.connect(self._on_ended)

    def start(self, number: int, task: _Task) -> None:
        self._alive[number] = task
        self._pool.start(task)

    def drop_waiting(self) -> None:
        """Those that have not begun never will."""
        for number, task in list(self._alive.items()):
            if self._pool.tryTake(task):
                del self._alive[number]

    def close(self) -> None:
        """Drop what is waiting, and wait for what has begun: at most a few seconds."""
        self.drop_waiting()
        self._pool.waitForDone(LAST_SECONDS * 1000)

    @Slot(int)
    def _on_ended(self, number: int) -> None:
        self._alive.pop(number, None)


class Newest(QObject):
    """Runs one piece of work at a time, of which only the newest counts."""

    done = Signal(object)
    failed = Signal(object)
    """The exception."""
    progress = Signal(str, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest = 0
        self._finished = 0
        self._relay = _Relay(self)
        self._tasks = _Tasks(self, self._relay)
        self._relay.answered.connect(self._on_answered)
        self._relay.stopped.connect(self._on_stopped)
        self._relay.progressed.connect(self._on_progressed)

    @property
    def busy(self) -> bool:
        """Whether the newest work is still going on."""
        return self._newest > self._finished

    def start(self, work: Callable[[Progress], Any]) -> None:
        """Start this work in place of what is going on."""
        self._newest += 1
        self._tasks.drop_waiting()
        self._tasks.start(self._newest, _Task(self._newest, work, self._relay, lambda: self._newest))

    def cancel(self) -> None:
        """Ask what is going on to stop; nothing of it is handed on."""
        self._newest += 1
        self._finished = self._newest
        self._tasks.drop_waiting()

    def close(self) -> None:
        """Cancel, and wait until the thread is free: at most a few seconds."""
        self.cancel()
        self._tasks.close()

    @Slot(int, object)
    def _on_answered(self, number: int, answer: Any) -> None:
        if number == self._newest:
            self._finished = number
            self.done.emit(answer)

    @Slot(int, object)
    def _on_stopped(self, number: int, error: Exception) -> None:
        if number == self._newest:
            self._finished = number
            self.failed.emit(error)

    @Slot(int, str, int, int)
    def _on_progressed(self, number: int, stage: str, done: int, all_: int) -> None:
        if number == self._newest:
            self.progress.emit(stage, done, all_)


class Queue(QObject):
    """Runs every piece of work, one after the other, in the order in which it came (opening files)."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[int, Callable[[Any], None]] = {}
        self._number = 0
        self._relay = _Relay(self)
        self._tasks = _Tasks(self, self._relay)
        self._relay.answered.connect(self._on_answered)
        self._relay.stopped.connect(self._on_stopped)

    @property
    def busy(self) -> bool:
        """Whether work is waiting or going on."""
        return bool(self._waiting)

    def start(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do the work when its turn comes, then hand its answer on, on this object's thread."""
        self._number += 1
        number = self._number
        self._waiting[number] = then
        self._tasks.start(number, _Task(number, lambda _progress: work(), self._relay, lambda: number))

    def close(self) -> None:
        """Drop what is waiting, and wait until the thread is free: at most a few seconds."""
        self._waiting.clear()
        self._tasks.close()

    @Slot(int, object)
    def _on_answered(self, number: int, answer: Any) -> None:
        then = self._waiting.pop(number, None)
        if then is not None:
            then(answer)
            self.done.emit(answer)

    @Slot(int, object)
    def _on_stopped(self, number: int, error: Exception) -> None:
        if self._waiting.pop(number, None) is not None:
            self.failed.emit(error)
