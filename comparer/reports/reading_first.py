"""The box at the head of a report: what a colleague must know before reading on, one sentence each."""

from __future__ import annotations

from collections.abc import Sequence

from comparer.comparison import Relation
from comparer.reports.model import Group, Row, Source
from comparer.reports.phrases import Phrases
from comparer.reports.placing import Placer
from comparer.reports.telling_takes import short_label

NAMED = 3
"""Findings of a part that are named; the others are counted."""


def read_first(
    groups: Sequence[Group], sources: Sequence[Source], placer: Placer, phrases: Phrases
) -> tuple[tuple[str, str], ...]:
    """(the kind of part it is about, the sentence), the gravest first."""
    by_kind: dict[str, list[Group]] = {}
    for group in groups:
        by_kind.setdefault(group.kind, []).append(group)
    if not groups:
        return (("shared", phrases("first.scope_empty")),)
    told: list[tuple[str, str]] = []
    for kind, name in (("conflict", "first.conflicts"), ("check", "first.check")):
        told += [
            (kind, phrases.counted(name, len(group.rows), labels=_labels(group.rows, phrases)))
            for group in by_kind.get(kind, ())
        ]
    for group in by_kind.get("altered", ()):
        told += _altered(group.rows, sources, placer, phrases)
    for group in by_kind.get("only", ()):
        source = sources[group.story or 0].name
        label = _label(group.rows[0])
        told.append(("only", phrases.counted("first.only", len(group.rows), source=source, label=label)))
    if not told:
        shared = sum(len(g.rows) for kind in ("shared", "quotes", "some") for g in by_kind.get(kind, ()))
        told.append(("shared", phrases("first.same", count=shared)))
    return tuple(told)


def _label(row: Row) -> str:
    return f"{short_label(row.label, row.kind)} ({row.number})"


def _labels(rows: Sequence[Row], phrases: Phrases) -> str:
    labels = [_label(row) for row in rows[:NAMED]]
    if len(rows) > NAMED:
        labels.append(phrases("first.more", count=len(rows) - NAMED))
    return phrases.listed(labels)


def _altered(rows: Sequence[Row], sources: Sequence[Source], placer: Placer, phrases: Phrases) -> list[tuple[str, str]]:
    """Quotes whose own words were cut or changed; those told in other words are left to the list."""
    told: list[tuple[str, str]] = []
    plain = [r for r in rows if r.quotation is not None and r.quotation.relation in (Relation.TRIMMED, Relation.EDITED)]
    for row in plain[:NAMED]:
        quotation = row.quotation
        if quotation is None:
            continue
        lengths = {k: sum(len(p.words.split()) for p in places) for k, places in enumerate(row.places) if places}
        long = max(lengths, key=lambda k: lengths[k])
        short = min(lengths, key=lambda k: (lengths[k], k == long))
        name = "first.altered" if quotation.kept < quotation.of else "first.altered_equal"
        sentence = phrases(
            name,
            speaker=row.speaker or phrases("quote.unknown"),
            short=sources[short].name,
            long=sources[long].name,
            kept=quotation.kept,
            of=quotation.of,
            change=placer.change(quotation.changed),
            number=f"({row.number})",
        )
        told.append(("altered", sentence))
    if len(plain) > NAMED:
        told.append(("altered", phrases.counted("first.altered_more", len(plain) - NAMED)))
    return told
