"""Bytes to text: BOM, checked declaration, strict UTF-8, CP1252, then a person's choice.

What a person reads is never altered, but for control characters, which go before anything else sees the text, line
ends, which become ``\\n``, and one layer of mojibake, which is undone with a warning.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, field

CHOICES = (
    "utf-8",
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1256",
    "iso8859-15",
    "big5hkscs",
    "gb18030",
    "cp932",
    "mac-roman",
)
"""Encodings to offer to a person when the text looks wrong."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{2,40})["']|<meta[^>]{0,300}?charset\s*=\s*["']?([A-Za-z0-9._-]{2,40})""",
    re.I,
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff]|[\ud800-\udfff]")
_C1 = re.compile("[\x80-\x9f]")
_MOJIBAKE = re.compile(
    "[ÂÃ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]?|â[\x80-\x9f]{2}"
)


@dataclass(slots=True)
class Decoded:
    """Text and the encoding it came in; ``warnings`` are for a person, one sentence each."""

    text: str
    encoding: str
    warnings: list[str] = field(default_factory=list)


def decode(data: bytes, *, declared: str | None = None, encoding: str | None = None) -> Decoded:
    """The text of some bytes. ``encoding``: a person's choice, which wins; ``declared``: what an envelope says.

    Never raises for bad bytes: what cannot be decoded becomes U+FFFD, with a warning.
    """
    warnings: list[str] = []
    raw: str
    name: str
    if encoding:
        raw, name = _lenient(data, encoding), encoding
    else:
        raw, name = _guess(data, declared, warnings)
    if "\ufffd" in raw and raw.count("\ufffd") > data.count(b"\xef\xbf\xbd"):
        warnings.append("Some bytes could not be read as text; choose another encoding if words look wrong.")
    return Decoded(clean(repair(_without_controls(raw), warnings)), name, warnings)


def _guess(data: bytes, declared: str | None, warnings: list[str]) -> tuple[str, str]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _lenient(data[len(bom) :], name), name
    if not declared and (found := _DECLARED.search(data[:2048])):
        declared = (found.group(1) or found.group(2)).decode("ascii")
    utf8 = _strict(data, "utf-8")
    if declared:
        known = _known(declared)
        if known and known not in ("utf-8", "ascii"):
            if utf8 is not None and not data.isascii():
                # Multi-byte UTF-8 hardly ever arises by chance: the bytes go before the declaration.
                warnings.append(f"The file says {declared} but is UTF-8; it was read as UTF-8.")
                return utf8, "utf-8"
            if known in ("iso8859-1", "latin-1", "ascii"):
                known = "cp1252"
            text = _strict(data, known)
            if text is not None:
                return text, known
            if known == "cp1252":
                return _cp1252(data), "cp1252"
    if utf8 is not None:
        return utf8, "utf-8"
    if data[:4096].count(b"\x00") > len(data[:4096]) // 4:
        name = "utf-16-le" if data[1:200:2].count(b"\x00") > data[0:200:2].count(b"\x00") else "utf-16-be"
        return _lenient(data, name), name
    if declared and _known(declared) == "utf-8":
        warnings.append("The file says UTF-8 but is not; it was read as Windows-1252.")
    return _cp1252(data), "cp1252"


def _known(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return None


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeError, LookupError):
        return None


def _lenient(data: bytes, name: str) -> str:
    known = _known(name)
    return data.decode(known or "utf-8", errors="replace")


def _cp1252(data: bytes) -> str:
    """CP1252 with its five undefined bytes read as Latin-1, so that nothing is lost."""
    text = _strict(data, "cp1252")
    if text is not None:
        return text
    return (
        "".join(_strict(bytes([b]), "cp1252") or chr(b) for b in data)
        if len(data) < 4_000_000
        else data.decode("latin-1")
    )


def clean(text: str) -> str:
    """The text without control characters (tabs stay), with ``\\n`` for every line end.

    Form feeds and vertical tabs end lines too; C1 control characters are taken for the CP1252 characters they mean.
    """
    return _C1.sub(_as_cp1252, _without_controls(text))


def _without_controls(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\x0b", "\n")
    return _CONTROL.sub("", text)


def _as_cp1252(match: re.Match[str]) -> str:
    try:
        return bytes([ord(match.group())]).decode("cp1252")
    except UnicodeDecodeError:
        return ""


def repair(text: str, warnings: list[str] | None = None) -> str:
    """The text with one layer of UTF-8 that was read as CP1252 undone, where that clearly happened.

    Only the runs that decode cleanly change; a warning says so.
    """
    if len(_MOJIBAKE.findall(text[:2_000_000])) < 2:
        return text
    fixed = re.sub("[\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2,}", _undo, text)
    if fixed != text and warnings is not None:
        warnings.append(
            "Wrongly decoded characters (like “Ã©” for “é”) were put right; the file itself has them wrong."
        )
    return fixed


def _undo(match: re.Match[str]) -> str:
    run = match.group()
    raw = bytearray()
    for character in run:
        try:
            raw += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:
                return run
            raw.append(ord(character))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return run


def looks_binary(data: bytes) -> bool:
    """Whether bytes are no text in any encoding: many control characters, or UTF-8/16 without letters."""
    head = data[:8192]
    if not head:
        return False
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return not any(c.isalpha() for c in decode(head).text)
    zeros = head.count(0)
    if zeros > len(head) // 4:
        text = _guess(head, None, [])[0]
        letters = sum(unicodedata.category(c)[0] in "LZ" for c in text)
        return letters < 0.6 * len(text)
    # The control characters that agency feeds use (SOH STX ETX EOT BEL SYN DC2-4 ESC-US DEL) are few in any real file.
    odd = sum(head.count(b) for b in range(32) if b not in (9, 10, 12, 13))
    return zeros > 8 or odd > max(24, len(head) // 10)
