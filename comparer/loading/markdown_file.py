"""Markdown with or without front matter, read with markdown-it (CommonMark, raw HTML taken for text to look at)."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from comparer.loading.draft import Block, Draft
from comparer.loading.walking import blocks_of_html
from comparer.story import ParagraphKind

NOTE = ParagraphKind.NOTE.value
_FIELDS = {
    "title": "headline", "headline": "headline", "date": "published", "published": "published", "pubdate": "published",
    "author": "byline", "byline": "byline", "authors": "byline", "source": "source", "publisher": "source",
    "lang": "language", "language": "language", "dateline": "dateline_text", "location": "place", "embargo": "embargo",
    "slug": "slug",
}  # fmt: skip


def read_markdown(text: str) -> list[Draft]:
    """The one draft of a Markdown text."""
    draft = Draft("Markdown")
    front, rest = _front_matter(text)
    for key, value in front.items():
        if (name := _FIELDS.get(key.casefold())) and not getattr(draft, name):
            setattr(draft, name, value)
    # A line of bold words over others is a heading, though no blank line parts them: "**About Acme**".
    rest = re.sub(r"^(\*\*[^*\n]{2,80}\*\*:?)[ \t]*\n(?=[^\s>#*-])", r"\1\n\n", rest, flags=re.M)
    blocks = _blocks(MarkdownIt("commonmark").enable("table").parse(rest))
    blocks = _footer_off(blocks)
    if draft.headline is None:
        heading = next((b for b in blocks[:6] if b.hint == "heading"), None)
        if heading is not None:
            draft.headline = " ".join(heading.text.split())
            heading.kind = ParagraphKind.HEADLINE.value
    elif not any(" ".join(b.text.split()) == draft.headline for b in blocks[:4]):
        draft.add(draft.headline, ParagraphKind.HEADLINE)
    draft.blocks += blocks
    return [draft]


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Simple ``key: value`` lines between two ``---`` lines, and the rest."""
    found = re.match(r"---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.S)
    if not found:
        return {}, text
    values = {}
    for line in found.group(1).split("\n"):
        if pair := re.match(r"([\w-]{1,30})\s*:\s*(.+)$", line):
            value = pair.group(2).strip().strip("\"'[]")
            values[pair.group(1)] = value
    return values, text[found.end() :]


def _inline(token: Token) -> tuple[list[str], bool, bool]:
    """The paragraphs in an inline token, whether all of it is bold, and whether it is an image alone."""
    parts: list[str] = []
    bold = depth = 0
    letters = images = 0
    for child in token.children or []:
        if child.type == "text" or child.type == "code_inline":
            parts.append(child.content)
            count = sum(c.isalnum() for c in child.content)
            letters += count
            bold += count if depth else 0
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
        elif child.type == "image":
            images += 1
            parts.append(f"![{child.content}]({child.attrGet('src')})")
        elif child.type == "strong_open":
            depth += 1
        elif child.type == "strong_close":
            depth -= 1
        elif child.type == "html_inline" and re.match(r"<br\s*/?>", child.content, re.I):
            parts.append("\n")
    text = "".join(parts).strip()
    # Copy that lost its line ends keeps two or three blanks where a paragraph ended.
    pieces = re.split(r"(?<=[.!?”\"])[ \xa0]{2,}(?=[\"“A-Z])", text) if len(text) > 400 else [text]
    if len(pieces) < 3 or sum(map(len, pieces)) / len(pieces) < 120:
        pieces = [text]
    return pieces, bool(letters) and bold == letters, bool(images) and not letters


def _blocks(tokens: list[Token]) -> list[Block]:
    out: list[Block] = []
    lists = quotes = heading = table = 0
    rows: list[list[str]] = []
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists -= 1
        elif token.type == "blockquote_open":
            quotes += 1
        elif token.type == "blockquote_close":
            quotes -= 1
        elif token.type == "heading_open":
            heading += 1
        elif token.type == "heading_close":
            heading -= 1
        elif token.type == "table_open":
            table, rows = 1, []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            table = 0
            out.append(Block("\n".join("\t".join(row) for row in rows), NOTE, "table", hint="pre"))
        elif token.type == "inline":
            pieces, bold, image = _inline(token)
            if table:
                rows[-1].append(" ".join(pieces))
                continue
            hint = "heading" if heading else "item" if lists else "quote" if quotes else "bold" if bold else ""
            kept = [piece for piece in pieces if piece.strip()]
            out += [Block(piece, NOTE, "image") if image else Block(piece, hint=hint) for piece in kept]
        elif token.type in ("fence", "code_block"):
            out.append(Block(token.content.strip("\n"), hint="pre"))
        elif token.type == "html_block":
            out += blocks_of_html(token.content)
        elif token.type == "hr":
            out.append(Block("---", NOTE, "rule"))
    return out


def _footer_off(blocks: list[Block]) -> list[Block]:
    """Mark what follows the last rule as footer where it is links and pictures only; mark captions of images."""
    for k, block in enumerate(blocks):
        if block.note == "image" and k + 1 < len(blocks):
            after = blocks[k + 1]
            if not after.kind and len(after.text) < 160 and not re.search(r"[.!?]$", after.text):
                after.kind = ParagraphKind.CAPTION.value
    rules = [k for k, b in enumerate(blocks) if b.note == "rule"]
    if rules:
        below = blocks[rules[-1] + 1 :]
        if all(len(b.text) < 200 and not re.search(r"[.!?]$", b.text) for b in below):
            for block in below:
                block.kind, block.note = NOTE, "footer"
    return blocks
