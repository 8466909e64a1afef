"""What a format's reader hands over: blocks in order and what the file says of the story. No judgement yet.

A reader fills a ``Draft``; ``assemble.finish`` turns it into a ``Story``. Drafts cross the border of the child process
as JSON, so they hold nothing but plain data.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from comparer.story import ParagraphKind

UNJUDGED = ""
"""Kind of a block that the rules for furniture still have to judge."""


@dataclass(slots=True)
class Block:
    """One paragraph as the file has it. ``kind`` is a ParagraphKind's value, or UNJUDGED.

    ``hint`` says what the format knows: "heading", "bold", "item", "quote", "pre" or "". ``start`` is the offset in
    ``Draft.text`` (code points) where the draft has its own text, else -1.
    """

    text: str
    kind: str = UNJUDGED
    note: str | None = None
    private: bool = False
    hint: str = ""
    start: int = -1


@dataclass(slots=True)
class Draft:
    """A story before it is judged. All fields as the file writes them, white space collapsed."""

    format: str
    blocks: list[Block] = field(default_factory=list)
    text: str | None = None
    """The text that blocks' ``start`` count in (plain text); None: the text is put together from the blocks."""
    headline: str | None = None
    source: str | None = None
    fallback_source: str | None = None
    """Source if neither the file's metadata nor the dateline names one."""
    byline: str | None = None
    place: str | None = None
    """Place from the metadata; the dateline in the text goes before it unless ``place_first`` is set."""
    place_first: bool = False
    dateline_text: str | None = None
    """A dateline that the format keeps in a field of its own: "STOCKHOLM, Aug 29, 2014 (AFP) -"."""
    published: str | None = None
    language: str | None = None
    slug: str | None = None
    version: str | None = None
    """Version number as the envelope gives it."""
    version_mark: str | None = None
    embargo: str | None = None
    status: str | None = None
    """"canceled", "withheld" … where the envelope says so."""
    identity: str | None = None
    """What stays the same over the takes of one story: guid, item id."""
    day_first: bool | None = None
    warnings: list[str] = field(default_factory=list)

    def add(self, text: str | None, kind: ParagraphKind | str = UNJUDGED, note: str | None = None, **more: Any) -> None:
        """Append a block unless it is empty."""
        if text and text.strip():
            self.blocks.append(Block(text.strip(), str(kind), note, **more))


def to_json(draft: Draft) -> dict[str, Any]:
    """The draft as plain data."""
    return asdict(draft)


def from_json(data: dict[str, Any]) -> Draft:
    """The inverse of ``to_json``. Raises TypeError or KeyError for other data."""
    blocks = [Block(**block) for block in data["blocks"]]
    return Draft(**{**data, "blocks": blocks})
