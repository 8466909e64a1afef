"""How fast it is, in one run beside what cannot be avoided: ``python -m tests.benchmarks``."""

from __future__ import annotations
