"""NewsML 1.0 to 1.2, in the dialects of AFP, EFE, ANP, ATS, Kyodo, TASS, ANA-MPA, Business Wire and others."""

from __future__ import annotations

import re

from lxml import etree

from comparer.loading import markup, nitf, walking
from comparer.loading.draft import Block, Draft
from comparer.story import ParagraphKind

NOTE = ParagraphKind.NOTE.value
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_newsml(root: etree._Element) -> list[Draft]:
    """A draft for each NewsItem that holds text."""
    items = [
        item for item in markup.find_all(root, "NewsItem") if markup.find(item, "NewsComponent", "Update") is not None
    ]
    drafts = [draft for item in items if (draft := _item(root, item))]
    texts = [d for d in drafts if any(b.kind == "" for b in d.blocks)]
    return texts or drafts


def _item(root: etree._Element, item: etree._Element) -> Draft | None:
    draft = Draft("NewsML 1.2")
    lines = _lines(item)
    draft.headline = lines.get("HeadLine")
    manage = markup.find(item, "NewsManagement")
    _management(draft, root, item, manage)
    _source(draft, root, item)
    language = _formal(item, "Language")
    main = _main_component(item)
    draft.language = language or main.get(_LANG) or item.get(_LANG)
    draft.dateline_text = lines.get("DateLine")
    draft.slug = lines.get("SlugLine") or markup.text_of(markup.find(item, "NameLabel")) or None
    draft.place = _city(item)
    byline = lines.get("ByLine") or _creator(item)
    draft.byline = byline
    top: list[Block] = []
    sub = lines.get("SubHeadLine")
    if sub:
        top.append(Block(sub, ParagraphKind.SUMMARY.value, "subheadline"))
    if lines.get("SlugLine"):
        top.append(Block(lines["SlugLine"], NOTE, "slug"))
    if lines.get("ByLine"):
        top.append(Block(lines["ByLine"], NOTE, "byline"))
    if lines.get("DateLine"):
        top.append(Block(lines["DateLine"], NOTE, "dateline"))
    if draft.headline:
        draft.add(draft.headline, ParagraphKind.HEADLINE)
    draft.blocks += top
    _content(draft, main)
    for line in ("CreditLine", "CopyrightLine"):
        if lines.get(line):
            draft.add(lines[line], NOTE, "credit" if line == "CreditLine" else "boilerplate")
    return draft if draft.blocks else None


def _lines(item: etree._Element) -> dict[str, str]:
    """The news lines, the first non-empty one of each kind."""
    found: dict[str, str] = {}
    for lines in markup.find_all(item, "NewsLines"):
        for line in lines:
            if (text := markup.text_of(line)) and not found.get(markup.local(line)):
                found[markup.local(line)] = text
    return found


def _management(draft: Draft, root: etree._Element, item: etree._Element, manage: etree._Element | None) -> None:
    for name in ("ThisRevisionCreated", "FirstCreated"):
        if manage is not None and (text := markup.text_of(markup.find(manage, name))):
            draft.published = draft.published or text
    draft.published = draft.published or markup.text_of(markup.find(root, "DateAndTime")) or None
    status = _formal(manage, "Status") if manage is not None else None
    if status and status.casefold() not in ("usable", "useable"):
        draft.status = status.casefold()
    if manage is not None:
        for change in markup.find_all(manage, "StatusWillChange"):
            if (draft.status or "").startswith(("embargo", "withheld")):
                draft.embargo = markup.text_of(markup.find(change, "DateAndTime")) or draft.embargo
        for instruction in markup.find_all(manage, "Instruction"):
            if (name := instruction.get("FormalName")) and re.search(r"(?i)correct|rectif|kill|cancel", name):
                draft.version_mark = name
    identifier = markup.find(item, "NewsIdentifier")
    if identifier is not None:
        revision = markup.text_of(markup.find(identifier, "RevisionId"))
        draft.version = revision or None
        provider = markup.text_of(markup.find(identifier, "ProviderId"))
        number = markup.text_of(markup.find(identifier, "NewsItemId"))
        draft.identity = f"{provider}:{number}" if number else None


