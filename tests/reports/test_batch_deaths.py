"""A batch on this machine's processes, some of which are killed. Comparing itself is stood in for."""

from __future__ import annotations

import csv
import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from joblib.externals.loky import get_reusable_executor

from comparer.reports import batch
from comparer.reports.batch_work import Outcome, Task

COUNTS = {"sources": ["A", "B"], "conflicts": 0, "only": [0, 0], "altered_quotes": 0, "shared_quotes": 0, "shared": 0}


def do_or_die(task: Task) -> Outcome:
    """Stands in for ``do``: a pair called "deadly" kills its process, "unlucky" only the first one."""
    killed = Path(task.stories[0][0]).with_name("killed")
    if task.id == "deadly" or (task.id == "unlucky" and not killed.exists()):
        killed.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome(task.id, task.key, b"done", counts=COUNTS)


@pytest.fixture
def _no_processes_left() -> Iterator[None]:
    yield
    get_reusable_executor().shutdown(wait=True)


@pytest.mark.usefixtures("_no_processes_left")
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize(("bad", "failed"), [("unlucky", 0), ("deadly", 1)])
def test_only_a_pair_that_kills_its_process_twice_fails(
    bad: str, failed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "do", do_or_die)
    monkeypatch.setattr(batch, "IN_FLIGHT", 1)
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("A ferry hit a pier.\n", encoding="utf-8")
    ids = ["p0", bad, *(f"p{k}" for k in range(1, 5))]  # more than are handed out at once
    with (tmp_path / "pairs.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "a", "b"], *([name, "a.txt", "b.txt"] for name in ids)])
    out = tmp_path / "out"
    assert batch.run_batch(tmp_path / "pairs.csv", out, "md", jobs=2) == failed
    index = json.loads((out / "index.json").read_text(encoding="utf-8"))
    assert [pair["id"] for pair in index["pairs"]] == ids
    assert [pair["id"] for pair in index["pairs"] if pair["error"]] == [bad] * failed
    assert len(list(out.glob("*.md"))) == len(ids) - failed
