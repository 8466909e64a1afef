"""Paragraphs out of markup: XHTML, NITF and the like, and HTML fragments.

Inline elements are joined without blanks; line breaks part paragraphs where sentences end; paragraphs that wire copy
marks by indents inside one element are told apart.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from lxml import etree

from comparer.loading.draft import UNJUDGED, Block
from comparer.loading.limits import MAX_BLOCKS
from comparer.loading.markup import local, parse_html
from comparer.loading.plain import lines_of, paragraphs
from comparer.story import ParagraphKind

_BLOCKS = frozenset(
    [
        "p",
        "paragraph",
        "para",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "nav",
        "figure",
        "figcaption",
        "blockquote",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "pre",
        "address",
        "details",
        "summary",
        "form",
        "fieldset",
        "table",
        "tr",
        "td",
        "th",
        "caption",
        "thead",
        "tbody",
        "body",
        "center",
        "hl1",
        "hl2",
        "block",
        "body.content",
        "body.end",
        "tagline",
        "bibliography",
        "abstract",
        "media",
        "media-caption",
        "note",
        "citat",
        "mellis",
        "ingress",
        "rubrik",
        "brodtext",
        "q-block",
        "fn",
        "headline",
        "title",
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2", "mellis", "rubrik", "dt"])
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "embed",
        "select",
        "button",
        "textarea",
        "input",
        "video",
        "audio",
        "canvas",
        "head",
        "meta",
        "link",
        "media-reference",
        "media-metadata",
        "media-producer",
        "img",
        "picture",
        "source",
        "form",
    ]
)
_BREAK = "\x1f"
_OPENS_BLOCK = re.compile(r"[\"“„«»'‘(\[*•\-–—]*[^\W\da-zß-öø-ÿ]|\d|[*•–—]")


@dataclass(slots=True)
class Builder:
    """Collects blocks from a walk over elements."""

    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)
    skipping: int = 0
    bold: int = 0
    italic: int = 0
    plain_letters: int = 0
    bold_letters: int = 0
    italic_letters: int = 0
    table: list[list[str]] | None = None
    table_depth: int = 0

    def start(self, name: str) -> None:
        """An element begins."""
        if self.skipping or name in _SKIPPED:
            self.skipping += 1
            return
        if name in _BLOCKS:
            self.flush()
        elif name == "br":
            self.parts.append(_BREAK)
        self.stack.append(name)
        if name in ("b", "strong"):
            self.bold += 1
        elif name in ("i", "em"):
            self.italic += 1
        elif name == "table":
            self.table_depth += 1
            if self.table_depth == 1:
                self.table = []
        elif name == "tr" and self.table is not None:
            self.table.append([])

    def end(self, name: str) -> None:
        """An element ends."""
        if self.skipping:
            self.skipping -= 1
            return
        if name in _BLOCKS:
            self.flush()
        if self.stack:
            self.stack.pop()
        if name in ("b", "strong"):
            self.bold -= 1
        elif name in ("i", "em"):
            self.italic -= 1
        elif name == "table":
            self.table_depth -= 1
            if self.table_depth == 0:
                self._end_table()

    def data(self, text: str | None) -> None:
        """Text inside the element that began last, or after the one that ended last."""
        if not text or self.skipping:
            return
        self.parts.append(text)
        letters = len(text.strip())
        if self.bold:
            self.bold_letters += letters
        elif self.italic:
            self.italic_letters += letters
        else:
            self.plain_letters += letters

    def flush(self) -> None:
        """The block so far is complete."""
        raw = "".join(self.parts)
        hint = self._hint()
        self.parts.clear()
        self.plain_letters = self.bold_letters = self.italic_letters = 0
        if not raw.strip(" \t\r\n\xa0\u200b" + _BREAK) or len(self.blocks) > MAX_BLOCKS:
            return
        if self.table is not None and self.table and ("td" in self.stack or "th" in self.stack):
            self.table[-1].append(raw)
            return
        self._emit(raw, hint)

    def _emit(self, raw: str, hint: str) -> None:
        kind, note = UNJUDGED, None
        if "figcaption" in self.stack or "media-caption" in self.stack or "figure" in self.stack:
            kind = ParagraphKind.CAPTION.value
        elif "header" in self.stack or "nav" in self.stack:
            kind, note = ParagraphKind.NOTE.value, "header"
        pieces = [raw.strip("\n")] if hint == "pre" else split_raw(raw)
        for piece in pieces:
            if piece.strip():
                self.blocks.append(Block(piece, kind, note, hint=hint))

    def _hint(self) -> str:
        if any(name in _HEADINGS for name in self.stack):
            return "heading"
        if "pre" in self.stack:
            return "pre"
        if not self.plain_letters and not self.italic_letters and self.bold_letters:
            return "bold"
        if "li" in self.stack:
            return "item"
        if "blockquote" in self.stack or "citat" in self.stack:
            return "quote"
        return "italic" if self.italic_letters > 3 * self.plain_letters and not self.bold_letters else ""

    def _end_table(self) -> None:
        rows, self.table = self.table or [], None
        cells = [cell for row in rows for cell in row]
        if not cells:
            return
        if len(cells) >= 4 and sum(map(len, cells)) / len(cells) < 60 and any(len(row) > 1 for row in rows):
            lines = ["\t".join(" ".join(cell.replace(_BREAK, " ").split()) for cell in row) for row in rows if row]
            self.blocks.append(Block("\n".join(lines), ParagraphKind.NOTE.value, "table", hint="pre"))
            return
        for cell in cells:
            self._emit(cell, "")


def split_raw(raw: str) -> list[str]:
    """The paragraphs in one element's text: by double line breaks, by single ones where a sentence ends, by indents."""
    out: list[str] = []
    for part in re.split(rf"(?:\s*{_BREAK}\s*){{2,}}", raw):
        for wired in _by_indent(part):
            lines = [" ".join(re.split(r"[ \t\r\n]+", line.strip(" \t\r\n\xa0\u200b"))) for line in wired.split(_BREAK)]
            lines = [line for line in lines if line]
            current = ""
            for line in lines:
                if current and _parts_here(current, line):
                    out.append(current)
                    current = line
                else:
                    current = f"{current}\n{line}" if current else line
            if current:
                out.append(current)
    return out


