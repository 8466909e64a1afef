"""A finding as a sentence for the desk's own copy: who says it, when, in which paragraph, word for word."""

from __future__ import annotations

from datetime import datetime

from comparer.comparison import Comparison, Fact, Mention, Status
from comparer.story import Story

LONGEST = 400
"""Code points of words that are quoted in full."""


def attributed(fact: Fact, comparison: Comparison) -> str:
    """The finding with its source, time and paragraph, one sentence for each story that has it, then who lacks it."""
    firsts = [min(m for m in fact.mentions if m.story == story) for story in fact.stories()]
    sentences = [_says(mention, comparison) for mention in firsts]
    if fact.status is Status.ONLY and fact.kind != "note":
        others = [story.name for k, story in enumerate(comparison.stories) if k != fact.mentions[0].story]
        sentences.append(f"Not in {_listed(others)}.")
    return " ".join(sentences)


def _says(mention: Mention, comparison: Comparison) -> str:
    story = comparison.stories[mention.story]
    words = " ".join(story.text[mention.start : mention.end].split()).strip('"“”„«»')
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0] + " …"
    speaker = next(
        (q.speaker.name for q in story.quotes if q.speaker is not None and q.span.overlaps(mention.span)), ""
    )
    said = f"“{words}”" + (f", {speaker} said" if speaker else "")
    number = story.number_of(mention.start)
    place = "" if number is None else f", paragraph {number}"
    return f"{said}, according to {story.name} ({_time(story)}{place})."


def _time(story: Story) -> str:
    """When it was filed, as exactly as the story tells."""
    told = story.published or story.dateline.date
    if not told:
        return "undated"
    try:
        when = datetime.fromisoformat(told)
    except ValueError:
        return told
    date = f"{when.day} {when:%B %Y}"
    return date if len(told) <= 10 else f"{date}, {when:%H:%M}" + (f" {when:%Z}" if when.tzinfo else "")


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]
