"""What a figure counts, and the words that say which figure it is, from the grammar around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from comparer.reading.figure_words import FigureWords
from comparer.reading.nouns import Token

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
NAMES = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Counted:
    """``head``: token index of what is counted; ``unit`` its lemma, or "person" for "12 killed", or ""."""

    head: int | None
    unit: str
    context: tuple[str, ...]
    counts: bool
    """Whether the grammar ties the figure to a noun of its own."""


def token_at(tokens: Sequence[Token], position: int) -> int | None:
    """Index of the first token that ends behind a position, or None at the end."""
    k = bisect_left(tokens, position + 1, key=lambda t: t.end)
    return k if k < len(tokens) else None


def counted_by(tokens: Sequence[Token], start: int, end: int, words: FigureWords) -> Counted:
    """What the figure at start..end (code points of the story, unit included) counts."""
    first = token_at(tokens, start)
    if first is None:
        return Counted(None, "", (), False)
    behind = first
    while behind < len(tokens) and tokens[behind].start < end and tokens[behind].sentence == tokens[first].sentence:
        behind += 1
    last = max(first, behind - 1)
    head, counts = _head(tokens, first, last, words)
    unit = tokens[head].lemma if head is not None else ""
    if head is None and _at(tokens, last + 1, first) in words.casualty:
        unit = "person"
    anchor = head if head is not None else _top(tokens, first, last)
    return Counted(head, unit, _context(tokens, anchor, first, last), counts)


def _at(tokens: Sequence[Token], k: int, same: int) -> str:
    inside = k < len(tokens) and tokens[k].sentence == tokens[same].sentence
    return tokens[k].text.lower() if inside else ""


def _top(tokens: Sequence[Token], first: int, last: int) -> int:
    """The token of the figure that the rest of it hangs on."""
    for k in range(first, last + 1):
        if not first <= tokens[k].head <= last or tokens[k].head == k:
            return k
    return last


def _head(tokens: Sequence[Token], first: int, last: int, words: FigureWords) -> tuple[int | None, bool]:
    if _at(tokens, last + 1, first) == "of":
        return _noun_from(tokens, last + 2, first, {"the", "its", "his", "her", "their", "these", "those", "all"}), True
    if _at(tokens, last + 1, first) in words.casualty - {"other", "others", "missing"}:
        return None, True
    k = _top(tokens, first, last)
    if tokens[k].dep in {"nummod", "quantmod", "compound", "amod", "nmod", "npadvmod", "advmod"}:
        for _ in range(4):
            up = tokens[k].head
            if up == k or tokens[up].sentence != tokens[first].sentence:
                break
            k = up
            if k > last and tokens[k].pos in NAMES:
                return (k, True) if k - last <= 8 else (None, False)
    noun = _noun_from(tokens, last + 1, first, frozenset())
    return noun, noun is not None


def _noun_from(tokens: Sequence[Token], k: int, same: int, skip: set[str] | frozenset[str]) -> int | None:
    """The last noun of the row of modifiers and nouns that begins at k."""
    found = None
    for at in range(k, min(k + 7, len(tokens))):
        token = tokens[at]
        if token.sentence != tokens[same].sentence:
            break
        if token.pos in NAMES:
            found = at
        elif (found is not None and token.text != "-") or (
            token.pos not in {"ADJ", "NUM"}
            and token.tag != "VBN"
            and token.text != "-"
            and token.text.lower() not in skip
        ):
            break
    return found


def _context(tokens: Sequence[Token], anchor: int, first: int, last: int) -> tuple[str, ...]:
    """Lemmas of the figure's modifiers, of what it hangs on up to its verb, and of that verb's other participants."""
    inside = range(first, last + 1)
    path = [anchor]
    while len(path) < 6:
        up = tokens[path[-1]].head
        if up == path[-1] or up in path or tokens[up].sentence != tokens[anchor].sentence:
            break
        path.append(up)
        if tokens[up].pos in {"VERB", "AUX"}:
            break
    members = set(path)
    near = range(max(0, anchor - 25), min(len(tokens), anchor + 26))
    for k in near:
        token = tokens[k]
        if token.sentence != tokens[anchor].sentence or k in members:
            continue
        if token.head in (path[0], path[-1]) or (
            token.head in members and token.dep in {"amod", "compound", "nsubj", "acl"}
        ):
            members.add(k)
    for k in near:
        # one step further: what a preposition or a participant brings along
        if (
            tokens[k].head in members
            and tokens[k].sentence == tokens[anchor].sentence
            and tokens[tokens[k].head].head in path
        ):
            members.add(k)
    return tuple(
        dict.fromkeys(
            tokens[k].lemma
            for k in sorted(members)
            if k not in inside and tokens[k].pos in CONTENT and tokens[k].lemma[:1].isalpha()
        )
    )