def _parts_here(before: str, after: str) -> bool:
    ended = re.search(r"[.!?…:。！？][\"”“»’')\]]*$", before) is not None
    if not ended and len(before) < 80 and len(after) > 160:
        return True
    return ended and _OPENS_BLOCK.match(after) is not None and len(before) > 30 and len(after) > 30


def _by_indent(part: str) -> list[str]:
    """Paragraphs that wire copy marks by an indent, or a blank line, inside one element; pretty-printing is none."""
    lines = part.split("\n")
    if len(lines) < 3:
        return [part]
    body = [line for line in lines[1:] if line.strip()]
    indented = [bool(re.match(r"[ \xa0]{2,12}\S|\t\S", line)) for line in body]
    flush_left = sum(not i for i in indented)
    if (
        body
        and any(indented)
        and flush_left >= 1
        and sum(indented) <= 0.8 * len(body) + 3
        and all(
            i or not line[:1].isspace() or len(line) - len(line.lstrip()) <= 1
            for i, line in zip(indented, body, strict=True)
        )
    ):
        out: list[list[str]] = [[]]
        for k, line in enumerate(lines):
            if not line.strip():
                out.append([])
                continue
            if k and re.match(r"[ \xa0]{2,12}\S|\t\S", line) and out[-1]:
                out.append([])
            out[-1].append(line)
        return [_BREAK.join(group) if _all_short(group) else "\n".join(group) for group in out if group]
    if re.search(r"\n[ \t]*\n[ \t]*\S", part) and not all(indented):
        return [p for p in re.split(r"\n[ \t]*\n", part) if p.strip()]
    return [part]


def _all_short(group: list[str]) -> bool:
    return len(group) > 2 and all(len(line.strip()) < 30 for line in group)


def blocks_of(element: etree._Element | None) -> list[Block]:
    """The blocks of an element's content, in order."""
    if element is None:
        return []
    builder = Builder()
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            builder.start(local(node).lower())
            builder.data(node.text)
        else:
            if event == "end":
                builder.end(local(node).lower())
            if node is not element:
                builder.data(node.tail)
    builder.flush()
    return builder.blocks


def blocks_of_html(text: str) -> list[Block]:
    """The blocks of an HTML fragment; text without any markup is split as plain paragraphs are."""
    if "<" not in text:
        plain = html.unescape(text) if re.search(r"&(?:#\d+|#x[0-9a-fA-F]+|\w{2,8});", text) else text
        groups = paragraphs(lines_of(plain.replace("\r\n", "\n")))
        return [Block(" ".join(" ".join(line.text.split()) for line in group)) for group in groups]
    root = parse_html(text)
    return blocks_of(root) if root is not None else []
