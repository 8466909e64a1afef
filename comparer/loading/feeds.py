"""RSS, Atom and RDF feeds, and queue files built like them: every entry with text is a story."""

from __future__ import annotations

import re

from lxml import etree

from comparer.loading import markup, walking
from comparer.loading.draft import Draft
from comparer.loading.limits import MAX_STORIES
from comparer.story import ParagraphKind

_LONGEST = ("encoded", "body", "content", "description", "summary")


def read_feed(root: etree._Element) -> list[Draft]:
    """A draft for each entry; entries with nothing but a teaser say so in a warning."""
    channel = markup.find(root, "channel")
    entries = [e for e in root.iter() if markup.local(e) in ("item", "entry")]
    if not entries and markup.local(root) == "entry":
        entries = [root]
    name = _child_text(channel if channel is not None else root, "title")
    language = _child_text(channel if channel is not None else root, "language") or root.get(
        "{http://www.w3.org/XML/1998/namespace}lang"
    )
    drafts = [_entry(entry, name, language) for entry in entries[:MAX_STORIES]]
    full = [d for d in drafts if any(b.kind == "" for b in d.blocks)]
    return full or drafts


def _child_text(parent: etree._Element | None, name: str) -> str | None:
    if parent is None:
        return None
    for child in parent:
        if markup.local(child) == name and (text := markup.text_of(child)):
            return text
    return None


def _raw(element: etree._Element) -> str:
    if len(element):
        return "".join(etree.tostring(child, encoding="unicode") for child in element)
    return element.text or ""


def _entry(entry: etree._Element, feed: str | None, language: str | None) -> Draft:
    draft = Draft("news feed")
    draft.headline = _flat(_child_text(entry, "title"))
    for name in ("updated", "published", "pubDate", "date", "modified"):
        if text := _child_text(entry, name):
            draft.published = text
            break
    author = next((e for e in entry if markup.local(e) in ("creator", "author")), None)
    if author is not None:
        name = _child_text(author, "name") or markup.text_of(author)
        draft.byline = (
            None if not name or ("@" in name and " " not in name) else re.sub(r"^\S+@\S+ \((.+)\)$", r"\1", name)
        )
    source = next((e for e in entry if markup.local(e) in ("source", "publisher", "credit", "provider")), None)
    inside = (
        markup.text_of(markup.find(source, "title")) if source is not None and len(source) else markup.text_of(source)
    )
    draft.source = inside or feed_name(feed) or _namespace_agency(entry)
    draft.language = language
    draft.identity = _child_text(entry, "guid") or _child_text(entry, "id")
    if draft.headline:
        draft.add(draft.headline, ParagraphKind.HEADLINE)
    if draft.byline:
        draft.add(draft.byline, ParagraphKind.NOTE, "byline")
    texts = [
        (_raw(e), markup.local(e))
        for e in entry.iter()
        if markup.local(e) in _LONGEST or markup.local(e) == "first_line"
    ]
    blocks = []
    for raw, name in texts:
        made = walking.blocks_of_html(markup.unescape_twice(raw) if "&lt;" in raw or "&amp;" in raw else raw)
        blocks.append((sum(len(b.text) for b in made), name, made))
    if not blocks:
        return draft
    size, name, body = max(blocks, key=lambda b: b[0])
    first = next((made for _, n, made in blocks if n == "first_line" and made), None)
    if first and body and first[0].text[:40] != body[0].text[:40]:
        body = [*first, *body]
    for _, other, made in blocks:
        text = " ".join(b.text for b in made)
        if (
            other in ("description", "summary")
            and other != name
            and text
            and text[:40] not in " ".join(b.text for b in body)
        ):
            draft.add(text, ParagraphKind.SUMMARY, "abstract")
    draft.blocks += body
    if size < 300 and name in ("description", "summary"):
        draft.warnings.append("The feed gives only a teaser of this story: get the full text to compare it.")
    return draft


def _flat(text: str | None) -> str | None:
    if not text:
        return None
    if markup.TAG.search(text) or re.search(r"&#?\w+;", text):
        text = " ".join(b.text for b in walking.blocks_of_html(text)) or text
    return " ".join(text.split()) or None


def feed_name(title: str | None) -> str | None:
    """A feed's title without what feeds add: "CNA Daily News - Vatican" is CNA's."""
    if not title:
        return None
    from comparer.loading.profiles import profiles

    head = re.split(r"\s+[-–|:»]\s+", title)[0].strip()
    agency = profiles().agency(head)
    return agency.name if agency and agency.name else head


def _namespace_agency(entry: etree._Element) -> str | None:
    from comparer.loading.profiles import profiles

    for uri in {str(e.tag).split("}")[0].strip("{") for e in entry.iter() if isinstance(e.tag, str)} | set(
        (entry.nsmap or {}).values()
    ):
        for word in re.findall(r"[a-z]{2,12}", uri.casefold()):
            agency = profiles().agency(word)
            if agency and agency.name and len(word) >= 3:
                return agency.name
    return None
