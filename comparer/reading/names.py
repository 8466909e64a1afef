"""Names gathered into who or what is meant: every person, organisation and place with all its mentions.

Entry point: ``find_names``.
"""

from __future__ import annotations

from comparer.reading.folding import fold
from comparer.reading.gathering import Gathered, gather
from comparer.reading.lexicon import lexicon
from comparer.reading.mentions import find_spans, surface
from comparer.reading.nouns import Name, NameMention, Token
from comparer.story import ParagraphKind, Sentence, Story


def find_names(story: Story, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...]) -> tuple[Name, ...]:
    """Everybody and everything that the story names, each with all its mentions."""
    words = lexicon(story.language)
    headline = frozenset(
        k
        for k, s in enumerate(sentences)
        if s.paragraph < len(story.paragraphs) and story.paragraphs[s.paragraph].kind is ParagraphKind.HEADLINE
    )
    found = gather(tokens, find_spans(tokens, headline, words), headline, words)
    return tuple(_name(tokens, one) for one in found)


def _name(tokens: tuple[Token, ...], one: Gathered) -> Name:
    mentions = [NameMention(tokens[s.first].start, tokens[s.last].end, how) for s, how in one.spans]
    named = [surface(tokens, s) for s, how in one.spans if how == "name"] or [surface(tokens, s) for s, _ in one.spans]
    full = max(named, key=lambda form: (len(form.split()), len(form)))
    return Name(
        full=full,
        kind=one.kind,
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end))),
        forms=frozenset(fold(surface(tokens, s)) for s, _ in one.spans),
    )
