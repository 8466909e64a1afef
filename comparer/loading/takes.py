"""Takes of one story by one agency: which stories are takes of each other, in which order, and whether an embargo
still runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cmp_to_key
from itertools import combinations

from comparer.loading.furniture import take_marks
from comparer.loading.profiles import fold
from comparer.story import Story

_WORDS = {"1ST": 1, "2ND": 2, "3RD": 3, "FIRST": 1, "SECOND": 2, "THIRD": 3, "ERSTE": 1, "ZWEITE": 2, "DRITTE": 3}
_HELD = frozenset({"withheld", "embargoed", "embargo", "hold"})
_WITHDRAWN = frozenset({"canceled", "cancelled", "withdrawn", "killed"})


@dataclass(frozen=True, slots=True)
class Takes:
    """Two stories that are takes of one; indices into the sequence that was asked about."""

    earlier: int
    later: int
    why: str
    """What tells the order: "UPDATE 2 after UPDATE 1", "version 8 after version 7", "filed later"; "" where nothing
    tells it, and the stories stand in the order in which they were given."""


def takes(stories: Sequence[Story], first: int = 0, second: int = 1, *, alike: bool = False) -> Takes | None:
    """Whether two stories are takes of one story by one agency, and their order; None if they are not.

    Takes share the source and an identity (guid, item number) or a slug, or a headline less its version marks.
    ``alike``: their texts are known to be the same for the most part, which does as well.
    """
    a, b = stories[first], stories[second]
    if not _same_source(a, b) or not (alike or _same_identity(a, b) or _same_slug(a, b) or _same_headline(a, b)):
        return None
    for name, left, right in (
        ("version", _version(a), _version(b)),
        ("take", _mark_number(a), _mark_number(b)),
    ):
        if left is not None and right is not None and left != right:
            earlier, later = (first, second) if left < right else (second, first)
            low, high = sorted((left, right))
            label = stories[later].version_mark if name == "take" else f"version {high}"
            before = f"version {low}" if name == "version" else stories[earlier].version_mark or "the first take"
            return Takes(earlier, later, f"{label} after {before}")
    one, other = _moment(a), _moment(b)
    if one and other and one != other:
        return Takes(first, second, "filed later") if one < other else Takes(second, first, "filed later")
    return Takes(first, second, "")


def in_order(stories: Sequence[Story]) -> list[int]:
    """Indices of takes of one story from the first take to the last; those that nothing orders stay as given."""

    def compare(one: int, other: int) -> int:
        found = takes(stories, one, other, alike=True)
        return 0 if found is None or not found.why else -1 if found.earlier == one else 1

    return sorted(range(len(stories)), key=cmp_to_key(compare))


def chains_of(
    stories: Sequence[Story], alike: Callable[[int, int], bool] = lambda one, other: False
) -> tuple[tuple[int, ...], ...]:
    """Stories that are takes of one story, first take first; stories that stand alone are left out.

    ``alike``: whether the texts of two stories of one agency are known to be the same for the most part.
    """
    group = list(range(len(stories)))
    for one, other in combinations(range(len(stories)), 2):
        if group[one] == group[other] or not _same_source(stories[one], stories[other]):
            continue
        if takes(stories, one, other) is not None or alike(one, other):
            group = [group[one] if g == group[other] else g for g in group]
    found = []
    for name in dict.fromkeys(group):
        members = [k for k, g in enumerate(group) if g == name]
        if len(members) > 1:
            found.append(tuple(members[k] for k in in_order([stories[m] for m in members])))
    return tuple(found)


def distinct_names(stories: Sequence[Story], chains: Sequence[Sequence[int]] | None = None) -> list[str]:
    """What to call each story, so that no two are called the same: its source, with the version mark, the take's number
    or a letter where two have one source."""
    plain = [story.name for story in stories]
    place = {k: number for chain in (chains_of(stories) if chains is None else chains)
             for number, k in enumerate(chain, 1)}  # fmt: skip
    told = list(plain)
    for k, story in enumerate(stories):
        if plain.count(plain[k]) > 1:
            mark = story.version_mark or (f"take {place[k]}" if k in place else "")
            told[k] = f"{plain[k]} ({mark})" if mark else plain[k]
    for k in range(len(told)):
        if told.count(told[k]) > 1:
            told[k] = f"{plain[k]} ({chr(ord('A') + k) if k < 26 else k + 1})"
    return told


def _same_source(a: Story, b: Story) -> bool:
    return bool(a.source and b.source) and fold(a.source or "") == fold(b.source or "")


def _same_identity(a: Story, b: Story) -> bool:
    return bool(a.extra.get("identity")) and a.extra.get("identity") == b.extra.get("identity")


def _same_slug(a: Story, b: Story) -> bool:
    return bool(a.slug and b.slug) and _bare_slug(a.slug or "") == _bare_slug(b.slug or "") != ""


def _bare_slug(slug: str) -> str:
    slug = re.sub(
        r"\([^)]*\)|,?\s*\d{1,2}(?:st|nd|rd|th) (?:Ld|Lead|Writethru|Add|Sub)\S*|UV\d+|,\s*\d+$", "", slug, flags=re.I
    )
    return re.sub(r"\W+", " ", slug).casefold().strip()


def _same_headline(a: Story, b: Story) -> bool:
    bare = [re.sub(r"\W+", " ", take_marks(s.headline)[0]).casefold().split() if s.headline else [] for s in (a, b)]
    if bare[0] == bare[1]:
        return len(bare[0]) > 3
    # An update tells more in its headline, or another figure: "cut 640 jobs", "cut 610 jobs; union plans walkout".
    one, other = set(bare[0]), set(bare[1])
    marked = bool(a.version_mark or b.version_mark)
    return marked and len(one & other) > 3 and len(one & other) >= 0.5 * len(one | other)


def _version(story: Story) -> int | None:
    value = str(story.extra.get("version") or "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


def _mark_number(story: Story) -> int | None:
    """The place of a take by its mark; a correction comes after the updates; no mark is the first take."""
    mark = (story.version_mark or "").upper()
    if not mark:
        return 0
    numbers = [int(n) for n in re.findall(r"\d{1,4}", mark)] or [_WORDS[w] for w in mark.split() if w in _WORDS]
    if re.search(r"CORRECT|KORREKT|BERICHTIG|RECTIF|REFILE|KORJAUS|RETTEL|RÄTTEL", mark):
        return 10_000 + (max(numbers) if numbers else 0)
    return max(numbers) if numbers else 1


def _moment(story: Story) -> datetime | None:
    if not story.published:
        return None
    try:
        moment = datetime.fromisoformat(story.published)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def embargo_holds(story: Story, now: datetime | None = None) -> bool:
    """Whether a story may not run yet at ``now`` (with a zone; default: this moment): its embargo ends later, or the
    copy's own words do not tell when, or its agency withholds it. An embargo without a zone is taken for UTC, one that
    gives a day alone for the end of that day."""
    if not story.embargo:
        return str(story.extra.get("status") or "") in _HELD
    try:
        until = datetime.fromisoformat(story.embargo)
    except ValueError:
        return True
    if len(story.embargo) <= len("2020-02-13"):
        until = until.replace(hour=23, minute=59, second=59)
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return until > (now or datetime.now(UTC))


def withdrawn(story: Story) -> bool:
    """Whether its agency has withdrawn (killed) the story."""
    return str(story.extra.get("status") or "") in _WITHDRAWN
