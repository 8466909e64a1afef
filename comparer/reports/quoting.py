"""Words taken out of a story for a report: on one line, marked, with a little around them, and never more than allowed.

Offsets count code points of the story's text, end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from comparer.reports.model import Look, Piece
from comparer.story import Span, Story

AROUND = 8
"""Words of the paragraph shown on either side of a name, figure or date."""

MORE = " …"
_QUOTED = re.compile(r"“[^“”]*”")
_WORD = re.compile(r"\S+")


def one_line(text: str) -> str:
    """Text with every run of blanks and line ends as one blank."""
    return " ".join(text.split())


def cut(text: str, words: int | None) -> str:
    """Text on one line, of at most this many words; None: whole."""
    found = text.split()
    if words is None or len(found) <= words:
        return " ".join(found)
    return " ".join(found[:words]).rstrip(",;:") + MORE


def cut_quotations(text: str, words: int | None) -> str:
    """The text with what stands in it between “ and ” cut to this many words."""
    if words is None:
        return text
    return _QUOTED.sub(lambda m: "“" + cut(m.group()[1:-1], words) + "”", text)


def pieces_of(story: Story, runs: Sequence[tuple[int, int, Look]]) -> tuple[Piece, ...]:
    """Runs of the text, (start, end, look) in order, as pieces on one line; words between two runs are plain."""
    pieces: list[Piece] = []
    at = runs[0][0] if runs else 0
    for start, end, look in runs:
        if start > at:
            pieces.append(Piece(story.text[at:start]))
        pieces.append(Piece(story.text[start:end], look))
        at = max(at, end)
    return joined(pieces)


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Pieces on one line: blanks collapse across their borders, neighbours of one look become one."""
    out: list[Piece] = []
    blank = True
    for piece in pieces:
        text = re.sub(r"\s+", " ", piece.text)
        if blank:
            text = text.lstrip()
        if not text:
            continue
        blank = text.endswith(" ")
        if out and out[-1].look is piece.look:
            out[-1] = Piece(out[-1].text + text, piece.look)
        else:
            out.append(Piece(text, piece.look))
    if out:
        out[-1] = Piece(out[-1].text.rstrip(), out[-1].look)
    return tuple(p for p in out if p.text)


def cut_pieces(pieces: Sequence[Piece], words: int | None) -> tuple[Piece, ...]:
    """Pieces of at most this many words together."""
    if words is None:
        return tuple(pieces)
    left = words
    out: list[Piece] = []
    for piece in pieces:
        found = list(_WORD.finditer(piece.text))
        if len(found) <= left:
            out.append(piece)
            left -= len(found)
            continue
        if left:
            out.append(Piece(piece.text[: found[left - 1].end()], piece.look))
        out.append(Piece(MORE))
        break
    return tuple(out)


def surroundings(story: Story, span: Span, words: int | None) -> tuple[str, str]:
    """Up to ``AROUND`` words before and after a span within its paragraph, with … where more was left out; fewer where
    they and the span's own words would be more than ``words``."""
    index = story.paragraph_at(span.start)
    if index is None:
        return "", ""
    room = AROUND
    if words is not None:
        room = min(room, max(0, words - len(story.text[span.start : span.end].split())) // 2)
    paragraph = story.paragraphs[index]
    head, tail = story.text[paragraph.start : span.start], story.text[span.end : paragraph.end]
    before = list(_WORD.finditer(head))
    after = list(_WORD.finditer(tail))
    if len(before) > room:
        head = "… " + (head[before[-room].start() :] if room else "")
    if len(after) > room:
        tail = (tail[: after[room - 1].end()] if room else "") + MORE
    return head, tail
