"""Plain text with slugs: pasted copy, terminal copy, ``.txt`` and ``.tst`` files. The text itself is never altered.

Paragraphs are found by blank lines, by indents in hard-wrapped copy, or line by line where every line is a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from comparer.loading import datelines, furniture
from comparer.loading.draft import UNJUDGED, Block, Draft
from comparer.story import ParagraphKind

_ENVELOPE = re.compile(r"(?:ZCZC|[%#$:*~@^&!][A-Z0-9]?\S{0,40}.{0,120}|[A-Z]{1,4}\d{2,5}\b.{0,60})$")
_SLUG = re.compile(
    r"(?:[A-Z]{2}-+[\w'’&.()-]+(?:[ -][\w'’&.()/,-]+){0,6}"
    r"|[A-Z][\w'’&-]*(?:[/-][\w'’& -]+){1,5}/?"
    r"(?: ?\((?:UPDATE|WRAPUP|CORRECTED|REFILE|RPT|PIX|TV)[^()]{0,40}\))?(?:,\s?\d{2,4})?)$"
)
_ITEM = re.compile(r"\s*(?:[*•●▪◦·–—-]\s|\d{1,2}[.)]\s)")
_QUOTE_DASH = re.compile(r"\s*[–—-]\s?\S")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text: code point offsets without its line end, and whether it is blank."""

    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def lines_of(text: str) -> list[Line]:
    """Every line of a text in order."""
    out, start = [], 0
    for line in text.split("\n"):
        out.append(Line(start, start + len(line), line))
        start += len(line) + 1
    return out


def draft(text: str, *, name: str = "plain text") -> Draft:
    """The draft of a text; its blocks count in the text itself."""
    made = Draft(format=name, text=text)
    groups = paragraphs(lines_of(text))
    blocks = [_block(text, group) for group in groups]
    _head(made, blocks)
    made.blocks = blocks
    return made


def unwrapped(text: str, *, wrapped: bool = False) -> list[Block]:
    """The paragraphs of a text with their lines joined, for formats whose text is put together anew."""
    groups = paragraphs(lines_of(text), wrapped=wrapped)
    return [
        Block(
            " ".join(" ".join(line.text.split()) for line in group), hint="item" if _ITEM.match(group[0].text) else ""
        )
        for group in groups
    ]


def _block(text: str, group: list[Line], hint: str = "") -> Block:
    start, end = group[0].start, group[-1].end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if _ITEM.match(group[0].text):
        hint = "item"
    return Block(text[start:end], UNJUDGED, start=start, hint=hint)


def wrap_width(lines: list[Line]) -> int | None:
    """The width that a text was hard-wrapped to, or None where lines are whole paragraphs."""
    lengths = sorted(len(line.text.rstrip()) for line in lines if not line.blank)
    if len(lengths) < 2 or lengths[-1] > 130:
        return None
    width = lengths[int(len(lengths) * 0.93)]
    if width < 40:
        return None
    followed = [len(a.text.rstrip()) for a, b in pairwise(lines) if not a.blank and not b.blank]
    full = sum(length >= width - 16 for length in followed)
    # In a short text the line ends tell more than the widths: a wrap falls inside a sentence.
    inside = sum(
        re.search(r"[^\W\d_],?$", a.text.rstrip()) is not None and b.text.lstrip()[:1].islower()
        for a, b in pairwise(lines)
        if not a.blank and not b.blank and len(a.text) > 35
    )
    return width if followed and (full >= 0.55 * len(followed) or inside >= 0.5 * len(followed)) else None


def paragraphs(lines: list[Line], *, wrapped: bool = False) -> list[list[Line]]:
    """Lines grouped to paragraphs. ``wrapped``: the format wraps all lines, so only blank lines and indents part."""
    width = max((len(line.text) for line in lines), default=0) if wrapped else wrap_width(lines)
    groups: list[list[Line]] = []
    current: list[Line] = []
    for line in lines:
        if line.blank:
            if current:
                groups.append(current)
            current = []
            continue
        if current and (width is None or _starts_new(current, line, 0 if wrapped else width)):
            groups.append(current)
            current = []
        current.append(line)
    if current:
        groups.append(current)
    return groups


