"""The command line as a person runs it: a process of its own, its files, its words and its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import ROOT

NO_DISPLAY = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def comparer(*arguments: str | Path, folder: Path = ROOT, display: bool = True) -> subprocess.CompletedProcess[str]:
    """Run the tool; ``display``: whether there is a screen, if only an imagined one."""
    environment = {k: v for k, v in os.environ.items() if display or k not in NO_DISPLAY} | {
        "COLUMNS": "100",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [sys.executable, "-m", "comparer", *map(str, arguments)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=280,
        check=False,
    )


def words(comparison: dict[str, Any], mention: dict[str, int]) -> str:
    """The words that a mention covers."""
    text: str = comparison["stories"][mention["story"]]["text"]
    return text[mention["start"] : mention["end"]]


@pytest.fixture(scope="module")
def nato(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The report on the two stories about NATO's mission in Iraq, Sputnik's first."""
    out = tmp_path_factory.mktemp("nato") / "nato.json"
    stories = (examples / "nato-iraq/sputnik.md", examples / "nato-iraq/dpa.md")
    done = comparer("report", *stories, "-o", out, "-o", out.with_suffix(".md"), "--exit-code")
    assert (done.returncode, done.stderr) == (1, "")
    assert "Only in dpa" in out.with_suffix(".md").read_text(encoding="utf-8"), "one comparison, two kinds"
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def only_in(comparison: dict[str, Any], story: int) -> str:
    """All words that stand in one story only."""
    return " | ".join(
        words(comparison, m)
        for f in comparison["facts"]
        if f["status"] == "only"
        for m in f["mentions"]
        if m["story"] == story
    )


def test_report_tells_what_dpa_alone_has(nato: dict[str, Any]) -> None:
    assert [s["source"] for s in nato["stories"]] == ["Sputnik", "dpa"]
    alone = only_in(nato, 1)
    for fact in ("Kay Bailey Hutchison", "500 personnel", "Afghanistan", "Jordan", "Tunisia"):
        assert fact in alone
    assert "NATO is in Iraq on the invitation" not in alone + only_in(nato, 0)


def test_report_ties_the_quote_that_both_have(nato: dict[str, Any]) -> None:
    quotes = [a for a in nato["alignments"] if a["level"] == "quote"]
    both = [[words(nato, s) for s in q["spans"]] for q in quotes]
    assert any(all("as long as we are welcome" in side for side in sides) for sides in both)
    speakers = {
        q["speaker"]["name"]
        for s in nato["stories"]
        for q in s["quotes"]
        if q["speaker"] and "welcome" in s["text"][q["start"] : q["end"]]
    }
    assert speakers == {"Jens Stoltenberg"}


