"""Many pairs compared: one report each, an index and a summary. A pair that fails does not stop the others, and a
second run does only what changed.

Work goes through joblib to this machine's processes, or to a Dask cluster (``comparer[cluster]``). Either way it is the
same work, and this process writes each report once.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from dataclasses import astuple
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from comparer import __version__
from comparer.compare import generator
from comparer.errors import ComparerError, LoadError, WriteError
from comparer.loading.limits import MAX_PACKED_BYTES
from comparer.reports.batch_index import write_index
from comparer.reports.batch_journal import Journal
from comparer.reports.batch_pairs import Pair, read_pairs
from comparer.reports.batch_work import Outcome, Task, do
from comparer.reports.kinds import Kind, kind_of
from comparer.reports.options import ReportOptions
from comparer.safe_write import write_bytes

IN_FLIGHT = 4
"""Tasks for each worker that are handed out ahead: enough to keep it busy, few enough for memory not to grow."""
RETRIES = 3
"""How often a cluster tries a pair again whose worker was lost."""
DIED = "The process that compared it died, twice: it may need more memory than there is."


def run_batch(
    pairs: Path,
    output: Path,
    kind: str = "html",
    *,
    jobs: int | None = None,
    dask: str | None = None,
    fresh: bool = False,
    options: ReportOptions | None = None,
) -> int:
    """Compare the pairs into a folder; how many failed.

    ``jobs``: processes, the number of cores unless given; with one, the work is done in this process. ``dask``: the
    address of a scheduler. ``fresh``: do all again. Progress and failures go to standard error.

    Raises ComparerError for pairs, a folder, a kind or a scheduler that cannot be used.
    """
    chosen = kind_of(kind)
    _make(output)
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    run = _Run(output, chosen, options or ReportOptions(), fresh, console)
    count = sum(1 for _ in read_pairs(pairs))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
               TextColumn("left"), TimeRemainingColumn())  # fmt: skip
    bar = Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty())
    with Journal(output) as journal, bar:
        run.journal, run.progress = journal, bar
        run.bar = bar.add_task("Comparing", total=count)
        waiting = run.waiting(pairs)
        for outcome in _on_dask(waiting, dask) if dask else _here(waiting, jobs):
            run.done(outcome)

        def records() -> Iterator[dict[str, Any]]:
            for pair in read_pairs(pairs):
                found = None if pair.trouble else journal.get(pair.id)
                yield found or run.record(Outcome(pair.id, "", error=_sentence(pair.trouble)))

        write_index(output, records, chosen.name, run.options.template)
        return sum(1 for record in records() if record["error"])


def _make(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{output} cannot be made ({error.strerror}): choose another folder.") from error


def _sentence(trouble: str) -> str:
    return f"{trouble[:1].upper()}{trouble[1:]}." if trouble else "It was not compared: run the batch again."


class _Run:
    journal: Journal
    progress: Progress
    bar: Any

    def __init__(self, output: Path, kind: Kind, options: ReportOptions, fresh: bool, console: Console) -> None:
        self.output = output
        self.kind = kind
        self.options = options
        self.fresh = fresh
        self.console = console
        made_by = astuple(generator())
        chosen = {name: getattr(options, name) for name in options.__dataclass_fields__ if name != "ids"}
        self._made_from = repr((__version__, made_by, kind.name, sorted(options.ids), sorted(chosen.items())))

    def waiting(self, pairs: Path) -> Iterator[Task]:
        """The pairs that are still to be done; what cannot even be read is noted as failed on the way."""
        for pair in read_pairs(pairs):
            if pair.trouble:
                self._failed(pair.id, _sentence(pair.trouble))
                self.progress.advance(self.bar)
                continue
            try:
                task = self._task(pair)
            except LoadError as error:
                self.done(Outcome(pair.id, "", error=str(error)))
                continue
            if not self.fresh and self._is_done(task):
                self.progress.advance(self.bar)
                if reason := (self.journal.get(task.id) or {}).get("error"):
                    self._failed(task.id, reason)
                continue
            yield task

    def _task(self, pair: Pair) -> Task:
        stories = tuple((str(path), _bytes(path)) for path in pair.files)
        digest = hashlib.sha256(self._made_from.encode("utf-8", "backslashreplace"))
        for path, data in stories:
            digest.update(hashlib.sha256(data).digest() + path.encode("utf-8", "surrogateescape"))
        return Task(pair.id, stories, self.kind.name, self.options, digest.hexdigest())

    def _is_done(self, task: Task) -> bool:
        known = self.journal.get(task.id)
        return (
            known is not None
            and known["key"] == task.key
            and not known["again"]
            and (bool(known["error"]) or (self.output / known["report"]).is_file())
        )

    def done(self, outcome: Outcome) -> None:
        """Write what came back, and note it."""
        path = self.output / self._name(outcome.id)
        if outcome.error:
            path.unlink(missing_ok=True)
            self._failed(outcome.id, outcome.error)
        else:
            write_bytes(path, outcome.report)
        self.journal.add(self.record(outcome))
        self.progress.advance(self.bar)

    def record(self, outcome: Outcome) -> dict[str, Any]:
        """What the journal and the index say of a pair."""
        report = "" if outcome.error else self._name(outcome.id)
        return {
            "id": outcome.id,
            "report": report,
            "error": outcome.error,
            "key": outcome.key,
            "again": outcome.again,
            "counts": outcome.counts,
        }

    def _name(self, pair: str) -> str:
        return pair + self.kind.suffixes[0]

    def _failed(self, pair: str, reason: str) -> None:
        self.console.print(f"comparer: {pair}: {reason}", markup=False, emoji=False)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_PACKED_BYTES + 1)
    except OSError as error:
        raise LoadError(
            f"{path} cannot be read ({error.strerror}): check the name and that you may open it."
        ) from error


def _here(tasks: Iterator[Task], jobs: int | None) -> Iterator[Outcome]:
    """The outcomes as they come, from this machine's processes.

    A process that dies takes what all of them were at with it. Those pairs are tried once more, each in a process of
    its own: the one that is at fault kills that too, and has failed.
    """
    count = jobs if jobs and jobs > 0 else os.cpu_count() or 1
    first = next(tasks, None)
    if first is None:
        return
    tasks = chain([first], tasks)
    if count == 1:
        yield from map(do, tasks)
        return
    from joblib import Parallel, delayed, parallel_config
    from joblib.externals.loky.process_executor import BrokenProcessPool

    given: dict[str, Task] = {}

    def handed_out() -> Iterator[Any]:
        for task in tasks:
            given[task.id] = task
            yield delayed(do)(task)

    while True:
        try:
            with parallel_config(backend="loky", inner_max_num_threads=1):
                parallel = Parallel(
                    n_jobs=count, return_as="generator_unordered", batch_size=1, pre_dispatch=IN_FLIGHT * count
                )
                for outcome in parallel(handed_out()):
                    given.pop(outcome.id, None)
                    yield outcome
            return
        except BrokenProcessPool:
            lost = list(given.values())
            given.clear()
            yield from Parallel(n_jobs=count, backend="threading", return_as="generator_unordered")(
                delayed(_alone)(task) for task in lost
            )


def _alone(task: Task) -> Outcome:
    """The outcome of a pair in a process of its own, which it may kill."""
    from joblib.externals.loky import ProcessPoolExecutor
    from joblib.externals.loky.process_executor import BrokenProcessPool

    with ProcessPoolExecutor(1, env={"OMP_NUM_THREADS": "1"}) as process:
        try:
            outcome: Outcome = process.submit(do, task).result()
        except BrokenProcessPool:
            return Outcome(task.id, task.key, error=DIED, again=True)
        return outcome


def _on_dask(tasks: Iterator[Task], address: str) -> Iterator[Outcome]:
    """The outcomes as they come, from a Dask cluster. The scheduler hands the work of a lost worker to another."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise ComparerError("--dask needs the cluster extra: pip install 'comparer[cluster]'.") from None
    try:
        client = distributed.Client(address, timeout="20s", set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ComparerError(
            f"No Dask scheduler answers at {address} ({error}): start it, or mend the address."
        ) from error
    with client:
        running = distributed.as_completed(loop=client.loop)
        names: dict[str, Task] = {}

        def hand_out() -> bool:
            task = next(tasks, None)
            if task is None:
                return False
            future = client.submit(do, task, key=f"comparer-{task.key}-{task.id}", retries=RETRIES, pure=False)
            names[str(future.key)] = task
            running.add(future)
            return True

        cores = sum(client.ncores().values()) or 1
        for _ in range(IN_FLIGHT * cores):
            if not hand_out():
                break
        for future in running:
            task = names.pop(str(future.key))
            trouble = future.exception()
            if trouble is None:
                yield future.result()
            else:
                yield Outcome(task.id, task.key, error=f"Its worker was lost again and again ({trouble}).", again=True)
            future.release()
            hand_out()
