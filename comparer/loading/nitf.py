"""NITF, with and without its namespace, alone or inside NewsML."""

from __future__ import annotations

import re

from lxml import etree

from comparer.loading import markup, walking
from comparer.loading.draft import Block, Draft
from comparer.loading.profiles import profiles
from comparer.story import ParagraphKind

NOTE = ParagraphKind.NOTE.value


def read_nitf(root: etree._Element) -> list[Draft]:
    """The one draft of a NITF document."""
    draft = Draft("NITF")
    fill(draft, root)
    return [draft]


def fill(draft: Draft, root: etree._Element) -> None:
    """Add what a ``nitf`` element says to a draft; fields that the draft already has stay."""
    head, body = markup.find(root, "head"), markup.find(root, "body")
    if head is not None:
        _docdata(draft, head)
    body_head = markup.find(body, "body.head") if body is not None else None
    top: list[Block] = []
    if body_head is not None:
        _body_head(draft, body_head, top)
    title = markup.text_of(markup.find(head, "title")) if head is not None else ""
    draft.headline = draft.headline or title or None
    if draft.headline:
        draft.add(draft.headline, ParagraphKind.HEADLINE)
    draft.blocks += top
    content = markup.find(body, "body.content") if body is not None else None
    draft.blocks += content_blocks(content if content is not None else body)
    end = markup.find(body, "body.end") if body is not None else None
    for block in walking.blocks_of(end):
        draft.add(block.text, NOTE, "credit")
    draft.language = draft.language or root.get("baselang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")


def content_blocks(content: etree._Element | None) -> list[Block]:
    """The blocks of ``body.content``; markup that was escaped into the text is taken out of the story."""
    out = []
    for block in walking.blocks_of(content):
        if re.match(r"\s*<(?:div|iframe|script|blockquote|a|img|figure|section)\b", block.text):
            inner = walking.blocks_of_html(block.text)
            text = "\n".join(b.text for b in inner) or block.text
            out.append(Block(text, NOTE, "embed"))
        else:
            out.append(block)
    return out


def _docdata(draft: Draft, head: etree._Element) -> None:
    document = markup.find(head, "doc-id")
    named = (document.get("regsrc") if document is not None else None) or None
    issued, released = markup.find(head, "date.issue"), markup.find(head, "date.release")
    if issued is not None:
        draft.published = draft.published or issued.get("norm") or None
    if released is not None and (issued is None or (released.get("norm") or "") > (issued.get("norm") or "")):
        draft.embargo = draft.embargo or released.get("norm") or None
    for message in markup.find_all(head, "ed-msg"):
        if info := (message.get("info") or "").strip():
            embargo = re.search(r"(?i)embargo|not for (?:use|publication)", info)
            if embargo:
                draft.embargo = draft.embargo or info
            draft.add(info, NOTE, "advisory")
    for origin in markup.find_all(head, "from-src"):
        draft.fallback_source = draft.fallback_source or origin.get("src-name") or None
    for key in markup.find_all(head, "du-key"):
        draft.version = draft.version or key.get("version")
    holder = markup.find(head, "doc.copyright")
    draft.source = draft.source or named
    if not draft.fallback_source and holder is not None:
        draft.fallback_source = holder.get("holder") or None
    if document is not None:
        draft.identity = draft.identity or document.get("id-string") or None
    data = markup.find(head, "docdata")
    if data is not None and (status := data.get("management-status")) not in (None, "usable", "info"):
        draft.status = status
    for keyword in markup.find_all(head, "keyword"):
        draft.slug = draft.slug or keyword.get("key") or None
    if not draft.published:
        publication = markup.find(head, "pubdata")
        draft.published = publication.get("date.publication") if publication is not None else None
    place = markup.find(head, "evloc")
    if place is not None and place.get("city"):
        draft.place = draft.place or place.get("city")


def _body_head(draft: Draft, head: etree._Element, top: list[Block]) -> None:
    first = markup.find(head, "hl1")
    draft.headline = draft.headline or markup.text_of(first) or markup.text_of(markup.find(head, "hedline")) or None
    for second in markup.find_all(head, "hl2"):
        if (text := markup.text_of(second)) and text.casefold() != (draft.headline or "").casefold():
            top.append(Block(text, ParagraphKind.SUMMARY.value, "subheadline"))
        elif text:
            top.append(Block(text, NOTE, "headline"))
    distributor = markup.text_of(markup.find(head, "distributor"))
    if distributor:
        draft.source = draft.source or distributor
    for byline in markup.find_all(head, "byline"):
        _byline(draft, byline, top)
    for line in list(markup.find_all(head, "dateline"))[:1]:
        location = markup.text_of(markup.find(line, "location"))
        whole = markup.spaced_text_of(line)
        draft.dateline_text = draft.dateline_text or whole or None
        draft.place = location or draft.place or None
        if re.search(r"[^\W\d_]{2}", whole):
            top.append(Block(whole, NOTE, "dateline"))
    for abstract in markup.find_all(head, "abstract"):
        top += [Block(b.text, ParagraphKind.SUMMARY.value, "abstract") for b in walking.blocks_of(abstract)]
    for name, kind in (("note", "advisory"), ("rights", "boilerplate")):
        top += [Block(text, NOTE, kind) for e in markup.find_all(head, name) if (text := markup.text_of(e))]


def _byline(draft: Draft, element: etree._Element, top: list[Block]) -> None:
    """A byline without its title; an agency that keeps a subtitle there is seen by the missing "By" and its length."""
    title = markup.text_of(markup.find(element, "byttl"))
    whole = markup.spaced_text_of(element)
    if not whole:
        return
    name = whole
    if title and title != whole and title in whole:
        name = whole.replace(title, " ").strip(" ,")
    by = re.match(r"(?i)(?:by|von|por|par|av|af|di|door|texto?:?)\s", name)
    people = [w for w in re.findall(r"[^\W\d_]+", name) if len(w) > 1]
    initials = "/" in name and len(name) < 20
    looks_named = initials or (
        len(people) <= 9
        and sum(
            w[0].isupper() or w in ("and", "und", "og", "och", "y", "et", "de", "van", "von", "for") for w in people
        )
        >= 0.7 * len(people)
    )
    if not by and not looks_named and profiles().agency(name) is None:
        top.append(Block(whole, ParagraphKind.SUMMARY.value, "subheadline"))
        return
    draft.byline = draft.byline or name
    top.append(Block(whole, NOTE, "byline"))
