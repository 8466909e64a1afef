"""What is kept aside: offered once its process is gone, never while it runs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from comparer.desk import recovery
from tests.desk.samples import project


def test_a_crash_is_offered(tmp_path: Path) -> None:
    aside = recovery.Aside(tmp_path)
    aside.keep(project(), tmp_path / "bridge.comparer")
    assert recovery.recoverable(tmp_path) == []
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    data = json.loads(aside.file.read_text(encoding="utf-8"))
    data["kept"]["pid"] = int(gone.stdout)
    aside.file.write_text(json.dumps(data), encoding="utf-8")
    (found,) = recovery.recoverable(tmp_path)
    assert found.project == project()
    assert found.path == str(tmp_path / "bridge.comparer")
    aside.drop()
    assert recovery.recoverable(tmp_path) == []


def test_what_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "open-1-x.json").write_text("half a fi", encoding="utf-8")
    assert recovery.recoverable(tmp_path) == []
    assert (tmp_path / "open-1-x.json").exists()


def test_recent_projects_latest_first_each_once(tmp_path: Path) -> None:
    for name in ("one", "two", "one"):
        recovery.note_recent(project(), tmp_path / f"{name}.comparer", project().placement(), tmp_path)
    found = recovery.recent(tmp_path)
    assert [Path(r.path).stem for r in found] == ["one", "two"]
    assert (found[0].decided, found[0].of, found[0].sources) == (0, 4, ("North", "South"))
    assert not found[0].there
    recovery.forget_recent(found[0].path, tmp_path)
    assert [Path(r.path).stem for r in recovery.recent(tmp_path)] == ["two"]


def test_a_damaged_list_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "recent.json").write_text("{", encoding="utf-8")
    assert recovery.recent(tmp_path) == []
