"""None, True and False made as good as immortal on Python 3.11, as they are from 3.12 on.

PySide6 6.12's wheels return them without taking a reference, which on 3.11 ends the process with a fatal error after
some thousand calls. A reserve of references, larger than any session uses up, is what 3.12 has too. Call ``keep`` in
each module that imports PySide6 first.
"""

from __future__ import annotations

import ctypes
import sys

_kept = False


def keep() -> None:
    """Give the singletons their reserve, once."""
    global _kept
    if not _kept and sys.version_info < (3, 12) and sys.implementation.name == "cpython":
        for singleton in (None, True, False, NotImplemented):
            ctypes.c_ssize_t.from_address(id(singleton)).value += 1 << 40
    _kept = True