def _source(draft: Draft, root: etree._Element, item: etree._Element) -> None:
    provider = _party(item, "Provider")
    issuer = _party(item, "Source")
    envelope = markup.find(root, "SentFrom")
    sender = (
        envelope_party.get("FormalName")
        if envelope is not None and (envelope_party := markup.find(envelope, "Party")) is not None
        else None
    )
    identifier = markup.text_of(markup.find(item, "ProviderId"))
    draft.source = provider or issuer
    draft.fallback_source = sender or identifier or None
    if not draft.source and identifier:
        from comparer.loading.profiles import profiles

        agency = profiles().agency(identifier)
        draft.source = agency.name if agency and agency.name else None


def _party(item: etree._Element, role: str) -> str | None:
    for element in markup.find_all(item, role):
        party = markup.find(element, "Party")
        if party is not None and (name := (party.get("FormalName") or "").strip()):
            return name
    return None


def _creator(item: etree._Element) -> str | None:
    for element in markup.find_all(item, "Creator"):
        party = markup.find(element, "Party")
        if party is not None and (name := (party.get("FormalName") or "").strip()):
            return name
    return None


def _formal(parent: etree._Element, name: str) -> str | None:
    for element in markup.find_all(parent, name):
        if value := (element.get("FormalName") or markup.text_of(element)).strip():
            return value
    return None


def _city(item: etree._Element) -> str | None:
    for location in markup.find_all(item, "Location"):
        if location.get("HowPresent", "Origin") != "Origin":
            continue
        for prop in markup.find_all(location, "Property"):
            if prop.get("FormalName") == "City" and (value := (prop.get("Value") or "").strip()):
                return value
    return None


def _main_component(item: etree._Element) -> etree._Element:
    """The component with the main text: by its role, else the one with the longest text of its own."""
    components = [c for c in markup.find_all(item, "NewsComponent") if markup.find(c, "ContentItem") is not None]
    for component in components:
        role = next((c for c in component if markup.local(c) == "Role"), None)
        if role is not None and (role.get("FormalName") or "").casefold() == "main" and _text_size(component):
            return component
    leaves = [c for c in components if any(markup.local(child) == "ContentItem" for child in c)]
    return max(leaves, key=_text_size, default=components[0] if components else item)


def _text_size(component: etree._Element) -> int:
    return sum(len(markup.text_of(c)) for c in markup.find_all(component, "DataContent"))


def _content(draft: Draft, component: etree._Element) -> None:
    best: etree._Element | None = None
    # What the component itself holds goes before what its pictures hold, marked-up text before bare, long before short.
    found = (False, False, 0)
    for item in markup.find_all(component, "ContentItem"):
        data = markup.find(item, "DataContent")
        if data is None or not markup.text_of(data):
            continue
        media = (_formal(item, "MediaType") or "text").casefold()
        if media not in ("text", "complexdata", "") and len(data) == 0:
            continue
        marked = len(data) > 0 or "<" in (data.text or "")
        rank = (item.getparent() is component, marked, len(markup.text_of(data)))
        if best is None or rank > found:
            best, found = data, rank
    if best is None:
        return
    inner = markup.find(best, "nitf")
    if inner is not None:
        body = markup.find(inner, "body")
        inside = Draft("NITF")
        nitf.fill(inside, inner)
        _merge(draft, inside, body)
    elif len(best) == 0:
        draft.blocks += walking.blocks_of_html(best.text or "")
    else:
        draft.blocks += walking.blocks_of(best)


def _merge(draft: Draft, inside: Draft, body: etree._Element | None) -> None:
    del body
    draft.headline = draft.headline or inside.headline
    if draft.headline and not any(b.kind == ParagraphKind.HEADLINE.value for b in draft.blocks):
        draft.blocks.insert(0, Block(draft.headline, ParagraphKind.HEADLINE.value))
    seen = {b.text for b in draft.blocks}
    draft.blocks += [b for b in inside.blocks if b.kind != ParagraphKind.HEADLINE.value and b.text not in seen]
    for name in ("byline", "dateline_text", "place", "slug", "embargo", "language", "published"):
        if not getattr(draft, name):
            setattr(draft, name, getattr(inside, name))
