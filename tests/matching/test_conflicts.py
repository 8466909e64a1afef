"""Conflicts of two stories: what contradicts is found with its spans and a reason, what agrees is left alone."""

from __future__ import annotations

import pytest

from comparer.loading import load_text
from comparer.matching.conflicts import Conflict, find_conflicts, one_to_one
from comparer.matching.slots import antonyms
from comparer.reading import read
from comparer.reading.nouns import Reading

HEAD = "News\n\n"
PARSED: dict = {}
VECTORS: dict = {}


def readings(one: str, two: str) -> tuple[Reading, Reading]:
    a, b = (read(load_text(f"{HEAD}{text}\n"), PARSED) for text in (one, two))
    return a, b


def conflicts(one: str, two: str) -> list[Conflict]:
    a, b = readings(one, two)
    pairs = [(i, j, 0.7) for i in range(1, len(a.sentences)) for j in range(1, len(b.sentences))]
    return find_conflicts(a, b, pairs, VECTORS)


def words(one: str, two: str) -> set[tuple[str, str, str]]:
    a, b = readings(one, two)
    return {
        (c.kind, a.text[x.start : x.end], b.text[y.start : y.end])
        for c in conflicts(one, two)
        for x in c.spans_a
        for y in c.spans_b
    }


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("A fire killed 12 people in Varna on Friday.", "A blaze in Varna killed 15 people.", ("number", "12", "15")),
        (
            "A fire that broke out at 3:33 a.m. destroyed the old mill.",
            "The fire at the mill broke out at 3:10 a.m.",
            ("date", "3:33 a.m.", "3:10 a.m."),
        ),
        (
            "Shares of the bank closed higher on Friday.",
            "Shares of the bank closed lower on Friday.",
            (
                "claim",
                "Shares of the bank closed higher on Friday.",
                "Shares of the bank closed lower on Friday.",
            ),
        ),
        (
            "The gunman's brother Aldo Ferrante was with him. Aldo Ferrante fled.",
            "The gunman's half-brother, Aldo Ferrante, was with him. Aldo Ferrante fled.",
            ("person", "brother Aldo Ferrante", "half-brother, Aldo Ferrante"),
        ),
    ],
)
def test_found(one: str, two: str, expected: tuple[str, str, str]) -> None:
    assert expected in words(one, two)
    kind, first, second = expected
    assert (kind, second, first) in words(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("A fire killed 12 people in Varna.", "Twelve people died in a fire in Varna."),
        ("The plant cost $1.2bn.", "The plant cost 1.2 billion dollars."),
        ("Nearly 3,000 people fled the town.", "Some 2,950 people fled the town."),
        ("Five dead, 40 missing after ferry sinks", "40 missing, five dead as ferry sinks"),
        ("The council meets on Monday.", "The council meets on Monday."),
        ("Shares rose and bonds fell on Friday.", "Bonds fell and shares rose on Friday."),
    ],
)
def test_agreement_is_no_conflict(one: str, two: str) -> None:
    assert words(one, two) == set()


def test_every_conflict_says_why_and_how_sure() -> None:
    found = conflicts("A fire killed 12 people in Varna on Friday.", "A blaze in Varna killed 15 people.")
    assert found
    for conflict in found:
        assert conflict.reason.endswith(".")
        assert "12" in conflict.reason
        assert "15" in conflict.reason
        assert 0 < conflict.confidence <= 1


def test_a_figure_is_reported_once() -> None:
    assert one_to_one([(0, 0), (0, 1), (1, 1)], [0.9, 0.8, 0.3], 0.2) == [((0, 0), 0.9), ((1, 1), 0.3)]
    assert one_to_one([(0, 0)], [0.1], 0.2) == []


def test_opposites_work_both_ways() -> None:
    table = antonyms()
    assert "suspend" in table["resume"]
    assert "resume" in table["suspend"]
    assert all(word in table[other] for word, others in table.items() for other in others)


def test_another_age_of_the_same_person_is_a_conflict_wherever_it_stands() -> None:
    """The sentences need not be alike: the name says whose age it is."""
    a = read(load_text("Ferry\n\nCaptain Mate Radic, 52, told investigators that the engines had failed.\n", "a.txt"))
    b = read(load_text("Ferry\n\nThe ship's master, 54-year-old Mate Radic, was not in custody.\n", "b.txt"))
    found = [c for c in find_conflicts(a, b, []) if "another age" in c.reason]
    assert [(a.text[c.spans_a[0].start : c.spans_a[0].end], c.kind) for c in found] == [("52", "number")]
    same = read(load_text("Ferry\n\nMate Radic, 52, was not in custody.\n", "c.txt"))
    assert not [c for c in find_conflicts(a, same, []) if "age" in c.reason]
