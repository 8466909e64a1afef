"""What was read before, kept on disk: parsed paragraphs and sentence vectors, so that no story is read twice.

One SQLite file in the user's cache folder. An entry's key is the SHA-256 of what it was made of: its kind, the
version of comparer, the fingerprint of the model and the text. Whatever is not exactly what this module wrote is passed
over and read again, so the file may be deleted at any time and is never trusted: entries are JSON and plain arrays,
checked before use, and a file that is another user's, or a link, is not opened. It is kept under ``LARGEST`` bytes by
dropping what was used longest ago. It holds words of the stories: only its owner may read it, and COMPARER_CACHE=off
does without it (another value of that variable is the folder to use).
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np

from comparer import __version__
from comparer.reading.language import Parsed, ParsedToken, fingerprint
from comparer.reading.vectors import MODEL_SHA256, WIDTH, Vectors

SETTING = "COMPARER_CACHE"
LARGEST = 512 * 1024 * 1024
"""Bytes of the entries on disk."""
LARGEST_ENTRY = 4 * 1024 * 1024
IN_MEMORY = 4096
"""Entries of each kind kept in memory between comparisons."""
FORMAT = 1
Value = TypeVar("Value")


def folder() -> Path | None:
    """Where readings are kept, or None where they are not to be."""
    setting = os.environ.get(SETTING, "")
    if setting.lower() in {"off", "no", "0"}:
        return None
    if setting:
        return Path(setting)
    from platformdirs import user_cache_path

    return user_cache_path("comparer", appauthor=False)


class Shelf:
    """The file. Trouble with it (a full disk, a broken file, another user's) is no trouble of the reader's: it then
    holds nothing and keeps nothing. May be used from several threads and processes."""

    def __init__(self, where: Path, largest: int = LARGEST) -> None:
        self._lock = threading.Lock()
        self._largest = largest
        self._file = where / "readings.sqlite"
        self._used: set[bytes] = set()
        self._base: sqlite3.Connection | None = None
        try:
            where.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._base = self._open()
        except (OSError, sqlite3.Error):
            self._start_afresh()

    def _open(self) -> sqlite3.Connection | None:
        if self._file.exists() or self._file.is_symlink():
            facts = self._file.lstat()
            if not self._file.is_file() or self._file.is_symlink():
                return None
            if hasattr(os, "getuid") and (facts.st_uid != os.getuid() or facts.st_mode & 0o022):
                return None
        else:
            os.close(os.open(self._file, os.O_CREAT | os.O_RDWR, 0o600))
        base = sqlite3.connect(self._file, timeout=2.0, check_same_thread=False)
        base.execute("PRAGMA trusted_schema = OFF")
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        base.execute(
            "CREATE TABLE IF NOT EXISTS entry "
            "(key BLOB PRIMARY KEY, used INTEGER, size INTEGER, data BLOB) WITHOUT ROWID"
        )
        base.execute("SELECT key, used, size, data FROM entry LIMIT 1").fetchone()
        return base

    def _start_afresh(self) -> None:
        """A file that is not ours to read is put out of the way, once."""
        self._base = None
        try:
            for name in ("readings.sqlite", "readings.sqlite-wal", "readings.sqlite-shm"):
                self._file.with_name(name).unlink(missing_ok=True)
            self._base = self._open()
        except (OSError, sqlite3.Error):
            self._base = None

    def get(self, key: bytes) -> bytes | None:
        """An entry's bytes as they were put, or None."""
        with self._lock:
            if self._base is None:
                return None
            try:
                row = self._base.execute("SELECT data FROM entry WHERE key = ?", (key,)).fetchone()
            except sqlite3.Error:
                return None
            if row is None or not isinstance(row[0], bytes):
                return None
            self._used.add(key)
            return row[0]

    def put(self, entries: dict[bytes, bytes]) -> None:
        """Keep entries, all or none of them, and drop what was used longest ago where there are too many."""
        with self._lock:
            if self._base is None or not (entries or self._used):
                return
            now = int(time.time())
            try:
                with self._base:
                    self._base.executemany("UPDATE entry SET used = ? WHERE key = ?", [(now, k) for k in self._used])
                    self._base.executemany(
                        "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)",
                        [(k, now, len(v), v) for k, v in entries.items() if len(v) <= LARGEST_ENTRY],
                    )
                    if entries:
                        self._bound()
            except sqlite3.Error:
                pass  # what cannot be kept is read again
            self._used.clear()

    def _bound(self) -> None:
        assert self._base is not None
        total = self._base.execute("SELECT COALESCE(SUM(size), 0) FROM entry").fetchone()[0]
        if total <= self._largest:
            return
        for key, size in self._base.execute("SELECT key, size FROM entry ORDER BY used, key").fetchall():
            self._base.execute("DELETE FROM entry WHERE key = ?", (key,))
            total -= size
            if total <= self._largest * 0.8:
                return

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._base is not None:
                self._base.close()
                self._base = None


class Kept(MutableMapping[str, Value], Generic[Value]):
    """Text -> what was read in it: a dictionary in memory with a shelf behind it."""

    def __init__(
        self,
        shelf: Shelf,
        made_by: Callable[[], str],
        encode: Callable[[Value], bytes],
        decode: Callable[[bytes, str], Value],
    ) -> None:
        self._shelf = shelf
        self._made_by = made_by
        self._encode = encode
        self._decode = decode
        self._memory: OrderedDict[str, Value] = OrderedDict()
        self._new: set[str] = set()

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._made_by()}\x1f{text}".encode("utf-8", "surrogatepass")).digest()

    def _find(self, text: str) -> Value | None:
        if text in self._memory:
            self._memory.move_to_end(text)
            return self._memory[text]
        data = self._shelf.get(self._key(text))
        if data is None:
            return None
        try:
            value = self._decode(data, text)
        except (ValueError, TypeError, KeyError, IndexError, zlib.error):
            return None
        self._memory[text] = value
        return value

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self._find(text) is not None

    def __getitem__(self, text: str) -> Value:
        value = self._find(text)
        if value is None:
            raise KeyError(text)
        return value

    def __setitem__(self, text: str, value: Value) -> None:
        self._memory[text] = value
        self._memory.move_to_end(text)
        self._new.add(text)

    def __delitem__(self, text: str) -> None:
        del self._memory[text]
        self._new.discard(text)

    def __iter__(self) -> Iterator[str]:
        return iter(self._memory)

    def __len__(self) -> int:
        return len(self._memory)

    def settle(self) -> None:
        """Write what is new, and hold no more in memory than is worth it. Call between comparisons."""
        self._shelf.put({self._key(text): self._encode(self._memory[text]) for text in self._new})
        self._new.clear()
        while len(self._memory) > IN_MEMORY:
            self._memory.popitem(last=False)


