"""NewsML-G2: newsItem, packageItem and newsMessage; bodies in XHTML, NITF, TT's own markup or escaped text."""

from __future__ import annotations

import re

from lxml import etree

from comparer.loading import markup, nitf, ttnitf, walking
from comparer.loading.draft import Block, Draft
from comparer.story import ParagraphKind

NOTE = ParagraphKind.NOTE.value
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_g2(root: etree._Element) -> list[Draft]:
    """A draft for each newsItem with text, or with a notice that it is withdrawn."""
    items = [root] if markup.local(root) in ("newsItem", "packageItem") else []
    items += [e for e in root.iter() if markup.local(e) == "newsItem" and e is not root]
    drafts = [draft for item in items if (draft := _item(item))]
    texts = [d for d in drafts if any(b.kind == "" for b in d.blocks) or d.status]
    return texts or drafts


def _child(parent: etree._Element | None, name: str) -> etree._Element | None:
    if parent is None:
        return None
    return next((e for e in parent if markup.local(e) == name), None)


def _children(parent: etree._Element | None, name: str) -> list[etree._Element]:
    return [e for e in parent if markup.local(e) == name] if parent is not None else []


def _name(element: etree._Element | None) -> str | None:
    """A name element's text, a literal, or the code without its scheme."""
    if element is None:
        return None
    named = _child(element, "name")
    text = markup.text_of(named) or (element.get("literal") or "").strip()
    if text:
        return text
    code = str(element.get("qcode") or "")
    return code.split(":", 1)[-1] or None


def _item(item: etree._Element) -> Draft | None:
    meta, content = _child(item, "itemMeta"), _child(item, "contentMeta")
    kind = _child(meta, "itemClass")
    if kind is not None and re.search(r"(?i)picture|video|audio|graphic|animation", kind.get("qcode") or ""):
        return None
    draft = Draft("NewsML-G2")
    draft.identity, draft.version = item.get("guid"), item.get("version")
    _item_meta(draft, meta)
    top: list[Block] = []
    if content is not None:
        _content_meta(draft, content, top)
    _source(draft, item, meta, content)
    draft.language = _language(item, content)
    notes = _notes(draft, meta)
    bodies, inside = _body(item)
    if inside is not None and inside.place_first:
        draft.place, draft.place_first = inside.place, True
    if inside is not None:
        for name in ("headline", "byline", "dateline_text", "place", "slug", "published"):
            if not getattr(draft, name):
                setattr(draft, name, getattr(inside, name))
    if not draft.headline:
        heading = next((b for b in bodies[:6] if b.hint == "heading"), None)
        title = markup.text_of(_child(meta, "title"))
        draft.headline = heading.text if heading else title or None
    if draft.headline:
        draft.add(draft.headline, ParagraphKind.HEADLINE)
    for block in bodies[:6]:
        if draft.headline and " ".join(block.text.split()).casefold() == draft.headline.casefold():
            block.kind, block.note = NOTE, "headline"
    draft.blocks += [n for n in notes if not n.private] + top + bodies + [n for n in notes if n.private]
    return draft if draft.blocks else None


def _item_meta(draft: Draft, meta: etree._Element | None) -> None:
    for name in ("versionCreated", "firstCreated"):
        draft.published = draft.published or markup.text_of(_child(meta, name)) or None
    draft.embargo = markup.text_of(_child(meta, "embargoed")) or None
    status = _child(meta, "pubStatus")
    code = (status.get("qcode") or "").split(":")[-1].casefold() if status is not None else ""
    if code and code != "usable":
        draft.status = code
    for signal in _children(meta, "signal"):
        code = (signal.get("qcode") or "").split(":")[-1]
        if re.fullmatch(r"(?i)correction|update|replace", code) and code.casefold() != "replace":
            draft.version_mark = code.casefold()
    for genre in meta.iter() if meta is not None else ():
        if markup.local(genre) == "title" and re.search(r"(?i)correction", genre.get("role") or ""):
            draft.version_mark = "correction"


