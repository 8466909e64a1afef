"""Stories for the tests of the reading room: text in, what was understood out, each parsed once."""

from __future__ import annotations

from functools import lru_cache

from comparer.reading.names import find_names
from comparer.reading.nouns import Name, Token
from comparer.reading.parsing import parse_story
from comparer.reading.quotes import find_quotes
from comparer.story import Paragraph, ParagraphKind, Quote, Sentence, Story


def story_of(text: str, headline: bool = False) -> Story:
    """A story whose paragraphs are the blocks between blank lines; the first is a headline if asked."""
    paragraphs = []
    at = 0
    for block in text.split("\n\n"):
        if block.strip():
            kind = ParagraphKind.HEADLINE if headline and not paragraphs else ParagraphKind.BODY
            paragraphs.append(Paragraph(at, at + len(block), kind))
        at += len(block) + 2
    return Story(text, tuple(paragraphs))


@lru_cache(maxsize=64)
def parsed(text: str, headline: bool = False) -> tuple[Story, tuple[Token, ...], tuple[Sentence, ...]]:
    story = story_of(text, headline)
    return story, *parse_story(story)


def names_of(text: str, headline: bool = False) -> dict[str, Name]:
    return {name.full: name for name in find_names(*parsed(text, headline))}


def mentions_of(text: str, full: str) -> list[str]:
    """What the text calls somebody, in order."""
    return [text[m.start : m.end] for m in names_of(text)[full].mentions]


def quotes_of(text: str, headline: bool = False) -> tuple[Quote, ...]:
    story, tokens, sentences = parsed(text, headline)
    return find_quotes(story, tokens, sentences, find_names(story, tokens, sentences))


def told(text: str, headline: bool = False) -> list[tuple[str, str, str | None]]:
    """Each quote as kind, words and speaker's name."""
    return [
        (q.kind.value, text[q.start : q.end], q.speaker.name if q.speaker else None) for q in quotes_of(text, headline)
    ]
