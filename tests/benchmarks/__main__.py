"""Measure everything in one run and print the ratios that count: ``python -m tests.benchmarks [--json FILE]``.

Seconds depend on the machine; ratios to the floor (the same models, the same texts, nothing else) hardly do, as long as
nothing else runs. Each figure is a median, and what is compared takes turns. Parts, for ``--only``: start, findings,
growth, batch. Meld is measured where it, xdotool and a screen (or Xvfb) are installed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests import ROOT
from tests.benchmarks.stories import FILES, written

PARTS = ("start", "findings", "growth", "batch")
Row = dict[str, Any]
"""What was measured, its seconds (or figure), what it stands beside, their ratio, and the ratio to reach."""


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, write; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--quick", action="store_true", help="fewer runs, shorter texts: a first idea")
    chosen = parser.parse_args(arguments)
    runs, words, pairs = (3, 6_000, 16) if chosen.quick else (7, 50_000, 100)
    parts: dict[str, Callable[[], list[Row]]] = {
        "start": lambda: start(runs),
        "findings": lambda: findings(runs),
        "growth": lambda: growth(words),
        "batch": lambda: batch(pairs),
    }
    rows = [row for part in PARTS if part in chosen.only for row in parts[part]()]
    table = Table("what", "seconds", "beside", "ratio", "reach")
    for row in rows:
        table.add_row(*(_written(row.get(name)) for name in ("what", "seconds", "beside", "ratio", "reach")))
    Console().print(table)
    if chosen.json:
        chosen.json.write_text(json.dumps({"cores": _cores(), "rows": rows}, indent=1) + "\n", encoding="utf-8")
    return 0


def _written(value: Any) -> str:
    return f"{value:.3f}" if isinstance(value, float) else "" if value is None else str(value)


def _row(what: str, seconds: float | None, beside: str = "", other: float | None = None, reach: str = "") -> Row:
    ratio = seconds / other if seconds is not None and other else None
    return {"what": what, "seconds": seconds, "beside": beside, "ratio": ratio, "reach": reach}


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _environment(**more: str) -> dict[str, str]:
    return os.environ | {"QT_QPA_PLATFORM": "offscreen", "COMPARER_CACHE": "off"} | more


def in_turns(runs: int, **work: Callable[[], float]) -> dict[str, float]:
    """Median seconds of each, measured one after the other, again and again. A first run of each warms the disk."""
    taken: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(runs + 1):
        for name, measure in work.items():
            taken[name].append(measure())
    return {name: statistics.median(seconds[1:]) for name, seconds in taken.items()}


def until_ready(name: str, **environment: str) -> Callable[[], float]:
    """Measures the seconds from the start of a process to its saying that it is ready."""
    command = [sys.executable, "-m", "tests.benchmarks.probes", name]
    everything = _environment(**environment)

    def measure() -> float:
        begun = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=everything) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if line.strip() == "ready":
                    return time.perf_counter() - begun
        raise RuntimeError(f"{name} ended before it was ready")

    return measure


def until_done(*arguments: str) -> Callable[[], float]:
    """Measures the seconds that Python takes over its arguments."""

    def measure() -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, cwd=ROOT)
        return time.perf_counter() - begun

    return measure


def answer(name: str, *arguments: int, **environment: str) -> dict[str, float]:
    """What a probe found."""
    command = [sys.executable, "-m", "tests.benchmarks.probes", name, *map(str, arguments)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, env=_environment(**environment)
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def start(runs: int) -> list[Row]:
    """From nothing to stories on screen, and the command that loads nothing."""
    with tempfile.TemporaryDirectory() as state:
        found = in_turns(
            runs,
            bare=until_ready("bare_window"),
            window=until_ready("window", COMPARER_STATE=state),
            first=until_ready("window_first_findings", COMPARER_STATE=state),
            python=until_done("-c", "pass"),
            shown=until_done("-m", "comparer", "--help"),
        )
        rows = [
            _row("stories on screen", found["window"], "bare PySide6 window", found["bare"], "1.6"),
            _row("first findings on screen", found["first"], "bare PySide6 window", found["bare"]),
            _row("comparer --help over bare Python", found["shown"] - found["python"], reach="0.15 s"),
        ]
        if not (shutil.which("meld") and shutil.which("xdotool")):
            return [*rows, {"what": "stories on screen", "beside": "Meld", "reach": "not installed here"}]
        with _display() as display:
            screen = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "COMPARER_STATE": state}
            both = in_turns(runs, window=until_ready("window", **screen), meld=lambda: _meld(display))
    return [*rows, _row("stories on screen, X11", both["window"], "Meld, X11", both["meld"], "1")]


@contextmanager
def _display() -> Iterator[str]:
    """The X display there is, or one of Xvfb's for as long as it is wanted."""
    if os.environ.get("DISPLAY"):
        yield os.environ["DISPLAY"]
        return
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1920x1200x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            yield ":" + server.stdout.readline().strip()
        finally:
            server.terminate()