def test_show_is_made_to_be_read(examples: Path) -> None:
    done = comparer("show", examples / "ferry-split/jadran-wire.txt", examples / "ferry-split/norpress.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Only in Jadran Wire" in done.stdout
    assert "Only in Norpress" in done.stdout
    assert "Dunja Marević" in done.stdout


def test_without_a_display_the_comparison_is_printed(examples: Path) -> None:
    takes = [examples / f"kuura-plant/nordwire-{n}.txt" for n in (1, 2)]
    done = comparer(*takes, display=False)
    assert done.returncode == 0
    assert "no display" in done.stderr
    assert "Juha Rautio" in done.stdout
    told = " ".join(done.stdout.split())
    assert "Nordwire (UPDATE 1) is take 2 of the same story as Nordwire (take 1)" in told
    assert "Changed, and its note says so: 640 ≠ 610." in told


def test_an_embargo_is_warned_of_at_export(tmp_path: Path) -> None:
    words = "Two ports will close next month, the government said, a move that lines had feared.\n"
    held, free = tmp_path / "held.txt", tmp_path / "free.txt"
    held.write_text(f"EMBARGOED UNTIL 0001 GMT, 13 March 2098\n\nPorts to close\n\nWESTHAVEN (Wire) - {words}")
    free.write_text(words)
    done = comparer("report", held, free, "-o", "-")
    assert done.returncode == 0
    assert "comparer: Wire is embargoed: 13 March 2098" in done.stderr
    assert "> **Embargo.** Wire is embargoed" in done.stdout


def test_equal_stories_exit_with_nothing_found(examples: Path, tmp_path: Path) -> None:
    one = examples / "kuura-plant/nordwire-1.txt"
    done = comparer("report", one, one, "-o", "-", "--format", "json", "--exit-code", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert {f["status"] for f in json.loads(done.stdout)["facts"]} <= {"shared"}


def test_story_gives_what_was_loaded(examples: Path, tmp_path: Path) -> None:
    out = tmp_path / "story.json"
    done = comparer("story", examples / "kuura-plant/meridian.json", examples / "kuura-plant/nordwire-2.txt", "-o", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    meridian, nordwire = json.loads(out.read_text(encoding="utf-8"))["stories"]
    assert (meridian["source"], meridian["dateline"]["place"]) == ("Meridian", "Helsinki")
    assert (nordwire["source"], nordwire["dateline"]["date"]) == ("Nordwire", "2025-10-14")
    assert {p["note"] for p in nordwire["paragraphs"] if p["kind"] == "note"} == {"dateline", "update"}
    assert "quotes" not in nordwire


def test_story_reads_the_language_when_asked(examples: Path) -> None:
    done = comparer("story", "--read", examples / "nato-iraq/dpa.md", "-o", "-")
    (story,) = json.loads(done.stdout)["stories"]
    assert story["file"] == str(examples / "nato-iraq/dpa.md")
    assert {"Jens Stoltenberg", "Kay Bailey Hutchison"} <= {
        q["speaker"]["name"] for q in story["quotes"] if q["speaker"]
    }
    assert any(f["kind"] == "number" and (f["value"] or {}).get("number") == 500 for f in story["facts"])


def test_batch_goes_on_after_a_pair_that_fails(examples: Path, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.csv"
    takes = [examples / f"kuura-plant/nordwire-{n}.txt" for n in (1, 2)]
    pairs.write_text(f"id,a,b\ntakes,{takes[0]},{takes[1]}\nmissing,{takes[0]},nowhere.txt\n", encoding="utf-8")
    done = comparer("batch", pairs, "--output", tmp_path / "out", "--format", "json", "--jobs", "1")
    assert done.returncode == 2
    assert "nowhere.txt" in done.stderr
    assert "Traceback" not in done.stderr
    assert json.loads((tmp_path / "out/takes.json").read_text(encoding="utf-8"))["format"] == "comparer-comparison"
    assert "missing" in (tmp_path / "out/index.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "is not there"),
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "is a picture"),
        (b"PK\x03\x04" + b"\x00" * 200, "damaged"),
    ],
)
def test_what_is_no_story_is_named_in_one_line(
    content: bytes | None, says: str, tmp_path: Path, examples: Path
) -> None:
    bad = tmp_path / "bad.txt"
    if content is not None:
        bad.write_bytes(content)
    done = comparer("show", bad, examples / "nato-iraq/dpa.md")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("comparer: bad.txt ")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_folder_is_no_story(tmp_path: Path, examples: Path) -> None:
    done = comparer("show", tmp_path, examples / "nato-iraq/dpa.md")
    assert done.returncode == 2
    assert "is a folder" in done.stderr


def test_a_report_of_no_known_kind_is_refused(tmp_path: Path, examples: Path) -> None:
    one = examples / "kuura-plant/nordwire-1.txt"
    done = comparer("report", one, one, "-o", tmp_path / "report.xyz")
    assert done.returncode == 2
    assert "xyz" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "report.xyz").exists()


def test_help_and_version() -> None:
    for arguments in (["--help"], ["report", "--help"], ["show", "-h"], ["batch", "--help"], ["story", "--help"]):
        done = comparer(*arguments)
        assert (done.returncode, done.stderr) == (0, "")
        assert "Usage: comparer" in done.stdout
    assert comparer("--version").stdout.startswith("comparer, version ")


def test_a_wrong_option_is_explained() -> None:
    done = comparer("report", "--colour", "a", "b")
    assert done.returncode == 2
    assert "No such option" in done.stderr


def test_completion_for_shells() -> None:
    for shell in ("bash", "zsh", "fish"):
        assert "_COMPARER_COMPLETE" in comparer("completion", shell).stdout
