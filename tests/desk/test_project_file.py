"""Project files: what goes in comes out, older ones are understood, bad ones are refused in one sentence."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from comparer.comparison import from_json
from comparer.desk import changes, project_file
from comparer.desk.project import Project, progress
from comparer.desk.verdicts import Place, Verdict
from comparer.errors import ProjectError, WriteError
from comparer.story import Span
from tests.desk.samples import NORTH, SOUTH, project


def worked_on() -> Project:
    """A project with a verdict, a note, a fact marked by hand and a link."""
    fresh = project()
    assert fresh.found is not None
    facts = {f.id: f for f in fresh.found.facts}
    fresh = changes.judged(fresh, facts["c1"], None, verdict=Verdict.CONFLICT, note="Ask the *port*. 🚢")
    fresh = changes.judged(fresh, facts["a1"], None, verdict=Verdict.NOT_A_FACT, note="")
    at = NORTH.index("old road")
    there = SOUTH.index("another road")
    fresh, _ = changes.with_fact(fresh, [Place(0, Span(at, at + 8))], "other")
    return changes.with_link(fresh, Place(0, Span(at, at + 8)), Place(1, Span(there, there + 12)), tied=True)


def test_round_trip(tmp_path: Path) -> None:
    saved = project_file.save(worked_on(), tmp_path / "bridge.comparer")
    assert project_file.load(tmp_path / "bridge.comparer") == saved
    assert progress(saved.placement()) == (2, 4 + 1)


def test_a_project_is_a_comparison_file_too(tmp_path: Path) -> None:
    project_file.save(worked_on(), tmp_path / "bridge.comparer")
    data = json.loads((tmp_path / "bridge.comparer").read_text(encoding="utf-8"))
    assert from_json(data) == project().found


def test_one_story_alone_is_kept(tmp_path: Path) -> None:
    alone = Project(project().stories[:1])
    saved = project_file.save(alone, tmp_path / "one.comparer")
    assert project_file.load(tmp_path / "one.comparer") == saved
    assert saved.found is None


def test_a_file_of_version_1_is_understood() -> None:
    data = project_file.project_to_json(worked_on())
    kept = data["project"]
    kept["notes"] = [{"judgement": j["id"], "text": j.pop("note")} for j in kept["judgements"] if j["note"]]
    kept["verdicts"] = [{k: v for k, v in j.items() if k not in ("by", "at", "note")} for j in kept.pop("judgements")]
    kept["version"] = 1
    kept["left"], kept["right"] = kept.pop("shown")
    read = project_file.project_from_json(json.loads(json.dumps(data)))
    assert [(j.verdict, j.note) for j in read.judgements] == [(j.verdict, j.note) for j in worked_on().judgements]


def test_every_step_between_versions_is_there() -> None:
    assert sorted(project_file.MIGRATIONS) == list(range(1, project_file.VERSION))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"not json", "is not a comparer project"),
        (b"[]", "is not a comparer project"),
        (b'{"format": "something else"}', "not a comparison written by comparer"),
        (b'{"format": "comparer-comparison", "version": 1}', "something is missing"),
        (b"[" * 100_000, "is not a comparer project"),
    ],
)
def test_what_is_no_project_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "odd.comparer"
    path.write_bytes(content)
    with pytest.raises(ProjectError, match=says) as refused:
        project_file.load(path)
    assert "odd.comparer" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_newer_file_asks_for_a_newer_program(tmp_path: Path) -> None:
    data = project_file.project_to_json(project())
    data["project"] |= {"version": project_file.VERSION + 1, "saved_by": "9.0"}
    (tmp_path / "new.comparer").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ProjectError, match=r"newer comparer \(9.0\)"):
        project_file.load(tmp_path / "new.comparer")


def test_decisions_outside_the_stories_are_refused() -> None:
    data = project_file.project_to_json(worked_on())
    data["project"]["judgements"][0]["anchors"][0]["end"] = 10**6
    with pytest.raises(ValueError, match="outside the stories"):
        project_file.project_from_json(data)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"gone\.comparer is not there"):
        project_file.load(tmp_path / "gone.comparer")


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bridge.comparer"
    project_file.save(project(), path)
    before = path.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="No space left"):
        project_file.save(worked_on(), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_title_outranks_the_headline() -> None:
    assert project().name == "Harbour bridge closed after crack is found"
    assert replace(project(), title="Bridge").name == "Bridge"
