"""Verdicts and notes that others wrote into a report come home: from the spreadsheet, the CSV, or Web Annotations.

Each is placed by the finding's id and its words. What has no place, or says what cannot be understood, is listed with
the reason and never dropped; what the project says already is left alone.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from comparer.comparison import Comparison, Fact
from comparer.desk.changes import judged, now
from comparer.desk.project import Project
from comparer.desk.verdicts import Judgement, Verdict
from comparer.errors import LoadError
from comparer.reports.csv import unguarded
from comparer.reports.phrases import Phrases
from comparer.reports.quoting import one_line
from comparer.reports.sheet import BETWEEN

MAX_BYTES = 50 << 20
MAX_UNPACKED = 400 << 20
"""Bytes of a spreadsheet once unpacked."""
MAX_ROWS = 200_000
MAX_NOTE = 20_000
"""Characters of a note."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A verdict or note as it came back. ``words``: of the finding, on one line each."""

    where: str
    """ "row 12", for a person to find it again."""
    id: str
    words: tuple[str, ...]
    verdict: str
    note: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What could not be taken over, and why."""

    returned: Returned
    reason: str


@dataclass(frozen=True, slots=True)
class ReadBack:
    """The project with what came back. ``changed`` are the ids of facts whose verdict or note is another now."""

    project: Project
    changed: tuple[str, ...]
    unplaced: tuple[Unplaced, ...]


def read_back(project: Project, path: Path, *, template: Path | None = None) -> ReadBack:
    """Take over verdicts and notes from a report that others edited; the file's suffix says which kind it is.

    ``template``: the folder the report was made with, whose words its columns have. Raises LoadError for a file that
    cannot be read or is no such report.
    """
    phrases = Phrases(template)
    returned = list(_returned(path, phrases))
    placement = project.placement()
    comparison = placement.comparison or Comparison(project.stories)
    facts = {fact.id: fact for fact in comparison.facts}
    by_words: dict[frozenset[str], list[Fact]] = {}
    for fact in comparison.facts:
        by_words.setdefault(_words(fact, comparison), []).append(fact)
    verdicts = _verdicts(phrases)
    changed: list[str] = []
    unplaced: list[Unplaced] = []
    judgements = dict(placement.judgements)
    for item in returned:
        if not item.verdict and not item.note:
            continue
        meant, reason = _place(item, facts, by_words, comparison)
        verdict = verdicts.get(item.verdict.casefold()) if item.verdict else None
        if meant is None or (item.verdict and verdict is None):
            unplaced.append(Unplaced(item, reason or f"“{item.verdict}” is no verdict"))
            continue
        standing = judgements.get(meant.id)
        if standing is not None and (standing.verdict, standing.note) == (verdict, item.note):
            continue
        project, judgements[meant.id] = _taken_over(project, meant, standing, verdict, item)
        changed.append(meant.id)
    return ReadBack(project, tuple(changed), tuple(unplaced))


def _taken_over(
    project: Project, fact: Fact, standing: Judgement | None, verdict: Verdict | None, item: Returned
) -> tuple[Project, Judgement]:
    before = {j.id for j in project.judgements if standing is None or j.id != standing.id}
    project = judged(project, fact, standing, verdict=verdict, note=item.note)
    fresh = next(j for j in project.judgements if j.id not in before)
    # An edited row still has the name and time of the verdict it replaces.
    same_hand = standing is not None and (item.by, item.at) == (standing.by, standing.at)
    signed = replace(fresh, by=item.by or fresh.by, at=now() if same_hand or not item.at else item.at)
    return replace(project, judgements=tuple(signed if j is fresh else j for j in project.judgements)), signed


def _place(
    item: Returned, facts: Mapping[str, Fact], by_words: Mapping[frozenset[str], list[Fact]], comparison: Comparison
) -> tuple[Fact | None, str]:
    """The fact that is meant, or None and why: id and words must agree; words alone must be some one fact's."""
    words = frozenset(item.words)
    fact = facts.get(item.id)
    if fact is not None and (not words or _agree(words, _words(fact, comparison))):
        return fact, ""
    alike = by_words.get(words, []) if words else []
    if len(alike) == 1:
        return alike[0], ""
    if len(alike) > 1:
        return None, "several findings have these words"
    if fact is not None:
        return None, "the finding of this id has other words now"
    return None, "no finding has this id or these words"


def _agree(told: frozenset[str], words: frozenset[str]) -> bool:
    """Whether every word run that came back is one of the finding's, or its beginning where quotations were cut."""
    return all(any(t == w or (t.endswith("…") and w.startswith(t.rstrip("… "))) for w in words) for t in told)


def _words(fact: Fact, comparison: Comparison) -> frozenset[str]:
    return frozenset(one_line(comparison.stories[m.story].text[m.start : m.end]) for m in fact.mentions)


