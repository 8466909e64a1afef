"""What a person says of a finding: verdicts, notes, facts marked by hand, and links made or cut by hand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from comparer.desk.anchoring import Anchor
from comparer.story import Span


class Verdict(StrEnum):
    """One word of judgement on a finding; its value is what a project file holds."""

    OMISSION = "omission"
    SAME = "same"
    WORDING = "wording"
    BOILERPLATE = "boilerplate"
    CONFLICT = "conflict"
    NOT_A_FACT = "not-a-fact"
    TO_CHECK = "to-check"
    CHECKED = "checked"

    @property
    def letter(self) -> str:
        """The key that gives this verdict, and the letter in its tag."""
        return _LETTERS[self]

    @property
    def title(self) -> str:  # type: ignore[override]
        """What it is called on screen and in a report."""
        return _TITLES[self]

    @property
    def meaning(self) -> str:
        """One sentence that says when to give it."""
        return _MEANINGS[self]


_LETTERS = {
    Verdict.OMISSION: "O",
    Verdict.SAME: "S",
    Verdict.WORDING: "W",
    Verdict.BOILERPLATE: "B",
    Verdict.CONFLICT: "C",
    Verdict.NOT_A_FACT: "F",
    Verdict.TO_CHECK: "T",
    Verdict.CHECKED: "K",
}
_TITLES = {
    Verdict.OMISSION: "Omission",
    Verdict.SAME: "Same in other words",
    Verdict.WORDING: "Wording only",
    Verdict.BOILERPLATE: "Boilerplate",
    Verdict.CONFLICT: "Conflict",
    Verdict.NOT_A_FACT: "Not a fact",
    Verdict.TO_CHECK: "To check",
    Verdict.CHECKED: "Checked",
}
_MEANINGS = {
    Verdict.OMISSION: "The other story leaves it out.",
    Verdict.SAME: "The other story says it in other words.",
    Verdict.WORDING: "Only the wording differs, not what is said.",
    Verdict.BOILERPLATE: "It belongs to the agency's furniture, not to the news.",
    Verdict.CONFLICT: "The stories contradict each other.",
    Verdict.NOT_A_FACT: "There is nothing here to compare.",
    Verdict.TO_CHECK: "Somebody has to find out.",
    Verdict.CHECKED: "It has been found out; the note says how.",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, a note, or both, on one finding. It hangs on the finding's words, not on its id, which changes with
    each comparison. ``status``, ``kind`` and ``label`` are the finding's when it was judged."""

    id: str
    anchors: tuple[Anchor, ...]
    kind: str
    status: str
    label: str
    verdict: Verdict | None = None
    note: str = ""
    """Markdown."""
    by: str = ""
    at: str = ""
    """ISO 8601 with zone, of the last change."""

    @property
    def empty(self) -> bool:
        """Whether it says nothing any more."""
        return self.verdict is None and not self.note


def said(judgement: Judgement | None) -> tuple[Verdict | None, str]:
    """What a judgement says, wherever its words are; nothing for none."""
    return (None, "") if judgement is None else (judgement.verdict, judgement.note)


@dataclass(frozen=True, slots=True)
class OwnFact:
    """A fact that a person marked because the machine missed it, or (kind ``note``) words that carry a remark."""

    id: str
    anchors: tuple[Anchor, ...]
    kind: str
    label: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Two passages that a person tied together (``tied``) or took apart; outranks what the machine aligned."""

    id: str
    ends: tuple[Anchor, Anchor]
    tied: bool = True
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A span of one story, as a person selects it; ``story`` is an index into the project's stories."""

    story: int
    span: Span
