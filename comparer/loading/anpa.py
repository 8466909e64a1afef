"""ANPA 1312: the old American wire frame, as AP and Kyodo sent it. Only archives still hold it."""

from __future__ import annotations

import re

from comparer.loading import furniture, plain
from comparer.loading.decoding import clean, decode
from comparer.loading.draft import Block, Draft
from comparer.loading.profiles import profiles
from comparer.story import ParagraphKind

NOTE = ParagraphKind.NOTE.value
_STAMP_AP = re.compile(r"([A-Z]{2,4})-[A-Z]{2}-(\d\d)-(\d\d)-(\d\d)(?:-(\d{4})|\s+(\d{4}))\s?([A-Z]{3})?")
_STAMP_DAY_FIRST = re.compile(r"[A-Z]{2,4}-(\d\d):(\d\d)-(\d\d)-(\d\d)-(\d\d)")
_AFFILIATION = re.compile(
    r"(?:AP|(?:The )?Associated Press|AP [A-Z]\w+ (?:Writer|Editor)|AP \w+ Writers?|For The Associated Press"
    r"|Of .{3,40})=?$"
)
_PHOTOS = re.compile(r"(?:AP )?(?:Photos?|Video|Graphics?|Audio)\b.{0,200}$")


def read_anpa(data: bytes, *, encoding: str | None = None) -> list[Draft]:
    """A draft for each transmission in the file."""
    chunks = [c for c in re.split(rb"(?=\x16\x16\x01)|(?<=\x04)(?=[\r\n]*\x01)", data) if b"\x02" in c]
    return [_one(chunk, encoding) for chunk in chunks]


def _one(data: bytes, encoding: str | None) -> Draft:
    draft = Draft("ANPA 1312")
    before, _, rest = data.partition(b"\x02")
    body, _, end = rest.partition(b"\x03")
    name = encoding or decode(data).encoding

    def text(part: bytes) -> str:
        # Line feeds alone may stand for CR LF; control codes for type faces go, but rows of tables are remembered.
        return clean(part.replace(b"\x08", b"\x1c").decode(name, "replace").replace("\x1c", "\uf8ff"))

    draft.add(" ".join(clean(before.decode(name, "replace")).split()), NOTE, "envelope")
    stamp = text(end).split("\n")[0].strip(" \t^<")
    content = re.sub(r"<[ \t]*(?=\^)", "<\n", text(body))
    _date(draft, stamp)
    if "^" in content:
        _caret_lines(draft, content.split("\n"))
    else:
        _plain_lines(draft, content.split("\n"))
    draft.add(stamp, NOTE, "timestamp")
    head = clean(before.decode(name, "replace"))
    _source(draft, head, stamp)
    return draft


def _date(draft: Draft, stamp: str) -> None:
    if found := _STAMP_DAY_FIRST.match(stamp):
        hour, minute, day, month, year = found.groups()
        draft.published = f"20{year}-{month}-{day}T{hour}:{minute}:00"
    elif found := _STAMP_AP.match(stamp):
        _, month, day, year, time, other, zone = found.groups()
        time = time or other
        century = "19" if int(year) > 70 else "20"
        draft.published = f"{century}{year}-{month}-{day}T{time[:2]}:{time[2:]}:00" + (
            "+00:00" if zone == "GMT" else ""
        )


def _source(draft: Draft, head: str, stamp: str) -> None:
    for word in re.findall(r"[A-Za-z]+", head.split("\n")[0]):
        agency = profiles().agency(word)
        if agency and agency.name and len(word) > 3:
            draft.fallback_source = agency.name
    if stamp.startswith("AP-"):
        draft.source = "AP"


