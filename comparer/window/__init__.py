"""The window: the only room that imports Qt."""

from __future__ import annotations

import ctypes
import sys


def _keep_singletons_alive() -> None:
    """Make None, True and False as good as immortal, as they are from Python 3.12 on.

    PySide6 6.12's wheels return them without taking a reference, which on Python 3.11 ends the process with a fatal
    error after some thousand calls. A reserve of references, larger than any session uses up, is what 3.12 has too.
    """
    for singleton in (None, True, False, NotImplemented):
        ctypes.c_ssize_t.from_address(id(singleton)).value += 1 << 40


if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    _keep_singletons_alive()
