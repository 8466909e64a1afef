"""Dates and spans of time, resolved against the dateline."""

from __future__ import annotations

from comparer.reading.nouns import Token, When
from comparer.story import Story


def find_dates(story: Story, tokens: tuple[Token, ...]) -> tuple[When, ...]:
    """All dates of a story in the order of the text."""
    return ()
