"""Findings in words: what a row, a card, a tooltip and a screen reader say of them. Knows no widgets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from comparer.comparison import Comparison, Fact, Mention, Relation, Status
from comparer.desk.findings import Group, GroupKind, QuoteWording
from comparer.desk.verdicts import Judgement
from comparer.story import Story

_CONTEXT = "Findings"
SHORT = 60
"""Code points of words that are told in full; longer ones are cut at a word."""

KIND_NAMES = {
    "claim": QT_TRANSLATE_NOOP(_CONTEXT, "Claim"),
    "quote": QT_TRANSLATE_NOOP(_CONTEXT, "Quote"),
    "person": QT_TRANSLATE_NOOP(_CONTEXT, "Person"),
    "organisation": QT_TRANSLATE_NOOP(_CONTEXT, "Organisation"),
    "place": QT_TRANSLATE_NOOP(_CONTEXT, "Place"),
    "date": QT_TRANSLATE_NOOP(_CONTEXT, "Date"),
    "number": QT_TRANSLATE_NOOP(_CONTEXT, "Number"),
    "title": QT_TRANSLATE_NOOP(_CONTEXT, "Title"),
    "other": QT_TRANSLATE_NOOP(_CONTEXT, "Other"),
    "note": QT_TRANSLATE_NOOP(_CONTEXT, "Note"),
}
RELATION_NAMES = {
    Relation.VERBATIM: QT_TRANSLATE_NOOP(_CONTEXT, "verbatim"),
    Relation.EDITED: QT_TRANSLATE_NOOP(_CONTEXT, "edited"),
    Relation.TRIMMED: QT_TRANSLATE_NOOP(_CONTEXT, "trimmed"),
    Relation.PARAPHRASE: QT_TRANSLATE_NOOP(_CONTEXT, "paraphrase"),
    Relation.PARTIAL: QT_TRANSLATE_NOOP(_CONTEXT, "partial"),
}


def tr(text: str, **values: object) -> str:
    """The text in the person's language, with values put in."""
    return QCoreApplication.translate(_CONTEXT, text).format(**values)


def kind_name(kind: str) -> str:
    """What a kind of fact is called."""
    return tr(str(KIND_NAMES[kind])) if kind in KIND_NAMES else kind.capitalize()


def relation_name(relation: Relation) -> str:
    """What a relation is called."""
    return tr(str(RELATION_NAMES[relation]))


def group_title(group: Group, stories: Sequence[Story]) -> str:
    """The heading of a group."""
    match group.kind:
        case GroupKind.CONFLICT:
            return tr("Conflicts")
        case GroupKind.ONLY:
            return tr("Only in {source}", source=stories[group.story or 0].name)
        case GroupKind.SOME:
            return tr("In some stories, not in all")
        case GroupKind.ALTERED:
            return tr("Altered quotes")
        case GroupKind.QUOTES:
            return tr("Shared quotes")
        case GroupKind.SHARED:
            return tr("Shared")
        case GroupKind.NOTES:
            return tr("Notes on words")
        case GroupKind.LOST:
            return tr("Lost its place")


def words_of(mention: Mention, comparison: Comparison, limit: int = SHORT) -> str:
    """The words of a mention on one line, cut at a word where they are longer than ``limit``."""
    return shortened(comparison.stories[mention.story].text[mention.start : mention.end], limit)


def shortened(text: str, limit: int = SHORT) -> str:
    """Text on one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def row_text(fact: Fact, comparison: Comparison) -> str:
    """What a row of the list says: the words themselves; for a conflict both readings."""
    if fact.status is Status.CONFLICT:
        return " ≠ ".join(f"“{words_of(m, comparison)}”" for m in firsts(fact))
    first = fact.mentions[0]
    if fact.kind == "quote":
        return f"“{words_of(first, comparison, 160)}”"
    if fact.kind == "claim":
        return words_of(first, comparison, 160)
    return fact.label


def firsts(fact: Fact) -> list[Mention]:
    """Its first mention in each story that has it."""
    return [min(m for m in fact.mentions if m.story == story) for story in fact.stories()]


def numbers(fact: Fact, story: int, comparison: Comparison) -> list[int]:
    """The numbers of the paragraphs of one story that mention it, ascending."""
    text = comparison.stories[story]
    found = {text.number_of(m.start) for m in fact.mentions if m.story == story}
    return sorted(n for n in found if n is not None)


def place_text(fact: Fact, comparison: Comparison) -> str:
    """Paragraph numbers, as short as a row has room for: "7 · 15", "2 · 2, 4"."""
    return " · ".join(_few(numbers(fact, story, comparison)) for story in fact.stories())


def _few(found: Sequence[int]) -> str:
    if not found:
        return "–"
    return ", ".join(str(n) for n in found[:2]) + (" …" if len(found) > 2 else "")


def source_and_place(fact: Fact, story: int, comparison: Comparison) -> str:
    """ "dpa, paragraphs 2 and 4"; a headline or note has no number."""
    found = numbers(fact, story, comparison)
    name = comparison.stories[story].name
    if not found:
        return name
    if len(found) == 1:
        return tr("{source}, paragraph {number}", source=name, number=found[0])
    listed = ", ".join(str(n) for n in found[:-1])
    return tr("{source}, paragraphs {numbers} and {last}", source=name, numbers=listed, last=found[-1])


def verdict_text(judgement: Judgement | None) -> str:
    """The verdict's name, or that there is none."""
    if judgement is None or judgement.verdict is None:
        return tr("undecided")
    return tr(judgement.verdict.title)


