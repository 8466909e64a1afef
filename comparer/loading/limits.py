"""How much the loaders read before they refuse. Everything from outside may be hostile."""

from __future__ import annotations

MAX_TEXT_BYTES = 20 * 1024 * 1024
"""Text, JSON, XML, HTML and mail."""
MAX_PACKED_BYTES = 60 * 1024 * 1024
"""PDF, DOCX, ODT as they lie on the disk."""
MAX_UNPACKED_BYTES = 120 * 1024 * 1024
"""Sum of what a ZIP container says it unpacks to, and of what it really unpacks to."""
MAX_PDF_PAGES = 300
MAX_STORIES = 500
"""Stories taken from one file."""
MAX_BLOCKS = 20_000
"""Paragraphs taken from one file."""
MAX_DEPTH = 200
"""Nesting of elements or objects."""
LOOK = 600
"""Characters at either end of a paragraph that the rules for furniture look at."""
SECONDS = 20.0
"""What the child process may take for one file; PDF gets SECONDS_PDF."""
SECONDS_PDF = 60.0
CHILD_MEMORY = 2 * 1024 * 1024 * 1024
"""Bytes of address space for the child process, where the system can set that."""
