"""Notes in a Word document: their Markdown as bold, italic, lists and links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from comparer.reports.notes import NoteRun, note_blocks
from comparer.reports.xml_text import xml_text

_INDENT = 4
"""Millimetres a list is indented for each level."""
_CODE = "Courier New"


def write_note(note: str, paragraph: Callable[[], Paragraph], size: float | None = None) -> None:
    """Write a note into the paragraphs that ``paragraph`` gives, one a block. ``size`` in points; None: as it comes."""
    for block in note_blocks(note):
        written = paragraph()
        written.paragraph_format.space_after = Pt(1)
        if block.depth:
            written.paragraph_format.left_indent = Mm(_INDENT * block.depth)
            written.paragraph_format.first_line_indent = Mm(-_INDENT) if block.mark else None
        if block.mark:
            _sized(written.add_run(f"{block.mark}\t"), size)
            written.paragraph_format.tab_stops.add_tab_stop(Mm(_INDENT * block.depth))
        for run in block.runs:
            _write(written, run, size)


def _write(paragraph: Paragraph, run: NoteRun, size: float | None) -> None:
    made = paragraph.add_run(xml_text(run.text))
    made.bold, made.italic = run.bold or None, run.italic or None
    if run.code:
        made.font.name = _CODE
    _sized(made, size)
    if run.address:
        made.font.underline = True
        made._r.getparent().replace(made._r, link := _hyperlink(paragraph.part, run.address))
        link.append(made._r)


def _hyperlink(part: Any, address: str) -> Any:
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), part.relate_to(xml_text(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return element


def _sized(run: Run, size: float | None) -> None:
    if size is not None:
        run.font.size = Pt(size)
