"""Marks of every style, and what looks like a mark and is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.reading.quotation_marks import find_runs


def runs(text: str) -> list[str]:
    paragraphs, at = [], 0
    for block in text.split("\n\n"):
        paragraphs.append((at, at + len(block)))
        at += len(block) + 2
    return [text[r.start : r.end] for r in find_runs(text, paragraphs)]


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is safe,” she said.",
        '"The bridge is safe," she said.',
        "„The bridge is safe,“ she said.",
        "”The bridge is safe,” she said.",
        "« The bridge is safe, » she said.",
        "»The bridge is safe,« she said.",
        "‘The bridge is safe,’ she said.",
        "'The bridge is safe,' she said.",
        "``The bridge is safe,'' she said.",
        "''The bridge is safe,'' she said.",
        '“The bridge is safe," she said.',
        "— The bridge is safe, she said.",
    ],
)
def test_every_style_gives_the_same_words(text: str) -> None:
    assert [run.rstrip(",") for run in runs(text)] == ["The bridge is safe"]


def test_single_marks_end_at_the_mark_not_at_an_apostrophe() -> None:
    assert runs("He said: ‘The drivers’ union won’t wait.’ Then he left.") == ["The drivers’ union won’t wait."]


def test_apostrophes_and_measures_open_nothing() -> None:
    assert runs("The 6'2\" keeper's gloves and the strikers' boots were sold in the '90s, rock 'n' roll style.") == []


def test_a_nested_quotation_belongs_to_the_outer_one() -> None:
    assert runs("“She told me ‘go home’ and I went,” he said.") == ["She told me ‘go home’ and I went,"]


def test_each_paragraph_of_a_long_quotation_opens_and_only_the_last_closes() -> None:
    text = "“The roof came down.\n\n“We ran out.\n\n“Nobody looked back,” he said."
    found = find_runs(text, [(0, 20), (22, 34), (36, len(text))])
    assert [(r.closed, r.continues) for r in found] == [(False, False), (False, True), (True, True)]


def test_a_forgotten_mark_takes_the_paragraph_it_opens_and_no_more() -> None:
    assert runs("“The roof came down.\n\nThe street was empty.") == ["The roof came down."]


def test_a_mark_forgotten_in_mid_paragraph_ends_with_the_sentence() -> None:
    assert runs("He called it “a mistake. The board met later.") == ["a mistake."]


def test_a_new_mark_after_a_full_stop_ends_the_quotation_that_was_never_closed() -> None:
    assert runs('"We will vote. "The plan is a myth," Marsh said.') == ["We will vote.", "The plan is a myth,"]


@given(st.text(alphabet="ab .,’‘“”\"'«»„`-—\n", max_size=60))
def test_runs_lie_in_their_paragraph_in_order_and_apart(text: str) -> None:
    paragraphs, at = [], 0
    for line in text.split("\n"):
        paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    last = 0
    for run in find_runs(text, paragraphs):
        low, high = paragraphs[run.paragraph]
        assert low <= run.outer_start <= run.start < run.end <= run.outer_end <= high
        assert run.outer_start >= last
        last = run.outer_end
