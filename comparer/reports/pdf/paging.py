"""Where pages must end so that no finding is torn and no heading stands alone, worked out from a first layout on one
endless page. Heights count device units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that stays whole: a finding, or a heading with its first finding. ``again``: the height of what is
    repeated above it where a page begins with it."""

    key: str
    top: float
    bottom: float
    again: float = 0.0


def breaks(units: Sequence[Unit], height: float) -> frozenset[str]:
    """The keys of the units that begin a page of this height."""
    found = set()
    start = 0.0
    for unit in units:
        if unit.bottom - start > height and unit.top > start:
            found.add(unit.key)
            start = unit.top - unit.again
        while unit.bottom - start > height:
            start += height
    return frozenset(found)
