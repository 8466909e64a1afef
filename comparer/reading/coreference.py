"""Who "he" and "she" are: the person of that sex who stands out most where the pronoun comes.

Entry point: ``resolve_pronouns``. Positions are token indices.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from comparer.reading.folding import fold
from comparer.reading.gathering import Gathered
from comparer.reading.lexicon import Lexicon
from comparer.reading.nouns import Token
from comparer.reading.roles import Role
from comparer.reading.tree import SUBJECTS, Tree

REACH = 6
"""How many sentences back a person may have been named."""
CONFIDENT = 0.1
"""By how much the best must stand out before a second."""


def sex_of(person: Gathered, roles: Sequence[Role], lexicon: Lexicon) -> str:
    """m, f or "": by honorific, role, given name, in that order."""
    for role in roles:
        for word in role.text.split():
            if word in lexicon.gender_of_role:
                return lexicon.gender_of_role[word]
    if person.gender:
        return person.gender
    return lexicon.given.get(person.words[0], "") if len(person.words) > 1 else ""


def resolve_pronouns(
    tokens: tuple[Token, ...],
    tree: Tree,
    people: Sequence[Gathered],
    sexes: Sequence[str],
    mentions: Sequence[tuple[int, int, int]],
    quoted: Callable[[int], bool],
    lexicon: Lexicon,
) -> list[tuple[int, int]]:
    """Index into ``people`` and token of each pronoun that can be resolved. ``mentions`` are person, first, last.

    Pronouns that ``quoted`` says stand inside quotation marks are left alone: another speaks there.
    """
    sexes = list(sexes)
    known: list[tuple[int, int]] = sorted((last, who) for who, _, last in mentions)
    weight = [0.0] * len(people)
    for _, who in known:
        weight[who] += 1.0
    out: list[tuple[int, int]] = []
    seen: list[tuple[int, int, bool]] = []
    upcoming = iter(known)
    ahead = next(upcoming, None)
    for k, token in enumerate(tokens):
        while ahead is not None and ahead[0] < k:
            seen.append((ahead[0], ahead[1], False))
            ahead = next(upcoming, None)
        sex = lexicon.pronouns.get(token.text.lower())
        if sex is None or quoted(k):
            continue
        scores: dict[int, float] = {}
        for at, who, pronoun in reversed(seen[-40:]):
            back = token.sentence - tokens[at].sentence
            if back > REACH:
                break
            if sexes[who] and sexes[who] != sex:
                continue
            score = _score(tokens, tree, at, k, back, pronoun, quoted(at))
            score += 0.0 if sexes[who] else -0.3
            score += min(0.25, 0.04 * weight[who])
            if _bound(tokens, tree, at, k):
                continue
            scores[who] = max(scores.get(who, -9.0), score)
        if not scores:
            continue
        ranked = sorted(scores.items(), key=lambda pair: -pair[1])
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < CONFIDENT:
            continue
        who = ranked[0][0]
        sexes[who] = sexes[who] or sex
        out.append((who, k))
        seen.append((k, who, True))
    return out


def _score(tokens: tuple[Token, ...], tree: Tree, at: int, k: int, back: int, pronoun: bool, quoted: bool) -> float:
    token = tokens[at]
    score = -0.55 * back
    role = _role(tokens, at)
    if role in SUBJECTS and _in_main_clause(tokens, at):
        score += 0.8
        if tokens[k].dep in SUBJECTS:
            score += 0.2
    elif role in {"compound", "nmod", "amod"}:
        # "the Trump campaign" is not about Trump
        score -= 0.7
    elif role == "poss" or role in {"pobj", "dative"}:
        score -= 0.1
    if quoted:
        score -= 1.5
    if pronoun:
        score += 0.2
    verb = tokens[tokens[k].head]
    if tokens[k].dep in SUBJECTS and verb.dep == "ccomp" and tree.subject(verb.head) == at:
        # "Lee said he …": most often Lee
        score += 0.6
    if back == 0 and token.dep == "appos":
        score -= 0.1
    return score


def _in_main_clause(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether a subject's verb is not that of a relative or reported clause."""
    verb = tokens[tokens[at].head]
    if tokens[at].dep == "appos":
        verb = tokens[verb.head]
    return verb.dep not in {"relcl", "acl", "advcl"}


def _role(tokens: tuple[Token, ...], at: int) -> str:
    """How the phrase of a mention stands in its sentence: a name in apposition as what it stands beside."""
    k = at
    for _ in range(4):
        if tokens[k].dep in {"appos", "flat"} and tokens[k].head != k:
            k = tokens[k].head
        else:
            break
    return tokens[k].dep


def _bound(tokens: tuple[Token, ...], tree: Tree, at: int, k: int) -> bool:
    """Whether grammar forbids it: subject and object of one verb are two people ("Lee told him")."""
    pronoun, other = tokens[k], tokens[at]
    if fold(pronoun.text).endswith("self"):
        return False
    if pronoun.dep in {"dobj", "dative"} and other.dep in SUBJECTS and other.head == pronoun.head:
        return True
    if pronoun.dep == "pobj" and other.dep in SUBJECTS and tokens[pronoun.head].head == other.head:
        return True
    return pronoun.dep in SUBJECTS and other.head == pronoun.head and at != k
