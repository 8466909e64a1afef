"""What is body and what is not: slugs, notes, credits, sign-offs, contacts, boilerplate, crossheads.

The patterns are data (``resources/profiles``). This module decides where they may hold: some only above the story, some
only below it, some anywhere; and it never leaves a story without body because of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from comparer.loading.draft import UNJUDGED
from comparer.loading.limits import LOOK
from comparer.loading.profiles import Pattern, profiles
from comparer.story import ParagraphKind

_ENDS = re.compile(r"[.!?…。！？][\"”“»’')\]]*$|[:;,]$")
_BULLET = re.compile(r"[*•●▪◦·]\s?\S")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, in code points, end exclusive, and what it was found to be ("" while unjudged)."""

    start: int
    end: int
    kind: str = UNJUDGED
    note: str | None = None
    private: bool = False
    hint: str = ""


@cache
def _by_place() -> dict[str, tuple[Pattern, ...]]:
    places: dict[str, list[Pattern]] = {"top": [], "tail": [], "any": []}
    for pattern in profiles().patterns:
        places[pattern.where].append(pattern)
    return {where: tuple(patterns) for where, patterns in places.items()}


@cache
def _quick(where: str) -> re.Pattern[str]:
    """All patterns of a place in one, to tell quickly that none of them fits."""
    sources = [p.match.pattern for p in _by_place()[where]]
    scoped = [f"(?i:{s[4:]})" if s.startswith("(?i)") else f"(?:{s})" for s in sources]
    return re.compile("|".join(scoped) or "(?!)")


def _flat(text: str) -> str:
    return " ".join(text.split())


def _fits(pattern: Pattern, flat: str, length: int, hint: str) -> bool:
    if pattern.most is not None and length > pattern.most:
        return False
    if pattern.hint and pattern.hint != hint:
        return False
    if pattern.needs and not pattern.needs.search(flat):
        return False
    if pattern.whole:
        return length <= LOOK and pattern.match.fullmatch(flat) is not None
    return pattern.match.match(flat) is not None


def _find(places: Sequence[str], flat: str, hint: str) -> Pattern | None:
    head = flat[:LOOK]
    for where in places:
        if not _quick(where).match(head):
            continue
        for pattern in _by_place()[where]:
            if _fits(pattern, head, len(flat), hint):
                return pattern
    return None


def _marked(piece: Piece, pattern: Pattern) -> Piece:
    if pattern.note == "crosshead":
        return replace(piece, kind=ParagraphKind.CROSSHEAD.value)
    if pattern.note == "caption":
        return replace(piece, kind=ParagraphKind.CAPTION.value)
    if pattern.note in ("bullet", "summary"):
        return replace(piece, kind=ParagraphKind.SUMMARY.value, note=pattern.note)
    return replace(piece, kind=ParagraphKind.NOTE.value, note=pattern.note, private=pattern.private)


def like_crosshead(flat: str) -> bool:
    """A short line in capitals that is no sentence, or a quotation that ends without any mark."""
    if re.fullmatch(r"[\"“«„][^\"“”«».!?,]{10,110}[\"”»]", flat):
        return True
    if not 4 <= len(flat) <= 80 or _ENDS.search(flat):
        return False
    letters = [c for c in flat if c.isalpha()]
    return len(letters) >= 4 and all(not c.islower() for c in letters) and any(c.isupper() for c in letters)


def like_title(flat: str) -> bool:
    """A short line with capitals on nearly every longer word and no mark at its end."""
    if not 8 <= len(flat) <= 100 or _ENDS.search(flat.replace("?", "")) or re.search(r"[.!?] ", flat):
        return False
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", flat) if len(w) >= 4]
    return len(words) >= 2 and sum(w[0].isupper() for w in words) >= 0.8 * len(words)


def judge(text: str, pieces: list[Piece], *, headline: str | None = None, byline: str | None = None) -> list[Piece]:
    """The pieces with a kind for each. Pieces that have a kind keep it; the rest become body unless a pattern fits.

    ``headline`` and ``byline`` tell a headline that the copy repeats, and a line on the writer at its end.
    """
    judged = _judge(text, pieces, headline)
    if byline:
        judged = _biography(text, judged, byline)
    if any(p.kind == ParagraphKind.BODY.value for p in judged):
        return judged
    # Patterns must not eat a whole story: what they took becomes body again, but for what is surely none.
    sure = {"notebook", "signoff", "slug", "envelope", "correction", "advisory", "contact", "table", "update"}
    return [
        replace(after, kind=ParagraphKind.BODY.value, note=None, private=False)
        if before.kind == UNJUDGED and after.note not in sure
        else after
        for before, after in zip(pieces, judged, strict=True)
    ]


