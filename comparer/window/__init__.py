"""The window: the only room that imports Qt."""

from __future__ import annotations

from comparer import immortal

immortal.keep()
