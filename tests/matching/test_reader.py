"""The trained reader: what it is given, and that it tells what the other story says from what it does not."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from comparer.loading import load_text
from comparer.matching.coverage import rarity
from comparer.matching.known import known_of, match_names
from comparer.matching.likeness import KNOWN, LEVELS, SAME_WORD
from comparer.matching.quotes import match_quotes
from comparer.matching.reader import MAX_LENGTH, read_words, reader_input
from comparer.matching.retrieval import choose_passages, retrieve
from comparer.matching.side import Side, make_side
from comparer.reading import read
from comparer.reading.vectors import tokenizer

FERRY = "A ferry with 214 people on board ran aground near Harstad on Monday, the coast guard said."
AGAIN = "Coast guards said a ferry carrying 214 people had run aground off Harstad."
BAKER = "The baker sold his last loaf to a passing violinist before the village fair."


def side(*sentences: str) -> Side:
    return make_side(read(load_text("News\n\n" + " ".join(sentences) + "\n", "story.txt")))


def inputs(a: Side, b: Side):
    known = known_of(a, b, match_names(a, b), match_quotes(a, b))
    chosen = choose_passages(a, b, retrieve(a, b, rarity()), rarity())
    return known, chosen


def test_the_same_words_and_figures_are_said_to_be_so() -> None:
    a, b = side(FERRY), side(AGAIN)
    known, chosen = inputs(a, b)
    number, sentence = next((k, s) for k, s in enumerate(a.sentences) if s.is_body)
    given_ = reader_input(a, sentence, b, chosen[number], known)
    level = {
        a.reading.tokens[k].text: given_.types[place] for k, place in zip(sentence.content, given_.places, strict=True)
    }
    assert level["214"] == KNOWN
    assert level["ferry"] == SAME_WORD
    assert level["Harstad"] in {SAME_WORD, KNOWN}
    assert level["Monday"] < SAME_WORD


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from([FERRY, AGAIN, BAKER, "“No,” he said.", "word " * 150 + "."]), min_size=1, max_size=9))
def test_what_is_given_has_the_stated_shape(sentences: list[str]) -> None:
    a, b = side(FERRY, BAKER), side(*sentences)
    known, chosen = inputs(a, b)
    for sentence, found in zip(a.sentences, chosen, strict=True):
        got = reader_input(a, sentence, b, found, known)
        assert len(got.ids) == len(got.types) <= MAX_LENGTH
        end = got.ids.index(102)
        assert all(t < LEVELS for t in got.types[: end + 1])
        assert all(t >= LEVELS for t in got.types[end + 1 :])
        assert len(got.places) == len(sentence.content)
        for k, place in zip(sentence.content, got.places, strict=True):
            piece = tokenizer().id_to_token(got.ids[place])
            assert a.reading.tokens[k].text.lower().startswith(piece)


def test_what_is_said_and_what_is_not() -> None:
    a, b = side(FERRY, BAKER), side(AGAIN)
    known, chosen = inputs(a, b)
    read_ = read_words(a, b, chosen, known)
    ferry, baker = (float(np.mean(p)) for p, s in zip(read_, a.sentences, strict=True) if s.is_body)
    assert ferry < 0.5 < baker
