"""RTF, read with striprtf: text only, decoded by the code page the file names."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from comparer.errors import LoadError
from comparer.loading import heads, plain
from comparer.loading.decoding import clean, repair
from comparer.loading.draft import Draft


def read_rtf(data: bytes, name: str) -> list[Draft]:
    """The one draft of an RTF file. Raises LoadError if it holds no text."""
    # Embedded pictures and objects are long hexadecimal runs: no text, but slow to tokenise.
    source = re.sub(r"[0-9A-Fa-f\s]{4000,}", "", data.decode("latin-1"))
    text = str(rtf_to_text(source, errors="replace"))  # type: ignore[no-untyped-call]
    warnings: list[str] = []
    text = clean(repair(text, warnings))
    if not any(c.isalnum() for c in text):
        raise LoadError(f"{name} is RTF without any text: ask the sender for it again.")
    draft = Draft("RTF")
    draft.warnings += warnings
    draft.blocks = plain.unwrapped(text)
    heads.take(draft)
    return [draft]
