"""The list, the matrix, who is heard: models that keep Qt's rules, rows that say what they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from comparer.comparison import Comparison, Fact, Mention, Status
from comparer.desk.findings import Filter
from comparer.desk.project import Project
from comparer.desk.verdicts import Verdict
from comparer.window.actions import Actions
from comparer.window.findings_model import FindingsModel
from comparer.window.findings_panel import FindingsPanel
from comparer.window.matrix_model import MatrixModel
from comparer.window.placement_view import PlacementView
from comparer.window.session import Session
from comparer.window.speakers_view import SpeakersModel
from tests.desk import samples

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def rows(model: QAbstractItemModel, role: int = Qt.ItemDataRole.DisplayRole) -> dict[str, list[str]]:
    """Each group's title with its rows."""
    return {
        str(model.index(g, 0).data()): [
            str(model.index(r, 0, model.index(g, 0)).data(role)) for r in range(model.rowCount(model.index(g, 0)))
        ]
        for g in range(model.rowCount())
    }


@pytest.mark.parametrize("make", [FindingsModel, MatrixModel, SpeakersModel])
def test_models_keep_qts_rules(session: Session, make: type) -> None:
    model = make(session)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    session.decide("a1", Verdict.OMISSION)
    session.set_filter(Filter(kinds=frozenset({"claim"})))
    session.set_filter(Filter())
    session.replace_text(0, samples.NORTH.replace("divers found a crack, ", ""))
    session.undo_stack.undo()
    session.swap()
    session.add_story(samples.story("A third report.", "East"))
    session.reset()
    del tester
    model.deleteLater()


def test_rows_are_spoken_by_status_kind_text_place(session: Session) -> None:
    model = FindingsModel(session)
    assert rows(model, SPOKEN) == {
        "Conflicts": [
            "Conflict, number, Some 400 lorries a day, North paragraph 3; About 900 lorries a day, South paragraph 3, "
            "undecided."
        ],
        "Only in North": [
            "Only in North, claim, divers found a crack, paragraph 1, undecided.",
            "Only in North, claim, the port said, paragraph 1, undecided.",
        ],
        "Only in South": ["Only in South, claim, Ferries run twice an hour 🚢, paragraph 2, undecided."],
        "Altered quotes": ["Quote, Ada Holm, trimmed, 7 of 12 words, North 2, South 2."],
        "Shared": ["Shared, person, Ada Holm, North 2, South 2."],
    }
    session.decide("a2", Verdict.BOILERPLATE)
    session.set_note("a2", "Always there.")
    assert rows(model, SPOKEN)["Only in North"][1].endswith("paragraph 1, with a note, Boilerplate.")
    assert model.index(1, 0).data(SPOKEN) == "Only in North, 2 findings, 1 decided"


def many(session: Session, count: int) -> None:
    """Give the session this many findings of one story."""
    facts = tuple(
        Fact(f"m{k}", "claim", Status.ONLY, f"letter {k}", (Mention(0, k, k + 1),), importance=1 - k / 1000)
        for k in range(count)
    )
    found = samples.comparison()
    session.reset(Project(samples.project().stories, found=Comparison(found.stories, (), facts)))


def test_long_groups_keep_rows_back_and_show_them(session: Session) -> None:
    many(session, 21)
    model = FindingsModel(session)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert rows(model)["Only in North"][-1] == "Show 13 more"
    assert not model.index_of("m20").isValid()
    assert model.reveal("m20").row() == 20
    assert len(rows(model)["Only in North"]) == 21


def test_what_lost_its_place_has_a_group_of_its_own(session: Session) -> None:
    model = FindingsModel(session)
    session.decide("a1", Verdict.OMISSION)
    session.replace_text(0, samples.NORTH.replace("divers found a crack, ", ""))
    assert rows(model, SPOKEN)["Lost its place"] == ["divers found a crack, Omission"]


def test_the_walk_opens_what_is_kept_back(session: Session, qtbot: QtBot) -> None:
    many(session, 30)
    panel = FindingsPanel(session, Actions())
    qtbot.addWidget(panel)
    panel.show()
    for _ in range(12):
        session.next()
    assert session.selected == "m11"
    current = panel.list.currentIndex()
    assert current.row() == 11
    assert panel.list.isExpanded(current.parent())


