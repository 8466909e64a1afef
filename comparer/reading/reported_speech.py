"""What may be reported speech: every clause or phrase that a verb, a noun or "according to" could report.

More is proposed than is right; ``quote_model`` decides. Entry point: ``find_candidates``. Positions are token indices,
both ends included.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comparer.reading.lexicon import Lexicon
from comparer.reading.nouns import Token
from comparer.reading.tree import Tree

COMPLEMENTS = frozenset({"dobj", "dative", "oprd", "xcomp", "ccomp", "attr", "acomp"})
CARRYING = frozenset({"of", "for", "as", "with", "against", "over", "about", "to", "into"})
ASIDE = frozenset({"advcl", "npadvmod", "conj", "cc", "punct", "advmod"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be reported speech: tokens ``first`` to ``last``."""

    first: int
    last: int
    cue: int
    """The verb, noun or preposition that reports."""
    how: str
    """ccomp, xcomp, dobj, prep, around, according, noun, colon"""
    source: int | None
    """Head of the phrase that names the speaker."""
    piece: int = 0
    """0 for a whole; 1, 2 for what stands before and after the cue in its midst."""


def find_candidates(tokens: tuple[Token, ...], tree: Tree, lexicon: Lexicon) -> list[Candidate]:
    """Candidates in the order of their cues."""
    nouns = frozenset(lexicon.speech["cue_nouns"])
    accord = frozenset(lexicon.speech["according"])
    out: list[Candidate] = []
    for k, token in enumerate(tokens):
        if token.lemma in accord or token.text.lower() in accord:
            out.extend(_according(tree, k))
        elif token.pos == "VERB" or (token.pos == "AUX" and token.dep in {"ROOT", "conj", "ccomp"}):
            out.extend(_of_verb(tree, k))
        elif token.pos == "NOUN" and (token.lemma in nouns or tree.child(k, "acl", "ccomp") is not None):
            out.extend(_of_noun(tree, k))
    return [c for c in out if c.first <= c.last]


def speaker_of(tree: Tree, verb: int) -> int | None:
    """Who speaks by a verb: its subject, or its agent where it is passive."""
    passive = tree.child(verb, "auxpass") is not None or tree.child(verb, "nsubjpass") is not None
    agent = tree.child(verb, "agent")
    if agent is not None:
        return tree.child(agent, "pobj")
    bare = tree.tokens[verb].tag == "VBN" and tree.tokens[verb].dep in {"acl", "advcl"}
    if passive or (bare and tree.child(verb, "nsubj") is None):
        return None
    return tree.subject(verb)


def _of_verb(tree: Tree, verb: int) -> Iterator[Candidate]:
    tokens = tree.tokens
    source = speaker_of(tree, verb)
    right = [c for c in tree.children[verb] if c > verb]
    clause = next((c for c in tree.children[verb] if tokens[c].dep == "ccomp"), None)
    if clause is not None:
        yield from _clause(tree, verb, clause, source)
    for c in right:
        token = tokens[c]
        if token.dep == "xcomp":
            yield Candidate(*_trim(tree, *tree.reach(c)), verb, "xcomp", source)
        elif token.dep in {"dobj", "oprd", "attr", "acomp", "dative"} and (clause is None or clause < verb):
            yield Candidate(*_trim(tree, tree.reach(c)[0], _phrase_end(tree, right, c)), verb, "dobj", source)
            break
    for c in right:
        if tokens[c].dep in {"prep", "prt"} and tokens[c].dep == "prep":
            inner = tree.child(c, "pobj", "pcomp")
            if inner is not None and inner > c:
                yield Candidate(*_trim(tree, *tree.reach(inner)), verb, "prep", source)
    if tokens[verb].dep in {"parataxis", "ccomp", "advcl", "dep"} and clause is None and source is not None:
        yield from _around(tree, verb, source)
    elif clause is None and source is not None:
        yield from _before(tree, verb, source)


def _phrase_end(tree: Tree, right: list[int], start: int) -> int:
    """Where the complement that begins with ``start`` ends: the further complements that follow it go along."""
    end = tree.reach(start)[1]
    for c in right:
        if c <= start:
            continue
        token = tree.tokens[c]
        if token.dep in COMPLEMENTS or (token.dep == "prep" and token.lemma in CARRYING):
            end = max(end, tree.reach(c)[1])
        elif token.dep in ASIDE or token.dep == "prep":
            break
    return end


def _clause(tree: Tree, verb: int, clause: int, source: int | None) -> Iterator[Candidate]:
    """A clause that the verb governs, cut in two where the verb stands in its midst."""
    low, high = tree.reach(clause)
    if clause > verb and low > verb:
        # an addressee or complement before the clause ("urged both sides to …") is part of it where it has no subject
        yield Candidate(*_trim(tree, low, high), verb, "ccomp", source)
        return
    if high < verb:
        subject = tree.child(verb, "nsubj")
        edge = min(verb, tree.reach(subject)[0] if subject is not None and subject > high else verb)
        high = (
            max(high, edge - 1)
            if not any(tree.tokens[n].pos in {"VERB", "AUX"} for n in range(high + 1, edge))
            else high
        )
        rest = _resumed(tree, verb)
        yield Candidate(*_trim(tree, low, high), verb, "ccomp", source, 1 if rest else 0)
        if rest:
            yield Candidate(*_trim(tree, *rest), verb, "around", source, 2)
        return
    if low < verb < high:
        before, after = _cue_edges(tree, verb, source)
        yield Candidate(*_trim(tree, low, before), verb, "around", source, 1)
        yield Candidate(*_trim(tree, after, high), verb, "around", source, 2)


