"""Bylines: who wrote it, without "By", without the agency's name and the writer's title."""

from __future__ import annotations

import re

from comparer.loading.profiles import profiles

_BY = re.compile(
    r"(?:By|BY|by|Von|VON|von|Por|POR|Par|PAR|Door|Av|Af|Di|Text:|Story by|Words by|Written by|Posted by|Author:)\s+"
)
_TITLE = re.compile(
    r"(?i)\b(?:writer|reporter|correspondent|editor|staff|columnist|journalist|analyst|bureau|desk|redaktion|critic)s?\b"
)


def tidy(byline: str | None) -> str | None:
    """A byline as "A, B and C" in the order written; None where nothing is left of it."""
    if not byline:
        return None
    name = " ".join(byline.split()).strip(" =<+|")
    name = _BY.sub("", name, count=1) if _BY.match(name) else name
    name = re.split(r"\s+/\s+|\s+\|\s+|\s*[<\[]", name)[0]
    if "/" in name and profiles().agency(name.rsplit("/", 1)[1]):
        name = name.rsplit("/", 1)[0]
    parts = [p.strip() for p in name.split(",") if p.strip()]
    while len(parts) > 1 and (profiles().agency(parts[-1]) or _is_title(parts[-1])):
        parts.pop()
    name = ", ".join(parts).strip(" ,;.")
    if _TITLE.search(name) and (
        found := re.match(r"((?:[A-ZÀ-Þ][\w.’'-]+ ){2,3}?)(?:AP|Reuters|AFP|PA|Associated Press)\b", name)
    ):
        name = found.group(1).strip()
    return name or None


def _is_title(part: str) -> bool:
    return len(part.split()) <= 5 and _TITLE.search(part) is not None
