"""Titles and roles: what a story says somebody is, and where it then names them by it.

"NATO Secretary General Ann Lee" gives Lee a role; "the alliance chief" and "the secretary general" later mean her.
Entry points: ``roles_of``, ``role_mentions``. Positions are token indices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comparer.reading.folding import fold
from comparer.reading.gathering import Gathered
from comparer.reading.lexicon import Lexicon
from comparer.reading.nouns import Token
from comparer.reading.tree import Tree

MODIFYING = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


@dataclass(frozen=True, slots=True)
class Role:
    """An office or description: its head noun and the words that say more, folded."""

    head: str
    modifiers: frozenset[str]
    text: str
    proper: frozenset[str] = frozenset()
    """Those of the modifiers that are capitalised: "Wisconsin" in "the Wisconsin representative"."""


def read_role(words: Sequence[str], lexicon: Lexicon) -> Role | None:
    """A role from the words of a noun phrase without its article, or None if no word of it is a role."""
    own = lexicon.pronouns.keys() | lexicon.plural_pronouns | lexicon.groups["role_owners"]
    plain = [w for w in (fold(word) for word in words) if any(c.isalnum() for c in w) and w not in own]
    spelled = [lexicon.abbreviations.get(w, w) for w in plain]
    prepositions = lexicon.groups["role_prepositions"]
    cut = next((k for k, w in enumerate(spelled) if w in prepositions), len(spelled))
    head = next((w for w in reversed(spelled[:cut]) if w in lexicon.role_heads or w in lexicon.titles), None)
    if head is None:
        return None
    if head == "general" and "secretary" in spelled:
        head = "secretary"
    empty = lexicon.groups["role_joining"] | prepositions | lexicon.groups["vague_modifiers"]
    modifiers = frozenset(spelled) - {head} - empty
    proper = frozenset(fold(word) for word in words if word[:1].isupper()) & modifiers
    return Role(head, modifiers, " ".join(plain), proper)


def roles_of(tokens: tuple[Token, ...], tree: Tree, person: Gathered, lexicon: Lexicon) -> list[Role]:
    """The roles that a story gives a person, without repeats."""
    found: dict[str, Role] = {}
    for span, how in person.spans:
        if how not in {"name", "alias"}:
            continue
        phrases = [_before(tokens, span.first), *_beside(tokens, tree, span.first, span.last)]
        for words in phrases:
            role = read_role([tokens[k].text for k in words], lexicon) if words else None
            if role is not None:
                found.setdefault(role.text, role)
    return list(found.values())


def _before(tokens: tuple[Token, ...], first: int) -> list[int]:
    """The words right before a name that go with it: "US Defense Secretary"."""
    words: list[int] = []
    k = first - 1
    while k >= 0 and tokens[k].sentence == tokens[first].sentence and len(words) < 8:
        token = tokens[k]
        if (
            token.pos in MODIFYING
            or token.text in {"-", "'s", "’s", "."}
            or (token.text == "of" and words and tokens[k - 1].pos == "NOUN")
        ):
            words.append(k)
            k -= 1
            continue
        break
    return words[::-1]


def _beside(tokens: tuple[Token, ...], tree: Tree, first: int, last: int) -> list[list[int]]:
    """Noun phrases set beside a name, before or after a comma, or joined to it by a form of "be"."""
    heads = [k for k in range(first, last + 1) if not first <= tokens[k].head <= last] or [last]
    head = heads[-1]
    out = [
        _phrase(tokens, tree, child)
        for child in tree.children[head]
        if tokens[child].dep == "appos" and child > last and tokens[child].pos in {"NOUN", "PROPN"}
    ]
    up = tokens[head].head
    if tokens[head].dep == "appos" and up < first and tokens[up].pos in {"NOUN", "PROPN"}:
        low = tree.reach(up)[0]
        out.append([k for k in range(low, first) if tokens[k].pos != "PUNCT" and tokens[k].pos != "DET"])
    if tokens[head].dep == "nsubj" and tokens[up].lemma == "be":
        attr = tree.child(up, "attr")
        if attr is not None and tokens[attr].pos == "NOUN" and tree.child(up, "neg") is None:
            out.append(_phrase(tokens, tree, attr))
    return out


def _phrase(tokens: tuple[Token, ...], tree: Tree, head: int) -> list[int]:
    low, high = tree.noun_phrase(head)
    return [k for k in range(low, min(high, head + 6) + 1) if tokens[k].pos not in {"DET", "PUNCT"}]


def role_mentions(
    tokens: tuple[Token, ...], tree: Tree, people: Sequence[Gathered], roles: Sequence[list[Role]], lexicon: Lexicon
) -> list[tuple[int, int, int]]:
    """Definite phrases that name a person by role: index into ``people``, first and last token."""
    taken = {k for one in people for span, _ in one.spans for k in range(span.first, span.last + 1)}
    ages = _ages(tokens, people)
    out: list[tuple[int, int, int]] = []
    for k, token in enumerate(tokens):
        if k in taken or k + 1 in taken:
            continue
        if token.pos not in {"NOUN", "PROPN", "ADJ"}:
            continue
        word = lexicon.abbreviations.get(fold(token.text), fold(token.text))
        if (aged := _aged(tokens, k)) is not None:
            low, age = aged
            if len(ages.get(age, [])) == 1:
                out.append((ages[age][0], low, k))
            continue
        if word not in lexicon.role_heads or token.pos not in {"NOUN", "PROPN"} or token.tag in {"NNS", "NNPS"}:
            continue
        if token.dep in {"compound", "appos", "attr", "oprd", "nmod"} or _names_follow(tokens, k, taken):
            continue
        first = _definite(tokens, tree, k, lexicon)
        if first is None:
            continue
        words = [tokens[n].text for n in range(first, k + 1) if tokens[n].pos not in {"DET"}]
        after = k + 1
        if after + 1 < len(tokens) and tokens[after].text.lower() in {"of", "general"}:
            words += [tokens[n].text for n in range(after, min(after + 3, len(tokens))) if tokens[n].pos in MODIFYING]
        mention = read_role(words, lexicon)
        who = _bearer(mention, k, people, roles, lexicon) if mention else None
        if who is not None:
            last = k + 1 if after < len(tokens) and tokens[after].text.lower() == "general" else k
            out.append((who, first, last))
    return out


def _aged(tokens: tuple[Token, ...], k: int) -> tuple[int, str] | None:
    """First token and age of "the 34-year-old" that ends here."""
    if not tokens[k].text.lower().endswith("old"):
        return None
    low = k
    while low > 0 and tokens[low - 1].end == tokens[low].start:
        low -= 1
    words = "".join(t.text for t in tokens[low : k + 1]).lower()
    if not words.endswith("-year-old") or low == 0 or tokens[low - 1].text.lower() not in {"the", "this"}:
        return None
    return low - 1, words.removesuffix("-year-old")


def _ages(tokens: tuple[Token, ...], people: Sequence[Gathered]) -> dict[str, list[int]]:
    """Who is said to be how old: "Ann Lee, 34,"."""
    out: dict[str, list[int]] = {}
    for number, one in enumerate(people):
        for span, _ in one.spans:
            k = span.last + 1
            age = tokens[k + 1].text if k + 1 < len(tokens) and tokens[k].text == "," else ""
            if age.isdigit() and number not in out.setdefault(age, []):
                out[age].append(number)
    return out


def _names_follow(tokens: tuple[Token, ...], k: int, taken: set[int]) -> bool:
    """Whether a title's own name comes right after it, as in "the president, Donald Trump"."""
    after = k + 1
    if after < len(tokens) and tokens[after].text.lower() == "general":
        after += 1
    if after < len(tokens) and tokens[after].text == "," and after + 1 in taken:
        return True
    return after in taken


