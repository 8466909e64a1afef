"""PDF, read with pdfium: paragraphs from the layout of lines, since no PDF says where its paragraphs are."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pypdfium2 as pdfium

from comparer.errors import LoadError
from comparer.loading import datelines, furniture, heads
from comparer.loading.dates import parse_date
from comparer.loading.draft import Block, Draft
from comparer.loading.limits import MAX_PDF_PAGES
from comparer.loading.pdf_lines import Line, Page, read_page, without_running_heads
from comparer.story import ParagraphKind

_ENDED = re.compile(r"[.!?:…][\"”’»')\]]*\d{0,2}$")
_ITEM = re.compile(r"(?:\(?\d{1,2}[.)]|[•●▪◦■–—*o-])\s+\S")
_SENTENCE_SIZE = 60


def read_pdf(data: bytes, name: str) -> list[Draft]:
    """The one draft of a PDF. Raises LoadError for encrypted, damaged, too long and text-less files."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).casefold():
            raise LoadError(f"{name} is encrypted with a password: save it without one and open that.") from None
        raise LoadError(f"{name} is a damaged PDF: ask the sender for it again.") from None
    with document:
        if len(document) > MAX_PDF_PAGES:
            raise LoadError(
                f"{name} has {len(document)} pages, more than the {MAX_PDF_PAGES} of any story: cut out the story."
            )
        pages = [read_page(document, k) for k in range(len(document))]
        created = str(document.get_metadata_value("CreationDate") or "")
    letters = sum(c.isalnum() for page in pages for line in page.lines for c in line.text)
    if letters < 20 * max(1, len(pages)):
        raise LoadError(
            f"{name} has no text in it, only a picture of it: it needs OCR; run it through OCR and open the result."
        )
    draft = Draft("PDF")
    lines = [line for page in without_running_heads(pages) for line in page.lines]
    blocks, headline = _blocks(lines, pages)
    draft.blocks = blocks
    draft.headline = headline
    if re.search("[\ue000-\uf8ff]|[a-z][OWYƟƩ][a-z]|\ufb00", " ".join(line.text for line in lines)[:20000]):
        draft.warnings.append(
            "The PDF maps some letters wrongly (ligatures such as “ti”): compare the text with the page."
        )
    heads.take(draft)
    made = re.match(r"D:(\d{4})(\d\d)(\d\d)", created)
    if made and not any(_dated(b) for b in blocks[:12]):
        draft.published = "-".join(made.groups())
        draft.warnings.append("The story names no date; the date is that of the PDF file.")
    return [draft]


def _dated(block: Block) -> bool:
    """Whether a block is a date line, or begins with a dateline that names its date."""
    found = datelines.find(block.text)
    return bool(found and found.date) or (len(block.text) < 60 and parse_date(block.text) is not None)


