"""Keeps two pages in step while a person scrolls one of them, and brings passages level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal

from comparer.story import Span
from comparer.window.links import Link, LinkKind
from comparer.window.scroll_sync import Pair, PlaceMap, Step, chain
from comparer.window.story_view import StoryView

_LEVEL_AT = 0.33
"""Where on the screen levelled passages stand, as a share of the height."""


class StepScroller(QObject):
    """Listens to both pages' scroll bars; a movement it causes itself is dropped, not answered."""

    locked_changed = Signal(bool)

    def __init__(self, left: StoryView, right: StoryView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._views = (left, right)
        self._links: tuple[Link, ...] = ()
        self._map: PlaceMap | None = None
        self._step = Step()
        self._moving = False
        left.verticalScrollBar().valueChanged.connect(lambda _value: self._follow(0))
        right.verticalScrollBar().valueChanged.connect(lambda _value: self._follow(1))

    @property
    def locked(self) -> bool:
        """Whether the pages go in step."""
        return self._step.locked

    def set_locked(self, locked: bool) -> None:
        """Scroll in step or apart. Locking again takes the pages as they stand: nothing jumps."""
        if locked == self._step.locked:
            return
        self._step.locked = locked
        if locked:
            self.hold()
        self.locked_changed.emit(locked)

    def set_links(self, links: Sequence[Link]) -> None:
        """What matches."""
        self._links = tuple(link for link in links if link.kind in (LinkKind.QUOTE, LinkKind.LIKE))
        self._step.forget()
        self._map = None

    def hold(self) -> None:
        """Take the pages' heights as they stand as belonging together."""
        left, right = (view.scrolled for view in self._views)
        self._step.hold(left, right, self._expected(left, 0))

    @contextmanager
    def still(self) -> Iterator[None]:
        """Within this, the pages move by themselves."""
        before, self._moving = self._moving, True
        try:
            yield
        finally:
            self._moving = before

    def level(self, left: Span, right: Span) -> None:
        """Bring two spans to the same height on the screen, and hold them there."""
        rows = [view.page.rows(span)[0] for view, span in zip(self._views, (left, right), strict=True)]
        # On screen a page can put a line anywhere from its height less what can be scrolled, to its height.
        low = max(row - view.verticalScrollBar().maximum() for view, row in zip(self._views, rows, strict=True))
        high = min(rows)
        wanted = _LEVEL_AT * self._views[0].viewport().height()
        at = min(max(wanted, low), high)
        with self.still():
            for view, row in zip(self._views, rows, strict=True):
                view.scroll_to(row - at)
        self.hold()

    def reveal(self, spans: tuple[Span | None, Span | None]) -> None:
        """Bring what a person chose into sight: on a page that has no part in it, what goes with it."""
        with self.still():
            for view, span in zip(self._views, spans, strict=True):
                if span is not None:
                    view.reveal(span)
        if None in spans and spans != (None, None) and self._step.locked:
            self._step.forget()
            self._follow(0 if spans[0] is not None else 1)
        else:
            self.hold()

    def _follow(self, side: int) -> None:
        view, other = self._views[side], self._views[1 - side]
        if self._moving or view.settling or not self._step.locked:
            return
        wanted = self._expected(view.scrolled, side)
        left = view.scrolled if side == 0 else wanted
        offset = self._step.offset(left)
        with self.still():
            other.scroll_to(wanted + (offset if side == 0 else -offset))

    def _expected(self, scroll: float, side: int) -> float:
        """Where the match puts the other page. The line that is compared moves from the top of the screen to its
        bottom as the page moves from its beginning to its end, so that both ends are reached."""
        view, other = self._views[side], self._views[1 - side]
        most = max(1, view.verticalScrollBar().maximum())
        share = min(1.0, max(0.0, scroll / most))
        line = scroll + share * view.viewport().height()
        across = self._places().across(view.page.place_at(line), side)
        return other.page.height_of(across) - share * other.viewport().height()

    def _places(self) -> PlaceMap:
        """Made of the words alone: it holds whatever the layout."""
        if self._map is None:
            pairs = [
                Pair(
                    (k.left.start, k.left.end),
                    (k.right.start, k.right.end),
                    k.score * (1 + min(len(k.left), len(k.right)) / 200),
                )
                for k in self._links
            ]
            left, right = (len(view.story.text) for view in self._views)
            self._map = PlaceMap(chain(pairs), (left, right))
        return self._map
