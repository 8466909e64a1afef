"""Quotes: direct, mixed and indirect, with speaker and cue.

Quotation marks give runs, verbs and other cues give clauses (``proposals``); a fitted model says which are quotes
(``quote_model``, ``choosing``); speakers come from the cue's own subject or from the flow (``speakers``). Entry point:
``find_quotes``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from comparer.reading.antecedents import Judge
from comparer.reading.choosing import choose
from comparer.reading.lexicon import lexicon
from comparer.reading.nouns import Name, Token
from comparer.reading.proposals import Proposal, Text, propose
from comparer.reading.quotation_marks import Run, find_runs
from comparer.reading.quote_features import features
from comparer.reading.quote_model import quote_model
from comparer.reading.speakers import Speakers
from comparer.reading.tree import Tree
from comparer.story import ParagraphKind, Quote, QuoteKind, Sentence, Span, Speaker, Story

WORD = re.compile(r"[^\W_]+")
READ = frozenset({ParagraphKind.BODY, ParagraphKind.HEADLINE, ParagraphKind.SUMMARY})


def find_quotes(
    story: Story, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...], names: tuple[Name, ...]
) -> tuple[Quote, ...]:
    """All quotes of a story in the order of the text; a quote inside another comes after it."""
    text = read_text(story, tokens)
    chosen = choose_quotes(story, text, sentences)
    speakers = find_speakers(text, chosen, names)
    speakers = _as_below(story, text, chosen, speakers, headlines(story, sentences))
    quotes = [
        Quote(p.start, p.end, kind_of(text, p), speaker, _cue(text, p))
        for p, speaker in zip(chosen, speakers, strict=True)
    ]
    return tuple(_joined(text, chosen, quotes))


def choose_quotes(story: Story, text: Text, sentences: tuple[Sentence, ...]) -> list[Proposal]:
    """The proposals that are quotes, in the order of the text."""
    proposals = propose(text)
    likely = likelihoods(story, text, proposals, sentences)
    model = quote_model()
    return [proposals[k] for k in choose(proposals, likely, model.threshold, model.nested, model.marked)]


def read_text(story: Story, tokens: tuple[Token, ...]) -> Text:
    """A story made ready for the rules on quotes."""
    paragraphs = [(p.start, p.end) for p in story.paragraphs if p.kind in READ]
    runs = find_runs(story.text, paragraphs)
    return Text(story.text, tokens, Tree(tokens), runs, lexicon(story.language))


def likelihoods(
    story: Story, text: Text, proposals: Sequence[Proposal], sentences: tuple[Sentence, ...]
) -> list[float]:
    """How likely each proposal is a quote."""
    model = quote_model()
    heads = headlines(story, sentences)
    return [model.likelihood(features(text, p, text.tokens[p.first].sentence in heads)) for p in proposals]


def headlines(story: Story, sentences: tuple[Sentence, ...]) -> frozenset[int]:
    """The sentences that are headlines."""
    return frozenset(k for k, s in enumerate(sentences) if story.paragraphs[s.paragraph].kind is ParagraphKind.HEADLINE)


def kind_of(text: Text, p: Proposal) -> QuoteKind:
    """Direct where all of it stands in marks and begins like a sentence, mixed where some does, else indirect."""
    if p.run is not None:
        first = text.text[p.start]
        whole = first.isupper() or first.isdigit() or not first.isalnum() or p.run.continues
        return QuoteKind.DIRECT if whole else QuoteKind.MIXED
    return QuoteKind.MIXED if p.marked else QuoteKind.INDIRECT


def _cue(text: Text, p: Proposal) -> Span | None:
    if p.cue is None:
        return None
    token = text.tokens[p.cue]
    end = token.end
    if token.lemma in text.lexicon.speech["according"] and p.cue + 1 < len(text.tokens):
        end = text.tokens[p.cue + 1].end
    return Span(token.start, end)


def find_speakers(
    text: Text, chosen: Sequence[Proposal], names: tuple[Name, ...], judge: Judge | None = None
) -> list[Speaker | None]:
    """Speakers in the order of the text: by cue, else from the run that this one goes on from, else the flow.

    ``judge`` decides where the model would, for fitting.
    """
    finder = Speakers(text, names, judge)
    out: list[Speaker | None] = []
    for n, p in enumerate(chosen):
        finder.read_to(p.start)
        speaker = finder.of_proposal(p)
        if speaker is None and p.run is not None:
            speaker = finder.by_flow(p, _flow(text, finder, chosen, out, n))
        if speaker is not None and p.inside is None:
            finder.spoke(speaker, p)
        out.append(speaker)
    return out


def _flow(
    text: Text, finder: Speakers, chosen: Sequence[Proposal], known: Sequence[Speaker | None], n: int
) -> Speaker | None:
    """The speaker of a run that names none: of the quote before it in its paragraph, after it, or above it."""
    run = chosen[n].run
    assert run is not None
    before = next((k for k in range(n - 1, -1, -1) if known[k] is not None and chosen[k].inside is None), None)
    if before is not None and _paragraph(text, chosen[before], run) == 0:
        return _named(known[before])
    for later in chosen[n + 1 : n + 4]:
        if later.run is not None and later.run.paragraph == run.paragraph and later.source is not None:
            return _named(finder.of_proposal(later))
    if run.continues and before is not None:
        return _named(known[before])
    beside = finder.around(text.token_at(run.outer_start), text.token_at(run.outer_end))
    if beside is not None:
        return beside
    if before is not None and _paragraph(text, chosen[before], run) <= 2:
        return _named(known[before])
    return None


def _as_below(
    story: Story,
    text: Text,
    chosen: Sequence[Proposal],
    speakers: Sequence[Speaker | None],
    heads: frozenset[int],
) -> list[Speaker | None]:
    """Speakers, where a headline's words are who says them in the text below it."""
    words = [_plain(story.text[p.start : p.end]) for p in chosen]
    high = [text.tokens[p.first].sentence in heads for p in chosen]
    out = list(speakers)
    for n, p in enumerate(chosen):
        if not high[n] or p.run is None or words[n].count(" ") < 2:
            continue
        same = next((k for k in range(len(chosen)) if not high[k] and words[n] in words[k] and speakers[k]), None)
        if same is not None:
            below = speakers[same]
            assert below is not None
            mine = speakers[n]
            here = mine is not None and mine.name == below.name
            out[n] = mine if here else Speaker(below.name)
    return out