def _meld(display: str) -> float:
    """Seconds until Meld's window with the two stories is on screen."""
    environment = os.environ | {"DISPLAY": display}
    begun = time.perf_counter()
    with subprocess.Popen(["meld", *map(str, FILES)], env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "meld"]
            subprocess.run(search, check=True, capture_output=True, timeout=60, env=environment)
            return time.perf_counter() - begun
        finally:
            process.kill()


def findings(runs: int) -> list[Row]:
    """From nothing, and with everything loaded, to all findings; the first look; an edit."""
    with tempfile.TemporaryDirectory() as kept:
        cold = in_turns(
            runs,
            floor=until_ready("floor_cold"),
            findings=until_ready("findings_cold"),
            again=until_ready("findings_cold", COMPARER_CACHE=kept),
            first=until_ready("first_look_cold"),
        )
    warm = answer("warm", runs)
    floor, compared = warm["floor"], warm["comparison"]
    return [
        _row("all findings, cold", cold["findings"], "floor, cold", cold["floor"], "1.25"),
        _row("all findings, cold, stories read before", cold["again"], "floor, cold", cold["floor"]),
        _row("first look, cold", cold["first"], "floor, cold", cold["floor"], "0.3"),
        _row("all findings, warm, 600 words", compared, "floor, warm", floor, "1.2"),
        _row("first look, warm", warm["first look"], "floor, warm", floor, "0.3"),
        _row("after an edit, 600 words", warm["edit"], "comparison afresh", compared, "0.1"),
    ]


def growth(words: int) -> list[Row]:
    """Two stories of 1, 2, 4 … times the length."""
    rows = []
    for length in [n for n in (780 * 2**k for k in range(16)) if n < words] + [words]:
        found = answer("growth", length)
        row = _row(f"matching, 2 x {length:,} words", found["rest"], "models", found["models"], "0.25")
        rows.append(row | {"models": found["models"], "peak MB": found["peak"]})
        rows.append({"what": "  peak memory", "seconds": f"{found['peak']:,.0f} MB", "reach": "1,500 MB"})
    return rows


def batch(pairs: int) -> list[Row]:
    """Pairs a second on one core and on all, the start of the processes included."""
    floor = answer("floor_batch", pairs, OMP_NUM_THREADS="1")["pairs a second"]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        table = written(Path(folder), pairs)
        for jobs in sorted({1, _cores()}):
            command = [sys.executable, "-m", "comparer", "batch", str(table), "-o", f"{folder}/out{jobs}"]
            begun = time.perf_counter()
            subprocess.run(
                [*command, "-f", "json", "-j", str(jobs)],
                check=True,
                capture_output=True,
                cwd=ROOT,
                env=_environment(OMP_NUM_THREADS="1"),
            )
            rate = pairs / (time.perf_counter() - begun)
            row = _row(f"batch, {pairs} pairs, {jobs} cores", None, f"{jobs} x floor", reach="0.85")
            rows.append(row | {"seconds": f"{rate:.2f} pairs/s", "ratio": rate / (jobs * floor)})
    return rows


if __name__ == "__main__":
    raise SystemExit(main())
