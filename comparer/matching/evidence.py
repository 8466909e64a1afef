"""What speaks for and against a word's being said in the other story: one row of numbers a content word.

The judge in ``coverage`` weighs these rows; ``FEATURES`` names the columns in order. Names, figures and dates are
compared by who and what is meant, not by their letters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from comparer.matching.retrieval import Candidate, Rarity
from comparer.matching.side import Side, SideSentence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

POS = ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "AUX", "ADP")
ENTITIES = {
    "PERSON": "person",
    "ORG": "organisation",
    "NORP": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "DATE": "date",
    "TIME": "date",
    "CARDINAL": "number",
    "MONEY": "number",
    "PERCENT": "number",
    "QUANTITY": "number",
    "ORDINAL": "number",
}
KINDS = ("person", "organisation", "place", "date", "number")
FLAGS = (
    "name known",
    "name unknown",
    "unknown name first",
    "value same",
    "value differs",
    "quote shared",
    "cue",
    "speaker",
)
"""What ``known`` says of a token."""
WORD = (
    "lemma anywhere", "lemma in three best", "lemma in best", "stem anywhere", "stem in three best", "stem in best",
    "cosine in six best", "cosine in three best", "cosine in best", "mutual best", "run", "run in best",
    "head found with it", "dependants found with it", "head cosine", *FLAGS, "in quote",
)  # fmt: skip
SENTENCE = ("best cosine", "second cosine", "best overlap", "second overlap", "sentence length", "sentence mean lemma",
            "sentence mean cosine", "best mean cosine")  # fmt: skip
SPREAD = ("lemma in three best", "cosine in three best", "cosine in best")
WIDTHS = (2, 4, 8)
FEATURES = (
    *WORD, *SENTENCE, "rarity",
    *(f"pos {p}" for p in POS), *(f"kind {k}" for k in KINDS),
    *(f"{name} ±{w}" for name in SPREAD for w in WIDTHS), *(f"{name} in claim" for name in SPREAD),
)  # fmt: skip
COLUMN = {name: k for k, name in enumerate(FEATURES)}
FIRST_FLAG = COLUMN[FLAGS[0]]
NO_FLAGS = (0.0,) * len(FLAGS)
MAX_RUN = 8


def sentence_rows(
    a: Side,
    sentence: SideSentence,
    b: Side,
    candidates: list[Candidate],
    rarity: Rarity,
    known: Mapping[int, Sequence[float]],
) -> Floats:
    """Rows for the content words of one sentence of a, (n, len(FEATURES)).

    ``known``: for a token of a, the values of FLAGS, each 0 or 1.
    """
    n = len(sentence.content)
    rows = np.zeros((n, len(FEATURES)), np.float32)
    if not n:
        return rows
    best = [b.sentences[c.index] for c in candidates]
    lemma_sets = [s.lemmas for s in best]
    three = frozenset().union(*lemma_sets[:3]) if lemma_sets else frozenset()
    stems = [frozenset(b.stems[k] for k in s.content) for s in best]
    stems_three = frozenset().union(*stems[:3]) if stems else frozenset()
    cosines = [sentence.vectors @ s.vectors.T if len(s.content) else np.zeros((n, 1), np.float32) for s in best]
    tops = np.stack([c.max(axis=1) for c in cosines], axis=1) if cosines else np.zeros((n, 1), np.float32)
    _word_columns(a, sentence, b, rows, lemma_sets, three, stems, stems_three, tops)
    _pair_columns(a, sentence, b, best[:4], cosines[:4], rows)
    _run_columns(a, sentence, b, best, rows)
    for row, k in enumerate(sentence.content):
        rows[row, FIRST_FLAG : FIRST_FLAG + len(FLAGS)] = known.get(int(k), NO_FLAGS)
        rows[row, COLUMN["rarity"]] = rarity(a.lemmas[k])
    _sentence_columns(candidates, rows)
    _spread_columns(a, sentence, rows)
    return rows


def _word_columns(
    a: Side, sentence: SideSentence, b: Side, rows: Floats, lemma_sets: list[frozenset[str]], three: frozenset[str],
    stems: list[frozenset[str]], stems_three: frozenset[str], tops: Floats,
) -> None:  # fmt: skip
    for row, k in enumerate(sentence.content):
        token = a.reading.tokens[k]
        lemma, stem = a.lemmas[k], a.stems[k]
        rows[row, COLUMN["lemma anywhere"]] = lemma in b.by_lemma
        rows[row, COLUMN["lemma in three best"]] = lemma in three
        rows[row, COLUMN["lemma in best"]] = bool(lemma_sets) and lemma in lemma_sets[0]
        rows[row, COLUMN["stem anywhere"]] = stem in b.stem_set
        rows[row, COLUMN["stem in three best"]] = stem in stems_three
        rows[row, COLUMN["stem in best"]] = bool(stems) and stem in stems[0]
        if token.pos in POS:
            rows[row, COLUMN[f"pos {token.pos}"]] = 1
        kind = ENTITIES.get(token.entity)
        if kind:
            rows[row, COLUMN[f"kind {kind}"]] = 1
        rows[row, COLUMN["in quote"]] = int(k) in a.quoted
    rows[:, COLUMN["cosine in six best"]] = tops.max(axis=1)
    rows[:, COLUMN["cosine in three best"]] = tops[:, :3].max(axis=1)
    rows[:, COLUMN["cosine in best"]] = tops[:, 0]


def _pair_columns(
    a: Side, sentence: SideSentence, b: Side, best: list[SideSentence], cosines: list[Floats], rows: Floats
) -> None:
    """Whether a word is found together with the words that it hangs on: support, not likeness."""
    row_of = {int(k): row for row, k in enumerate(sentence.content)}
    heads = [row_of.get(_content_head(a, int(k))) for k in sentence.content]
    children: list[list[int]] = [[] for _ in heads]
    for row, head in enumerate(heads):
        if head is not None and head != row:
            children[head].append(row)
    n = len(heads)
    mutual, with_head, head_cosine, with_children = [0.0] * n, [0.0] * n, [0.0] * n, [0.0] * n
    for other, found in zip(best, cosines, strict=True):
        if not len(other.content):
            continue
        # lists: single numbers come out of arrays slowly
        top, partner = found.max(axis=1).tolist(), found.argmax(axis=1).tolist()
        back = found.argmax(axis=0).tolist()
        for row, head in enumerate(heads):
            if back[partner[row]] == row:
                mutual[row] = max(mutual[row], top[row])
            if head is not None and head != row:
                near = 1.0 if abs(partner[row] - partner[head]) <= 5 else 0.8
                with_head[row] = max(with_head[row], min(top[row], top[head]) * near)
                head_cosine[row] = max(head_cosine[row], top[head])
            if children[row]:
                together = [min(top[row], top[c]) for c in children[row]]
                mean = float(np.mean(np.array(together, np.float32))) if len(together) > 1 else together[0]
                with_children[row] = max(with_children[row], mean)
    for name, values in (
        ("mutual best", mutual),
        ("head found with it", with_head),
        ("head cosine", head_cosine),
        ("dependants found with it", with_children),
    ):
        rows[:, COLUMN[name]] = values
    for row, head in enumerate(heads):
        if head is None or head == row:
            rows[row, COLUMN["head found with it"]] = rows[row, COLUMN["mutual best"]]
            rows[row, COLUMN["head cosine"]] = rows[row, COLUMN["cosine in three best"]]
        if not children[row]:
            rows[row, COLUMN["dependants found with it"]] = rows[row, COLUMN["cosine in three best"]]


def _content_head(a: Side, k: int) -> int:
    """The nearest governing content word: through prepositions and auxiliaries."""
    tokens = a.reading.tokens
    for _ in range(4):
        up = tokens[k].head
        if up == k:
            return k
        k = up
        if a.is_content[k]:
            return k
    return k


def _run_columns(a: Side, sentence: SideSentence, b: Side, best: list[SideSentence], rows: Floats) -> None:
    """Length of the longest run of the same words (function words included) that a word stands in, in the best six."""
    mine = [a.forms[k] for k in sentence.tokens]
    length_at = np.zeros(len(mine), np.int64)
    length_best = np.zeros(len(mine), np.int64)
    for number, other in enumerate(best):
        theirs = [b.forms[k] for k in other.tokens]
        places: dict[str, list[int]] = {}
        for j, form in enumerate(theirs):
            places.setdefault(form, []).append(j)
        for i, form in enumerate(mine):
            for j in places.get(form, ()):
                if i and j and mine[i - 1] == theirs[j - 1]:
                    continue
                n = 1
                while i + n < len(mine) and j + n < len(theirs) and mine[i + n] == theirs[j + n]:
                    n += 1
                length_at[i : i + n] = np.maximum(length_at[i : i + n], n)
                if number == 0:
                    length_best[i : i + n] = np.maximum(length_best[i : i + n], n)
    offset = sentence.tokens.start
    for row, k in enumerate(sentence.content):
        rows[row, COLUMN["run"]] = min(MAX_RUN, length_at[k - offset]) / MAX_RUN
        rows[row, COLUMN["run in best"]] = min(MAX_RUN, length_best[k - offset]) / MAX_RUN


def _sentence_columns(candidates: list[Candidate], rows: Floats) -> None:
    first = candidates[0] if candidates else None
    second = candidates[1] if len(candidates) > 1 else None
    rows[:, COLUMN["best cosine"]] = max((c.cosine for c in candidates), default=0.0)
    rows[:, COLUMN["second cosine"]] = second.cosine if second else 0.0
    rows[:, COLUMN["best overlap"]] = first.overlap if first else 0.0
    rows[:, COLUMN["second overlap"]] = second.overlap if second else 0.0
    rows[:, COLUMN["sentence length"]] = min(1.0, len(rows) / 30)
    rows[:, COLUMN["sentence mean lemma"]] = rows[:, COLUMN["lemma in three best"]].mean()
    rows[:, COLUMN["sentence mean cosine"]] = rows[:, COLUMN["cosine in three best"]].mean()
    rows[:, COLUMN["best mean cosine"]] = rows[:, COLUMN["cosine in best"]].mean()


def _spread_columns(a: Side, sentence: SideSentence, rows: Floats) -> None:
    n = len(rows)
    groups = claim_groups(a, sentence)
    here = np.arange(n)
    windows = {width: (np.maximum(0, here - width), np.minimum(n, here + width + 1)) for width in WIDTHS}
    for name in SPREAD:
        values = rows[:, COLUMN[name]]
        total = np.concatenate([[0.0], np.cumsum(values)])
        for width, (low, high) in windows.items():
            rows[:, COLUMN[f"{name} ±{width}"]] = (total[high] - total[low]) / (high - low)
        for group in groups:
            rows[group, COLUMN[f"{name} in claim"]] = values[group].mean()


def claim_groups(a: Side, sentence: SideSentence) -> list[NDArray[np.int64]]:
    """Rows of a sentence's content words, grouped by the claim they belong to."""
    row_of = {int(k): row for row, k in enumerate(sentence.content)}
    groups = [
        np.array([row_of[k] for k in claim.tokens if k in row_of], np.int64)
        for claim in a.claims_by_sentence.get(sentence.index, ())
    ]
    return [g for g in groups if len(g)]
