"""Render the window's main states to pictures, in both themes, for people to look at.

    python -m tests.render_window FOLDER [STORY STORY [STORY]]

Without stories it takes the first example. Runs without a display.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from comparer.comparison import Status
from comparer.window.app import application
from comparer.window.main_window import MainWindow
from comparer.window.session import Session
from comparer.window.start_panel import example_pairs
from comparer.window.theme import themes

PATIENCE = 300
"""Seconds to wait for findings."""


def main(arguments: list[str]) -> int:
    """Render everything; the exit status."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    stories = [Path(a) for a in arguments[1:]] or example_pairs()[0][1]
    with tempfile.TemporaryDirectory() as kept:
        os.environ["COMPARER_STATE"] = kept
        app = application()
        settings = QSettings(str(Path(kept) / "window.ini"), QSettings.Format.IniFormat)
        session = Session()
        window = MainWindow(session, settings)
        window.resize(1600, 1000)
        window.show()
        camera = Camera(app, window, folder)
        camera.both_themes("start")
        session.open_paths(stories)
        camera.wait(lambda: len(session.stories) == len(stories))
        camera.both_themes("reading")
        camera.wait(lambda: session.comparison is not None and not session.busy)
        camera.both_themes("found")
        show_states(camera, window)
        session.undo_stack.setClean()
        window.close()
    return 0


class Camera:
    """Takes pictures of a window once it has settled."""

    def __init__(self, app: QApplication, window: QWidget, folder: Path) -> None:
        self._app = app
        self._window = window
        self._folder = folder

    def wait(self, done: Callable[[], bool]) -> None:
        """Until it is done. Raises TimeoutError."""
        until = time.monotonic() + PATIENCE
        while not done():
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
            if time.monotonic() > until:
                raise TimeoutError("the stories were not compared in time")

    def take(self, name: str) -> None:
        """One picture, in the theme in force."""
        for _k in range(20):
            self._app.processEvents()
        self._window.grab().save(str(self._folder / f"{name}.png"))

    def both_themes(self, name: str) -> None:
        """The same state in both themes."""
        for scheme in ("dark", "light"):
            themes().choose(scheme)
            self.take(f"{name}_{scheme}")


def show_states(camera: Camera, window: MainWindow) -> None:
    """Walk through what the window can show, and take a picture of each."""
    session, table = window.session, window.table
    session.next()
    camera.both_themes("selected")
    facts = session.visible_facts()
    quote = next((f for f in facts if f.kind == "quote" and f.status is Status.SHARED), None)
    if quote is not None:
        session.select(quote.id)
        window.spread.level()
        camera.both_themes("quote")
    for name in ("hide_shared", "reading", "view_both", "view_matrix"):
        table[name].trigger()
        camera.take(name)
        table["view_stories" if name.startswith("view") else name].trigger()
    themes().choose("light", "high")
    camera.take("high_contrast")
    themes().choose("light", "normal")
    for size in ((1280, 720), (1100, 700)):
        window.resize(*size)
        camera.take(f"small_{size[0]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
