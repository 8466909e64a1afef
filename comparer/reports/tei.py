"""TEI P5 with parallel apparatus, for archives: each story is a witness, each finding an ``app`` with a ``rdg`` for
each witness, empty where the story does not have it.

Agencies reorder, so the apparatus stands apart from the texts and points into them: each ``rdg`` names the paragraphs
it stands in. Word-level edits of quotes are kept; where a paragraph moved is told by ``@corresp``, not by its place.
"""

from __future__ import annotations

from lxml import etree

from comparer.reports.model import MarkedParagraph, Place, Report, Row
from comparer.reports.telling import about_lines, verdict_line, why_lines
from comparer.reports.xml_text import xml_text

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"


def render(report: Report) -> bytes:
    """The edition as XML in UTF-8."""
    root = etree.Element(f"{{{NAMESPACE}}}TEI", nsmap={None: NAMESPACE})
    root.set(f"{_XML}lang", report.phrases.language)
    _header(root, report)
    text = _add(root, "text")
    if report.texts is not None:
        group = _add(text, "group")
        for index, paragraphs in enumerate(report.texts):
            _witness_text(group, index, paragraphs, report)
        back = _add(_add(group, "text"), "body")
    else:
        back = _add(text, "body")
    _apparatus(back, report)
    made: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=False)
    return made


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    for key, value in attributes.items():
        element.set(f"{_XML}id" if key == "id" else key, xml_text(value))
    if text:
        element.text = xml_text(text)
    return element


def _header(root: etree._Element, report: Report) -> None:
    say = report.phrases
    header = _add(root, "teiHeader")
    file = _add(header, "fileDesc")
    title = _add(file, "titleStmt")
    _add(title, "title", report.title)
    for decider in report.deciders:
        statement = _add(title, "respStmt")
        _add(statement, "resp", say("about.decided"))
        _add(statement, "name", decider.who)
    publication = _add(file, "publicationStmt")
    _add(publication, "p", report.subtitle)
    for line in report.embargoes:
        _add(publication, "p", f"{say('embargo.heading')}. {line}")
    for line in report.takes:
        _add(publication, "p", f"{say('takes.heading')}. {line}")
    source = _add(file, "sourceDesc")
    witnesses = _add(source, "listWit")
    for s in report.sources:
        told = [s.name, s.headline, *s.told, s.file, f"sha256 {s.sha256}"]
        _add(witnesses, "witness", ". ".join(t for t in told if t), id=s.letter)
    encoding = _add(header, "encodingDesc")
    _add(encoding, "variantEncoding", method="double-end-point", location="external")
    for line in (*about_lines(report), *report.notices):
        _add(_add(encoding, "editorialDecl"), "p", line)
    revision = _add(header, "revisionDesc")
    _add(revision, "change", report.subtitle, when=report.made_at[:10])


def _witness_text(group: etree._Element, index: int, paragraphs: tuple[MarkedParagraph, ...], report: Report) -> None:
    source = report.sources[index]
    text = _add(group, "text", n=source.letter, decls=f"#{source.letter}")
    text.set(f"{_XML}lang", source.language)
    body = _add(text, "body")
    for position, paragraph in enumerate(paragraphs):
        name = f"{source.letter}-{position}"
        element = _add(body, "p", id=name, type=paragraph.kind)
        if paragraph.number is not None:
            element.set("n", str(paragraph.number))
        if paragraph.withheld:
            _add(element, "gap", reason="withheld")
            continue
        element.text = ""
        last = None
        for piece in paragraph.pieces:
            if piece.rows and piece.look != "plain":
                last = _add(element, "seg", piece.text, ana=" ".join(f"#f{number}" for number in piece.rows))
            elif last is None:
                element.text = (element.text or "") + xml_text(piece.text)
            else:
                last.tail = (last.tail or "") + xml_text(piece.text)


def _apparatus(body: etree._Element, report: Report) -> None:
    if not report.groups and not report.aside:
        _add(body, "p", report.phrases("report.empty"))
    for group in report.groups:
        part = _add(body, "div", type=group.kind)
        _add(part, "head", group.title)
        _list(part, group.rows, report)
    if report.aside:
        part = _add(body, "div", type="aside")
        _add(part, "head", report.phrases("aside.heading"))
        _list(part, tuple(item.row for item in report.aside if item.row is not None), report)
        for item in report.aside:
            if item.row is None:
                told = f"{item.source}: {item.what}" if item.source else item.what
                _add(part, "p", f"{told}. {item.why}")


def _list(part: etree._Element, rows: tuple[Row, ...], report: Report) -> None:
    if not rows:
        return
    apparatus = _add(part, "listApp", type=rows[0].group)
    for row in rows:
        app = _add(apparatus, "app", id=f"f{row.number}", n=row.id, type=f"{row.status} {row.kind}".replace(" ", "-"))
        for index, places in enumerate(row.places):
            witness = f"#{report.sources[index].letter}"
            if not places:
                _add(app, "rdg", wit=witness)
            for place in places:
                reading = _add(app, "rdg", place.words, wit=witness)
                if place.number is not None:
                    reading.set("n", str(place.number))
                if place.start is not None and report.texts is not None:
                    reading.set("corresp", _paragraph(place, report))
        verdict, note, signed = verdict_line(row, report.phrases)
        for line in (row.label, *why_lines(row), *([row.quotation.told] if row.quotation is not None else [])):
            _add(app, "note", line, type="why")
        if row.decided or note:
            told = ". ".join(t for t in (verdict, note, signed) if t)
            _add(app, "note", told, type="verdict")


def _paragraph(place: Place, report: Report) -> str:
    story = report.comparison.stories[place.story]
    return f"#{report.sources[place.story].letter}-{story.paragraph_at(place.start or 0) or 0}"
