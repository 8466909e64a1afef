"""Whole jobs as a person does them in the window: by keys and actions, never by reaching behind them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from comparer import reports
from comparer.desk import changes, recovery
from comparer.desk.verdicts import Verdict
from comparer.window.export_dialog import ExportDialog
from comparer.window.main_window import MainWindow
from tests.desk import samples

Open = Callable[[], MainWindow]


def paste(window: MainWindow, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QApplication.clipboard().setMimeData(data)
    window.table["paste"].trigger()


def settled(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.session.busy, timeout=20_000)
    qtbot.wait(20)


def with_two_stories(qtbot: QtBot, open_window: Open) -> MainWindow:
    window = open_window()
    for text in (samples.NORTH, samples.SOUTH):
        paste(window, text)
        settled(qtbot, window)
    return window


def press(qtbot: QtBot, window: MainWindow, key: str) -> None:
    """A key as the focused list gets it."""
    window.findings.list.setFocus()
    qtbot.keyClicks(window.findings.list, key)


def test_paste_walk_decide_undo(qtbot: QtBot, open_window: Open) -> None:
    window = with_two_stories(qtbot, open_window)
    session = window.session
    assert [s.text for s in session.stories] == [samples.NORTH, samples.SOUTH]
    press(qtbot, window, "n")
    assert session.selected == "c1"
    press(qtbot, window, "c")
    assert session.selected == "a1"
    press(qtbot, window, "o")
    press(qtbot, window, "f")
    assert session.progress() == (3, 4)
    assert window.findings._count.text() == "3 of 4 decided"
    window.table["undo"].trigger()
    assert session.progress() == (2, 4)
    press(qtbot, window, "p")
    assert session.selected == "a2"


def test_letters_in_a_field_are_letters(qtbot: QtBot, open_window: Open) -> None:
    window = with_two_stories(qtbot, open_window)
    press(qtbot, window, "n")
    window.table["note"].trigger()
    qtbot.keyClicks(window.findings.card.note, "of course")
    qtbot.keyClick(window.findings.card.note, Qt.Key.Key_Escape)
    judgement = window.session.judgement("c1")
    assert judgement is not None
    assert (judgement.verdict, judgement.note) == (None, "of course")


def escape(qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_escape_leaves_a_field_and_then_deselects(qtbot: QtBot, open_window: Open) -> None:
    window = with_two_stories(qtbot, open_window)
    session, panel, left = window.session, window.findings, window.spread.panes[0].view
    for action, field, then in (
        ("note", panel.card.note, panel.list),
        ("filter", panel.search, panel.list),
        ("find", window.find_field, left),
    ):
        session.select("c1")
        window.table[action].trigger()
        assert QApplication.focusWidget() is field
        escape(qtbot)
        assert QApplication.focusWidget() is then
        assert session.selected == "c1"
        escape(qtbot)
        assert session.selected == ""


def test_escape_ends_editing_and_then_deselects(qtbot: QtBot, open_window: Open) -> None:
    window = with_two_stories(qtbot, open_window)
    window.session.select("a1")
    window.spread.panes[0].view.setFocus()
    window.table["edit_text"].trigger()
    assert window.spread.editing(0)
    escape(qtbot)
    assert not window.spread.editing(0)
    assert window.session.selected == "a1"
    escape(qtbot)
    assert window.session.selected == ""


def test_edit_keeps_the_verdict(qtbot: QtBot, open_window: Open) -> None:
    window = with_two_stories(qtbot, open_window)
    window.session.decide("a1", Verdict.OMISSION)
    window.session.replace_text(0, samples.NORTH.replace("The harbour bridge at", "The old bridge at"))
    settled(qtbot, window)
    judgement = window.session.judgement("a1")
    assert judgement is not None
    assert judgement.verdict is Verdict.OMISSION
    assert "The old bridge" in window.spread.panes[0].view.toPlainText()


def test_save_and_open_again(qtbot: QtBot, open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = with_two_stories(qtbot, open_window)
    window.session.decide("c1", Verdict.CONFLICT)
    path = tmp_path / "bridge.comparer"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    window.table["save"].trigger()
    assert path.is_file()
    qtbot.waitUntil(lambda: not window.isWindowModified())
    other = open_window()
    other.session.open_paths([path])
    settled(qtbot, other)
    assert other.session.progress() == (1, 4)
    assert other.session.keeper.path == path


def test_unsaved_work_is_asked_about(qtbot: QtBot, open_window: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = with_two_stories(qtbot, open_window)
    window.session.decide("c1", Verdict.CONFLICT)
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Cancel)
    assert not window.close()
    assert window.isVisible()


def test_kill_and_recover(qtbot: QtBot, open_window: Open) -> None:
    window = with_two_stories(qtbot, open_window)
    window.session.set_note("a1", "Ask the port.")
    window.session.keeper.keep_aside()
    qtbot.waitUntil(lambda: any(recovery.state_folder().glob("open-*.json")))
    (kept,) = recovery.state_folder().glob("open-*.json")
    data = json.loads(kept.read_text(encoding="utf-8"))
    data["kept"]["pid"] = 999_999_999  # as a process that is gone
    (kept.parent / f"open-{os.getpid()}-gone.json").write_text(json.dumps(data), encoding="utf-8")
    fresh = open_window()
    (found,) = recovery.recoverable()
    fresh.start.recover_wanted.emit(found)
    judgement = fresh.session.judgement("a1")
    assert judgement is not None
    assert judgement.note == "Ask the port."
    assert recovery.recoverable() == []


def test_export(qtbot: QtBot, open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = with_two_stories(qtbot, open_window)
    window.session.decide("c1", Verdict.CONFLICT)
    path = tmp_path / "bridge.html"
    monkeypatch.setattr(ExportDialog, "exec", lambda _dialog: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), ""))
    window.table["report"].trigger()
    qtbot.waitUntil(lambda: not window.handing_on.busy, timeout=20_000)
    assert "400 lorries" in path.read_text(encoding="utf-8")
    assert window.message.text == "bridge.html is written."


def test_verdicts_come_home(qtbot: QtBot, open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = with_two_stories(qtbot, open_window)
    path = tmp_path / "bridge.csv"
    decided = changes.judged(
        window.session.project, samples.comparison().facts[1], None, verdict=Verdict.TO_CHECK, note="Ask the port."
    )
    reports.write(decided, path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
    window.table["import"].trigger()
    qtbot.waitUntil(lambda: not window.handing_on.busy, timeout=20_000)
    judgement = window.session.judgement("a1")
    assert judgement is not None
    assert (judgement.verdict, judgement.note) == (Verdict.TO_CHECK, "Ask the port.")
    window.table["undo"].trigger()
    assert window.session.judgement("a1") is None


def test_add_a_third_story_and_show_it(qtbot: QtBot, open_window: Open) -> None:
    window = with_two_stories(qtbot, open_window)
    window.session.decide("c1", Verdict.CONFLICT)
    paste(window, "LINDVIK, March 5 - Divers found the crack below the third pier.\n\nNobody was hurt.")
    settled(qtbot, window)
    assert len(window.session.stories) == 3
    assert window.shelf.isVisible()
    window.table["show_right_3"].trigger()
    assert window.session.shown == (0, 2)
    window.table["view_both"].trigger()
    assert window.parts == "view_both"
    assert window.session.progress()[0] == 1


def test_copy_with_attribution(qtbot: QtBot, open_window: Open) -> None:
    window = with_two_stories(qtbot, open_window)
    window.session.select("a1")
    window.table["copy_attribution"].trigger()
    assert QApplication.clipboard().text().startswith("“divers found a crack”, according to")


def test_what_cannot_be_opened_is_told_and_the_rest_stays(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = with_two_stories(qtbot, open_window)
    told: list[str] = []
    window.session.failed.connect(lambda text, _title, _action: told.append(text))
    (tmp_path / "empty.txt").write_bytes(b"")
    window.session.open_paths([tmp_path / "empty.txt"])
    settled(qtbot, window)
    assert len(told) == 1
    assert "empty.txt" in told[0]
    assert len(window.session.stories) == 2


def test_print_looks_like_the_report(qtbot: QtBot, open_window: Open, tmp_path: Path) -> None:
    window = with_two_stories(qtbot, open_window)
    window.session.decide("c1", Verdict.CONFLICT)
    path = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    window.handing_on.print_on(printer, printer.resolution())
    told = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert "lorries" in told
    assert "annotated" in told  # the line at the foot of each page, which the PDF alone has
