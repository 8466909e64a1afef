"""What holds for every test: no screen is needed, no folder of the user's is touched, nothing is left running."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ROOT

_HOME = Path(tempfile.mkdtemp(prefix="comparer-tests-"))
_OWNER = os.getpid()
SECONDS_TO_END = 10

# Before anything imports Qt or looks up a folder of the user's.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("OMP_NUM_THREADS", "1")
for _variable, _folder in {
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
}.items():
    os.environ[_variable] = str(_HOME / _folder)


@atexit.register
def _tidy_up() -> None:
    if os.getpid() == _OWNER:
        shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _one_application(qapp: object) -> None:
    """The window's kind of application from the start: the PDF writer is content with it, not the other way round."""


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Recovery files and recent projects go to a folder of the test's own."""
    monkeypatch.setenv("COMPARER_STATE", str(tmp_path / "state"))


@pytest.fixture(autouse=True)
def _nothing_left_running() -> Iterator[None]:
    """Fails a test that leaves a window on screen, work in Qt's pool, or a thread that would keep Python alive."""
    before = set(threading.enumerate())
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        from PySide6.QtCore import QThreadPool

        assert QThreadPool.globalInstance().waitForDone(SECONDS_TO_END * 1000), "work goes on in Qt's thread pool"
    for thread in set(threading.enumerate()) - before:
        if not thread.daemon:
            thread.join(SECONDS_TO_END)
            assert not thread.is_alive(), f"still running: {thread.name}"


@pytest.fixture(scope="session")
def examples() -> Path:
    """The example stories that ship with the tool."""
    return ROOT / "examples"
