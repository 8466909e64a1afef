"""A batch on a real Dask scheduler with two worker processes on loopback, one of them killed half-way. The comparison
itself is stood in for, so that only the sending of work is tested."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="needs comparer[cluster]")

PAIRS = 16
STAND_IN = """
import time
import comparer.compare
from comparer.comparison import Comparison
def compare(stories):
    time.sleep(0.25)
    return Comparison(tuple(stories))
comparer.compare.compare = compare
"""
BATCH = """
import sys
from pathlib import Path
import comparer.compare
exec(open(sys.argv[1]).read())
from comparer.comparison import Generator
comparer.compare.generator = lambda: Generator("comparer", "1", "none")
from comparer.reports import ReportOptions
from comparer.reports.batch import run_batch
options = ReportOptions(at="2024-05-06T07:08:09+00:00")
sys.exit(run_batch(Path(sys.argv[2]), Path(sys.argv[3]), "json", jobs=1, dask=sys.argv[4] or None, options=options))
"""


def started(stack: ExitStack, *arguments: object) -> subprocess.Popen[bytes]:
    """A process of this Python, ended with all that it started when the test ends."""
    command = [sys.executable, *map(str, arguments)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, start_new_session=True, stdout=quiet, stderr=quiet)

    def end() -> None:
        kill(process)
        process.wait()

    stack.callback(end)
    return process


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started at once."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture
def processes() -> Iterator[ExitStack]:
    """Everything started is ended."""
    with ExitStack() as stack:
        yield stack


def waited_for(what: str, test: object, seconds: float = 90) -> None:
    """Wait until the test is true."""
    end = time.monotonic() + seconds
    while not test():  # type: ignore[operator]
        if time.monotonic() > end:
            pytest.fail(f"{what} did not happen")
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by group")
def test_a_lost_worker_costs_nothing(tmp_path: Path, processes: ExitStack) -> None:
    preload = tmp_path / "stand_in.py"
    preload.write_text(STAND_IN, encoding="utf-8")
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"A ferry hit a pier, police said on Monday. {name}\n", encoding="utf-8")
    pairs = tmp_path / "pairs.csv"
    with pairs.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "a", "b"], *([f"p{k:02}", "a.txt", "b.txt"] for k in range(PAIRS))])

    address = tmp_path / "scheduler.json"
    scheduler = ("-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    started(processes, *scheduler, "--scheduler-file", address)
    waited_for("The scheduler's start", address.exists)
    tcp = json.loads(address.read_text(encoding="utf-8"))["address"]
    worker = ("-m", "distributed.cli.dask_worker", tcp, "--nthreads", "1", "--no-dashboard", "--preload", preload)
    workers = [started(processes, *worker, "--local-directory", tmp_path / f"w{k}") for k in (1, 2)]

    out = tmp_path / "out"
    batch = started(processes, "-c", BATCH, preload, pairs, out, tcp)
    waited_for("The first reports", lambda: batch.poll() is not None or len(list(out.glob("p*.json"))) >= 4)
    kill(workers[0])
    assert batch.wait(timeout=120) == 0
    alone = tmp_path / "alone"
    assert started(processes, "-c", BATCH, preload, pairs, alone, "").wait(timeout=120) == 0
    names = sorted(p.name for p in alone.iterdir())
    assert sorted(p.name for p in out.iterdir()) == names
    for name in names:
        if name.startswith("p") or name == "index.json":
            assert (out / name).read_bytes() == (alone / name).read_bytes(), name
