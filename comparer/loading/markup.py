"""XML and HTML into trees, safely: nothing is fetched, no entity is expanded, damaged files are read with a warning."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml import etree

from comparer.loading.decoding import decode

TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|h[1-6]|ul|ol|li|table|tr|td|th|blockquote|section|figure|img|pre)(?:\s[^<>]*)?/?>",
    re.I,
)
"""A tag of HTML inside a text; other words in angle brackets are the story's own."""


def parse_xml(data: bytes) -> tuple[etree._Element | None, list[str]]:
    """The root of some XML and warnings for a person; None where there is no XML left to read.

    The document type is dropped unread, so that no entity is expanded and nothing is fetched; HTML's named characters
    are put in beforehand. Damaged XML is read as far as it goes, with a warning.
    """
    decoded = decode(data)
    text = _without_doctype(re.sub(r"^\s*<\?xml[^>]{0,400}\?>", "", decoded.text, count=1))
    text = re.sub(r"&([A-Za-z][A-Za-z0-9]{1,31});", _named, text)
    raw = text.strip().encode("utf-8")
    options = {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "remove_comments": True,
        "remove_pis": True,
    }
    try:
        return etree.fromstring(raw, etree.XMLParser(**options)), decoded.warnings
    except (etree.XMLSyntaxError, ValueError):
        pass
    try:
        root = etree.fromstring(raw, etree.XMLParser(recover=True, **options))
    except (etree.XMLSyntaxError, ValueError):
        root = None
    return root, [
        *decoded.warnings,
        "The file is damaged XML; it was read as far as it goes: compare it with the original.",
    ]


def _without_doctype(text: str) -> str:
    start = text.find("<!DOCTYPE", 0, 200_000)
    if start < 0:
        return text
    end, depth = start, 0
    for k in range(start, min(len(text), start + 2_000_000)):
        if text[k] == "[":
            depth += 1
        elif text[k] == "]":
            depth -= 1
        elif text[k] == ">" and depth <= 0:
            end = k + 1
            break
    return text[:start] + text[end:] if end > start else text


def _named(match: re.Match[str]) -> str:
    name = match.group(1)
    if name in ("amp", "lt", "gt", "quot", "apos"):
        return match.group()
    character = html.unescape(match.group())
    return character if character != match.group() else f"&amp;{name};"


def parse_html(text: str) -> etree._Element | None:
    """The root of an HTML page or fragment, however badly formed; None where nothing is left."""
    parser = etree.HTMLParser(encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def local(element: etree._Element) -> str:
    """An element's name without its namespace, as written."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def find(root: etree._Element, *names: str) -> etree._Element | None:
    """The first element by any of these local names, in document order within the first name that occurs."""
    for name in names:
        for element in root.iter():
            if local(element) == name:
                return element
    return None


def find_all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """Every element by a local name."""
    return (element for element in root.iter() if local(element) == name)


def text_of(element: etree._Element | None) -> str:
    """All text of an element, white space collapsed."""
    if element is None:
        return ""
    return " ".join("".join(t for t in element.itertext() if isinstance(t, str)).split())


def spaced_text_of(element: etree._Element | None) -> str:
    """As ``text_of``, with a blank between elements whose words would run together."""
    if element is None:
        return ""
    text = ""
    for part in element.itertext():
        if isinstance(part, str):
            text += (" " if text[-1:].isalnum() and part[:1].isalnum() else "") + part
    return " ".join(text.split())


def unescape_twice(text: str) -> str:
    """Text with markup that was escaped once too often put right: "&amp;oslash;", "&lt;p&gt;", "&lt;endash&gt;"."""
    if re.search(r"&amp;(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});|&lt;/?(?:p|br|div|endash|emdash)\b", text):
        text = html.unescape(text)
    return re.sub(r"<(en|em)dash\s*/?>", lambda m: "–" if m.group(1) == "en" else "—", text)
