"""The session: every change through it, undone by it, told by its signals."""

from __future__ import annotations

import os
import time
from pathlib import Path

from pytestqt.qtbot import QtBot

from comparer.comparison import Status
from comparer.desk import project_file, recovery
from comparer.desk.findings import Filter, Sort
from comparer.desk.verdicts import Place, Verdict
from comparer.story import Dateline, Span
from comparer.window.session import Session
from tests.desk import samples
from tests.window.conftest import settled


def test_walk_stops_at_both_ends(session: Session) -> None:
    said: list[str] = []
    session.said.connect(said.append)
    walked = []
    while session.next():
        walked.append(session.selected)
    assert walked == ["c1", "a1", "a2", "b1", "q1", "s1"]
    assert said == ["Last finding."]
    while session.next(-1):
        pass
    assert session.selected == "c1"
    assert said[-1] == "First finding."


def test_next_undecided_skips_what_is_decided_and_what_is_shared(session: Session) -> None:
    session.decide("a1", Verdict.OMISSION)
    visited = []
    while session.next_undecided() and session.selected not in visited:
        visited.append(session.selected)
    assert visited == ["c1", "a2", "b1"]


def test_a_verdict_is_told_and_undone(session: Session, qtbot: QtBot) -> None:
    said: list[str] = []
    session.said.connect(said.append)
    with qtbot.waitSignal(session.decided) as told:
        session.decide("c1", Verdict.CONFLICT)
    assert told.args == ["c1"]
    assert said == ["Conflict. 1 of 4."]
    assert session.progress() == (1, 4)
    session.undo_stack.undo()
    assert session.judgement("c1") is None
    assert session.progress() == (0, 4)
    session.undo_stack.redo()
    judgement = session.judgement("c1")
    assert judgement is not None
    assert judgement.verdict is Verdict.CONFLICT


def test_typing_a_note_is_one_step(session: Session) -> None:
    for note in ("A", "As", "Ask"):
        session.set_note("a1", note)
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.judgement("a1") is None


def test_note_and_verdict_keep_each_other(session: Session) -> None:
    session.set_note("a1", "Ask.")
    session.decide("a1", Verdict.TO_CHECK)
    session.decide("a1", None)
    judgement = session.judgement("a1")
    assert judgement is not None
    assert (judgement.verdict, judgement.note) == (None, "Ask.")


def test_an_edit_keeps_verdicts_and_is_compared_again(session: Session, qtbot: QtBot) -> None:
    session.decide("a1", Verdict.OMISSION)
    text = samples.NORTH.replace("The harbour bridge at Lindvik", "Lindvik's bridge")
    session.replace_text(0, text)
    moved = session.fact("a1")
    assert moved is not None
    assert text[moved.mentions[0].start : moved.mentions[0].end] == "divers found a crack"
    settled(qtbot, session)
    judgement = session.judgement("a1")
    assert judgement is not None
    assert judgement.verdict is Verdict.OMISSION
    assert session.stories[0].source == "North"
    session.undo_stack.undo()
    assert session.stories[0].text == samples.NORTH
    assert session.project.found is not None
    assert {f.id for f in session.project.found.facts} == {f.id for f in samples.comparison().facts}


def test_words_that_go_lose_their_verdicts_place(session: Session, qtbot: QtBot) -> None:
    session.decide("a1", Verdict.OMISSION)
    session.replace_text(0, samples.NORTH.replace("divers found a crack, ", ""))
    settled(qtbot, session)
    assert [j.label for j in session.placement.lost] == ["divers found a crack"]
    session.undo_stack.undo()
    assert not session.placement.lost


def test_metadata_is_corrected_without_losing_findings(session: Session, qtbot: QtBot) -> None:
    session.set_metadata(1, source="South Wire", dateline=Dateline("Lindvik", "2024-03-06"))
    settled(qtbot, session)
    assert session.stories[1].name == "South Wire"
    assert session.comparison is not None
    assert session.comparison.stories[1].dateline.date == "2024-03-06"
    assert session.undo_stack.undoText() == "Correct South Wire"


def test_a_filter_keeps_what_was_just_decided_in_sight(session: Session) -> None:
    session.set_filter(Filter(kinds=frozenset({"claim"})))
    assert [f.id for f in session.visible_facts()] == ["a1", "a2", "b1"]
    session.decide("a1", Verdict.OMISSION)
    assert [f.id for f in session.visible_facts()] == ["a1", "a2", "b1"]
    session.set_sort(Sort.PLACE)
    assert session.sort is Sort.PLACE


def test_swap_and_show(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.shown_changed):
        session.swap()
    assert session.shown == (1, 0)


def test_a_third_story_comes_and_goes(session: Session, qtbot: QtBot) -> None:
    session.add_story(samples.story("A third report of the bridge.", "East"))
    settled(qtbot, session)
    session.show(0, 2)
    session.select("b1")
    assert session.shown == (0, 1)
    session.show(0, 2)
    session.remove(2)
    assert session.shown == (0, 1)
    assert len(session.stories) == 2


def test_facts_and_links_by_hand_can_be_undone(session: Session) -> None:
    at = samples.NORTH.index("old road")
    there = samples.SOUTH.index("Ferries run")
    fact_id = session.add_fact([Place(0, Span(at, at + 8))])
    assert session.selected == fact_id
    session.link(Place(0, Span(at, at + 8)), Place(1, Span(there, there + 26)))
    fact = session.fact("b1")
    assert fact is not None
    assert fact.status is Status.SHARED
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert session.project.own_facts == session.project.links == ()
    assert session.selected == ""


