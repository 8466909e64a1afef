"""Names gathered into who or what is meant."""

from __future__ import annotations

from comparer.reading.nouns import Name, Token
from comparer.story import Sentence, Story


def find_names(story: Story, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...]) -> tuple[Name, ...]:
    """Everybody and everything that the story names, each with all its mentions."""
    return ()
