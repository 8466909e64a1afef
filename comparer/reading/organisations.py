"""Organisations and countries named by what they are: "the alliance" for NATO, "Baghdad" for Iraq's government.

Entry points: ``group_mentions``, ``metonyms``. Positions are token indices.
"""

from __future__ import annotations

from collections.abc import Sequence

from comparer.reading.folding import fold
from comparer.reading.gathering import Gathered
from comparer.reading.lexicon import Lexicon
from comparer.reading.mentions import printed, surface
from comparer.reading.nouns import Token
from comparer.reading.tree import Tree

ACTING = frozenset({"nsubj", "poss"})
WITHIN = 3
"""How many sentences back a company may have been named that is only called "the company"."""


def group_mentions(
    tokens: tuple[Token, ...], tree: Tree, found: Sequence[Gathered], lexicon: Lexicon
) -> list[tuple[int, int, int]]:
    """Definite phrases that mean an organisation or country named before: index into ``found``, first, last token."""
    taken = {k for one in found for span, _ in one.spans for k in range(span.first, span.last + 1)}
    out: list[tuple[int, int, int]] = []
    for k, token in enumerate(tokens):
        word = fold(token.text)
        if k in taken or token.pos != "NOUN" or token.tag == "NNS" or word not in lexicon.group_heads or k == 0:
            continue
        if token.dep in {"compound", "attr", "appos"} or tokens[k - 1].text.lower() not in {"the", "this"}:
            continue
        if any(c > k and tokens[c].dep in {"prep", "relcl", "acl"} for c in tree.children[k]):
            continue
        who = _meant(tokens, k, word, found, lexicon)
        if who is not None:
            out.append((who, k - 1, k))
    return out


def _meant(tokens: tuple[Token, ...], k: int, word: str, found: Sequence[Gathered], lexicon: Lexicon) -> int | None:
    by_name: list[tuple[int, int]] = []
    near: list[tuple[int, int]] = []
    for number, one in enumerate(found):
        before = [span.last for span, how in one.spans if span.last < k and how != "demonym"]
        if not before:
            continue
        if word in lexicon.place_heads:
            if one.key and one.key in {c.name for c in lexicon.countries} and word in {"country", "nation"}:
                by_name.append((before[-1], number))
            continue
        if one.kind != "organisation":
            continue
        body = lexicon.bodies.get(one.key)
        if (body and word in body.others) or (len(one.words) > 1 and word in one.words):
            by_name.append((before[-1], number))
        elif (
            word in lexicon.company_heads and not one.key and tokens[k].sentence - tokens[before[-1]].sentence <= WITHIN
        ):
            near.append((len(before), number))
    if by_name:
        return max(by_name)[1]
    near.sort(reverse=True)
    # of several, the one that the story is about
    return near[0][1] if len(near) == 1 or (near and near[0][0] > near[1][0]) else None


def metonyms(tokens: tuple[Token, ...], found: Sequence[Gathered], lexicon: Lexicon) -> list[tuple[int, int, int]]:
    """Capitals that act as governments do ("Baghdad is waiting"): index of the country, first and last token."""
    by_country = {one.key: number for number, one in enumerate(found) if one.key}
    out: list[tuple[int, int, int]] = []
    for one in found:
        if one.kind != "place":
            continue
        for span, _ in one.spans:
            country = lexicon.capital_of.get(printed(surface(tokens, span)))
            if country is None or country.name not in by_country or span.first == 0:
                continue
            token = tokens[span.last]
            verb = tokens[token.head]
            acts = token.dep == "nsubj" and verb.pos in {"VERB", "AUX"} and verb.lemma != "be"
            if (
                acts
                or (
                    token.dep == "nsubj"
                    and any(t.head == token.head and t.dep == "xcomp" for t in tokens[token.head : token.head + 6])
                )
                or (token.dep == "poss" and span.last + 2 < len(tokens))
                or token.dep == "agent"
                or (token.dep == "pobj" and tokens[token.head].text.lower() in {"by", "for", "with", "between"})
            ):
                out.append((by_country[country.name], span.first, span.last))
    return out
