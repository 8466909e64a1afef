"""Whether two stories mean the same by a name."""

from __future__ import annotations

import pytest

from comparer.matching.names import name_keys, same_name
from comparer.reading.folding import fold
from comparer.reading.nouns import Name, NameMention


def name(full: str, kind: str = "person", how: str = "name") -> Name:
    return Name(full, kind, (NameMention(0, len(full), how),), frozenset({fold(full)}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (name("Ingrid Solheim"), name("Solheim")),
        (name("John A. Marsh"), name("John Marsh")),
        (name("Bob Marsh"), name("Robert Marsh")),
        (name("Volodymyr Kovalenko"), name("Vladimir Kovalenko")),
        (name("Mohammed al-Sharif"), name("Muhammad Al Sharif")),
        (name("Yusuf Haddad"), name("Youssef Haddad")),
        (name("Vincent DelMonte"), name("Vincent Del Monte")),
        (name("NATO", "organisation"), name("North Atlantic Treaty Organization", "organisation")),
        (name("NRFC", "organisation"), name("Northern Rivers Fisheries Council", "organisation")),
        (name("Department of Justice", "organisation"), name("Justice Department", "organisation")),
        (name("Norvik Inc.", "organisation"), name("Norvik", "organisation")),
        (name("Dutch", "place", "demonym"), name("Netherlands", "place")),
        (name("U.S.", "place"), name("United States", "place")),
        (name("Place Vendôme", "place"), name("Place Vendome", "place")),
    ],
)
def test_the_same_in_other_words(one: Name, other: Name) -> None:
    assert same_name(one, other) >= 0.7
    assert same_name(one, other) == same_name(other, one)
    assert name_keys(one) & name_keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (name("Marco Bellini"), name("Laura Bellini")),
        (name("Ingrid Solheim"), name("Ingrid Nilsen")),
        (name("Niger", "place"), name("Nigeria", "place")),
        (name("Australia", "place"), name("Austria", "place")),
        (name("Justice Department", "organisation"), name("State Department", "organisation")),
        (name("Norvik", "organisation"), name("Ingrid Norvik")),
        (name("Iran", "place"), name("Iraq", "place")),
    ],
)
def test_others_stay_others(one: Name, other: Name) -> None:
    assert same_name(one, other) < 0.5


def test_a_capital_is_its_country_only_where_it_acts() -> None:
    acting = Name("Iraq", "place", (NameMention(0, 4, "name"), NameMention(9, 16, "alias")), frozenset({"iraq"}))
    assert same_name(acting, name("Baghdad", "place")) >= 0.7
    assert same_name(name("Iraq", "place"), name("Baghdad", "place")) < 0.5
