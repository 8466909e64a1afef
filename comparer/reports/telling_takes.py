"""What a later take of a story did, in words: the order of the takes, what it added, changed and dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from comparer.comparison import Fact
from comparer.desk.takes import TakeChanges
from comparer.reports.phrases import Phrases

NAMED = 4
"""Facts that are named; the others are counted."""
LABEL = 70
"""Code points of a label."""


def short_label(label: str, kind: str) -> str:
    """A label as it stands in a sentence: cut, and in quotation marks where it is the story's own words."""
    told = label if len(label) <= LABEL else label[:LABEL].rsplit(" ", 1)[0].rstrip(",;:… ") + " …"
    return f"“{told}”" if kind in ("claim", "quote") else told


def take_line(changes: TakeChanges, names: Sequence[str], label: Callable[[Fact], str | None], phrases: Phrases) -> str:
    """One take's sentence or two. ``label``: what to call a fact, None for one that may not be named."""

    def listed(facts: Sequence[Fact]) -> str:
        found = [told for fact in facts if (told := label(fact))]
        more = len(found) - NAMED
        return phrases.listed(found[:NAMED] + ([phrases("first.more", count=more)] if more > 0 else []))

    dropped = [c.fact for c in changes.dropped if c.announced]
    silent = [c.fact for c in changes.dropped if not c.announced]
    changed = [c.fact for c in changes.changed if c.announced]
    quiet = [c.fact for c in changes.changed if not c.announced]
    values = {"number": changes.number, "of": changes.of, "later": names[changes.later],
              "earlier": names[changes.earlier], "why": changes.why}  # fmt: skip
    sentences = [phrases("takes.head" if changes.why else "takes.head_unordered", **values)]
    for name, facts in (
        ("silently_changed", quiet),
        ("silently_dropped", silent),
        ("changed", changed),
        ("dropped", dropped),
        ("added", list(changes.added)),
    ):
        if told := listed(facts):
            sentences.append(phrases(f"takes.{name}", facts=told))
    if len(sentences) == 1:
        sentences.append(phrases("takes.same"))
    return " ".join(sentences)
