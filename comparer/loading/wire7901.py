"""IPTC 7901: the frame that European agencies still send, with its control characters or without them."""

from __future__ import annotations

import re
from dataclasses import replace

from comparer.loading import plain
from comparer.loading.dates import parse_date
from comparer.loading.decoding import decode
from comparer.loading.draft import Block, Draft
from comparer.loading.profiles import profiles
from comparer.story import ParagraphKind

NOTE = ParagraphKind.NOTE.value
_MARK = re.compile(
    r"(?:REFILE|EXTRA|URGENT|FLASH|ALERT|BULLETIN|KORREKTUR|BERICHTIGUNG|CORRECTION|RECTIFICATIF|LEAD|ZUSAMMENFASSUNG|EILMELDUNG"
    r"|EIL|ADVISORY|FEATURE|PREVIEW|ROUNDUP|UPDATE|WRAP|KILL|HOLD|\d{1,2}(?:ST|ND|RD|TH) (?:LEAD|ROUNDUP|UPDATE|ADD)"
    r"|(?:ERSTE|ZWEITE|DRITTE) ZUSAMMENFASSUNG)(?: \d{1,4})?$"
)
_SERVICE = re.compile(
    r"(?i)(?:attention|note to|advisory (?:to|for)|to all|dear) (?:all )?(?:editors|subscribers|clients|customers)\b"
    r"|editors['’]? advisory\b|achtung\b.{0,20}\bredaktion|hinweis (?:an|für)\b|service[- ](?:message|advisory|hinweis)"
    r"|(?:service|advisory)/|(?:daily )?(?:budget|daybook|schedule)\b.{0,30}$|(?:tages)?vorschau\b|avis aux|note aux"
)
_STAMP = re.compile(r"^(\d{2})(\d{2})(\d{2}) ?([A-Z]{3,4})? ?([A-Za-zäéû]{3,9})\.? ?(\d{2}|\d{4})\b")


def read_7901(data: bytes, *, encoding: str | None = None) -> list[Draft]:
    """A draft for each transmission in the file."""
    chunks = [c for c in re.split(rb"(?=\x01[A-Za-z]{3,4}\d{2,6} )", data) if c.strip(b"\x7f\r\n\x00\x04 ")]
    return [_one(chunk, encoding) for chunk in chunks if re.search(rb"[A-Za-z]{3,4}\d{2,6} [1-9] ", chunk[:60])]


def _one(data: bytes, encoding: str | None) -> Draft:
    draft = Draft("IPTC 7901")
    decoded = decode(data, encoding=encoding)
    draft.warnings += decoded.warnings

    def text(part: bytes) -> str:
        return decode(part, encoding=encoding or decoded.encoding).text

    before, start, rest = data.partition(b"\x02")
    if start:
        body, _, end = rest.partition(b"\x03")
        header_lines = [line.strip() for line in text(before).split("\n") if line.strip()]
        content, stamp = text(body), text(end).strip()
    else:
        header_lines, content, stamp = _without_marks(decoded.text)
    _header(draft, header_lines)
    draft.published = _stamp_date(stamp)
    head, copy = _head_and_copy(content)
    _headline(draft, head)
    blocks = plain.unwrapped(copy, wrapped=True)
    _status(draft)
    if draft.status:
        # A message to the desks: there is no story in it that could be compared.
        blocks = [replace(b, kind=NOTE, note="advisory") for b in blocks]
    draft.blocks += blocks
    if stamp:
        draft.add(stamp.split("\n")[0], NOTE, "timestamp")
    return draft


