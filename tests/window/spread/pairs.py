"""An invented pair of stories with its findings, made by hand: what the window's tests look at. No language model."""

from __future__ import annotations

from comparer.comparison import Alignment, Comparison, Fact, Level, Mention, Relation, Status
from comparer.matching.wording import wording
from comparer.story import Dateline, Paragraph, ParagraphKind, Quote, QuoteKind, Speaker, Story

LEFT = """Harbour of Tarn shut by storm

TARN (Nordwire) - The harbour of Tarn was shut on Monday after a storm tore the lights from both moles 😀.

"We will open the basin on Friday and not an hour before," harbour master Ida Holm told reporters.

The storm also killed two fishermen, police said.

The ferry to Sula lies at anchor.

(END)"""
RIGHT = """The port of Tarn has been closed since Monday.

Harbour master Ida Holm said the basin would "open the basin on Friday".

Three fishermen lost their lives, according to the coast guard.

A dredger is on its way from Bergen."""


def story_of(text: str, source: str, *, headline: str | None = None) -> Story:
    """A story with a paragraph for each block of the text; "(END)" is a sign-off."""
    paragraphs, at = [], 0
    for block in text.split("\n\n"):
        start = text.index(block, at)
        at = start + len(block)
        kind = ParagraphKind.BODY
        if block == headline:
            kind = ParagraphKind.HEADLINE
        elif block == "(END)":
            kind = ParagraphKind.NOTE
        paragraphs.append(Paragraph(start, at, kind))
    return Story(text, tuple(paragraphs), source, headline, dateline=Dateline("Tarn", "2025-11-03"))


def mention(story: int, words: str) -> Mention:
    """Where words stand in the left (0) or right (1) story."""
    text = (LEFT, RIGHT)[story]
    at = text.index(words)
    return Mention(story, at, at + len(words))


def pair() -> Comparison:
    """The findings: one conflict, claims and a name only in one story, a trimmed quote, a shared claim."""
    whole, part = "We will open the basin on Friday and not an hour before,", "open the basin on Friday"
    quotes = (mention(0, whole), mention(1, part))
    speaker = Speaker("Ida Holm")
    left = story_of(LEFT, "Nordwire", headline="Harbour of Tarn shut by storm")
    right = story_of(RIGHT, "Meridian")
    stories = tuple(
        Story(
            **{f: getattr(s, f) for f in s.__slots__} | {"quotes": (Quote(q.start, q.end, QuoteKind.DIRECT, speaker),)}
        )
        for s, q in zip((left, right), quotes, strict=True)
    )
    facts = (
        Fact(
            "c1",
            "number",
            Status.CONFLICT,
            "2 ≠ 3",
            (mention(0, "two fishermen"), mention(1, "Three fishermen")),
            importance=1.0,
            why="two, not three",
        ),
        Fact(
            "a1",
            "claim",
            Status.ONLY,
            "tore the lights",
            (mention(0, "tore the lights from both moles 😀"),),
            importance=0.7,
            why="nothing on lights in Meridian",
        ),
        Fact(
            "a2",
            "place",
            Status.ONLY,
            "Sula",
            (mention(0, "Sula"),),
            importance=0.3,
            why="no Sula in Meridian",
            nearest=(mention(1, "Bergen"),),
        ),
        Fact(
            "b1",
            "claim",
            Status.ONLY,
            "A dredger",
            (mention(1, "A dredger is on its way from Bergen"),),
            importance=0.5,
            why="no dredger in Nordwire",
        ),
        Fact("b2", "place", Status.ONLY, "Bergen", (mention(1, "Bergen"),), importance=0.2, why="no Bergen"),
        Fact("q1", "quote", Status.SHARED, "open the basin", quotes, importance=0.6, why="the same words"),
        Fact(
            "s1",
            "claim",
            Status.SHARED,
            "harbour shut",
            (mention(0, "The harbour of Tarn was shut on Monday"), mention(1, "The port of Tarn has been closed")),
            importance=0.4,
            why="both say it",
        ),
    )
    alignments = (
        Alignment(Level.QUOTE, quotes, Relation.TRIMMED, 0.9, wording(whole, part)),
        Alignment(
            Level.SENTENCE,
            (
                mention(0, "The harbour of Tarn was shut on Monday"),
                mention(1, "The port of Tarn has been closed since Monday."),
            ),
            Relation.PARAPHRASE,
            0.7,
        ),
    )
    return Comparison(stories, alignments, facts)
