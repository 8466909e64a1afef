"""How long the window's thread is ever blocked, for each thing a person does with two very long stories:
``python -m tests.benchmarks.watchdog [--words N] [A B]`` prints the longest stretch of each, in milliseconds.

A timer of a few milliseconds ticks in the window's thread; the longest time between two ticks is the longest time that
no key or click would have been heard. Beside it stands the most work that the thread itself did between two ticks: on a
machine that does nothing else both are alike, on a busy one the second is what the first would be.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

import comparer.window  # noqa: F401 - before anything of Qt is called

TICK = 5
"""Milliseconds between two ticks."""
REACH = 100
"""Milliseconds that nothing may block for."""
QUIET = 0.6
"""Seconds that nothing must go on for an action to count as over."""
LONGEST = 1800
"""Seconds after which an action is given up."""

Row = tuple[str, float, float]
"""An action, its longest block, and the most work the thread did in one, in milliseconds."""


class Watchdog:
    """Ticks in the thread that makes it, whose event loop has to run."""

    def __init__(self, *, blame: bool = False) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._stacks: list[tuple[float, str]] = []
        self._last = self._worked = self._longest = self._most = 0.0
        self.begin()
        self._timer = QTimer(interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._watched = threading.get_ident()
        self._over = threading.Event()
        if blame:
            threading.Thread(target=self._look, daemon=True).start()

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self._longest = max(self._longest, now - self._last - TICK / 1000)
        self._most = max(self._most, worked - self._worked)
        self._last, self._worked = now, worked

    def _look(self) -> None:
        """Note where the watched thread is while it has not ticked for long."""
        while not self._over.wait(TICK / 1000):
            late = time.perf_counter() - self._last
            if late > REACH / 2000 and (frame := sys._current_frames().get(self._watched)) is not None:
                frames = traceback.extract_stack(frame, limit=7)
                stack = " < ".join(f"{f.name}:{f.lineno}" for f in reversed(frames))
                self._stacks.append((late, stack))

    def begin(self) -> None:
        """Forget what was."""
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._longest = self._most = 0.0
        self._stacks.clear()

    @property
    def longest(self) -> float:
        """The longest block since ``begin``, in milliseconds."""
        return self._longest * 1000

    @property
    def most(self) -> float:
        """The most work of the thread between two ticks since ``begin``, in milliseconds."""
        return self._most * 1000

    @property
    def stacks(self) -> list[str]:
        """Where the thread was found in blocks, most often first."""
        found = [stack for _late, stack in self._stacks]
        return [f"{found.count(stack):4} {stack}" for stack in sorted(set(found), key=lambda s: -found.count(s))]

    def close(self) -> None:
        """Tick no more."""
        self._over.set()
        self._timer.stop()


def run_until(over: Callable[[], bool]) -> None:
    """Let the event loop run until this has been so for a moment. Raises TimeoutError when it does not come."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    begun = since = time.perf_counter()

    def look() -> None:
        nonlocal since
        now = time.perf_counter()
        if not over():
            since = now
        if now - since > QUIET or now - begun > LONGEST:
            loop.quit()

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    timer.stop()
    if not over():
        raise TimeoutError("the window is still at work")


@contextmanager
def long_files(words: int) -> Iterator[list[Path]]:
    """Two files of so many words each, joined from annotated pairs."""
    from tests.benchmarks.stories import joined

    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{name}.txt" for name in ("first", "second")]
        for path, story in zip(paths, joined(words), strict=True):
            paragraphs = [story.text[p.start : p.end] for p in story.paragraphs]
            path.write_text("\n\n".join(paragraphs), encoding="utf-8")
        yield paths


