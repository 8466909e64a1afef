"""Text as XML can hold it."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """The text with each code point that XML forbids as U+FFFD; the length stays."""
    return _FORBIDDEN.sub("\ufffd", text)
