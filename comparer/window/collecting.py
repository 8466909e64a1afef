"""Python's garbage collected by the window's thread alone, a little at a time.

Left to itself, Python collects in whichever thread happens to reach the limit: Qt's objects must not die in a worker,
and a walk through all that two long stories hold would stop the window for longer than a blink.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE = 1000
"""Milliseconds between two looks."""
MANY = 40_000
"""New objects that would take too long to walk through: findings that have just come. They hold no circles."""
OFTEN = 30
"""Looks between two walks through all that is not set aside."""


class Collecting(QObject):
    """Collects until it is stopped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.look)
        gc.disable()
        gc.freeze()
        self._timer.start()

    def look(self) -> None:
        """Collect what is young, or set aside what is too much to walk through."""
        self._looks += 1
        if sum(gc.get_count()[:1]) > MANY:
            gc.freeze()
        else:
            gc.collect(2 if self._looks % OFTEN == 0 else 1)

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
