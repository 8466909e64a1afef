from __future__ import annotations

from dataclasses import replace

from comparer.comparison import Comparison, Fact, Status
from comparer.desk.verdicts import Judgement, Verdict
from comparer.window.folding import folded_blocks, folds_above
from comparer.window.links import LinkKind, links_between, selected_links
from comparer.window.margin_notes import margin_notes
from comparer.window.marks import Style, selection_marks, story_marks
from comparer.window.speaker_chips import speaker_chips
from comparer.window.text_map import TextMap
from tests.window.spread.pairs import mention


def words(comparison: Comparison, story: int, style: Style, **more: object) -> list[str]:
    text = comparison.stories[story].text
    return [text[m.start : m.end] for m in story_marks(comparison, {}, story, 1 - story, **more) if m.style is style]


def fact(comparison: Comparison, fact_id: str) -> Fact:
    return next(f for f in comparison.facts if f.id == fact_id)


def test_each_kind_of_finding_has_its_style(comparison: Comparison) -> None:
    assert words(comparison, 0, Style.CONFLICT) == ["two fishermen"]
    assert words(comparison, 0, Style.PASSAGE) == ["tore the lights from both moles 😀"]
    assert words(comparison, 0, Style.DETAIL) == ["Sula"]
    assert words(comparison, 1, Style.DETAIL) == ["Bergen"]


def test_shared_facts_stand_unmarked_until_they_are_selected(comparison: Comparison) -> None:
    assert words(comparison, 0, Style.SHARED) == []
    lit = selection_marks(comparison, fact(comparison, "s1"), 0)
    assert [m.style for m in lit] == [Style.SHARED]


def test_a_detail_inside_an_only_passage_is_nested(comparison: Comparison) -> None:
    marks = {m.fact: m for m in story_marks(comparison, {}, 1, 0)}
    assert marks["b2"].nested
    assert not marks["b1"].nested


def test_an_only_inside_a_conflict_keeps_its_tag_and_loses_its_mark(comparison: Comparison) -> None:
    inside = Fact("x", "person", Status.ONLY, "fishermen", (mention(0, "fishermen"),))
    marked = story_marks(replace(comparison, facts=(*comparison.facts, inside)), {}, 0, 1)
    assert [m.bare for m in marked if m.fact == "x"] == [True]


def test_a_verdict_gives_the_mark_its_letter(comparison: Comparison) -> None:
    judged = {"a2": Judgement("j", (), "place", "only", "Sula", Verdict.OMISSION)}
    assert [m.letter for m in story_marks(comparison, judged, 0, 1) if m.fact == "a2"] == ["O"]


def test_a_selected_quote_shows_which_words_the_other_story_has(comparison: Comparison) -> None:
    text = comparison.stories[0].text
    lit = selection_marks(comparison, fact(comparison, "q1"), 0)
    told = {style: [text[m.start : m.end] for m in lit if m.style is style] for style in Style}
    assert told[Style.SHARED] == ["open the basin on Friday"]
    assert told[Style.OWN_WORDS][0] == "We will"


def test_what_was_nearest_is_lit_in_the_other_story(comparison: Comparison) -> None:
    lit = selection_marks(comparison, fact(comparison, "a2"), 1)
    assert [m.style for m in lit] == [Style.NEAREST]
    links = selected_links(comparison, fact(comparison, "a2"), 0, 1)
    assert [link.kind for link in links] == [LinkKind.NEAREST]


def test_a_fact_that_only_a_third_story_shares_is_marked_as_elsewhere(comparison: Comparison) -> None:
    third = replace(comparison.stories[1], source="Tertius")
    shared = replace(fact(comparison, "s1"), mentions=(mention(0, "Monday"), replace(mention(1, "Monday"), story=2)))
    three = replace(comparison, stories=(*comparison.stories, third), facts=(shared,))
    assert [m.style for m in story_marks(three, {}, 0, 1)] == [Style.ELSEWHERE]
    assert story_marks(three, {}, 0, 2) == ()


def test_ribbons_run_from_the_first_to_the_last_matched_word(comparison: Comparison) -> None:
    links = {link.kind: link for link in links_between(comparison, 0, 1)}
    text = comparison.stories[0].text
    quote = links[LinkKind.QUOTE]
    assert text[quote.left.start : quote.left.end] == "open the basin on Friday"
    assert (quote.label, quote.facts) == ("5 words", ("q1",))
    assert links[LinkKind.CONFLICT].facts == ("c1",)
    assert links[LinkKind.LIKE].label == "paraphrase"


def test_ribbons_are_the_same_from_the_other_side(comparison: Comparison) -> None:
    there = {(k.right, k.left, k.kind) for k in links_between(comparison, 1, 0)}
    assert there == {(k.left, k.right, k.kind) for k in links_between(comparison, 0, 1)}


def test_a_chip_says_how_much_of_a_quote_the_other_story_has(comparison: Comparison) -> None:
    assert [c.relation for c in speaker_chips(comparison, 0, 1)] == ["trimmed in Meridian"]
    assert [c.relation for c in speaker_chips(comparison, 1, 0)] == ["part of Nordwire 2"]


def test_the_margin_says_what_stands_where(comparison: Comparison) -> None:
    marks = story_marks(comparison, {}, 0, 1)
    notes = margin_notes(comparison, marks, links_between(comparison, 0, 1), 0, 1, on_left=True)
    assert [n.text for n in notes] == [
        "also in Meridian 1", "only here", "also in Meridian 2", "differs: Meridian 3", "only here",
    ]  # fmt: skip


def test_paragraphs_without_a_mark_fold_and_are_counted_above_the_next(comparison: Comparison) -> None:
    text_map = TextMap(comparison.stories[1])
    folded = folded_blocks(text_map, story_marks(comparison, {}, 1, 0))
    assert folded == {0, 1}
    assert folds_above(folded, len(text_map.blocks)) == {2: 2}
