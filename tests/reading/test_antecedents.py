"""Who speaks where no name stands beside a quote: descriptions, pronouns, headlines; people shown by words nearby."""

from __future__ import annotations

import pytest

from comparer.errors import ComparerError
from comparer.reading import antecedent_model
from comparer.reading.antecedent_model import AntecedentModel
from tests.reading.helpers import names_of, told


def speakers(text: str, headline: bool = False) -> list[str | None]:
    return [speaker for _, _, speaker in told(text, headline)]


def test_a_name_between_commas_after_a_description_speaks() -> None:
    text = 'The club lost again on Sunday. "We were poor," said its captain, Marit Holm, after the match.'
    assert speakers(text) == ["Marit Holm"]


def test_a_description_means_who_was_described_so() -> None:
    text = (
        "Retired bus driver Marit Holm left the hospital on Friday after nineteen days.\n\n"
        '"I had forgotten what water tastes like," the bus driver said.'
    )
    assert speakers(text) == ["Marit Holm"]


def test_who_was_never_named_keeps_their_description() -> None:
    text = 'Marit Holm resigned on Friday.\n\n"Nobody saw it coming," a colleague at the ministry said.'
    assert speakers(text) == ["a colleague at the ministry"]


def test_the_words_of_a_headline_are_whose_they_are_below() -> None:
    text = (
        "'It was over so fast': witness tells of ferry fire\n\n"
        'SKARVIK - Marit Holm was on deck. "It was over so fast, nobody had time to think," Holm said.'
    )
    assert speakers(text, headline=True) == ["Marit Holm", "Marit Holm"]


def test_an_age_shows_a_person() -> None:
    names = names_of("Zofia, 19, had come from Gdansk by train. She kept the ticket.")
    assert names["Zofia"].kind == "person"


def test_a_relative_s_name_between_commas_is_a_person() -> None:
    names = names_of("The verdict was read at noon. His mother, Velda, wept in the corridor.")
    assert names["Velda"].kind == "person"


def test_the_spelling_used_most_is_the_name() -> None:
    text = "Kristin Wahlen opened the show. Kristen Wahlen spoke. Kristen Wahlen thanked the town."
    assert [n for n in names_of(text) if "Wahlen" in n] == ["Kristen Wahlen"]


def test_the_greatest_sum_wins_and_the_first_of_equals() -> None:
    model = AntecedentModel({"guess": 1.0, "itself": 0.5})
    assert model.best([["itself"], ["guess"], ["guess"]]) == 1
    assert model.best([["unheard of"], ["itself"]]) == 1


def test_broken_weights_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    antecedent_model.antecedent_model.cache_clear()
    monkeypatch.setattr(antecedent_model, "resources", lambda: tmp_path)
    with pytest.raises(ComparerError, match="weights"):
        antecedent_model.antecedent_model()