def test_save_open_and_the_clean_state(session: Session, empty_session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    session.decide("c1", Verdict.CONFLICT)
    assert session.worth_saving
    assert not session.save()
    assert session.save(tmp_path / "bridge")
    assert not session.worth_saving
    empty_session.open_project(tmp_path / "bridge.comparer")
    settled(qtbot, empty_session)
    judgement = empty_session.judgement("c1")
    assert judgement is not None
    assert judgement.verdict is Verdict.CONFLICT
    assert [r.decided for r in recovery.recent()] == [1]


def test_failures_are_told_with_something_to_do(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    told: list[tuple[str, str, str]] = []
    session.failed.connect(lambda *said: told.append(said))
    assert not session.save(tmp_path / "no such folder" / "bridge.comparer")
    session.open_paths([tmp_path / "gone.txt"])
    settled(qtbot, session)
    session.open_project(tmp_path / "gone.comparer")
    settled(qtbot, session)
    assert [action for _text, _title, action in told] == ["save_as", "open", "open"]
    assert "gone.txt" in told[1][0]
    assert len(session.stories) == 2


def test_kept_aside_and_recovered(session: Session, qtbot: QtBot) -> None:
    session.set_note("a1", "Ask the port.")
    session.keeper.keep_aside()
    qtbot.waitUntil(lambda: any(recovery.state_folder().glob("open-*.json")))
    (kept,) = recovery.state_folder().glob("open-*.json")
    other = kept.with_name("open-1-other.json")
    other.write_text(
        kept.read_text(encoding="utf-8").replace(f'"pid":{os.getpid()}', '"pid":999999999'), encoding="utf-8"
    )
    (found,) = recovery.recoverable()
    fresh = Session()
    fresh.keeper.recover(found)
    judgement = fresh.judgement("a1")
    assert judgement is not None
    assert judgement.note == "Ask the port."
    assert fresh.worth_saving
    assert not other.exists()
    fresh.close()


def test_a_changed_file_is_told_and_opened_beside(empty_session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "north.txt"
    path.write_text(samples.NORTH, encoding="utf-8")
    empty_session.open_paths([path])
    settled(qtbot, empty_session)
    with qtbot.waitSignal(empty_session.watcher.changed, timeout=10_000):
        path.write_text(samples.NORTH + "\n\nThe port opened a ferry line.", encoding="utf-8")
    empty_session.open_take(path)
    settled(qtbot, empty_session)
    assert [len(s.text) for s in empty_session.stories] == [len(samples.NORTH), len(samples.NORTH) + 31]
    assert empty_session.stories[1].version_mark == "take 2"
    assert empty_session.shown == (0, 1)


def test_a_file_saved_without_a_change_is_not_told(empty_session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "north.txt"
    path.write_text(samples.NORTH, encoding="utf-8")
    empty_session.open_paths([path])
    settled(qtbot, empty_session)
    with qtbot.assertNotEmitted(empty_session.watcher.changed, wait=900):
        path.write_text(samples.NORTH, encoding="utf-8")


def test_a_file_that_changed_while_the_project_was_closed_is_told(
    empty_session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path, kept = tmp_path / "north.txt", tmp_path / "bridge.comparer"
    path.write_text(samples.NORTH, encoding="utf-8")
    empty_session.open_paths([path])
    settled(qtbot, empty_session)
    assert empty_session.save(kept)
    empty_session.reset()
    path.write_text(samples.NORTH + "\n\nThe port opened a ferry line.", encoding="utf-8")
    later = time.time() + 5
    os.utime(path, (later, later))
    with qtbot.waitSignal(empty_session.watcher.changed, timeout=10_000) as told:
        empty_session.open_project(kept)
    assert told.args == [str(path)]


def test_a_project_whose_files_are_as_they_were_tells_nothing(
    empty_session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path, kept = tmp_path / "north.txt", tmp_path / "bridge.comparer"
    path.write_text(samples.NORTH, encoding="utf-8")
    empty_session.open_paths([path])
    settled(qtbot, empty_session)
    empty_session.save(kept)
    empty_session.reset()
    with qtbot.assertNotEmitted(empty_session.watcher.changed, wait=900):
        empty_session.open_project(kept)
        settled(qtbot, empty_session)


LONG = "\n\n".join(f"Paragraph {k} tells of lorry number {k} and of the bridge it crossed." for k in range(1200))


def test_an_edit_of_a_very_long_story_is_read_in_the_background(empty_session: Session, qtbot: QtBot) -> None:
    empty_session.add_text(LONG)
    settled(qtbot, empty_session)
    edited = LONG.replace("lorry number 7 ", "lorry number seven ")
    empty_session.replace_text(0, edited)
    assert empty_session.busy
    settled(qtbot, empty_session)
    assert empty_session.stories[0].text == edited
    empty_session.undo_stack.undo()
    assert empty_session.stories[0].text == LONG


def test_what_is_still_being_read_is_saved_too(empty_session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    empty_session.add_text(LONG)
    settled(qtbot, empty_session)
    edited = LONG.replace("lorry number 7 ", "lorry number seven ")
    empty_session.replace_text(0, edited)
    assert empty_session.save(tmp_path / "long.comparer")
    assert empty_session.stories[0].text == edited
    assert project_file.load(tmp_path / "long.comparer").stories[0].text == edited
