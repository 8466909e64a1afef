"""The reading room: a story in, what it says out. Uses loading's nouns only; knows nothing of other stories.

Entry point: ``read``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from comparer.reading.claims import find_claims
from comparer.reading.dates import find_dates
from comparer.reading.names import find_names
from comparer.reading.nouns import Reading
from comparer.reading.parsing import ParsedCache, parse_story
from comparer.reading.quantities import find_quantities
from comparer.reading.quotes import find_quotes
from comparer.story import Story


def read(story: Story, cache: ParsedCache | None = None, progress: Callable[[int, int], None] | None = None) -> Reading:
    """Read one story. ``cache`` keeps parsed paragraphs between calls; ``progress(done, all)`` may raise to stop."""
    tokens, sentences = parse_story(story, cache, progress)
    names = find_names(story, tokens, sentences)
    quotes = find_quotes(story, tokens, sentences, names)
    dates = find_dates(story, tokens)
    return Reading(
        story=replace(story, sentences=sentences, quotes=quotes),
        tokens=tokens,
        names=names,
        quantities=find_quantities(story, tokens, dates),
        dates=dates,
        claims=find_claims(tokens, sentences, quotes),
    )
