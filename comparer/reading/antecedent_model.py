"""Which of several a phrase means: a linear model over readable features, the best sum wins.

The weights lie in ``resources/models/speakers/weights.json``; ``python -m tests.accuracy.fit_speakers`` makes them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from comparer.errors import ComparerError
from comparer.paths import resources


@dataclass(frozen=True)
class AntecedentModel:
    """Weights by feature."""

    weights: dict[str, float]

    def best(self, rows: Sequence[Sequence[str]]) -> int:
        """Index of the row of features with the greatest sum, the first of equals."""
        sums = [sum(self.weights.get(name, 0.0) for name in row) for row in rows]
        return max(range(len(rows)), key=lambda k: (sums[k], -k))


@lru_cache(maxsize=1)
def antecedent_model() -> AntecedentModel:
    """The model that ships. Raises ComparerError where its file is broken or missing."""
    path = resources() / "models" / "speakers" / "weights.json"
    try:
        weights = json.loads(path.read_text(encoding="utf-8"))["weights"]
        return AntecedentModel({str(name): float(weight) for name, weight in weights.items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ComparerError(f"The weights in {path} cannot be read ({error}): install comparer again.") from error
