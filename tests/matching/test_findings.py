"""What a person is shown: facts with a why, spans that read well, conflicts apart from omissions."""

from __future__ import annotations

import json

import pytest

from comparer.compare import Cache, compare
from comparer.comparison import Comparison, Level, Status, from_json, to_json
from comparer.loading import load_text

A = """Ferry runs aground off Skarvik

SKARVIK, Norway (Nordwire) - A ferry with 214 people on board ran aground in fog on Tuesday, injuring 12 passengers.

"We had no warning at all," said Marit Holm, the captain of the Polarlys.

The owner, Fjordline Shipping, said an inquiry had begun.
"""
B = """Dozen hurt as Norwegian ferry hits rocks

Skarvik (Telepress) - Nine passengers were injured when the ferry Polarlys struck rocks in fog off Norway on Tuesday.

"We had no warning," captain Marit Holm told reporters. A lifeboat from Bergen took the last passengers ashore by noon.
"""
CACHE = Cache()


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare([load_text(A, "a.txt"), load_text(B, "b.txt")], cache=CACHE)


def test_every_finding_says_why(comparison: Comparison) -> None:
    assert [f.label for f in comparison.facts if not f.why] == []


def test_what_only_one_says(comparison: Comparison) -> None:
    def words(story: int) -> str:
        text = comparison.stories[story].text
        return " | ".join(
            text[m.start : m.end]
            for f in comparison.facts
            if f.status is Status.ONLY
            for m in f.mentions
            if m.story == story
        )

    assert "214" in words(0)
    assert "inquiry" in words(0)
    assert "lifeboat" in words(1)
    assert "Marit Holm" not in words(0) + words(1)


def test_other_figures_for_the_same_thing_conflict(comparison: Comparison) -> None:
    conflicts = [f for f in comparison.facts if f.status is Status.CONFLICT]
    texts = [{comparison.stories[m.story].text[m.start : m.end] for m in f.mentions} for f in conflicts]
    assert any({"12", "Nine"} <= {w for t in found for w in t.split()} for found in texts)


def test_the_quote_is_tied_and_its_wording_shown(comparison: Comparison) -> None:
    (quote,) = [a for a in comparison.alignments if a.level is Level.QUOTE]
    assert ("-", " at all") in quote.wording or any("at all" in text for op, text in quote.wording if op == "-")


def test_public_json_round_trip(comparison: Comparison) -> None:
    data = json.loads(json.dumps(to_json(comparison)))
    assert to_json(from_json(data)) == data


def test_ids_are_unique(comparison: Comparison) -> None:
    ids = [f.id for f in comparison.facts]
    assert len(ids) == len(set(ids))


def test_spans_lie_in_the_body_and_are_not_blank(comparison: Comparison) -> None:
    for fact in comparison.facts:
        for mention in fact.mentions:
            text = comparison.stories[mention.story].text[mention.start : mention.end]
            assert text.strip() == text != ""
