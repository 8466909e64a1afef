"""Each kind as its reader opens it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from jsonschema import Draft202012Validator
from lxml import etree
from openpyxl import load_workbook
from pypdf import PdfReader

from comparer.comparison import STORIES_FORMAT, Fact, Status, from_json, story_to_json
from comparer.desk.verdicts import Verdict
from comparer.errors import ComparerError, WriteError
from comparer.paths import resources
from comparer.reports import KINDS, ReportOptions, render, write
from tests.reports.samples import AT, comparison, mention, project

OPTIONS = ReportOptions(at=AT)
GOLDEN = Path(__file__).with_name("golden")


def decided() -> object:
    """The ferry with two verdicts."""
    return project({"f1": (Verdict.CONFLICT, "Keep **both**."), "f2": (Verdict.TO_CHECK, "Ask the union.\nToday.")})


def schema(name: str) -> Draft202012Validator:
    """A published schema."""
    data = json.loads((resources() / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(data)
    return Draft202012Validator(data)


@pytest.mark.parametrize("name", ["md", "csv"])
def test_as_it_was(name: str) -> None:
    made = render(decided(), name, OPTIONS)  # type: ignore[arg-type]
    text = made if isinstance(made, str) else made.decode("utf-8")
    assert text.replace("\r\n", "\n") == (GOLDEN / f"ferry.{name}").read_text(encoding="utf-8")


def test_json_is_valid_and_reads_back() -> None:
    data = json.loads(str(render(decided(), "json", OPTIONS)))  # type: ignore[arg-type]
    schema("comparison").validate(data)
    read = from_json(data)
    assert read.facts == comparison().facts
    assert [d["verdict"] for d in data["report"]["decisions"]] == ["conflict", "to-check"]
    assert "555-0100" not in data["stories"][0]["text"]
    assert len(data["stories"][0]["text"]) == len(comparison().stories[0].text)


def test_json_without_texts_keeps_offsets_and_gives_no_words_beyond_the_quotations() -> None:
    data = json.loads(str(render(comparison(), "json", ReportOptions(at=AT, quotation_words=2))))
    schema("comparison").validate(data)
    shown = data["stories"][1]["text"].replace("█", "").split()
    assert shown == ["nine", "people", "We", "owe", "Lowhaven", "The", "ferry", "1998"] or "injuring" not in shown
    from_json(data)


def test_stories_file_is_valid() -> None:
    stories = [story_to_json(s) for s in comparison().stories]
    schema("stories").validate({"format": STORIES_FORMAT, "version": 1, "stories": stories})


def test_word_comments_stand_on_their_words() -> None:
    made = render(decided(), "docx", OPTIONS)  # type: ignore[arg-type]
    document = Document(io.BytesIO(bytes(made)))  # type: ignore[arg-type]
    told = {c.comment_id: c.text for c in document.comments}
    anchored: dict[int, str] = {}
    running: set[int] = set()
    for element in document.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            running.add(int(element.get(qn("w:id"))))
        elif element.tag == qn("w:commentRangeEnd"):
            running.discard(int(element.get(qn("w:id"))))
        elif element.tag == qn("w:t"):
            for number in running:
                anchored[number] = anchored.get(number, "") + (element.text or "")
    words = {told[k].split("]")[0] + "]": text for k, text in anchored.items()}
    assert words["2 [Only in North Wire]"] == "The captain had worked for thirty hours"
    assert words["3 [Only in South Desk]"] == "1998"
    assert sorted(t for k, t in anchored.items() if told[k].startswith("1 [Conflict]")) == [
        "Twelve people",
        "nine people",
    ]
    assert {c.author for c in document.comments} == {"comparer", "MK"}


def test_spreadsheet() -> None:
    book = load_workbook(io.BytesIO(bytes(render(decided(), "xlsx", OPTIONS))))  # type: ignore[arg-type]
    assert book.sheetnames == ["Findings", "Set aside", "Stories", "About"]
    sheet = book["Findings"]
    assert sheet.freeze_panes == "F2"
    assert sheet.auto_filter.ref == "A1:S6"
    rows = list(sheet.iter_rows(values_only=True))
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["North Wire: words"] == "Twelve people"
    assert (first["Verdict"], first["Note"], first["Decided by"]) == ("Conflict", "Keep **both**.", "MK")


def test_csv_opens_right_in_a_spreadsheet_program() -> None:
    made = render(decided(), "csv", OPTIONS)  # type: ignore[arg-type]
    assert bytes(made).startswith(b"\xef\xbb\xbf")  # type: ignore[arg-type]
    rows = list(csv.DictReader(io.StringIO(bytes(made).decode("utf-8-sig"), newline="")))  # type: ignore[arg-type]
    assert [r["Finding"] for r in rows] == ["f1", "f2", "f3", "f4", "f5"]


def test_tei_has_a_reading_for_each_witness() -> None:
    tree = etree.fromstring(bytes(render(decided(), "tei", OPTIONS)))  # type: ignore[arg-type]
    space = {"t": "http://www.tei-c.org/ns/1.0"}
    apparatus = tree.findall(".//t:app", space)
    assert len(apparatus) == 5
    for app in apparatus:
        assert {r.get("wit") for r in app.findall("t:rdg", space)} == {"#A", "#B"}
    only = next(a for a in apparatus if a.get("n") == "f2")
    assert [r.text for r in only.findall("t:rdg", space)] == ["The captain had worked for thirty hours", None]
    names = {e.get("{http://www.w3.org/XML/1998/namespace}id") for e in tree.iter()}
    for reading in tree.findall(".//t:rdg[@corresp]", space):
        assert reading.get("corresp")[1:] in names
    paragraphs = ["".join(p.itertext()) for p in tree.findall(".//t:p[@n]", space)]
    story = comparison().stories[0]
    assert paragraphs[:3] == [story.text[p.start : p.end] for _, p in story.body()]


@pytest.mark.parametrize(("paper", "width"), [("A4", 595), ("Letter", 612)])
def test_pdf(paper: str, width: int) -> None:
    made = render(decided(), "pdf", ReportOptions(at=AT, paper=paper, recipient="the night desk"))  # type: ignore[arg-type]
    pdf = PdfReader(io.BytesIO(bytes(made)))  # type: ignore[arg-type]
    assert round(pdf.pages[0].mediabox.width) == width
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "findings" in text, "ligatures have no letters to be found by"
    assert "The captain had worked for thirty hours" in text
    assert f"page 1 of {len(pdf.pages)}" in text
    assert "555-0100" not in text
    titles = [item.title for item in pdf.outline if not isinstance(item, list)]
    assert titles[:2] == ["Conflicts 1", "To check 1"] or titles[0].startswith("Conflicts")
    assert pdf.metadata is not None
    assert pdf.metadata.title == "The ferry"
    assert any("/Annots" in page for page in pdf.pages)
    assert "/Lang" in pdf.trailer["/Root"]  # type: ignore[operator]


def test_three_and_five_stories() -> None:
    base = comparison()
    for count in (3, 5):
        more = tuple(replace(base.stories[1], source=f"Third {k}", embargo=None) for k in range(count - 2))
        stories = (*base.stories, *more)
        some = Fact(
            "f9", "claim", Status.SHARED, "nine hurt", (mention(stories, 1, "nine"), mention(stories, 2, "nine"))
        )
        wider = replace(base, stories=stories, facts=(*base.facts, some))
        for kind in KINDS:
            made = render(wider, kind.name, OPTIONS)
            assert made, kind.name
        assert "In some stories, not in all" in str(render(wider, "html", OPTIONS))


def test_importing_reports_and_writing_others_imports_no_qt() -> None:
    code = (
        "import sys; from tests.reports.samples import comparison; from comparer.reports import render\n"
        "for k in ('html','docx','xlsx','csv','md','json','annotations','tei'): render(comparison(), k)\n"
        "print([m for m in sys.modules if m.startswith('PySide6')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_writing_is_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "r.md"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(ComparerError):
        write(comparison(), path, options=ReportOptions(template=tmp_path / "nowhere"))
    assert path.read_text(encoding="utf-8") == "before"
    assert write(comparison(), path, options=OPTIONS) == path
    assert path.read_text(encoding="utf-8").startswith("# Ferry hits pier in Lowhaven")
    assert [p.name for p in tmp_path.iterdir()] == ["r.md"]
    with pytest.raises(WriteError, match="choose another folder"):
        write(comparison(), tmp_path / "none" / "r.md", options=OPTIONS)


def test_a_newsroom_brings_its_own(tmp_path: Path) -> None:
    (tmp_path / "texts.toml").write_text(
        'locale = "de_DE"\nletterhead = "Nachtdienst"\n[groups]\nconflict = "Widersprüche"\n', encoding="utf-8"
    )
    (tmp_path / "own.css").write_text("h1{color:teal}", encoding="utf-8")
    (tmp_path / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    made = str(render(comparison(), "html", ReportOptions(at=AT, template=tmp_path)))
    assert "Widersprüche" in made
    assert "h1{color:teal}" in made
    assert 'alt="Nachtdienst"' in made
    assert "6. Mai 2024" not in made or "Mai" in made
    (tmp_path / "texts.toml").write_text('[groups]\nconflicts = "x"\n', encoding="utf-8")
    with pytest.raises(ComparerError, match=r"groups\.conflicts"):
        render(comparison(), "html", ReportOptions(template=tmp_path))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_libreoffice_opens_it(kind: str, tmp_path: Path) -> None:
    path = write(decided(), tmp_path / f"r.{kind}", options=OPTIONS)  # type: ignore[arg-type]
    home = (tmp_path / "home").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={home}", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "r.pdf").pages)
    assert "captain" in text
