"""What each action does to the session: the table of actions tied to deeds. Views tie their own (scrolling, themes)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QInputDialog, QMessageBox, QWidget

from comparer.comparison import Fact
from comparer.desk.attribution import attributed
from comparer.desk.findings import Decided, Filter, Sort
from comparer.desk.verdicts import Place, Verdict
from comparer.story import Span
from comparer.window import files
from comparer.window.actions import PANES, Actions
from comparer.window.findings_panel import FindingsPanel
from comparer.window.metadata_dialog import MetadataDialog
from comparer.window.session import Session
from comparer.window.story_picker import StoryPicker

Places = Callable[[], list[Place]]


class Deeds(QObject):
    """Ties actions to the session. ``places`` tells what words are selected in the panes, left first; ``side`` which
    pane has the focus, 0 or 1."""

    HANDLED = frozenset(
        {
            "new",
            "open",
            "paste",
            "add_story",
            "remove_story",
            "save",
            "save_as",
            "rename",
            "undo",
            "redo",
            "metadata",
            "copy_attribution",
            "mark_fact",
            "note_words",
            "remove_fact",
            "link",
            "unlink",
            "swap",
            "next",
            "previous",
            "next_undecided",
            "clear_verdict",
            "note",
            "filter",
            "filter_quotes",
            "filter_undecided",
            "filter_paragraph",
            "clear_filter",
            "sort_importance",
            "sort_place",
            "deselect",
            "compare_again",
        }
    )

    def __init__(
        self,
        session: Session,
        actions: Actions,
        panel: FindingsPanel,
        window: QWidget,
        places: Places,
        side: Callable[[], int],
    ) -> None:
        super().__init__(window)
        self._session = session
        self._actions = actions
        self._panel = panel
        self._window = window
        self._places = places
        self._side = side
        self._new_takes: list[str] = []
        """Files that changed on disk and whose new take was not opened yet."""
        self._waiting: Place | None = None
        """The first end of a link by hand that waits for its other end."""
        self._tie()
        session.several.connect(self._pick)
        session.watcher.changed.connect(self._offer_take)
        session.selection_changed.connect(self._refresh)
        session.stories_changed.connect(self._refresh)
        session.comparison_changed.connect(self._refresh)
        session.filter_changed.connect(self._refresh)
        session.shown_changed.connect(self._refresh)
        session.decided.connect(self._refresh)
        session.undo_stack.indexChanged.connect(self._refresh)
        session.undo_stack.cleanChanged.connect(self._refresh)
        self._refresh()

    def _tie(self) -> None:
        session, tie = self._session, self._tie_one
        tie("new", self.new)
        tie("open", self.open)
        tie("paste", self.paste)
        tie("add_story", self.add_story)
        tie("remove_story", self._remove_story)
        tie("open_take", self._open_takes)
        tie("save", self.save)
        tie("save_as", self.save_as)
        tie("rename", self._rename)
        tie("undo", partial(self._step, session.undo_stack.undo))
        tie("redo", partial(self._step, session.undo_stack.redo))
        tie("metadata", lambda: self.correct(self._focused_story()))
        tie("copy_attribution", self._copy)
        tie("mark_fact", lambda: self._mark("other"))
        tie("note_words", lambda: self._mark("note"))
        tie("remove_fact", lambda: session.remove_fact(session.selected))
        tie("link", self._link)
        tie("unlink", self._unlink)
        tie("swap", session.swap)
        tie("next", lambda: session.next(1))
        tie("previous", lambda: session.next(-1))
        tie("next_undecided", session.next_undecided)
        tie("clear_verdict", lambda: self.decide(None))
        tie("note", self._panel.card.write_note)
        tie("filter", self._panel.start_filter)
        tie("filter_quotes", self._filter_quotes)
        tie("filter_undecided", self._filter_undecided)
        tie("filter_paragraph", self._filter_paragraph)
        tie("clear_filter", self._clear_filter)
        tie("sort_importance", lambda: session.set_sort(Sort.IMPORTANCE))
        tie("sort_place", lambda: session.set_sort(Sort.PLACE))
        tie("deselect", self._deselect)
        tie("compare_again", session.compare_again)
        for verdict in Verdict:
            tie(f"verdict_{verdict.name.lower()}", partial(self.decide, verdict))
        for k in range(1, PANES + 1):
            tie(f"show_left_{k}", partial(self._show, k - 1, 0))
            tie(f"show_right_{k}", partial(self._show, k - 1, 1))

    def _tie_one(self, name: str, deed: Callable[[], object]) -> None:
        self._actions[name].triggered.connect(lambda _checked=False: deed())

    def _refresh(self, *_: object) -> None:
        """Only what can be done is offered."""
        session, actions = self._session, self._actions
        fact = session.fact(session.selected)
        stories = len(session.stories)
        on = {
            "open_take": bool(self._new_takes),
            "undo": session.undo_stack.canUndo(),
            "redo": session.undo_stack.canRedo(),
            "save": stories > 0 and not (session.undo_stack.isClean() and session.keeper.path is not None),
            "save_as": stories > 0,
            "rename": stories > 0,
            "report": session.comparison is not None,
            "print": session.comparison is not None,
            "import": session.comparison is not None,
            "metadata": stories > 0,
            "remove_story": stories > 0,
            "swap": stories > 1,
            "compare_again": stories > 1,
            "remove_fact": fact is not None and fact.id.startswith("own"),
            "mark_fact": stories > 0,
            "note_words": stories > 0,
            "clear_filter": session.filter != Filter(),
            "deselect": True,
        }
        needs_fact = ["copy_attribution", "note", "clear_verdict", "unlink", "level", "filter_paragraph"]
        on |= dict.fromkeys([*needs_fact, *(f"verdict_{v.name.lower()}" for v in Verdict)], fact is not None)
        needs_findings = ["next", "previous", "next_undecided", "filter", "filter_quotes", "filter_undecided"]
        on |= dict.fromkeys(needs_findings, session.comparison is not None)
        for name, enabled in on.items():
            actions[name].setEnabled(enabled)
        undo, redo = session.undo_stack.undoText(), session.undo_stack.redoText()
        actions["undo"].setText(self.tr("Undo “{what}”").format(what=undo) if undo else self.tr("Undo"))
        actions["redo"].setText(self.tr("Redo “{what}”").format(what=redo) if redo else self.tr("Redo"))
        actions["filter_quotes"].setChecked(session.filter.kinds == {"quote"})
        actions["filter_undecided"].setChecked(session.filter.decided is Decided.NO)
        actions["filter_paragraph"].setChecked(session.filter.paragraph is not None)
        actions["sort_importance"].setChecked(session.sort is Sort.IMPORTANCE)
        actions["sort_place"].setChecked(session.sort is Sort.PLACE)

    # Files

    def new(self) -> None:
        """Start afresh, once what is open is safe."""
        if self.may_close():
            self._session.keeper.forget()
            self._session.reset()

    def open(self, into: int | None = None) -> None:
        """Ask for files and open them; ``into``: in place of that story. A project replaces what is open."""
        paths = files.ask_to_open(self._window, many=into is None)
        if any(files.is_project(path) for path in paths):
            if not self.may_close():
                return
            paths = [path for path in paths if files.is_project(path)][:1]
        self._session.open_paths(paths, into)

    def add_story(self) -> None:
        """Ask for one more agency's version."""
        self._session.open_paths(files.ask_to_open(self._window, many=True), None)

    def paste(self, into: int | None = None) -> None:
        """Take the clipboard's text as a story; files on it are opened."""
        data = QGuiApplication.clipboard().mimeData()
        if not files.take_data(self._session, data, into):
            message = self.tr("There is no text to paste: copy a story first.")
            self._session.hinted.emit(message)

    def save(self) -> bool:
        """Save, asking for a file where there is none yet."""
        return self._session.save() if self._session.keeper.path is not None else self.save_as()

    def save_as(self) -> bool:
        """Ask for a file and save to it."""
        path = files.ask_to_save(self._window, self._session.project.name, self._session.keeper.path)
        return path is not None and self._session.save(path)

    def may_close(self) -> bool:
        """Whether what is open may go: it is saved, or the person said so."""
        if not self._session.worth_saving:
            return True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setText(self.tr("Save “{name}” before it is closed?").format(name=self._session.project.name))
        box.setInformativeText(self.tr("Texts, verdicts and notes that are not saved are lost."))
        box.setStandardButtons(
            QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel
        )
        answer = box.exec()
        if answer == QMessageBox.StandardButton.Save:
            return self.save()
        return answer == QMessageBox.StandardButton.Discard

    def _rename(self) -> None:
        name, given = QInputDialog.getText(
            self._window, self.tr("Name the project"), self.tr("Title"), text=self._session.project.name
        )
        if given:
            self._session.set_title(name)

    def _pick(self, stories: list) -> None:  # type: ignore[type-arg]
        for story in StoryPicker.ask(stories, self._window):
            self._session.add_story(story)

    def _offer_take(self, path: str) -> None:
        if path not in self._new_takes:
            self._new_takes.append(path)
        self._actions["open_take"].setEnabled(True)
        message = self.tr("{name} has changed on disk. What is open here is the take before.")
        title = self.tr("Open the new take beside")
        self._session.failed.emit(message.format(name=Path(path).name), title, "open_take")

    def _open_takes(self) -> None:
        """Open the new takes as stories of their own, beside the old ones."""
        paths, self._new_takes = self._new_takes, []
        self._actions["open_take"].setEnabled(False)
        for path in paths:
            self._session.open_take(path)

    # Stories

    def _focused_story(self) -> int:
        return min(self._session.shown[self._side()], max(len(self._session.stories) - 1, 0))

    def correct(self, index: int) -> None:
        """Let the person correct what was recognised in a story."""
        if index < len(self._session.stories):
            changed = MetadataDialog.ask(self._session.stories[index], self._window)
            if changed:
                self._session.set_metadata(index, **changed)

    def _remove_story(self) -> None:
        names = [f"{k}. {story.name}" for k, story in enumerate(self._session.stories, start=1)]
        name, given = QInputDialog.getItem(
            self._window,
            self.tr("Remove a story"),
            self.tr("Verdicts on findings that only it takes part in go too."),
            names,
            self._focused_story(),
            False,
        )
        if given:
            self._session.remove(names.index(name))

    def _show(self, story: int, side: int) -> None:
        if story < len(self._session.stories):
            left, right = self._session.shown
            if side == 0:
                self._session.show(story, left if right == story else right)
            else:
                self._session.show(right if left == story else left, story)

    # Findings

    def decide(self, verdict: Verdict | None) -> None:
        """Give the selected finding a verdict, then go to the next undecided."""
        if self._session.fact(self._session.selected) is not None:
            self._session.decide(self._session.selected, verdict)
            if verdict is not None:
                self._session.next_undecided()

    def _step(self, goes: Callable[[], None]) -> None:
        """Back or forth: what was typed last is a step of its own first."""
        self._session.keeper.finish_edit()
        goes()

    def _copy(self) -> None:
        fact, comparison = self._session.fact(self._session.selected), self._session.comparison
        if fact is not None and comparison is not None:
            QApplication.clipboard().setText(attributed(fact, comparison))
            self._session.said.emit(self.tr("Copied with attribution."))

    def _mark(self, kind: str) -> None:
        try:
            self._session.add_fact(self._places(), kind)
        except ValueError:
            message = self.tr("Select words in a story first, then mark them.")
            self._session.hinted.emit(message)
            return
        if kind == "note":
            self._panel.card.write_note()

    def _link(self) -> None:
        """Tie what is selected in both panes; with one end only, keep it until the other one is selected."""
        places = self._places()
        if len(places) == 1 and self._waiting is not None and self._waiting.story != places[0].story:
            places = [self._waiting, places[0]]
        if not places and (fact := self._session.fact(self._session.selected)) is not None:
            places = [_place_of(fact)]
        if len(places) == 2:
            self._waiting = None
            self._session.link(places[0], places[1])
            self._session.said.emit(self.tr("Aligned by hand."))
        elif places:
            self._waiting = places[0]
            message = self.tr("Now select the words in the other story that tell the same, and press L again.")
            self._session.hinted.emit(message)
        else:
            message = self.tr("To align by hand, select the words in both stories, then press L.")
            self._session.hinted.emit(message)

    def _unlink(self) -> None:
        fact, places = self._session.fact(self._session.selected), self._places()
        if len(places) != 2 and fact is not None and len(fact.stories()) > 1:
            left, right = fact.stories()[:2]
            places = [_place_of(fact, left), _place_of(fact, right)]
        if len(places) == 2:
            self._session.unlink(places[0], places[1])
            self._session.said.emit(self.tr("Taken apart by hand."))
        else:
            message = self.tr("Select a shared finding, or words in both stories, to take them apart.")
            self._session.hinted.emit(message)

    def _filter_quotes(self) -> None:
        kinds = frozenset() if self._session.filter.kinds == {"quote"} else frozenset({"quote"})
        self._session.set_filter(Filter(kinds=kinds))

    def _filter_undecided(self) -> None:
        decided = Decided.ANY if self._session.filter.decided is Decided.NO else Decided.NO
        self._session.set_filter(replace(self._session.filter, decided=decided))

    def _filter_paragraph(self) -> None:
        fact = self._session.fact(self._session.selected)
        paragraph = None
        if fact is not None and self._session.filter.paragraph is None:
            first = fact.mentions[0]
            index = self._session.stories[first.story].paragraph_at(first.start)
            paragraph = None if index is None else (first.story, index)
        self._session.set_filter(replace(self._session.filter, paragraph=paragraph))

    def _clear_filter(self) -> None:
        self._panel.clear_search()
        self._session.set_filter(Filter())

    def _deselect(self) -> None:
        self._waiting = None
        self._session.select("")


def _place_of(fact: Fact, story: int | None = None) -> Place:
    mention = min(m for m in fact.mentions if story is None or m.story == story)
    return Place(mention.story, Span(mention.start, mention.end))
