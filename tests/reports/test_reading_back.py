"""Verdicts and notes written into a report by others come home."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from comparer.desk.verdicts import Verdict
from comparer.errors import LoadError
from comparer.reports import ReportOptions, write
from comparer.reports.reading_back import ReadBack, read_back
from tests.reports.samples import AT, project

START = {"f1": (Verdict.CONFLICT, "Keep both.")}


def verdicts(result: ReadBack) -> dict[str, tuple[Verdict | None, str, str]]:
    """Verdict, note and name by fact id."""
    return {k: (j.verdict, j.note, j.by) for k, j in result.project.placement().judgements.items()}


def edited_csv(path: Path, **changes: dict[str, str]) -> None:
    """Change cells of a CSV, by finding and column."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    for row in rows[1:]:
        for column, text in changes.get(row[rows[0].index("Finding")], {}).items():
            row[rows[0].index(column)] = text
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def test_nothing_edited_changes_nothing(tmp_path: Path) -> None:
    source = project(START)
    for suffix in ("csv", "xlsx", "jsonld"):
        result = read_back(source, write(source, tmp_path / f"r.{suffix}", options=ReportOptions(at=AT)))
        assert (result.project, result.changed, result.unplaced) == (source, (), ()), suffix


def test_csv_edited_by_a_colleague(tmp_path: Path) -> None:
    source = project(START)
    path = write(source, tmp_path / "r.csv", options=ReportOptions(at=AT))
    edited_csv(
        path,
        f2={"Verdict": "to check", "Note": "=SUM(1)\nAsk.", "Decided by": "AB"},
        f3={"Verdict": "O"},
        f1={"Note": "Keep the lower figure."},
        f5={"Verdict": "perhaps"},
    )
    result = read_back(source, path)
    found = verdicts(result)
    assert found["f2"] == (Verdict.TO_CHECK, "=SUM(1)\nAsk.", "AB")
    assert found["f3"][0] is Verdict.OMISSION
    assert found["f1"][:2] == (Verdict.CONFLICT, "Keep the lower figure.")
    assert result.changed == ("f1", "f2", "f3")
    assert [(u.returned.id, u.reason) for u in result.unplaced] == [("f5", "“perhaps” is no verdict")]


def test_spreadsheet_edited_and_saved_again(tmp_path: Path) -> None:
    source = project(START)
    path = write(source, tmp_path / "r.xlsx", options=ReportOptions(at=AT))
    book = load_workbook(path)
    sheet = book["Findings"]
    head = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(3, head["Verdict"]).value = "Omission"
    sheet.cell(3, head["Note"]).value = "They left it out."
    book.save(path)
    result = read_back(source, path)
    assert verdicts(result)["f2"][:2] == (Verdict.OMISSION, "They left it out.")


def test_web_annotations_with_a_comment_added(tmp_path: Path) -> None:
    source = project(START)
    path = write(source, tmp_path / "r.jsonld", options=ReportOptions(at=AT))
    data = json.loads(path.read_text(encoding="utf-8"))
    item = next(i for i in data["items"] if i["comparer:finding"] == "f3")
    item["body"].append({"type": "TextualBody", "purpose": "commenting", "value": "The yard confirms it."})
    item["creator"] = {"type": "Person", "name": "Lee"}
    body = {"type": "TextualBody", "purpose": "commenting", "value": "?"}
    target = {"source": "x", "selector": {"type": "TextQuoteSelector", "exact": "no such"}}
    data["items"].append({"type": "Annotation", "body": body, "target": target})
    path.write_text(json.dumps(data), encoding="utf-8")
    result = read_back(source, path)
    assert verdicts(result)["f3"] == (None, "The yard confirms it.", "Lee")
    assert [(u.returned.where, u.reason) for u in result.unplaced] == [
        ("annotation 6", "no finding has this id or these words")
    ]


def test_words_outrank_a_changed_id(tmp_path: Path) -> None:
    source = project(START)
    path = write(source, tmp_path / "r.csv", options=ReportOptions(at=AT))
    edited_csv(path, f2={"Verdict": "Checked", "Finding": "f77"})
    assert verdicts(read_back(source, path))["f2"][0] is Verdict.CHECKED
    edited_csv(path, f77={"Finding": "f3"})
    result = read_back(source, path)
    assert verdicts(result)["f2"][0] is Verdict.CHECKED
    assert "f3" not in verdicts(result)


def test_cut_quotations_find_their_finding(tmp_path: Path) -> None:
    source = project(START)
    path = write(source, tmp_path / "r.csv", options=ReportOptions(at=AT, quotation_words=3))
    edited_csv(path, f2={"Verdict": "Omission"})
    assert verdicts(read_back(source, path))["f2"][0] is Verdict.OMISSION


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("r.csv", b"a,b\n1,2\n", "lacks the column Finding"),
        ("r.csv", b"\xff\xfe\x00", "cannot be read as CSV"),
        ("r.xlsx", b"PK nonsense", "cannot be read as a spreadsheet"),
        ("r.jsonld", b"{", "cannot be read as JSON"),
        ("r.jsonld", b'{"items": [1]}', "holds no Web Annotations"),
        ("r.pdf", b"", "is no report that verdicts are read from"),
    ],
)
def test_what_is_no_report_is_refused(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(LoadError, match=told):
        read_back(project(), path)
