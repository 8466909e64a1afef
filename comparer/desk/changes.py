"""Each thing a person can do to a project, as a function from one project to the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from getpass import getuser

from comparer.comparison import Alignment, Comparison, Fact, Mention
from comparer.desk.anchoring import Anchor, EditMap, anchor, find_again, follow
from comparer.desk.project import Project, without_anchors_of
from comparer.desk.verdicts import Judgement, Link, OwnFact, Place, Verdict
from comparer.story import Sentence, Span, Speaker, Story

LABEL_WORDS = 12
"""Words of a fact marked by hand that stand for it in the list."""


@cache
def person() -> str:
    """Who is at the desk, as the system knows them; empty where it does not."""
    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return ""


def now() -> str:
    """The time, ISO 8601 with zone, to the second."""
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


def judged(
    project: Project,
    fact: Fact,
    standing: Judgement | None,
    *,
    verdict: Verdict | None,
    note: str,
) -> Project:
    """The project with this verdict and note on a fact, in place of the judgement that stood on it."""
    fresh = replace(
        standing or Judgement(_next_id("j", project), (), fact.kind, str(fact.status), fact.label),
        anchors=anchors(project.stories, fact.mentions),
        kind=fact.kind,
        status=str(fact.status),
        label=fact.label,
        verdict=verdict,
        note=note,
        by=person(),
        at=now(),
    )
    others = [j for j in project.judgements if j.id != fresh.id]
    if not fresh.empty:
        at = project.judgements.index(standing) if standing in project.judgements else len(others)
        others.insert(at, fresh)
    return replace(project, judgements=tuple(others))


def anchors(stories: Sequence[Story], mentions: Iterable[Mention]) -> tuple[Anchor, ...]:
    """Anchors on these mentions."""
    return tuple(anchor(m.story, stories[m.story].text, m.span) for m in mentions)


def with_fact(project: Project, places: Sequence[Place], kind: str) -> tuple[Project, str]:
    """The project with a fact marked by hand, and that fact's id. Raises ValueError for no words."""
    hooks = tuple(anchor(p.story, project.stories[p.story].text, p.span) for p in places if len(p.span))
    if not hooks:
        raise ValueError("no words are selected")
    words = hooks[0].words.split()
    label = " ".join(words[:LABEL_WORDS]) + (" …" if len(words) > LABEL_WORDS else "")
    fact = OwnFact(_next_id("own", project), hooks, kind, label, person(), now())
    return replace(project, own_facts=(*project.own_facts, fact)), fact.id


def without_fact(project: Project, fact_id: str) -> Project:
    """The project without a fact that was marked by hand."""
    return replace(project, own_facts=tuple(f for f in project.own_facts if f.id != fact_id))


def with_link(project: Project, one: Place, other: Place, *, tied: bool) -> Project:
    """The project with two passages tied together, or taken apart. Raises ValueError within one story.

    Tying takes back an earlier cut of the same passages, and the other way round.
    """
    if one.story == other.story:
        raise ValueError("a link ties passages of two stories")
    ends = tuple(
        anchor(p.story, project.stories[p.story].text, p.span) for p in sorted((one, other), key=lambda p: p.story)
    )
    kept = tuple(link for link in project.links if not (link.tied is not tied and _same_ends(link, ends)))
    if len(kept) < len(project.links):
        return replace(project, links=kept)
    link = Link(_next_id("link", project), (ends[0], ends[1]), tied, person(), now())
    return replace(project, links=(*project.links, link))


def _same_ends(link: Link, ends: Sequence[Anchor]) -> bool:
    return all(
        a.story == b.story and a.span is not None and b.span is not None and a.span.overlaps(b.span)
        for a, b in zip(link.ends, ends, strict=True)
    )


def _next_id(prefix: str, project: Project) -> str:
    items: list[Judgement | OwnFact | Link] = [*project.judgements, *project.own_facts, *project.links]
    taken = {item.id for item in items}
    number = len(taken) + 1
    while f"{prefix}{number}" in taken:
        number += 1
    return f"{prefix}{number}"


def with_story_changed(project: Project, index: int, story: Story) -> Project:
    """The project with one story's text or metadata replaced: what hangs on its words follows them."""
    old = project.stories[index]
    project = replace(project, stories=_with_item(project.stories, index, story))
    found = project.found
    if story.text == old.text:
        if found is None:
            return project
        read = _read_again(found.stories[index], story)
        return replace(project, found=replace(found, stories=_with_item(found.stories, index, read)))
    edit = EditMap(old.text, story.text)

    def moved(hooks: Iterable[Anchor]) -> tuple[Anchor, ...]:
        return tuple(follow(a, edit) if a.story == index else a for a in hooks)

    links = []
    for link in project.links:
        ends = moved(link.ends)
        links.append(replace(link, ends=(ends[0], ends[1])))
    return replace(
        project,
        found=None if found is None else _shifted(found, index, story, edit),
        judgements=tuple(replace(j, anchors=moved(j.anchors)) for j in project.judgements),
        own_facts=tuple(replace(f, anchors=moved(f.anchors)) for f in project.own_facts),
        links=tuple(links),
    )