def encode_parsed(parsed: Parsed) -> bytes:
    """Parsed tokens as compressed JSON, one list a column."""
    columns: list[list[Any]] = [[getattr(t, name) for t in parsed] for name in ParsedToken.__slots__]
    return zlib.compress(json.dumps([FORMAT, *columns], ensure_ascii=False, separators=(",", ":")).encode(), 1)


def decode_parsed(data: bytes, text: str) -> Parsed:
    """The inverse. Raises ValueError, TypeError, KeyError or zlib.error for what is not tokens of this text."""
    version, *columns = json.loads(_inflated(data))
    if version != FORMAT or len(columns) != len(ParsedToken.__slots__):
        raise ValueError("not tokens")
    parsed = tuple(ParsedToken(*row) for row in zip(*columns, strict=True))
    end = 0
    for t in parsed:
        strings = (t.text, t.lemma, t.pos, t.tag, t.dep, t.entity)
        if not all(isinstance(x, str) for x in strings) or not all(type(x) is int for x in (t.start, t.end, t.head)):
            raise ValueError("not a token")
        if not end <= t.start <= t.end <= len(text) or not 0 <= t.head < len(parsed) or len(t.text) != t.end - t.start:
            raise ValueError("not a token of this text")
        end = t.end
    return parsed


def encode_vectors(vectors: Vectors) -> bytes:
    """Offsets and vectors, one after the other, little-endian."""
    count = np.asarray([FORMAT, len(vectors.offsets)], "<i4")
    parts = (count, vectors.offsets.astype("<i4"), vectors.pieces.astype("<f4"), vectors.sentence.astype("<f4"))
    return b"".join(part.tobytes() for part in parts)


def decode_vectors(data: bytes, text: str) -> Vectors:
    """The inverse. Raises ValueError for what is not vectors of this text."""
    version, n = (int(x) for x in np.frombuffer(data, "<i4", 2))
    if version != FORMAT or n < 0 or len(data) != 4 * (2 + 2 * n + WIDTH * (n + 1)):
        raise ValueError("not vectors")
    offsets = np.frombuffer(data, "<i4", 2 * n, 8).reshape(n, 2).astype(np.int32)
    floats = np.frombuffer(data, "<f4", WIDTH * (n + 1), 8 + 8 * n).reshape(n + 1, WIDTH).astype(np.float32)
    if n and (offsets.min() < 0 or offsets.max() > len(text)):
        raise ValueError("not vectors of this text")
    if not np.isfinite(floats).all() or np.abs(floats).max() > 1.01:
        raise ValueError("not vectors of length 1")
    return Vectors(offsets, floats[:n], floats[n])


def _inflated(data: bytes) -> bytes:
    out = zlib.decompressobj()
    text = out.decompress(data, 16 * LARGEST_ENTRY)
    if not out.eof:
        raise ValueError("more than a paragraph could be")
    return text


def mappings(shelf: Shelf) -> tuple[Kept[Parsed], Kept[Vectors]]:
    """Parsed paragraphs and sentence vectors on a shelf, each under the model that makes them."""
    parsed = Kept(shelf, lambda: f"{__version__} {FORMAT} parsed {fingerprint()}", encode_parsed, decode_parsed)
    vectors = Kept(shelf, lambda: f"{__version__} {FORMAT} vectors {MODEL_SHA256}", encode_vectors, decode_vectors)
    return parsed, vectors
