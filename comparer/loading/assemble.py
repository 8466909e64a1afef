"""From a draft to a story: puts the text together, judges the paragraphs, reads the dateline, fills the fields."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from comparer.loading import bylines, datelines, furniture, language
from comparer.loading.dates import parse_date, parse_moment
from comparer.loading.draft import UNJUDGED, Block, Draft
from comparer.loading.furniture import Piece
from comparer.loading.limits import MAX_BLOCKS
from comparer.loading.profiles import fold, profiles
from comparer.story import Dateline, Paragraph, ParagraphKind, Story

_ESCAPED = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}\d?);")
BODY = ParagraphKind.BODY.value
NOTE = ParagraphKind.NOTE.value


def finish(draft: Draft) -> Story:
    """The story that a draft holds. It may have no body (a kill notice, a table); the caller decides."""
    _unescape_headline(draft)
    text, pieces = _lay_out(draft)
    pieces, alone = _dateline_alone(text, pieces)
    pieces = furniture.judge(text, pieces, headline=draft.headline, byline=bylines.tidy(draft.byline))
    published = parse_date(draft.published, day_first=_day_first(draft))
    pieces, found = (pieces, alone) if alone else _split_dateline(text, pieces)
    pieces = _split_ends(text, pieces)
    pieces = _own_name_last(text, pieces, (draft.source, found.agency if found else None, draft.fallback_source))
    byline = bylines.tidy(draft.byline) or _byline(text, pieces)
    outside = datelines.from_field(draft.dateline_text) if draft.dateline_text else None
    place, date, agency = _dateline(draft, found, outside, published)
    if not published:
        published = (found and found.stamp) or _date_note(text, pieces, draft) or date
    headline, marks = furniture.take_marks(draft.headline) if draft.headline else (None, None)
    del headline  # the marks stay in the shown headline: a person must see what was sent
    if byline and not draft.source and (signed := profiles().agency(byline.strip("/() "))) and signed.name:
        # "/ritzau/" where others have a name: the agency signs itself.
        byline, draft.source = None, signed.name
    source = draft.source or _source_note(text, pieces) or agency or draft.fallback_source or _issuer(text, pieces)
    return Story(
        text=text,
        paragraphs=tuple(
            Paragraph(p.start, p.end, ParagraphKind(p.kind), p.note, p.private) for p in pieces if p.end > p.start
        ),
        source=profiles().source(" ".join(source.split())) if source else None,
        headline=" ".join(draft.headline.split()) if draft.headline else None,
        byline=byline,
        dateline=Dateline(place, date),
        published=published,
        language=language.short(draft.language)
        or language.detect(f"{draft.headline or ''} {_body_text(text, pieces)}")
        or "en",
        slug=draft.slug or _slug(text, pieces),
        version_mark=_version_mark(draft, marks),
        embargo=(parse_moment(draft.embargo, near=published) or draft.embargo)
        if draft.embargo
        else _embargo_note(text, pieces, published),
        format=draft.format,
        warnings=tuple(dict.fromkeys(draft.warnings)),
        extra={
            key: value
            for key, value in (("status", draft.status), ("identity", draft.identity), ("version", draft.version))
            if value
        },
    )


def _lay_out(draft: Draft) -> tuple[str, list[Piece]]:
    """The text and its pieces. In a text of our own making a correction goes to the top: it says which fact changed."""
    blocks = [b for b in draft.blocks[:MAX_BLOCKS] if b.text]
    if draft.text is not None:
        return draft.text, [Piece(b.start, b.start + len(b.text), b.kind, b.note, b.private, b.hint) for b in blocks]
    if len(draft.blocks) > MAX_BLOCKS:
        draft.warnings.append(f"Only the first {MAX_BLOCKS} paragraphs were read.")
    text, pieces = "", []
    for block in _corrections_first(blocks):
        if text:
            text += "\n\n"
        pieces.append(Piece(len(text), len(text) + len(block.text), block.kind, block.note, block.private, block.hint))
        text += block.text
    return text, pieces


def _unescape_headline(draft: Draft) -> None:
    """Put right a headline that was escaped once too often: "Q&amp;A", "Ports &#8211; two to close"."""
    if draft.text is not None or not draft.headline or not _ESCAPED.search(draft.headline):
        return
    shown = draft.headline
    draft.headline = html.unescape(shown)
    for block in draft.blocks:
        if block.kind == ParagraphKind.HEADLINE.value and block.text == shown:
            block.text = draft.headline


def _corrections_first(blocks: list[Block]) -> list[Block]:
    flat = [(b, b.kind == NOTE and b.note == "correction") for b in blocks]
    if blocks and blocks[-1].kind == UNJUDGED:
        pieces = furniture.judge(blocks[-1].text, [Piece(0, len(blocks[-1].text))])
        if pieces[0].note == "correction":
            flat[-1] = (replace(blocks[-1], kind=NOTE, note="correction"), True)
    return [b for b, first in flat if first] + [b for b, first in flat if not first]


def _dateline_alone(text: str, pieces: list[Piece]) -> tuple[list[Piece], datelines.Found | None]:
    """Mark a paragraph above the story that holds a dateline and nothing else."""
    for k, piece in enumerate(pieces[:12]):
        if piece.kind != UNJUDGED or piece.end - piece.start > datelines.REACH:
            continue
        words = text[piece.start : piece.end]
        found = datelines.find(words)
        if found and found.end >= len(words) and (found.agency or found.date) and k < len(pieces) - 1:
            return [*pieces[:k], replace(piece, kind=NOTE, note="dateline"), *pieces[k + 1 :]], found
    return pieces, None


def _split_dateline(text: str, pieces: list[Piece]) -> tuple[list[Piece], datelines.Found | None]:
    """Cut the dateline off the paragraph that has it: the first, or the first below subheadlines and a standfirst."""
    bodies = [k for k, p in enumerate(pieces) if p.kind == BODY][:7]
    found = {k: f for k in bodies if (f := datelines.find(text[pieces[k].start : pieces[k].end]))}
    k = _where(text, pieces, bodies, found)
    if k is None:
        return pieces, None
    piece = pieces[k]
    start = piece.start + found[k].end
    while start < piece.end and text[start].isspace():
        start += 1
    cut = start
    while cut > piece.start and text[cut - 1].isspace():
        cut -= 1
    if start >= piece.end:
        return pieces, None
    above = [
        replace(p, kind=ParagraphKind.SUMMARY.value, note="standfirst") if p.kind == BODY else p for p in pieces[:k]
    ]
    dateline = Piece(piece.start, cut, NOTE, "dateline")
    return [*above, dateline, replace(piece, start=start), *pieces[k + 1 :]], found[k]


def _where(text: str, pieces: list[Piece], bodies: list[int], found: dict[int, datelines.Found]) -> int | None:
    """The body paragraph whose dateline is the story's; what stands above it must not be copy."""
    if not found:
        return None
    first = min(found)
    if first == bodies[0] and (found[first].place or found[first].agency):
        return first
    for position, k in enumerate(bodies):
        if k in found and found[k].agency:
            above = [text[pieces[j].start : pieces[j].end] for j in bodies[:position]]
            if all(not re.search(r"[.!?…。！？][\"”’»')]*$", a.strip()) and len(a) < 260 for a in above):
                return k
            return k if position == 1 else None
    if first == bodies[0]:
        placed = [k for k in bodies[1:4] if k in found and found[k].place]
        return placed[0] if placed else first
    return None


