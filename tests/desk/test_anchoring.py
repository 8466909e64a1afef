"""Anchors follow their words through edits, or lose their place; they never move to a look-alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from comparer.desk.anchoring import EditMap, anchor, find_again, follow, has_lost_place, overlap
from comparer.story import Span

TEXT = "The minister resigned on Monday. The minister travelled on Tuesday. Nobody 🚢 was hurt."


def spot(text: str, words: str, nth: int = 1) -> Span:
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def through(text: str, words: str, new: str, nth: int = 1) -> str | None:
    moved = follow(anchor(0, text, spot(text, words, nth)), EditMap(text, new))
    return None if moved.span is None else new[moved.span.start : moved.span.end]


def test_words_before_push_it_on() -> None:
    new = "On reflection, " + TEXT
    moved = follow(anchor(0, TEXT, spot(TEXT, "The minister", 2)), EditMap(TEXT, new))
    assert moved.span == spot(new, "The minister", 2)


def test_a_typing_error_inside_long_words_is_mended() -> None:
    words = "The minister travelled on Tuesday. Nobody"
    assert through(TEXT, words, TEXT.replace("travelled", "traveled")) == words.replace("travelled", "traveled")


def test_another_figure_is_another_fact() -> None:
    text = "They sent 500 soldiers to the coast."
    assert through(text, "500 soldiers", text.replace("500", "4,000")) is None


def test_deleted_words_do_not_move_to_a_look_alike() -> None:
    assert through(TEXT, "The minister", TEXT[33:]) is None


def test_a_paragraph_cut_and_pasted_elsewhere_is_found() -> None:
    one = "The council met in the old hall on Friday evening."
    other = "Rain is forecast for the weekend all over the coast."
    assert through(f"{one}\n\n{other}", one, f"{other}\n\n{one}") == one


def test_two_equal_places_are_not_chosen_between() -> None:
    lost = find_again(anchor(0, "He said no. ", spot("He said no. ", "no")), "no, no, no")
    assert lost.span is None
    assert has_lost_place([lost])


def test_a_finding_in_two_stories_is_lost_when_one_side_is() -> None:
    here, there = anchor(0, TEXT, spot(TEXT, "Monday")), anchor(1, TEXT, spot(TEXT, "Tuesday"))
    gone = follow(there, EditMap(TEXT, "Nothing is left of it."))
    assert not has_lost_place([here, there])
    assert has_lost_place([here, gone])


def test_overlap_is_shared_over_joint_length() -> None:
    assert overlap(Span(0, 10), Span(5, 15)) == 5 / 15
    assert overlap(Span(0, 5), Span(5, 9)) == 0


# What is replaced has letters of its own: in "aa" no one can say which of the two was deleted.
@given(st.text("ab 🚢\n", max_size=30), st.text("cde", max_size=30), st.text("ab 🚢\n", max_size=30), st.data())
def test_words_outside_an_edit_stay_the_same_words(head: str, old: str, tail: str, data: st.DataObject) -> None:
    new_middle = data.draw(st.text("xyz", max_size=10))
    text, new = head + old + tail, head + new_middle + tail
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    moved = EditMap(text, new).span(span)
    if moved is not None:
        assert 0 <= moved.start <= moved.end <= len(new)
    if len(span) and (span.end <= len(head) or span.start >= len(head) + len(old)):
        assert moved is not None
        assert new[moved.start : moved.end] == text[span.start : span.end]