def _starts_new(current: list[Line], line: Line, width: int) -> bool:
    """Whether a line of hard-wrapped copy begins a paragraph: by its indent, a bullet, or a short line before it.

    A ``width`` of 0 leaves short lines out of account.
    """
    before = current[-1].text.rstrip()
    indent = len(line.text) - len(line.text.lstrip())
    first_indent = len(current[0].text) - len(current[0].text.lstrip())
    last_indent = len(current[-1].text) - len(current[-1].text.lstrip())
    if (
        indent >= 2
        and indent > (last_indent if len(current) > 1 else 0)
        and (len(current) > 1 or indent >= first_indent)
    ):
        return True
    if len(current) == 1 and indent >= 2 and first_indent == indent:
        return True
    if _ITEM.match(line.text) and not before.endswith((",", "-")):
        return True
    if furniture.is_end_mark(line.text.strip()):
        return True
    if not width:
        return False
    first_word = len(line.text.split(maxsplit=1)[0])
    return len(before) + 1 + first_word <= width - 12 and len(before) < 0.8 * width


_LABELS = {
    "headline": "headline", "title": "headline", "head": "headline", "titel": "headline", "überschrift": "headline",
    "abstract": "abstract", "summary": "abstract", "standfirst": "abstract", "teaser": "abstract",
    "byline": "byline", "author": "byline", "reporter": "byline", "by": "byline",
    "dateline": "dateline", "slug": "slug", "slugline": "slug", "keyword": "slug", "keywords": "slug",
    "source": "source",
    "date": "date", "published": "date", "issued": "date", "publication date": "date", "language": "language",
    "embargo": "embargo", "sperrfrist": "embargo", "section": "label", "category": "label", "subject": "headline",
    "text": "body", "body": "body", "story": "body", "content": "body", "from": "envelope", "to": "envelope",
    "sent": "envelope", "cc": "envelope", "copyright": "boilerplate", "publisher": "source", "publication": "source",
}  # fmt: skip


def _head(made: Draft, blocks: list[Block]) -> None:
    """Take envelope lines, slug, labelled headers and the headline off the top."""
    k = _envelope(made, blocks)
    k = _labelled(made, blocks, k)
    rest = [j for j in range(k, len(blocks)) if blocks[j].kind == UNJUDGED]
    story = _dateline_at(blocks, rest)
    for position, j in enumerate(rest[:-1]):
        block = blocks[j]
        flat = " ".join(block.text.split())
        if position > 5 or position == story:
            return
        if is_slug(flat) and not made.slug and position < 2 and _prose_after(blocks, rest, position):
            made.slug = flat
            block.kind, block.note = ParagraphKind.NOTE.value, "slug"
        elif furniture.is_top_note(flat):
            continue
        elif made.headline is None and is_headline(flat, _following(blocks, rest, position)):
            if story is not None and _better_below(blocks, rest, position, story):
                block.kind, block.note = ParagraphKind.NOTE.value, "slug"
                continue
            made.headline = flat
            block.kind = ParagraphKind.HEADLINE.value
            if story is None:
                return
        elif story is not None and len(flat) < 60 and not re.search(r"[.!?]$", flat):
            block.kind, block.note = ParagraphKind.NOTE.value, "slug"
        else:
            return


def _dateline_at(blocks: list[Block], rest: list[int]) -> int | None:
    """Position of the paragraph that begins with an agency's dateline, if that is near the top."""
    for position, j in enumerate(rest[:8]):
        found = datelines.find(blocks[j].text)
        if found and (found.agency or found.date):
            return position
    return None


def _better_below(blocks: list[Block], rest: list[int], position: int, story: int) -> bool:
    """Whether a short keyword line stands over the real headline."""
    flat = " ".join(blocks[rest[position]].text.split())
    if len(flat.split()) > 3 or len(flat) > 30:
        return False
    below = [" ".join(blocks[j].text.split()) for j in rest[position + 1 : story]]
    return any(len(b) > len(flat) + 8 and not furniture.is_top_note(b) and is_headline(b, "x" * 60) for b in below)