def _plain(words: str) -> str:
    """Words alone, single spaces around and between."""
    return " " + " ".join(WORD.findall(words.lower())) + " "


def _named(speaker: Speaker | None) -> Speaker | None:
    """The same speaker without a mention beside this quote."""
    return None if speaker is None else Speaker(speaker.name)


def _paragraph(text: Text, p: Proposal, run: Run) -> int:
    """How many paragraphs lie between a proposal and a later run, the run's own counted."""
    return sum(bool(line.strip()) for line in text.text[p.start : run.outer_start].split("\n")[1:-1]) + (
        "\n" in text.text[p.start : run.outer_start]
    )


def _joined(text: Text, chosen: Sequence[Proposal], quotes: Sequence[Quote]) -> list[Quote]:
    """Pieces of one utterance get its number: cut by their attribution, or by the end of a paragraph."""
    out = list(quotes)
    number = 0
    for n in range(1, len(out)):
        a, b = chosen[n - 1], chosen[n]
        same_cue = a.cue is not None and a.cue == b.cue
        goes_on = b.run is not None and b.run.continues
        names = [q.speaker.name if q.speaker else None for q in (out[n - 1], out[n])]
        split = (
            a.run is not None
            and b.run is not None
            and a.run.paragraph == b.run.paragraph
            and b.cue is None
            and names[0] is not None
            and names[0] == names[1]
        )
        if same_cue or goes_on or split:
            if out[n - 1].utterance is None:
                out[n - 1] = replace(out[n - 1], utterance=number)
                number += 1
            out[n] = replace(out[n], utterance=out[n - 1].utterance)
    return out
