"""Which reader opens which format, and what to say of files that none can open."""

from __future__ import annotations

from comparer.errors import LoadError
from comparer.loading import plain
from comparer.loading.decoding import decode, looks_binary
from comparer.loading.draft import Draft
from comparer.loading.limits import MAX_TEXT_BYTES
from comparer.loading.recognise import recognise

_REFUSALS = {
    "image": "is a picture: type out its text, or run it through OCR, and open the text",
    "media": "is sound or video: open its transcript as text",
    "archive": "is a packed archive: unpack it and open the story inside",
    "zip": "is a ZIP archive: unpack it and open the story inside",
    "broken-zip": "is a damaged DOCX, ODT or ZIP file: ask the sender for it again",
    "bomb": "unpacks to far more than a story: do not open it, and ask the sender what it is",
    "spreadsheet": "is a spreadsheet: save the story in it as text and open that",
    "slides": "is a slide show: save its text and open that",
    "program": "is a program, not a story: do not open it",
    "ole": "is an old Word document, an Outlook message or an encrypted office file: save it as DOCX, EML or text without a password and open that",
}


def read(data: bytes, name: str, *, encoding: str | None = None) -> list[Draft]:
    """The drafts of all stories in some bytes. Raises LoadError, whose one sentence names the file."""
    kind = recognise(data, name)
    if kind in _REFUSALS:
        raise LoadError(f"{name} {_REFUSALS[kind]}.")
    if len(data) > MAX_TEXT_BYTES and kind not in ("pdf", "docx", "odt"):
        raise LoadError(f"{name} is too big for a story ({len(data) // 1_000_000} MB): cut out the story and save it alone.")
    return _text(data, name, encoding)


def _text(data: bytes, name: str, encoding: str | None) -> list[Draft]:
    if looks_binary(data):
        raise LoadError(f"{name} is not text in any known format: save the story as text, DOCX or PDF and open that.")
    decoded = decode(data, encoding=encoding)
    if not any(c.isalnum() for c in decoded.text[:2_000_000]):
        raise LoadError(f"{name} holds no words: save the story again, or ask the sender for it.")
    made = plain.draft(decoded.text)
    made.warnings += decoded.warnings
    return [made]
