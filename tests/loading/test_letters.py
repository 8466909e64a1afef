"""The letters of the body are the same before and after loading, in every format; and no body is lost to furniture."""

# ruff: noqa: PT017 - cases are read across; a refusal is one of two good ends
from __future__ import annotations

import html
import json
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparer.errors import LoadError
from comparer.loading import load, load_html, load_text
from comparer.loading.decoding import decode
from comparer.loading.recognise import recognise
from comparer.story import ParagraphKind, Story
from tests.loading.dialects import SAMPLES as FIRST
from tests.loading.more_dialects import MORE

SAMPLES = FIRST | MORE
SHARED = Path(__file__).resolve().parents[3] / "shared"
FORMATS = sorted(p for p in SHARED.glob("formats/*/*/*") if p.name != "expected.json")
ABSENT = [Path("absent/absent")]
"""Stands in where there are no samples, for a test that is skipped then."""
PACKED = {"docx", "odt", "pdf", "rtf", "mail"}
needs_shared = pytest.mark.skipif(not FORMATS, reason="the reference samples are not here")


def letters(text: str) -> str:
    """Letters and digits alone."""
    return "".join(c for c in text if c.isalnum())


def source_letters(data: bytes) -> str:
    """Letters of a file as it is written: unescaped, markup out."""
    text = decode(data).text
    text = text.replace("<![CDATA[", "").replace("]]>", "")
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), text)
    text = re.sub(r"\\[nrt]", " ", text)
    for _ in range(3):
        text = html.unescape(text)
    return letters(re.sub(r"</?[A-Za-z!?][^<>]*>|<!--.*?-->|\]\(\S+?\)", "", text))


def check(data: bytes, stories: list[Story]) -> None:
    """Every body paragraph's letters stand in the file in one run."""
    source = source_letters(data)
    for story in stories:
        for _, paragraph in story.body():
            run = letters(story.text[paragraph.start : paragraph.end])
            assert run in source, story.text[paragraph.start : paragraph.end][:200]


@pytest.mark.parametrize("name", [n for n in SAMPLES if n not in PACKED])
def test_letters_of_dialects(name: str, tmp_path: Path) -> None:
    data, file, _ = SAMPLES[name]
    path = tmp_path / file
    path.write_bytes(data)
    check(data, load(path))


@needs_shared
@pytest.mark.parametrize("path", FORMATS or ABSENT, ids=lambda p: p.parent.name)
def test_letters_of_reference_samples(path: Path) -> None:
    data = path.read_bytes()
    if recognise(data, path.name) in PACKED:
        pytest.skip("the letters are packed: compared below through other libraries")
    try:
        stories = load(path)
    except LoadError as error:
        expected = json.loads((path.parent / "expected.json").read_text())
        assert expected["paragraph_count"] == 0, error
        return
    check(data, stories)


@needs_shared
@pytest.mark.parametrize("path", [p for p in FORMATS if p.suffix == ".docx"] or ABSENT, ids=lambda p: p.parent.name)
def test_letters_of_documents(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        document = packed.read("word/document.xml").decode()
    whole = letters(html.unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", document))))
    for story in load(path):
        for _, paragraph in story.body():
            assert letters(story.text[paragraph.start : paragraph.end]) in whole


@needs_shared
@pytest.mark.parametrize(
    "path", sorted(SHARED.glob("gold/*/*.txt")) or ABSENT, ids=lambda p: f"{p.parent.name}-{p.stem}"
)
def test_no_sentence_of_real_stories_is_lost(path: Path) -> None:
    story = load(path)[0]
    furniture = [story.text[p.start : p.end] for p in story.paragraphs if p.kind is ParagraphKind.NOTE]
    known = r"—|WASHINGTON|MOSCOW|date 2020|Sign up|Copyright|Click here|Enlarge|[A-Z]+DAY, |Pentagon Says 34"
    assert all(re.match(known, text) for text in furniture), furniture
    kept = sum(p.end - p.start for _, p in story.body())
    assert kept >= 0.9 * len(story.text.strip()) - len(story.headline or "") - 130


WORDS = st.text(alphabet="abcdefghij klmnop", min_size=8, max_size=60).map(
    lambda s: f"The {s.strip() or 'port'} is shut."
)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6))
def test_pasted_text_and_html_agree(paragraphs: list[str]) -> None:
    text = load_text("\n\n".join(paragraphs))
    marked = load_html("".join(f"<p>{p}</p>" for p in paragraphs))
    assert letters(text.text) == letters(marked.text)
    assert [" ".join(text.text[p.start : p.end].split()) for _, p in text.body()] == [
        " ".join(marked.text[p.start : p.end].split()) for _, p in marked.body()
    ]
