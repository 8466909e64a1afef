"""Names that what stands beside them shows to be people's: an age, a relative, or verbs of saying.

Entry point: ``people_told``. Positions are token indices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comparer.reading.folding import fold
from comparer.reading.lexicon import Lexicon
from comparer.reading.nouns import NameSpan, Token

OLDEST = 110


def people_told(tokens: tuple[Token, ...], spans: Sequence[NameSpan], lexicon: Lexicon) -> list[NameSpan]:
    """The same spans, those that must be people's made so, and two of one name joined. ``spans`` by position."""
    out: list[NameSpan] = []
    for span in spans:
        if out and _goes_on(tokens, out[-1], span, lexicon):
            out[-1] = replace(span, first=out[-1].first, kind="person", sure=0.9)
        elif span.sure < 1.0 and (_aged(tokens, span) or _relative(tokens, span, lexicon)):
            out.append(replace(span, kind="person", sure=0.9))
        else:
            out.append(span)
    return out


def _text(tokens: tuple[Token, ...], k: int) -> str:
    return tokens[k].text if 0 <= k < len(tokens) else ""


def _aged(tokens: tuple[Token, ...], span: NameSpan) -> bool:
    """Whether an age follows: "Zofia, 19, had come"."""
    age = _text(tokens, span.last + 2)
    return (
        span.last - span.first < 4
        and _text(tokens, span.last + 1) == ","
        and age.isascii()
        and age.isdigit()
        and 0 < int(age[:4]) <= OLDEST
        and _text(tokens, span.last + 3) in {",", ".", ";"}
    )


def _relative(tokens: tuple[Token, ...], span: NameSpan, lexicon: Lexicon) -> bool:
    """Whether it says who somebody's relative is: "her mother, Agnes, said"."""
    return (
        span.first == span.last
        and span.first > 2
        and _text(tokens, span.first - 1) == ","
        and _text(tokens, span.last + 1) in {",", "."}
        and fold(tokens[span.first - 2].text) in lexicon.gender_of_role
        and tokens[span.first - 3].tag in {"PRP$", "POS"}
    )


def _goes_on(tokens: tuple[Token, ...], one: NameSpan, other: NameSpan, lexicon: Lexicon) -> bool:
    """Whether a word that no list knows and a place are one person's name: "Valeska Paris", where Paris speaks and
    nothing happens in Paris."""
    if one.first != one.last or other.first != other.last or other.first != one.last + 1 or one.sure == 1.0:
        return False
    if tokens[one.last].dep != "compound" or tokens[one.last].head != other.first:
        return False
    word = tokens[other.first].text
    first = tokens[one.first].text
    if not word.istitle() or not first.istitle() or tokens[one.first].tag != "NNP" or fold(first) in lexicon.titles:
        return False
    if first in lexicon.capital_of or first in lexicon.country_of or first in lexicon.famous:
        return False
    speaks = False
    for token in tokens:
        if token.text != word:
            continue
        verb = tokens[token.head]
        if token.dep == "pobj" and verb.text.lower() in lexicon.groups["where"]:
            return False
        speaks = speaks or (token.dep == "nsubj" and verb.lemma in lexicon.speech["cue_verbs"])
    return speaks
