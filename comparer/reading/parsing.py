"""From a story's paragraphs to tokens and sentences with offsets in the whole story.

Each paragraph is parsed on its own, so that a paragraph read before need not be read again (``ParsedCache``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping

from comparer.reading import language
from comparer.reading.language import Parsed
from comparer.reading.nouns import Token
from comparer.story import ParagraphKind, Sentence, Story

ParsedCache = MutableMapping[str, Parsed]
"""Paragraph text -> its tokens; keep one per language model."""

READ_KINDS = frozenset({ParagraphKind.BODY, ParagraphKind.HEADLINE, ParagraphKind.SUMMARY})
ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“'‘])(?:Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Pvt|Adm|Cmdr|Dr|Mr|Mrs|Ms|Prof|Rev|Hon|"
    r"St|Ste|Mt|Jr|Sr|Inc|Corp|Co|Ltd|No|vs|Pres|Supt|Det|Insp|Messrs|Mmes|Ave|Blvd|Dept|Univ|"
    r"Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|[A-Z])\.$"
)
OPENING, CLOSING = "“«„", "”»"


def parse_story(
    story: Story, cache: ParsedCache | None = None, progress: Callable[[int, int], None] | None = None
) -> tuple[tuple[Token, ...], tuple[Sentence, ...]]:
    """Tokens and sentences of the paragraphs that are read (body, headline, summary), in order.

    ``progress(done, all)`` is told of paragraphs and may raise to stop.
    """
    cache = {} if cache is None else cache
    read = [(k, p) for k, p in enumerate(story.paragraphs) if p.kind in READ_KINDS and p.end > p.start]
    missing = list(dict.fromkeys(t for _, p in read if (t := story.text[p.start : p.end]) not in cache))
    for first in range(0, len(missing), 16):
        if progress:
            progress(first, len(missing))
        batch = missing[first : first + 16]
        cache.update(zip(batch, language.parse(batch), strict=True))
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for index, paragraph in read:
        _add_paragraph(story, index, cache[story.text[paragraph.start : paragraph.end]], tokens, sentences)
    return tuple(tokens), tuple(sentences)


def _add_paragraph(story: Story, index: int, parsed: Parsed, tokens: list[Token], sentences: list[Sentence]) -> None:
    paragraph = story.paragraphs[index]
    first = len(tokens)
    starts = sentence_starts(parsed, story.text[paragraph.start : paragraph.end])
    if paragraph.kind is ParagraphKind.HEADLINE:
        starts = starts[:1]
    for number, at in enumerate(starts):
        until = starts[number + 1] if number + 1 < len(starts) else len(parsed)
        words = [t for t in parsed[at:until] if t.text.strip()]
        if words:
            sentences.append(Sentence(paragraph.start + words[0].start, paragraph.start + words[-1].end, index))
        number_of_sentence = max(0, len(sentences) - 1)
        tokens.extend(
            Token(
                t.text,
                paragraph.start + t.start,
                paragraph.start + t.end,
                t.lemma,
                t.pos,
                t.tag,
                t.dep,
                first + t.head,
                t.entity,
                t.begins_entity,
                number_of_sentence,
            )
            for t in parsed[at:until]
        )


def sentence_starts(parsed: Parsed, text: str) -> list[int]:
    """Token indices at which sentences begin: the parser's, less breaks inside a quotation, after an abbreviation or
    where the break follows no end mark.

    A quotation of several sentences is cut at its full stops all the same: only a break that leaves part of a
    clause inside the marks is taken back.
    """
    starts = [k for k, token in enumerate(parsed) if token.begins_sentence or k == 0]
    kept: list[int] = []
    for k in starts:
        if not kept:
            kept.append(k)
            continue
        before = text[: parsed[k].start].rstrip()
        if ABBREVIATION.search(before) or not re.search(r"[.!?…:;][\"'”’»)\]]*$|[—–-]$", before):
            continue
        if re.search(r"[,;:—–-][\"'”’»)\]]*$", before) and text[parsed[k].start : parsed[k].start + 1].islower():
            continue
        # "Really?" he asked: what follows the closing mark in lower case goes on
        if re.search(r"[?!.…][\"”’»]$|\.\.\.$|…$", before) and text[parsed[k].start : parsed[k].start + 1].islower():
            continue
        # a closing mark alone never begins a sentence
        if parsed[k].text in {'"', "”", "»", "''", ")", "]"} and text[parsed[k].start :].strip(" \"”»')]") == "":
            continue
        kept.append(k)
    return kept
