"""How much an editor would want to know a fact: conflicts and named speakers' words before background.

Weights are fitted on the weights that readers gave (1 minor, 2 useful, 3 an editor would have to know) by
``python -m tests.accuracy.fit_importance`` and lie in ``resources/models/importance.json``.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Any

from comparer.comparison import Fact, Mention, Status
from comparer.paths import resources
from comparer.reading.nouns import Reading, Token

COLUMNS = ("bias", "person", "organisation", "place", "date", "number", "quote", "claim", "length", "early", "in quote",
           "has person", "has number", "grave")  # fmt: skip


@cache
def weights() -> dict[str, Any]:
    """The fitted weights and the list of grave words."""
    data: dict[str, Any] = json.loads((resources() / "models/importance.json").read_text(encoding="utf-8"))
    return data


def columns(fact: Fact, readings: Sequence[Reading], mention: Mention | None = None) -> list[float]:
    """What speaks for a fact's importance as one of its mentions (the first) has it, in the order of COLUMNS."""
    mention = mention or fact.mentions[0]
    reading = readings[mention.story]
    words = reading.text[mention.start : mention.end].split()
    body = max(1, len(reading.text))
    grave = set(weights()["grave"])
    inside = _tokens(reading, mention) if len(words) < 80 else ()
    return [
        1.0,
        *(float(fact.kind == kind) for kind in COLUMNS[1:8]),
        min(1.0, math.log1p(len(words)) / math.log(40)),
        1.0 - mention.start / body,
        float(any(q.start <= mention.start < q.end for q in reading.quotes)),
        float(any(t.entity == "PERSON" for t in inside)),
        float(any(t.entity in {"CARDINAL", "MONEY", "PERCENT", "QUANTITY"} for t in inside)),
        float(any(t.lemma in grave for t in inside)),
    ]


def _tokens(reading: Reading, mention: Mention) -> Sequence[Token]:
    first, last = (bisect_left(reading.tokens, at, key=lambda t: t.start) for at in (mention.start, mention.end))
    return reading.tokens[first:last]


def importance(fact: Fact, readings: Sequence[Reading]) -> float:
    """0 to 1; conflicts stand above all that only one story says, shared facts below."""
    firsts = {mention.story: mention for mention in reversed(fact.mentions)}
    values: list[float] = [
        sum(w * x for w, x in zip(weights()["weights"], columns(fact, readings, mention), strict=True))
        for mention in firsts.values()
    ]
    value = min(1.0, max(0.0, *values))
    if fact.status is Status.CONFLICT:
        return 0.85 + 0.15 * value
    return 0.8 * value if fact.status is Status.ONLY else 0.4 * value
