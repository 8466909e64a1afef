"""The trained reader: a small network that reads a sentence beside the other story's best passages.

It gives for each word of the sentence how likely it is that those passages do not say it. Beside the words it gets how
like its best match over there each of them is (``likeness``). ``tests.accuracy.fit_reader`` makes it.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from comparer.matching.known import Known
from comparer.matching.likeness import GRAMMAR, LEVELS, word_levels
from comparer.matching.retrieval import Candidate
from comparer.matching.side import Side, SideSentence
from comparer.paths import resources
from comparer.reading.vectors import checked, session, tokenizer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MODEL_SHA256 = "67a0cb4ff155904871f56becedf47c16431f911a008ff658e62c9539546850da"
MAX_LENGTH = 256
MAX_SENTENCE = 110
CLS, SEP = 101, 102
_LOCK = threading.Lock()


@cache
def _model() -> Any:
    return session(checked(resources() / "models/reader/reader.onnx", MODEL_SHA256))


def load() -> None:
    """Load the network, once a process."""
    with _LOCK:
        _model()


def unread(a: Side) -> list[Floats]:
    """No opinion on any word: 0.5."""
    return [np.full(len(s.content), 0.5, np.float32) for s in a.sentences]


def read_words(a: Side, b: Side, candidates: list[list[Candidate]], known: Known) -> list[Floats]:
    """For each sentence of a one probability a content word; 0.5 in headlines and furniture, which are not read."""
    load()
    out = unread(a)
    for number, (sentence, found) in enumerate(zip(a.sentences, candidates, strict=True)):
        if not len(sentence.content) or not sentence.is_body:
            continue
        given = reader_input(a, sentence, b, found, known)
        likely = _read(given.ids, given.types)
        for row, place in enumerate(given.places):
            if place >= 0:
                out[number][row] = likely[place]
    return out


@dataclass(frozen=True, slots=True)
class ReaderInput:
    """What the network reads: [CLS] sentence [SEP] passage [SEP] passage [SEP] …

    ``ids`` are word pieces; ``types`` say of each on which side it stands and how like its best match it is (see
    ``likeness``): 0 to LEVELS - 1 in the sentence, LEVELS more in a passage. ``places``: the index of the first piece
    of each content word of the sentence, -1 for words beyond MAX_SENTENCE pieces.
    """

    ids: tuple[int, ...]
    types: tuple[int, ...]
    places: tuple[int, ...]


def reader_input(a: Side, sentence: SideSentence, b: Side, found: Sequence[Candidate], known: Known) -> ReaderInput:
    """Make one sentence and its passages ready for the network."""
    passages = [b.sentences[c.index] for c in found]
    levels, their_levels = word_levels(a, sentence, b, passages, known)
    mine, types, first = _levelled(a, sentence, levels)
    mine, types = mine[:MAX_SENTENCE], types[:MAX_SENTENCE]
    ids, kinds = [CLS, *mine, SEP], [GRAMMAR, *types, GRAMMAR]
    for passage, given in zip(passages, their_levels, strict=True):
        room = MAX_LENGTH - len(ids) - 1
        if room < 8:
            break
        theirs, their_types, _ = _levelled(b, passage, given)
        ids += [*theirs[:room], SEP]
        kinds += [LEVELS + t for t in their_types[:room]] + [LEVELS + GRAMMAR]
    places = tuple(k + 1 if 0 <= k < len(mine) else -1 for k in first)
    return ReaderInput(tuple(ids), tuple(kinds), places)


def _levelled(side: Side, sentence: SideSentence, levels: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """The pieces of a sentence, a level a piece, and the first piece of each content word (-1 for none)."""
    span = side.reading.sentences[sentence.index]
    ids, starts = _pieces(side.text[span.start : span.end])
    types = [GRAMMAR] * len(ids)
    first = []
    for k, level in zip(sentence.content, levels, strict=True):
        token = side.reading.tokens[k]
        low = bisect_left(starts, token.start - span.start)
        high = bisect_left(starts, token.end - span.start)
        types[low:high] = [level] * (high - low)
        first.append(low if high > low else -1)
    return ids, types, first


@lru_cache(maxsize=8192)
def _pieces(text: str) -> tuple[list[int], list[int]]:
    """Ids of a text's word pieces, and where each begins."""
    found = tokenizer().encode(text, add_special_tokens=False)
    return found.ids, [start for start, _ in found.offsets]


@lru_cache(maxsize=4096)
def _read(ids: tuple[int, ...], types: tuple[int, ...]) -> Floats:
    """How likely each piece is not said in the passages.

    Kept for as long as a person works on a story: after an edit only what it touches is read again.
    """
    feed = {"ids": np.asarray([ids], np.int64), "types": np.asarray([types], np.int64)}
    logits = _model().run(None, feed)[0][0]
    likely: Floats = 1 / (1 + np.exp(-logits.astype(np.float64)))
    return likely
