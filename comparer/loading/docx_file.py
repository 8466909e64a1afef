"""DOCX: accepted view (tracked insertions in, deletions out), text boxes, notes, headers and footers included."""

from __future__ import annotations

import io
from collections.abc import Iterator

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from comparer.errors import LoadError
from comparer.loading import archives, heads
from comparer.loading.decoding import clean
from comparer.loading.draft import Block, Draft
from comparer.story import ParagraphKind

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DROPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}rPr", f"{_W}pPr"})
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_docx(data: bytes, name: str) -> list[Draft]:
    """The drafts of a DOCX: one, or one for each document of a LexisNexis export. Raises LoadError."""
    try:
        document = Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise LoadError(
            f"{name} is a damaged DOCX file ({type(error).__name__}): ask the sender for it again."
        ) from None
    blocks = list(_blocks(document.element.body, document))
    texts = [line for block in blocks for line in block.text.split("\n")]
    if sum(text.strip().casefold() == "end of document" for text in texts) and any(
        text.startswith(("Load-Date", "Length:", "LENGTH:")) for text in texts
    ):
        return _lexis(blocks)
    draft = Draft("DOCX")
    # Soft line breaks end paragraphs: headlines and contact blocks are set with them.
    for block in blocks:
        for line in block.text.split("\n") if block.hint != "pre" else [block.text]:
            if line.strip():
                draft.blocks.append(Block(line.strip(), block.kind, block.note, hint=block.hint))
    heads.take(draft)
    for part, note in _margins(document):
        for block in part:
            draft.add(block.text, ParagraphKind.NOTE, note)
    draft.language = document.core_properties.language or None
    return [draft]


def _lexis(blocks: list[Block]) -> list[Draft]:
    documents: list[list[str]] = [[]]
    for block in blocks:
        text = block.text.strip()
        if text.casefold() == "end of document":
            documents.append([])
        elif text:
            documents[-1].append(text)
    # The first document follows the table of contents; its title is the last line before its source and date.
    first = documents[0]
    contents = [k for k, t in enumerate(first) if t.startswith(("Narrowed by", "Search Type", "Search Terms"))]
    if contents:
        rest = first[contents[-1] + 1 :]
        while rest and not rest[0].strip():
            rest.pop(0)
        documents[0] = rest
    return [archives.lexis_draft(parts) for parts in documents if len(parts) > 2]


def _blocks(parent: etree._Element, document: DocxDocument) -> Iterator[Block]:
    """Paragraphs and tables in order, whatever they are wrapped in."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, document)
        elif child.tag == f"{_W}tbl":
            yield from _table(child, document)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
            yield from _blocks(child, document)


def _table(table: etree._Element, document: DocxDocument) -> Iterator[Block]:
    rows = []
    inner: list[Block] = []
    for row in table.iter(f"{_W}tr"):
        cells = []
        for cell in row.iterchildren(f"{_W}tc"):
            blocks = list(_blocks(cell, document))
            inner += blocks
            cells.append(" ".join(b.text for b in blocks))
        rows.append(cells)
    lengths = [len(c) for row in rows for c in row]
    if not lengths:
        return
    if max(lengths) > 200 or len(lengths) < 4:
        yield from inner
    else:
        yield Block("\n".join("\t".join(row) for row in rows), ParagraphKind.NOTE.value, "table", hint="pre")


def _paragraph(paragraph: etree._Element, document: DocxDocument) -> Iterator[Block]:
    text, bold, letters = _text(paragraph)
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = _style_name(document, style.get(f"{_W}val") if style is not None else None)
    hint = ""
    if name.startswith(("Heading", "Title", "heading", "Überschrift", "Titre", "Titel", "Subtitle")):
        hint = "heading"
    elif "Caption" in name or "caption" in name:
        yield Block(text, ParagraphKind.CAPTION.value)
        return
    elif letters and bold >= 0.95 * letters:
        hint = "bold"
    elif paragraph.find(f"{_W}pPr/{_W}numPr") is not None or name.startswith("List"):
        hint = "item"
    yield Block(text, hint=hint)
    # Text boxes hang inside paragraphs.
    for box in paragraph.iter(f"{_W}txbxContent"):
        if not any(a.tag == _FALLBACK for a in box.iterancestors()):
            yield from _blocks(box, document)


def _style_name(document: DocxDocument, style_id: str | None) -> str:
    if not style_id:
        return ""
    for style in document.styles.element.iterchildren(f"{_W}style"):
        if style.get(f"{_W}styleId") == style_id:
            named = style.find(f"{_W}name")
            return named.get(f"{_W}val") if named is not None else style_id
    return style_id


def _text(paragraph: etree._Element) -> tuple[str, int, int]:
    """Text of a paragraph without its text boxes, and how many of its letters are bold, of how many."""
    parts: list[str] = []
    bold = letters = 0
    stack = [paragraph]
    while stack:
        element = stack.pop()
        tag = element.tag
        if not isinstance(tag, str) or tag in _DROPPED or tag in (f"{_W}txbxContent", _FALLBACK):
            continue
        if tag == f"{_W}t":
            words = element.text or ""
            parts.append(words)
            count = len(words.strip())
            letters += count
            flag = element.getparent().find(f"{_W}rPr/{_W}b") if element.getparent() is not None else None
            if flag is not None and flag.get(f"{_W}val") not in ("0", "false", "none"):
                bold += count
        elif tag == f"{_W}tab":
            parts.append("\t")
        elif tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif tag == f"{_W}noBreakHyphen":
            parts.append("-")
        else:
            stack.extend(reversed(element))
    return clean("".join(parts)), bold, letters


def _margins(document: DocxDocument) -> Iterator[tuple[list[Block], str]]:
    """Footnotes, then headers and footers, each text once."""
    seen: set[str] = set()
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
            continue
        try:
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError:
            continue
        yield [b for note in root for b in _blocks(note, document) if b.text.strip()], "footnote"
    for section in document.sections:
        for part in (section.header, section.footer):
            if part.is_linked_to_previous:
                continue
            blocks = [b for b in _blocks(part._element, document) if b.text.strip() and b.text not in seen]
            seen.update(b.text for b in blocks)
            yield blocks, "margin"
