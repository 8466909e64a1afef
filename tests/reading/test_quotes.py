"""Quotes as a desk reads them: what is quoted, what is only marked, and who speaks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparer.reading.names import find_names
from comparer.reading.quotes import find_quotes
from tests.reading.helpers import names_of, parsed, quotes_of, told

HOLM = "Marit Holm"


def test_a_direct_quote_has_its_speaker_and_cue() -> None:
    text = "“We had no warning at all,” said Mayor Marit Holm."
    (quote,) = quotes_of(text)
    assert text[quote.start : quote.end] == "We had no warning at all,"
    assert quote.speaker is not None
    assert quote.speaker.name == HOLM
    assert quote.cue is not None
    assert text[quote.cue.start : quote.cue.end] == "said"


def test_a_quote_cut_by_its_attribution_is_one_utterance() -> None:
    first, second = quotes_of("“We have a plan,” said Mayor Marit Holm. “What we lack is time.”")
    assert first.utterance == second.utterance is not None
    assert second.speaker is not None
    assert (second.speaker.name, second.speaker.start) == (HOLM, None)


def test_a_partial_quote_takes_the_reported_clause_with_it() -> None:
    text = "Mayor Marit Holm said the council had “no money left” for the bridge."
    assert told(text) == [("mixed", "the council had “no money left” for the bridge", HOLM)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Marit Holm said that the bridge was safe.", "that the bridge was safe"),
        ("Marit Holm said the bridge was safe.", "the bridge was safe"),
        ("The bridge was safe, Marit Holm said.", "The bridge was safe"),
        ("The bridge was safe, according to Marit Holm.", "The bridge was safe"),
        ("According to Marit Holm, the bridge was safe.", "the bridge was safe"),
        ("Marit Holm denied that the bridge had failed.", "that the bridge had failed"),
        ("Marit Holm urged both sides to show restraint.", "both sides to show restraint"),
    ],
)
def test_reported_speech(text: str, words: str) -> None:
    assert told(text) == [("indirect", words, HOLM)]


def test_an_attribution_in_the_midst_gives_two_pieces_of_one_utterance() -> None:
    text = "The tunnel, the company said, would be finished by the end of the year."
    first, second = quotes_of(text)
    assert [text[q.start : q.end] for q in (first, second)] == [
        "The tunnel",
        "would be finished by the end of the year",
    ]
    assert first.utterance == second.utterance is not None


def test_unnamed_sources_keep_their_words() -> None:
    assert told("At least 14 people were killed, a diplomat said.")[0][2] == "a diplomat"


def test_a_pronoun_and_the_flow_of_quotes_lead_to_the_name() -> None:
    text = "Marit Holm toured the valley on Monday.\n\n“The water came at night,” she said.\n\n“Nobody slept.”"
    assert [speaker for _, _, speaker in told(text)] == [HOLM, HOLM]


JOINT = (
    "Port director Ann Lee and union secretary Marit Holm met on Monday at the harbour. "
    "Mayor Harald Vik was there.\n\n"
    "“The ferries will sail again before the weekend,” Lee and Holm said in a statement."
)


def test_two_people_who_say_something_together_are_one_speaker_by_both_names() -> None:
    assert told(JOINT) == [("direct", "The ferries will sail again before the weekend,", "Ann Lee and Marit Holm")]
    (quote,) = quotes_of(JOINT)
    assert quote.speaker is not None
    assert JOINT[quote.speaker.start : quote.speaker.end] == "Lee and Holm"
    assert {name.full for name in names_of(JOINT).values() if name.kind == "person"} == {
        "Ann Lee",
        "Marit Holm",
        "Harald Vik",
    }


@pytest.mark.parametrize("pair", ["Lee and her lawyer", "Lee or Holm", "Lee and the union"])
def test_only_people_named_and_joined_are_a_joint_speaker(pair: str) -> None:
    speakers = [name for _, _, name in told(JOINT.replace("Lee and Holm", pair))]
    assert "Ann Lee and Marit Holm" not in speakers
    assert speakers


def test_three_who_say_something_together_are_all_named() -> None:
    text = JOINT.replace("Lee and Holm", "Lee, Holm and Vik")
    assert [name for _, _, name in told(text)] == ["Ann Lee, Marit Holm and Harald Vik"]


@pytest.mark.parametrize("again", ["the directors", "they"])
def test_those_who_spoke_together_are_meant_by_a_role_they_share(again: str) -> None:
    text = f"{JOINT}\n\n“We have mended the second engine,” {again} said."
    assert [name for _, _, name in told(text)] == ["Ann Lee and Marit Holm"] * 2


def test_officials_are_not_those_who_spoke_alone() -> None:
    text = JOINT.replace("Lee and Holm", "Lee") + "\n\n“We have mended the engine,” the directors said."
    assert [name for _, _, name in told(text)] == ["Ann Lee", "the directors"]


def test_each_paragraph_of_a_long_quotation_is_a_piece_of_one_utterance() -> None:
    text = "“The dam held,” Marit Holm told the paper.\n\n“Nobody slept.\n\n“In the morning the water fell.”"
    quotes = quotes_of(text)
    assert [q.speaker.name if q.speaker else None for q in quotes] == [HOLM] * 3
    assert quotes[1].utterance == quotes[2].utterance is not None


def test_the_speaker_is_never_taken_from_inside_the_quote() -> None:
    text = "Marit Holm was angry. “Peter Lund said nothing to us and Peter Lund knew it,” she said."
    assert told(text)[0][2] == HOLM


def test_titles_scare_quotes_and_inches_are_no_quotes() -> None:
    text = "The film “A Winter in Oslo” won on Sunday, and its so-called “secret” ending was shown to the 6'2\" actor."
    assert told(text) == []


def test_a_nested_quotation_is_part_of_the_outer_one() -> None:
    text = "Campaigner Marit Holm said: ‘The minister told me, “It’s not my problem”, and then he left.’"
    assert told(text)[0] == ("direct", "The minister told me, “It’s not my problem”, and then he left.", HOLM)


def test_two_namesakes_are_told_apart() -> None:
    text = (
        "President Marco Bellini spoke first. His wife, Laura Bellini, listened. “Europe must decide,” Bellini said. "
        "“He has worked on this for years,” Laura Bellini told the paper."
    )
    assert [speaker for _, _, speaker in told(text)] == ["Marco Bellini", "Laura Bellini"]


PIECES = st.sampled_from(
    ["“", "”", '"', "Ann Lee", "said", "he", "that", "the bridge", "fell", ",", ".", ":", "\n\n", "to"]
)


@settings(max_examples=15, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=25))
def test_quotes_lie_in_the_text_in_order_whatever_it_holds(pieces: list[str]) -> None:
    text = " ".join(pieces)
    story, tokens, sentences = parsed(text)
    quotes = find_quotes(story, tokens, sentences, find_names(story, tokens, sentences))
    assert [(q.start, q.end) for q in quotes] == sorted((q.start, q.end) for q in quotes)
    for quote in quotes:
        assert 0 <= quote.start < quote.end <= len(text)
        for span in (quote.cue, quote.speaker):
            if span is not None and span.start is not None and span.end is not None:
                assert 0 <= span.start < span.end <= len(text)
