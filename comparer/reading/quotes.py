"""Quotes: direct, mixed and indirect, with speaker and cue."""

from __future__ import annotations

from comparer.reading.nouns import Name, Token
from comparer.story import Quote, Sentence, Story


def find_quotes(
    story: Story, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...], names: tuple[Name, ...]
) -> tuple[Quote, ...]:
    """All quotes of a story in the order of the text."""
    return ()
