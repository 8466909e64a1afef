"""Nouns: what a comparison found, and its public JSON (``resources/schema/comparison.schema.json``).

Offsets count code points of the story's text, end exclusive, as in ``comparer.story``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from comparer.story import (
    Dateline,
    Paragraph,
    ParagraphKind,
    Quote,
    QuoteKind,
    Sentence,
    Span,
    Speaker,
    Story,
)

FORMAT = "comparer-comparison"
STORIES_FORMAT = "comparer-stories"
VERSION = 1
PIECE = re.compile(r"\w+(?:[.,'’\-]\w+)*|\s+|[^\w\s]", re.UNICODE)
"""The words, blanks and marks that a wording is made of: edits never cut one of them."""


class Relation(StrEnum):
    """How two aligned passages relate, from the same words to the same matter in part."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    TRIMMED = "trimmed"
    PARAPHRASE = "paraphrase"
    PARTIAL = "partial"


class Level(StrEnum):
    """What an alignment ties together."""

    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    QUOTE = "quote"


class Status(StrEnum):
    """Whether a fact stands in one story only, in two or more, or is told differently."""

    ONLY = "only"
    SHARED = "shared"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span of one story; ``story`` is an index into ``Comparison.stories``."""

    story: int
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Passages of two stories that say the same. ``wording`` lists (op, words) with op "=", "-" or "+" on whole words:
    "-" stands only in the first span, "+" only in the second; it is empty where the words were not compared."""

    level: Level
    spans: tuple[Mention, Mention]
    relation: Relation
    score: float
    wording: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """Anything that can be present or absent: a name, a figure, a date, a quote, a claim."""

    id: str
    kind: str
    """person, organisation, place, date, number, quote, claim, title, other"""
    status: Status
    label: str
    mentions: tuple[Mention, ...]
    value: dict[str, Any] | None = None
    importance: float = 0.5
    why: str = ""
    nearest: tuple[Mention, ...] = ()
    """For `only`: the nearest thing in the other story, which the why speaks of."""

    def stories(self) -> list[int]:
        """The stories that mention it, ascending."""
        return sorted({m.story for m in self.mentions})


