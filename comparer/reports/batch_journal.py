"""What a batch has done so far, one line a pair, written as it happens: a run that was stopped goes on from here.

Where each line stands is kept in a passing file, so that memory does not grow with the number of pairs.
"""

from __future__ import annotations

import contextlib
import json
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from comparer.errors import WriteError
from comparer.reports.batch_ids import Ids

NAME = ".batch.jsonl"


class Journal:
    """The journal of one folder, open for reading and adding, from several threads. The last line of an id counts."""

    def __init__(self, folder: Path) -> None:
        """Raises WriteError where the folder cannot be written to."""
        self._path = folder / NAME
        self._places = Ids()
        self._lock = threading.Lock()
        try:
            self._file: BinaryIO = self._path.open("a+b")
            self._read()
        except OSError as error:
            raise _error(self._path, error) from error

    def _read(self) -> None:
        self._file.seek(0)
        at = 0
        for line in self._file:
            # A run that was stopped may have left a line unfinished.
            with contextlib.suppress(ValueError, KeyError, TypeError):
                self._places.put(str(json.loads(line)["id"]), at)
            at += len(line)
        if at and not line.endswith(b"\n"):
            self._file.write(b"\n")

    def get(self, name: str) -> dict[str, Any] | None:
        """What became of a pair, or None."""
        with self._lock:
            place = self._places.get(name)
            if place is None:
                return None
            self._file.seek(place)
            found: dict[str, Any] = json.loads(self._file.readline())
        return found

    def add(self, record: dict[str, Any]) -> None:
        """Note what became of a pair. Raises WriteError."""
        line = json.dumps(record, separators=(",", ":")).encode() + b"\n"
        try:
            with self._lock:
                self._file.seek(0, 2)
                self._places.put(record["id"], self._file.tell())
                self._file.write(line)
                self._file.flush()
        except OSError as error:
            raise _error(self._path, error) from error

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._places.close()


def _error(path: Path, error: OSError) -> WriteError:
    return WriteError(f"{path} could not be written ({error.strerror}): choose another folder or free some space.")