def _caret_lines(draft: Draft, lines: list[str]) -> None:
    header: list[str] = []
    body: list[str] = []
    for line in lines:
        slug = not header and not body and line.strip() and not line[0].isspace() and line[0] != "\uf8ff"
        if (line.startswith("^") or slug) and not body:
            words = line.lstrip("^").strip()
            if words:
                header.append(words)
        else:
            body.append(line.lstrip("^") if line.startswith("^") else line)
    header = list(dict.fromkeys(h for h in header if not re.fullmatch(r"\*?\d{3,5}<?", h)))
    if header:
        draft.slug = re.sub(r",\d{1,5}<?$", "", header[0].rstrip("<= ")).strip()
        draft.add(header[0].rstrip("<= "), NOTE, "slug")
    has_body = any(line.strip(" \t^\uf8ff") for line in body)
    rest = header[1:]
    for k, line in enumerate(rest):
        _header_line(draft, line, k, has_body)
    _body(draft, body)


def _header_line(draft: Draft, line: str, position: int, has_body: bool) -> None:
    flat = line.rstrip("<= ").strip()
    if not flat:
        return
    if _PHOTOS.match(flat):
        draft.add(flat, NOTE, "photos")
    elif re.match(r"(?:Eds|EDS|EDITOR|Editors?['’]?s? [Nn]ote|ADVISORY|\(Eds)", flat):
        draft.add(flat, NOTE, "advisory")
        if re.search(r"(?i)\bcorrects?\b|\bcorrection\b", flat):
            draft.version_mark = draft.version_mark or "corrected"
    elif re.match(r"(?:By|BY) \S", flat):
        draft.byline = draft.byline or flat
        draft.add(flat, NOTE, "byline")
    elif _AFFILIATION.match(flat):
        draft.add(flat, NOTE, "affiliation")
    elif re.match(r"[*•-] ?\S", flat) and draft.headline:
        draft.add(flat, ParagraphKind.SUMMARY.value, "bullet")
    elif draft.headline is None:
        draft.headline = flat
        draft.add(flat, ParagraphKind.HEADLINE)
    elif not has_body:
        draft.blocks.append(Block(flat, ParagraphKind.BODY.value))
    else:
        draft.add(flat, ParagraphKind.SUMMARY.value, "subheadline")


def _body(draft: Draft, lines: list[str]) -> None:
    """Paragraphs begin with a tab; rows of tables with a backspace, which stands here as a private character."""
    current: list[str] = []
    table: list[str] = []

    def flush() -> None:
        if current:
            draft.add(" ".join(" ".join(current).split()))
            current.clear()
        if table:
            draft.add("\n".join(table), NOTE, "table", hint="pre")
            table.clear()

    for line in lines:
        if line.startswith("\uf8ff") or "\uf8ff" in line[:4]:
            if current:
                flush()
            table.append(line.replace("\uf8ff", "").rstrip())
            continue
        words = line.replace("\uf8ff", "").strip(" \t<")
        if not words:
            flush()
            continue
        if line.startswith("\t") or table:
            flush()
        current.append(words)
    flush()


def _plain_lines(draft: Draft, lines: list[str]) -> None:
    """Kyodo's way: slug line, headline ending in "+", paragraphs by their indent."""
    lines = [line for line in lines if line.strip()]
    if not lines:
        return
    draft.slug = lines[0].strip(" <=")
    draft.add(draft.slug, NOTE, "slug")
    k = 1
    head: list[str] = []
    while k < len(lines) and k < 5 and not re.match(r"\s{2,}\S", lines[k]):
        words = lines[k].strip()
        k += 1
        if re.match(r"(?:By|BY) \S", words):
            draft.byline = words
            continue
        if furniture.is_top_note(words) and head:
            k -= 1
            break
        head.append(words.rstrip("+"))
        if words.endswith("+"):
            break
    draft.headline = " ".join(head).strip() or None
    if draft.headline:
        draft.add(draft.headline, ParagraphKind.HEADLINE)
    if draft.byline:
        draft.add(draft.byline, NOTE, "byline")
    draft.blocks += plain.unwrapped("\n".join(lines[k:]))
