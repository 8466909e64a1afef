"""Quotes: direct, mixed and indirect, with speaker and cue.

Quotation marks give runs; clauses that a verb, noun or "according to" governs give reported speech; a run inside a
reported clause makes it mixed. Entry point: ``find_quotes``.
"""

from __future__ import annotations

import re

from comparer.reading.lexicon import Lexicon, lexicon
from comparer.reading.nouns import Name, Token
from comparer.reading.quotation_marks import Run, find_runs
from comparer.story import ParagraphKind, Quote, QuoteKind, Sentence, Span, Speaker, Story

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def find_quotes(
    story: Story, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...], names: tuple[Name, ...]
) -> tuple[Quote, ...]:
    """All quotes of a story in the order of the text."""
    words = lexicon(story.language)
    read = [(p.start, p.end) for p in story.paragraphs if p.kind in {ParagraphKind.BODY, ParagraphKind.HEADLINE, ParagraphKind.SUMMARY}]
    runs = find_runs(story.text, read)
    quotes = _reported(story, tokens, runs, words)
    for run in runs:
        inside = [q for q in quotes if q.start <= run.start and run.end <= q.end]
        long = len(re.findall(r"\w+", story.text[run.start : run.end])) > 3
        if inside or not (long or story.text[run.end - 1] in ",."):
            continue
        kind = QuoteKind.DIRECT if story.text[run.start].isupper() else QuoteKind.MIXED
        cue = _near_cue(tokens, run, words)
        quotes.append(Quote(run.start, run.end, kind, cue=Span(tokens[cue].start, tokens[cue].end) if cue is not None else None, speaker=_speaker(story, tokens, cue, names)))
    return tuple(sorted((_named(q, tokens, names, story) for q in quotes), key=lambda q: (q.start, q.end)))


def _reported(story: Story, tokens: tuple[Token, ...], runs: tuple[Run, ...], words: Lexicon) -> list[Quote]:
    verbs = set(words.speech["plain_verbs"])
    quotes = []
    inside = [(r.start, r.end) for r in runs]
    for k, token in enumerate(tokens):
        if token.dep != "ccomp" or token.head == k or tokens[token.head].lemma not in verbs:
            continue
        cue = token.head
        if any(s <= tokens[cue].start < e for s, e in inside):
            continue
        members = [n for n in range(len(tokens)) if tokens[n].sentence == token.sentence and _under(tokens, n, k)]
        start, end = tokens[members[0]].start, tokens[members[-1]].end
        if start < tokens[cue].start < end:
            continue
        mixed = any(s < end and start < e for s, e in inside)
        if any(s <= start and end <= e for s, e in inside):
            continue
        quotes.append(Quote(start, end, QuoteKind.MIXED if mixed else QuoteKind.INDIRECT, cue=Span(tokens[cue].start, tokens[cue].end), speaker=_speaker(story, tokens, cue, ())))
    return quotes


def _under(tokens: tuple[Token, ...], n: int, top: int) -> bool:
    for _ in range(100):
        if n == top:
            return True
        if tokens[n].head == n:
            return False
        n = tokens[n].head
    return False


def _near_cue(tokens: tuple[Token, ...], run: Run, words: Lexicon) -> int | None:
    verbs = set(words.speech["plain_verbs"])
    around = [k for k, t in enumerate(tokens) if t.lemma in verbs and t.pos == "VERB" and not run.start <= t.start < run.end and run.start - 80 < t.start < run.end + 80]
    return min(around, key=lambda k: min(abs(tokens[k].start - run.end), abs(tokens[k].end - run.start)), default=None)


def _speaker(story: Story, tokens: tuple[Token, ...], cue: int | None, names: tuple[Name, ...]) -> Speaker | None:
    if cue is None:
        return None
    subject = next((k for k, t in enumerate(tokens) if t.head == cue and t.dep in SUBJECTS and k != cue), None)
    if subject is None:
        return None
    members = [n for n in range(len(tokens)) if tokens[n].sentence == tokens[cue].sentence and _under(tokens, n, subject)]
    return Speaker(story.text[tokens[members[0]].start : tokens[members[-1]].end], tokens[members[0]].start, tokens[members[-1]].end)


def _named(quote: Quote, tokens: tuple[Token, ...], names: tuple[Name, ...], story: Story) -> Quote:
    if quote.speaker is None or quote.speaker.start is None or quote.speaker.end is None:
        return quote
    for name in names:
        for m in name.mentions:
            if quote.speaker.start <= m.start and m.end <= quote.speaker.end and name.kind in {"person", "organisation", "place"}:
                return Quote(quote.start, quote.end, quote.kind, Speaker(name.full, quote.speaker.start, quote.speaker.end), quote.cue, quote.utterance)
    return quote