def _resumed(tree: Tree, verb: int) -> tuple[int, int] | None:
    """What goes on after "…, he said, but …"."""
    tokens = tree.tokens
    last = tree.last_of[tokens[verb].sentence]
    for k in range(verb + 1, min(verb + 8, last)):
        if tokens[k].text == ",":
            return (k + 1, last) if tokens[k + 1].dep == "cc" or tokens[k + 1].pos == "CCONJ" else None
        if tokens[k].pos in {"VERB", "PUNCT"}:
            return None
    return None


def _cue_edges(tree: Tree, verb: int, source: int | None) -> tuple[int, int]:
    """The last token before "the company said" and the first after it."""
    low = high = verb
    if source is not None:
        a, b = tree.noun_phrase(source)
        if abs(source - verb) < 30:
            low, high = min(low, a), max(high, b)
    tokens = tree.tokens
    while (
        high + 1 < len(tokens) and tokens[high + 1].sentence == tokens[verb].sentence and tokens[high + 1].text != ","
    ):
        if tokens[high + 1].pos == "PUNCT":
            break
        high += 1
        if high - verb > 12:
            break
    return low - 1, high + 1


def _around(tree: Tree, verb: int, source: int) -> Iterator[Candidate]:
    """The clause in which "…, he said, …" is set, before and after it."""
    tokens = tree.tokens
    top = tokens[verb].head
    if tokens[top].sentence != tokens[verb].sentence:
        return
    low, high = tree.reach(top)
    mine_low, mine_high = tree.reach(verb)
    if mine_low > top:
        yield Candidate(*_trim(tree, low, mine_low - 1), verb, "around", source, 1)
        if mine_high < high:
            yield Candidate(*_trim(tree, mine_high + 1, high), verb, "around", source, 2)
    elif mine_high < top:
        if low < mine_low:
            yield Candidate(*_trim(tree, low, mine_low - 1), verb, "around", source, 1)
        yield Candidate(*_trim(tree, mine_high + 1, high), verb, "around", source, 2)


def _before(tree: Tree, verb: int, source: int) -> Iterator[Candidate]:
    """All of the sentence before ", he said" where the parser saw no clause there."""
    tokens = tree.tokens
    low = min(verb, tree.reach(source)[0]) if source > verb - 30 else verb
    start = tree.first_of[tokens[verb].sentence]
    if low - 1 > start and tokens[low - 1].text == ",":
        yield Candidate(*_trim(tree, start, low - 2), verb, "before", source)


def _of_noun(tree: Tree, noun: int) -> Iterator[Candidate]:
    tokens = tree.tokens
    source = tree.child(noun, "poss")
    if source is None:
        by = next(
            (c for c in tree.children[noun] if tokens[c].lemma in {"by", "from"} and tokens[c].dep == "prep"), None
        )
        source = tree.child(by, "pobj") if by is not None else None
    head = tokens[noun].head
    if source is None and tokens[noun].dep in {"dobj", "pobj"} and head != noun:
        verb = head if tokens[head].pos == "VERB" else tokens[head].head
        source = tree.subject(verb) if tokens[verb].pos == "VERB" else None
    for c in tree.children[noun]:
        if c < noun:
            continue
        if tokens[c].dep in {"acl", "ccomp", "relcl"} and tokens[c].dep != "relcl":
            yield Candidate(*_trim(tree, *tree.reach(c)), noun, "noun", source)
        elif tokens[c].dep == "prep" and tokens[c].lemma in {"of", "for", "about", "on", "against", "over"}:
            inner = tree.child(c, "pobj", "pcomp")
            if inner is not None:
                yield Candidate(*_trim(tree, *tree.reach(inner)), noun, "nounprep", source)


def _according(tree: Tree, at: int) -> Iterator[Candidate]:
    """The clause that "according to …" stands in, less the phrase itself."""
    tokens = tree.tokens
    sentence = tokens[at].sentence
    first, last = tree.first_of[sentence], tree.last_of[sentence]
    to = next((n for n in range(at + 1, min(at + 3, last + 1)) if tokens[n].text.lower() == "to"), None)
    if to is None:
        return
    source = (
        tree.child(to, "pobj")
        or tree.child(at, "pobj")
        or next(
            (
                n
                for n in range(to + 1, min(to + 12, last + 1))
                if tokens[n].pos in {"NOUN", "PROPN", "PRON"} and tokens[n].dep != "compound"
            ),
            None,
        )
    )
    if source is None:
        return
    end = tree.reach(source)[1]
    comma = next((n for n in range(source, end + 1) if tokens[n].text == "," and n > source), None)
    words_before = sum(tokens[n].pos != "PUNCT" for n in range(first, at))
    if words_before < 3:
        start = next((n for n in range(source, last + 1) if tokens[n].text == ","), None)
        if start is not None:
            yield Candidate(*_trim(tree, start + 1, last), at, "according", source)
        return
    start = first
    top = tokens[at].head
    if (
        tokens[top].sentence == sentence
        and tokens[top].dep in {"conj", "ccomp", "advcl"}
        and tokens[top].pos in {"VERB", "AUX"}
    ):
        low = tree.reach(top)[0]
        if low < at and tokens[top].dep != "ccomp" and at - low > 4:
            start = low
    yield Candidate(*_trim(tree, start, at - 1), at, "according", source, 1)
    after = comma if comma is not None else end + 1
    if last - after > 4 and after <= last and tokens[after].text == ",":
        yield Candidate(*_trim(tree, after + 1, last), at, "according", source, 2)


def _trim(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """Without punctuation at the edges (brackets and quotation marks stay with what they belong to elsewhere)."""
    tokens = tree.tokens
    while first <= last and tokens[first].pos in {"PUNCT", "SPACE"}:
        first += 1
    while last >= first and tokens[last].pos in {"PUNCT", "SPACE"}:
        last -= 1
    return first, last
