"""Whether two stories mean the same person, organisation or place by a name."""

from __future__ import annotations

from comparer.reading.nouns import Name


def same_name(a: Name, b: Name) -> float:
    """How sure it is that both names mean the same, 0 to 1; symmetric."""
    if a.forms & b.forms:
        return 1.0
    last = {f.split()[-1] for f in a.forms} & {f.split()[-1] for f in b.forms}
    if a.kind == b.kind == "person" and last:
        return 0.9
    return 0.0
