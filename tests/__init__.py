"""The tests: one folder per room, and whole jobs as a person does them in ``journeys``."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The folder of the project."""
