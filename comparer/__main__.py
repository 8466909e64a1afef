"""``python -m comparer``: the command line."""

from __future__ import annotations

from comparer.cli import main

raise SystemExit(main())
