"""Wording: edits on whole words that put both texts together again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from comparer.matching.wording import fold, pieces, similarity, wording

WORDS = st.lists(
    st.sampled_from(["the", "troops", "4,000", "soldiers", "stay", "“", "Iraq’s", ",", ".", "üÄ", "😀"]), max_size=14
)


@given(WORDS, WORDS)
def test_edits_put_both_texts_together_again(left: list[str], right: list[str]) -> None:
    a, b = " ".join(left), " ".join(right)
    edits = wording(a, b)
    assert "".join(text for op, text in edits if op != "+") == a
    assert "".join(fold(text) for op, text in edits if op != "-") == fold(b)


@given(WORDS, WORDS)
def test_no_word_is_cut(left: list[str], right: list[str]) -> None:
    a, b = " ".join(left), " ".join(right)
    whole = {fold(p) for p in pieces(a) + pieces(b)}
    for _, text in wording(a, b):
        assert {fold(p) for p in pieces(text)} <= whole


@given(WORDS, WORDS)
def test_similarity_is_symmetric_and_bounded(left: list[str], right: list[str]) -> None:
    a, b = " ".join(left), " ".join(right)
    assert 0 <= similarity(a, b) <= 1
    assert similarity(a, b) == similarity(b, a)
    assert similarity(a, a) == 1


def test_a_changed_phrase_reads_as_one_change() -> None:
    assert wording("4,000 troops would stay", "up to 400 soldiers would stay") == (
        ("-", "4,000 troops"),
        ("+", "up to 400 soldiers"),
        ("=", " would stay"),
    )


def test_the_style_of_marks_is_no_change() -> None:
    assert wording("NATO's training “mission”", 'NATO’s training "mission"') == (("=", "NATO's training “mission”"),)
