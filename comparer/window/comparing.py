"""Comparing in the background, and remembering what was found for texts that have been here before."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from comparer.compare import is_first_look
from comparer.comparison import Comparison
from comparer.desk import changes
from comparer.desk.findings import Order
from comparer.desk.project import Project
from comparer.errors import ComparerError
from comparer.story import Story
from comparer.window.background import Newest, Progress

REMEMBERED = 12
"""Comparisons kept, so that undo brings the findings back at once."""


class Comparer(QObject):
    """Stories in, findings out; only the newest stories count."""

    found = Signal(object)
    """A Comparison."""
    glimpsed = Signal(object)
    """A Comparison made without models, ahead of the one that is on its way."""
    _seen = Signal(object)
    reading = Signal(str, int, int)
    failed = Signal(str, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest = Newest(self)
        self._newest.done.connect(self._on_done)
        self._newest.failed.connect(self._on_failed)
        self._newest.progress.connect(self._on_progress)
        self._seen.connect(self._on_seen)
        self._known: OrderedDict[tuple[Any, ...], Comparison] = OrderedDict()
        self._orders: deque[Order] = deque(maxlen=REMEMBERED)
        self._wanted: tuple[Any, ...] = ()
        self._compared: tuple[Any, ...] = ()
        self._cache: Any = None

    @property
    def busy(self) -> bool:
        """Whether findings are on their way."""
        return self._newest.busy

    def compare(self, stories: Sequence[Story], glimpse: bool = False) -> None:
        """Find what matches and what differs, unless it is known already or on its way; ``glimpse``: with a first look
        ahead of it, for when there is nothing to show."""
        key = _key(stories)
        if len(stories) < 2:
            self.cancel()
            return
        if key == self._compared:
            if self.busy:
                self.cancel()
            self._compared = key
            return
        if key == self._wanted and self.busy:
            return
        known = self._known.get(key)
        if known is not None:
            self.cancel()
            self._compared = key
            self.found.emit(with_metadata(known, stories))
            return
        self._wanted, self._compared = key, ()
        snapshot = tuple(stories)
        self._newest.start(lambda progress: self._work(snapshot, progress, glimpse))

    def _work(self, stories: tuple[Story, ...], progress: Progress, glimpse: bool) -> tuple[tuple[Any, ...], Order]:
        # brings the language models along: never on the window's thread
        from comparer.compare import Cache, compare, quick_compare

        if glimpse:
            self._seen.emit((_key(stories), Order(quick_compare(stories))))
        self._cache = self._cache or Cache.kept()
        return _key(stories), Order(compare(stories, progress=progress, cache=self._cache))

    def order_of(self, comparison: Comparison) -> Order:
        """The findings in groups: as the thread that found them left them, or worked out now."""
        known = next((order for order in self._orders if order.comparison is comparison), None)
        if known is None:
            known = Order(comparison)
            self._orders.append(known)
        return known

    def take_order(self, order: Order) -> None:
        """Take over findings that were put into groups elsewhere."""
        self._orders.append(order)

    def remember(self, comparison: Comparison | None) -> None:
        """Take what a project file holds as known, but for a first look."""
        self._compared = ()
        if comparison is not None and not is_first_look(comparison):
            self._keep(_key(comparison.stories), comparison)
            self._compared = _key(comparison.stories)

    def forget(self) -> None:
        """Know nothing any more."""
        self._known.clear()
        self._orders.clear()
        self._compared = self._wanted = ()

    def carried(self, before: Project, stories: tuple[Story, ...], pushed: Project) -> Comparison | None:
        """Findings to show for these stories at once: the right ones where they are known, else those of before, moved
        along with the change; ``pushed`` may hold them moved already."""
        known = self._known.get(_key(stories))
        if known is not None:
            return with_metadata(known, stories)
        found = before.found
        if found is None or stories == before.stories:
            return found
        if pushed.stories is stories and pushed.found is not None:
            return pushed.found
        if len(stories) == len(before.stories):
            moved = before
            for index, (new, old) in enumerate(zip(stories, before.stories, strict=True)):
                if new != old:
                    moved = changes.with_story_changed(moved, index, new)
            return moved.found
        if len(stories) > len(before.stories) and stories[: len(before.stories)] == before.stories:
            return changes.with_story_added(before, stories[-1]).found
        for index in range(len(before.stories)):
            if before.stories[:index] + before.stories[index + 1 :] == stories:
                return changes.with_story_removed(before, index).found
        return None

    def cancel(self) -> None:
        """Stop looking."""
        self._wanted = self._compared = ()
        self._newest.cancel()
        self.reading.emit("", 0, 0)

    def close(self) -> None:
        """Stop looking and wait for the thread."""
        self._newest.close()

    def _keep(self, key: tuple[Any, ...], comparison: Comparison) -> None:
        self._known[key] = comparison
        self._known.move_to_end(key)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    def _on_done(self, answer: tuple[tuple[Any, ...], Order]) -> None:
        key, order = answer
        comparison = order.comparison
        self._orders.append(order)
        self._keep(key, comparison)
        self._compared = key
        self.reading.emit("", 0, 0)
        self.found.emit(comparison)

    @Slot(object)
    def _on_seen(self, answer: tuple[tuple[Any, ...], Order]) -> None:
        key, order = answer
        if key == self._wanted and self.busy:
            self._orders.append(order)
            self.glimpsed.emit(order.comparison)

    def _on_failed(self, error: Exception) -> None:
        self.reading.emit("", 0, 0)
        if isinstance(error, ComparerError):
            message = str(error)
        else:
            message = self.tr("The stories could not be compared ({what}). They are still here.").format(
                what=type(error).__name__
            )
        self.failed.emit(message, self.tr("Compare again"), "compare_again")

    def _on_progress(self, stage: str, done: int, all_: int) -> None:
        self.reading.emit(stage, done, all_)


def _key(stories: Sequence[Story]) -> tuple[Any, ...]:
    """What findings depend on."""
    return tuple((s.text, s.paragraphs, s.source, s.dateline, s.published, s.language) for s in stories)


def with_metadata(found: Comparison, stories: Sequence[Story]) -> Comparison:
    """Known findings with the stories' metadata as it is now."""
    project = Project(found.stories, found=found)
    for index, (new, old) in enumerate(zip(stories, found.stories, strict=True)):
        if changes.bare(old) != new:
            project = changes.with_story_changed(project, index, new)
    assert project.found is not None
    return project.found
