"""The trained reader: a small network that reads a sentence beside the other story's best passages.

It gives for each word of the sentence how likely it is that those passages do not say it. ``tests.accuracy.fit_reader``
makes it; where its file is absent, it has no opinion (0.5).
"""

from __future__ import annotations

import threading
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from comparer.matching.retrieval import Candidate
from comparer.matching.side import Side
from comparer.paths import resources
from comparer.reading.vectors import checked, session, tokenizer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MODEL_SHA256 = "fddd3a5c0a5cdc7cec4e052490d48b906e4a5cc694205e0f503cfe01c5afcd3a"
PASSAGES = 4
MAX_LENGTH = 224
MAX_SENTENCE = 110
CLS, SEP = 101, 102
_LOCK = threading.Lock()


@cache
def _file() -> Path | None:
    path = resources() / "models/reader/reader.onnx"
    return path if path.is_file() else None


@cache
def _model() -> Any:
    path = _file()
    return session(checked(path, MODEL_SHA256)) if path else None


def load() -> None:
    """Load the network, once a process."""
    with _LOCK:
        _model()


def read_words(a: Side, b: Side, candidates: list[list[Candidate]]) -> list[Floats]:
    """For each sentence of a, one probability a content word."""
    if _file() is None:
        return [np.full(len(s.content), 0.5, np.float32) for s in a.sentences]
    load()
    texts_b = [b.text[s.start : s.end] for s in b.reading.sentences]
    out = []
    for sentence, found in zip(a.sentences, candidates, strict=True):
        if not len(sentence.content) or not sentence.is_body:
            out.append(np.full(len(sentence.content), 0.5, np.float32))
            continue
        span = a.reading.sentences[sentence.index]
        passages = tuple(texts_b[c.index] for c in found[:PASSAGES])
        starts, likely = _read(a.text[span.start : span.end], passages)
        out.append(_of_words(a, sentence.content, span.start, starts, likely))
    return out


@lru_cache(maxsize=8192)
def _pieces(text: str) -> tuple[list[int], list[int]]:
    """Ids of a text's word pieces, and where each begins."""
    found = tokenizer().encode(text, add_special_tokens=False)
    return found.ids, [start for start, _ in found.offsets]


def model_input(mine: list[int], passages: list[list[int]]) -> tuple[list[int], list[int]]:
    """Piece ids and types of [CLS] sentence [SEP] passage [SEP] passage [SEP] …"""
    ids = [CLS, *mine[:MAX_SENTENCE], SEP]
    types = [0] * len(ids)
    for passage in passages:
        room = MAX_LENGTH - len(ids) - 1
        if room < 8:
            break
        ids += [*passage[:room], SEP]
        types += [1] * (len(ids) - len(types))
    return ids, types


@lru_cache(maxsize=4096)
def _read(text: str, passages: tuple[str, ...]) -> tuple[NDArray[np.int64], Floats]:
    """Where the pieces of a sentence begin, and how likely each is not said in the passages.

    Kept for as long as a person works on a story: after an edit only what it touches is read again.
    """
    ids, starts = _pieces(text)
    joined, types = model_input(ids, [_pieces(passage)[0] for passage in passages])
    feed = {"ids": np.asarray([joined], np.int64), "types": np.asarray([types], np.int64)}
    logits = _model().run(None, feed)[0][0]
    inner = np.array(starts[:MAX_SENTENCE], np.int64)
    likely: Floats = 1 / (1 + np.exp(-logits[1 : 1 + len(inner)].astype(np.float64)))
    return inner, likely


def _of_words(a: Side, content: NDArray[np.int64], offset: int, starts: NDArray[np.int64], likely: Floats) -> Floats:
    """Each content word as its first piece is."""
    p = np.full(len(content), 0.5, np.float32)
    for row, k in enumerate(content):
        token = a.reading.tokens[k]
        at = int(np.searchsorted(starts, token.start - offset, "left"))
        if at < len(starts) and starts[at] < token.end - offset:
            p[row] = likely[at]
    return p
