"""The order of findings: groups, filter, sort; and the sentence with attribution, and who is heard."""

from __future__ import annotations

from dataclasses import replace

from comparer.comparison import Relation
from comparer.desk import changes
from comparer.desk.attribution import attributed
from comparer.desk.findings import Decided, Filter, Order, Sort, same_finding, visible
from comparer.desk.speakers import speakers
from comparer.desk.verdicts import Verdict
from tests.desk.samples import comparison, project


def ids(wanted: Filter | None = None, sort: Sort = Sort.IMPORTANCE) -> dict[str, list[str]]:
    judged = changes.judged(project(), comparison().facts[1], None, verdict=Verdict.OMISSION, note="The Port knows.")
    groups = visible(Order(comparison()), wanted or Filter(), sort, judged.placement().judgements)
    return {group.key: [fact.id for fact in group.facts] for group in groups}


def test_conflicts_stand_first_then_what_one_story_has() -> None:
    assert ids() == {"conflict": ["c1"], "only-0": ["a1", "a2"], "only-1": ["b1"], "altered": ["q1"], "shared": ["s1"]}
    assert list(ids()) == ["conflict", "only-0", "only-1", "altered", "shared"]


def test_by_place() -> None:
    found = replace(comparison(), facts=tuple(reversed(comparison().facts)))
    groups = visible(Order(found), Filter(), Sort.PLACE, {})
    assert [f.id for f in groups[1].facts] == ["a1", "a2"]


def test_filters() -> None:
    assert ids(Filter(kinds=frozenset({"quote"}))) == {"altered": ["q1"]}
    assert ids(Filter(groups=frozenset({"only-1"}))) == {"only-1": ["b1"]}
    assert ids(Filter(text="FERRIES")) == {"only-1": ["b1"]}
    assert ids(Filter(text="the port knows")) == {"only-0": ["a1"]}
    assert ids(Filter(decided=Decided.YES)) == {"only-0": ["a1"]}
    assert ids(Filter(decided=Decided.NOTED)) == {"only-0": ["a1"]}
    assert "a1" not in ids(Filter(decided=Decided.NO))["only-0"]
    assert ids(Filter(verdicts=frozenset({Verdict.OMISSION}))) == {"only-0": ["a1"]}
    assert ids(Filter(paragraph=(0, 1))) == {"only-0": ["a1", "a2"]}
    assert ids(Filter(ids=frozenset({"s1"}))) == {"shared": ["s1"]}
    assert ids(Filter(text="nothing of the kind")) == {}


def test_how_much_of_a_quote_is_left() -> None:
    wording = Order(comparison()).wording("q1")
    assert wording is not None
    assert (wording.relation, wording.kept, wording.of, wording.changed) == (Relation.TRIMMED, 7, 12, 0)


def test_the_same_finding_in_another_comparison() -> None:
    a1 = comparison().facts[1]
    assert same_finding(a1, [replace(f, id=f"new-{f.id}") for f in comparison().facts]) == "new-a1"
    assert same_finding(replace(a1, kind="place"), comparison().facts) == ""


def test_attribution_names_source_time_and_paragraph() -> None:
    facts = {f.id: f for f in comparison().facts}
    assert attributed(facts["a1"], comparison()) == (
        "“divers found a crack”, according to North (5 March 2024, 16:40 UTC+01:00, paragraph 1). Not in South."
    )
    assert attributed(facts["q1"], comparison()).startswith(
        "“We will not reopen it before every bolt has been looked at,”, Ada Holm said, according to North"
    )


def test_who_is_heard_counts_words_by_story() -> None:
    (row,) = speakers(comparison())
    assert row.name == "Ada Holm"
    assert [h.direct for h in row.heard] == [12, 7]
    assert row.facts == ("q1",)
    assert row.alone == ()
