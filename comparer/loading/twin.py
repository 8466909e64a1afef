"""A normalised twin of a text for matching, with a map back: what a person reads is never altered.

White space becomes single blanks (no-break, thin and line ends too), invisible characters go, compatibility forms and
ligatures are spelled out, and on request quotation marks, apostrophes, dashes and ellipses become one of each.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_MARKS = {
    **dict.fromkeys("“”„‟«»″〝〞「」『』", '"'),
    **dict.fromkeys("‘’‚‛′‹›`´ʼ", "'"),
    **dict.fromkeys("–—―‒−‑‐", "-"),
    "…": "...",
}


@dataclass(frozen=True, slots=True)
class Twin:
    """``text`` is the normalised text; ``origin[k]`` is the code point of the original that ``text[k]`` came from, with
    one entry more for the end.
    """

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the twin as a span of the original, both in code points, end exclusive."""
        if start >= end:
            return self.origin[start], self.origin[start]
        return self.origin[start], self.origin[end - 1] + 1


def twin(text: str, *, marks: bool = True) -> Twin:
    """The twin of a text; ``marks``: with quotation marks, apostrophes, dashes and ellipses made alike too."""
    out: list[str] = []
    origin: list[int] = []
    for k, character in enumerate(text):
        if character in _INVISIBLE:
            continue
        if character.isspace():
            # A run of white space is one blank, which stands for its last character.
            if out and out[-1] == " ":
                origin[-1] = k
                continue
            new = " "
        elif marks and character in _MARKS:
            new = _MARKS[character]
        elif character.isascii():
            new = character
        else:
            new = unicodedata.normalize(
                "NFKC" if character in "ﬀﬁﬂﬃﬄﬅﬆ" or "\uff00" <= character <= "\uffef" else "NFC", character
            )
        for letter in new:
            out.append(letter)
            origin.append(k)
    return Twin("".join(out), (*origin, len(text)))
