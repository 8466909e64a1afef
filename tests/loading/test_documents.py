"""Office files, PDFs and mail attachments: paragraphs from layout, tracked changes, margins."""

# ruff: noqa: E501 - pages are listed line by line
from __future__ import annotations

import io
from email.message import EmailMessage

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from comparer.loading import load_bytes
from comparer.story import ParagraphKind, Story
from tests.loading.documents import docx_bytes, odt_bytes, pdf_bytes

FIRST = [
    "The harbour of Westhaven will be closed to ferries for three days",
    "while divers inspect its northern pier, the port said on Monday.",
]
SECOND = [
    "We found cracks that nobody expected, said Marta Lindgren, who runs",
    "the port and has seen many a pier in her days. Safety comes first.",
]


def body(story: Story) -> list[str]:
    """The words of each body paragraph."""
    return [story.text[p.start : p.end] for _, p in story.body()]


def test_pdf_with_blank_lines_a_letter_head_and_boilerplate() -> None:
    page = [
        "PRESS RELEASE", "", "# Ferries stopped at Westhaven", "# for three days", "",
        "WESTHAVEN, 5 October 2018 - " + FIRST[0], FIRST[1], "", *SECOND, "", "About the Port of Westhaven", "The Port has served the region since 1903.", "",
        "Contact: Ole Riis, ole@port.example",
    ]  # fmt: skip
    story = load_bytes(pdf_bytes([page]), "a.pdf")[0]
    assert story.headline == "Ferries stopped at Westhaven for three days"
    assert (story.dateline.place, story.published) == ("WESTHAVEN", "2018-10-05")
    assert body(story) == [" ".join(FIRST), " ".join(SECOND)]
    notes = {p.note for p in story.paragraphs if p.kind is ParagraphKind.NOTE}
    assert notes == {"release", "dateline", "boilerplate", "contact"}


def test_pdf_with_indents_only() -> None:
    page = ["# Ferries stopped at Westhaven", "", "   " + FIRST[0], FIRST[1], "   " + SECOND[0], SECOND[1]]
    assert body(load_bytes(pdf_bytes([page]), "a.pdf")[0]) == [" ".join(FIRST), " ".join(SECOND)]


def test_pdf_over_two_pages_with_running_heads() -> None:
    head = "Port of Westhaven"
    pages = [[head, "", "", "# Ferries stopped", "", *FIRST, "", SECOND[0]], [head, "", "", SECOND[1], "", *FIRST]]
    story = load_bytes(pdf_bytes(pages), "a.pdf")[0]
    assert head not in story.text
    assert body(story) == [" ".join(FIRST), " ".join(SECOND), " ".join(FIRST)]


def test_docx_keeps_insertions_and_drops_deletions() -> None:
    document = Document()
    document.add_heading("Ferries stopped at Westhaven", 0)
    paragraph = document.add_paragraph("Before ")
    for xml in (
        f'<w:ins {nsdecls("w")} w:id="1" w:author="x"><w:r><w:t>twelve </w:t></w:r></w:ins>',
        f'<w:del {nsdecls("w")} w:id="2" w:author="x"><w:r><w:delText>eleven </w:delText></w:r></w:del>',
    ):
        paragraph._p.append(parse_xml(xml))
    paragraph.add_run("after the harbour was closed to every ferry.")
    table = document.add_table(2, 2)
    for row in table.rows:
        for cell in row.cells:
            cell.text = "x1"
    document.sections[0].footer.paragraphs[0].text = "Ask Ole Riis"
    buffer = io.BytesIO()
    document.save(buffer)
    story = load_bytes(buffer.getvalue(), "a.docx")[0]
    assert story.headline == "Ferries stopped at Westhaven"
    assert body(story) == ["Before twelve after the harbour was closed to every ferry."]
    assert [p.note for p in story.paragraphs if p.note] == ["table", "margin"]


def test_odt() -> None:
    story = load_bytes(odt_bytes(["Ferries stopped at Westhaven", " ".join(FIRST), " ".join(SECOND)]), "a.odt")[0]
    assert story.headline == "Ferries stopped at Westhaven"
    assert body(story) == [" ".join(FIRST), " ".join(SECOND)]


def test_a_mail_with_the_story_attached() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Ole Riis <ole@port.example>", "desk@news.example", "Copy"
    mail["Date"] = "Fri, 05 Oct 2018 14:12:00 +0200"
    mail.set_content("Please find the story attached.\n")
    word = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    mail.add_attachment(
        docx_bytes([" ".join(FIRST), " ".join(SECOND)]), maintype="application", subtype=word, filename="story.docx"
    )
    mail.add_attachment(b"%PDF-1.4 broken", maintype="application", subtype="pdf", filename="broken.pdf")
    stories = load_bytes(mail.as_bytes(), "copy.eml")
    assert len(stories) == 2
    assert body(stories[1]) == [" ".join(FIRST), " ".join(SECOND)]
    assert any("broken.pdf" in warning for warning in stories[0].warnings)