def _shifted(found: Comparison, index: int, story: Story, edit: EditMap) -> Comparison:
    """The findings moved along with an edit, to stand in for the new ones until those come."""

    def move(mention: Mention) -> Mention | None:
        if mention.story != index:
            return mention
        span = edit.span(mention.span)
        return None if span is None else Mention(index, span.start, span.end)

    def moved(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        return tuple(m for mention in mentions if (m := move(mention)) is not None)

    facts = []
    for fact in found.facts:
        mentions = moved(fact.mentions)
        if {m.story for m in mentions} == set(fact.stories()):
            facts.append(replace(fact, mentions=mentions, nearest=moved(fact.nearest)))
    alignments: list[Alignment] = []
    for alignment in found.alignments:
        spans = moved(alignment.spans)
        if len(spans) == 2:
            alignments.append(replace(alignment, spans=(spans[0], spans[1])))
    stories = _with_item(found.stories, index, _read_shifted(found.stories[index], story, edit))
    return replace(found, stories=stories, facts=tuple(facts), alignments=tuple(alignments))


def _with_item(stories: tuple[Story, ...], index: int, story: Story) -> tuple[Story, ...]:
    return (*stories[:index], story, *stories[index + 1 :])


def bare(story: Story) -> Story:
    """The story as it was before it was read: without its sentences and quotes."""
    return replace(story, sentences=(), quotes=())


def _read_again(read: Story, story: Story) -> Story:
    """The story with the sentences and quotes that were read in the same text."""
    return replace(story, sentences=read.sentences, quotes=read.quotes)


def _read_shifted(read: Story, story: Story, edit: EditMap) -> Story:
    """The edited story with what was read in it before, moved along."""
    sentences = []
    for sentence in read.sentences:
        span = edit.span(sentence.span)
        paragraph = None if span is None else story.paragraph_at(span.start)
        if span is not None and paragraph is not None:
            sentences.append(Sentence(span.start, span.end, paragraph))
    quotes = []
    for quote in read.quotes:
        span = edit.span(quote.span)
        if span is not None:
            cue = None if quote.cue is None else edit.span(quote.cue)
            speaker = quote.speaker
            if speaker is not None and speaker.start is not None and speaker.end is not None:
                at = edit.span(Span(speaker.start, speaker.end))
                speaker = Speaker(speaker.name, *((at.start, at.end) if at else (None, None)))
            quotes.append(replace(quote, start=span.start, end=span.end, cue=cue, speaker=speaker))
    return replace(story, sentences=tuple(sentences), quotes=tuple(quotes))


def with_story_added(project: Project, story: Story) -> Project:
    """The project with one more story, which nothing is known of yet."""
    stories = (*project.stories, story)
    found = project.found
    return replace(project, stories=stories, found=None if found is None else replace(found, stories=stories))


def with_story_removed(project: Project, index: int) -> Project:
    """The project without one story: findings that only it took part in go, and what a person said of them."""
    found = project.found
    project = without_anchors_of(project, index)
    stories = project.stories[:index] + project.stories[index + 1 :]
    if found is not None:
        found = replace(found, stories=stories, facts=(), alignments=()) if len(stories) < 2 else _without(found, index)
    shown = _shown_after_removal(project.settings.shown, index, len(stories))
    return replace(project, stories=stories, found=found, settings=replace(project.settings, shown=shown))


def _shown_after_removal(shown: tuple[int, int], index: int, count: int) -> tuple[int, int]:
    left, right = (s - 1 if s > index else s for s in shown)
    if left == right or max(left, right) >= count:
        left, right = 0, 1
    return left, right


def _without(found: Comparison, index: int) -> Comparison:
    def moved(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        return tuple(replace(m, story=m.story - (m.story > index)) for m in mentions if m.story != index)

    facts = tuple(
        replace(fact, mentions=moved(fact.mentions), nearest=moved(fact.nearest))
        for fact in found.facts
        if index not in fact.stories()
    )
    alignments = tuple(
        replace(a, spans=(spans[0], spans[1])) for a in found.alignments if len(spans := moved(a.spans)) == 2
    )
    stories = found.stories[:index] + found.stories[index + 1 :]
    return replace(found, stories=stories, facts=facts, alignments=alignments)


def with_places_sought(project: Project) -> Project:
    """The project with every anchor that had lost its place looked for again in the texts as they are now."""

    def sought(hooks: Iterable[Anchor]) -> tuple[Anchor, ...]:
        return tuple(find_again(a, project.stories[a.story].text) if a.span is None else a for a in hooks)

    return replace(
        project,
        judgements=tuple(replace(j, anchors=sought(j.anchors)) for j in project.judgements),
        own_facts=tuple(replace(f, anchors=sought(f.anchors)) for f in project.own_facts),
    )
