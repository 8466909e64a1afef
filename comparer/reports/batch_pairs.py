"""Which pairs a batch is to compare: a CSV with the header ``id,a,b`` (and ``c``, ``d`` … for more stories), or a
folder whose folders each hold the stories of one pair."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from comparer.errors import ComparerError
from comparer.loading import SUFFIXES
from comparer.reports.batch_ids import Ids

MAX_ID = 150
"""Characters of an id, which becomes a file's name."""

_RESERVED = frozenset({"index", "summary", "con", "prn", "aux", "nul"})
_NOT_IN_NAMES = frozenset('/\\:*?"<>|')


@dataclass(frozen=True, slots=True)
class Pair:
    """Stories to compare. ``trouble`` says why they cannot be, or is ""."""

    id: str
    files: tuple[Path, ...]
    trouble: str = ""


def read_pairs(where: Path) -> Iterator[Pair]:
    """The pairs one by one, as they stand in the CSV or sorted by their folders' names.

    Raises ComparerError where there is no such CSV or folder, or it holds no pairs.
    """
    if where.is_dir():
        found = _from_folder(where)
    elif where.is_file():
        found = _from_csv(where)
    else:
        raise ComparerError(f"{where} is not there: name a CSV with the header id,a,b, or a folder of folders.")
    taken, number = Ids(), 0
    for number, pair in enumerate(found, 1):
        if taken.get(pair.id.casefold()):
            yield Pair(pair.id, pair.files, f"the id {pair.id} is taken by a pair before it: give it one of its own")
        else:
            yield pair
        taken.put(pair.id.casefold(), number)
    if not number:
        raise ComparerError(f"{where} holds no pairs: give it a row or a folder of two stories for each.")


def trouble_with_id(name: str) -> str:
    """Why an id cannot name a file; "" if it can."""
    stem = name.split(".")[0].casefold()
    bad = not name or len(name) > MAX_ID or name[0] in ". " or name[-1] in ". " or stem in _RESERVED
    if bad or any(c in _NOT_IN_NAMES or not c.isprintable() for c in name):
        return "its id cannot be a file's name: use letters, digits, - and _"
    return ""


def _from_csv(path: Path) -> Iterator[Pair]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            header = [name.strip().lower() for name in next(reader, [])]
            if header[:3] != ["id", "a", "b"]:
                raise ComparerError(f"{path.name} does not begin with the header id,a,b: put it in the first line.")
            for row in reader:
                cells = [cell.strip() for cell in row]
                if not any(cells):
                    continue
                files = tuple(path.parent / cell for cell in cells[1 : len(header)] if cell)
                trouble = trouble_with_id(cells[0]) or ("" if len(files) > 1 else "it names fewer than two stories")
                yield Pair(cells[0], files, trouble)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ComparerError(f"{path.name} cannot be read as CSV ({error}): save it as CSV in UTF-8.") from error


def _from_folder(folder: Path) -> Iterator[Pair]:
    for inner in sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith(".")):
        stories = [f for f in sorted(inner.iterdir()) if _is_story(f)]
        # Other programs leave JSON beside stories; it counts as a story where the stories are JSON.
        texts = [f for f in stories if f.suffix.lower() != ".json"]
        files = tuple(texts if len(texts) > 1 else stories)
        if files:
            trouble = trouble_with_id(inner.name) or ("" if len(files) > 1 else "its folder holds only one story")
            yield Pair(inner.name, files, trouble)


def _is_story(path: Path) -> bool:
    return (
        path.is_file()
        and path.suffix.lower() in SUFFIXES
        and not path.name.startswith(".")
        and path.stem.lower() != "readme"
    )
