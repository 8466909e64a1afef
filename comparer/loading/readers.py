"""Which reader opens which format, and what to say of files that none can open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
    "ole": "is an old Word document, an Outlook message or an encrypted office file: save it as DOCX, EML or text "
    "without a password and open that",
}


def read(data: bytes, name: str, *, encoding: str | None = None) -> list[Draft]:
    """The drafts of all stories in some bytes. Raises LoadError, whose one sentence names the file."""
    kind = recognise(data, name)
    if kind in _REFUSALS:
        raise LoadError(f"{name} {_REFUSALS[kind]}.")
    if len(data) > MAX_TEXT_BYTES and kind not in ("pdf", "docx", "odt"):
        raise LoadError(
            f"{name} is too big for a story ({len(data) // 1_000_000} MB): cut out the story and save it alone."
        )
    if kind == "json":
        return _json(data, name, encoding)
    if kind.startswith("xml:"):
        return _xml(data, name, kind[4:])
    if kind in ("pdf", "docx", "odt", "rtf", "html"):
        from comparer.loading.child import CHILD

        return _holding(CHILD.read(kind, data, name), name)
    reader = _LIGHT.get(kind)
    if reader is not None:
        return _holding(reader(data, name, encoding), name)
    return _text(data, name, encoding)


def _json(data: bytes, name: str, encoding: str | None) -> list[Draft]:
    from comparer.loading.agency_json import read_json
    from comparer.loading.recognise import parse_json

    decoded = decode(data, encoding=encoding)
    try:
        value = parse_json(decoded.text)
    except ValueError as error:
        if "deeply" in str(error):
            raise LoadError(f"{name} is JSON nested far too deeply: ask the sender for a proper file.") from None
        if not decoded.text.lstrip().startswith(('{"', "[{", "{\n", "{ ", "[")):
            return _text(data, name, encoding)
        raise LoadError(
            f"{name} is damaged JSON (it breaks off or is wrongly written): ask the sender for it again."
        ) from None
    drafts = read_json(value)
    if not drafts:
        raise LoadError(f"{name} is JSON, but no story in a form that is known: export it as ninjs, HTML or text.")
    return _with(_holding(drafts, name), decoded.warnings)


def _xml(data: bytes, name: str, root_name: str) -> list[Draft]:
    from comparer.loading import markup

    root, warnings = markup.parse_xml(data)
    if root is None:
        raise LoadError(f"{name} is XML too damaged to read: ask the sender for it again.")
    return _with(_holding(_by_root(root, root_name), name), warnings)


def _by_root(root: Any, root_name: str) -> list[Draft]:
    from comparer.loading import agency_xml, archives, feeds, markup, newsml12, newsml_g2, nitf

    name = markup.local(root)
    space = root.tag.split("}")[0].strip("{") if "}" in root.tag else ""
    if (
        name in ("newsMessage", "newsItem", "packageItem", "knowledgeItem", "conceptItem")
        or "iptc.org/std/nar" in space
    ):
        drafts = newsml_g2.read_g2(root)
        if any(not b.kind for d in drafts for b in d.blocks) or any(d.status for d in drafts):
            return drafts
        return [*agency_xml.read_agency_xml(root), *drafts][:1]
    if name == "NewsML":
        return newsml12.read_newsml(root)
    if name == "nitf":
        return nitf.read_nitf(root)
    if name in ("rss", "feed", "RDF", "entry"):
        return feeds.read_feed(root)
    if name == "ppsResponse" or markup.find(root, "ppsarticle", "distDoc") is not None:
        return archives.read_factiva(root)
    nested = markup.find(root, "nitf", "NewsML", "newsItem", "rss", "feed")
    if nested is not None:
        return _by_root(nested, markup.local(nested))
    entries = [e for e in root.iter() if markup.local(e) in ("item", "entry")]
    if entries and any(markup.local(c) == "title" for c in entries[0]):
        return feeds.read_feed(root)
    del root_name
    return agency_xml.read_agency_xml(root)


def _holding(drafts: list[Draft], name: str) -> list[Draft]:
    """The drafts that hold something to read; a withdrawn story passes without text, with a warning."""
    for draft in drafts:
        if draft.status in ("canceled", "cancelled", "withdrawn", "killed"):
            draft.warnings.append("The agency has withdrawn (killed) this story: do not use it.")
        elif draft.status in ("withheld", "embargoed", "hold"):
            draft.warnings.append("The agency withholds this story: do not publish it before it is released.")
    kept = [d for d in drafts if d.status or any(b.kind in ("", "body") and b.text.strip() for b in d.blocks)]
    if kept:
        return kept
    tables = [d for d in drafts if any(b.note == "table" for b in d.blocks)]
    for draft in tables:
        draft.warnings.append("There is no running text in this file, only a table: nothing in it is compared.")
    if tables:
        return tables
    kind = drafts[0].format if drafts else "XML"
    raise LoadError(f"{name} is {kind} without any text of a story in it: fetch the text itself and open that.")


def _with(drafts: list[Draft], warnings: list[str]) -> list[Draft]:
    for draft in drafts:
        draft.warnings += [w for w in warnings if w not in draft.warnings]
    return drafts


def _text(data: bytes, name: str, encoding: str | None) -> list[Draft]:
    if looks_binary(data):
        raise LoadError(f"{name} is not text in any known format: save the story as text, DOCX or PDF and open that.")
    decoded = decode(data, encoding=encoding)
    if not any(c.isalnum() for c in decoded.text[:2_000_000]):
        raise LoadError(f"{name} holds no words: save the story again, or ask the sender for it.")
    made = plain.draft(decoded.text)
    made.warnings += decoded.warnings
    return [made]


def _iptc7901(data: bytes, name: str, encoding: str | None) -> list[Draft]:
    from comparer.loading.wire7901 import read_7901

    return read_7901(data, encoding=encoding) or _text(data, name, encoding)


def _anpa(data: bytes, name: str, encoding: str | None) -> list[Draft]:
    from comparer.loading.anpa import read_anpa

    return read_anpa(data, encoding=encoding) or _text(data, name, encoding)


def _markdown(data: bytes, name: str, encoding: str | None) -> list[Draft]:
    from comparer.loading.markdown_file import read_markdown

    decoded = decode(data, encoding=encoding)
    return _with(read_markdown(decoded.text), decoded.warnings)


def _mail(data: bytes, name: str, encoding: str | None) -> list[Draft]:
    from comparer.loading.mail import read_mail

    return read_mail(data, name, read)


def _lexis(data: bytes, name: str, encoding: str | None) -> list[Draft]:
    from comparer.loading.archives import read_lexis_text

    decoded = decode(data, encoding=encoding)
    return _with(read_lexis_text(decoded.text), decoded.warnings)


def _lexis_html(data: bytes, name: str, encoding: str | None) -> list[Draft]:
    from comparer.loading.archives import read_lexis_html

    decoded = decode(data, encoding=encoding)
    return _with(read_lexis_html(decoded.text), decoded.warnings)


def _fragment(data: bytes, name: str, encoding: str | None) -> list[Draft]:
    from comparer.loading.html_fragment import draft_fragment

    decoded = decode(data, encoding=encoding)
    return _with([draft_fragment(decoded.text)], decoded.warnings)


_LIGHT: dict[str, Callable[[bytes, str, str | None], list[Draft]]] = {
    "iptc7901": _iptc7901,
    "anpa": _anpa,
    "markdown": _markdown,
    "mail": _mail,
    "lexis": _lexis,
    "lexis-html": _lexis_html,
    "fragment": _fragment,
}
