"""Where sentences end."""

from __future__ import annotations

import pytest

from tests.reading.helpers import parsed


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Earlier, Sen. Ann Marsh had asked whether troops would stay. She got no answer.", 2),
        ("“Is it safe?” asked Sen. Ann Marsh.", 1),
        ("“We guard the border with the army ... that's a big step,” she said.", 1),
        ("U.S. Gen. Carl Holt told lawmakers in Washington, D.C., that he would go.", 1),
        ("“It fell. Nobody was hurt,” she said.", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    _, _, sentences = parsed(text)
    assert len(sentences) == count


def test_each_sentence_lies_in_its_paragraph() -> None:
    text = "The bridge fell. Nobody was hurt.\n\nThe mayor came."
    story, _, sentences = parsed(text)
    for sentence in sentences:
        paragraph = story.paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
