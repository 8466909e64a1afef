"""All the state of one open project. Knows no widgets; every change goes through it, and every view listens to it.

Offsets count code points of a story's text. Positions in the stories shown are ``shown[0]`` (left) and ``shown[1]``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from comparer.comparison import Comparison, Fact
from comparer.desk import changes, findings
from comparer.desk.findings import Filter, Group, Order, Sort
from comparer.desk.placing import Placement, laid_over, place
from comparer.desk.project import Project, progress
from comparer.desk.verdicts import Judgement, Place, Verdict, said
from comparer.story import Story
from comparer.window import walking
from comparer.window.commands import ProjectStep
from comparer.window.comparing import Comparer, with_metadata
from comparer.window.keeping import Keeper
from comparer.window.session_signals import SessionSignals
from comparer.window.watch import Watcher


class Session(SessionSignals):
    """One open project, its undo stack, what is selected, and what is shown of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self._project = Project()
        self._placement = Placement()
        self._order: Order | None = None
        self._made_of: tuple[object, object, object] = (None, (), ())
        self._pushed = Project()  # the state that a step leads to, with the findings moved along
        self._visible: tuple[Group, ...] = ()
        self._selected = ""
        self._hovered = ""
        self._filter = Filter()
        self.comparer = Comparer(self)
        self.comparer.found.connect(self._on_found)
        self.comparer.glimpsed.connect(self._on_found)
        self.comparer.reading.connect(self.reading)
        self.comparer.failed.connect(self.failed)
        self.keeper = Keeper(self)
        self.watcher = Watcher(self)

    # What there is

    @property
    def project(self) -> Project:
        """The project as it stands."""
        return self._project

    @property
    def comparison(self) -> Comparison | None:
        """What the machine found, with what a person marked and linked laid over it."""
        return self._placement.comparison

    @property
    def placement(self) -> Placement:
        """Which judgement stands on which fact, and which lost their place."""
        return self._placement

    @property
    def order(self) -> Order | None:
        """The findings in groups."""
        return self._order

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories, with sentences and quotes as far as they have been read."""
        found = self._project.found
        return self._project.stories if found is None else found.stories

    @property
    def shown(self) -> tuple[int, int]:
        """The stories on the left and on the right; a number without a story stands for an empty pane."""
        return self._project.settings.shown

    @property
    def selected(self) -> str:
        """The selected fact's id, or ""."""
        return self._selected

    @property
    def hovered(self) -> str:
        """The id of the fact lit by hovering, or ""."""
        return self._hovered

    @property
    def filter(self) -> Filter:
        """Which findings are shown."""
        return self._filter

    @property
    def sort(self) -> Sort:
        """What stands first within a group of findings."""
        return Sort(self._project.settings.sort)

    @property
    def busy(self) -> bool:
        """Whether stories are being opened or compared."""
        return self.comparer.busy or self.keeper.busy

    def fact(self, fact_id: str) -> Fact | None:
        """The fact with this id."""
        return self._facts.get(fact_id)

    @property
    def _facts(self) -> Mapping[str, Fact]:
        return {} if self._order is None else self._order.by_id

    def judgement(self, fact_id: str) -> Judgement | None:
        """What a person said of this fact."""
        return self._placement.judgements.get(fact_id)

    def progress(self) -> tuple[int, int]:
        """How many findings are decided, of how many to decide."""
        return progress(self._placement)

    # Stories

    def open_paths(self, paths: Sequence[str | Path], into: int | None = None) -> None:
        """Open files in the background, in this order; ``into`` replaces that story by the first of them. A project
        file opens as the project."""
        self.keeper.open_paths([Path(p) for p in paths], into)

    def open_take(self, path: str | Path) -> None:
        """Open a file that is open already once more, as a later take, and show it beside the take before."""
        self.keeper.open_take(Path(path))

    def add_text(self, text: str, html: str = "", into: int | None = None) -> None:
        """Take pasted or dropped copy as one more story, or in place of story number ``into``."""
        self.keeper.add_text(text, html, into)

    def add_story(self, story: Story, into: int | None = None) -> None:
        """One more story, or in place of story number ``into``; the first two are shown at once."""
        if into is not None and into < len(self._project.stories):
            self._push(self.tr("Replace story"), changes.with_story_changed(self._project, into, story))
            return
        self._push(self.tr("Add story"), changes.with_story_added(self._project, story))

    def replace_text(self, index: int, text: str) -> None:
        """An edit of a story's text; what hangs on its words follows them."""
        if text != self._project.stories[index].text:
            self.keeper.edit(index, text)

    def take_edit(self, index: int, after: Project) -> None:
        """Take over an edited story as one step; ``after`` is this project with it."""
        self._push(self.tr("Edit {source}").format(source=after.stories[index].name), after)

    def set_metadata(self, index: int, **changed: Any) -> None:
        """Correct what was recognised: ``source``, ``headline``, ``byline``, ``dateline`` (a Dateline), ``published``,
        ``language``, ``version_mark``, ``embargo``."""
        story = replace(self._project.stories[index], **changed)
        if story != self._project.stories[index]:
            self._push(
                self.tr("Correct {source}").format(source=story.name),
                changes.with_story_changed(self._project, index, story),
            )

    def remove(self, index: int) -> None:
        """Take a story out, with what was said of findings that only it took part in."""
        self._push(self.tr("Remove story"), changes.with_story_removed(self._project, index))

    def swap(self) -> None:
        """Show the left story on the right, and the right one on the left."""
        left, right = self.shown
        self.show(right, left)

    def show(self, left: int, right: int) -> None:
        """Show these two stories; showing one where the other stands swaps them."""
        if (left, right) == self.shown or left == right:
            return
        self._project = replace(self._project, settings=replace(self._project.settings, shown=(left, right)))
        self.shown_changed.emit()

    # Findings

    def select(self, fact_id: str) -> None:
        """Select a finding; "" for none. Where it does not stand in the stories shown, they change to those it is
        in."""
        if fact_id == self._selected:
            return
        self._selected = fact_id if fact_id in self._facts else ""
        fact = self._facts.get(self._selected)
        if fact is not None:
            self.show(*walking.pair_showing(fact, self.shown))
        self.selection_changed.emit(self._selected)

    def hover(self, fact_id: str) -> None:
        """Light a finding while the pointer is over it."""
        if fact_id != self._hovered:
            self._hovered = fact_id
            self.hover_changed.emit(fact_id)

    def groups(self) -> tuple[Group, ...]:
        """The findings that the filter leaves, in groups and in reading order."""
        return self._visible

    def visible_facts(self) -> list[Fact]:
        """The findings that the filter leaves, in the order of the list."""
        return [fact for group in self._visible for fact in group.facts]

    def next(self, step: int = 1) -> bool:
        """Select the next finding of the list, or with -1 the one before; False at its end."""
        fact_id = walking.neighbour(self.visible_facts(), self._selected, step)
        if not fact_id:
            self.said.emit(self.tr("Last finding.") if step > 0 else self.tr("First finding."))
            return False
        self.select(fact_id)
        return True

    def next_undecided(self) -> bool:
        """Select the next finding that counts and has no verdict, from the selected one round; False for none."""
        fact_id = walking.next_undecided(self.visible_facts(), self._selected, self._placement.judgements)
        if not fact_id:
            self.said.emit(self.tr("Every finding here is decided."))
            return False
        self.select(fact_id)
        return True

    def set_filter(self, wanted: Filter) -> None:
        """Show only these findings."""
        if wanted != self._filter:
            self._filter = wanted
            self._refresh_visible()

    def set_sort(self, sort: Sort) -> None:
        """What stands first within a group."""
        if sort is not self.sort:
            self._project = replace(self._project, settings=replace(self._project.settings, sort=str(sort)))
            self._refresh_visible()

    def _refresh_visible(self) -> None:
        self._visible = ()
        if self._order is not None:
            self._visible = findings.visible(self._order, self._filter, self.sort, self._placement.judgements)
        self.filter_changed.emit()

    # What a person decides

    def decide(self, fact_id: str, verdict: Verdict | None) -> None:
        """Give a verdict on a finding; None takes it back."""
        fact = self._facts[fact_id]
        standing = self.judgement(fact_id)
        if verdict is (standing.verdict if standing else None):
            return
        note = standing.note if standing else ""
        after = changes.judged(self._project, fact, standing, verdict=verdict, note=note)
        self._push(verdict.title if verdict else self.tr("Clear verdict"), after)
        done, all_ = self.progress()
        what = verdict.title if verdict else self.tr("Undecided")
        self.said.emit(self.tr("{what}. {done} of {all}.").format(what=what, done=done, all=all_))

    def set_note(self, fact_id: str, markdown: str) -> None:
        """Write a note on a finding; an empty one takes it away."""
        fact = self._facts[fact_id]
        standing = self.judgement(fact_id)
        if markdown.strip() != (standing.note if standing else ""):
            verdict = standing.verdict if standing else None
            after = changes.judged(self._project, fact, standing, verdict=verdict, note=markdown.strip())
            self._push(self.tr("Note"), after, merge=f"note {fact_id}")

    def add_fact(self, places: Sequence[Place], kind: str = "other") -> str:
        """Mark words as a fact that the machine missed, or (kind ``note``) to hang a note on; select it."""
        after, fact_id = changes.with_fact(self._project, places, kind)
        self._push(self.tr("Mark as fact") if kind != "note" else self.tr("Note on words"), after)
        self.select(fact_id)
        return fact_id

    def remove_fact(self, fact_id: str) -> None:
        """Take back a fact that was marked by hand."""
        self._push(self.tr("Remove fact"), changes.without_fact(self._project, fact_id))

    def link(self, one: Place, other: Place) -> None:
        """Say that two passages of two stories tell the same."""
        self._push(self.tr("Link passages"), changes.with_link(self._project, one, other, tied=True))

    def unlink(self, one: Place, other: Place) -> None:
        """Say that two passages of two stories do not tell the same."""
        self._push(self.tr("Take passages apart"), changes.with_link(self._project, one, other, tied=False))

    def take_back(self, project: Project) -> None:
        """Take over verdicts and notes that others wrote, as one step; ``project`` is this one with them added."""
        self._push(self.tr("Take verdicts back in"), project)

    # Keeping

    def save(self, path: str | Path | None = None) -> bool:
        """Write the project to its file, or to this one; False where it failed or has no file yet."""
        return self.keeper.save(None if path is None else Path(path))

    def open_project(self, path: str | Path) -> None:
        """Open a project file in place of what is open."""
        self.keeper.open_project(Path(path))

    @property
    def worth_saving(self) -> bool:
        """Whether something a person did is not in a file: opening stories alone is no work."""
        p = self._project
        done = bool(p.judgements or p.own_facts or p.links or p.title) or self.keeper.path is not None
        return done and not self.undo_stack.isClean()

    def set_title(self, title: str) -> None:
        """Name the project."""
        self._push(self.tr("Name project"), replace(self._project, title=title.strip()))

    def reset(self, project: Project | None = None) -> None:
        """Put this project, or an empty one, in place of what is open; nothing of before can be undone."""
        self.comparer.cancel()
        self.undo_stack.clear()
        self._selected = self._hovered = ""
        self._filter = Filter()
        self._project = project or Project()
        self.comparer.remember(self._project.found)
        self._placed()
        self.stories_changed.emit()
        self.shown_changed.emit()
        self.comparison_changed.emit()
        self.selection_changed.emit("")
        self.project_changed.emit()
        self._compare()

    def compare_again(self) -> None:
        """Compare afresh, whatever is known."""
        self.comparer.forget()
        self._compare()

    def close(self) -> None:
        """Stop what is going on in the background and leave nothing behind."""
        self.undo_stack.blockSignals(True)
        self.watcher.close()
        self.comparer.close()
        self.keeper.close()

    # How a change is made

    def _push(self, text: str, after: Project, merge: str = "") -> None:
        if replace(after, found=None) != replace(self._project, found=None):
            self._pushed = after
            self.undo_stack.push(ProjectStep(text, self._project, after, self._apply, merge))

    def _apply(self, target: Project) -> None:
        """Go to this state, with the findings that fit it or, until there are such, those of before moved along."""
        before, standing = self._project, dict(self._placement.judgements)
        settings = replace(before.settings, shown=target.settings.shown)
        found = self.comparer.carried(before, target.stories, self._pushed)
        self._project = replace(target, settings=settings, found=found)
        stories_differ = before.stories != target.stories
        if stories_differ:
            self._project = changes.with_places_sought(self._project)
        self._placed()
        if stories_differ:
            self.stories_changed.emit()
        if before.settings.shown != settings.shown:
            self.shown_changed.emit()
        if stories_differ or (before.own_facts, before.links) != (target.own_facts, target.links):
            self.comparison_changed.emit()
        if before.title != target.title:
            self.project_changed.emit()
        now = self._placement.judgements
        for fact_id in standing.keys() | now.keys():
            if said(standing.get(fact_id)) != said(now.get(fact_id)):
                self.decided.emit(fact_id)
        if self._selected and self._selected not in self._facts:
            self.select("")
        self._compare()

    def _placed(self) -> None:
        made_of = (self._project.found, self._project.own_facts, self._project.links)
        if any(now is not before for now, before in zip(made_of, self._made_of, strict=True)):
            self._made_of = made_of
            comparison = laid_over(self._project)
            self._order = None if comparison is None else self.comparer.order_of(comparison)
            self._placement = place(self._project, comparison)
            self._refresh_visible()
        else:  # a finding that was just decided stays in the list, whatever the filter, until that is set again
            self._placement = place(self._project, None if self._order is None else self._order.comparison)

    def _compare(self) -> None:
        self.comparer.compare(self._project.stories, glimpse=self._project.found is None)

    def _on_found(self, found: Comparison) -> None:
        selected = self._facts.get(self._selected)
        self._project = replace(self._project, found=with_metadata(found, self._project.stories))
        self._placed()
        if selected is not None:
            self._selected = findings.same_finding(selected, self._facts.values())
        self.stories_changed.emit()
        self.comparison_changed.emit()
        self.selection_changed.emit(self._selected)
