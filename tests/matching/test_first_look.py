"""The first look: quotes by their marks, figures, equal wording, and no model loaded for it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.compare import compare, quick_compare
from comparer.comparison import Level, Relation, Status
from comparer.errors import ComparerError
from comparer.loading import load_text
from comparer.reading.rough import read_rough

A = """Harbour wall gives way

SKARVIK (Nordwire) - Some 40 metres of the harbour wall at Skarvik gave way on Monday.

"We heard a crack and then the quay was gone," said Marit Holm, who runs the fish market.

The ferry to Lund did not sail on Monday. Repairs will cost $3 million.
"""
B = """Part of Skarvik harbour collapses

SKARVIK (Jadran) - Some 40 metres of the harbour wall fell into the sea, and 12 boats sank.

"We heard a crack and then the quay was gone," Holm said. "Nobody warned us."

The ferry to Lund did not sail on Monday.
"""


def look() -> tuple[dict[tuple[str, str, Status], str], list[tuple[Level, Relation]]]:
    found = quick_compare([load_text(A, "a.txt"), load_text(B, "b.txt")])
    facts = {}
    for fact in found.facts:
        first = fact.mentions[0]
        words = found.stories[first.story].text[first.start : first.end]
        facts[fact.kind, words.strip(' ,.“”"'), fact.status] = fact.id
    return facts, [(a.level, a.relation) for a in found.alignments]


def test_it_finds_quotes_and_figures() -> None:
    facts, alignments = look()
    assert ("quote", "We heard a crack and then the quay was gone", Status.SHARED) in facts
    assert ("quote", "Nobody warned us", Status.ONLY) in facts
    assert ("number", "$3 million", Status.ONLY) in facts
    assert ("number", "12", Status.ONLY) in facts
    assert any(kind == "number" and "40" in words for kind, words, status in facts if status is Status.SHARED)
    assert (Level.SENTENCE, Relation.VERBATIM) in alignments
    assert not {kind for kind, _, _ in facts} & {"person", "organisation", "place", "claim"}


def test_what_is_found_again_keeps_its_id() -> None:
    facts, _ = look()
    full = {fact.id for fact in compare([load_text(A, "a.txt"), load_text(B, "b.txt")]).facts}
    crack = facts["quote", "We heard a crack and then the quay was gone", Status.SHARED]
    assert {crack, facts["number", "$3 million", Status.ONLY]} <= full


def test_no_model_is_loaded() -> None:
    program = (
        "import sys\nfrom comparer.compare import quick_compare\nfrom comparer.loading import load_text\n"
        "quick_compare([load_text('One said \"no\".', 'a.txt'), load_text('Two said \"no\".', 'b.txt')])\n"
        "print(*sorted({'spacy', 'onnxruntime', 'PySide6'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_one_story_is_too_few() -> None:
    with pytest.raises(ComparerError):
        quick_compare([load_text(A, "a.txt")])


@given(st.text(st.sampled_from("ab A1.,?\"“”'’\n-$é😀"), max_size=200))
def test_offsets_stay_in_the_text(text: str) -> None:
    reading = read_rough(load_text("Head\n\n" + text, "a.txt"))
    size = len(reading.text)
    for token in reading.tokens:
        assert reading.text[token.start : token.end] == token.text
        assert 0 <= token.sentence < len(reading.sentences)
        assert 0 <= token.head < len(reading.tokens)
    spans = [*reading.sentences, *reading.quotes, *reading.quantities, *reading.dates]
    assert all(0 <= s.start <= s.end <= size for s in spans)
    assert all(x.end <= y.start for x, y in zip(reading.sentences, reading.sentences[1:], strict=False))
