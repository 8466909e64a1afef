"""comparer lays two or more agencies' versions of one story side by side and says what only one of them has."""

from __future__ import annotations

__version__ = "0.1.0"
