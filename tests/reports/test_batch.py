"""Many pairs: one report each, an index, failures named, nothing done twice. The comparison is stood in for."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import comparer.compare
from comparer.comparison import Comparison, Fact, Mention, Status
from comparer.errors import ComparerError
from comparer.reports import batch
from comparer.reports.batch_journal import NAME
from comparer.story import Story

TEXT = "A ferry hit a pier in Lowhaven on Saturday, police said.\n\nNobody was hurt.\n"


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The files of each pair that was compared."""
    done: list[tuple[str, ...]] = []

    def compare(stories: Sequence[Story]) -> Comparison:
        done.append(tuple(Path(s.file or "").name for s in stories))
        if "boom" in stories[0].text:
            raise RuntimeError("a fault")
        facts = (Fact("f1", "claim", Status.ONLY, "a pier", (Mention(0, 0, 7),)),)
        return Comparison(tuple(stories), facts=facts)

    monkeypatch.setattr(comparer.compare, "compare", compare)
    return done


def pairs_csv(folder: Path, rows: Sequence[Sequence[str]]) -> Path:
    """A CSV of pairs beside two stories."""
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(TEXT + name, encoding="utf-8")
    path = folder / "pairs.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "a", "b", "c"], *rows])
    return path


def test_one_report_each_and_an_index(tmp_path: Path, compared: list[tuple[str, ...]]) -> None:
    where = pairs_csv(tmp_path, [["one", "a.txt", "b.txt", ""], ["three", "a.txt", "b.txt", "c.txt"]])
    out = tmp_path / "out"
    assert batch.run_batch(where, out, "json", jobs=1) == 0
    assert sorted(p.name for p in out.iterdir()) == [
        NAME, "index.html", "index.json", "one.json", "summary.csv", "three.json",
    ]  # fmt: skip
    assert compared == [("a.txt", "b.txt"), ("a.txt", "b.txt", "c.txt")]
    assert len(json.loads((out / "three.json").read_text(encoding="utf-8"))["stories"]) == 3
    index = json.loads((out / "index.json").read_text(encoding="utf-8"))
    assert [(p["id"], p["report"], p["counts"]["only"]) for p in index["pairs"]] == [
        ("one", "one.json", [1, 0]),
        ("three", "three.json", [1, 0, 0]),
    ]
    rows = list(csv.DictReader((out / "summary.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [(r["Pair"], r["Only in A"], r["Conflicts"]) for r in rows] == [("one", "1", "0"), ("three", "1", "0")]


def test_a_pair_that_fails_is_named_and_does_not_stop_the_others(
    tmp_path: Path, compared: list[tuple[str, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "boom.txt").write_text("boom " + TEXT, encoding="utf-8")
    rows = [
        ["gone", "nowhere.txt", "b.txt"],
        ["boom", "boom.txt", "b.txt"],
        ["../up", "a.txt", "b.txt"],
        ["index", "a.txt", "b.txt"],
        ["alone", "a.txt", ""],
        ["good", "a.txt", "b.txt"],
        ["GOOD", "a.txt", "b.txt"],
    ]
    out = tmp_path / "out"
    assert batch.run_batch(pairs_csv(tmp_path, rows), out, "md", jobs=1) == 6
    told = capsys.readouterr().err
    for name in ("gone", "boom", "../up", "index", "alone", "GOOD"):
        assert f"comparer: {name}: " in told
    assert sorted(p.name for p in out.glob("*.md")) == ["good.md"]
    index = json.loads((out / "index.json").read_text(encoding="utf-8"))
    assert [bool(p["error"]) for p in index["pairs"]] == [True, True, True, True, True, False, True]
    assert not (tmp_path / "up.md").exists()
    assert "Failed" in (out / "index.html").read_text(encoding="utf-8")


def test_a_second_run_does_only_what_changed(tmp_path: Path, compared: list[tuple[str, ...]]) -> None:
    where = pairs_csv(tmp_path, [["x", "a.txt", "b.txt"], ["y", "b.txt", "c.txt"], ["bad", "a.txt", "empty.txt"]])
    (tmp_path / "empty.txt").write_bytes(b"")
    out = tmp_path / "out"
    assert batch.run_batch(where, out, "md", jobs=1) == 1
    assert batch.run_batch(where, out, "md", jobs=1) == 1
    assert len(compared) == 2
    (tmp_path / "c.txt").write_text(TEXT + "new", encoding="utf-8")
    batch.run_batch(where, out, "md", jobs=1)
    assert compared[2:] == [("b.txt", "c.txt")]
    (out / "x.md").unlink()
    batch.run_batch(where, out, "md", jobs=1)
    assert compared[3:] == [("a.txt", "b.txt")]
    batch.run_batch(where, out, "md", jobs=1, fresh=True)
    assert len(compared) == 6


def test_a_stopped_run_goes_on(tmp_path: Path, compared: list[tuple[str, ...]]) -> None:
    where = pairs_csv(tmp_path, [["x", "a.txt", "b.txt"], ["y", "b.txt", "c.txt"]])
    out = tmp_path / "out"
    batch.run_batch(where, out, "md", jobs=1)
    journal = (out / NAME).read_bytes().splitlines(keepends=True)
    (out / NAME).write_bytes(journal[0] + journal[1][:20])
    batch.run_batch(where, out, "md", jobs=1)
    assert compared[2:] == [("b.txt", "c.txt")]


def test_a_folder_of_folders(tmp_path: Path, compared: list[tuple[str, ...]]) -> None:
    for name in ("fire", "flood"):
        (tmp_path / "in" / name).mkdir(parents=True)
        for file in ("dpa.txt", "reuters.txt", "README.md", "notes.json", ".hidden.txt"):
            (tmp_path / "in" / name / file).write_text(TEXT, encoding="utf-8")
    assert batch.run_batch(tmp_path / "in", tmp_path / "out", "csv", jobs=1) == 0
    assert compared == [("dpa.txt", "reuters.txt")] * 2


def test_what_holds_no_pairs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ComparerError, match="is not there"):
        batch.run_batch(tmp_path / "x.csv", tmp_path / "out")
    (tmp_path / "x.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(ComparerError, match="header id,a,b"):
        batch.run_batch(tmp_path / "x.csv", tmp_path / "out")
    (tmp_path / "y.csv").write_text("id,a,b\n", encoding="utf-8")
    with pytest.raises(ComparerError, match="holds no pairs"):
        batch.run_batch(tmp_path / "y.csv", tmp_path / "out")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ComparerError, match="cannot be made"):
        batch.run_batch(tmp_path / "y.csv", tmp_path / "file")


def test_no_scheduler_is_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    where = pairs_csv(tmp_path, [["x", "a.txt", "b.txt"]])
    with pytest.raises(ComparerError, match="cluster extra"):
        batch.run_batch(where, tmp_path / "out", dask="tcp://127.0.0.1:9")