def _split_ends(text: str, pieces: list[Piece]) -> list[Piece]:
    """Cut credits, sign-offs and the like off the last body paragraphs, where they are glued to a sentence."""
    out = list(pieces)
    bodies = [k for k, p in enumerate(out) if p.kind == BODY]
    for position, k in enumerate(reversed(bodies[-2:])):
        for _ in range(3):
            piece = out[k]
            cut = furniture.split_glued(text[piece.start : piece.end], last=position == 0)
            if cut is None:
                break
            begin = end = piece.start + cut[0]
            while end > piece.start and text[end - 1].isspace():
                end -= 1
            out[k : k + 1] = [replace(piece, end=end), Piece(begin, piece.end, NOTE, cut[1])]
    return out


def _own_name_last(text: str, pieces: list[Piece], names: tuple[str | None, ...]) -> list[Piece]:
    """Mark a last paragraph that is nothing but the agency's name as its sign-off: "(BusinessDesk)"."""
    bodies = [k for k, p in enumerate(pieces) if p.kind == BODY]
    if len(bodies) > 2:
        piece = pieces[bodies[-1]]
        words = text[piece.start : piece.end]
        if len(words) <= 40 and fold(words.strip(" ()[]=>©/.")) in {fold(name) for name in names if name}:
            return [replace(p, kind=NOTE, note="signoff") if k == bodies[-1] else p for k, p in enumerate(pieces)]
    return pieces


