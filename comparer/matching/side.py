"""One reading made ready for matching: words folded once, vectors beside them, indices for look-up.

Built once for each story of a comparison; everything in it counts tokens of the reading unless it says otherwise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from comparer.matching.figures import topic_of
from comparer.matching.wording import fold
from comparer.paths import resources
from comparer.reading.nouns import Claim, Reading
from comparer.reading.vectors import VectorCache, Vectors, embed
from comparer.story import ParagraphKind, QuoteKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

BETWEEN = 8
"""At most this many tokens stand between a cue and its speaker for all of it to be attribution."""
SUFFIXES = ("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ers", "er", "ors", "or", "ies", "ied",
            "ed", "es", "al", "ly", "s", "e", "y")  # fmt: skip


@cache
def function_words() -> frozenset[str]:
    """Words that carry grammar only."""
    return frozenset((resources() / "english/function_words.txt").read_text(encoding="utf-8").split())


@cache
def stem(word: str) -> str:
    """A word without its endings, for "announce" and "announcement"; words under five letters stay."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


@dataclass(slots=True)
class SideSentence:
    """A sentence made ready. ``content`` are token indices; ``vectors`` has a row for each of ``content``."""

    index: int
    tokens: range
    content: NDArray[np.int64]
    vectors: Floats
    vector: Floats
    is_body: bool
    lemmas: frozenset[str] = frozenset()


@dataclass(slots=True)
class Side:
    """A story's words, vectors and look-up tables."""

    reading: Reading
    starts: list[int]
    lemmas: list[str]
    stems: list[str]
    forms: list[str]
    is_content: NDArray[np.bool_]
    sentences: list[SideSentence]
    by_lemma: dict[str, list[int]] = field(default_factory=dict)
    """Content lemma -> indices of ``sentences``."""
    stem_set: frozenset[str] = frozenset()
    attribution: frozenset[int] = frozenset()
    """Tokens that say who is quoted: cue, speaker, and what stands between them."""
    cues: frozenset[int] = frozenset()
    """Tokens of cues alone."""
    claims_by_sentence: dict[int, list[Claim]] = field(default_factory=dict)
    sentence_vectors: Floats = field(default_factory=lambda: np.zeros((0, 384), np.float32))
    quoted: frozenset[int] = frozenset()
    """Tokens inside direct and mixed quotes."""
    topics: list[frozenset[str]] = field(default_factory=list)
    """For each figure the groups of words that say which figure of the event it is."""

    def tokens_in(self, start: int, end: int) -> range:
        """Indices of the tokens that begin inside a span."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    @property
    def text(self) -> str:
        return self.reading.text


def make_side(reading: Reading, cache: VectorCache | None = None, vectors: Sequence[Vectors] | None = None) -> Side:
    """Make a reading ready. ``cache`` keeps sentence vectors between calls; ``vectors`` are those of the sentences,
    where they are not to be computed."""
    tokens = reading.tokens
    functional = function_words()
    forms = [fold(t.text) for t in tokens]
    lemmas = [fold(t.lemma) if t.pos != "PROPN" else form for t, form in zip(tokens, forms, strict=True)]
    is_content = np.array(
        [
            any(c.isalnum() for c in f) and f not in functional and lm not in functional
            for f, lm in zip(forms, lemmas, strict=True)
        ],
        bool,
    ).reshape(-1)
    spans = _token_ranges(reading)
    texts = [reading.text[s.start : s.end] for s in reading.sentences]
    vectors = embed(texts, cache) if vectors is None else vectors
    sentences: list[SideSentence] = []
    by_lemma: dict[str, list[int]] = defaultdict(list)
    for number, (sentence, found) in enumerate(zip(reading.sentences, vectors, strict=True)):
        members = spans[number]
        content = np.array([k for k in members if is_content[k]], np.int64)
        rows = np.zeros((len(content), 384), np.float32)
        starts = found.offsets[:, 0] if len(found.offsets) else np.zeros(0, np.int32)
        for row, k in enumerate(content):
            low = int(np.searchsorted(starts, tokens[k].start - sentence.start, "left"))
            high = int(np.searchsorted(starts, tokens[k].end - sentence.start, "left"))
            if high == low + 1:
                rows[row] = found.pieces[low]
            elif high > low:
                rows[row] = found.pieces[low:high].mean(axis=0)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        rows /= np.maximum(norms, 1e-9)
        mine = frozenset(lemmas[k] for k in content)
        for lemma in mine:
            by_lemma[lemma].append(number)
        kind = reading.story.paragraphs[sentence.paragraph].kind
        sentences.append(SideSentence(number, members, content, rows, found.sentence, kind is ParagraphKind.BODY, mine))
    stacked = np.stack([s.vector for s in sentences]) if sentences else np.zeros((0, 384), np.float32)
    stems = [stem(lm) for lm in lemmas]
    claims: dict[int, list[Claim]] = defaultdict(list)
    for claim in reading.claims:
        claims[claim.sentence].append(claim)
    return Side(
        reading,
        [t.start for t in tokens],
        lemmas,
        stems,
        forms,
        is_content,
        sentences,
        dict(by_lemma),
        frozenset(s for s, counts in zip(stems, is_content, strict=True) if counts),
        *_attribution(reading, [t.start for t in tokens]),
        dict(claims),
        stacked,
        _quoted(reading, [t.start for t in tokens]),
        [topic_of(quantity, reading) for quantity in reading.quantities],
    )


def _quoted(reading: Reading, starts: list[int]) -> frozenset[int]:
    quotes = [q for q in reading.quotes if q.kind is not QuoteKind.INDIRECT]
    return frozenset(k for q in quotes for k in range(bisect_left(starts, q.start), bisect_left(starts, q.end)))


def _token_ranges(reading: Reading) -> list[range]:
    first = [len(reading.tokens)] * len(reading.sentences)
    last = [0] * len(reading.sentences)
    for k, token in enumerate(reading.tokens):
        if token.sentence < len(first):
            first[token.sentence] = min(first[token.sentence], k)
            last[token.sentence] = max(last[token.sentence], k + 1)
    return [range(a, b) if b > a else range(0) for a, b in zip(first, last, strict=True)]


def _attribution(reading: Reading, starts: list[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Tokens of attribution, and of cues alone."""
    found: set[int] = set()
    cues: set[int] = set()
    for quote in reading.quotes:
        spans = [(quote.cue.start, quote.cue.end)] if quote.cue else []
        for start, end in spans:
            cues.update(range(bisect_left(starts, start), bisect_left(starts, end)))
        if quote.speaker and quote.speaker.start is not None and quote.speaker.end is not None:
            spans.append((quote.speaker.start, quote.speaker.end))
        ranges = [range(bisect_left(starts, s), bisect_left(starts, e)) for s, e in spans]
        for members in ranges:
            found.update(members)
        if len(ranges) == 2:
            first, second = sorted(ranges, key=lambda r: r.start)
            if second.start - first.stop <= BETWEEN:
                found.update(range(first.stop, second.start))
    return frozenset(found), frozenset(cues)