def _labelled(made: Draft, blocks: list[Block], k: int) -> int:
    """Take "Headline: …", "Abstract: …", "Date: …" lines off the top; the index of what follows the last of them."""
    last = k
    found = 0
    for j in range(k, min(len(blocks), k + 16)):
        block = blocks[j]
        flat = " ".join(block.text.split())
        match = re.match(r"([^\W\d_][\w -]{1,18}?)\s?:\s?(\S.*)$", flat)
        name = _LABELS.get(match.group(1).casefold()) if match else None
        if match is None or name is None or (name == "source" and j == k):
            if len(flat) > 60 or re.search(r"[.!?]$", flat):
                break
            continue
        value = match.group(2)
        if name == "body":
            if found:
                blocks[j : j + 1] = _label_off(block, value)
            break
        if name == "headline":
            made.headline = made.headline or value
            found += 1
        elif hasattr(made, name) and not getattr(made, name):
            setattr(made, name, value)
        elif name == "date":
            made.published = made.published or value
        block.kind, block.note = _kind_of_label(name)
        last = j + 1
    if not found:
        # Without a labelled headline these are lines of the copy, or notes that the common rules know.
        for block in blocks[k:last]:
            if block.note not in ("envelope", "slug"):
                block.kind, block.note = UNJUDGED, None
        made.published = made.byline = made.language = None
        return k
    return k


def _label_off(block: Block, value: str) -> list[Block]:
    """A block that begins with a label ("Text: …") as two: the label, and what it names."""
    at = block.text.index(value[:1], block.text.index(":"))
    label = block.text[:at].rstrip()
    return [
        Block(label, ParagraphKind.NOTE.value, "label", start=block.start),
        Block(block.text[at:], hint=block.hint, start=block.start + at if block.start >= 0 else -1),
    ]


def _kind_of_label(name: str) -> tuple[str, str | None]:
    if name == "headline":
        return ParagraphKind.HEADLINE.value, "labelled"
    if name == "abstract":
        return ParagraphKind.SUMMARY.value, "abstract"
    return ParagraphKind.NOTE.value, name


def _following(blocks: list[Block], rest: list[int], position: int) -> str:
    return " ".join(blocks[rest[position + 1]].text[:300].split()) if position + 1 < len(rest) else ""


def _prose_after(blocks: list[Block], rest: list[int], position: int) -> bool:
    return sum(len(blocks[j].text) > 60 for j in rest[position + 1 :]) >= 1 and len(rest) - position > 2


def is_slug(flat: str) -> bool:
    """A keyword line such as "Germany-politics/", "BC-US--Giant Lobster Death, 1st Ld-Writethru" or "USA-WEATHER/"."""
    if len(flat) > 80 or not _SLUG.match(flat) or re.search(r"[.!?]$", flat):
        return False
    return bool(re.match(r"(?:BC|AM|PM)-", flat)) or (
        flat.count(" ") <= 3 and ("/" in flat or (flat.count("-") >= 1 and " " not in flat))
    )


def is_headline(flat: str, after: str) -> bool:
    """Whether a line reads as a headline over the paragraph that follows it."""
    if not after or len(flat) > 230 or len(flat) < 3:
        return False
    if datelines.find(flat + " " + after) and datelines.find(flat):
        return False
    if re.match(r"[\"“«»„‘'`]", flat) and re.search(r"[,.!?][\"”»“’']{1,2} \w+ ", flat + " "):
        return False
    if re.search(r"[.!?…。！？][\"”’»')]*$", flat):
        titled = furniture.like_title(flat.rstrip(".!?…\"”’»')"))
        return (flat.endswith(("?", "...", "…", "!")) and len(flat) <= 140) or titled
    return not flat.endswith((",", ";"))


def _envelope(made: Draft, blocks: list[Block]) -> int:
    """Feed envelopes such as "ZCZC AAP", "%A", "#headline", "$summary": the index of what follows them."""
    if not blocks or not re.match(r"\s*ZCZC\b", blocks[0].text):
        return 0
    k = 0
    while k < len(blocks):
        flat = blocks[k].text.strip()
        if k and not re.match(r"[%#$:*~@&!]\S{0,40}", flat):
            break
        if k and flat[0] == "*" and flat[1:2] == " ":
            break
        block = blocks[k]
        block.kind, block.note = ParagraphKind.NOTE.value, "envelope"
        if not k:
            made.fallback_source = flat[4:].strip() or None
        elif flat[0] == "#" and len(flat) > 3:
            made.headline = flat[1:].strip()
            block.kind, block.note = ParagraphKind.HEADLINE.value, None
        k += 1
    return k
