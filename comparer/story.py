"""Nouns: what a story is made of. Plain frozen data; nothing here needs a model, and nothing here is imported upwards.

Every ``start`` and ``end`` counts Unicode code points of ``Story.text``, end exclusive: ``story.text[start:end]``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class ParagraphKind(StrEnum):
    """What a paragraph is for. Only BODY is compared word by word; HEADLINE and SUMMARY count as said."""

    BODY = "body"
    HEADLINE = "headline"
    CROSSHEAD = "crosshead"
    NOTE = "note"
    CAPTION = "caption"
    SUMMARY = "summary"


class QuoteKind(StrEnum):
    """DIRECT: a whole sentence or more in quotation marks; MIXED: words in marks inside a clause; INDIRECT: none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text, in code points, end exclusive. Raises ValueError unless 0 <= start <= end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a story. ``note`` says what kind of note it is (correction, credit, contact, dateline …)."""

    start: int
    end: int
    kind: ParagraphKind = ParagraphKind.BODY
    note: str | None = None
    private: bool = False
    """Contacts and notes not for publication: stays out of every export unless asked for."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a story was filed; ``date`` is ISO 8601 (2020-02-12)."""

    place: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; ``paragraph`` is an index into ``Story.paragraphs``."""

    start: int
    end: int
    paragraph: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is quoted: the fullest form of the name in the story, and the mention beside this quote (if there is one)."""

    name: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words without their marks; an indirect quote covers the reported clause without its cue."""

    start: int
    end: int
    kind: QuoteKind
    speaker: Speaker | None = None
    cue: Span | None = None
    utterance: int | None = None
    """Quotes that share this number are pieces of one utterance, cut by its attribution or a paragraph's end."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Story:
    """One agency's version. ``text`` keeps everything that was handed over, furniture included."""

    text: str
    paragraphs: tuple[Paragraph, ...] = ()
    source: str | None = None
    headline: str | None = None
    byline: str | None = None
    dateline: Dateline = Dateline()
    published: str | None = None
    """ISO 8601, a date or a time with zone."""
    language: str = "en"
    file: str | None = None
    slug: str | None = None
    version_mark: str | None = None
    """What tells this take from others: "UPDATE 2", "1st Ld-Writethru", "CORRECTED", "3"."""
    embargo: str | None = None
    """ISO 8601 time before which the copy may not run, or the copy's own words where they give none."""
    format: str | None = None
    """The format that the file was recognised as, e.g. "NITF"."""
    warnings: tuple[str, ...] = ()
    """What a person should know of how the story was read, one sentence each."""
    sha256: str | None = None
    """Of the file's bytes; of the UTF-8 text for pasted copy."""
    sentences: tuple[Sentence, ...] = ()
    quotes: tuple[Quote, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What to call this story on screen and in a report: its source, else its file."""
        if self.source:
            return self.source
        if self.file:
            return self.file.replace("\\", "/").rsplit("/", 1)[-1]
        return "Untitled"

    def body(self) -> list[tuple[int, Paragraph]]:
        """The paragraphs that are compared, each with its index in ``paragraphs``, in order."""
        return [(k, p) for k, p in enumerate(self.paragraphs) if p.kind is ParagraphKind.BODY]

    def paragraph_at(self, position: int) -> int | None:
        """Index of the paragraph that holds a position, or None between paragraphs."""
        k = bisect_right(self.paragraphs, position, key=lambda p: p.start) - 1
        return k if k >= 0 and position < self.paragraphs[k].end else None

    def number_of(self, position: int) -> int | None:
        """The number a person sees beside the paragraph at a position: body paragraphs count from 1; None elsewhere."""
        index = self.paragraph_at(position)
        if index is None or self.paragraphs[index].kind is not ParagraphKind.BODY:
            return None
        return sum(p.kind is ParagraphKind.BODY for p in self.paragraphs[: index + 1])
