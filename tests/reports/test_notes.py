"""Notes are Markdown: formatted in Word and PDF as on the web page, and never more than that."""

from __future__ import annotations

import io

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from comparer.desk.verdicts import Verdict
from comparer.reports import ReportOptions, render
from comparer.reports.notes import NoteRun, note_blocks
from tests.reports.samples import AT, project

NOTE = """**Ask** the *harbour master*, see [the log](https://example.org/log).

1. call
2. write
   - by mail

![no](p.png) <b>no</b> [no](javascript:alert(1)) `code`"""
OPTIONS = ReportOptions(at=AT)


def test_blocks_and_runs() -> None:
    blocks = note_blocks(NOTE)
    assert blocks[0].runs[0] == NoteRun("Ask", bold=True)
    assert NoteRun("harbour master", italic=True) in blocks[0].runs
    assert NoteRun("the log", address="https://example.org/log") in blocks[0].runs
    assert [(b.mark, b.depth) for b in blocks[1:4]] == [("1.", 1), ("2.", 1), ("•", 2)]
    last = blocks[4].runs
    assert NoteRun("code", code=True) in last
    assert not [r for r in last if r.address.startswith("javascript")]
    assert "<b>no</b>" in "".join(r.text for r in last)


@settings(max_examples=150)
@given(st.text(alphabet="ab *_`[]()<>#-1.\n!:/\\&", max_size=80))
def test_no_note_breaks_or_leads_astray(note: str) -> None:
    for block in note_blocks(note):
        assert all(run.text for run in block.runs)
        assert all(not r.address or r.address.lower().startswith(("http", "mailto:")) for r in block.runs)


def test_word_has_bold_lists_and_links() -> None:
    made = render(project({"f1": (Verdict.CONFLICT, NOTE)}), "docx", OPTIONS)
    assert isinstance(made, bytes)
    document = Document(io.BytesIO(made))
    cells = [p for t in document.tables for row in t.rows for c in row.cells for p in c.paragraphs]
    comments = [p for c in document.comments for p in c.paragraphs]
    for paragraphs in (cells, comments):
        runs = [r for p in paragraphs for r in p.runs]
        assert any(r.bold and r.text == "Ask" for r in runs)
        assert any(r.italic and r.text == "harbour master" for r in runs)
        assert any(p.text == "1.\tcall" for p in paragraphs)
        links = [link for p in paragraphs for link in p.hyperlinks]
        assert {(link.text, link.address) for link in links} == {("the log", "https://example.org/log")}


def test_pdf_links_to_what_a_note_names() -> None:
    made = render(project({"f1": (Verdict.CONFLICT, NOTE)}), "pdf", OPTIONS)
    assert isinstance(made, bytes)
    pages = PdfReader(io.BytesIO(made)).pages
    actions = [a.get_object().get("/A") for page in pages for a in page.get("/Annots", [])]
    assert {a["/URI"] for a in actions if a and "/URI" in a} == {"https://example.org/log"}
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "**Ask**" not in text
    assert "Ask the harbour master" in text
