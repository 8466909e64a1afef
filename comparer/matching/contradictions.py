"""Claims, names and quotes of aligned sentences that contradict each other, by rules that ask for much.

Most differences of wording between agencies mean nothing, so a rule only speaks where the place is the same beyond
doubt: opposite words between matching words, a denial of the same verb with the same subject, another name in an
otherwise matching sentence, the same quoted words from another speaker or with a word exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from comparer.matching.names import same_name
from comparer.matching.quotes import QuoteMatch, quoted_spans
from comparer.matching.side import Side, function_words
from comparer.matching.slots import LEAST, Slot, SlotRow, antonyms, clause_of, find_slots
from comparer.matching.wording import fold
from comparer.reading.nouns import Name
from comparer.story import Quote, QuoteKind, Span

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
OPEN = frozenset({"whether", "if", "unless", "until"})
"""Words that make a clause assert nothing."""
KIN = ("brother", "sister", "father", "mother", "wife", "husband")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """``a`` and ``b`` are the contradicting words; ``said`` is what is wrong between them, as a clause."""

    a: Span
    b: Span
    kind: str
    said: str
    confidence: float


def find_contradictions(
    a: Side, b: Side, aligned: Mapping[tuple[int, int], float], quotes: Sequence[QuoteMatch]
) -> list[Contradiction]:
    """All of them, in no particular order."""
    return [*_from_slots(a, b, aligned), *_from_roles(a, b), *_from_quotes(a, b, aligned, quotes)]


def _from_slots(a: Side, b: Side, aligned: Mapping[tuple[int, int], float]) -> Iterable[Contradiction]:
    taken: set[tuple[int, int]] = set()
    for slot, row in find_slots(a, b, aligned):
        found = _opposed(a, b, slot, row) or _denied(a, b, slot, row) or _renamed(a, b, slot, row)
        if found and slot.sentences not in taken:
            taken.add(slot.sentences)
            yield found


def _opposed(a: Side, b: Side, slot: Slot, row: SlotRow) -> Contradiction | None:
    """Opposites such as "rose" and "fell" in one place, unless a story uses both words in that sentence."""
    if not slot.antonyms:
        return None
    firm = row.head_same and (row.beside >= 1 or row.cosine >= 0.6) and row.score >= 0.5
    firm = firm or (row.children >= 1 and row.beside >= 1 and row.score >= 0.6)
    if not firm or _has_contrary(a, slot.x) or _has_contrary(b, slot.y):
        return None
    return _claims(a, b, slot, "say the opposite of each other", 0.6)


def _has_contrary(side: Side, k: int) -> bool:
    sentence = side.reading.tokens[k].sentence
    contrary = antonyms().get(side.reading.tokens[k].lemma, frozenset())
    return any(side.reading.tokens[j].lemma in contrary for j in side.sentences[sentence].tokens)


def _denied(a: Side, b: Side, slot: Slot, row: SlotRow) -> Contradiction | None:
    """The same verb with the same company, said by one and denied by the other."""
    if not slot.negated or not row.same_lemma or row.children < 2 or row.score < 0.7:
        return None
    if any(_conditional(s, k) for s, k in ((a, slot.x), (b, slot.y))) or row.modality_differs:
        return None
    return _claims(a, b, slot, "differ in whether it is so", 0.5)


def _conditional(side: Side, k: int) -> bool:
    """Whether the clause around a word asserts nothing: "if", "whether", "unless"."""
    tokens = side.reading.tokens
    for claim in side.claims_by_sentence.get(tokens[k].sentence, ()):
        if k in claim.tokens:
            return bool(claim.modality) or any(tokens[j].lemma in OPEN for j in claim.tokens)
    return False


def _renamed(a: Side, b: Side, slot: Slot, row: SlotRow) -> Contradiction | None:
    """Another person or place where all else matches; neither name stands anywhere in the other's sentence."""
    kinds = {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place"}
    t, u = a.reading.tokens[slot.x], b.reading.tokens[slot.y]
    kind = kinds.get(t.entity)
    if not kind or kinds.get(u.entity) != kind or not row.head_same or row.share < 0.6 or row.score < 0.6:
        return None
    spans = _entity(a, slot.x), _entity(b, slot.y)
    words = {fold(m.group()) for m in WORD.finditer(a.text, spans[0].start, spans[0].end)}
    others = {fold(m.group()) for m in WORD.finditer(b.text, spans[1].start, spans[1].end)}
    here = {fold(a.reading.tokens[k].text) for k in a.sentences[slot.sentences[0]].tokens}
    there = {fold(b.reading.tokens[k].text) for k in b.sentences[slot.sentences[1]].tokens}
    if others & here or words & there or _same_named(a.reading.names, b.reading.names, spans):
        return None
    return Contradiction(*spans, kind, f"name another {kind} in the same place", 0.45)


def _entity(side: Side, k: int) -> Span:
    """The whole name around a token."""
    tokens = side.reading.tokens
    low = high = k
    while low > 0 and not tokens[low].begins_entity and tokens[low - 1].entity == tokens[k].entity:
        low -= 1
    while high + 1 < len(tokens) and tokens[high + 1].entity == tokens[k].entity and not tokens[high + 1].begins_entity:
        high += 1
    return Span(tokens[low].start, tokens[high].end)


def _same_named(mine: Sequence[Name], other: Sequence[Name], spans: tuple[Span, Span]) -> bool:
    """Whether both spans mention names with a form in common."""
    forms = [
        frozenset().union(*(n.forms for n in names if any(m.start < s.end and s.start < m.end for m in n.mentions)))
        for names, s in ((mine, spans[0]), (other, spans[1]))
    ]
    return bool(forms[0] & forms[1])


def _from_roles(a: Side, b: Side) -> Iterable[Contradiction]:
    """Kinship that contradicts: "his brother Jonathan" against "his half-brother, Jonathan"."""
    contrary = antonyms()
    kinship = frozenset(word for word in contrary if word.endswith(KIN))
    named = [
        {form: n for n in s.reading.names if n.kind == "person" for form in n.forms if " " in form} for s in (a, b)
    ]
    for form in sorted(named[0].keys() & named[1].keys()):
        roles = [_roles(s, names[form], kinship) for s, names in ((a, named[0]), (b, named[1]))]
        for first, where in roles[0].items():
            for second, there in roles[1].items():
                if second in contrary[first] and first not in roles[1] and second not in roles[0]:
                    yield Contradiction(where, there, "person", "give the same person another role", 0.6)
                    break


def _roles(side: Side, name: Name, words: frozenset[str]) -> dict[str, Span]:
    """Kinship words right before a mention of a name, each with its first place."""
    out: dict[str, Span] = {}
    for mention in name.mentions:
        if mention.how in {"pronoun", "role"}:
            continue
        before = side.tokens_in(max(0, mention.start - 25), mention.start)
        text = side.text[side.reading.tokens[before.start].start : mention.start].lower() if before else ""
        for word in words:
            at = text.rfind(word)
            whole = at >= 0 and not text[:at].endswith(("-", "half")) and not text[at + len(word) :].strip(" ,")
            if whole:
                start = side.reading.tokens[before.start].start + at
                out.setdefault(word, Span(start, mention.end))
    return out


def _from_quotes(
    a: Side, b: Side, aligned: Mapping[tuple[int, int], float], matches: Sequence[QuoteMatch]
) -> Iterable[Contradiction]:
    for match in matches:
        q, r = a.reading.quotes[match.a], b.reading.quotes[match.b]
        if q.kind is not QuoteKind.DIRECT or r.kind is not QuoteKind.DIRECT:
            continue
        people = _speaker(a, q), _speaker(b, r)
        if people[0] and people[1] and match.score >= 0.9 and not same_name(people[0], people[1]):
            said = f"give the same words to {people[0].full} and to {people[1].full}"
            yield Contradiction(q.span, r.span, "quote", said, 0.7)
        elif match.score >= 0.7 and (exchanged := _exchanged(a, b, q.span, r.span)):
            yield Contradiction(*exchanged, "quote", "quote the same sentence with another word", 0.5)
    yield from _short_quotes(a, b, aligned)


def _speaker(side: Side, quote: Quote) -> Name | None:
    """The one person beside a quote, where the story gives the name in full somewhere and names him here, not "he"."""
    speaker = quote.speaker
    if speaker is None or speaker.start is None or speaker.end is None:
        return None
    found = [
        name
        for name in side.reading.names
        if name.kind == "person"
        and len(name.full.split()) > 1
        and any(m.how in {"name", "alias"} and m.start < speaker.end and speaker.start < m.end for m in name.mentions)
    ]
    return found[0] if len(found) == 1 else None


def _short_quotes(a: Side, b: Side, aligned: Mapping[tuple[int, int], float]) -> Iterable[Contradiction]:
    """A few quoted words of aligned sentences, one exchanged: "strong history" against "long history"."""
    runs = [_runs(side) for side in (a, b)]
    for (i, j), score in sorted(aligned.items()):
        if score < LEAST:
            continue
        for x in runs[0].get(i, ()):
            for y in runs[1].get(j, ()):
                words = [[fold(m.group()) for m in WORD.finditer(s.text, r.start, r.end)] for s, r in ((a, x), (b, y))]
                one = len(words[0]) == len(words[1]) and sum(v != w for v, w in zip(*words, strict=True)) == 1
                if one and (exchanged := _exchanged(a, b, x, y)):
                    yield Contradiction(*exchanged, "quote", "quote the same phrase with another word", 0.5)


def _runs(side: Side) -> dict[int, list[Span]]:
    """Two to five words in quotation marks, by sentence."""
    out: dict[int, list[Span]] = {}
    for quote in side.reading.quotes:
        for run in quoted_spans(side.text, quote):
            inside = side.tokens_in(run.start, run.end)
            if inside and 2 <= len(WORD.findall(side.text[run.start : run.end])) <= 5:
                out.setdefault(side.reading.tokens[inside.start].sentence, []).append(run)
    return out


def _exchanged(a: Side, b: Side, q: Span, r: Span) -> tuple[Span, Span] | None:
    """The first content words that stand for each other in otherwise the same words."""
    left = list(WORD.finditer(a.text, q.start, q.end))
    right = list(WORD.finditer(b.text, r.start, r.end))
    forms = [fold(m.group()) for m in left], [fold(m.group()) for m in right]
    functional = function_words()
    for op, i, i_end, j, j_end in SequenceMatcher(None, *forms, autojunk=False).get_opcodes():
        if op != "replace" or i_end - i > 2 or j_end - j > 2:
            continue
        old, new = set(forms[0][i:i_end]) - functional, set(forms[1][j:j_end]) - functional
        if old and new and not _variant(old, new):
            return Span(left[i].start(), left[i_end - 1].end()), Span(right[j].start(), right[j_end - 1].end())
    return None


def _variant(old: set[str], new: set[str]) -> bool:
    """Whether words are spelled or inflected otherwise only."""
    first, second = "".join(sorted(old)), "".join(sorted(new))
    return first[:4] == second[:4] or SequenceMatcher(None, first, second, autojunk=False).ratio() >= 0.75


def _claims(a: Side, b: Side, slot: Slot, said: str, confidence: float) -> Contradiction:
    return Contradiction(clause_of(a, slot.x), clause_of(b, slot.y), "claim", said, confidence)
