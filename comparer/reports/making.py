"""From a comparison or a project to the report model: which findings, in which part, in which order.

The one place that decides what a report says; the kinds only lay it out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from comparer.comparison import Comparison, Fact, Status
from comparer.desk.changes import now
from comparer.desk.findings import GroupKind, Order, QuoteWording, Sort, sorted_facts
from comparer.desk.placing import Placement
from comparer.desk.project import Project, counted, progress
from comparer.desk.takes import names, take_changes
from comparer.desk.verdicts import Judgement, Verdict
from comparer.reports.aside import reason, set_aside
from comparer.reports.holding import embargo_lines, embargo_over, withdrawn_lines
from comparer.reports.marked_text import marked_texts
from comparer.reports.model import Decider, Group, Look, Piece, Place, Report, Row, Source
from comparer.reports.options import ReportOptions
from comparer.reports.phrases import Phrases
from comparer.reports.placing import Placer
from comparer.reports.quoting import cut, cut_quotations, one_line
from comparer.reports.reading_first import read_first
from comparer.reports.telling_takes import short_label, take_line
from comparer.story import Story

CHECK = "check"
"""The part for findings that somebody has to find out."""


def make(source: Comparison | Project, options: ReportOptions | None = None, *, with_texts: bool = True) -> Report:
    """The report of a comparison or project. ``with_texts``: whether the kind of report has room for the texts.

    Raises ComparerError for a template that cannot be used.
    """
    return _Maker(source, options or ReportOptions(), with_texts).report()


class _Maker:
    def __init__(self, source: Comparison | Project, options: ReportOptions, with_texts: bool) -> None:
        self._with_texts = with_texts
        if isinstance(source, Project):
            self._placement = source.placement()
            self._sort = Sort(source.settings.sort)
            self._title = options.title or source.name
            bare = Comparison(source.stories)
        else:
            self._placement = Placement(source)
            self._sort = Sort.IMPORTANCE
            headline = next((one_line(s.headline) for s in source.stories if s.headline), "")
            self._title = options.title or headline or ", ".join(s.name for s in source.stories)
            bare = source
        self._comparison = self._placement.comparison or bare
        self._judgements = self._placement.judgements
        self._options = options
        self._phrases = Phrases(options.template)
        self._placer = Placer(self._comparison, options, self._phrases)
        self._order = Order(self._comparison)
        self._names = [one_line(name) for name in names(self._comparison)]
        self._changes = take_changes(self._comparison)

    def report(self) -> Report:
        say, options, comparison = self._phrases, self._options, self._comparison
        made_at = options.at or now()
        groups, set_aside_rows, outside = self._groups()
        sources = tuple(self._source(k, story, made_at) for k, story in enumerate(comparison.stories))
        rows = [row for group in groups for row in group.rows]
        wordings = {f.id: w for f in comparison.facts if (w := self._order.wording(f.id)) is not None}
        texts = None
        if options.quotation_words is None and self._with_texts:
            texts = marked_texts(comparison, rows, wordings, options, say)
        decided, to_decide = progress(self._placement)
        deciders = self._deciders()
        return Report(
            title=one_line(self._title) or say("report.untitled"),
            subtitle=self._subtitle(made_at, decided, to_decide, deciders),
            made_at=made_at,
            sources=sources,
            embargoes=embargo_lines(comparison.stories, say, names=self._names, at=made_at),
            takes=self._takes((*rows, *set_aside_rows)),
            take_changes=self._changes,
            read_first=(
                *(("check", told) for told in withdrawn_lines(comparison.stories, say, names=self._names)),
                *read_first(groups, sources, self._placer, say),
            ),
            groups=groups,
            aside=set_aside(comparison, set_aside_rows, outside, options, say, self._names),
            texts=texts,
            decided=decided,
            to_decide=to_decide,
            deciders=deciders,
            notices=self._notices(),
            scope=self._scope(len(rows) + len(set_aside_rows)),
            comparison=comparison,
            options=options,
            phrases=say,
        )

    def _groups(self) -> tuple[tuple[Group, ...], list[Row], int]:
        """The parts with their findings numbered, the findings set aside, and how many are out of scope."""
        parts: dict[tuple[str, int | None], list[Row]] = {}
        aside: list[Row] = []
        outside = 0
        for kind, story, facts in ((g.kind, g.story, g.facts) for g in self._order.groups):
            for fact in sorted_facts(facts, self._sort):
                if not self._in_scope(fact):
                    outside += 1
                    continue
                row = self._row(fact, str(kind))
                if row.aside:
                    aside.append(row)
                else:
                    parts.setdefault(self._part(row, kind, story), []).append(row)
        if self._options.scope == "all":
            lost = [self._lost(j) for j in self._placement.lost]
            if lost:
                parts[str(GroupKind.LOST), None] = lost
        order = [str(GroupKind.CONFLICT), CHECK, *(str(k) for k in GroupKind if k is not GroupKind.CONFLICT)]
        groups = []
        number = 0
        for key in sorted(parts, key=lambda p: (order.index(p[0]), p[1] or 0)):
            numbered = [replace(row, number=number + k, group=key[0]) for k, row in enumerate(parts[key], 1)]
            number += len(numbered)
            groups.append(self._group(key[0], key[1], numbered))
        return tuple(groups), [replace(row, number=number + k) for k, row in enumerate(aside, 1)], outside

    def _part(self, row: Row, kind: GroupKind, story: int | None) -> tuple[str, int | None]:
        """The part a finding belongs to: what a person said of it outranks what the machine found."""
        if kind is GroupKind.CONFLICT or row.verdict is Verdict.CONFLICT:
            return str(GroupKind.CONFLICT), None
        if row.verdict is Verdict.TO_CHECK:
            return CHECK, None
        return str(kind), story

    def _group(self, kind: str, story: int | None, rows: Sequence[Row]) -> Group:
        name = "" if story is None else self._names[story]
        key = kind if story is None else f"{kind}-{story}"
        title = self._phrases(f"groups.{kind}", source=name)
        return Group(key, kind, title, self._phrases(f"meaning.{kind}", source=name), tuple(rows), story)

    def _in_scope(self, fact: Fact) -> bool:
        if self._options.scope == "ids":
            return fact.id in frozenset(self._options.ids)
        if self._options.scope == "undecided":
            judgement = self._judgements.get(fact.id)
            return counted(fact) and (judgement is None or judgement.verdict is None)
        return True

    def _row(self, fact: Fact, group: str) -> Row:
        limit = self._options.quotation_words
        wording: QuoteWording | None = self._order.wording(fact.id)
        judgement = self._judgements.get(fact.id)
        verdict = judgement.verdict if judgement is not None else None
        places = self._placer.places(fact, wording)
        hidden = any(self._placer.hidden(m) for m in fact.mentions)
        silent = hidden or any(self._placer.hidden(m) for m in fact.nearest)
        speakers = [p.speaker for told in places for p in told if p.speaker] if fact.kind in ("quote", "claim") else []
        return Row(
            number=0,
            id=fact.id,
            group=group,
            status=fact.status,
            kind=fact.kind,
            label=self._phrases("report.withheld") if hidden else cut(fact.label, limit),
            places=places,
            nearest=() if silent else self._placer.nearest(fact),
            why="" if silent else cut_quotations(fact.why, limit),
            importance=fact.importance,
            speaker=one_line(max(speakers, key=len, default="")),
            quotation=self._placer.quotation(wording) if wording is not None else None,
            verdict=verdict,
            note=judgement.note if judgement is not None else "",
            by=judgement.by if judgement is not None else "",
            at=judgement.at if judgement is not None else "",
            by_hand=fact.id.startswith("own"),
            aside=reason(verdict, fact.status, self._phrases),
        )

    def _lost(self, judgement: Judgement) -> Row:
        limit = self._options.quotation_words
        places: list[tuple[Place, ...]] = []
        for k in range(len(self._comparison.stories)):
            words = [cut(a.words, limit) for a in judgement.anchors if a.story == k]
            places.append(tuple(Place(k, None, None, w, (Piece(w, Look.PLAIN),), None, "") for w in words))
        return Row(
            number=0,
            id=judgement.id,
            group=str(GroupKind.LOST),
            status=Status(judgement.status),
            kind=judgement.kind,
            label=cut(judgement.label, limit),
            places=tuple(places),
            nearest=(),
            why=self._phrases("meaning.lost"),
            importance=0.5,
            verdict=judgement.verdict,
            note=judgement.note,
            by=judgement.by,
            at=judgement.at,
        )

    def _takes(self, rows: Sequence[Row]) -> tuple[str, ...]:
        """A line for each later take; its facts by the numbers that they have in the report."""
        numbered = {row.id: row for row in rows}

        def label(fact: Fact) -> str | None:
            row = numbered.get(fact.id)
            if row is not None:
                return f"{short_label(row.label, row.kind)} ({row.number})"
            hidden = any(self._placer.hidden(m) for m in fact.mentions)
            return None if hidden else short_label(cut(fact.label, self._options.quotation_words), fact.kind)

        return tuple(take_line(changes, self._names, label, self._phrases) for changes in self._changes)

    def _source(self, index: int, story: Story, made_at: str) -> Source:
        when = story.dateline.date or story.published
        filed = [one_line(story.dateline.place)] if story.dateline.place else []
        filed += [self._phrases.time(when)] if when else []
        body = [p for _, p in story.body()]
        return Source(
            letter=letter(index),
            name=self._names[index],
            headline=one_line(story.headline or ""),
            byline=one_line(story.byline or ""),
            filed=", ".join(filed),
            words=sum(len(story.text[p.start : p.end].split()) for p in body),
            paragraphs=len(body),
            file=one_line((story.file or "").replace("\\", "/").rsplit("/", 1)[-1]),
            format=story.format or "",
            version_mark=one_line(story.version_mark or ""),
            sha256=story.sha256 or hashlib.sha256(story.text.encode("utf-8", "surrogatepass")).hexdigest(),
            embargo=one_line(story.embargo or ""),
            language=story.language,
            take=self._take(index),
            embargo_over=embargo_over(story, self._phrases, made_at),
        )

    def _take(self, index: int) -> str:
        for changes in self._changes:
            if changes.later == index:
                return self._phrases("takes.number", number=changes.number, of=changes.of)
            if changes.earlier == index and changes.number == 2:
                return self._phrases("takes.first", of=changes.of)
        return ""

    def _subtitle(self, made_at: str, decided: int, to_decide: int, deciders: Sequence[Decider]) -> str:
        say = self._phrases
        names = say.listed(self._names)
        first = say("report.subtitle", sources=names, time=say.time(made_at))
        if not to_decide:
            return f"{first} {say('report.nothing_to_decide')}"
        if not decided:
            return f"{first} {say('report.undecided_yet', all=to_decide)}"
        people = say.listed([d.who for d in deciders])
        return f"{first} {say('report.checked_by', people=people, decided=decided, all=to_decide)}"

    def _deciders(self) -> tuple[Decider, ...]:
        found: dict[str, list[str]] = {}
        everything: Mapping[str, Judgement] = self._judgements
        for judgement in (*everything.values(), *self._placement.lost):
            found.setdefault(judgement.by or self._phrases("about.somebody"), []).append(judgement.at)
        return tuple(Decider(one_line(who), len(times), max(times)) for who, times in found.items())

    def _notices(self) -> tuple[str, ...]:
        warnings = [
            f"{self._names[k]}: {one_line(warning)}"
            for k, story in enumerate(self._comparison.stories)
            for warning in story.warnings
        ]
        return (*(one_line(n) for n in self._comparison.notices), *warnings)

    def _scope(self, shown: int) -> tuple[str, ...]:
        say, options = self._phrases, self._options
        lines = [say(f"scope.{options.scope}", shown=shown, all=len(self._comparison.facts))]
        words = options.quotation_words
        if words is not None:
            lines.append(say("scope.quotations", words=words))
        else:
            lines.append(say("scope.texts" if self._with_texts else "scope.no_texts"))
        if any(p.private for story in self._comparison.stories for p in story.paragraphs):
            lines.append(say("scope.private_in" if options.include_private else "scope.private_out"))
        return tuple(lines)


def letter(index: int) -> str:
    """A, B, C … for stories in their order; S27 and so on after Z."""
    return chr(ord("A") + index) if index < 26 else f"S{index + 1}"
