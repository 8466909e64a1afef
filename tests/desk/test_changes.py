"""What a person decides stays with its words, through edits, new comparisons, and stories that come and go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comparer.comparison import Comparison, Fact, Mention, Status
from comparer.desk import changes
from comparer.desk.project import Project, progress
from comparer.desk.verdicts import Place, Verdict
from comparer.story import Span
from tests.desk.samples import NORTH, SOUTH, project, story


def fact(where: Project, fact_id: str) -> Fact:
    assert where.found is not None
    return next(f for f in where.found.facts if f.id == fact_id)


def decided(where: Project, fact_id: str, verdict: Verdict = Verdict.OMISSION, note: str = "") -> Project:
    standing = where.placement().judgements.get(fact_id)
    return changes.judged(where, fact(where, fact_id), standing, verdict=verdict, note=note)


def edited(where: Project, index: int, text: str) -> Project:
    return changes.with_story_changed(where, index, story(text, where.stories[index].name, headline=index == 0))


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def test_a_verdict_counts_and_can_be_taken_back() -> None:
    judged = decided(project(), "a1")
    assert progress(judged.placement()) == (1, 4)
    standing = judged.placement().judgements["a1"]
    cleared = changes.judged(judged, fact(judged, "a1"), standing, verdict=None, note="")
    assert cleared == project()


def test_not_a_fact_is_stored_like_any_verdict() -> None:
    judged = decided(project(), "a2", Verdict.NOT_A_FACT)
    assert judged.placement().judgements["a2"].verdict is Verdict.NOT_A_FACT


def test_a_verdict_follows_its_words_through_an_edit() -> None:
    judged = edited(decided(project(), "a1"), 0, NORTH.replace("The harbour bridge", "Lindvik's old harbour bridge"))
    placement = judged.placement()
    assert placement.judgements["a1"].verdict is Verdict.OMISSION
    assert not placement.lost


def test_a_verdict_whose_words_go_loses_its_place() -> None:
    judged = edited(decided(project(), "a1"), 0, NORTH.replace("divers found a crack, ", ""))
    placement = judged.placement()
    assert "a1" not in placement.judgements
    assert [j.label for j in placement.lost] == ["divers found a crack"]


def test_words_that_come_back_take_their_verdict_up_again() -> None:
    gone = edited(decided(project(), "a1"), 0, NORTH.replace("after divers found a crack, ", ""))
    back = changes.with_places_sought(edited(gone, 0, NORTH))
    assert back.judgements[0].anchors[0].span == span(NORTH, "divers found a crack")


def test_a_new_comparison_does_not_overwrite_a_verdict() -> None:
    judged = decided(project(), "a1", note="seen")
    found = judged.found
    assert found is not None
    mention = Mention(0, *_ends(span(NORTH, "after divers found a crack")))
    again = Comparison(found.stories, (), (Fact("other-id", "claim", Status.ONLY, "crack", (mention,)),))
    placement = replace(judged, found=again).placement()
    assert placement.judgements["other-id"].note == "seen"


def test_a_finding_that_is_not_made_any_more_is_listed_as_lost() -> None:
    judged = decided(project(), "a1")
    assert judged.found is not None
    placement = replace(judged, found=replace(judged.found, facts=())).placement()
    assert [j.label for j in placement.lost] == ["divers found a crack"]


def test_of_two_findings_on_the_same_words_the_same_kind_keeps_the_verdict() -> None:
    judged = decided(project(), "a1")
    assert judged.found is not None
    twin = Fact("twin", "place", Status.ONLY, "crack", fact(judged, "a1").mentions)
    placement = replace(judged, found=replace(judged.found, facts=(twin, *judged.found.facts))).placement()
    assert set(placement.judgements) == {"a1"}


def test_a_fact_marked_by_hand_is_a_finding() -> None:
    marked, fact_id = changes.with_fact(project(), [Place(0, span(NORTH, "every bolt"))], "other")
    comparison = marked.comparison
    assert comparison is not None
    own = next(f for f in comparison.facts if f.id == fact_id)
    assert (own.status, own.label) == (Status.ONLY, "every bolt")
    assert changes.without_fact(marked, fact_id) == project()


def test_no_words_make_no_fact() -> None:
    with pytest.raises(ValueError, match="no words"):
        changes.with_fact(project(), [Place(0, Span(3, 3))], "other")


def test_tying_two_passages_makes_their_findings_shared() -> None:
    crack, ferries = span(NORTH, "divers found a crack"), span(SOUTH, "Ferries run twice an hour 🚢")
    tied = changes.with_link(project(), Place(1, ferries), Place(0, crack), tied=True)
    comparison = tied.comparison
    assert comparison is not None
    status = {f.id: f.status for f in comparison.facts}
    assert status["a1"] is status["b1"] is Status.SHARED
    assert len(comparison.alignments) == 2


def test_taking_apart_splits_a_shared_finding() -> None:
    one, other = (Place(m.story, m.span) for m in fact(project(), "q1").mentions)
    apart = changes.with_link(project(), one, other, tied=False)
    comparison = apart.comparison
    assert comparison is not None
    quotes = [f for f in comparison.facts if f.kind == "quote"]
    assert [(f.status, f.stories()) for f in quotes] == [(Status.ONLY, [0]), (Status.ONLY, [1])]
    assert comparison.alignments == ()


def test_tying_takes_back_a_cut() -> None:
    one, other = (Place(m.story, m.span) for m in fact(project(), "q1").mentions)
    apart = changes.with_link(project(), one, other, tied=False)
    assert changes.with_link(apart, one, other, tied=True) == project()


def test_links_within_one_story_are_refused() -> None:
    with pytest.raises(ValueError, match="two stories"):
        changes.with_link(project(), Place(0, Span(0, 3)), Place(0, Span(5, 9)), tied=True)


def test_a_story_more_leaves_everything_in_place() -> None:
    more = changes.with_story_added(decided(project(), "a1"), story("A third report.", "East"))
    assert more.placement().judgements.keys() == {"a1"}
    assert [s.source for s in more.stories] == ["North", "South", "East"]


def test_a_story_taken_out_moves_the_later_ones_up() -> None:
    judged = decided(decided(project(), "b1"), "a1")
    less = changes.with_story_removed(judged, 0)
    assert [j.label for j in less.judgements] == ["Ferries run twice an hour"]
    assert less.judgements[0].anchors[0].story == 0
    more = changes.with_story_added(judged, story("A third report.", "East"))
    assert changes.with_story_removed(more, 2).placement().judgements.keys() == {"a1", "b1"}


def test_findings_move_along_with_an_edit_until_new_ones_come() -> None:
    text = "Update. " + NORTH
    moved = edited(project(), 0, text)
    assert moved.found is not None
    for item in moved.found.facts:
        for m in item.mentions:
            if m.story == 0:
                before = next(f for f in project().found.facts if f.id == item.id)  # type: ignore[union-attr]
                words = NORTH[before.mentions[0].start : before.mentions[0].end]
                assert text[m.start : m.end] == words


def _ends(place: Span) -> tuple[int, int]:
    return place.start, place.end
