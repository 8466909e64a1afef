"""Takes of one story: their order, what the later one added, changed and dropped, and whether it says so."""

from __future__ import annotations

from dataclasses import replace

from comparer.comparison import Alignment, Comparison, Fact, Level, Mention, Relation, Status, from_json, to_json
from comparer.desk.takes import chains, names, take_changes
from comparer.loading import load_text
from comparer.story import Sentence, Story

FIRST = """Westhaven port to shut three quays

WESTHAVEN, March 3, 2025 (Nordwire) - The port of Westhaven will shut three quays in May.

The pilots had warned of it in a letter.
"""
SECOND = """UPDATE 1-Westhaven port to shut four quays

({note})

WESTHAVEN, March 3, 2025 (Nordwire) - The port of Westhaven will shut four quays in May.

The mayor spoke of a sad day.
"""


def _mention(stories: tuple[Story, ...], index: int, words: str) -> Mention:
    at = stories[index].text.rindex(words)
    return Mention(index, at, at + len(words))


def _comparison(note: str, *more: Story) -> Comparison:
    stories = (load_text(FIRST), load_text(SECOND.format(note=note)), *more)
    facts = (
        Fact("f1", "number", Status.CONFLICT, "3 ≠ 4", (_mention(stories, 0, "three"), _mention(stories, 1, "four")),
             {"number": 3, "unit": "quays"}),
        Fact("f2", "claim", Status.ONLY, "The pilots had warned of it in a letter",
             (_mention(stories, 0, "The pilots had warned of it in a letter"),), importance=0.8),
        Fact("f3", "person", Status.ONLY, "pilots", (_mention(stories, 0, "pilots"),), importance=0.9),
        Fact("f4", "claim", Status.ONLY, "The mayor spoke of a sad day",
             (_mention(stories, 1, "The mayor spoke of a sad day"),)),
    )  # fmt: skip
    return Comparison(stories, (), facts)


def test_what_a_later_take_did() -> None:
    (changes,) = take_changes(_comparison("Adds mayor"))
    assert (changes.earlier, changes.later, changes.number, changes.of) == (0, 1, 2, 2)
    assert changes.why == "UPDATE 1 after the first take"
    assert [f.id for f in changes.added] == ["f4"]
    assert [(c.fact.id, c.announced) for c in changes.dropped] == [("f2", False)], "the name stands inside the claim"
    assert [(c.fact.id, c.announced) for c in changes.changed] == [("f1", False)]


def test_notes_announce_changes_and_cuts() -> None:
    (changes,) = take_changes(_comparison("Corrects number of quays; removes reference to pilots' letter; adds mayor"))
    assert changes.changed[0].announced
    assert changes.dropped[0].announced
    (changes,) = take_changes(_comparison("Adds quays and pilots"))
    assert not changes.changed[0].announced
    assert not changes.dropped[0].announced


def test_the_order_does_not_hang_on_the_order_given() -> None:
    first, second = _comparison("Adds mayor").stories
    assert chains(Comparison((second, first))) == ((1, 0),)
    other = load_text(FIRST.replace("Nordwire", "Meridian"))
    assert chains(Comparison((second, other, first))) == ((2, 0),)
    assert chains(Comparison((first, other))) == ()


def test_takes_under_other_headlines_are_known_by_their_sentences() -> None:
    first = replace(load_text(FIRST), headline="Quays to close", sentences=(Sentence(0, 10, 0), Sentence(11, 20, 0)))
    second = replace(first, headline="Westhaven loses its harbour", published="2025-03-04")
    same = Alignment(Level.SENTENCE, (Mention(0, 0, 10), Mention(1, 0, 10)), Relation.VERBATIM, 1.0)
    assert chains(Comparison((first, second))) == ()
    assert chains(Comparison((first, second), (same,))) == ((0, 1),)
    loose = replace(same, relation=Relation.PARAPHRASE)
    assert chains(Comparison((first, second), (loose,))) == ()


def test_what_a_third_story_shares_with_one_take_is_not_missing_in_the_other() -> None:
    base = _comparison("Adds mayor", load_text("Meridian says the port of Westhaven will shut quays in May."))
    whole = [
        Mention(k, s.text.index("The port of Westhaven"), s.text.index("in May") + 6)
        for k, s in enumerate(base.stories[:2])
    ]
    claim = Fact("f9", "claim", Status.SHARED, "The port will shut quays", (whole[0], Mention(2, 0, 20)))
    told = replace(base, facts=(*base.facts, claim))
    assert "f9" in [c.fact.id for c in take_changes(told)[0].dropped]
    tied = replace(told, alignments=(Alignment(Level.SENTENCE, (whole[0], whole[1]), Relation.EDITED, 0.9),))
    assert "f9" not in [c.fact.id for c in take_changes(tied)[0].dropped]


def test_takes_have_names_of_their_own() -> None:
    comparison = _comparison("Adds mayor", load_text(FIRST.replace("Nordwire", "Meridian")))
    assert names(comparison) == ["Nordwire (take 1)", "Nordwire (UPDATE 1)", "Meridian"]
    twice = Comparison((Story("a", source="Wire"), Story("b", source="Wire")))
    assert len(set(names(twice))) == 2


def test_what_orders_takes_outlives_a_saved_comparison() -> None:
    story = replace(load_text(FIRST), extra={"version": "3", "identity": "urn:1"})
    later = replace(story, extra={"version": "4", "identity": "urn:1"}, headline="Something else altogether")
    again = from_json(to_json(Comparison((later, story))))
    assert chains(again) == ((1, 0),)
    assert again.stories[0].extra == later.extra
