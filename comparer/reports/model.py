"""The report model: what every kind of report says, so that no two can disagree. Plain frozen data.

``comparer.reports.making`` makes it; the kinds only lay it out. All strings are plain text and untrusted: each kind
escapes them for itself. Offsets count code points of the story's text, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from comparer.comparison import Comparison, Relation, Status
from comparer.desk.takes import TakeChanges
from comparer.desk.verdicts import Verdict
from comparer.reports.options import ReportOptions
from comparer.reports.phrases import Phrases


class Look(StrEnum):
    """How words are marked: a shape each, never a colour alone."""

    PLAIN = "plain"
    ONLY = "only"
    CONFLICT = "conflict"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with one look."""

    text: str
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Place:
    """Where a story says something, and its words: marked, with a little of what stands around them."""

    story: int
    start: int | None
    """None for words that lost their place."""
    end: int | None
    words: str
    """The words themselves, on one line, cut where quotations may not be longer."""
    pieces: tuple[Piece, ...]
    number: int | None
    """The paragraph's number, as a person counts; None in a headline, note or caption."""
    where: str
    """ "paragraph 7", "headline"."""
    speaker: str = ""
    manner: str = ""
    """ "direct quote", "indirect"; "" where nobody is quoted."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """How much of a quote another story has."""

    relation: Relation
    kept: int
    of: int
    changed: int
    told: str
    """The same as a sentence."""
    edits: tuple[tuple[tuple[str, str, int], ...], ...]
    """For each pair of passages the word edits (op, words, story): "=", "-" or "+" as in an alignment; the
    words stand in that story."""


@dataclass(frozen=True, slots=True)
class Row:
    """One finding. ``number`` counts through the whole report from 1."""

    number: int
    id: str
    group: str
    status: Status
    kind: str
    label: str
    places: tuple[tuple[Place, ...], ...]
    """By story; empty for a story that does not have it."""
    nearest: tuple[Place, ...]
    why: str
    importance: float
    speaker: str = ""
    quotation: Quotation | None = None
    verdict: Verdict | None = None
    note: str = ""
    by: str = ""
    at: str = ""
    by_hand: bool = False
    aside: str = ""
    """Why it was set aside; "" for findings that were not."""

    @property
    def decided(self) -> bool:
        """Whether a person gave a verdict."""
        return self.verdict is not None

    @property
    def stories(self) -> tuple[int, ...]:
        """The stories that have it."""
        return tuple(k for k, places in enumerate(self.places) if places)


@dataclass(frozen=True, slots=True)
class Group:
    """Findings under one heading. ``story``: for "only", the one that has them."""

    key: str
    kind: str
    title: str
    meaning: str
    rows: tuple[Row, ...]
    story: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One of the stories compared, as the head of a report names it."""

    letter: str
    """A, B, C … in the order of the stories."""
    name: str
    headline: str
    byline: str
    filed: str
    """ "Brussels, 12 February 2020", as far as it is known."""
    words: int
    paragraphs: int
    file: str
    """The file's name, without its folder."""
    format: str
    version_mark: str
    sha256: str
    embargo: str
    language: str
    take: str = ""
    """ "take 2 of 3" where other takes of the same story are compared."""
    embargo_over: str = ""
    """That its embargo is over, and since when; "" where it had none or still has."""

    @property
    def told(self) -> tuple[str, ...]:
        """Where and when it was filed, which version it is, and that its embargo is over, as far as there is any."""
        mark = self.version_mark if self.version_mark not in self.name else ""
        return tuple(t for t in (self.filed, mark, self.take, self.embargo_over) if t)


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A run of a story's text; ``rows`` are the numbers of the findings that it belongs to, ``begins`` of those that
    begin with it."""

    text: str
    start: int
    look: Look
    rows: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph of a story with its marks. ``matches``: for each other story, the numbers of the paragraphs that say
    the same."""

    kind: str
    number: int | None
    pieces: tuple[MarkedPiece, ...]
    matches: tuple[tuple[int, tuple[int, ...]], ...] = ()
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class SetAside:
    """Something that does not count as a difference, or is not in the report, and why."""

    what: str
    why: str
    source: str = ""
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Decider:
    """Who gave verdicts or wrote notes: how many, and when last."""

    who: str
    count: int
    last: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a report says."""

    title: str
    subtitle: str
    made_at: str
    sources: tuple[Source, ...]
    embargoes: tuple[str, ...]
    takes: tuple[str, ...]
    """For each later take of a story, what it added, changed and dropped."""
    take_changes: tuple[TakeChanges, ...]
    read_first: tuple[tuple[str, str], ...]
    """(what it is about: a group's kind, the sentence)."""
    groups: tuple[Group, ...]
    aside: tuple[SetAside, ...]
    texts: tuple[tuple[MarkedParagraph, ...], ...] | None
    """By story; None where the full texts are left out."""
    decided: int
    to_decide: int
    deciders: tuple[Decider, ...]
    notices: tuple[str, ...]
    scope: tuple[str, ...]
    comparison: Comparison
    """What the report is of, with what a person laid over it; kinds for machines read offsets from it."""
    options: ReportOptions
    phrases: Phrases

    @property
    def rows(self) -> tuple[Row, ...]:
        """All findings in the order in which they are numbered, without those set aside."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """All findings, those set aside last."""
        return self.rows + tuple(item.row for item in self.aside if item.row is not None)