def test_the_lists_row_and_the_selection_are_one(session: Session, qtbot: QtBot) -> None:
    panel = FindingsPanel(session, Actions())
    qtbot.addWidget(panel)
    panel.show()
    panel.list.setCurrentIndex(panel.list.findings.index_of("b1"))
    assert session.selected == "b1"
    assert panel.card.accessibleName().startswith("Only in South, claim, Ferries")
    session.select("")
    assert not panel.list.currentIndex().isValid()


def test_an_empty_filter_says_so_and_can_be_cleared(session: Session, qtbot: QtBot) -> None:
    actions = Actions()
    panel = FindingsPanel(session, actions)
    qtbot.addWidget(panel)
    session.set_filter(Filter(kinds=frozenset({"date"})))
    assert "No date passes this filter." in panel._empty.text()
    with qtbot.waitSignal(actions["clear_filter"].triggered):
        panel._empty.linkActivated.emit("clear")


def test_a_note_is_kept_when_the_selection_moves_on(session: Session, qtbot: QtBot) -> None:
    panel = FindingsPanel(session, Actions())
    qtbot.addWidget(panel)
    panel.show()
    session.select("a1")
    qtbot.keyClicks(panel.card.note, "Ask the port.")
    session.select("b1")
    judgement = session.judgement("a1")
    assert judgement is not None
    assert judgement.note == "Ask the port."
    assert panel.card.note.toPlainText() == ""


def test_the_matrix_tells_who_says_what_where(session: Session) -> None:
    model = MatrixModel(session)
    conflicts = model.index(0, 0)
    texts = [model.index(0, column, conflicts).data() for column in range(model.columnCount())]
    assert texts == ["400 lorries", "Some 400 lorries a day", "About 900 lorries a day", "", ""]
    assert model.index(0, 1, conflicts).data(SPOKEN) == "North, paragraph 3: Some 400 lorries a day"
    alone = model.index(1, 0)
    assert alone.data() == "In one story"
    assert model.index(0, 2, alone).data(SPOKEN) == "not in South"
    assert model.headerData(1, Qt.Orientation.Horizontal, SPOKEN) == "North, left pane"
    assert model.parent(model.index(0, 1, conflicts)) == conflicts
    assert model.parent(conflicts) == QModelIndex()


def test_placement_in_words(session: Session, qtbot: QtBot) -> None:
    view = PlacementView(session)
    qtbot.addWidget(view)
    session.select("q1")
    assert view.accessibleName() == "paragraph 2 of 3 in North, paragraph 2 of 3 in South"


def test_who_is_heard(session: Session) -> None:
    model = SpeakersModel(session)
    assert [model.index(0, column).data() for column in range(4)] == ["Ada Holm", "12", "7", ""]
    assert model.index(0, 1).data(SPOKEN) == "Ada Holm in North: 12 words quoted, 0 reported"


def test_the_filter_bar_counts_and_filters(session: Session, qtbot: QtBot) -> None:
    panel = FindingsPanel(session, Actions())
    qtbot.addWidget(panel)
    panel.show()
    tile = panel.filters._buttons["tile only-1"]
    assert tile.accessibleName() == "only in South 1"
    tile.click()
    assert [f.id for f in session.visible_facts()] == ["b1"]
    tile.click()
    assert len(session.visible_facts()) == 6
    assert replace(session.filter) == Filter()


def test_a_screen_reader_hears_rows_by_status_kind_text_place(session: Session, qtbot: QtBot) -> None:
    """As Qt hands it to the screen reader, not only as the model has it."""
    panel = FindingsPanel(session, Actions())
    qtbot.addWidget(panel)
    panel.show()
    reader = QAccessible.queryAccessibleInterface(panel.list)
    assert reader.role() is QAccessible.Role.Tree
    heard = [reader.child(k).text(QAccessible.Text.Name) for k in range(reader.childCount())]
    assert "Conflicts, 1 findings, 0 decided" in heard
    assert (
        "Conflict, number, Some 400 lorries a day, North paragraph 3; About 900 lorries a day, South paragraph 3, "
        "undecided." in heard
    )
    session.select("c1")
    assert QAccessible.queryAccessibleInterface(panel.card).text(QAccessible.Text.Name).startswith("Conflict, number, ")
