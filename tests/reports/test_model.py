"""What a report says: parts, order, scope, what is set aside, what may be quoted."""

from __future__ import annotations

from pathlib import Path

import pytest

from comparer.desk.verdicts import Verdict
from comparer.errors import ComparerError
from comparer.reports import KINDS, ReportOptions, kind_of, render
from comparer.reports.making import make
from comparer.reports.model import Look
from tests.reports.samples import AT, comparison, project


def test_parts_are_in_order_and_numbered_through() -> None:
    report = make(comparison(), ReportOptions(at=AT))
    assert [g.title for g in report.groups] == [
        "Conflicts", "Only in North Wire", "Only in South Desk", "Altered quotes", "Shared facts",
    ]  # fmt: skip
    assert [row.number for row in report.rows] == [1, 2, 3, 4, 5]
    assert report.subtitle == "North Wire and South Desk compared. 6 May 2024, 07:08 UTC. 3 findings, none decided yet."


def test_a_row_says_where_who_and_how_much() -> None:
    report = make(comparison(), ReportOptions(at=AT))
    quote = report.groups[3].rows[0]
    assert quote.speaker == "Ada Quill"
    assert quote.quotation is not None
    assert (quote.quotation.kept, quote.quotation.of, quote.quotation.changed) == (6, 10, 0)
    assert [(p.text, p.look) for p in quote.places[0][0].pieces if p.look is not Look.PLAIN] == [
        ("We will not rest,", Look.ONLY),
        ("we owe that to the passengers", Look.SHARED),
    ]
    assert [p[0].where for p in report.rows[0].places] == ["paragraph 1", "paragraph 1"]


def test_verdicts_move_findings_to_their_part_or_aside() -> None:
    source = project({
        "f1": (Verdict.CONFLICT, "keep both"),
        "f2": (Verdict.TO_CHECK, "ask the union"),
        "f3": (Verdict.NOT_A_FACT, ""),
    })  # fmt: skip
    report = make(source, ReportOptions(at=AT))
    assert [(g.kind, [r.id for r in g.rows]) for g in report.groups][:2] == [("conflict", ["f1"]), ("check", ["f2"])]
    aside = next(item for item in report.aside if item.row is not None)
    assert (aside.row.id if aside.row else "", aside.why) == ("f3", "Judged not a fact.")
    assert (report.decided, report.to_decide) == (3, 3)
    assert [(d.who, d.count) for d in report.deciders] == [("MK", 3)]
    assert "One finding to check before use: “The captain had worked for thirty hours.” (2)." in [
        sentence for _, sentence in report.read_first
    ]


def test_scope_leaves_out_and_says_so() -> None:
    source = project({"f1": (Verdict.CONFLICT, "")})
    undecided = make(source, ReportOptions(scope="undecided"))
    assert [r.id for r in undecided.all_rows] == ["f2", "f3"]
    assert any(item.why == "3 findings are outside this report's scope." for item in undecided.aside)
    some = make(source, ReportOptions(scope="ids", ids=["f3"]))
    assert [r.id for r in some.all_rows] == ["f3"]


def test_private_paragraphs_stay_out_unless_asked_for() -> None:
    source = comparison()
    for kind in KINDS:
        made = render(source, kind.name, ReportOptions(at=AT)) if not kind.needs_qt else ""
        text = made if isinstance(made, str) else made.decode("utf-8", "replace")
        assert "555-0100" not in text, kind.name
    open_report = render(source, "html", ReportOptions(at=AT, include_private=True))
    assert "555-0100" in str(open_report)
    assert "keep this report inside the newsroom" in str(open_report)


def test_without_texts_no_quotation_is_longer_than_allowed() -> None:
    report = make(comparison(), ReportOptions(quotation_words=3))
    assert report.texts is None
    for row in report.all_rows:
        for place in (*row.nearest, *(p for places in row.places for p in places)):
            assert len(place.words.removesuffix(" …").split()) <= 3
            assert len("".join(p.text for p in place.pieces).replace("…", "").split()) <= 3
    for kind in KINDS:
        if not kind.needs_qt and kind.name not in ("docx", "xlsx"):
            made = render(comparison(), kind.name, ReportOptions(at=AT, quotation_words=3))
            text = made if isinstance(made, str) else made.decode()
            assert "worked for thirty" not in text, kind.name


def test_embargo_and_hashes_are_told() -> None:
    report = make(comparison(), ReportOptions(at=AT))
    assert report.embargoes == ("North Wire is embargoed: 7 May 2024, 06:00 UTC. Do not pass this report on before.",)
    assert [s.sha256[:4] for s in report.sources] == ["abab", "cdcd"]
    assert [s.file for s in report.sources] == ["North Wire.txt", "South Desk.txt"]


def test_what_lost_its_place_is_listed() -> None:
    from dataclasses import replace

    source = project({"f2": (Verdict.OMISSION, "he did")})
    gone = tuple(replace(a, span=None) for a in source.judgements[0].anchors)
    source = replace(source, judgements=(replace(source.judgements[0], anchors=gone),))
    report = make(source, ReportOptions(at=AT))
    lost = report.groups[-1]
    assert (lost.title, lost.rows[0].note, lost.rows[0].verdict) == ("Lost its place", "he did", Verdict.OMISSION)


def test_marked_texts_are_the_texts() -> None:
    source = comparison()
    report = make(source, ReportOptions(at=AT, include_private=True))
    assert report.texts is not None
    for story, paragraphs in zip(source.stories, report.texts, strict=True):
        told = ["".join(piece.text for piece in p.pieces) for p in paragraphs]
        assert told == [story.text[p.start : p.end] for p in story.paragraphs]
    begins = [n for p in report.texts[0] for piece in p.pieces for n in piece.begins]
    assert sorted(begins) == [1, 2, 4]


def test_kinds_by_name_and_by_suffix() -> None:
    assert kind_of(None, Path("x.annotations.json")).name == "annotations"
    assert kind_of(None, Path("x.JSON")).name == "json"
    with pytest.raises(ComparerError, match=r"choose html, pdf"):
        kind_of("rtf")
    with pytest.raises(ComparerError, match=r"x\.zip does not say"):
        kind_of(None, Path("x.zip"))


def test_options_are_checked() -> None:
    with pytest.raises(ValueError, match="scope"):
        ReportOptions(scope="some")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="one word"):
        ReportOptions(quotation_words=0)
