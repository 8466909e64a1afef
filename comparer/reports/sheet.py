"""The fact-checker's sheet: one finding a row. What CSV and XLSX write, and what is read back from them."""

from __future__ import annotations

from dataclasses import dataclass

from comparer.reports.model import Place, Report, Row
from comparer.reports.quoting import one_line
from comparer.reports.telling import about_lines, decided_lines, verdict_line

BETWEEN = " … "
"""Stands between the words of two places in one story."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``width`` is in characters, as spreadsheets count."""

    key: str
    title: str
    width: int


def columns(report: Report) -> list[Column]:
    """The columns in their order; two for each story."""
    say = report.phrases
    found = [Column(k, say(f"columns.{k}"), w) for k, w in (("number", 6), ("group", 18), ("status", 10), ("kind", 13))]
    found.append(Column("fact", say("columns.fact"), 34))
    for index, name in enumerate(source_names(report)):
        found.append(Column(f"words-{index}", say("columns.words", source=name), 44))
        found.append(Column(f"paragraph-{index}", say("columns.paragraph", source=name), 11))
    widths = {"speaker": 18, "wording": 26, "nearest": 36, "why": 36, "importance": 11, "verdict": 20, "note": 40}
    found += [Column(k, say(f"columns.{k}"), w) for k, w in widths.items()]
    return [*found, *(Column(k, say(f"columns.{k}"), w) for k, w in (("by", 14), ("at", 25), ("id", 14)))]


def source_names(report: Report) -> list[str]:
    """The stories' names, told apart by their letters where two are the same."""
    names = [source.name for source in report.sources]
    return [f"{s.name} ({s.letter})" if names.count(s.name) > 1 else s.name for s in report.sources]


def cells(row: Row, report: Report) -> dict[str, str | int | float]:
    """What stands in each column for a finding."""
    say = report.phrases
    out: dict[str, str | int | float] = {
        "number": row.number,
        "group": say("aside.heading") if row.aside else group_title(row, report),
        "status": say(f"status.{row.status}"),
        "kind": say.get(f"kinds.{row.kind}", row.kind),
        "fact": one_line(row.label),
        "speaker": row.speaker,
        "wording": row.quotation.told if row.quotation is not None else "",
        "nearest": BETWEEN.join(_told(place, report) for place in row.nearest),
        "why": row.why,
        "importance": round(row.importance, 2),
        "verdict": verdict_line(row, say)[0] if row.decided else "",
        "note": row.note,
        "by": row.by,
        "at": row.at,
        "id": row.id,
    }
    for index, places in enumerate(row.places):
        out[f"words-{index}"] = BETWEEN.join(dict.fromkeys(place.words for place in places))
        numbers = dict.fromkeys(p.number if p.number is not None else p.where for p in places)
        told = [n for n in numbers if n]
        out[f"paragraph-{index}"] = told[0] if len(told) == 1 else ", ".join(map(str, told))
    return out


def group_title(row: Row, report: Report) -> str:
    """The heading that a finding stands under."""
    last = 0
    for group in report.groups:
        last += len(group.rows)
        if row.number <= last:
            return group.title
    return ""


def _told(place: Place, report: Report) -> str:
    return f"{report.sources[place.story].name}, {place.where}: “{place.words}”"


def about_rows(report: Report) -> list[tuple[str, str]]:
    """What the report is of and who made it, as pairs of heading and text."""
    say = report.phrases
    pairs = [(report.title, report.subtitle)]
    pairs += [(say("embargo.heading"), line) for line in report.embargoes]
    pairs += [(say("report.read_first"), line) for _, line in report.read_first]
    pairs += [(say("takes.heading"), line) for line in report.takes]
    pairs += [(say("report.about"), line) for line in about_lines(report)]
    pairs += [(say("about.decided"), line) for line in decided_lines(report)]
    pairs += [(say("about.notices"), line) for line in report.notices]
    return pairs


def source_rows(report: Report) -> list[list[str]]:
    """The stories, a header first."""
    say = report.phrases
    head = ["", say("about.source"), say("report.headline"), say("about.filed"), say("about.file"), say("about.format")]
    rows = [
        [
            s.letter,
            s.name,
            s.headline,
            " · ".join(s.told),
            s.file,
            s.format,
            s.embargo and say.time(s.embargo),
            s.sha256,
        ]
        for s in report.sources
    ]
    return [[*head, say("embargo.heading"), say("about.sha256")], *rows]
