"""How likely a proposal is a quote: a logistic model over readable features.

The weights lie in ``resources/models/quotes/weights.json``; ``python -m tests.accuracy.fit_quotes`` makes them again.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from comparer.errors import ComparerError
from comparer.paths import resources


@dataclass(frozen=True)
class QuoteModel:
    """Weights by feature and the likelihood from which a proposal counts."""

    weights: dict[str, float]
    threshold: float
    nested: float
    """The likelihood from which a clause inside an accepted quote counts too."""
    marked: float
    """The likelihood from which words between quotation marks count."""

    def likelihood(self, names: Iterable[str]) -> float:
        """0 to 1."""
        total = sum(self.weights.get(name, 0.0) for name in names)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=1)
def quote_model() -> QuoteModel:
    """The model that ships. Raises ComparerError where its file is broken or missing."""
    path = resources() / "models" / "quotes" / "weights.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return QuoteModel(dict(data["weights"]), float(data["threshold"]), float(data["nested"]), float(data["marked"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ComparerError(f"The weights in {path} cannot be read ({error}): install comparer again.") from error
