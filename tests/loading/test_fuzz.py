"""Mutated files: each gives stories or one sentence, whatever is cut, doubled or flipped in it."""

# ruff: noqa: PT017 - cases are read across; a refusal is one of two good ends
from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparer.errors import LoadError
from comparer.loading import load_bytes, load_html, load_text
from tests.loading.dialects import SAMPLES
from tests.loading.documents import docx_bytes, odt_bytes, pdf_bytes
from tests.loading.more_dialects import MESSAGES, MORE

WORDS = ["The harbour of Westhaven will be closed.", "It reopens on Monday, the port said."]
FILES = {
    **{name: data for name, (data, _, _) in (SAMPLES | MORE).items()},
    **MESSAGES,
    "page": b"<!doctype html><html><head><title>Ferries stopped</title><script type='application/ld+json'>"
    b'{"@type":"NewsArticle","headline":"Ferries stopped","author":{"name":"Paula Brandt"}}</script></head>'
    b"<body><article>"
    b"<h1>Ferries stopped</h1><p>The harbour of Westhaven will be closed to ferries.</p>"
    b"<table><tr><td>1</td></tr></table>"
    b"<p>It reopens on Monday, the port said.</p></article></body></html>",
    "docx": docx_bytes(WORDS),
    "odt": odt_bytes(WORDS),
    "pdf": pdf_bytes([WORDS]),
    "rtf": b"{\\rtf1\\ansi\\ansicpg1252 {\\b Ferries stopped}\\par The harbour \\'e9 \\u8217?s closed.\\par}",
}
HEAVY = {"page", "docx", "odt", "pdf", "rtf", "europresse"}


@st.composite
def mutations(draw: st.DrawFn, names: list[str]) -> tuple[str, bytes]:
    """A file with some bytes flipped, cut out, doubled or put in."""
    name = draw(st.sampled_from(names))
    data = bytearray(FILES[name])
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        size = draw(st.integers(1, 40))
        match draw(st.sampled_from(["flip", "cut", "double", "insert", "truncate"])):
            case "flip" if data:
                data[at] ^= 1 << draw(st.integers(0, 7))
            case "cut":
                del data[at : at + size]
            case "double":
                data[at:at] = data[at : at + size] * draw(st.integers(1, 30))
            case "insert":
                data[at:at] = draw(
                    st.sampled_from(
                        [
                            b"<",
                            b">",
                            b"&",
                            b"]]>",
                            b"\x00\x01\x02\x03",
                            b"<p>",
                            b'"',
                            b"{",
                            b"\xff\xfe",
                            b"&#0;",
                            b"\n\n",
                            b"(",
                            b"<!--",
                        ]
                    )
                )
            case "truncate":
                del data[at + 200 :]
    return name, bytes(data)


def check(name: str, data: bytes) -> None:
    """Stories whose paragraphs lie in order in their text, or one sentence."""
    try:
        stories = load_bytes(data, "fuzzed.bin")
    except LoadError as error:
        assert str(error).startswith("fuzzed.bin")
        assert "\n" not in str(error)
        return
    assert stories, name
    for story in stories:
        at = 0
        for paragraph in story.paragraphs:
            assert at <= paragraph.start < paragraph.end <= len(story.text)
            at = paragraph.end
        story.text.encode("utf-8")
        assert not any(ord(c) < 32 and c not in "\t\n" for c in story.text)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutations([n for n in FILES if n not in HEAVY]))
def test_light_formats(mutation: tuple[str, bytes]) -> None:
    check(*mutation)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutations(sorted(HEAVY)))
def test_formats_of_the_child(mutation: tuple[str, bytes]) -> None:
    check(*mutation)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400))
def test_pasted_text(text: str) -> None:
    try:
        story = load_text(text)
    except LoadError:
        assert not any(c.isalnum() for c in text)
        return
    assert all(p.start < p.end <= len(story.text) for p in story.paragraphs)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<b>",
                "<br>",
                "<table><tr><td>",
                "</td>",
                "<li>",
                "&amp;",
                "&#x0;",
                "Port ",
                "shut. ",
                "<!--",
                "]]>",
            ]
        ),
        max_size=30,
    )
)
def test_pasted_html(parts: list[str]) -> None:
    try:
        load_html("".join(parts))
    except LoadError as error:
        assert "pasted" in str(error)


@pytest.mark.parametrize("name", sorted(HEAVY))
def test_the_unharmed_files_open(name: str) -> None:
    assert load_bytes(FILES[name], name)
