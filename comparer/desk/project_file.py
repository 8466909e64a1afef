"""The project file, ``.comparer``: a comparison file (``comparer.comparison``) with one key more, ``project``, for what
a person decided. So every reader of comparisons reads projects too, and a project opens without any other file.

Offsets count code points of the stories' texts.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from comparer import __version__
from comparer.comparison import Comparison, from_json, to_json
from comparer.desk.anchoring import Anchor
from comparer.desk.changes import bare, now
from comparer.desk.project import Project, Settings
from comparer.desk.verdicts import Judgement, Link, OwnFact, Verdict
from comparer.errors import ProjectError
from comparer.safe_write import write_bytes
from comparer.story import Span

SUFFIX = ".comparer"
VERSION = 2
MAX_BYTES = 200 * 1024 * 1024

Data = dict[str, Any]


def project_to_json(project: Project) -> Data:
    """The project as an object of the file."""
    found = project.found
    data = to_json(found if found is not None else Comparison(project.stories))
    if found is None:
        data["generator"] = {"name": "comparer", "version": __version__, "language_model": ""}
    data["project"] = {
        "version": VERSION,
        "saved_by": __version__,
        "saved_at": project.saved_at,
        "title": project.title,
        "compared": found is not None,
        "shown": list(project.settings.shown),
        "sort": project.settings.sort,
        "judgements": [_judgement_to_json(j) for j in project.judgements],
        "own_facts": [
            {"id": f.id, "kind": f.kind, "label": f.label, "by": f.by, "at": f.at} | _hooks(f.anchors)
            for f in project.own_facts
        ],
        "links": [
            {"id": link.id, "tied": link.tied, "by": link.by, "at": link.at} | _hooks(link.ends)
            for link in project.links
        ],
    }
    return data


def _judgement_to_json(judgement: Judgement) -> Data:
    return {
        "id": judgement.id,
        "kind": judgement.kind,
        "status": judgement.status,
        "label": judgement.label,
        "verdict": None if judgement.verdict is None else str(judgement.verdict),
        "note": judgement.note,
        "by": judgement.by,
        "at": judgement.at,
    } | _hooks(judgement.anchors)


def _hooks(anchors: tuple[Anchor, ...]) -> Data:
    return {
        "anchors": [
            {
                "story": a.story,
                "start": a.span and a.span.start,
                "end": a.span and a.span.end,
                "words": a.words,
                "before": a.before,
                "after": a.after,
            }
            for a in anchors
        ]
    }


def project_from_json(data: Data) -> Project:
    """The inverse of ``project_to_json``; takes a bare comparison as a project without decisions.

    Raises ValueError, KeyError or TypeError for what is not such an object, or comes from a newer version.
    """
    comparison = from_json(data)
    kept = _migrated(data.get("project") or {"version": VERSION})
    stories = tuple(bare(story) for story in comparison.stories)
    lengths = [len(story.text) for story in stories]

    def anchors(item: Data) -> tuple[Anchor, ...]:
        hooks = []
        for a in item["anchors"]:
            span = None if a["start"] is None else Span(a["start"], a["end"])
            if not 0 <= a["story"] < len(stories) or (span is not None and span.end > lengths[a["story"]]):
                raise ValueError("a decision hangs on words outside the stories")
            hooks.append(Anchor(a["story"], span, str(a["words"]), str(a["before"]), str(a["after"])))
        return tuple(hooks)

    links = []
    for item in kept.get("links", ()):
        one, other = anchors(item)
        links.append(Link(item["id"], (one, other), bool(item["tied"]), item.get("by", ""), item.get("at", "")))
    return Project(
        stories=stories,
        title=kept.get("title", ""),
        found=comparison if kept.get("compared", True) and len(stories) > 1 else None,
        judgements=tuple(
            Judgement(
                item["id"],
                anchors(item),
                item["kind"],
                item["status"],
                item["label"],
                Verdict(item["verdict"]) if item["verdict"] else None,
                item["note"],
                item["by"],
                item["at"],
            )
            for item in kept.get("judgements", ())
        ),
        own_facts=tuple(
            OwnFact(f["id"], anchors(f), f["kind"], f["label"], f["by"], f["at"]) for f in kept.get("own_facts", ())
        ),
        links=tuple(links),
        settings=_settings(kept, len(stories)),
        saved_at=kept.get("saved_at", ""),
    )


def _settings(kept: Data, stories: int) -> Settings:
    left, right = kept.get("shown", (0, 1))
    if left == right or not (0 <= left < max(stories, 2) and 0 <= right < max(stories, 2)):
        left, right = 0, 1
    sort = kept.get("sort", "importance")
    return Settings((left, right), sort if sort in ("importance", "place") else "importance")


def _from_1(kept: Data) -> Data:
    """Version 1 kept one list of verdicts, with notes apart, and named the shown stories left and right."""
    notes = {note["judgement"]: note["text"] for note in kept.pop("notes", ())}
    kept["judgements"] = [
        item | {"note": notes.get(item["id"], ""), "by": item.get("by", ""), "at": item.get("at", "")}
        for item in kept.pop("verdicts", ())
    ]
    kept["shown"] = [kept.pop("left", 0), kept.pop("right", 1)]
    return kept


MIGRATIONS: dict[int, Callable[[Data], Data]] = {1: _from_1}
"""By the version they start from: each takes the ``project`` object one version further."""


def _migrated(kept: Data) -> Data:
    version = kept["version"]
    if not isinstance(version, int) or version < 1:
        raise ValueError("its version is not a number")
    if version > VERSION:
        newer = kept.get("saved_by", "unknown")
        raise ValueError(f"it was saved by a newer comparer ({newer}); please update comparer")
    kept = dict(kept)
    while version < VERSION:
        kept = MIGRATIONS[version](kept)
        version += 1
    return kept


def load(path: Path) -> Project:
    """Read a project file. Raises ProjectError, one sentence that names the file and what to do."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ProjectError(f"{path.name} is too large for a project ({MAX_BYTES >> 20} MB at most).")
        data = json.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        raise ProjectError(f"{path.name} is not there any more: it may have been moved or renamed.") from None
    except OSError as error:
        raise ProjectError(f"{path.name} cannot be read ({error.strerror}): check that you may open it.") from error
    except (ValueError, RecursionError):
        raise ProjectError(
            f"{path.name} is not a comparer project, or is damaged: open the stories themselves instead."
        ) from None
    if not isinstance(data, dict):
        raise ProjectError(f"{path.name} is not a comparer project: open the stories themselves instead.")
    try:
        return project_from_json(data)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        reason = str(error) if isinstance(error, ValueError) else f"something is missing: {error}"
        raise ProjectError(f"{path.name} cannot be opened as a project: {reason}.") from None


def save(project: Project, path: Path) -> Project:
    """Write a project file whole or not at all; returns the project with the time it was saved.

    Raises WriteError; what stood there before is then untouched.
    """
    project = replace(project, saved_at=now())
    write_bytes(path, json.dumps(project_to_json(project), ensure_ascii=False, separators=(",", ":")).encode())
    return project


def is_project(path: Path) -> bool:
    """Whether a file is meant to be opened as a project, by its name."""
    return path.suffix.lower() == SUFFIX