def _content_meta(draft: Draft, content: etree._Element, top: list[Block]) -> None:
    headlines = [h for h in _children(content, "headline") if markup.text_of(h)]
    main = next((h for h in headlines if re.search(r"(?i)main|headline$", h.get("role") or "")), None)
    if main is None and headlines:
        main = next((h for h in headlines if not h.get("role")), headlines[0])
    draft.headline = markup.text_of(main) or None
    others = [markup.text_of(h) for h in headlines if h is not main]
    top += [Block(text, ParagraphKind.SUMMARY.value, "subheadline") for text in others if text != draft.headline]
    draft.slug = markup.text_of(_child(content, "slugline")) or None
    if draft.slug:
        top.append(Block(draft.slug, NOTE, "slug"))
    by = [t for e in _children(content, "by") if (t := markup.text_of(e))]
    draft.byline = ", ".join(by) or None
    dateline = markup.text_of(_child(content, "dateline"))
    draft.dateline_text = dateline or None
    located = _child(content, "located")
    place = (
        _name(located)
        if located is not None and _child(located, "name") is not None
        else (located.get("literal") if located is not None else None)
    )
    draft.place = place or None
    for genre in _children(content, "genre"):
        name = markup.text_of(_child(genre, "name"))
        if re.fullmatch(
            r"(?:EXTRA|URGENT|FLASH|LEAD|\d(?:ST|ND|RD|TH) LEAD|REFILE|CORRECTION|Korrektur|Zusammenfassung"
            r"|Eil(?:meldung)?)(?: \d+)?",
            name,
        ):
            draft.version_mark = draft.version_mark or name
            top.append(Block(name, NOTE, "version"))
    top += [Block(line, NOTE, "byline") for line in by]
    for description in _children(content, "description"):
        text = markup.text_of(description)
        if (
            text
            and not text.startswith(f"{draft.slug}:")
            and re.search(r"(?i)summary|abstract|intro|lead|teaser", description.get("role") or "")
        ):
            top.append(Block(text, ParagraphKind.SUMMARY.value, "abstract"))


def _source(draft: Draft, item: etree._Element, meta: etree._Element | None, content: etree._Element | None) -> None:
    """Credit line and information source name the agency best; provider and rights holder may be distributors."""
    infos = [_name(e) for e in _children(content, "infoSource")]
    credit = markup.text_of(_child(content, "creditline")).strip(" –-")
    provider = _name(_child(meta, "provider"))
    provider_code = _child(meta, "provider")
    code = (provider_code.get("qcode") or "").split(":")[-1] if provider_code is not None else ""
    rights = _child(item, "rightsInfo")
    holder = _name(_child(rights, "copyrightHolder"))
    draft.source = credit or next((i for i in infos if i), None) or code or provider or holder


def _language(item: etree._Element, content: etree._Element | None) -> str | None:
    declared = _child(content, "language")
    tag = (declared.get("tag") if declared is not None else None) or item.get(_LANG)
    return str(tag) if tag else None


def _notes(draft: Draft, meta: etree._Element | None) -> list[Block]:
    """Editors' notes by their roles: corrections, closing lines, what is for the desk alone."""
    out: list[Block] = []
    for note in _children(meta, "edNote"):
        role = (note.get("role") or "").casefold()
        private = "private" in role or "internal" in role or "nonpublic" in role
        if "correction" in role:
            kind = "correction"
            draft.version_mark = draft.version_mark or "correction"
        elif "closing" in role:
            kind = "signoff"
        elif "notepad" in role:
            kind = "notebook"
        else:
            kind = "advisory"
        blocks = walking.blocks_of(note)
        for block in blocks:
            if any(block.text == b.text for b in out):
                continue
            hidden = private or (kind == "notebook" and re.search(r"@|\+?\d[\d /-]{7,}", block.text) is not None)
            label = kind
            if kind == "advisory" and re.match(
                r"(?i)korjattu|korjaus|correct|rättel|rettel|berichtig|korrektur|rectif", block.text
            ):
                label = "correction"
                draft.version_mark = draft.version_mark or "correction"
            out.append(Block(block.text, NOTE, label, hidden))
    return out


def _body(item: etree._Element) -> tuple[list[Block], Draft | None]:
    contents = _child(item, "contentSet")
    best: tuple[list[Block], Draft | None] = ([], None)
    for part in contents if contents is not None else ():
        name = markup.local(part)
        found: tuple[list[Block], Draft | None] = ([], None)
        if name == "inlineXML":
            found = _inline(part)
        elif name == "inlineData":
            found = (walking.blocks_of_html(markup.unescape_twice(part.text or "")), None)
        if sum(len(b.text) for b in found[0]) > sum(len(b.text) for b in best[0]):
            best = found
    return best


def _inline(part: etree._Element) -> tuple[list[Block], Draft | None]:
    inner = markup.find(part, "nitf")
    if inner is not None:
        inside = Draft("NITF")
        nitf.fill(inside, inner)
        return [b for b in inside.blocks if b.kind != ParagraphKind.HEADLINE.value], inside
    if markup.find(part, "BRODTEXT", "INGRESS") is not None:
        return ttnitf.blocks_of(part)
    blocks = walking.blocks_of(part)
    if not blocks:
        return [], None
    out = []
    for k, block in enumerate(blocks):
        text = markup.unescape_twice(block.text)
        if "<" in text and markup.TAG.search(text):
            out += walking.blocks_of_html(text)
            continue
        if k == 0 and block.hint == "heading" and len(blocks) > 1:
            block.kind, block.note = ParagraphKind.SUMMARY.value, "subheadline"
        block.text = text
        out.append(block)
    return out, None
