"""The result does not depend on the order of the stories, nor on what has nothing to do with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from comparer.compare import Cache, compare
from comparer.comparison import Comparison, Status
from comparer.loading import load_text
from tests.accuracy.marked import read_pair

PAIRS = Path(__file__).parents[1] / "accuracy" / "pairs"
NAMES = ["pol-salmon-shares", "ev-quarry-collapse", "biz-battery-plant"]
CACHE = Cache()

UNRELATED = (
    "\n\nElsewhere, a choir of beekeepers in a distant valley rehearsed an opera about lighthouse lamps and violins.\n"
)


def stories_of(name: str) -> tuple[str, str]:
    path = next(iter(sorted(PAIRS.glob(f"{name}*.txt"))))
    pair = read_pair(path)
    return pair.texts[0], pair.texts[1]


def mirrored(comparison: Comparison, swap: bool) -> set[tuple[object, ...]]:
    """Facts as a set in which story 0 is always the same story."""
    return {
        (
            fact.kind,
            fact.status,
            round(fact.importance, 3),
            tuple(sorted(((1 - m.story if swap else m.story), m.start, m.end) for m in fact.mentions)),
        )
        for fact in comparison.facts
    }


@pytest.mark.parametrize("name", NAMES)
def test_swapping_the_stories_gives_the_same_findings(name: str) -> None:
    a, b = stories_of(name)
    one = compare([load_text(a, "a.txt"), load_text(b, "b.txt")], cache=CACHE)
    other = compare([load_text(b, "b.txt"), load_text(a, "a.txt")], cache=CACHE)
    assert mirrored(one, swap=False) == mirrored(other, swap=True)
    assert {f.id for f in one.facts} == {f.id for f in other.facts}
    ties = {(str(x.level), x.relation, *((m.story, m.start) for m in x.spans)) for x in one.alignments}
    turned = {
        (str(x.level), x.relation, *((1 - m.story, m.start) for m in reversed(x.spans))) for x in other.alignments
    }
    assert ties == turned


@pytest.mark.parametrize("name", NAMES)
def test_a_paragraph_on_something_else_changes_nothing_elsewhere(name: str) -> None:
    a, b = stories_of(name)
    before = compare([load_text(a, "a.txt"), load_text(b, "b.txt")], cache=CACHE)
    after = compare([load_text(a.rstrip("\n") + UNRELATED, "a.txt"), load_text(b, "b.txt")], cache=CACHE)

    def findings(comparison: Comparison) -> set[tuple[object, ...]]:
        return {
            (f.kind, f.status, f.mentions)
            for f in comparison.facts
            if f.status is not Status.SHARED and all(m.story == 1 or m.start < len(a) - 1 for m in f.mentions)
        }

    assert findings(before) == findings(after)
    assert any(f.status is Status.ONLY and f.mentions[0].start >= len(a.rstrip()) for f in after.facts)


def test_the_same_story_twice_says_the_same() -> None:
    a, _ = stories_of(NAMES[0])
    comparison = compare([load_text(a, "a.txt"), load_text(a, "b.txt")], cache=CACHE)
    assert [f for f in comparison.facts if f.status is not Status.SHARED] == []


def test_three_stories_only_means_in_none_of_the_others() -> None:
    a, b = stories_of(NAMES[0])
    both = compare([load_text(a, "a.txt"), load_text(b, "b.txt"), load_text(a, "c.txt")], cache=CACHE)
    assert not [f for f in both.facts if f.status is Status.ONLY and f.stories() in ([0], [2])]
    assert [f for f in both.facts if f.status is Status.ONLY and f.stories() == [1]]