@dataclass(frozen=True, slots=True)
class Generator:
    """What made a comparison."""

    name: str = "comparer"
    version: str = ""
    language_model: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more stories, what matches, and what differs."""

    stories: tuple[Story, ...]
    alignments: tuple[Alignment, ...] = ()
    facts: tuple[Fact, ...] = ()
    generator: Generator = Generator()
    notices: tuple[str, ...] = ()
    """What a person should know of how the comparison was made, one sentence each."""

    def differs(self) -> bool:
        """Whether anything stands in one story only or is told differently."""
        return any(fact.status is not Status.SHARED for fact in self.facts)


def story_to_json(story: Story, *, read: bool = True) -> dict[str, Any]:
    """The story as an object of the public JSON; ``read``: with its sentences and quotes."""
    out: dict[str, Any] = {
        "source": story.source,
        "headline": story.headline,
        "byline": story.byline,
        "dateline": {"place": story.dateline.place, "date": story.dateline.date},
        "published": story.published,
        "language": story.language,
        "file": story.file,
        "slug": story.slug,
        "version_mark": story.version_mark,
        "embargo": story.embargo,
        "file_format": story.format,
        "warnings": list(story.warnings),
        "sha256": story.sha256,
        "extra": dict(story.extra),
        "text": story.text,
        "paragraphs": [
            {"start": p.start, "end": p.end, "kind": str(p.kind)}
            | ({"note": p.note} if p.note else {})
            | ({"private": True} if p.private else {})
            for p in story.paragraphs
        ],
    }
    if read:
        out["sentences"] = [{"start": s.start, "end": s.end, "paragraph": s.paragraph} for s in story.sentences]
        out["quotes"] = [_quote_to_json(q) for q in story.quotes]
    return out


def _quote_to_json(quote: Quote) -> dict[str, Any]:
    speaker = quote.speaker
    return {
        "start": quote.start,
        "end": quote.end,
        "kind": str(quote.kind),
        "speaker": {"name": speaker.name, "start": speaker.start, "end": speaker.end} if speaker else None,
        "cue": {"start": quote.cue.start, "end": quote.cue.end} if quote.cue else None,
    } | ({"utterance": quote.utterance} if quote.utterance is not None else {})


def story_from_json(data: dict[str, Any]) -> Story:
    """The inverse of ``story_to_json``. Raises KeyError, TypeError or ValueError for what is not such an object."""
    dateline = data.get("dateline") or {}
    length = len(data["text"])
    story = Story(
        text=data["text"],
        paragraphs=tuple(
            Paragraph(p["start"], p["end"], ParagraphKind(p["kind"]), p.get("note"), bool(p.get("private")))
            for p in data["paragraphs"]
        ),
        source=data.get("source"),
        headline=data.get("headline"),
        byline=data.get("byline"),
        dateline=Dateline(dateline.get("place"), dateline.get("date")),
        published=data.get("published"),
        language=data.get("language") or "en",
        file=data.get("file"),
        slug=data.get("slug"),
        version_mark=data.get("version_mark"),
        embargo=data.get("embargo"),
        format=data.get("file_format"),
        warnings=tuple(data.get("warnings") or ()),
        sha256=data.get("sha256"),
        extra=extra if isinstance(extra := data.get("extra"), dict) else {},
        sentences=tuple(Sentence(s["start"], s["end"], s["paragraph"]) for s in data.get("sentences") or ()),
        quotes=tuple(_quote_from_json(q) for q in data.get("quotes") or ()),
    )
    items: list[Paragraph | Sentence | Quote] = [*story.paragraphs, *story.sentences, *story.quotes]
    for item in items:
        if not 0 <= item.start <= item.end <= length:
            raise ValueError(f"{item.start}..{item.end} does not lie in the story's text of {length} characters")
    return story


def _quote_from_json(data: dict[str, Any]) -> Quote:
    speaker = data.get("speaker")
    cue = data.get("cue")
    return Quote(
        data["start"],
        data["end"],
        QuoteKind(data["kind"]),
        Speaker(speaker["name"], speaker.get("start"), speaker.get("end")) if speaker else None,
        Span(cue["start"], cue["end"]) if cue else None,
        data.get("utterance"),
    )


def to_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as the public JSON object."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "generator": {
            "name": comparison.generator.name,
            "version": comparison.generator.version,
            "language_model": comparison.generator.language_model,
        },
        "stories": [story_to_json(story) for story in comparison.stories],
        "alignments": [
            {
                "level": str(a.level),
                "spans": [_mention_to_json(m) for m in a.spans],
                "relation": str(a.relation),
                "score": round(a.score, 4),
                "wording": [list(edit) for edit in a.wording],
            }
            for a in comparison.alignments
        ],
        "facts": [
            {
                "id": f.id,
                "kind": f.kind,
                "status": str(f.status),
                "label": f.label,
                "value": f.value,
                "mentions": [_mention_to_json(m) for m in f.mentions],
                "importance": round(f.importance, 4),
                "why": f.why,
                "nearest": [_mention_to_json(m) for m in f.nearest],
            }
            for f in comparison.facts
        ],
        "notices": list(comparison.notices),
    }


def _mention_to_json(mention: Mention) -> dict[str, int]:
    return {"story": mention.story, "start": mention.start, "end": mention.end}


def from_json(data: dict[str, Any]) -> Comparison:
    """The inverse of ``to_json``.

    Raises ValueError for another format, a newer version, or offsets outside the texts; KeyError and TypeError for
    objects of another shape.
    """
    if data.get("format") != FORMAT:
        raise ValueError("not a comparison written by comparer")
    if data.get("version", 0) > VERSION:
        raise ValueError(f"written by a newer comparer (format version {data['version']}); please update comparer")
    stories = tuple(story_from_json(s) for s in data["stories"])

    def mention(m: dict[str, int]) -> Mention:
        if not 0 <= m["start"] <= m["end"] <= len(stories[m["story"]].text):
            raise ValueError(f"{m} does not lie in its story's text")
        return Mention(m["story"], m["start"], m["end"])

    generator = data.get("generator") or {}
    return Comparison(
        stories=stories,
        alignments=tuple(
            Alignment(
                Level(a["level"]),
                (mention(a["spans"][0]), mention(a["spans"][1])),
                Relation(a["relation"]),
                a["score"],
                tuple((op, words) for op, words in a.get("wording") or ()),
            )
            for a in data["alignments"]
        ),
        facts=tuple(
            Fact(
                f["id"],
                f["kind"],
                Status(f["status"]),
                f["label"],
                tuple(mention(m) for m in f["mentions"]),
                f.get("value"),
                f.get("importance", 0.5),
                f.get("why", ""),
                tuple(mention(m) for m in f.get("nearest") or ()),
            )
            for f in data["facts"]
        ),
        generator=Generator(
            generator.get("name", "comparer"), generator.get("version", ""), generator.get("language_model", "")
        ),
        notices=tuple(data.get("notices") or ()),
    )


def with_story(comparison: Comparison, index: int, story: Story) -> Comparison:
    """The comparison with one story's metadata replaced (source, dateline …); its text must be the same."""
    if story.text != comparison.stories[index].text:
        raise ValueError("another text needs another comparison")
    stories = list(comparison.stories)
    stories[index] = story
    return replace(comparison, stories=tuple(stories))
