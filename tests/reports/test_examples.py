"""One example of each kind of report ships, made of the stories as they ship."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from comparer import __version__
from comparer.reports import KINDS, Kind

PAIR = Path(__file__).resolve().parents[2] / "examples" / "ferry-split"
REPORTS = PAIR / "reports"


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.name)
def test_there_is_one_of_each_kind(kind: Kind) -> None:
    path = REPORTS / f"ferry{kind.suffixes[0]}"
    assert 1_000 < path.stat().st_size < 300_000


def test_they_are_of_the_stories_beside_them() -> None:
    data = json.loads((REPORTS / "ferry.json").read_text(encoding="utf-8"))
    assert data["generator"]["version"] == __version__
    for story in data["stories"]:
        assert "/" not in story["file"], "made in the folder of the stories"
        assert story["sha256"] == hashlib.sha256((PAIR / story["file"]).read_bytes()).hexdigest()
