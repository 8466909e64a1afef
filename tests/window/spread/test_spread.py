"""The pages, the ribbons and the overview in the real window: what they show of the session, and what they tell it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from comparer.desk.verdicts import Verdict
from comparer.story import Span
from comparer.window.links import LinkKind
from comparer.window.main_window import MainWindow
from comparer.window.marks import Style
from comparer.window.session import Session
from comparer.window.story_view import StoryView
from comparer.window.theme import themes
from tests.window.spread.conftest import settle
from tests.window.spread.pairs import LEFT, RIGHT, mention


def middle_of(view: StoryView, words: str) -> QPoint:
    """A point of the viewport in the middle of some words."""
    at = view.story.text.index(words)
    rect = next(view.page.line_rects(at, at + len(words)))
    return QPointF(rect.center() - QPointF(0, view.scrolled)).toPoint()


@pytest.fixture
def left(window: MainWindow) -> StoryView:
    return window.spread.panes[0].view


@pytest.fixture
def right(window: MainWindow) -> StoryView:
    return window.spread.panes[1].view


def test_the_panes_show_the_stories_and_their_heads(window: MainWindow) -> None:
    source, headline, line = window.spread.panes[0].head.text
    assert (source, headline) == ("Nordwire", "Harbour of Tarn shut by storm")
    assert line == "Tarn, 3 November 2025 · 54 words · 4 paragraphs · 1 words not compared"
    assert window.spread.panes[1].head.text[1] == "No headline in this story"


def test_words_are_found_under_the_pointer_after_an_emoji(left: StoryView) -> None:
    assert left.fact_at(QPointF(middle_of(left, "two fishermen"))) == "c1"
    assert left.fact_at(QPointF(middle_of(left, "police said"))) == ""


def test_a_click_on_a_mark_selects_and_on_plain_text_deselects(left: StoryView, session: Session, qtbot: QtBot) -> None:
    qtbot.mouseClick(left.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(left, "Sula"))
    assert session.selected == "a2"
    qtbot.mouseClick(left.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(left, "police said"))
    assert session.selected == ""


def test_every_mark_has_a_tag_that_selects_it(left: StoryView, session: Session, qtbot: QtBot) -> None:
    tags = {tag.mark.fact: tag.rect for tag in left._tags}
    assert set(tags) == {"c1", "a1", "a2"}
    qtbot.mouseClick(left.viewport(), Qt.MouseButton.LeftButton, pos=tags["a1"].center().toPoint())
    assert session.selected == "a1"


def test_a_mark_says_itself_in_a_tooltip(left: StoryView) -> None:
    assert left.tooltip_of("a2").startswith("Only in Nordwire, place, Sula, paragraph 4, undecided.")


def test_pointing_lights_both_ends(left: StoryView, right: StoryView, session: Session, qtbot: QtBot) -> None:
    qtbot.mouseMove(left.viewport(), middle_of(left, "two fishermen"))
    left.hovered.emit("c1")
    assert session.hovered == "c1"
    assert right._shown.lights.hovered == "c1"


def test_selecting_a_shared_quote_shows_its_wording(window: MainWindow, left: StoryView, session: Session) -> None:
    session.select("q1")
    assert {m.style for m in left._shown.lit} == {Style.SHARED, Style.OWN_WORDS}


def test_a_verdict_hollows_the_mark(left: StoryView, session: Session, qtbot: QtBot) -> None:
    session.decide("a2", Verdict.OMISSION)
    settle(qtbot)
    assert [m.letter for m in left.marks if m.fact == "a2"] == ["O"]


def test_a_filter_leaves_only_its_marks(left: StoryView, window: MainWindow, session: Session, qtbot: QtBot) -> None:
    window.table["filter_quotes"].trigger()
    settle(qtbot)
    assert left.marks == ()
    window.table["clear_filter"].trigger()
    settle(qtbot)
    assert len(left.marks) == 3


def test_swapping_keeps_each_story_its_letter(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    window.table["swap"].trigger()
    settle(qtbot)
    assert [pane.view.story_index for pane in window.spread.panes] == [1, 0]
    assert [pane.head.text[0] for pane in window.spread.panes] == ["Meridian", "Nordwire"]
    assert {m.style for m in window.spread.panes[1].view.marks} == {Style.CONFLICT, Style.PASSAGE, Style.DETAIL}


# Ribbons


def test_a_ribbon_is_hit_and_selects_its_finding(window: MainWindow, session: Session) -> None:
    canvas = window.spread.canvas
    canvas.repaint()
    strand = next(s for s in canvas.strands() if s.link.kind is LinkKind.QUOTE)
    point = QPointF(2, sum(strand.left) / 2)
    assert canvas.link_at(point) is strand.link
    canvas.chosen.emit(strand.link)
    assert session.selected == "q1"


def test_ribbons_are_walked_and_levelled_by_keyboard(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    canvas = window.spread.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert canvas.accessibleDescription() == "Paraphrase, Nordwire paragraph 1, Meridian paragraph 1"
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    assert canvas.accessibleDescription() == "Conflict, Nordwire paragraph 3, Meridian paragraph 3"
    assert session.selected == "c1"


def test_bringing_level_puts_both_ends_at_one_height(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    window.resize(1300, 520)
    window.spread.set_scale(2.0)
    session.select("c1")
    window.table["level"].trigger()
    settle(qtbot)
    tops = [
        pane.view.page.rows(mention(pane.side, words).span)[0] - pane.view.scrolled
        for pane, words in zip(window.spread.panes, ("two fishermen", "Three fishermen"), strict=True)
    ]
    assert tops[0] == pytest.approx(tops[1], abs=1.5)


def test_the_lock_opens_and_closes_without_a_jump(window: MainWindow, left: StoryView, right: StoryView) -> None:
    window.resize(1300, 520)
    window.table["in_step"].trigger()
    assert not window.spread.scroller.locked
    left.scroll_to(60)
    before = right.scrolled
    window.table["in_step"].trigger()
    assert right.scrolled == before
    assert window.spread.head.in_step.isChecked()


# Views


def test_hiding_what_is_shared_folds_paragraphs_and_brings_them_back(
    window: MainWindow, right: StoryView, qtbot: QtBot
) -> None:
    height = right.page.height
    window.table["hide_shared"].trigger()
    settle(qtbot)
    assert right._shown.folds == {2: 2}
    assert right.page.height < height
    window.table["hide_shared"].trigger()
    settle(qtbot)
    assert right.page.height == height


def test_the_reading_view_shows_one_story_with_notes(window: MainWindow, qtbot: QtBot) -> None:
    window.table["reading"].trigger()
    settle(qtbot)
    assert [pane.isVisible() for pane in window.spread.panes] == [True, False]
    assert "differs: Meridian 3" in [n.text for n in window.spread.panes[0].view._shown.notes]
    window.table["reading"].trigger()
    settle(qtbot)
    assert all(pane.isVisible() for pane in window.spread.panes)


def test_text_grows_and_is_remembered(window: MainWindow, left: StoryView) -> None:
    height = left.page.height
    window.table["text_larger"].trigger()
    left.fill_whole()
    assert left.page.height > height
    assert float(str(window.settings.value("text_scale"))) > 1
    window.table["text_normal"].trigger()


def test_themes_change_while_the_window_is_open(window: MainWindow, left: StoryView, qtbot: QtBot) -> None:
    window.table["theme_dark"].trigger()
    settle(qtbot)
    image = window.grab().toImage()
    assert image.pixelColor(4, window.height() - 4) == themes().palette["window"]
    assert themes().palette.name == "dark"
    window.table["theme_light"].trigger()


def test_the_overview_frames_what_is_in_sight_and_scrolls(window: MainWindow, left: StoryView, qtbot: QtBot) -> None:
    window.resize(1300, 520)
    settle(qtbot)
    overview = window.spread.overview
    frame = overview.frame(0)
    left.scroll_to(80)
    assert overview.frame(0).top() > frame.top()
    left.scroll_to(0)
    foot = QPoint(round(frame.center().x()), overview.height() - 12)
    qtbot.mouseClick(overview, Qt.MouseButton.LeftButton, pos=foot)
    assert left.scrolled == left.verticalScrollBar().maximum()


def test_finding_words_walks_through_both_stories(window: MainWindow) -> None:
    window.find_field.setText("fishermen")
    window.find_field.search()
    assert [side for side, _span in window.find_field.hits] == [0, 1]
    assert window.menu_row.hits.text() == "1 of 2"
    window.find_field.step(1)
    assert window.menu_row.hits.text() == "2 of 2"
    window.find_field.setText("walrus")
    window.find_field.search()
    assert window.menu_row.hits.text() == "Not in these stories"


# Selecting and editing


def test_selected_words_are_a_span_of_the_story(window: MainWindow, left: StoryView) -> None:
    at = LEFT.index("from both moles 😀")
    cursor = QTextCursor(left.document())
    cursor.setPosition(left.page.text_map.to_document(at))
    cursor.setPosition(left.page.text_map.to_document(at + 17), QTextCursor.MoveMode.KeepAnchor)
    left.setTextCursor(cursor)
    assert left.selected_span() == Span(at, at + 17)
    assert [p.story for p in window.spread.selected_places()] == [0]


def test_an_edit_reaches_the_session_after_a_pause_and_is_undone(
    window: MainWindow, right: StoryView, session: Session, qtbot: QtBot
) -> None:
    window.spread.set_editing(1, True)
    cursor = right.textCursor()
    cursor.setPosition(right.page.text_map.to_document(RIGHT.index("dredger")))
    right.setTextCursor(cursor)
    with qtbot.waitSignal(right.edited):
        qtbot.keyClicks(right, "large ")
    assert session.stories[1].text == RIGHT.replace("A dredger", "A large dredger")
    window.spread.set_editing(1, False)
    session.undo_stack.undo()
    settle(qtbot)
    assert right.toPlainText() == "\n".join(RIGHT.split("\n\n"))


def test_letters_are_text_while_a_story_is_edited(
    window: MainWindow, left: StoryView, session: Session, qtbot: QtBot
) -> None:
    session.select("c1")
    window.spread.set_editing(0, True)
    qtbot.keyClick(left, Qt.Key.Key_O)
    left.hand_on_edit()
    assert session.judgement("c1") is None
    assert session.stories[0].text != LEFT
    window.spread.set_editing(0, False)


def test_letters_are_verdicts_while_a_story_is_read(
    window: MainWindow, left: StoryView, session: Session, qtbot: QtBot
) -> None:
    session.select("c1")
    left.setFocus()
    qtbot.keyClick(left, Qt.Key.Key_C)
    judgement = session.judgement("c1")
    assert judgement is not None
    assert judgement.verdict is Verdict.CONFLICT


# The window


def test_a_small_window_puts_the_findings_below(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1100, 700)
    settle(qtbot)
    assert window.body.orientation() is Qt.Orientation.Vertical
    window.resize(1600, 1000)
    settle(qtbot)
    assert window.body.orientation() is Qt.Orientation.Horizontal


def test_the_focus_goes_round_all_areas(window: MainWindow, left: StoryView, qtbot: QtBot) -> None:
    left.setFocus()
    visited = []
    for _k in range(6):
        window.table["next_area"].trigger()
        focus = window.focusWidget()
        assert focus is not None
        visited.append(focus.objectName() or type(focus).__name__)
    assert visited[0] == "ribbons"
    assert "story_view" in visited[1]
    assert len(set(visited)) >= 4


def test_what_failed_is_told_with_something_to_do(window: MainWindow, session: Session) -> None:
    session.failed.emit("tarn.pdf is an image: it needs OCR first.", "Compare again", "compare_again")
    assert window.message.isVisible()
    assert window.message.text == "tarn.pdf is an image: it needs OCR first."


def test_the_title_says_whose_stories_these_are(window: MainWindow, session: Session) -> None:
    window.refresh()
    assert window.windowTitle() == "Harbour of Tarn shut by storm[*] – comparer"
    assert window._title()[1] == "Nordwire, Meridian"


def test_places_and_heights_go_together_along_the_whole_page(left: StoryView) -> None:
    page = left.page
    heights = [page.height * k / 60 for k in range(61)]
    places = [page.place_at(h) for h in heights]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, len(left.story.text))
    assert [page.height_of(p) for p in places] == pytest.approx(heights, abs=2)


def test_the_line_on_top_stays_there_when_the_window_narrows(window: MainWindow, left: StoryView, qtbot: QtBot) -> None:
    window.resize(900, 560)
    settle(qtbot)
    left.scroll_to(left.page.top_of(left.page.text_map.blocks[2].start))
    before = left.page.position_at(left.scrolled + 1)
    window.resize(860, 560)
    settle(qtbot)
    assert left.page.text_map.block_of(left.page.position_at(left.scrolled + 1)) == left.page.text_map.block_of(before)