def _without_marks(text: str) -> tuple[list[str], str, str]:
    """Header lines, copy and end line of a transmission whose control characters were lost."""
    lines = text.split("\n")
    at = next((k for k, line in enumerate(lines) if line.strip()), 0)
    header = [lines[at].strip()]
    rest = lines[at + 1 :]
    while rest and not rest[0].strip():
        rest.pop(0)
    if rest and plain.is_slug(rest[0].strip()):
        header.append(rest.pop(0).strip())
    stamp = ""
    for k in range(len(rest) - 1, max(-1, len(rest) - 8), -1):
        if _STAMP.match(rest[k].strip()):
            stamp = rest[k].strip()
            rest = rest[:k]
            break
    return header, "\n".join(rest), stamp


def _header(draft: Draft, lines: list[str]) -> None:
    if not lines:
        return
    draft.add(lines[0], NOTE, "envelope")
    for word in lines[0].split()[3:]:
        agency = profiles().agency(word)
        if agency and agency.name:
            draft.source = agency.name
    draft.identity = lines[0].split()[0] if lines[0].split() else None
    if len(lines) > 1:
        draft.slug = lines[-1]
        for line in lines[1:]:
            draft.add(line, NOTE, "slug")


def _stamp_date(stamp: str) -> str | None:
    """The end line "131137 GMT Nov 13": day, hour and minute, zone, month, year."""
    found = _STAMP.match(stamp)
    if not found:
        return None
    day, hour, minute, zone, month, year = found.groups()
    date = parse_date(f"{day} {month} {year if len(year) == 4 else '20' + year}")
    if not date:
        return None
    if int(hour) > 23 or int(minute) > 59:
        return date
    return f"{date}T{hour}:{minute}:00" + ("+00:00" if zone in ("GMT", "UTC") else "")


def _head_and_copy(content: str) -> tuple[list[str], str]:
    """The lines of the head, which ends in " =" or at the first blank line, and the copy below."""
    lines = content.split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    for k, line in enumerate(lines[:14]):
        if line.rstrip().endswith("="):
            return [x.strip() for x in lines[: k + 1] if x.strip()], "\n".join(lines[k + 1 :])
        if k and not line.strip():
            break
    k = next((k for k, line in enumerate(lines) if not line.strip()), len(lines))
    head = [x.strip() for x in lines[:k] if x.strip()]
    if sum(map(len, head)) > 260 or len(head) > 5:
        return [], content
    return head, "\n".join(lines[k:])


def _status(draft: Draft) -> None:
    """Tell kills, holds and messages to editors from stories, by their mark, headline or keyword line."""
    mark, headline = draft.version_mark or "", draft.headline or ""
    if re.search(r"\bKILL\b", mark) or re.match(r"(?i)(?:urgent )?(?:kill|story withdrawn)\b", headline):
        draft.status = "canceled"
    elif re.search(r"\bHOLD\b", mark):
        draft.status = "withheld"
    elif _SERVICE.match(headline) or _SERVICE.match(draft.slug or ""):
        draft.status = "service"
        draft.warnings.append("This is a message to editors, not a story.")


def _headline(draft: Draft, head: list[str]) -> None:
    lines = [line.rstrip("= ").strip() for line in head]
    lines = [line for line in lines if line]
    marks, notes = [], []
    while lines and _MARK.match(lines[0].rstrip(":")):
        marks.append(lines.pop(0).rstrip(":"))
    byline = None
    for k, line in enumerate(lines):
        if k and re.match(r"(?:By|Von|Par|Por) \S", line) and len(lines) - k <= 2:
            byline = " ".join(lines[k:])
            lines = lines[:k]
            break
    while len(lines) > 1 and (lines[0].endswith(":") or (len(lines[0]) < 28 and len(lines[0].split()) <= 3)):
        notes.append(lines.pop(0))
    draft.version_mark = " ".join(marks) or None
    for mark in marks:
        draft.add(mark, NOTE, "version")
    for note in notes:
        draft.add(note, NOTE, "kicker")
    draft.headline = " ".join(lines) or None
    if draft.headline:
        draft.blocks.append(Block(draft.headline, ParagraphKind.HEADLINE.value))
    if byline:
        draft.byline = byline
        draft.add(byline, NOTE, "byline")
