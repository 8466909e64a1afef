"""Quotes matched by their words."""

from __future__ import annotations

import pytest

from comparer.comparison import Relation
from comparer.matching.quotes import match_quotes, quoted_spans
from comparer.matching.side import make_side
from comparer.reading.nouns import Reading
from comparer.story import Paragraph, Quote, QuoteKind, Speaker, Story


def side_with(*said: str, speaker: str = "") -> object:
    """A side whose text is quotes and nothing else, all of one speaker."""
    text, quotes = "", []
    who = Speaker(speaker) if speaker else None
    for words in said:
        quotes.append(Quote(len(text) + 1, len(text) + 1 + len(words), QuoteKind.DIRECT, who))
        text += f'"{words}" '
    story = Story(text, (Paragraph(0, len(text)),), quotes=tuple(quotes))
    return make_side(Reading(story, ()))


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("We had no warning at all", "We had no warning at all", Relation.VERBATIM),
        ("We had no warning at all", "we had no warning at all,", Relation.VERBATIM),
        ("We had no warning at all. The crew was brave", "the crew was brave", Relation.TRIMMED),
        (
            "We will stay as long as we are welcome here",
            "We will remain as long as we are welcome here",
            Relation.EDITED,
        ),
        ("We had no warning at all", "Nobody told the harbour master", None),
        ("It is what it is", "It is not for us to say what it was", None),
        ("patently absurd", "patently absurd", Relation.VERBATIM),
    ],
)
def test_relation(a: str, b: str, relation: Relation | None) -> None:
    for left, right in ((a, b), (b, a)):
        found = match_quotes(side_with(left), side_with(right))  # type: ignore[arg-type]
        assert [m.relation for m in found] == ([relation] if relation else [])


def test_one_quote_may_answer_two() -> None:
    a = side_with("They agreed in principle to enlarge the mission. This will take on some of the current work")
    b = side_with("agreed in principle to enlarge the mission", "will take on some of the current work")
    assert [(m.a, m.b) for m in match_quotes(a, b)] == [(0, 0), (0, 1)]  # type: ignore[arg-type]


LONG = "The old pier is a patently absurd place to moor a ferry"


@pytest.mark.parametrize(
    ("short", "speakers", "found"),
    [
        ("absurd", ("Ann Lee", "Lee"), True),
        ("patently absurd", ("Ann Lee", "Lee"), True),
        ("patently absurd", ("", "Lee"), True),
        ("absurd", ("", "Lee"), False),
        ("patently absurd", ("Marit Holm", "Lee"), False),
        ("old absurd", ("Ann Lee", "Lee"), False),
        ("is a", ("Ann Lee", "Lee"), False),
    ],
)
def test_one_or_two_words_are_taken_from_a_longer_quote_of_the_same_speaker(
    short: str, speakers: tuple[str, str], found: bool
) -> None:
    a, b = side_with(short, speaker=speakers[0]), side_with(LONG, speaker=speakers[1])
    for left, right in ((a, b), (b, a)):
        matches = match_quotes(left, right)  # type: ignore[arg-type]
        assert [m.relation for m in matches] == ([Relation.TRIMMED] if found else [])


def test_only_the_marked_words_of_a_mixed_quote_are_compared() -> None:
    text = "Ministers “agreed in principle” to it"
    quote = Quote(0, len(text), QuoteKind.MIXED)
    assert [text[s.start : s.end] for s in quoted_spans(text, quote)] == ["agreed in principle"]


def test_single_marks_of_a_mixed_quote_are_marks_and_apostrophes_are_not() -> None:
    text = "the ministers' plan wasn't ‘patently absurd’ or 'rash' at all"
    quote = Quote(0, len(text), QuoteKind.MIXED)
    assert [text[s.start : s.end] for s in quoted_spans(text, quote)] == ["patently absurd", "rash"]


def test_a_quote_in_a_quote_leaves_the_outer_one_whole() -> None:
    text = "Lee “called it 'rash' and left”"
    quote = Quote(5, len(text) - 1, QuoteKind.MIXED)
    assert [text[s.start : s.end] for s in quoted_spans(text, quote)] == ["called it 'rash' and left"]
