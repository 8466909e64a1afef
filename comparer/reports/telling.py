"""What the kinds of report say alike: verdicts, further places, importance."""

from __future__ import annotations

from collections.abc import Sequence

from comparer.comparison import Status
from comparer.reports.model import Place, Report, Row
from comparer.reports.phrases import Phrases
from comparer.reports.quoting import one_line


def verdict_line(row: Row, phrases: Phrases) -> tuple[str, str, str]:
    """The verdict's name or that there is none, the note, and who gave it when."""
    verdict = phrases.get(f"verdicts.{row.verdict}", row.verdict.title) if row.verdict else phrases("report.undecided")
    signed = phrases("report.decided_by", who=row.by, when=phrases.time(row.at)).strip() if row.by or row.at else ""
    return verdict, row.note, signed


def shown_places(row: Row, places: Sequence[Place], phrases: Phrases) -> tuple[Sequence[Place], str]:
    """The places of one story to quote, and where else it says so: a name that comes ten times is quoted once."""
    if row.kind in ("quote", "claim") or len(places) < 2:
        return places, ""
    others = [p for p in places[1:] if p.where and p.where != places[0].where]
    numbers = dict.fromkeys(str(p.number) for p in others if p.number is not None)
    further = list(dict.fromkeys(p.where for p in others if p.number is None))
    if len(numbers) == 1:
        further.append(phrases("report.paragraph", number=next(iter(numbers))))
    elif numbers:
        further.append(phrases("report.several_paragraphs", numbers=phrases.listed(list(numbers))))
    return places[:1], phrases("report.also_in", where=phrases.listed(further)) if further else ""


def title(row: Row) -> str:
    """What to call a finding beside its words: its label, or "" where that is only the beginning of the words."""
    first = next((places[0].words for places in row.places if places), "")
    label = row.label.rstrip("… .")
    told_by_words = row.kind in ("claim", "quote") and row.status is not Status.CONFLICT and first.startswith(label)
    return "" if told_by_words else row.label


def kind_line(row: Row, phrases: Phrases) -> str:
    """ "quote, Jens Stoltenberg"."""
    kind = phrases.get(f"kinds.{row.kind}", row.kind)
    by_hand = phrases("report.hand") if row.by_hand else ""
    return ", ".join(t for t in (kind, row.speaker if row.kind == "quote" else "", by_hand) if t)


def why_lines(row: Row) -> list[str]:
    """The reasons, one a line."""
    return [line for told in row.why.splitlines() if (line := one_line(told))]


def importance(value: float, phrases: Phrases) -> str:
    """A word for how much an editor would want to know it."""
    return phrases("importance.high" if value >= 0.66 else "importance.middle" if value >= 0.33 else "importance.low")


def about_lines(report: Report) -> list[str]:
    """What made the report, with which models, of what, and what a person should know of it."""
    say = report.phrases
    generator = report.comparison.generator
    return [
        say("about.made", time=say.time(report.made_at), name=generator.name, version=generator.version),
        say("about.models", models=generator.language_model) if generator.language_model else say("about.no_models"),
        *report.scope,
        say("about.machine"),
    ]


def decided_lines(report: Report) -> list[str]:
    """Who decided how many findings."""
    say = report.phrases
    return [say("about.decided_line", who=d.who, count=d.count, when=say.time(d.last)) for d in report.deciders]
