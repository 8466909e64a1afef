from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from comparer.story import Paragraph, ParagraphKind, Story
from comparer.window.text_map import TextMap, utf16_length


def story_of(*pieces: tuple[str, ParagraphKind], headline: str | None = None, between: str = "\n\n") -> Story:
    text, paragraphs = "", []
    for words, kind in pieces:
        if text:
            text += between
        paragraphs.append(Paragraph(len(text), len(text) + len(words), kind))
        text += words
    return Story(text, tuple(paragraphs), headline=headline)


BODY, NOTE, HEADLINE = ParagraphKind.BODY, ParagraphKind.NOTE, ParagraphKind.HEADLINE
words = st.text(alphabet="ab é😀𝔸’\u00a0 ", min_size=1, max_size=12).filter(lambda s: s.strip())
stories = st.lists(st.tuples(words, st.sampled_from([BODY, NOTE])), min_size=1, max_size=5).map(lambda p: story_of(*p))


def test_the_headline_stands_in_the_head_and_not_on_the_page() -> None:
    story = story_of(("Harbour shut", HEADLINE), ("The harbour is shut.", BODY), headline="Harbour shut")
    text_map = TextMap(story)
    assert text_map.shown == "The harbour is shut."
    assert text_map.block_of(3) is None
    assert text_map.to_document(story.text.index("harbour is")) == 4


def test_a_headline_that_is_not_the_storys_own_stays_on_the_page() -> None:
    story = story_of(("Another", HEADLINE), ("Words.", BODY), headline="Harbour shut")
    assert TextMap(story).shown == "Another\nWords."


def test_a_dateline_and_its_paragraph_share_a_block() -> None:
    text = "LISBON (Agency) - The harbour is shut.\n\nIt opens on Monday."
    story = Story(text, (Paragraph(0, 18, NOTE, "dateline"), Paragraph(18, 38, BODY), Paragraph(40, 59, BODY)))
    text_map = TextMap(story)
    assert [block.shown for block in text_map.blocks] == [
        "LISBON (Agency) - The harbour is shut.",
        "It opens on Monday.",
    ]
    assert [block.number for block in text_map.blocks] == [1, 2]
    assert [part.kind for part in text_map.blocks[0].parts] == [NOTE, BODY]


def test_text_outside_every_paragraph_is_shown() -> None:
    story = Story("left over\n\nBody.", (Paragraph(11, 16, BODY),))
    assert TextMap(story).shown == "left over\nBody."


def test_prose_cut_by_a_line_length_flows_and_a_table_does_not() -> None:
    prose = "The harbour was shut on Monday after a storm had\ntorn the lights from both moles and sunk two\nboats."
    story = story_of((prose, BODY), ("Gold\nSilver\nBronze", BODY))
    flowing, table = TextMap(story).blocks
    assert flowing.shown == prose.replace("\n", " ")
    assert table.shown == "Gold\u2028Silver\u2028Bronze"


@given(stories)
def test_positions_go_there_and_back(story: Story) -> None:
    text_map = TextMap(story)
    document = text_map.shown.encode("utf-16-le")
    for block in text_map.blocks:
        for position in range(block.start, block.end):
            at = text_map.to_document(position)
            character = document[2 * at :].decode("utf-16-le")[0]
            assert character == story.text[position]
            assert text_map.to_story(at) == position


@given(stories)
def test_nothing_edited_gives_the_same_text(story: Story) -> None:
    text_map = TextMap(story)
    lines = [block.shown for block in text_map.blocks]
    assert text_map.text_after(lines, list(range(len(lines)))) == story.text


def test_an_edited_block_keeps_what_lies_around_it() -> None:
    story = story_of(("Head", HEADLINE), ("One.", BODY), ("Two.", BODY), headline="Head", between="\n \n")
    assert TextMap(story).text_after(["One, changed.", "Two."], [0, 1]) == "Head\n \nOne, changed.\n \nTwo."


def test_a_split_and_a_deleted_block() -> None:
    story = story_of(("One. More.", BODY), ("Two.", BODY), ("Three.", BODY))
    assert TextMap(story).text_after(["One.", "More.", "Three."], [0, None, 2]) == "One.\n\nMore.\n\nThree."


@given(stories, st.data())
def test_ranges_cover_the_shown_part_of_a_span(story: Story, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(story.text)))
    end = data.draw(st.integers(start, len(story.text)))
    text_map = TextMap(story)
    shown = sum(max(0, min(end, b.end) - max(start, b.start)) for b in text_map.blocks)
    covered = 0
    for k, first, last in text_map.ranges(start, end):
        units = text_map.blocks[k].shown.encode("utf-16-le")[2 * first : 2 * last]
        covered += len(units.decode("utf-16-le"))
    assert covered == shown


def test_utf16_length_counts_two_for_an_emoji() -> None:
    assert utf16_length("a😀b") == 4
