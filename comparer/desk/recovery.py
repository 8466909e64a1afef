"""What is kept aside while a project is open, so that a crash loses at most a few seconds; and the recent projects.

Each running window has one file of its own in the user's state folder, removed when it is closed in peace. A file whose
process is gone is what the next start offers.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_state_path

from comparer.desk import project_file
from comparer.desk.changes import now
from comparer.desk.placing import Placement
from comparer.desk.project import Project, progress
from comparer.errors import ComparerError
from comparer.safe_write import write_bytes

RECENT = 12
_FOLDER = "COMPARER_STATE"


def state_folder() -> Path:
    """The user's folder for recovery files and recent projects; the environment's COMPARER_STATE outranks it."""
    folder = Path(os.environ.get(_FOLDER) or user_state_path("comparer", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


@dataclass(frozen=True, slots=True)
class Recovered:
    """A project that was open when its window went away."""

    file: Path
    path: str
    """Where it was saved, or ""."""
    at: str
    """ISO 8601, when it was kept aside."""
    project: Project


class Aside:
    """The recovery file of one open project."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._name = f"open-{os.getpid()}-{uuid.uuid4().hex[:8]}.json"

    @property
    def file(self) -> Path:
        """Where it is kept."""
        return (self._folder or state_folder()) / self._name

    def keep(self, project: Project, path: Path | None) -> None:
        """Keep this state aside. Raises WriteError."""
        data = project_file.project_to_json(project)
        data["kept"] = {"pid": os.getpid(), "path": str(path or ""), "at": now()}
        write_bytes(self.file, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())

    def drop(self) -> None:
        """There is nothing to recover any more."""
        with contextlib.suppress(OSError):
            self.file.unlink(missing_ok=True)


def recoverable(folder: Path | None = None) -> list[Recovered]:
    """Projects whose window is gone, the latest first; a file that cannot be read is left where it is."""
    found = []
    for file in sorted((folder or state_folder()).glob("open-*.json")):
        try:
            data: dict[str, Any] = json.loads(file.read_bytes())
            kept = data["kept"]
            if not _runs(int(kept["pid"])):
                found.append(Recovered(file, kept["path"], kept["at"], project_file.project_from_json(data)))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
            continue
    return sorted(found, key=lambda r: r.at, reverse=True)


def _runs(pid: int) -> bool:
    if pid == os.getpid():
        return True
    if sys.platform == "win32":
        return _runs_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    with contextlib.suppress(OSError, IndexError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    return False


def _runs_on_windows(pid: int) -> bool:
    import ctypes  # asking the system is the only way there: os.kill would end the process

    windows = ctypes.windll.kernel32  # type: ignore[attr-defined]
    handle = windows.OpenProcess(0x1000, False, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    windows.GetExitCodeProcess(handle, ctypes.byref(code))
    windows.CloseHandle(handle)
    return code.value == 259


@dataclass(frozen=True, slots=True)
class Recent:
    """A project for the start screen's list."""

    path: str
    name: str
    sources: tuple[str, ...]
    decided: int
    of: int
    at: str

    @property
    def there(self) -> bool:
        """Whether its file is where it was."""
        return Path(self.path).is_file()


def recent(folder: Path | None = None) -> list[Recent]:
    """The projects opened or saved last, the latest first."""
    try:
        items = json.loads(((folder or state_folder()) / "recent.json").read_bytes())
        return [Recent(**(item | {"sources": tuple(item["sources"])})) for item in items][:RECENT]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def note_recent(project: Project, path: Path, placement: Placement, folder: Path | None = None) -> None:
    """Put a project on top of the recent ones. A full disk or a locked file costs the entry, nothing else."""
    decided, of = progress(placement)
    path = path.absolute()
    item = Recent(str(path), project.name, tuple(s.name for s in project.stories), decided, of, now())
    _write_recent([item, *(r for r in recent(folder) if r.path != item.path)], folder)


def forget_recent(path: str, folder: Path | None = None) -> None:
    """Take a project off the list."""
    _write_recent([r for r in recent(folder) if r.path != path], folder)


def _write_recent(items: Sequence[Recent], folder: Path | None) -> None:
    data = json.dumps([asdict(item) for item in items[:RECENT]], ensure_ascii=False, indent=1)
    with contextlib.suppress(ComparerError):
        write_bytes((folder or state_folder()) / "recent.json", data.encode())
