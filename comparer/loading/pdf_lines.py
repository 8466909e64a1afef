"""Lines of a PDF's pages from the places of their characters, in reading order, without running heads."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from comparer.loading.decoding import clean


@dataclass(slots=True)
class Line:
    """A line of a page: PDF points, measured from the top left."""

    page: int
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    base: float = 0.0
    """The height its letters stand on."""
    broken: bool = False
    """Ends in a hyphen that the typesetter put there."""


class Character(NamedTuple):
    """One letter as pdfium gives it, with its ink box and the point it stands on, from the top left."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool


@dataclass(slots=True)
class Page:
    """A page and its lines in reading order."""

    width: float
    height: float
    lines: list[Line] = field(default_factory=list)


def read_page(document: pdfium.PdfDocument, number: int) -> Page:
    page = document[number]
    width, height = page.get_size()
    text_page = page.get_textpage()
    made = Page(width, height)
    count = text_page.count_chars()
    current: list[Character] = []
    matrix = raw.FS_MATRIX()
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))

    def end() -> None:
        made.lines.extend(_lines(number, current))
        current.clear()

    for k in range(min(count, 400_000)):
        code = raw.FPDFText_GetUnicode(text_page, k)
        if code in (10, 13):
            if current:
                end()
            continue
        character = (
            "\u00ad" if code in (2, 0xFFFE) else chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        )
        if not raw.FPDFText_GetCharBox(text_page, k, left, right, bottom, top):
            continue
        size = raw.FPDFText_GetFontSize(text_page, k)
        weight = raw.FPDFText_GetFontWeight(text_page, k)
        raw.FPDFText_GetCharOrigin(text_page, k, x, y)
        box = (left.value, right.value, height - top.value, height - bottom.value, height - y.value)
        if raw.FPDFText_GetMatrix(text_page, k, matrix):
            size *= max(math.hypot(matrix.c, matrix.d), 0.01)
        current.append(Character(character, *box, size, weight >= 600))
        if character == "\u00ad":
            # pdfium gives no line end after the hyphen of a word it sees broken over two lines.
            end()
    if current:
        end()
    text_page.close()
    page.close()
    made.lines = _joined(_in_order(made.lines))
    return made


def _in_order(lines: list[Line]) -> list[Line]:
    """Lines from top to bottom, unless the page has columns: then the file's own order is the better one."""
    by_height = sorted(lines, key=lambda line: line.base)
    beside = sum(
        abs(a.base - b.base) < 2 and (a.right < b.left or b.right < a.left) and min(len(a.text), len(b.text)) > 18
        for a, b in pairwise(by_height)
    )
    if beside > 0.2 * len(lines):
        return lines
    return sorted(lines, key=lambda line: (round(line.base / 3), line.left))


def _lines(page: int, characters: list[Character]) -> list[Line]:
    """The line that some characters make; two where a wide gap parts a letter head's left from its right."""
    parts: list[list[Character]] = [[]]
    previous: Character | None = None
    for character in characters:
        if (
            character.text.strip()
            and previous is not None
            and character.left - previous.right > 4.5 * max(character.size, 6.0)
        ):
            parts.append([])
        parts[-1].append(character)
        if character.text.strip():
            previous = character
    out = []
    for part in parts:
        inked = [c for c in part if c.text.strip() and c.text != "\u00ad"]
        if not inked:
            continue
        text = "".join(c.text for c in part)
        broken = text.rstrip().endswith("\u00ad")
        text = " ".join(clean(text.replace("\u00ad", "-" if broken else "")).split())
        sizes = Counter(round(c.size * 2) / 2 for c in inked)
        out.append(
            Line(
                page,
                text,
                min(c.left for c in inked),
                max(c.right for c in inked),
                min(c.top for c in inked),
                max(c.bottom for c in inked),
                sizes.most_common(1)[0][0],
                sum(c.bold for c in inked) > 0.8 * len(inked),
                median(c.base for c in inked),
                broken,
            )
        )
    return out


def _joined(lines: list[Line]) -> list[Line]:
    """Lines that lie at the same height and touch are one line (bold words make runs of their own)."""
    out: list[Line] = []
    for line in lines:
        last = out[-1] if out else None
        if (
            last is not None
            and min(last.bottom, line.bottom) - max(last.top, line.top)
            > 0.6 * min(last.bottom - last.top, line.bottom - line.top)
            and -1 < line.left - last.right < 1.5 * last.size
        ):
            last.text = (
                f"{last.text} {line.text}" if line.left - last.right > 0.12 * last.size else last.text + line.text
            )
            last.right, last.broken, last.bold = line.right, line.broken, last.bold and line.bold
        else:
            out.append(line)
    return out


def without_running_heads(pages: list[Page]) -> list[Page]:
    """The pages without page numbers and without what stands at the same place on several pages."""
    places: Counter[tuple[str, int]] = Counter()
    for page in pages:
        places.update({(re.sub(r"\d+", "#", line.text), round(line.top / 4)) for line in page.lines})
    often = max(2, (len(pages) + 1) // 2)
    for page in pages:
        kept = []
        for line in page.lines:
            margin = line.top < 0.09 * page.height or line.bottom > 0.91 * page.height
            number = margin and re.fullmatch(
                r"(?i)(?:page )?\W?\d{1,3}\W?(?: ?(?:of|/) ?\d{1,3})?|- ?\d+ ?-", line.text
            )
            repeated = len(pages) > 1 and places[(re.sub(r"\d+", "#", line.text), round(line.top / 4))] >= often
            if not number and not (repeated and (margin or len(pages) > 2)):
                kept.append(line)
        page.lines = kept
    return pages
