"""Every dialect: fields, first and last words, what is kept out of the body, what is private."""

from __future__ import annotations

import re

import pytest

from comparer.errors import LoadError
from comparer.loading import load_bytes
from comparer.story import ParagraphKind, Story
from tests.loading.dialects import SAMPLES as FIRST
from tests.loading.dialects import WITHOUT_STORY, Expected
from tests.loading.more_dialects import MESSAGES, MORE

SAMPLES = FIRST | MORE


def body_of(story: Story) -> list[str]:
    """The words of each body paragraph, white space collapsed."""
    return [" ".join(re.split(r"[ \n\t]+", story.text[p.start : p.end])) for _, p in story.body()]


def check(story: Story, expected: Expected) -> None:
    """Compare a story with what must be found in it."""
    for field, value in (
        ("headline", story.headline),
        ("source", story.source),
        ("byline", story.byline),
        ("language", story.language),
        ("embargo", story.embargo),
    ):
        wanted = getattr(expected, field)
        if wanted is not None:
            assert (value or "") == wanted, field
    if expected.place is not None:
        assert (story.dateline.place or "") == expected.place
    if expected.date is not None:
        assert (story.published or "").startswith(expected.date)
    if expected.mark is not None:
        assert story.version_mark is not None
        assert expected.mark in story.version_mark
    body = body_of(story)
    if expected.count is not None:
        assert len(body) == expected.count, body
    if expected.first:
        assert body[0].startswith(expected.first)
    if expected.last:
        assert body[-1].endswith(expected.last)
    joined = "\n".join(body)
    for words in expected.out + expected.private:
        assert words in story.text
        assert words not in joined
    hidden = "\n".join(story.text[p.start : p.end] for p in story.paragraphs if p.private)
    for words in expected.private:
        assert words in hidden


@pytest.mark.parametrize("name", SAMPLES)
def test_dialect(name: str) -> None:
    data, file, expected = SAMPLES[name]
    stories = load_bytes(data, file)
    assert len(stories) == expected.stories
    check(stories[0], expected)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_wrong_suffix_changes_nothing(name: str) -> None:
    data, file, _ = SAMPLES[name]
    if name.startswith("markdown"):
        pytest.skip("Markdown with few marks is told from text by its suffix")
    right, wrong = load_bytes(data, file)[0], load_bytes(data, "story.docx")[0]
    assert right.text == wrong.text
    assert right.paragraphs == wrong.paragraphs


@pytest.mark.parametrize("name", SAMPLES)
def test_paragraphs_are_in_order_and_cover_the_text(name: str) -> None:
    data, file, _ = SAMPLES[name]
    for story in load_bytes(data, file):
        at = 0
        for paragraph in story.paragraphs:
            assert at <= paragraph.start < paragraph.end <= len(story.text)
            assert not story.text[at : paragraph.start].strip(), "words outside any paragraph"
            at = paragraph.end
        assert not story.text[at:].strip()


@pytest.mark.parametrize("name", WITHOUT_STORY)
def test_files_without_text_are_refused_in_one_sentence(name: str) -> None:
    data, file = WITHOUT_STORY[name]
    with pytest.raises(LoadError) as caught:
        load_bytes(data, file)
    sentence = str(caught.value)
    assert sentence.startswith(file)
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_a_withdrawn_story_says_so() -> None:
    data, file, _ = SAMPLES["g2 kill"]
    story = load_bytes(data, file)[0]
    assert any("withdrawn" in warning for warning in story.warnings)
    assert not any(p.kind is ParagraphKind.BODY for p in story.paragraphs)


@pytest.mark.parametrize("name", MESSAGES)
def test_transmissions_without_a_story_say_so(name: str) -> None:
    story = load_bytes(MESSAGES[name], "a")[0]
    assert not story.body()
    words = {"kill": "withdrawn", "message": "message to editors", "table": "only a table"}[name]
    assert any(words in warning for warning in story.warnings)
