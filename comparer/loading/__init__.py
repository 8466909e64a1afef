"""From a file to stories: one module per format, furniture shared, nothing compared here.

``load`` opens any file a desk is handed and returns all stories in it; ``load_text`` and ``load_html`` take what was
pasted. What cannot give a story raises ``LoadError``: one sentence that names the file and says what to do.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from comparer.errors import LoadError
from comparer.loading import assemble, plain
from comparer.loading.decoding import clean, repair
from comparer.loading.limits import MAX_PACKED_BYTES, MAX_TEXT_BYTES
from comparer.loading.readers import read
from comparer.story import ParagraphKind, Story

__all__ = ["FILE_FILTER", "SUFFIXES", "load", "load_bytes", "load_html", "load_text", "reload_story"]

SUFFIXES = (
    ".txt", ".text", ".tst", ".iptc", ".anpa", ".xml", ".newsml", ".nitf", ".json", ".ninjs", ".rss", ".atom", ".html",
    ".htm", ".xhtml", ".mht", ".docx", ".odt", ".rtf", ".pdf", ".eml", ".md", ".markdown",
)  # fmt: skip
"""Suffixes that story files usually have. Files are opened whatever their suffix."""
FILE_FILTER = "Stories (" + " ".join(f"*{suffix}" for suffix in SUFFIXES) + ");;All files (*)"
"""The same for a file dialog."""


def load(path: Path | str, *, encoding: str | None = None) -> list[Story]:
    """All stories of a file, in its order. ``encoding``: a person's choice for files in 8-bit text.

    Raises LoadError if the file is missing, too big, or gives no story.
    """
    path = Path(path)
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise LoadError(f"{name} is a folder: open one of the files in it.")
        if not path.exists():
            raise LoadError(f"{name} is not there: check the name and the folder it should lie in.")
        if not path.is_file():
            raise LoadError(f"{name} is no ordinary file: save the story to a file and open that.")
        size = path.stat().st_size
        if size > MAX_PACKED_BYTES:
            raise LoadError(_too_big(name, size))
        with path.open("rb") as handle:
            data = handle.read(MAX_PACKED_BYTES + 1)
    except PermissionError:
        raise LoadError(
            f"{name} may not be read: ask for the right to read it, or copy it to a folder of yours."
        ) from None
    except (OSError, ValueError) as error:
        raise LoadError(f"{name} cannot be read ({error}): copy it to this computer and open the copy.") from None
    stories = load_bytes(data, name, encoding=encoding)
    return [replace(story, file=str(path)) for story in stories]


def load_bytes(data: bytes, name: str, *, encoding: str | None = None) -> list[Story]:
    """All stories in a file's bytes; ``name`` is its name for messages, its suffix breaks ties between formats.

    Raises LoadError.
    """
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\x1a"):
        raise LoadError(f"{name} is empty: save the story again, or ask the sender for it.")
    if len(data) > MAX_PACKED_BYTES:
        raise LoadError(_too_big(name, len(data)))
    digest = hashlib.sha256(data).hexdigest()
    stories = [assemble.finish(draft) for draft in read(data, name, encoding=encoding)]
    return [replace(story, file=name, sha256=digest) for story in stories]


def load_text(text: str, name: str | None = None) -> Story:
    """A story from pasted text. Offsets of the story count in its ``text``: what was pasted, less control characters.

    Raises LoadError for text without words, or too much of it.
    """
    label = name or "The pasted text"
    _check_paste(text, label)
    warnings: list[str] = []
    draft = plain.draft(clean(repair(clean(text), warnings)), name="pasted text")
    draft.warnings += warnings
    return replace(assemble.finish(draft), file=name, sha256=_digest(text))


def load_html(html: str, name: str | None = None, *, text: str | None = None) -> Story:
    """A story from pasted HTML; ``text`` is the plain text that the clipboard holds beside it, used if HTML has none.

    Raises LoadError.
    """
    from comparer.loading.html_fragment import draft_fragment

    label = name or "The pasted text"
    _check_paste(html, label)
    draft = draft_fragment(clean(html))
    draft.format = "pasted HTML"
    story = assemble.finish(draft)
    if not any(p.kind is ParagraphKind.BODY for p in story.paragraphs):
        if text and text.strip():
            return load_text(text, name)
        raise LoadError(f"{label} holds no words: copy the story again, or paste it without formatting.")
    return replace(story, file=name, sha256=_digest(html))


def reload_story(text: str, old: Story) -> Story:
    """The story with an edited text: paragraphs are found anew, what a person or the envelope set stays as it was."""
    new = load_text(text, old.file)
    kept = {
        key: value
        for key in ("source", "byline", "published", "slug", "version_mark", "embargo", "format")
        if (value := getattr(old, key))
    }
    dateline = replace(
        new.dateline, place=new.dateline.place or old.dateline.place, date=new.dateline.date or old.dateline.date
    )
    return replace(
        new,
        **kept,
        dateline=dateline,
        language=old.language,
        headline=new.headline or (old.headline if old.headline and old.headline in new.text else None),
        extra=old.extra,
    )


def _check_paste(text: str, label: str) -> None:
    if len(text) > MAX_TEXT_BYTES:
        raise LoadError(f"{label} is too long ({len(text) // 1_000_000} million characters): paste one story only.")
    if not any(c.isalnum() for c in text):
        raise LoadError(f"{label} holds no words: copy the story again and paste it.")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _too_big(name: str, size: int) -> str:
    return f"{name} is too big for a story ({size // 1_000_000} MB): cut out the story and save it alone."
