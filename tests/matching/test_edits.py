"""After an edit, what was read before serves again, and the result is the one from scratch."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparer.compare import Cache, compare
from comparer.comparison import to_json
from comparer.loading import load_text
from comparer.matching import reader
from comparer.matching.wording import fold, wording
from comparer.reading import dates, language, numbers
from comparer.story import Story

A = """Wall of Skarvik harbour gives way

SKARVIK, Norway (Nordwire) - Some 40 metres of the harbour wall at Skarvik gave way on Monday, and 12 boats sank.

"We heard a crack and then the quay was gone," said Marit Holm, who runs the fish market.

The port authority denied that it had been warned. Repairs will cost $3 million.
"""
B = """Part of Skarvik harbour collapses

SKARVIK (Jadran) - About 40 metres of harbour wall fell into the sea on Monday. Eleven boats sank.

"We heard a crack and then the quay was gone," Holm said. "Nobody warned us."

The port had been told of cracks in May, an engineer said.
"""
WORDS = ["12 boats", "Monday", "Holm", "$3 million", "denied", "14 boats", "confirmed", "“gone”", "", "\n\n", "."]
EDIT = st.tuples(st.integers(0, 1), st.integers(0, 400), st.integers(0, 40), st.sampled_from(WORDS))
WARM = Cache()


def stories(texts: list[str]) -> list[Story]:
    return [load_text(text, name) for text, name in zip(texts, ("a.txt", "b.txt"), strict=True)]


def edited(text: str, at: int, length: int, words: str) -> str:
    at = min(at, len(text))
    return text[:at] + words + text[at + length :]


def forget() -> None:
    """Forget what is kept of sentences and paragraphs that were read before."""
    for kept in (reader._read, reader._pieces, wording, fold, numbers._numbers, dates._said):
        kept.cache_clear()


@settings(max_examples=12, deadline=None)
@given(st.lists(EDIT, min_size=1, max_size=3))
def test_edits_give_the_result_from_scratch(edits: list[tuple[int, int, int, str]]) -> None:
    texts = [A, B]
    compare(stories(texts), cache=WARM)
    for which, at, length, words in edits:
        texts[which] = edited(texts[which], at, length, words)
        after = to_json(compare(stories(texts), cache=WARM))
    forget()
    assert after == to_json(compare(stories(texts)))


def test_only_what_changed_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    parse = language.parse
    monkeypatch.setattr(language, "parse", lambda texts: read.extend(texts) or parse(texts))
    forget()
    cache = Cache()
    compare(stories([A, B]), cache=cache)
    known = set(cache.vectors)
    beside = reader._read.cache_info().misses
    read.clear()
    compare(stories([A.replace("$3 million", "$4 million"), B]), cache=cache)
    assert read == ["The port authority denied that it had been warned. Repairs will cost $4 million."]
    assert set(cache.vectors) - known == {"Repairs will cost $4 million."}
    assert reader._read.cache_info().misses - beside <= max(1, beside / 2)
