"""The one table of everything a person can do: name, title, shortcut, tip, menu. Menus, buttons, the key list and the
palette of actions are made from it; nothing else names a shortcut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, QSettings, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from comparer.desk.verdicts import Verdict

_CONTEXT = "Actions"
PANES = 9
"""Stories that have a key of their own for the left and for the right pane."""


class Menu(StrEnum):
    """The menus, in their order."""

    FILE = "File"
    EDIT = "Edit"
    VIEW = "View"
    FINDINGS = "Findings"
    HELP = "Help"


@dataclass(frozen=True, slots=True)
class Entry:
    """One action. ``group``: of actions of one group just one is on. ``opens``: starts a block of its menu."""

    name: str
    title: str
    menu: Menu
    shortcut: str = ""
    tip: str = ""
    checkable: bool = False
    group: str = ""
    opens: bool = False
    in_menu: bool = True


def _entry(name: str, title: str, menu: Menu, shortcut: str = "", tip: str = "", **more: object) -> Entry:
    return Entry(name, title, menu, shortcut, tip, **more)  # type: ignore[arg-type]


def _n(text: str) -> str:
    """Marks a text for translation without translating it yet."""
    return str(QT_TRANSLATE_NOOP(_CONTEXT, text))


_F, _E, _V, _D, _H = Menu.FILE, Menu.EDIT, Menu.VIEW, Menu.FINDINGS, Menu.HELP

TABLE: tuple[Entry, ...] = (
    _entry("new", _n("New comparison"), _F, "Ctrl+N", _n("Close what is open and start with two empty pages")),
    _entry("open", _n("Open…"), _F, "Ctrl+O", _n("Open stories or a project")),
    _entry("paste", _n("Paste story"), _F, "Ctrl+V", _n("Take the copied text as a story"), opens=True),
    _entry("add_story", _n("Add a story…"), _F, "Ctrl+Shift+O", _n("Add one more agency's version, or a later take")),
    _entry("open_take", _n("Open the new take"), _F, "", _n("Open what changed on disk beside the take before")),
    _entry("remove_story", _n("Remove a story…"), _F, "", _n("Take a story out of this comparison")),
    _entry("save", _n("Save project"), _F, "Ctrl+S", _n("Save texts, findings, verdicts and notes"), opens=True),
    _entry("save_as", _n("Save project as…"), _F, "Ctrl+Shift+S", _n("Save the project under another name")),
    _entry("rename", _n("Name the project…"), _F, "", _n("Give the project a title")),
    _entry("report", _n("Report…"), _F, "Ctrl+E", _n("Write a report to hand on"), opens=True),
    _entry("print", _n("Print…"), _F, "Ctrl+P", _n("Print the report")),
    _entry("import", _n("Take verdicts back in…"), _F, "", _n("Read verdicts and notes that others wrote in a report")),
    _entry("quit", _n("Quit"), _F, "Ctrl+Q", _n("Close the window"), opens=True),
    _entry("undo", _n("Undo"), _E, "Ctrl+Z", _n("Take back the last step")),
    _entry("redo", _n("Redo"), _E, "Ctrl+Shift+Z", _n("Do the step again that was taken back")),
    _entry("edit_text", _n("Edit the story"), _E, "F2", _n("Correct the text in place"), checkable=True, opens=True),
    _entry("metadata", _n("Source, dateline and time…"), _E, "F4", _n("Correct what was recognised in the story")),
    _entry(
        "copy_attribution",
        _n("Copy with attribution"),
        _E,
        "Ctrl+Shift+C",
        _n("Copy the finding as a sentence with source, time and paragraph"),
        opens=True,
    ),
    _entry("mark_fact", _n("Mark as fact"), _E, "Ctrl+M", _n("Mark the selected words as a fact that was missed")),
    _entry("note_words", _n("Note on these words"), _E, "Ctrl+Shift+M", _n("Hang a note on the selected words")),
    _entry("remove_fact", _n("Remove own mark"), _E, "Ctrl+Backspace", _n("Take back a fact or note marked by hand")),
    _entry(
        "link",
        _n("Align by hand"),
        _E,
        "L",
        _n("Tie the words selected in both stories, or name the other end"),
        opens=True,
    ),
    _entry("unlink", _n("Take apart by hand"), _E, "Shift+L", _n("Say that these passages do not tell the same")),
    _entry("find", _n("Find in both stories"), _E, "Ctrl+F", _n("Find words in the stories shown"), opens=True),
    _entry("swap", _n("Swap"), _V, "X", _n("Left to right, right to left")),
    _entry("in_step", _n("In step"), _V, "Y", _n("Scroll both stories by what matches"), checkable=True),
    _entry("level", _n("Bring level"), _V, "Return", _n("Bring both passages of the finding to the same height")),
    _entry(
        "hide_shared",
        _n("Hide what is shared"),
        _V,
        "H",
        _n("Fold paragraphs without findings"),
        checkable=True,
        opens=True,
    ),
    _entry("reading", _n("Reading view"), _V, "R", _n("One story with marks in the margin"), checkable=True),
    _entry("view_stories", _n("Stories"), _V, "Ctrl+1", _n("The two stories side by side"), group="view", opens=True),
    _entry("view_matrix", _n("Matrix"), _V, "Ctrl+2", _n("Every fact by source"), group="view"),
    _entry("view_both", _n("Stories and matrix"), _V, "Ctrl+3", _n("The stories over the matrix"), group="view"),
    _entry("matrix", _n("Matrix on or off"), _V, "G", _n("Show or hide the matrix of facts and sources")),
    _entry("text_larger", _n("Larger text"), _V, "Ctrl++", opens=True),
    _entry("text_smaller", _n("Smaller text"), _V, "Ctrl+-"),
    _entry("text_normal", _n("Normal text size"), _V, "Ctrl+0"),
    _entry("theme_system", _n("Colours of the system"), _V, "", group="theme", opens=True),
    _entry("theme_light", _n("Light"), _V, "", group="theme"),
    _entry("theme_dark", _n("Dark"), _V, "", group="theme"),
    _entry("high_contrast", _n("High contrast"), _V, "", checkable=True),
    _entry("next_area", _n("Next area"), _V, "F6", _n("Move the focus to the next part of the window"), opens=True),
    _entry("previous_area", _n("Previous area"), _V, "Shift+F6", _n("Move the focus to the part before")),
    _entry("next", _n("Next finding"), _D, "N"),
    _entry("previous", _n("Previous finding"), _D, "P"),
    _entry("next_undecided", _n("Next undecided"), _D, "U", _n("Never skips one that is hidden in a group")),
    *(
        _entry(f"verdict_{verdict.name.lower()}", verdict.title, _D, verdict.letter, verdict.meaning, opens=not k)
        for k, verdict in enumerate(Verdict)
    ),
    _entry("clear_verdict", _n("Clear verdict"), _D, "Backspace"),
    _entry("note", _n("Note"), _D, "M", _n("Write a note on the selected finding"), opens=True),
    _entry("filter", _n("Filter findings"), _D, "/", _n("By words, kind or verdict"), opens=True),
    _entry("filter_quotes", _n("Quotes"), _D, "Q", _n("Only quotes, and who is heard"), checkable=True),
    _entry("filter_undecided", _n("Undecided only"), _D, "Shift+U", checkable=True),
    _entry(
        "filter_paragraph",
        _n("Only this paragraph"),
        _D,
        "Shift+P",
        _n("Only findings of the paragraph of the selected one"),
        checkable=True,
    ),
    _entry("clear_filter", _n("Clear filter"), _D, "Shift+Backspace"),
    _entry("sort_importance", _n("Sort by importance"), _D, "", group="sort", opens=True),
    _entry("sort_place", _n("Sort by place"), _D, "", group="sort"),
    _entry("deselect", _n("Deselect"), _D, "Escape"),
    _entry("compare_again", _n("Compare again"), _D, "F5", opens=True),
    _entry("palette", _n("Find an action…"), _H, "Ctrl+Shift+P", _n("Every action by name")),
    _entry("keys", _n("Keys"), _H, "?", _n("The list of keys")),
    _entry("example", _n("Open the example"), _H, "", opens=True),
    _entry("about", _n("About comparer"), _H),
    *(
        _entry(f"show_{side}_{k}", _n(title).format(k=k), _V, f"Alt+{shift}{k}", in_menu=False)
        for side, title, shift in (("left", "Story {k} on the left", ""), ("right", "Story {k} on the right", "Shift+"))
        for k in range(1, PANES + 1)
    ),
)

ENTRIES = {entry.name: entry for entry in TABLE}

_ALSO = {"redo": ("Ctrl+Y",), "text_larger": ("Ctrl+=",), "level": ("Enter",), "keys": ("F1",)}
"""Second shortcuts, where a keyboard or a habit has another one."""


def titled(entry: Entry) -> str:
    """The action's title in the person's language."""
    return QCoreApplication.translate(_CONTEXT, entry.title)


def tip(entry: Entry) -> str:
    """What the action does, in the person's language; its title where there is nothing to add."""
    return QCoreApplication.translate(_CONTEXT, entry.tip) if entry.tip else titled(entry)


