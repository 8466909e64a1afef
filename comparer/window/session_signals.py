"""What a session tells its views."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class SessionSignals(QObject):
    """Every change of an open project is told by one of these."""

    stories_changed = Signal()
    """Stories added, removed, edited, or their metadata."""
    comparison_changed = Signal()
    """Other findings: ``comparison``, ``order``."""
    reading = Signal(str, int, int)
    """What is going on, how much of it is done, of how much; the last 0: finished."""
    selection_changed = Signal(str)
    """A fact's id, or "" for none."""
    hover_changed = Signal(str)
    """The fact lit by hovering, or ""."""
    decided = Signal(str)
    """The fact whose verdict or note changed."""
    shown_changed = Signal()
    """Which two stories are shown."""
    filter_changed = Signal()
    """Which findings are shown, or their sorting."""
    failed = Signal(str, str, str)
    """For the message bar: what failed, an action's title and its name ("" for none)."""
    hinted = Signal(str)
    """For the message bar: how something is done that was just tried."""
    said = Signal(str)
    """One sentence that a screen reader speaks, such as "Omission. 10 of 45."."""
    several = Signal(list)
    """A file held these stories, more than one: let the person pick, then call ``add_story``."""
    project_changed = Signal()
    """Another project, its title, or its file."""
    level_wanted = Signal(str)
    """Bring both ends of this fact to the same height."""