def _blocks(lines: list[Line], pages: list[Page]) -> tuple[list[Block], str | None]:
    if not lines:
        return [], None
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size)] += len(line.text)
    body_size = weights.most_common(1)[0][0] or 10
    groups = _paragraphs(lines, body_size)
    headline_at = _headline(groups, body_size, pages)
    words = {w.casefold() for line in lines for w in re.findall(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*", line.text)}
    blocks, headline = [], None
    for k, group in enumerate(groups):
        text = _text(group, words)
        hint = "item" if _ITEM.match(text) else "bold" if all(line.bold for line in group) else ""
        block = Block(text, hint=hint)
        if k == headline_at:
            headline = " ".join(text.split())
            block.kind = ParagraphKind.HEADLINE.value
        elif (
            group[0].size < 0.88 * body_size
            and re.match(r"\W?\d{1,2}\W?\s?\S", text)
            and group[0].top > 0.6 * pages[group[0].page].height
        ):
            block.kind, block.note = ParagraphKind.NOTE.value, "footnote"
        blocks.append(block)
    return blocks, headline


def _paragraphs(lines: list[Line], body_size: float) -> list[list[Line]]:
    gaps = [
        b.base - a.base
        for a, b in pairwise(lines)
        if a.page == b.page and 0 < b.base - a.base < 4 * body_size and abs(a.size - b.size) < 0.6 and len(a.text) > 40
    ]
    leading = _usual(gaps, body_size)
    rights = [line.right for line in lines if abs(line.size - body_size) < 1 and len(line.text) > 30]
    right = _edge(rights) if rights else max(line.right for line in lines)
    lefts = Counter(round(line.left) for line in lines if abs(line.size - body_size) < 1)
    left = min(
        (p for p, n in lefts.items() if n >= max(2, 0.12 * sum(lefts.values()))),
        default=min(line.left for line in lines),
    )
    groups: list[list[Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if _begins(groups[-1], before, line, leading, left, right, body_size):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _edge(rights: list[float]) -> float:
    """The right edge that lines are set to: the farthest that several of them come close to."""
    close = 0.05 * max(rights)
    for edge in sorted(rights, reverse=True):
        if sum(edge - close <= r <= edge for r in rights) >= max(2, 0.2 * len(rights)):
            return edge
    return max(rights)


def _usual(gaps: list[float], body_size: float) -> float:
    """The distance between two lines of a paragraph: the commonest of the smaller distances."""
    if not gaps:
        return 1.25 * body_size
    counted = Counter(round(gap * 2) / 2 for gap in gaps)
    top = counted.most_common(1)[0][1]
    return min(gap for gap, n in counted.items() if n >= 0.4 * top)


def _begins(
    group: list[Line], before: Line, line: Line, leading: float, left: float, right: float, body_size: float
) -> bool:
    """Whether a line begins a paragraph."""
    width = right - left
    if abs(before.size - line.size) > 0.09 * max(before.size, line.size):
        return True
    if (
        before.bold != line.bold
        and len(before.text) > 2
        and len(line.text) > 2
        and (_short(before, right, width) or _ENDED.search(before.text) is not None)
    ):
        return True
    if _ITEM.match(line.text):
        return True
    if _capitals(before.text) and not _capitals(line.text) and before.page == line.page:
        return True
    ended = _ENDED.search(before.text) is not None
    short = _short(before, right, width)
    indent = (
        line.left - left > 0.7 * line.size and before.left - left < 0.5 * line.size and line.left - left < 8 * line.size
    )
    if before.page != line.page:
        return (ended and short) or (ended and indent)
    gap = line.base - before.base
    if gap < -2 * leading:
        # Another column, or a box that the file draws later.
        return ended or short
    if gap > 1.35 * max(leading, 1.05 * line.size) or gap < -0.5 * leading:
        return True
    if abs(gap) < 0.5 * leading and line.left - before.right > 3 * line.size:
        return True
    if before.left - line.left > 0.35 * width:
        return True
    hanging = bool(_ITEM.match(group[0].text)) and line.left > group[0].left + 3
    if indent and ended and not hanging:
        return True
    if line.size <= 1.1 * body_size and not line.bold and not hanging and _could_go_on(before, line, left, right):
        return True
    return ended and short and not hanging


def _could_go_on(before: Line, line: Line, left: float, right: float) -> bool:
    """Whether the next line's first word had fitted on the line before: then somebody ended the paragraph there."""
    if abs(before.left - left) > 3 or len(line.text) < 2:
        return False
    word = len(line.text.split(maxsplit=1)[0]) / len(line.text) * (line.right - line.left)
    return before.right + word + 0.06 * (right - left) < right


def _capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 8 and not any(c.islower() for c in letters)


def _short(line: Line, right: float, width: float) -> bool:
    return line.right < right - 0.16 * width


def _headline(groups: list[list[Line]], body_size: float, pages: list[Page]) -> int | None:
    """The group in the largest type on the first page, if it is larger than the body, and short enough."""
    best, size = None, 1.08 * body_size
    for k, group in enumerate(groups[:14]):
        letters = sum(len(line.text) for line in group)
        text = " ".join(line.text for line in group)
        if (
            group[0].page > 0
            or not 12 <= letters <= 320
            or furniture.is_top_note(text)
            or re.search(r"@|https?:|www\.", text)
        ):
            continue
        if group[0].size > size and group[0].top < 0.6 * pages[0].height:
            best, size = k, group[0].size
    return best


def _text(group: list[Line], words: set[str]) -> str:
    out = group[0].text
    for before, line in pairwise(group):
        if out.endswith("-") and line.text[:1].islower():
            first = re.search(r"([^\W\d_]+)-$", out)
            second = re.match(r"[^\W\d_]+", line.text)
            joined = (first.group(1) + second.group()) if first and second else ""
            hyphened = f"{first.group(1)}-{second.group()}" if first and second else ""
            keep = hyphened.casefold() in words and joined.casefold() not in words
            out = out + line.text if keep or not joined else out[:-1] + line.text
        else:
            out = f"{out} {line.text}"
        del before
    return out
