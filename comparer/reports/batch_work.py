"""One pair of a batch, wherever it is done: in this process, in another, or on another machine.

The stories come as bytes and the report goes back as bytes, so that a worker needs no folder of its own; whoever sent
the work writes the report, once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from comparer.comparison import Comparison
from comparer.errors import ComparerError
from comparer.reports.options import ReportOptions


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is given. ``stories`` are (path as given, bytes)."""

    id: str
    stories: tuple[tuple[str, bytes], ...]
    kind: str
    options: ReportOptions
    key: str
    """Changes with whatever would change the report."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a pair. ``report`` is empty where it failed, and ``error`` says why."""

    id: str
    key: str
    report: bytes = b""
    error: str = ""
    again: bool = False
    """Whether another run should try again although nothing changed: the fault may not have been the pair's."""
    counts: dict[str, Any] = field(default_factory=dict)


def do(task: Task) -> Outcome:
    """Load, compare and report. Never raises for a pair that fails: the others must go on."""
    from comparer.compare import compare
    from comparer.reports import as_utf8, render

    try:
        stories = [_load(path, data) for path, data in task.stories]
        comparison = compare(stories)
        made = render(comparison, task.kind, task.options)
    except ComparerError as error:
        return Outcome(task.id, task.key, error=str(error))
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        return Outcome(
            task.id, task.key, error=f"It could not be compared ({reason}): please report this as a fault.", again=True
        )
    return Outcome(task.id, task.key, made if isinstance(made, bytes) else as_utf8(made), counts=counts(comparison))


def _load(path: str, data: bytes) -> Any:
    from dataclasses import replace
    from pathlib import Path

    from comparer.loading import load_bytes

    return replace(load_bytes(data, Path(path).name)[0], file=path)


def counts(comparison: Comparison) -> dict[str, Any]:
    """How many findings of each sort; ``only`` by story."""
    from comparer.desk.findings import GroupKind, Order

    only = [0] * len(comparison.stories)
    found = dict.fromkeys(GroupKind, 0)
    for group in Order(comparison).groups:
        found[group.kind] += len(group.facts)
        if group.story is not None:
            only[group.story] += len(group.facts)
    return {
        "sources": [story.name for story in comparison.stories],
        "conflicts": found[GroupKind.CONFLICT],
        "only": only,
        "altered_quotes": found[GroupKind.ALTERED],
        "shared_quotes": found[GroupKind.QUOTES],
        "shared": found[GroupKind.SHARED] + found[GroupKind.SOME],
    }
