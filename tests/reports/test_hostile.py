"""Story text is data in every kind: it never becomes markup, script, formula, field, link or a broken file."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from comparer.comparison import from_json
from comparer.reports import ReportOptions, render
from comparer.reports.csv import guarded, unguarded
from tests.reports.samples import AT, comparison_of

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\"' onmouseover='x' \"",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "{{ 7*7 }} {% raw %} {0} {name} %s",
    '=HYPERLINK("http://evil.example","x")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "'=1+1",
    "＝1+1",
    "[link](javascript:alert(1)) ![i](http://evil.example/i.png) <http://evil.example>",
    "http://evil.example www.evil.example mailto:a@evil.example",
    "# heading\n\n- list\n\n    code\n\n| a | b |\n|---|---|",
    "**bold** _it_ `code` ~~gone~~ \\*",
    "\x00\x01\x08\x0b\x1f\x7f\x85\ufffe\uffff",
    "\ud800 lone \udfff",
    "‮ turned ⁦ around ",
    "e\u0301\u0301\u0301 👩‍👩‍👧‍👦 𝔘𝔫𝔦 العربية 中文",
    "]]> <!-- --> <?xml version='1.0'?> <!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]> &e;",
    '{ HYPERLINK "http://evil.example" } PAGE \\* MERGEFORMAT',
    "\u2028line\u2029para\u0085",
    "(" + "9" * 5000 + ") (1) (٣)",
    " ",
]


class Page(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


@pytest.mark.parametrize("text", HOSTILE)
def test_html(text: str) -> None:
    page = Page()
    made = str(render(comparison_of(text), "html", ReportOptions(at=AT)))
    page.feed(made)
    assert not page.tags & {"script", "img", "iframe", "object", "form", "link", "base"}
    assert not any(name.startswith("on") for name in page.attributes)
    assert all(link.startswith("#") for link in page.links)
    assert "default-src 'none'" in made
    made.encode("utf-8")


@pytest.mark.parametrize("text", HOSTILE)
def test_csv(text: str) -> None:
    made = render(comparison_of(text), "csv", ReportOptions(at=AT))
    assert isinstance(made, bytes)
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    for row in rows:
        assert not [cell for cell in row if re.match(r"[=+\-@\t\r＝＋－＠]", cell)]


@pytest.mark.parametrize("text", [*HOSTILE[5:9], HOSTILE[14], "".join(HOSTILE)])
def test_xlsx(text: str) -> None:
    made = render(comparison_of(text), "xlsx", ReportOptions(at=AT))
    book = load_workbook(io.BytesIO(bytes(made)))  # type: ignore[arg-type]
    for sheet in book.worksheets:
        for cells in sheet.iter_rows():
            assert not [c for c in cells if c.data_type == "f" or c.hyperlink]


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown(text: str) -> None:
    made = str(render(comparison_of(text), "md", ReportOptions(at=AT)))
    tokens = MarkdownIt("commonmark", {"linkify": False}).enable("table").parse(made)
    kinds = {t.type for t in tokens} | {c.type for t in tokens for c in t.children or ()}
    assert not kinds & {"link_open", "image", "html_block", "html_inline", "code_block", "fence", "table_open", "hr"}
    calm = MarkdownIt("commonmark").parse(str(render(comparison_of("calm words"), "md", ReportOptions(at=AT))))
    for kind in ("heading_open", "ordered_list_open", "list_item_open"):
        assert sum(t.type == kind for t in tokens) == sum(t.type == kind for t in calm), kind


@pytest.mark.parametrize("text", [*HOSTILE[:2], HOSTILE[22], "".join(HOSTILE)])
def test_word(text: str) -> None:
    for options in (ReportOptions(at=AT), ReportOptions(at=AT, quotation_words=4)):
        made = render(comparison_of(text), "docx", options)
        document = Document(io.BytesIO(bytes(made)))  # type: ignore[arg-type]
        xml = etree.tostring(document.element.body).decode()
        assert "w:hyperlink" not in xml
        assert "instrText" not in xml
        assert len(list(document.comments)) >= 3


@pytest.mark.parametrize("text", HOSTILE)
def test_json_annotations_and_tei(text: str) -> None:
    source = comparison_of(text)
    data = json.loads(str(render(source, "json", ReportOptions(at=AT))))
    assert from_json(data).stories == source.stories
    for item in json.loads(str(render(source, "annotations", ReportOptions(at=AT))))["items"]:
        for target in item["target"]:
            quote, position = target["selector"]
            story = source.stories[target["source"]["comparer:story"]]
            assert story.text[position["start"] : position["end"]] == quote["exact"]
    tree = etree.fromstring(bytes(render(source, "tei", ReportOptions(at=AT))))  # type: ignore[arg-type]
    assert len(tree.findall(".//{*}app")) == 3


@settings(max_examples=12, deadline=None)
@given(st.text(max_size=60), st.text(min_size=1, max_size=60))
def test_anything_goes_through_every_kind(text: str, other: str) -> None:
    source = comparison_of(text, other)
    for kind in ("html", "md", "csv", "json", "annotations", "tei"):
        made = render(source, kind, ReportOptions(at=AT))
        assert made
        if isinstance(made, str):
            made.encode("utf-8")
        if kind == "html":
            page = Page()
            page.feed(str(made))
            assert not page.tags & {"script", "img"}


@settings(max_examples=3, deadline=None)
@given(st.text(max_size=40))
def test_anything_goes_through_office_kinds(text: str) -> None:
    source = comparison_of(text)
    Document(io.BytesIO(bytes(render(source, "docx"))))  # type: ignore[arg-type]
    load_workbook(io.BytesIO(bytes(render(source, "xlsx"))))  # type: ignore[arg-type]


@given(st.text())
def test_guarding_can_be_undone(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
