"""A Word document: findings in tables, then each story with the findings as comments anchored to their words.

All text goes in as text runs: no field, link or markup can come of it. A newsroom's ``report.docx`` is the letterhead.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_UNDERLINE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from comparer.errors import ComparerError
from comparer.reports.docx_comments import Comments
from comparer.reports.docx_tables import findings_table, set_cell
from comparer.reports.model import Look, MarkedParagraph, Report
from comparer.reports.telling import about_lines, decided_lines
from comparer.reports.templates import palette
from comparer.reports.xml_text import xml_text

LETTERHEAD = "report.docx"
SERIF, SANS = "Georgia", "Arial"
PAPERS = {"A4": (210, 297), "Letter": (215.9, 279.4)}
"""Millimetres, across and down."""
MARGIN = 18

_UNDERLINES = {Look.ONLY: WD_UNDERLINE.SINGLE, Look.CONFLICT: WD_UNDERLINE.WAVY, Look.SHARED: WD_UNDERLINE.DOUBLE}
_HUES = ("first", "second", "third")


def render(report: Report) -> bytes:
    """The document as .docx. Raises ComparerError for a letterhead that cannot be opened."""
    document = _letterhead(report)
    writer = _Writer(document, report)
    writer.head()
    writer.findings()
    if report.texts is not None:
        writer.texts()
    else:
        writer.quotations()
    writer.about()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _letterhead(report: Report) -> Any:
    own = report.options.template
    path = own / LETTERHEAD if own is not None else None
    try:
        document = Document(str(path)) if path is not None and path.is_file() else Document()
    except (PackageNotFoundError, KeyError, ValueError, OSError) as error:
        raise ComparerError(f"{path} is no Word document ({error}): mend it, or leave --template out.") from error
    if path is None or not path.is_file():
        _set_up(document, report)
    return document


def _set_up(document: Any, report: Report) -> None:
    """Paper, margins, styles and page numbers, where no letterhead brings its own."""
    section = document.sections[0]
    across, down = PAPERS[report.options.paper]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(across), Mm(down)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    styles = document.styles
    for name, font, size in (
        ("Normal", SERIF, 10.5),
        ("Title", SERIF, 22),
        ("Heading 1", SANS, 14),
        ("Heading 2", SANS, 12),
        ("Heading 3", SERIF, 12),
    ):
        style = styles[name]
        style.font.name, style.font.size = font, Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
        style.font.color.rgb = RGBColor.from_string(palette("light")["ink"].lstrip("#"))
    styles["Normal"].paragraph_format.space_after = Pt(6)
    footer = section.footer.paragraphs[0]
    footer.add_run(xml_text(report.phrases("letterhead")) + "  ·  ").font.size = Pt(8)
    _page_number(footer)


def _page_number(paragraph: Paragraph) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(8)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            element.text = text
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


class _Writer:
    def __init__(self, document: Any, report: Report) -> None:
        self._document = document
        self._report = report
        self._colours = palette("light")
        self._comments = Comments(document, report)

    def head(self) -> None:
        report, say = self._report, self._report.phrases
        properties = self._document.core_properties
        generator = report.comparison.generator
        properties.title, properties.subject = xml_text(report.title)[:255], xml_text(report.subtitle)[:255]
        properties.author = xml_text(f"{generator.name} {generator.version}")[:255]
        properties.comments = properties.keywords = ""
        properties.language = say.language
        when = _when(report.made_at)
        if when is not None:
            properties.created = properties.modified = when
        self._document.add_paragraph(xml_text(report.title), style="Title")
        self._document.add_paragraph(xml_text(report.subtitle))
        if report.options.recipient:
            self._document.add_paragraph(xml_text(say("report.recipient", recipient=report.options.recipient)))
        for line in report.embargoes:
            run = self._document.add_paragraph().add_run(xml_text(f"{say('embargo.heading')}. {line}"))
            run.bold = True
        table = self._document.add_table(rows=1, cols=len(report.sources))
        for cell, source in zip(table.rows[0].cells, report.sources, strict=True):
            facts = [*source.told, say("report.words", count=source.words)]
            set_cell(
                cell,
                [(f"{source.letter}  {source.name}", True), (source.headline or say("report.no_headline"), False)],
                small=[" · ".join(f for f in facts if f), f"sha256 {source.sha256[:12]} …"],
            )
        self._document.add_heading(say("report.read_first"), 1)
        for _, sentence in report.read_first:
            self._document.add_paragraph(xml_text(sentence), style="List Bullet")
        if report.takes:
            self._document.add_heading(say("takes.heading"), 1)
        for sentence in report.takes:
            self._document.add_paragraph(xml_text(sentence), style="List Bullet")

    def findings(self) -> None:
        report, say = self._report, self._report.phrases
        for group in report.groups:
            self._document.add_heading(xml_text(f"{group.title}  {len(group.rows)}"), 1)
            meaning = self._document.add_paragraph(xml_text(group.meaning))
            meaning.paragraph_format.keep_with_next = True
            findings_table(self._document, report, group.rows, self.mark)
        if report.aside:
            self._document.add_heading(say("aside.heading"), 1)
            rows = [item.row for item in report.aside if item.row is not None]
            if rows:
                findings_table(self._document, report, rows, self.mark)
            for item in report.aside:
                if item.row is None:
                    told = f"{item.source}: {item.what}" if item.source else item.what
                    self._document.add_paragraph(xml_text(f"{told}. {item.why}"), style="List Bullet")

    def texts(self) -> None:
        report, say = self._report, self._report.phrases
        for index, paragraphs in enumerate(report.texts or ()):
            source = report.sources[index]
            heading = self._document.add_heading(xml_text(f"{source.letter}  {source.name}"), 1)
            heading.paragraph_format.page_break_before = True
            if index == 0:
                marks = (say(f"report.mark_{look}") for look in ("conflict", "only", "shared"))
                self._document.add_paragraph(xml_text(f"{say('report.marks')}: {'; '.join(marks)}."))
            for paragraph in paragraphs:
                self._story_paragraph(index, paragraph)
            self._comments.close(index)

    def _story_paragraph(self, story: int, paragraph: MarkedParagraph) -> None:
        style = "Heading 3" if paragraph.kind in ("headline", "crosshead") else None
        written = self._document.add_paragraph(style=style)
        if paragraph.number is not None:
            number = written.add_run(f"{paragraph.number}\u2003")
            number.font.size = Pt(8)
        for piece in paragraph.pieces:
            run = written.add_run(xml_text(piece.text))
            run.italic = True if paragraph.kind in ("note", "caption") or paragraph.withheld else None
            self.mark(run, piece.look, story)
            self._comments.run(story, run, piece)

    def quotations(self) -> None:
        """What stands in for the texts: each story's words that findings quote, with the comments on them."""
        report = self._report
        title = report.phrases("report.quotations")
        for index, source in enumerate(report.sources):
            self._document.add_heading(xml_text(f"{source.letter}  {source.name}: {title}"), 1)
            found = [(p, row) for row in report.rows for p in row.places[index] if p.start is not None]
            for place, row in sorted(found, key=lambda f: (f[0].start or 0, f[1].number)):
                written = self._document.add_paragraph()
                written.add_run(xml_text(f"{place.where}\u2003")).font.size = Pt(8)
                runs = []
                for piece in place.pieces:
                    runs.append(written.add_run(xml_text(piece.text)))
                    self.mark(runs[-1], piece.look, index)
                if runs:
                    self._comments.add(row, runs[0], runs[-1])

    def about(self) -> None:
        report, say = self._report, self._report.phrases
        self._document.add_heading(say("report.about"), 1)
        for line in about_lines(report):
            self._document.add_paragraph(xml_text(line))
        for name, lines in (("about.notices", report.notices), ("about.decided", decided_lines(report))):
            if lines:
                self._document.add_heading(say(name), 2)
            for line in lines:
                self._document.add_paragraph(xml_text(line), style="List Bullet")
        self._document.add_heading(say("about.stories"), 2)
        for source in report.sources:
            told = [
                f"{source.letter} {source.name}",
                source.filed,
                source.file,
                source.format,
                f"sha256 {source.sha256}",
            ]
            self._document.add_paragraph(xml_text(", ".join(t for t in told if t)), style="List Bullet")

    def mark(self, run: Run, look: Look, story: int) -> None:
        """Underline a run as its look says, in its hue."""
        if look is Look.PLAIN:
            return
        run.font.underline = _UNDERLINES[look]
        role = {Look.CONFLICT: "conflict", Look.SHARED: "ink"}.get(look, _HUES[story % len(_HUES)])
        run._r.get_or_add_rPr().find(qn("w:u")).set(qn("w:color"), self._colours[role].lstrip("#"))


def _when(told: str) -> datetime | None:
    try:
        return datetime.fromisoformat(told).replace(tzinfo=None)
    except ValueError:
        return None
