"""Ages that two stories give the same person: who is 52 in one and 54 in the other.

An age belongs to the person whose name it stands at: "Mate Radić, 52," or "54-year-old Mate Radić".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from comparer.matching.side import Side
from comparer.reading.nouns import Name, Quantity

BEHIND = re.compile(r"\s*[,(]\s*(?:aged?\s+|now\s+)?")
"""What stands between a name and the age behind it."""
BEFORE = re.compile(r"\s+(?:[^\W\d_]+\s+){0,2}")
"""What stands between an age and the name behind it: up to two words, no mark."""
NEAR = 40
"""An age stands within so many code points of its name."""


def conflicting_ages(
    a: Side, b: Side, names: Iterable[tuple[int, int, float]]
) -> Iterator[tuple[Quantity, Quantity, str]]:
    """An age from each story and whose it is, for every person whom the two give no age in common.

    ``names`` are those that mean the same: index in a, index in b, sureness.
    """
    mine, theirs = ages_of(a), ages_of(b)
    for i, j, _ in names:
        first, second = mine.get(i), theirs.get(j)
        if first and second and not any(_meet(x, y) for x in first for y in second):
            yield first[0], second[0], a.reading.names[i].full


def ages_of(side: Side) -> dict[int, list[Quantity]]:
    """For each named person (index into the reading's names) the ages that stand at the name, in order."""
    out: dict[int, list[Quantity]] = {}
    ages = [q for q in side.reading.quantities if q.kind == "age" and not q.bend]
    for number, name in enumerate(side.reading.names):
        if name.kind == "person" and (found := [q for q in ages if _at_name(side.text, name, q)]):
            out[number] = found
    return out


def _at_name(text: str, name: Name, age: Quantity) -> bool:
    for mention in name.mentions:
        if mention.how in {"pronoun", "role"}:
            continue
        if 0 <= age.start - mention.end <= NEAR and BEHIND.fullmatch(text, mention.end, age.start):
            return True
        if 0 <= mention.start - age.end <= NEAR and BEFORE.fullmatch(text, age.end, mention.start):
            return True
    return False


def _meet(x: Quantity, y: Quantity) -> bool:
    return x.low <= y.high and y.low <= x.high
