"""The index of a batch: ``index.json`` for programs, ``index.html`` to read, ``summary.csv`` to sort. Written one pair
at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from comparer import __version__
from comparer.desk.changes import now
from comparer.reports.csv import guarded
from comparer.reports.html import page_style
from comparer.reports.making import letter
from comparer.reports.phrases import Phrases
from comparer.reports.templates import template
from comparer.safe_write import write_chunks

FORMAT = "comparer-batch"
TEMPLATE = "batch.html.j2"
Records = Callable[[], Iterator[dict[str, Any]]]
"""Gives the records of the pairs in their order; asked for more than once."""


def write_index(folder: Path, records: Records, kind: str, own: Path | None = None) -> None:
    """Write the three files. Raises WriteError, and ComparerError for a template that cannot be used."""
    say = Phrases(own)
    write_chunks(folder / "index.json", _json(records, kind))
    widest = max((len(r["counts"].get("only", ())) for r in records() if not r["error"]), default=2)
    write_chunks(folder / "summary.csv", _summary(records, max(2, widest), say))
    write_chunks(folder / "index.html", _page(records, max(2, widest), say, own))


def _json(records: Records, kind: str) -> Iterator[bytes]:
    head = {"format": FORMAT, "version": 1, "generator": {"name": "comparer", "version": __version__}, "kind": kind}
    yield (json.dumps(head, ensure_ascii=False)[:-1] + ', "pairs": [').encode()
    for number, record in enumerate(records()):
        text = ("," if number else "") + "\n" + json.dumps(record, ensure_ascii=False)
        yield text.encode("utf-8", "backslashreplace")
    yield b"\n]}\n"


def _summary(records: Records, stories: int, say: Phrases) -> Iterator[bytes]:
    only = [say("batch.only", letter=letter(k)) for k in range(stories)]
    names = ("batch.altered", "batch.quotes", "batch.shared", "batch.report", "batch.reason")
    head = [say("batch.pair"), say("batch.stories"), say("batch.conflicts"), *only, *(say(n) for n in names)]
    yield b"\xef\xbb\xbf" + _line(head)
    for record in records():
        yield _line(_cells(record, stories))


def _cells(record: dict[str, Any], stories: int) -> list[str | int]:
    counts = record["counts"]
    if record["error"]:
        return [record["id"], "", *[""] * (stories + 5), record["error"]]
    only = [*counts["only"], *[""] * (stories - len(counts["only"]))]
    tail = [counts["altered_quotes"], counts["shared_quotes"], counts["shared"], record["report"], ""]
    return [record["id"], ", ".join(counts["sources"]), counts["conflicts"], *only, *tail]


def _line(cells: Iterable[str | int]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow([guarded(c) if isinstance(c, str) else c for c in cells])
    return out.getvalue().encode("utf-8", "replace")


def _page(records: Records, stories: int, say: Phrases, own: Path | None) -> Iterator[bytes]:
    failed = sum(1 for r in records() if r["error"])
    count = sum(1 for _ in records())
    css, digest = page_style(own)
    chunks = template(TEMPLATE, own).generate(
        say=say,
        records=records(),
        letters=[letter(k) for k in range(stories)],
        href=lambda name: quote(name),
        title=say("batch.title", count=count),
        subtitle=say("batch.subtitle", done=count - failed, failed=failed, time=say.time(now())),
        style=css,
        style_hash=digest,
        version=__version__,
    )
    for chunk in chunks:
        yield chunk.encode("utf-8", "replace")