def _definite(tokens: tuple[Token, ...], tree: Tree, k: int, lexicon: Lexicon) -> int | None:
    """First token of a definite phrase ("the …", "Egypt's …", a capitalised title alone), or None."""
    low = k
    while low > 0 and tokens[low - 1].sentence == tokens[k].sentence:
        before = tokens[low - 1]
        if before.pos in MODIFYING or before.text in {"-", "'s", "’s", "'"}:
            low -= 1
            continue
        if before.text.lower() in lexicon.groups["pointing"]:
            return low - 1
        if before.tag == "PRP$":
            return None
        break
    if any(tokens[n].text in {"'s", "’s"} for n in range(low, k)):
        return low
    return None


def _bearer(
    mention: Role, at: int, people: Sequence[Gathered], roles: Sequence[list[Role]], lexicon: Lexicon
) -> int | None:
    """Whose role it is: the same office, nothing against it, then the one mentioned last."""
    best: tuple[float, int, int] | None = None
    for number, (one, theirs) in enumerate(zip(people, roles, strict=True)):
        before = [span.last for span, _ in one.spans if span.last < at]
        if not theirs:
            continue
        score = max(likeness(mention, role, theirs, lexicon) for role in theirs)
        if not before:
            score -= 1.0
        limit = 1.85 if mention.head in lexicon.groups["common_roles"] else 0.85
        if score < limit:
            continue
        key = (round(score), max(before, default=-1), number)
        if best is None or key[:2] > best[:2]:
            best = key
    return best[2] if best else None


def likeness(mention: Role, role: Role, all_of: Sequence[Role], lexicon: Lexicon) -> float:
    """How well a description goes with one of somebody's roles: 0 not at all, from 0.85 well. ``all_of`` are theirs."""
    if mention.head == role.head:
        score = 2.0 if mention.head not in lexicon.groups["common_roles"] else 1.0
    elif lexicon.same_role(mention.head, role.head):
        score = 1.0
    else:
        return 0.0
    known = set().union(*(r.modifiers | {r.head} for r in all_of))
    for word in mention.modifiers:
        if word in known or _akin(word, known, lexicon):
            score += 0.6
        elif word in mention.proper:
            score -= 1.2
        elif word in lexicon.role_heads or word in lexicon.titles:
            score -= 0.5
        else:
            # "police chief" is not the "fire chief"; "four-term congressman" says nothing against a congressman
            rival = word in lexicon.folded_country or (role.head == mention.head and bool(role.modifiers))
            score -= 0.35 if rival else 0.05
    return score


def _akin(word: str, known: set[str], lexicon: Lexicon) -> bool:
    """Whether a modifier says the same as one of a person's: demonym and country, body and its other name."""
    country = lexicon.folded_country.get(word)
    if country is not None and any(lexicon.folded_country.get(k) == country for k in known):
        return True
    return any(
        (word in body.others and fold(acronym) in known) or (word == fold(acronym) and bool(known & set(body.others)))
        for acronym, body in lexicon.bodies.items()
    )
