"""What was read is kept on disk, exactly, and nothing else is believed."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.reading.kept import (
    SETTING,
    Kept,
    Shelf,
    decode_parsed,
    decode_vectors,
    encode_parsed,
    encode_vectors,
    folder,
    mappings,
)
from comparer.reading.language import ParsedToken
from comparer.reading.vectors import WIDTH, Vectors

TEXT = "Ferry aground"
PARSED = (
    ParsedToken("Ferry", 0, 5, "ferry", "NOUN", "NN", "nsubj", 1, "", False, True),
    ParsedToken("aground", 6, 13, "aground", "ADV", "RB", "ROOT", 1, "", False, False),
)


def vectors_of(text: str) -> Vectors:
    rows = np.random.default_rng(len(text)).normal(size=(3, WIDTH)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return Vectors(np.array([[0, 5], [6, 13]], np.int32), rows[:2], rows[2])


def test_what_is_kept_comes_back_exactly(tmp_path: Path) -> None:
    parsed, vectors = mappings(Shelf(tmp_path))
    parsed[TEXT], vectors[TEXT] = PARSED, vectors_of(TEXT)
    parsed.settle()
    vectors.settle()
    again, vectors_again = mappings(Shelf(tmp_path))
    assert again[TEXT] == PARSED
    for name in Vectors.__slots__:
        assert np.array_equal(getattr(vectors_again[TEXT], name), getattr(vectors_of(TEXT), name))
    assert "Another text" not in again
    with pytest.raises(KeyError):
        again["Another text"]


def test_another_model_finds_nothing(tmp_path: Path) -> None:
    for model, known in (("one", False), ("two", False), ("one", True)):
        kept = Kept(Shelf(tmp_path), lambda model=model: model, encode_parsed, decode_parsed)
        assert (TEXT in kept) is known
        kept[TEXT] = PARSED
        kept.settle()


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    where = tmp_path / "cache"
    parsed, _ = mappings(Shelf(where))
    parsed[TEXT] = PARSED
    parsed.settle()
    if os.name == "posix":
        assert all(path.stat().st_mode & 0o077 == 0 for path in (where, *where.iterdir()))


def test_a_broken_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "readings.sqlite").write_bytes(b"not a database, but long enough to look like one" * 40)
    parsed, _ = mappings(Shelf(tmp_path))
    assert TEXT not in parsed
    parsed[TEXT] = PARSED
    parsed.settle()
    assert mappings(Shelf(tmp_path))[0][TEXT] == PARSED


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    Shelf(elsewhere).close()
    (tmp_path / "here").mkdir()
    (tmp_path / "here/readings.sqlite").symlink_to(elsewhere / "readings.sqlite")
    before = (elsewhere / "readings.sqlite").read_bytes()
    shelf = Shelf(tmp_path / "here")
    shelf.put({b"k": b"v"})
    assert shelf.get(b"k") is None
    assert (elsewhere / "readings.sqlite").read_bytes() == before


def test_deleting_it_is_safe(tmp_path: Path) -> None:
    parsed, _ = mappings(Shelf(tmp_path))
    parsed[TEXT] = PARSED
    parsed.settle()
    for path in tmp_path.iterdir():
        path.unlink()
    assert parsed[TEXT] == PARSED
    assert TEXT not in mappings(Shelf(tmp_path))[0]


def test_it_is_bounded_and_keeps_what_was_used_last(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, largest=10_000)
    shelf.put({b"%03d" % k: bytes(1000) for k in range(5)})
    with sqlite3.connect(tmp_path / "readings.sqlite") as base:
        base.execute("UPDATE entry SET used = 0 WHERE key <> ?", (b"000",))
    shelf.put({b"%03d" % k: bytes(1000) for k in range(5, 12)})
    kept = [k for k in range(12) if shelf.get(b"%03d" % k) is not None]
    assert len(kept) <= 8
    assert 0 in kept
    assert 11 in kept


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", TEXT),
        (b"\x80\x04N.", TEXT),
        (encode_parsed(PARSED)[:-3], TEXT),
        (encode_parsed(PARSED), "Ferry"),
        (encode_parsed((PARSED[1], PARSED[0])), TEXT),
        (encode_parsed((ParsedToken("Ferry", 0, 5, "ferry", "NOUN", "NN", "nsubj", 7, "", False, True),)), TEXT),
    ],
)
def test_tokens_of_something_else_are_passed_over(tmp_path: Path, data: bytes, text: str) -> None:
    shelf = Shelf(tmp_path)
    parsed, _ = mappings(shelf)
    shelf.put({parsed._key(text): data})
    assert text not in parsed


HEAD = st.integers(0, 3).map(lambda n: b"\x01\0\0\0" + n.to_bytes(4, "little") + bytes(4 * WIDTH))


@given(st.binary(max_size=64) | HEAD)
def test_vectors_are_checked(data: bytes) -> None:
    try:
        found = decode_vectors(data, TEXT)
    except ValueError:
        return
    assert found.sentence.shape == (WIDTH,)
    assert found.pieces.shape == (len(found.offsets), WIDTH)


def test_vectors_that_are_no_numbers_are_passed_over() -> None:
    made = vectors_of(TEXT)
    made.sentence[3] = np.nan
    with pytest.raises(ValueError, match="length 1"):
        decode_vectors(encode_vectors(made), TEXT)


def test_it_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, "off")
    assert folder() is None
