"""A project: stories, what the machine found in them, and what a person decided and keeps.

A project is frozen; each change makes a new one, so a step can be undone by going back to the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from comparer.comparison import Comparison, Fact, Status
from comparer.desk.anchoring import Anchor
from comparer.desk.placing import Placement, laid_over, place
from comparer.desk.verdicts import Judgement, Link, OwnFact
from comparer.story import Story


@dataclass(frozen=True, slots=True)
class Settings:
    """How a person left the project: which stories are shown, how the findings are sorted."""

    shown: tuple[int, int] = (0, 1)
    sort: str = "importance"


@dataclass(frozen=True, slots=True)
class Project:
    """Everything that a project file holds."""

    stories: tuple[Story, ...] = ()
    title: str = ""
    found: Comparison | None = None
    """What the machine found, before anything a person changed; its stories are the project's."""
    judgements: tuple[Judgement, ...] = ()
    own_facts: tuple[OwnFact, ...] = ()
    links: tuple[Link, ...] = ()
    settings: Settings = field(default_factory=Settings)
    saved_at: str = ""

    @property
    def name(self) -> str:
        """The title, else the first headline, else the sources."""
        if self.title:
            return self.title
        headline = next((story.headline for story in self.stories if story.headline), None)
        return headline or ", ".join(story.name for story in self.stories) or "Untitled"

    def placement(self) -> Placement:
        """Which judgement stands on which finding, and which lost their place. Costs time on long texts: keep it."""
        return place(self)

    @property
    def comparison(self) -> Comparison | None:
        """What the machine found with what a person marked, linked and took apart. Costs time: keep it."""
        return laid_over(self)


def counted(fact: Fact) -> bool:
    """Whether a finding counts as one to decide: what is only in one story, and conflicts."""
    return fact.status is not Status.SHARED and fact.kind != "note"


def progress(placement: Placement) -> tuple[int, int]:
    """How many findings have a verdict, of how many to decide."""
    if placement.comparison is None:
        return 0, 0
    facts = [fact for fact in placement.comparison.facts if counted(fact)]
    decided = sum(1 for fact in facts if (j := placement.judgements.get(fact.id)) is not None and j.verdict is not None)
    return decided, len(facts)


def without_anchors_of(project: Project, story: int) -> Project:
    """The project after story number ``story`` was taken out: what hung on it goes, later stories move up."""

    def move(item: Anchor) -> Anchor | None:
        if item.story == story:
            return None
        return replace(item, story=item.story - 1) if item.story > story else item

    def moved(anchors: tuple[Anchor, ...]) -> tuple[Anchor, ...]:
        return tuple(new for a in anchors if (new := move(a)) is not None)

    return replace(
        project,
        judgements=tuple(replace(j, anchors=kept) for j in project.judgements if (kept := moved(j.anchors))),
        own_facts=tuple(replace(f, anchors=kept) for f in project.own_facts if (kept := moved(f.anchors))),
        links=tuple(
            replace(link, ends=(kept[0], kept[1])) for link in project.links if len(kept := moved(link.ends)) == 2
        ),
    )
