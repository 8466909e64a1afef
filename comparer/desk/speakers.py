"""Who is heard: each speaker with the words each story gives them, and the remarks that only one story carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comparer.comparison import Comparison, Fact, Status
from comparer.desk.span_index import SpanIndex
from comparer.story import Quote, QuoteKind, Story


@dataclass(frozen=True, slots=True)
class Heard:
    """A speaker in one story: words between quotation marks, and words of reported speech."""

    direct: int = 0
    indirect: int = 0

    @property
    def words(self) -> int:
        """All words given to them."""
        return self.direct + self.indirect


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One speaker across the stories. ``name`` is "" for words that nobody is named for."""

    name: str
    heard: tuple[Heard, ...]
    """By story."""
    facts: tuple[str, ...]
    """Ids of the findings that are their words."""
    alone: tuple[str, ...]
    """Those of them that only one story carries."""


def speakers(comparison: Comparison) -> list[SpeakerRow]:
    """Everyone who is quoted, the most heard first; the same name in two stories is one speaker."""
    names: dict[str, str] = {}
    heard: dict[str, list[Heard]] = {}
    owners: list[SpanIndex[str]] = []
    for number, story in enumerate(comparison.stories):
        mine: SpanIndex[str] = SpanIndex()
        for quote in story.quotes:
            name = quote.speaker.name if quote.speaker is not None else ""
            key = _key(name, names)
            names.setdefault(key, name)
            if len(name) > len(names[key]):
                names[key] = name
            counts = heard.setdefault(key, [Heard() for _ in comparison.stories])
            counts[number] = _with(counts[number], quote, story)
            mine.add(quote.span, key)
        owners.append(mine)
    facts: dict[str, list[Fact]] = {}
    for fact in comparison.facts:
        owner = _owner(fact, owners)
        if owner is not None:
            facts.setdefault(owner, []).append(fact)
    rows = [
        SpeakerRow(
            names[key],
            tuple(counts),
            tuple(f.id for f in facts.get(key, ())),
            tuple(f.id for f in facts.get(key, ()) if f.status is Status.ONLY),
        )
        for key, counts in heard.items()
    ]
    return sorted(rows, key=lambda row: (row.name == "", -sum(h.words for h in row.heard), row.name))


def _with(heard: Heard, quote: Quote, story: Story) -> Heard:
    words = len(story.text[quote.start : quote.end].split())
    if quote.kind is QuoteKind.INDIRECT:
        return Heard(heard.direct, heard.indirect + words)
    return Heard(heard.direct + words, heard.indirect)


def _key(name: str, names: dict[str, str]) -> str:
    """One key for "Stoltenberg" and "Jens Stoltenberg": a name whose last words are another's is the same speaker."""
    folded = name.casefold()
    if not folded or folded in names:
        return folded
    words = folded.split()
    for key in names:
        known = key.split()
        if known and (words[-len(known) :] == known or known[-len(words) :] == words):
            return key
    return folded


def _owner(fact: Fact, owners: Sequence[SpanIndex[str]]) -> str | None:
    """Whose words a finding is: the speaker of the quote that it lies in, or that lies in it."""
    if fact.kind not in ("quote", "claim"):
        return None
    for mention in fact.mentions:
        span = mention.span
        for quote, key in sorted(owners[mention.story].overlapping(span)):
            if quote.contains(span) or span.contains(quote):
                return key
    return None