def _byline(text: str, pieces: list[Piece]) -> str | None:
    for piece in pieces:
        if piece.kind == NOTE and piece.note == "byline":
            return bylines.tidy(text[piece.start : piece.end])
    return None


def _dateline(
    draft: Draft, found: datelines.Found | None, outside: datelines.Found | None, published: str | None
) -> tuple[str | None, str | None, str | None]:
    """Place, ISO date and agency: the dateline in the text goes before a field of its own, that before the metadata."""
    near = published or (found.stamp if found else None)
    place = date = agency = None
    for part in (found, outside):
        if part:
            place = place or part.place
            date = date or datelines.iso(part, near)
            agency = agency or part.agency
    if not found or draft.place_first:
        place = (draft.place if draft.place_first else None) or place or draft.place
    return place, date, agency


def _day_first(draft: Draft) -> bool | None:
    agency = profiles().agency(draft.source or draft.fallback_source)
    return draft.day_first if draft.day_first is not None or agency is None else agency.day_first


def _date_note(text: str, pieces: list[Piece], draft: Draft) -> str | None:
    for piece in pieces:
        above = piece.note in ("date", "standfirst") and piece.kind != BODY
        if above and (
            date := parse_date(
                text[piece.start : piece.start + 90][: piece.end - piece.start], day_first=_day_first(draft)
            )
        ):
            return date
    return None


def _embargo_note(text: str, pieces: list[Piece], published: str | None) -> str | None:
    for piece in pieces:
        if piece.kind == NOTE and piece.note in ("advisory", "envelope"):
            words = text[piece.start : piece.end]
            if found := re.match(r"\W*(?i:embargo(?:ed)?|sperrfrist)\b\W*(.*)", words, re.S):
                return parse_moment(found.group(1), near=published) or " ".join(words.split())
    return None


def _source_note(text: str, pieces: list[Piece]) -> str | None:
    for piece in pieces:
        if (
            piece.kind == NOTE
            and piece.note == "source"
            and (found := re.match(r"\w+\s?:?\s+(.+)", " ".join(text[piece.start : piece.end].split())))
        ):
            return (
                found.group(1).strip(" .") if not found.group(1).endswith(("Inc.", "Ltd.", "Co.")) else found.group(1)
            )
    return None


def _issuer(text: str, pieces: list[Piece]) -> str | None:
    """Who issued a release that names no source: the name in the copy that the contact's mail address is made of."""
    contacts = " ".join(text[p.start : p.end] for p in pieces if p.kind == NOTE)[:20000]
    domains = {
        d.casefold()
        for d in re.findall(r"[\w.+-]+@(?:[\w-]+\.)*?([\w-]{3,40})\.(?:co\.|com\.|org\.)?[a-z]{2,6}\b", contacts)
    }
    domains -= {"gmail", "yahoo", "hotmail", "outlook", "aol", "gmx", "icloud", "mail", "web"}
    if not domains:
        return None
    words = list(re.finditer(r"[^\W_][\w’'&-]*", _body_text(text, pieces)))
    for size in (1, 2, 3):
        for k in range(len(words) - size + 1):
            name = " ".join(w.group() for w in words[k : k + size])
            if name[:1].isupper() and re.sub(r"[^\w]", "", name).casefold() in domains:
                return name
    return None


def _slug(text: str, pieces: list[Piece]) -> str | None:
    for piece in pieces:
        if piece.kind == NOTE and piece.note == "slug":
            return " ".join(text[piece.start : piece.end].split())
    return None


def _version_mark(draft: Draft, headline_marks: str | None) -> str | None:
    marks = [m for m in (draft.version_mark, furniture.slug_mark(draft.slug), headline_marks) if m]
    kept: list[str] = []
    for mark in marks:
        if not any(mark.casefold() in other.casefold() for other in kept):
            kept.append(mark)
    return " ".join(kept) or None


def _body_text(text: str, pieces: list[Piece]) -> str:
    out, size = [], 0
    for piece in pieces:
        if piece.kind == BODY:
            out.append(text[piece.start : piece.end])
            size += piece.end - piece.start
            if size > 6000:
                break
    return " ".join(out) or text[:6000]