def _judge(text: str, pieces: list[Piece], headline: str | None) -> list[Piece]:
    out = list(pieces)
    flats = [_flat(text[p.start : p.end]) for p in pieces]
    waiting = [k for k, p in enumerate(pieces) if p.kind == UNJUDGED]
    if not waiting:
        return out
    if headline:
        # A headline that the body repeats.
        folded = _fold(headline)
        for k in waiting[:3]:
            if _fold(flats[k]) == folded:
                out[k] = replace(out[k], kind=ParagraphKind.NOTE.value, note="headline")
    first = _top(out, flats)
    last = _tail(out, flats, first)
    _between(out, flats, first, last)
    return [replace(p, kind=ParagraphKind.BODY.value) if p.kind == UNJUDGED else p for p in out]


def _biography(text: str, pieces: list[Piece], byline: str) -> list[Piece]:
    """Mark a last paragraph that says who the writer is."""
    name = re.match(r"[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){1,3}", byline)
    bodies = [k for k, p in enumerate(pieces) if p.kind == ParagraphKind.BODY.value]
    for k in bodies[:3:-1][:2]:
        flat = _flat(text[pieces[k].start : pieces[k].end])
        if name and re.match(
            re.escape(name.group()) + r"\b,? (?:is|was|are|covers|reports|writes|works|teaches) ", flat, re.I
        ):
            pieces[k] = replace(pieces[k], kind=ParagraphKind.NOTE.value, note="biography")
    return pieces