def longest_blocks(paths: Sequence[Path], *, blame: bool = False, wait: bool = True) -> Iterator[Row]:
    """Do everything a person does with these two stories in a window of its own, and say how long each blocked it.
    Without ``wait`` the findings of the first look are enough."""
    from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
    from PySide6.QtGui import QTextCursor, QWheelEvent
    from PySide6.QtWidgets import QApplication

    from comparer.compare import is_first_look
    from comparer.desk.findings import Filter
    from comparer.desk.verdicts import Verdict
    from comparer.window.app import SWITCH, application
    from comparer.window.collecting import Collecting
    from comparer.window.main_window import MainWindow
    from comparer.window.session import Session

    application()
    sys.setswitchinterval(SWITCH)
    collecting = Collecting()
    folder = tempfile.TemporaryDirectory()
    settings = QSettings(f"{folder.name}/window.ini", QSettings.Format.IniFormat)
    session = Session()
    window = MainWindow(session, settings)
    window.resize(1600, 1000)
    window.show()
    left, right = (pane.view for pane in window.spread.panes)
    watchdog = Watchdog(blame=blame)

    def settled() -> bool:
        return left.filled and right.filled and not window.spread.busy and not session.keeper.busy

    def done() -> bool:
        return settled() and not (wait and session.busy)

    def measured(what: str, does: Callable[[], object], over: Callable[[], bool] = done) -> Row:
        watchdog.begin()
        does()
        run_until(over)
        row = what, watchdog.longest, watchdog.most
        for stack in watchdog.stacks[:6] if max(row[1:]) > REACH else []:
            print(f"  {what} {row[1]:.0f} ms: {stack}", file=sys.stderr)
        return row

    def wheel() -> None:
        for _ in range(25):
            at = QPointF(200, 300)
            turn = QWheelEvent(
                at,
                left.viewport().mapToGlobal(at),
                QPoint(),
                QPoint(0, -240),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.postEvent(left.viewport(), turn)

    def edit() -> None:
        window.spread.set_editing(0, True)
        cursor = left.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfWord)
        left.setTextCursor(cursor)
        left.textCursor().insertText(" indeed")

    def jump() -> None:
        bar = left.verticalScrollBar()
        bar.setValue(bar.maximum() // 2)

    def several(deed: Callable[[], object], times: int) -> Callable[[], object]:
        """One after the other, each an event of its own."""
        from PySide6.QtCore import QTimer

        def begin() -> None:
            for k in range(times):
                QTimer.singleShot(60 * k, deed)

        return begin

    def decide() -> None:
        session.decide(session.selected, Verdict.OMISSION)

    table = window.table
    run_until(lambda: window.isVisible())
    yield measured("opening both stories", lambda: session.open_paths(paths), lambda: settled() and _two(session))
    yield measured("first findings", lambda: None, lambda: settled() and session.comparison is not None)
    if wait:
        yield measured("scrolling while it compares", wheel, settled)
        yield measured("selecting while it compares", several(session.next, 5), settled)
        yield measured("all findings", lambda: None, lambda: done() and not is_first_look(session.project.found))
    yield measured("scrolling", wheel)
    yield measured("a jump into the middle", jump)
    yield measured("selecting", several(session.next, 10))
    yield measured("hovering", lambda: session.hover(session.visible_facts()[40].id))
    yield measured("a verdict", decide)
    yield measured("undo of a verdict", session.undo_stack.undo)
    yield measured("filter by kind", lambda: session.set_filter(Filter(kinds=frozenset({"number"}))))
    yield measured("filter cleared", lambda: session.set_filter(Filter()))
    yield measured("filter by words", lambda: session.set_filter(Filter(text="minister")))
    yield measured("filter cleared", lambda: session.set_filter(Filter()))
    yield measured("find in both stories", lambda: window.find_field.setText("minister"))
    yield measured("find cleared", window.find_field.clear)
    yield measured("a narrower window", lambda: window.resize(1300, 900))
    yield measured("a small window", lambda: window.resize(1100, 720))
    yield measured("a wide window", lambda: window.resize(1600, 1000))
    yield measured("dark", table["theme_dark"].trigger)
    yield measured("light", table["theme_light"].trigger)
    yield measured("larger text", table["text_larger"].trigger)
    yield measured("normal text", table["text_normal"].trigger)
    yield measured("hide what is shared", table["hide_shared"].trigger)
    yield measured("show it again", table["hide_shared"].trigger)
    yield measured("reading view", table["reading"].trigger)
    yield measured("both stories again", table["reading"].trigger)
    yield measured("swap", session.swap)
    yield measured("swap back", session.swap)
    yield measured("matrix", table["view_both"].trigger)
    yield measured("stories again", table["view_stories"].trigger)
    yield measured("an edit", edit)
    yield measured("editing ends", lambda: window.spread.set_editing(0, False))
    yield measured("undo of the edit", session.undo_stack.undo)
    yield measured("saving", lambda: session.save(Path(folder.name) / "long.comparer"))
    watchdog.close()
    collecting.stop()
    session.undo_stack.setClean()
    window.close()
    folder.cleanup()


def _two(session: object) -> bool:
    return len(session.stories) == 2  # type: ignore[attr-defined]


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 where something blocks for too long."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.watchdog", description=__doc__)
    parser.add_argument("--words", type=int, default=50_000, help="words of each story")
    parser.add_argument("--first-look", action="store_true", help="do not wait for all findings")
    parser.add_argument("--blame", action="store_true", help="say where the window's thread was in long blocks")
    parser.add_argument("files", nargs="*", type=Path, help="two stories to take instead")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    worst = 0.0
    given = nullcontext(chosen.files) if chosen.files else long_files(chosen.words)
    with tempfile.TemporaryDirectory() as state, given as paths:
        os.environ["COMPARER_STATE"] = state
        words = [len(path.read_text(encoding="utf-8").split()) for path in paths]
        print("longest block in ms, " + " and ".join(f"{count:,} words" for count in words))
        print(f"{'':32}{'blocked':>8}{'work':>6}")
        for what, longest, most in longest_blocks(paths, blame=chosen.blame, wait=not chosen.first_look):
            worst = max(worst, longest)
            print(f"{what:32}{longest:8.0f}{most:6.0f}{'  too long' if longest > REACH else ''}", flush=True)
    return 1 if worst > REACH else 0


if __name__ == "__main__":
    raise SystemExit(main())
