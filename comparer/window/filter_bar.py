"""The counts above the list: tiles for groups, chips for kinds and verdicts. Each filters to what it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from comparer.comparison import Fact, Relation
from comparer.desk.findings import KINDS, Decided, Filter, GroupKind, Order
from comparer.desk.project import counted
from comparer.window import telling
from comparer.window.actions import Actions
from comparer.window.flow import FlowLayout
from comparer.window.icons import kind_icon
from comparer.window.panel_buttons import Chip, FilterButton, Tile
from comparer.window.session import Session

Wanted = tuple[str, str | int, str, int, bool, Callable[[bool], Filter]]
"""Key, sign, title, count, whether it is on, and the filter that a press makes."""


class FilterBar(QWidget):
    """Follows the session's findings and filter."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._actions = actions
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(6)
        self._chips = FlowLayout(spacing=5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._tiles)
        layout.addLayout(self._chips)
        self._buttons: dict[str, FilterButton] = {}
        self._laid: tuple[str, ...] = ()
        self._compact = False
        session.comparison_changed.connect(self.refresh)
        session.filter_changed.connect(self.refresh)
        session.decided.connect(self.refresh)
        session.stories_changed.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Count anew; buttons are made only where there are others than before."""
        order = self._session.order
        wanted = self._wanted(order) if order is not None else []
        keys = tuple(f"{key}/{title}" for key, _sign, title, _count, _on, _pressed in wanted)
        if keys != self._laid:
            self._laid = keys
            for button in self._buttons.values():
                button.hide()
                button.deleteLater()
            self._buttons = {}
            _emptied(self._tiles)
            _emptied(self._chips)
            for key, sign, title, _count, _on, _pressed in wanted:
                button = Tile(sign, title) if key.startswith("tile") else Chip(sign, title)
                (self._tiles if key.startswith("tile") else self._chips).addWidget(button)
                self._buttons[key] = button
                button.setToolTip(self.tr("Show only: {what}").format(what=title))
                button.clicked.connect(lambda checked, key=key: self._press(key, checked))
        self._presses = {key: pressed for key, _sign, _title, _count, _on, pressed in wanted}
        for key, _sign, _title, count, on, _pressed in wanted:
            self._buttons[key].show_count(count)
            self._buttons[key].setChecked(on)
        self.setVisible(bool(wanted))
        self.set_compact(self._compact)

    def set_compact(self, compact: bool) -> None:
        """Tiles on one line, chips that filter by kind gone: for a short window."""
        self._compact = compact
        for key, button in self._buttons.items():
            if isinstance(button, Tile):
                button.set_flat(compact)
            else:
                button.setVisible(not compact or key == "undecided" or button.isChecked())
        self.updateGeometry()

    def _press(self, key: str, checked: bool) -> None:
        self._session.set_filter(self._presses[key](checked))

    def _wanted(self, order: Order) -> list[Wanted]:
        """Key, sign, title, count, whether it is on, and the filter that a press makes."""
        return [*self._wanted_tiles(order), *self._wanted_chips(order)]

    def _wanted_tiles(self, order: Order) -> list[Wanted]:
        now = self._session.filter
        groups = {group.key: group for group in order.groups}
        stories = self._session.stories
        tiles: list[tuple[str, str | int, list[str], str]] = []
        tiles.append(("conflict", "conflict", ["conflict"], self.tr("conflicts")))
        if len(stories) == 2:
            tiles += [
                (f"only-{k}", k, [f"only-{k}"], self.tr("only in {source}").format(source=story.name))
                for k, story in enumerate(stories)
            ]
        else:
            tiles.append(("one", "", [f"only-{k}" for k in range(len(stories))], self.tr("in one story")))
            tiles.append(("some", "", ["some"], self.tr("in some")))
        wanted: list[Wanted] = []
        for key, sign, keys, title in tiles:
            count = sum(len(groups[k].facts) for k in keys if k in groups)
            mine = frozenset(keys)
            wanted.append(
                (
                    f"tile {key}",
                    sign,
                    title,
                    count,
                    now.groups == mine,
                    partial(self._with_groups, mine),
                )
            )
        if len(stories) > 2:
            everywhere = [f for f in order.comparison.facts if len(f.stories()) == len(stories)]
            shared = frozenset({"shared", "altered", "quotes"})
            wanted.append(
                (
                    "tile all",
                    "",
                    self.tr("in all {count}").format(count=len(stories)),
                    len(everywhere),
                    now.groups == shared,
                    lambda on: replace(self._session.filter, groups=shared if on else frozenset()),
                )
            )
        quotes = [f for f in order.comparison.facts if f.kind == "quote"]
        wanted.append(
            (
                "tile quotes",
                "quote",
                self.tr("quotes"),
                len(quotes),
                now.kinds == {"quote"},
                lambda on: replace(
                    self._session.filter,
                    kinds=frozenset({"quote"}) if on else frozenset(),
                    groups=frozenset(),
                    ids=None,
                ),
            )
        )
        return wanted

    def _with_groups(self, groups: frozenset[str], on: bool) -> Filter:
        return replace(self._session.filter, groups=groups if on else frozenset(), kinds=frozenset())

    def _with_kind(self, kind: str, on: bool) -> Filter:
        return _with_kind(self._session.filter, kind, on)

    def _wanted_chips(self, order: Order) -> list[Wanted]:
        now = self._session.filter
        facts = [
            f
            for g in order.groups
            if not now.groups or g.key in now.groups
            for f in g.facts
            if (not now.groups and counted(f)) or now.groups
        ]
        if now.kinds == {"quote"}:
            return self._quote_chips(order)
        counts = Counter(fact.kind for fact in facts)
        wanted: list[Wanted] = []
        for kind in sorted(counts, key=lambda k: KINDS.index(k) if k in KINDS else len(KINDS)):
            sign = "note" if kind == "note" else kind_icon(kind)
            wanted.append(
                (
                    f"kind {kind}",
                    sign,
                    telling.kind_name(kind),
                    counts[kind],
                    kind in now.kinds,
                    partial(self._with_kind, kind),
                )
            )
        done, all_ = self._session.progress()
        if all_:
            wanted.append(
                (
                    "undecided",
                    "ring",
                    self.tr("Undecided"),
                    all_ - done,
                    now.decided is Decided.NO,
                    lambda on: replace(self._session.filter, decided=Decided.NO if on else Decided.ANY),
                )
            )
        noted = sum(1 for j in self._session.placement.judgements.values() if j.note)
        if noted:
            wanted.append(
                (
                    "noted",
                    "note",
                    self.tr("With a note"),
                    noted,
                    now.decided is Decided.NOTED,
                    lambda on: replace(self._session.filter, decided=Decided.NOTED if on else Decided.ANY),
                )
            )
        return wanted

    def _quote_chips(self, order: Order) -> list[Wanted]:
        """In place of kinds, for quotes: how they relate, and those that only one story has."""
        now = self._session.filter
        relations: dict[Relation, list[Fact]] = {}
        alone: list[Fact] = []
        for fact in order.comparison.facts:
            if fact.kind == "quote":
                wording = order.wording(fact.id)
                if wording is not None:
                    relations.setdefault(wording.relation, []).append(fact)
                elif order.group_of(fact.id).startswith(GroupKind.ONLY):
                    alone.append(fact)
        wanted: list[Wanted] = []
        for relation in Relation:
            if relation in relations:
                title = telling.relation_name(relation).capitalize()
                wanted.append(self._ids_chip(relation.value, title, relations[relation], now))
        if alone:
            wanted.append(self._ids_chip("alone", self.tr("In one story"), alone, now))
        return wanted

    def _ids_chip(
        self, key: str, title: str, facts: list[Fact], now: Filter
    ) -> tuple[str, str | int, str, int, bool, Callable[[bool], Filter]]:
        ids = frozenset(fact.id for fact in facts)
        return (
            f"quotes {key}",
            "",
            title,
            len(facts),
            now.ids == ids,
            lambda on: replace(self._session.filter, ids=ids if on else None),
        )


def _with_kind(now: Filter, kind: str, on: bool) -> Filter:
    return replace(now, kinds=now.kinds | {kind} if on else now.kinds - {kind})


def _emptied(layout: QHBoxLayout | FlowLayout) -> None:
    while layout.takeAt(0) is not None:
        pass
