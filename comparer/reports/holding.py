"""What keeps copy from being used: an embargo that still runs, an agency that withholds or has withdrawn its story."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from comparer.loading.takes import embargo_holds, withdrawn
from comparer.reports.phrases import Phrases
from comparer.reports.quoting import one_line
from comparer.story import Story


def embargo_lines(
    stories: Sequence[Story], phrases: Phrases, *, names: Sequence[str] = (), at: str = ""
) -> tuple[str, ...]:
    """A sentence for each story that may not run yet. ``at``: ISO 8601, the moment that counts; now, unless given."""
    now = _moment(at)
    return tuple(
        _line(story, one_line(names[k] if names else story.name), phrases)
        for k, story in enumerate(stories)
        if embargo_holds(story, now)
    )


def withdrawn_lines(stories: Sequence[Story], phrases: Phrases, *, names: Sequence[str] = ()) -> tuple[str, ...]:
    """A sentence for each story that its agency has withdrawn."""
    return tuple(
        phrases("embargo.withdrawn", source=one_line(names[k] if names else story.name))
        for k, story in enumerate(stories)
        if withdrawn(story)
    )


def _line(story: Story, name: str, phrases: Phrases) -> str:
    if not story.embargo:
        return phrases("embargo.withheld", source=name)
    told = one_line(story.embargo)
    try:
        datetime.fromisoformat(told)
    except ValueError:
        return phrases("embargo.open", source=name, until=told)
    return phrases("embargo.line", source=name, until=phrases.time(told))


def embargo_over(story: Story, phrases: Phrases, at: str = "") -> str:
    """That a story's embargo is over, and since when; "" where it had none or still has."""
    if not story.embargo or embargo_holds(story, _moment(at)):
        return ""
    return phrases("embargo.over", until=phrases.time(one_line(story.embargo)))


def _moment(at: str) -> datetime:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return datetime.now(UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
