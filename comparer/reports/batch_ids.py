"""Ids of pairs and a number for each, in a passing file: memory does not grow with their number."""

from __future__ import annotations

import hashlib
import sqlite3


class Ids:
    """Id -> number. SQLite keeps the file, and removes it with the last reference. For one thread at a time."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._base.executescript("CREATE TABLE id (key BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID; BEGIN")

    def get(self, name: str) -> int | None:
        """The number of an id, or None."""
        row = self._base.execute("SELECT number FROM id WHERE key = ?", (_key(name),)).fetchone()
        return None if row is None else int(row[0])

    def put(self, name: str, number: int) -> None:
        """Give an id its number."""
        self._base.execute("INSERT OR REPLACE INTO id VALUES (?, ?)", (_key(name), number))

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()


def _key(name: str) -> bytes:
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).digest()
