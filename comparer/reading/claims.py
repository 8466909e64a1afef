"""Sentences split into claims: clauses with their participants, polarity and modality."""

from __future__ import annotations

from comparer.reading.nouns import Claim, Token
from comparer.story import Quote, Sentence

# Clauses that say something of their own; relative clauses and participles carry details that may be new alone.
CLAUSE = frozenset({"ROOT", "conj", "ccomp", "advcl", "acl", "relcl", "parataxis", "xcomp", "pcomp", "csubj"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECTS = frozenset({"dobj", "obj", "dative", "attr", "oprd", "acomp", "agent", "pobj"})
MODALS = {
    "may": "may",
    "might": "may",
    "could": "may",
    "can": "may",
    "must": "must",
    "should": "must",
    "would": "would",
    "will": "will",
    "shall": "will",
}


def find_claims(
    tokens: tuple[Token, ...], sentences: tuple[Sentence, ...], quotes: tuple[Quote, ...]
) -> tuple[Claim, ...]:
    """The claims of a story in the order of the text. Every token of a sentence belongs to exactly one claim."""
    by_sentence: list[list[int]] = [[] for _ in sentences]
    for k, token in enumerate(tokens):
        if token.sentence < len(sentences):
            by_sentence[token.sentence].append(k)
    claims: list[Claim] = []
    for number, members in enumerate(by_sentence):
        claims.extend(_claims_of(tokens, members, number, quotes))
    return tuple(claims)


def is_clause_head(token: Token) -> bool:
    """Whether a token heads a clause of its own."""
    if token.dep == "ROOT":
        return True
    if token.dep == "xcomp":
        return False
    return token.dep in CLAUSE and (token.pos in {"VERB", "AUX"} or token.dep in {"relcl", "advcl", "ccomp"})


def _claims_of(tokens: tuple[Token, ...], members: list[int], number: int, quotes: tuple[Quote, ...]) -> list[Claim]:
    inside = set(members)
    heads = [k for k in members if is_clause_head(tokens[k])] or members[:1]
    belongs: dict[int, int] = {h: h for h in heads}

    def head_of(k: int) -> int:
        path = []
        while k not in belongs:
            path.append(k)
            up = tokens[k].head
            if up == k or up not in inside or len(path) > len(members):
                belongs[k] = heads[0]
                break
            k = up
        for node in path:
            belongs[node] = belongs[k]
        return belongs[k]

    groups: dict[int, list[int]] = {h: [] for h in heads}
    for k in members:
        groups[head_of(k)].append(k)
    return [_claim(tokens, head, group, number, quotes) for head, group in groups.items() if group]


def _claim(tokens: tuple[Token, ...], head: int, group: list[int], number: int, quotes: tuple[Quote, ...]) -> Claim:
    start, end = tokens[group[0]].start, tokens[group[-1]].end
    modality = ""
    for k in group:
        if tokens[k].dep == "aux" and tokens[k].lemma in MODALS:
            modality = MODALS[tokens[k].lemma]
        if tokens[k].dep == "mark" and tokens[k].lemma in {"if", "unless"}:
            modality = "condition"
    quote = next((n for n, q in enumerate(quotes) if q.start <= tokens[head].start < q.end), None)
    return Claim(
        start=start,
        end=end,
        sentence=number,
        verb=head if tokens[head].pos in {"VERB", "AUX"} else None,
        tokens=tuple(group),
        subject=tuple(k for k in group if tokens[k].dep in SUBJECTS),
        objects=tuple(k for k in group if tokens[k].dep in OBJECTS),
        negated=any(tokens[k].dep == "neg" or tokens[k].lemma in {"no", "never", "without"} for k in group),
        modality=modality,
        quote=quote,
    )