def spoken(fact: Fact, comparison: Comparison, judgement: Judgement | None, wording: QuoteWording | None = None) -> str:
    """What a screen reader says of a finding: status, kind, text, place, verdict."""
    parts: list[str] = []
    kind = kind_name(fact.kind).lower()
    if fact.status is Status.ONLY:
        first = fact.mentions[0]
        found = numbers(fact, first.story, comparison)
        parts += [tr("Only in {source}", source=comparison.stories[first.story].name), kind, _told(fact, comparison)]
        parts += [tr("paragraph {number}", number=found[0])] if found else []
    elif fact.status is Status.CONFLICT:
        parts += [tr("Conflict"), kind]
        parts += ["; ".join(f"{words_of(m, comparison)}, {_spoken_place(m, comparison)}" for m in firsts(fact))]
    else:
        parts += _spoken_shared(fact, comparison, wording)
        parts += [", ".join(_spoken_all_places(fact, story, comparison) for story in fact.stories())]
    if judgement is not None and judgement.note:
        parts.append(tr("with a note"))
    if fact.status is not Status.SHARED or (judgement is not None and judgement.verdict is not None):
        parts.append(verdict_text(judgement))
    return ", ".join(parts) + "."


def _spoken_shared(fact: Fact, comparison: Comparison, wording: QuoteWording | None) -> list[str]:
    if fact.kind != "quote":
        return [tr("Shared"), kind_name(fact.kind).lower(), _told(fact, comparison)]
    parts = [kind_name("quote"), speaker_of(fact, comparison) or _told(fact, comparison)]
    if wording is not None:
        parts.append(relation_name(wording.relation))
        if wording.kept < wording.of and wording.kept:
            parts.append(tr("{kept} of {of} words", kept=wording.kept, of=wording.of))
    return parts


def _told(fact: Fact, comparison: Comparison) -> str:
    return words_of(fact.mentions[0], comparison) if fact.kind in ("claim", "quote") else fact.label


def _spoken_place(mention: Mention, comparison: Comparison) -> str:
    story = comparison.stories[mention.story]
    number = story.number_of(mention.start)
    return story.name if number is None else tr("{source} paragraph {number}", source=story.name, number=number)


def _spoken_all_places(fact: Fact, story: int, comparison: Comparison) -> str:
    found = [str(n) for n in numbers(fact, story, comparison)]
    name = comparison.stories[story].name
    if not found:
        return name
    listed = found[0] if len(found) == 1 else tr("{some} and {last}", some=", ".join(found[:-1]), last=found[-1])
    return f"{name} {listed}"


def speaker_of(fact: Fact, comparison: Comparison) -> str:
    """Who is quoted, by the first of its mentions that says so; "" for none."""
    for mention in fact.mentions:
        for quote in comparison.stories[mention.story].quotes:
            if quote.speaker is not None and quote.span.overlaps(mention.span):
                return quote.speaker.name
    return ""


def subtitle(fact: Fact, comparison: Comparison) -> str:
    """The line under a card's title: kind, status, place."""
    kind = kind_name(fact.kind)
    if fact.kind == "note":
        return " · ".join([kind, *(source_and_place(fact, s, comparison) for s in fact.stories())])
    if fact.status is Status.ONLY:
        story = fact.stories()[0]
        found = numbers(fact, story, comparison)
        parts = [kind, tr("only in {source}", source=comparison.stories[story].name)]
        if fact.kind == "quote" and (speaker := speaker_of(fact, comparison)):
            parts.insert(1, speaker)
        if found:
            parts.append(tr("paragraph {number}", number=", ".join(map(str, found))))
        return " · ".join(parts)
    places = ", ".join(_spoken_all_places(fact, story, comparison) for story in fact.stories())
    if fact.status is Status.CONFLICT:
        return " · ".join([tr("Conflict"), kind.lower(), places])
    if fact.kind == "quote" and (speaker := speaker_of(fact, comparison)):
        return " · ".join([kind, speaker, places])
    return " · ".join([kind, tr("shared"), places])


def importance_dots(importance: float) -> int:
    """1 to 3 dots."""
    return 3 if importance >= 0.55 else 2 if importance >= 0.4 else 1
