"""Long stories: the index proposes nearly all that looking at every pair of sentences finds."""

from __future__ import annotations

import random

import numpy as np
import pytest

from comparer.loading import load_text
from comparer.matching import retrieval
from comparer.matching.coverage import rarity
from comparer.matching.side import Side, SideSentence, make_side
from comparer.reading import read
from comparer.reading.nouns import Reading
from comparer.story import Story

WORDS = [f"word{k}" for k in range(400)]


def side_of(seed: int, count: int) -> Side:
    """Sentences on ten matters, each with words and a direction of its own."""
    chance, noise = random.Random(seed), np.random.default_rng(seed)
    matters = np.random.default_rng(0).normal(size=(10, 384))
    sentences, by_lemma = [], {}
    for k in range(count):
        matter = chance.randrange(10)
        lemmas = frozenset([*chance.sample(WORDS[matter * 40 : matter * 40 + 40], 5), "say"])
        vector = matters[matter] + noise.normal(size=384)
        vector = (vector / np.linalg.norm(vector)).astype(np.float32)
        none = np.zeros(0, np.int64)
        sentences.append(SideSentence(k, range(0), none, np.zeros((0, 384), np.float32), vector, True, lemmas))
        for lemma in lemmas:
            by_lemma.setdefault(lemma, []).append(k)
    vectors = np.stack([s.vector for s in sentences])
    reading = Reading(Story(""), ())
    return Side(reading, [], [], [], [], np.zeros(0, bool), sentences, by_lemma, sentence_vectors=vectors)


def test_the_index_finds_what_looking_at_all_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = side_of(1, 60), side_of(2, 300)
    whole = retrieval.retrieve(a, b, rarity(), 6)
    monkeypatch.setattr(retrieval, "WHOLE", 0)
    indexed = retrieval.retrieve(a, b, rarity(), 6)
    assert all(len(found) == 6 for found in indexed)
    same = sum(len({c.index for c in x} & {c.index for c in y}) for x, y in zip(whole, indexed, strict=True))
    assert same >= 0.97 * 6 * len(whole)
    for found, all_found in zip(indexed, whole, strict=True):
        scores = {c.index: c for c in all_found}
        for candidate in found:
            if candidate.index in scores:
                assert candidate.score == pytest.approx(scores[candidate.index].score, abs=1e-5)
                assert candidate.overlap == pytest.approx(scores[candidate.index].overlap, abs=1e-5)


def test_nothing_is_found_in_an_empty_story() -> None:
    a, b = side_of(1, 3), Side(Reading(Story(""), ()), [], [], [], [], np.zeros(0, bool), [])
    assert retrieval.retrieve(a, b, rarity()) == [[], [], []]
    assert retrieval.retrieve(b, a, rarity()) == []


def story(text: str) -> Side:
    return make_side(read(load_text(f"News\n\n{text}\n", "story.txt")))


def test_passages_complete_each_other() -> None:
    """What one sentence says in two clauses is found in two sentences, not twice in the likeliest."""
    a = story("The transport minister resigned and the ferry company was fined.")
    b = story(
        "The transport minister resigned on Monday. The transport minister resigned, an aide said. The transport "
        "minister resigned after a vote. Its owner, a ferry company, was fined. Rain is expected."
    )
    number = next(k for k, s in enumerate(a.sentences) if s.is_body)
    found = retrieval.choose_passages(a, b, retrieval.retrieve(a, b, rarity()), rarity(), 2)[number]
    said = " ".join(b.text[b.reading.sentences[c.index].start : b.reading.sentences[c.index].end] for c in found)
    assert "minister resigned" in said
    assert "was fined" in said


def test_passages_are_some_of_those_retrieved() -> None:
    a, b = side_of(1, 20), side_of(2, 40)
    retrieved = retrieval.retrieve(a, b, rarity())
    for chosen, found in zip(retrieval.choose_passages(a, b, retrieved, rarity(), 5), retrieved, strict=True):
        assert len(chosen) == len(set(chosen)) == 5
        assert set(chosen) <= set(found)