def _verdicts(phrases: Phrases) -> dict[str, Verdict]:
    found: dict[str, Verdict] = {}
    for verdict in Verdict:
        for name in (str(verdict), verdict.letter, verdict.title, phrases.get(f"verdicts.{verdict}", verdict.title)):
            found[name.casefold()] = verdict
    return found


def _returned(path: Path, phrases: Phrases) -> Iterator[Returned]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise LoadError(f"{path.name} is too large for a report ({MAX_BYTES >> 20} MB at most).")
        data = path.read_bytes()
    except OSError as error:
        raise LoadError(
            f"{path.name} cannot be read ({error.strerror}): check the name and that you may open it."
        ) from error
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return _from_rows(_xlsx_rows(data, path.name), path.name, phrases)
    if suffix == ".csv":
        return _from_rows(_csv_rows(data, path.name), path.name, phrases)
    if suffix in (".jsonld", ".json"):
        return _from_annotations(data, path.name)
    raise LoadError(f"{path.name} is no report that verdicts are read from: give the .xlsx, .csv or .jsonld.")


def _csv_rows(data: bytes, name: str) -> Iterator[list[str]]:
    try:
        text = data.decode("utf-8-sig")
        delimiter = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except (UnicodeDecodeError, csv.Error) as error:
        raise LoadError(f"{name} cannot be read as CSV ({error}): save it as CSV in UTF-8.") from error
    return ([unguarded(cell) for cell in row] for row in rows[:MAX_ROWS])


def _xlsx_rows(data: bytes, name: str) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    try:
        with ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
                raise LoadError(f"{name} is too large when unpacked: save the sheet of findings alone.")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return iter(
            [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(max_row=MAX_ROWS, values_only=True)]
        )
    except (BadZipFile, KeyError, ValueError, IndexError, TypeError, AttributeError, OSError) as error:
        raise LoadError(f"{name} cannot be read as a spreadsheet ({error}): save it as .xlsx again.") from error


def _from_rows(rows: Iterator[list[str]], name: str, phrases: Phrases) -> Iterator[Returned]:
    head = [cell.strip() for cell in next(rows, [])]
    at = {key: head.index(title) for key in ("id", "verdict", "note", "by", "at")
          if (title := phrases(f"columns.{key}")) in head}  # fmt: skip
    missing = [phrases(f"columns.{key}") for key in ("id", "verdict", "note") if key not in at]
    if missing:
        raise LoadError(
            f"{name} lacks the column {missing[0]}: give the sheet of findings with its first line as it was."
        )
    ending = phrases("columns.words", source="")
    words_at = [k for k, title in enumerate(head) if title.endswith(ending)]
    for number, row in enumerate(rows, 2):
        cells = [*row, *[""] * (len(head) - len(row))]
        told = {key: cells[k].strip() for key, k in at.items()}
        words = tuple(one_line(w) for k in words_at for w in cells[k].split(BETWEEN.strip() + " ") if w.strip())
        cut = tuple(dict.fromkeys(w for k in words_at if (w := one_line(cells[k]))))
        yield Returned(f"row {number}", told["id"], cut if len(cut) == len(words) else words, told["verdict"],
                       told["note"][:MAX_NOTE], told.get("by", ""), told.get("at", ""))  # fmt: skip


def _from_annotations(data: bytes, name: str) -> Iterator[Returned]:
    try:
        page = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise LoadError(f"{name} cannot be read as JSON ({error}): save the annotations again.") from error
    items = page.get("items", [page]) if isinstance(page, dict) else page
    if not isinstance(items, list) or not all(isinstance(i, dict) and i.get("type") == "Annotation" for i in items):
        raise LoadError(
            f"{name} holds no Web Annotations: give the .jsonld that comparer wrote, with what others added."
        )
    for number, item in enumerate(items[:MAX_ROWS], 1):
        yield _annotation(item, number)


def _annotation(item: dict[str, Any], number: int) -> Returned:
    def of(purpose: str) -> str:
        bodies = [b for b in _many(item.get("body")) if isinstance(b, dict) and purpose in _many(b.get("purpose"))]
        return "\n\n".join(str(b.get("value", "")).strip() for b in bodies)

    words = []
    for target in _many(item.get("target")):
        selectors = _many(target.get("selector")) if isinstance(target, dict) else []
        words += [one_line(str(s["exact"])) for s in selectors if isinstance(s, dict) and s.get("exact")]
    creator = item.get("creator")
    by = creator.get("name", "") if isinstance(creator, dict) else creator or ""
    name = str(item.get("comparer:finding") or str(item.get("id", "")).rsplit(":", 1)[-1])
    notes = of("commenting") or of("replying")
    return Returned(f"annotation {number}", name, tuple(dict.fromkeys(words)), of("assessing"), notes[:MAX_NOTE],
                    str(by), str(item.get("modified") or item.get("created") or ""))  # fmt: skip


def _many(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
