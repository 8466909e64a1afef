"""Nouns of the reading room: what was understood of one story. Plain frozen data.

All ``start`` and ``end`` count code points of the story's text, end exclusive; token indices count ``Reading.tokens``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from comparer.story import Quote, Sentence, Span, Story


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark as the language model sees it. Tags are Universal POS (pos), Penn (tag), ClearNLP labels (dep)."""

    text: str
    start: int
    end: int
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    """Index of the governing token; its own index at a sentence's root."""
    entity: str
    """OntoNotes label of the name or figure that the token is part of, or ""."""
    begins_entity: bool
    sentence: int
    """Index into ``Reading.sentences``."""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name in the text: tokens ``first`` to ``last``, both included; ``kind`` as in Name, or "group" or ""."""

    first: int
    last: int
    kind: str
    sure: float
    """How far the kind can be trusted, 0 to 1."""


@dataclass(frozen=True, slots=True)
class NameMention:
    """One place where somebody or something is named: by name, by role ("the alliance chief") or by pronoun."""

    start: int
    end: int
    how: str
    """name, alias, acronym, role, demonym, pronoun"""


@dataclass(frozen=True, slots=True)
class Name:
    """Who or what is meant: all mentions of one person, organisation or place in a story."""

    full: str
    """The fullest form in the story."""
    kind: str
    """person, organisation, place, other"""
    mentions: tuple[NameMention, ...]
    forms: frozenset[str]
    """Every form it takes in the story, folded (lower case, no accents, no possessive)."""
    roles: frozenset[str] = frozenset()
    """Titles and roles that the story gives it, folded: "secretary general", "alliance chief"."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure and what it counts. ``low`` and ``high`` bound the value ("nearly 3,000" is 2,700 to 3,000)."""

    start: int
    end: int
    low: float
    high: float
    kind: str
    """cardinal, ordinal, percent, money, age, measure, score, time"""
    unit: str
    """What it counts, as a lemma ("personnel"), or the unit or currency ("kilometre", "USD")."""
    approximate: bool = False
    head: int | None = None
    """Token index of what is counted."""
    context: tuple[str, ...] = ()
    """Lemmas of the words that say which figure it is (verb, subject, modifiers)."""
    value: float | None = None
    """The figure as written ("nearly 3,000" is 3,000), the lower one of a vague word; a score's first number."""
    bend: str = ""
    """Which way its words bend it: under, about, over, least, less, most, vague, or "" for a plain figure."""


@dataclass(frozen=True, slots=True)
class When:
    """A date or span of time, resolved against the dateline: ISO dates ``first`` to ``last``, both inclusive.

    Both are "" where the story does not say when it was filed and the words alone do not tell.
    """

    start: int
    end: int
    first: str
    last: str
    weekday: bool = False
    """Named by a weekday only: two agencies on both sides of midnight may name different ones."""
    year: int | None = None
    """What its own words say, as far as they do: kept so that dates of stories without a dateline can be compared."""
    month: int | None = None
    day: int | None = None
    day_of_week: int | None = None
    """0 is Monday."""
    relative: str = ""
    """Counted from the day of filing: unit and steps, "day-1", "month+0"."""
    minutes: tuple[int, int] | None = None
    """A time of day: earliest and latest minute after midnight."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition: a clause with its participants. ``tokens`` are the token indices that belong to it."""

    start: int
    end: int
    sentence: int
    verb: int | None
    """Token index of its verb, if it has one."""
    tokens: tuple[int, ...]
    subject: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    negated: bool = False
    modality: str = ""
    """"" for plain statements; may, must, would, plan, condition, question"""
    quote: int | None = None
    """Index of the quote that it stands in."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A story and what was understood of it. ``story`` carries the sentences and quotes too."""

    story: Story
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[When, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def text(self) -> str:
        return self.story.text

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return self.story.sentences

    @property
    def quotes(self) -> tuple[Quote, ...]:
        return self.story.quotes

    def words(self, span: Span) -> list[int]:
        """Indices of the tokens that begin inside a span."""
        return [k for k, token in enumerate(self.tokens) if span.start <= token.start < span.end]

    def words_between(self, start: int, end: int) -> range:
        """Indices of the tokens that touch start..end: as ``words``, without looking at every token."""
        first = bisect_right(self.tokens, start, key=lambda token: token.end)
        return range(first, max(first, bisect_left(self.tokens, end, key=lambda token: token.start)))
