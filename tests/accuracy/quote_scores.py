"""How many quotes of an article are found, and whether their speakers are the right people.

A quote counts as found under one of two rules: ``share`` (the found span covers more than 30 % of it, the rule of
the Gender Gap Tracker) or ``trim`` (the same span, but for marks, blanks and a leading "that" at its edges). Each
found span serves one quote. Attributions of belief are not required, and nothing that lies in them or in page
furniture is held against the tool. Speakers, on the quotes found: ``named`` allows a part of the name, ``in full``
wants all of it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Rule = Literal["share", "trim"]
SHARE = 0.3
PRONOUNS = frozenset(
    """he she they it we i you him her them us me his hers their its who which that this these those himself
    herself themselves one someone somebody everyone people""".split()
)
TITLES = frozenset(
    """the a an of and mr mrs ms miss dr prof sir dame lord lady sen senator rep representative gov governor
    president vice prime minister premier chief secretary general gen major maj col capt sgt lt attorney justice
    judge mayor mp chairman chairwoman ceo spokesman spokeswoman spokesperson former republican democratic
    democrat candidate nominee officer director professor pope king queen prince princess coach""".split()
)


@dataclass(frozen=True)
class Said:
    """A quote and its speaker's full name ("" where nobody is named)."""

    start: int
    end: int
    speaker: str
    required: bool = True


@dataclass(frozen=True)
class Article:
    """A text with its quotes in order; ``furniture``: spans where nothing is counted."""

    id: str
    text: str
    quotes: tuple[Said, ...]
    furniture: tuple[tuple[int, int], ...] = ()


def read_articles(path: Path) -> list[Article]:
    """Articles of a JSON Lines file in the form of ``gum/gum.jsonl``, or of a marked file as ``hard_quotes.txt``."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        return list(_marked(text))
    return [_labelled(json.loads(line)) for line in text.splitlines() if line.strip()]


def _labelled(item: dict) -> Article:  # type: ignore[type-arg]
    quotes = tuple(
        Said(q["start"], q["end"], q.get("speaker_ref") or "", not q.get("optional", False)) for q in item["quotes"]
    )
    return Article(item["id"], item["text"], quotes, tuple((s, e) for s, e in item.get("discard", [])))


def _marked(text: str) -> Iterator[Article]:
    """``=== title`` before each text; in it ``{Full Name: "the words"}``."""
    for part in re.split(r"^=== ", text, flags=re.M)[1:]:
        title, body = part.split("\n", 1)
        out = ""
        quotes = []
        for piece in re.split(r"(\{[^{}]+\})", body.strip()):
            if not piece.startswith("{"):
                out += piece
                continue
            speaker, words = piece[1:-1].split(": ", 1)
            quotes.append(Said(len(out), len(out) + len(words), speaker))
            out += words
        yield Article(title, out, tuple(quotes))


def score_article(article: Article, found: Sequence[Said], rule: Rule) -> Counter[str]:
    """Counts for one article."""
    spans = sorted((q for q in found if q.start < q.end), key=lambda q: (q.start, q.end))
    wanted = [q for q in article.quotes if q.required]
    pairs = _by_share(wanted, spans) if rule == "share" else _by_edges(article.text, wanted, spans)
    used = {j for _, j in pairs}
    excused = [(q.start, q.end) for q in article.quotes if not q.required] + list(article.furniture)
    counts = Counter(found=len(pairs), wanted=len(wanted))
    counts["spurious"] = sum(not _mostly_in(q, excused) for j, q in enumerate(spans) if j not in used)
    for i, j in pairs:
        if wanted[i].speaker:
            counts["with speaker"] += 1
            counts["named"] += named(wanted[i].speaker, spans[j].speaker)
            counts["in full"] += _in_full(wanted[i].speaker, spans[j].speaker)
    return counts


def _by_share(wanted: Sequence[Said], spans: Sequence[Said]) -> list[tuple[int, int]]:
    free = list(range(len(spans)))
    pairs = []
    for i, quote in enumerate(wanted):
        shares = {j: _common(quote, spans[j]) / max(1, quote.end - quote.start) for j in free}
        best = max(shares, key=shares.__getitem__, default=None)
        if best is not None and shares[best] > SHARE:
            free.remove(best)
            pairs.append((i, best))
    return pairs


def _by_edges(text: str, wanted: Sequence[Said], spans: Sequence[Said]) -> list[tuple[int, int]]:
    free = {j: _trimmed(text, span) for j, span in enumerate(spans)}
    pairs = []
    for i, quote in enumerate(wanted):
        same = next((j for j, edges in free.items() if edges == _trimmed(text, quote)), None)
        if same is not None:
            del free[same]
            pairs.append((i, same))
    return pairs


def _trimmed(text: str, quote: Said) -> tuple[int, int]:
    start, end = quote.start, quote.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return (start + 5 if text[start : start + 5].lower() == "that " else start), end


def _common(one: Said, other: Said) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _mostly_in(quote: Said, spans: Sequence[tuple[int, int]]) -> bool:
    inside = {k for s, e in spans for k in range(max(s, quote.start), min(e, quote.end))}
    return len(inside) > (quote.end - quote.start) / 2


def _names(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'s", "")
    return re.findall(r"[a-z0-9]+", plain)


def named(want: str, got: str) -> bool:
    names, ours = _names(want), _names(got)
    if not ours or set(ours) <= PRONOUNS:
        return False
    one = [n for n in names if n not in TITLES] or names
    other = [n for n in ours if n not in TITLES] or ours
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    if one[-1] != other[-1]:
        return False
    # "Emmanuel Macron" is not "Brigitte Macron"; "E. Macron" may be.
    return len(one) == 1 or len(other) == 1 or one[0][0] == other[0][0]


def _in_full(want: str, got: str) -> bool:
    names = set(_names(want))
    needed = names - TITLES or names
    return bool(needed) and needed <= set(_names(got))


def figures(counts: Counter[str]) -> dict[str, float]:
    """Precision, recall and F1 of quotes; speakers right of those on quotes found."""
    precision = counts["found"] / max(1, counts["found"] + counts["spurious"])
    recall = counts["found"] / max(1, counts["wanted"])
    return {
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
        "speaker": counts["named"] / max(1, counts["with speaker"]),
        "speaker in full": counts["in full"] / max(1, counts["with speaker"]),
    }
