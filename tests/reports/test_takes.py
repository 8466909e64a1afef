"""Takes and embargoes as every kind of report tells them."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import openpyxl
import pytest
from docx import Document

from comparer.comparison import Comparison
from comparer.reports import ReportOptions, render
from comparer.reports.holding import embargo_lines, withdrawn_lines
from comparer.reports.phrases import Phrases
from comparer.story import Story
from tests.reports.samples import AT, comparison


def takes() -> Comparison:
    """Both stories are North Wire's; the second is its update, and its facts are those of the sample."""
    made = comparison()
    first, second = made.stories
    second = replace(second, source=first.source, headline=first.headline, version_mark="UPDATE 1")
    return replace(made, stories=(first, second))


OPTIONS = ReportOptions(at=AT)
TOLD = "North Wire (UPDATE 1) is take 2 of the same story as North Wire (take 1) (UPDATE 1 after the first take)."


def text_of(kind: str) -> str:
    made = render(takes(), kind, OPTIONS)
    if kind == "xlsx":
        assert isinstance(made, bytes)
        book = openpyxl.load_workbook(io.BytesIO(made))
        return "\n".join(str(c.value) for sheet in book for row in sheet.rows for c in row)
    if kind == "docx":
        assert isinstance(made, bytes)
        return "\n".join(p.text for p in Document(io.BytesIO(made)).paragraphs)
    return made.decode() if isinstance(made, bytes) else made


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx", "json", "annotations", "tei"])
def test_takes_are_told(kind: str) -> None:
    told = text_of(kind)
    assert TOLD in told
    assert "Dropped without saying so: “The captain had worked for thirty hours.”" in told


def test_takes_in_markdown_and_in_data() -> None:
    told = text_of("md")
    assert "## Takes of one story" in told
    assert "take 2 of 2" in told
    (data,) = json.loads(text_of("json"))["report"]["takes"]
    assert data["dropped_silently"] == ["f2"]
    assert data["added"] == ["f3"]
    assert data["changed_silently"] == ["f1"]


def test_stories_of_other_agencies_are_no_takes() -> None:
    made = render(comparison(), "md", OPTIONS)
    assert "Takes" not in str(made)


def test_only_an_embargo_that_runs_is_warned_of() -> None:
    say, at = Phrases(), "2024-05-06T07:00:00+00:00"
    told = embargo_lines(
        [
            Story("a", source="Over", embargo="2024-05-06T06:59:00+00:00"),
            Story("b", source="Runs", embargo="2024-05-06T07:01:00+00:00"),
            Story("c", source="Day", embargo="2024-05-06"),
            Story("d", source="Words", embargo="EMBARGOED until the speech is held"),
            Story("e", source="Held", extra={"status": "withheld"}),
            Story("f", source="None"),
        ],
        say,
        at=at,
    )
    assert [line.split()[0] for line in told] == ["Runs", "Day", "Words", "Held"]
    late = render(comparison(), "md", ReportOptions(at="2024-05-08T00:00:00+00:00"))
    assert "Do not pass this report on" not in str(late)
    assert "embargo over since 7 May 2024" in str(late)


def test_a_withdrawn_story_is_told_first() -> None:
    made = comparison()
    killed = replace(made.stories[1], extra={"status": "canceled"})
    assert withdrawn_lines([killed], Phrases()) == (
        "South Desk has been withdrawn (killed) by its agency: do not use it.",
    )
    report = str(render(replace(made, stories=(made.stories[0], killed)), "md", OPTIONS))
    first = report[report.index("## Read first") :].splitlines()[2]
    assert "withdrawn" in first