def _fold(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _top(out: list[Piece], flats: list[str]) -> int:
    """Judge what stands above the story; the index of its first paragraph."""
    for k, piece in enumerate(out):
        if piece.kind != UNJUDGED:
            continue
        if piece.hint == "heading":
            out[k] = replace(piece, kind=ParagraphKind.CROSSHEAD.value)
            continue
        if _bullet_above(out, flats, k):
            bullet = _BULLET.match(flats[k]) is not None
            kind = ParagraphKind.SUMMARY if bullet else ParagraphKind.CROSSHEAD
            out[k] = replace(piece, kind=kind.value, note="bullet" if bullet else None)
            continue
        pattern = _find(("any", "top"), flats[k], piece.hint)
        if pattern is None or (pattern.rest and pattern.note == "contact" and k > 3):
            return k
        out[k] = _marked(piece, pattern)
    return len(out)


def _bullet_above(out: list[Piece], flats: list[str], k: int) -> bool:
    """Whether a paragraph is a bullet, or the heading of bullets, of a summary above the story's first paragraph."""
    j = k
    if not _BULLET.match(flats[j]):
        heading = (
            len(flats[j]) <= 60 and flats[j][:1].isupper() and (not _ENDS.search(flats[j]) or flats[j].endswith(":"))
        )
        if not heading or j + 1 >= len(flats) or not _BULLET.match(flats[j + 1]):
            return False
        j += 1
    while j < len(flats) and _BULLET.match(flats[j]):
        j += 1
    rest = [len(flats[i]) for i in range(j, len(flats)) if out[i].kind == UNJUDGED and not _BULLET.match(flats[i])]
    return sum(length > 100 for length in rest) >= 2


def _tail(out: list[Piece], flats: list[str], first: int) -> int:
    """Judge what stands below the story; the index after its last paragraph."""
    size = sum(len(f) for f in flats[first:]) or 1
    seen, end = 0, len(out)
    for k in range(first, len(out)):
        piece = out[k]
        if piece.kind in (UNJUDGED, ParagraphKind.CROSSHEAD.value) and k > first:
            hint = piece.hint if piece.hint != "heading" else ""
            pattern = _find(("any", "tail"), flats[k], hint)
            if pattern and not pattern.rest:
                # "Notes to editors:" is a note anywhere; below a story it heads what follows.
                pattern = _find(("tail",), flats[k], hint)
            if pattern and pattern.rest and (pattern.note != "boilerplate" or seen >= 0.15 * size):
                end = k
                _rest(out, flats, k, pattern)
                break
        seen += len(flats[k])
    end = _after_signoff(out, flats, first, end)
    while end > first:
        k = end - 1
        piece = out[k]
        if piece.kind == UNJUDGED:
            pattern = _find(("any", "tail"), flats[k], piece.hint)
            if pattern is None or k == first:
                break
            out[k] = _marked(piece, pattern)
        elif piece.kind == ParagraphKind.BODY.value:
            break
        end = k
    return _after_rule(out, flats, first, end)


def _rest(out: list[Piece], flats: list[str], start: int, head: Pattern) -> None:
    current = head
    for k in range(start, len(out)):
        piece = out[k]
        if piece.kind not in (UNJUDGED, ParagraphKind.CROSSHEAD.value):
            continue
        pattern = _find(("any", "tail"), flats[k], "")
        if current.note == "notebook":
            # Below a notebook mark all is for the desk alone, whatever else it looks like.
            pattern = replace(pattern, private=True, rest=False) if pattern else None
        if pattern and pattern.rest:
            current = pattern
        out[k] = _marked(piece, pattern or current)


def _after_signoff(out: list[Piece], flats: list[str], first: int, end: int) -> int:
    """An agency's sign-off or an end mark parts the story from the sender's signature."""
    size = sum(len(f) for f in flats[first:end])
    below = 0
    for k in range(end - 1, max(first, end - 16), -1):
        if (
            out[k].kind == UNJUDGED
            and is_end_mark(flats[k])
            and re.search(r"[^\W_]{2}", flats[k])
            and below <= 0.25 * size
        ):
            for j in range(k, end):
                if out[j].kind == UNJUDGED:
                    pattern = _find(("any", "tail"), flats[j], "")
                    contact = replace(out[j], kind=ParagraphKind.NOTE.value, note="contact", private=True)
                    out[j] = _marked(out[j], pattern) if pattern else contact
            return k
        below += len(flats[k])
    return end


def _after_rule(out: list[Piece], flats: list[str], first: int, end: int) -> int:
    """A rule line ("___") near the end parts the story from credits and reporters' addresses."""
    for k in range(max(first + 1, end - 6), end):
        if re.fullmatch(r"_{2,}|\*{3}|(?:\* ){2,}\*", flats[k]) and sum(len(f) for f in flats[k:end]) < 0.25 * sum(
            len(f) for f in flats[first:k]
        ):
            for j in range(k, end):
                if out[j].kind == UNJUDGED:
                    out[j] = replace(out[j], kind=ParagraphKind.NOTE.value, note="signoff" if j == k else "credit")
            return k
    return end


def _between(out: list[Piece], flats: list[str], first: int, last: int) -> None:
    for k in range(first, last):
        piece = out[k]
        if piece.kind != UNJUDGED:
            continue
        pattern = _find(("any",), flats[k], piece.hint) if k > first else None
        if pattern and not (pattern.note in ("contact", "source") and pattern.rest):
            out[k] = _marked(piece, pattern)
        elif (
            piece.hint == "heading"
            or (piece.hint == "bold" and len(flats[k]) <= 120 and not _ENDS.search(flats[k]))
            or (first < k < last - 1 and _crosshead_between(out, flats, k))
        ):
            out[k] = replace(piece, kind=ParagraphKind.CROSSHEAD.value)


def _crosshead_between(out: list[Piece], flats: list[str], k: int) -> bool:
    flat = flats[k]
    if like_crosshead(flat):
        return True
    return (
        out[k].hint != "item"
        and like_title(flat)
        and (
            len(flats[k - 1]) > 1.5 * len(flat)
            or out[k - 1].kind in (ParagraphKind.CAPTION.value, ParagraphKind.NOTE.value)
        )
        and len(flats[k + 1]) > 1.5 * len(flat)
    )


def is_top_note(flat: str) -> bool:
    """Whether a line above a story is a note, a byline, a date or the like."""
    return _find(("any", "top"), flat, "") is not None


def is_end_mark(flat: str) -> bool:
    """Whether a line is nothing but a mark that ends a story, or an agency's sign-off: "ENDS", "==Kyodo", "AAP be/"."""
    return len(flat) <= 60 and any(
        p.note == "signoff" and p.whole and _fits(p, flat, len(flat), "")
        for w in ("any", "tail")
        for p in _by_place()[w]
    )


def split_glued(paragraph: str, *, last: bool) -> tuple[int, str] | None:
    """Where something that is no story begins that is glued to a paragraph's last sentence, and its kind of note.

    ``last``: the paragraph is the story's last one, so that an agency's sign-off may follow.
    """
    tail = paragraph[-LOOK:]
    offset = len(paragraph) - len(tail)
    for note, pattern in profiles().glued:
        if (found := pattern.search(tail)) and offset + found.end() > 0 and found.end() < len(tail):
            return offset + found.end(), note
    if last and (found := re.search(r"(?<=[.!?…”\"»)])\s+(?=[^.!?]{2,40}$)", tail)) and offset + found.start() > 0:
        words = _flat(tail[found.end() :])
        if is_end_mark(words) and not re.fullmatch(r"[\w ]{9,}", words):
            return offset + found.end(), "signoff"
    return None


def take_marks(headline: str) -> tuple[str, str | None]:
    """A headline without its version marks, and the marks: ("Gold rises", "UPDATE 1"). Order of marks is kept."""
    marks: list[str] = []
    rest = headline.strip()
    for _ in range(4):
        for pattern in profiles().headline_marks:
            match = pattern.match(rest)
            if match and len(match.group()) < len(rest):
                marks.append(match.group(1).strip(" .-:"))
                rest = rest[match.end() :]
                break
        else:
            break
    for pattern in profiles().headline_end_marks:
        if (match := pattern.search(rest)) and match.start() > 0:
            marks.append(match.group(1))
            rest = rest[: match.start()].rstrip()
    return rest, " ".join(marks) or None


def slug_mark(slug: str | None) -> str | None:
    """The version mark in a slug: "8th Ld-Writethru", "UPDATE 1", "UV4"."""
    if not slug:
        return None
    marks = [m.group(1) for p in profiles().slug_marks if (m := p.search(slug))]
    return " ".join(marks) or None
