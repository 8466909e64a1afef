"""ODT: the text of an OpenDocument file; tracked deletions are out, insertions in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from comparer.errors import LoadError
from comparer.loading import heads
from comparer.loading.decoding import clean
from comparer.loading.draft import Block, Draft
from comparer.loading.limits import MAX_UNPACKED_BYTES
from comparer.story import ParagraphKind

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"


def read_odt(data: bytes, name: str) -> list[Draft]:
    """The one draft of an ODT. Raises LoadError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            manifest = _part(packed, "META-INF/manifest.xml")
            if manifest is not None and next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None:
                raise LoadError(f"{name} is encrypted with a password: save it without one and open that.")
            content = _part(packed, "content.xml")
    except (zipfile.BadZipFile, KeyError, RuntimeError) as error:
        raise LoadError(
            f"{name} is a damaged ODT file ({type(error).__name__}): ask the sender for it again."
        ) from None
    body = content.find(f"{_OFFICE}body/{_OFFICE}text") if content is not None else None
    if content is None or body is None:
        raise LoadError(f"{name} is an OpenDocument file without a text: open the story itself.")
    bold = _bold_styles(content)
    draft = Draft("ODT")
    for block in _blocks(body, bold):
        for line in block.text.split("\n") if block.hint != "pre" else [block.text]:
            if line.strip():
                draft.blocks.append(Block(line.strip(), block.kind, block.note, hint=block.hint))
    heads.take(draft)
    return [draft]


def _part(packed: zipfile.ZipFile, name: str) -> etree._Element | None:
    if name not in packed.namelist():
        return None
    with packed.open(name) as handle:
        raw = handle.read(MAX_UNPACKED_BYTES + 1)
    if len(raw) > MAX_UNPACKED_BYTES:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    return etree.fromstring(raw, parser)


def _bold_styles(content: etree._Element) -> set[str]:
    names = set()
    for style in content.iter(f"{_STYLE}style"):
        properties = style.find(f"{_STYLE}text-properties")
        if properties is not None and properties.get(f"{_FO}font-weight") == "bold":
            names.add(style.get(f"{_STYLE}name") or "")
    return names


def _blocks(parent: etree._Element, bold: set[str], hint: str = "") -> Iterator[Block]:
    for child in parent:
        if child.tag == f"{_TEXT}h":
            yield Block(_text(child), hint="heading")
        elif child.tag == f"{_TEXT}p":
            style = child.get(f"{_TEXT}style-name") or ""
            spans = {s.get(f"{_TEXT}style-name") for s in child.iterchildren(f"{_TEXT}span")}
            heavy = style in bold or (not (child.text or "").strip() and bool(spans) and spans <= bold)
            titled = style in ("Title", "Subtitle")
            yield Block(_text(child), hint="heading" if titled else hint or ("bold" if heavy else ""))
        elif child.tag == f"{_TEXT}list":
            for item in child.iter(f"{_TEXT}list-item"):
                yield from _blocks(item, bold, "item")
        elif child.tag == f"{_TABLE}table":
            rows = [
                "\t".join(_text(cell) for cell in row.iter(f"{_TABLE}table-cell"))
                for row in child.iter(f"{_TABLE}table-row")
            ]
            yield Block("\n".join(rows), ParagraphKind.NOTE.value, "table", hint="pre")
        elif child.tag in (f"{_TEXT}section", f"{_TEXT}index-body"):
            yield from _blocks(child, bold)


def _text(element: etree._Element) -> str:
    parts: list[str] = [element.text or ""]
    for child in element:
        tag = child.tag
        if tag == f"{_TEXT}s":
            parts.append(" " * min(int(child.get(f"{_TEXT}c") or 1), 80))
        elif tag == f"{_TEXT}tab":
            parts.append("\t")
        elif tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif tag in (f"{_TEXT}span", f"{_TEXT}a", f"{_TEXT}bookmark-ref", f"{_TEXT}ruby", f"{_TEXT}ruby-base"):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return clean("".join(parts))