class Actions(QObject):
    """The table as QActions. A person's own shortcuts come from the settings, key ``shortcuts/<name>``."""

    def __init__(self, parent: QObject | None = None, settings: QSettings | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._actions: dict[str, QAction] = {}
        groups: dict[str, QActionGroup] = {}
        for entry in TABLE:
            action = QAction(titled(entry), self)
            action.setObjectName(entry.name)
            action.setShortcuts(self._shortcuts(entry))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setAutoRepeat(entry.name in ("next", "previous", "undo", "redo", "text_larger", "text_smaller"))
            action.setCheckable(entry.checkable or bool(entry.group))
            action.setStatusTip(tip(entry))
            action.setToolTip(self._tool_tip(entry, action))
            if entry.group:
                if entry.group not in groups:
                    groups[entry.group] = QActionGroup(self)
                groups[entry.group].addAction(action)
            self._actions[entry.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[tuple[Entry, QAction]]:
        return iter((entry, self._actions[entry.name]) for entry in TABLE)

    def menu(self, menu: Menu) -> list[tuple[Entry, QAction]]:
        """The actions of one menu, in order; an entry that ``opens`` a block wants a line above it."""
        return [(entry, action) for entry, action in self if entry.menu is menu and entry.in_menu]

    def set_shortcut(self, name: str, shortcut: str) -> None:
        """A person's own shortcut for an action, kept in the settings; "" for none."""
        self._actions[name].setShortcuts([QKeySequence(shortcut)] if shortcut else [])
        self._actions[name].setToolTip(self._tool_tip(ENTRIES[name], self._actions[name]))
        if self._settings is not None:
            self._settings.setValue(f"shortcuts/{name}", shortcut)

    def _shortcuts(self, entry: Entry) -> list[QKeySequence]:
        own = self._settings.value(f"shortcuts/{entry.name}") if self._settings is not None else None
        if own is not None:
            return [QKeySequence(str(own))] if own else []
        keys = [entry.shortcut, *_ALSO.get(entry.name, ())]
        return [QKeySequence(key) for key in keys if key]

    @staticmethod
    def _tool_tip(entry: Entry, action: QAction) -> str:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return f"{tip(entry)} ({keys})" if keys else tip(entry)


def verdict_of(name: str) -> Verdict:
    """The verdict that an action of this name gives. Raises KeyError for other actions."""
    return Verdict[name.removeprefix("verdict_").upper()]
