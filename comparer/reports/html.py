"""One self-contained web page: no script, nothing fetched from elsewhere, readable in print and by screen readers.

The template escapes everything; only notes are Markdown, without HTML and images. The page's own policy forbids the
rest.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from jinja2 import TemplateError
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from comparer.errors import ComparerError
from comparer.reports import telling
from comparer.reports.model import Report, Row
from comparer.reports.placing import LOOKS
from comparer.reports.templates import logo, palette, style, template

TEMPLATE = "report.html.j2"
STYLE = "report.css"
COLUMNS = 3
"""Stories that have a column each; more are stacked in one."""

_REFERENCE = re.compile(r"\((\d+)\)")


def render(report: Report) -> str:
    """The report as HTML. Raises ComparerError for a newsroom's template that fails."""
    own = report.options.template
    css, digest = page_style(own)
    picture = logo(own)
    say = report.phrases
    rows = report.all_rows
    numbers = {str(row.number) for row in rows}

    def linked(sentence: str) -> Markup:
        """A sentence whose numbers in brackets lead to their findings."""
        parts = _REFERENCE.split(sentence)
        out = [
            escape(part) if k % 2 == 0 else Markup('(<a href="#f{0}">{0}</a>)').format(part)
            if part in numbers else escape(f"({part})")
            for k, part in enumerate(parts)
        ]  # fmt: skip
        return Markup("").join(out)

    try:
        page = template(TEMPLATE, own).render(
            report=report,
            say=say,
            generator=report.comparison.generator,
            style=css,
            style_hash=digest,
            logo=f"data:{picture[0]};base64,{base64.b64encode(picture[1]).decode()}" if picture else "",
            stacked=len(report.sources) > COLUMNS,
            shown_places=lambda row, places: telling.shown_places(row, places, say),
            verdict_line=lambda row: telling.verdict_line(row, say),
            kind_line=lambda row: telling.kind_line(row, say),
            title=telling.title,
            why_lines=telling.why_lines,
            anchor=lambda story, number: f"{report.sources[story].letter}-{number}",
            looks={row.number: str(LOOKS[row.status]) for row in rows},
            spoken={row.number: _spoken(row, report) for row in rows},
            markdown=_markdown,
            linked=linked,
            about=telling.about_lines(report),
            decided=telling.decided_lines(report),
        )
    except TemplateError as error:
        raise ComparerError(f"The template {TEMPLATE} fails ({error}): mend it, or leave --template out.") from error
    return _without_forbidden(page)


def page_style(own: Path | None) -> tuple[Markup, str]:
    """The style of a page, with no way out of its element, and what the page's policy calls it."""
    css = (_colours() + style(STYLE, own)).replace("</", "<\\/")
    return Markup(css), "sha256-" + base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()


def _colours() -> str:
    def block(theme: str) -> str:
        return "".join(f"--{role}:{colour};" for role, colour in palette(theme).items())

    return (
        f":root{{color-scheme:light dark;{block('light')}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{block('dark')}}}}}\n"
    )


def _spoken(row: Row, report: Report) -> str:
    """What a screen reader says of a mark: the finding's number, status and kind."""
    say = report.phrases
    status = say(f"status.{row.status}")
    kind = say.get(f"kinds.{row.kind}", row.kind)
    return f"{say('report.number')} {row.number}: {status}, {kind}"


def _markdown(note: str) -> Markup:
    """A note's Markdown as HTML: no HTML of its own, no images, no addresses but web and mail."""
    return Markup(MarkdownIt("commonmark", {"html": False}).disable("image").render(note))


def _without_forbidden(page: str) -> str:
    """Without the code points that HTML does not allow in a document; each becomes U+FFFD."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", page)
