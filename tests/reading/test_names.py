"""Names gathered by who is meant: full names, aliases, acronyms, roles, demonyms, capitals, pronouns."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from comparer.reading.folding import fold
from comparer.reading.names import find_names
from tests.reading.helpers import mentions_of, names_of, parsed

ALLIANCE = (
    "NATO Secretary General Ingrid Solheim opened the meeting in Brussels on Monday.\n\n"
    "Solheim said the alliance would wait. The NATO chief spoke for an hour before she left.\n\n"
    "Iraqi officials welcomed the plan. Iraq has asked for trainers."
)


def test_a_person_is_gathered_from_name_surname_role_and_pronoun() -> None:
    assert mentions_of(ALLIANCE, "Ingrid Solheim") == ["Ingrid Solheim", "Solheim", "The NATO chief", "she"]


def test_roles_are_what_the_story_calls_somebody() -> None:
    assert any("secretary general" in role for role in names_of(ALLIANCE)["Ingrid Solheim"].roles)


def test_the_alliance_is_nato_and_iraqi_goes_with_iraq() -> None:
    assert mentions_of(ALLIANCE, "NATO") == ["NATO", "the alliance", "NATO"]
    assert mentions_of(ALLIANCE, "Iraq") == ["Iraqi", "Iraq"]


def test_an_acronym_joins_what_it_is_short_for() -> None:
    text = "The Northern Rivers Fisheries Council met on Friday. The NRFC has nine members."
    assert mentions_of(text, "Northern Rivers Fisheries Council") == ["Northern Rivers Fisheries Council", "NRFC"]


def test_two_people_of_one_surname_stay_two() -> None:
    names = names_of("President Marco Bellini spoke first. His wife, Laura Bellini, listened. Bellini then left.")
    assert {n for n in names if "Bellini" in n} == {"Marco Bellini", "Laura Bellini"}
    assert len(names["Marco Bellini"].mentions) > 1


def test_a_capital_that_acts_means_its_country() -> None:
    text = "Hungary joined the talks. Budapest rejected the offer. The delegates flew home from Budapest."
    hungary = [(text[m.start : m.end], m.how) for m in names_of(text)["Hungary"].mentions]
    assert hungary == [("Hungary", "name"), ("Budapest", "alias")]


def test_a_headline_verb_is_not_part_of_a_name() -> None:
    text = "Senator Paul Whitcombe Resigns\n\nSen. Paul Whitcombe resigned on Monday. Whitcombe gave no reason."
    assert "Paul Whitcombe" in names_of(text, headline=True)
    assert not any("Resigns" in name for name in names_of(text, headline=True))


def test_the_company_is_the_one_the_story_is_about() -> None:
    text = "Norvik Energy Corp. closed its plant on Monday. The company said it would pay all workers."
    assert "The company" in mentions_of(text, next(n for n in names_of(text) if n.startswith("Norvik")))


def test_folding_drops_accents_articles_possessives_and_stops() -> None:
    assert fold("The Élysée’s") == "elysee"
    assert fold("U.S.") == "us"
    assert fold("Łukasz Ørsted") == "lukasz orsted"


WORDS = st.sampled_from(
    ["Anna Berg", "Berg", "the mayor", "said", "Paris", "NATO", "“", "”", ",", ".", "\n\n", "he", "Mr."]
)


@settings(max_examples=15, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=20))
def test_mentions_lie_in_the_text_and_in_order(words: list[str]) -> None:
    text = " ".join(words)
    for name in find_names(*parsed(text)):
        spans = [(m.start, m.end) for m in name.mentions]
        assert spans == sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert name.forms


def test_a_role_with_another_place_is_somebody_else() -> None:
    text = "Congressman Karl Weber left early. The four-term congressman gave no reason. The Ohio congressman stayed."
    assert mentions_of(text, "Karl Weber") == ["Karl Weber", "The four-term congressman"]
