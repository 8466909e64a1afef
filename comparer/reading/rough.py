"""A first reading without a language model: what marks, figures and equal wording tell.

Words are cut at blanks and marks, sentences at full stops; a figure counts the next word that carries meaning. Quotes
are what stands in quotation marks, without speakers; there are no names and no claims. Entry point: ``read_rough``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from comparer.paths import resources
from comparer.reading.dates import find_dates
from comparer.reading.nouns import Reading, Token
from comparer.reading.parsing import ABBREVIATION, READ_KINDS
from comparer.reading.quantities import find_quantities
from comparer.reading.quotation_marks import find_runs
from comparer.story import ParagraphKind, Quote, QuoteKind, Sentence, Story

WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)*|[^\w\s]")
END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«„(\[]?[A-Z0-9])")
REACH = 3
"""How many words behind a figure what it counts may stand."""


@cache
def _function_words() -> frozenset[str]:
    return frozenset((resources() / "english/function_words.txt").read_text(encoding="utf-8").split())


def read_rough(story: Story) -> Reading:
    """Read one story; everything in it is as in a full reading, only less and less sure."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for index, paragraph in enumerate(story.paragraphs):
        if paragraph.kind not in READ_KINDS:
            continue
        whole = paragraph.kind is ParagraphKind.HEADLINE
        for start, end in _sentences(story.text, paragraph.start, paragraph.end, whole):
            tokens += _tokens(story.text, start, end, len(tokens), len(sentences))
            sentences.append(Sentence(start, end, index))
    known = tuple(tokens)
    read = replace(story, sentences=tuple(sentences), quotes=tuple(_quotes(story)))
    dates = find_dates(read, known)
    return Reading(read, known, quantities=find_quantities(read, known, dates), dates=dates)


def _sentences(text: str, start: int, end: int, whole: bool) -> list[tuple[int, int]]:
    """Start and end of each sentence of a paragraph, without blanks at its edges."""
    cuts = [] if whole else [m.end() for m in END.finditer(text, start, end)]
    cuts = [cut for cut in cuts if not ABBREVIATION.search(text[start:cut].rstrip())]
    spans = zip([start, *cuts], [*cuts, end], strict=True)
    return [
        (first + len(part) - len(part.lstrip()), first + len(part.rstrip()))
        for first, last in spans
        if (part := text[first:last]).strip()
    ]


def _tokens(text: str, start: int, end: int, offset: int, sentence: int) -> list[Token]:
    words = list(WORD.finditer(text, start, end))
    lower = [m.group().lower() for m in words]
    kinds = [_kind(word) for word in lower]
    out = []
    for k, match in enumerate(words):
        counted = range(k + 1, min(len(words), k + 1 + REACH)) if kinds[k] == "NUM" else ()
        head = next((j for j in counted if kinds[j] == "NOUN"), k)
        out.append(
            Token(
                text=match.group(),
                start=match.start(),
                end=match.end(),
                lemma=_lemma(lower[k]),
                pos=kinds[k],
                tag="",
                dep="nummod" if head != k else "",
                head=offset + head,
                entity="",
                begins_entity=False,
                sentence=sentence,
            )
        )
    return out


def _kind(word: str) -> str:
    if word[0].isdecimal():
        return "NUM"
    if not word[0].isalnum():
        return "PUNCT"
    return "PART" if word in _function_words() else "NOUN"


def _lemma(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _quotes(story: Story) -> list[Quote]:
    paragraphs = [(p.start, p.end) for p in story.paragraphs if p.kind in READ_KINDS]
    return [
        Quote(
            run.start, run.end, QuoteKind.DIRECT if run.continues or _begins(story.text[run.start]) else QuoteKind.MIXED
        )
        for run in find_runs(story.text, paragraphs)
    ]


def _begins(first: str) -> bool:
    """Whether a run begins as a sentence does."""
    return first.isupper() or first.isdigit() or not first.isalnum()
