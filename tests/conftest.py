"""What every test needs: no window system, no trace in the user's folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OMP_NUM_THREADS", "1")


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Recovery files and recent projects go to a folder of the test's own."""
    monkeypatch.setenv("COMPARER_STATE", str(tmp_path / "state"))
    yield
