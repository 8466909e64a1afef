"""Steps that can be undone. Each holds the project before and after; what the machine found is no part of a step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QUndoCommand

from comparer.desk.project import Project


class ProjectStep(QUndoCommand):
    """From one state of the project to another. ``merge``: steps in a row with the same key become one (typing a
    note)."""

    def __init__(
        self, text: str, before: Project, after: Project, apply: Callable[[Project], None], merge: str = ""
    ) -> None:
        super().__init__(text)
        self._before = replace(before, found=None)
        self._after = replace(after, found=None)
        self._apply = apply
        self._merge = merge

    def redo(self) -> None:
        """Make the change."""
        self._apply(self._after)

    def undo(self) -> None:
        """Go back to the state before."""
        self._apply(self._before)

    def id(self) -> int:
        """Qt offers a step for merging only to one with the same id."""
        return 1 if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take up a step of the same kind that follows at once."""
        if not isinstance(other, ProjectStep) or other._merge != self._merge:
            return False
        self._after = other._after
        return True
