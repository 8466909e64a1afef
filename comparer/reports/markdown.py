"""Markdown for chat, tickets and notes: lists rather than tables, which chat does not show.

Story text is escaped so that no word of it becomes markup, a heading, a link or HTML.
"""

from __future__ import annotations

import re

from comparer.reports.model import Look, Place, Report, Row
from comparer.reports.quoting import one_line
from comparer.reports.telling import about_lines, decided_lines, kind_line, shown_places, title, verdict_line, why_lines

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!@$^])")
_LINK = re.compile(r"(?i)(?<=\w):(?=/)|(?<=www)\.|(?<=mailto):")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_WRAPS = {Look.PLAIN: "", Look.CONFLICT: "**", Look.ONLY: "**", Look.SHARED: ""}


def escaped(text: str) -> str:
    """Text on one line that shows as it stands. Signs that turn the direction of text are left out: they would turn the
    words of the report too."""
    line = _BIDI.sub("", "".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in one_line(text)))
    return _LINK.sub(lambda m: "\\" + m.group(), _SPECIAL.sub(r"\\\1", line))


def render(report: Report) -> str:
    """The report in CommonMark."""
    say = report.phrases
    lines = [f"# {escaped(report.title)}", "", escaped(report.subtitle), ""]
    lines += [f"> **{say('embargo.heading')}.** {escaped(line)}" for line in report.embargoes]
    if report.embargoes:
        lines.append("")
    for source in report.sources:
        facts = [*source.told, say("report.words", count=source.words), f"sha256 {source.sha256[:12]}"]
        headline = source.headline or say("report.no_headline")
        told = ", ".join(escaped(f) for f in facts if f)
        lines.append(f"- **{source.letter} {escaped(source.name)}**: {escaped(headline)} ({told})")
    lines += ["", f"## {say('report.read_first')}", ""]
    lines += [f"- {escaped(sentence)}" for _, sentence in report.read_first]
    if report.takes:
        lines += ["", f"## {say('takes.heading')}", ""]
        lines += [f"- {escaped(sentence)}" for sentence in report.takes]
    for group in report.groups:
        lines += ["", f"## {escaped(group.title)} ({len(group.rows)})", ""]
        for row in group.rows:
            lines += _row(row, report)
    if report.aside:
        lines += ["", f"## {say('aside.heading')}", ""]
        lines += [
            f"- {escaped(f'{item.source}: {item.what}' if item.source else item.what)}. {escaped(item.why)}"
            + (f" {_verdict(item.row, report)}" if item.row is not None and (item.row.by or item.row.note) else "")
            for item in report.aside
        ]
    lines += ["", f"## {say('report.about')}", ""]
    lines += [f"- {escaped(text)}" for text in (*about_lines(report), *report.notices)]
    lines += [f"- {source.letter} {escaped(source.file)}, sha256 `{source.sha256}`" for source in report.sources]
    lines += [f"- {escaped(line)}" for line in decided_lines(report)]
    return "\n".join(lines) + "\n"


def _row(row: Row, report: Report) -> list[str]:
    say = report.phrases
    kind = escaped(kind_line(row, say))
    name = title(row)
    head = f"{row.number}. "
    indent = " " * len(head) + "- "
    lines = [head + (f"**{escaped(name)}** ({kind})" if name else f"**{kind}**")]
    for index, places in enumerate(row.places):
        source = report.sources[index]
        shown, further = shown_places(row, places, say)
        for place in shown:
            told = (f"{source.letter} {source.name}", place.where, place.speaker, place.manner)
            where = ", ".join(escaped(t) for t in told if t)
            also = f" ({escaped(further)})" if further else ""
            lines.append(f"{indent}{where}: “{_words(place)}”{also}")
    if row.quotation is not None:
        lines.append(f"{indent}{escaped(row.quotation.told)}.")
    if row.why:
        lines.append(f"{indent}{say('report.why')}: {escaped('; '.join(why_lines(row)))}")
    if row.decided or row.note:
        lines.append(indent + _verdict(row, report))
    return lines


def _words(place: Place) -> str:
    """The words, those that carry the mark in bold."""
    parts = []
    for piece in place.pieces:
        wrap = _WRAPS[piece.look] if len(place.pieces) > 1 else ""
        body = piece.text.strip()
        if not wrap or not body:
            parts.append(escaped_piece(piece.text))
            continue
        head = " " if piece.text[:1].isspace() else ""
        tail = " " if piece.text[-1:].isspace() else ""
        parts.append(f"{head}{wrap}{escaped(body)}{wrap}{tail}")
    return "".join(parts)


def escaped_piece(text: str) -> str:
    """As ``escaped``, with the blanks at its ends kept."""
    head = " " if text[:1].isspace() else ""
    tail = " " if text.strip() and text[-1:].isspace() else ""
    return head + escaped(text) + tail


def _verdict(row: Row, report: Report) -> str:
    verdict, note, signed = verdict_line(row, report.phrases)
    told = (f"**{escaped(verdict)}.**", escaped(note), f"({escaped(signed)})" if signed else "")
    return " ".join(t for t in told if t)
