"""JSON from agencies: ninjs 1 to 3 and its spellings, dpa digitalwires, AP Media API; one item or several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from comparer.loading import markup, walking
from comparer.loading.draft import Block, Draft
from comparer.loading.limits import MAX_STORIES
from comparer.story import ParagraphKind

NOTE = ParagraphKind.NOTE.value
SUMMARY = ParagraphKind.SUMMARY.value
_BODIES = (
    "body_xhtml",
    "body_html",
    "body_html5",
    "bodyHtml",
    "body",
    "bodyText",
    "body_text",
    "article_html",
    "content",
    "text",
)


def read_json(data: Any) -> list[Draft]:
    """The drafts of all items in some JSON; none if it holds no story that is known."""
    drafts = []
    for item in _items(data):
        draft = _dpa(item) if "article_html" in item else _ap(item) if _is_ap(item) else _ninjs(item)
        if draft is not None:
            drafts.append(draft)
        if len(drafts) >= MAX_STORIES:
            break
    return drafts


def _items(data: Any) -> Iterator[dict[str, Any]]:
    """Every object that may be a story: the object itself, or those in the lists and envelopes around stories."""
    waiting = [data]
    seen = 0
    while waiting and seen < 5000:
        value = waiting.pop(0)
        seen += 1
        if isinstance(value, list):
            waiting += value[:MAX_STORIES]
        elif isinstance(value, dict):
            if _is_story(value):
                yield value
            else:
                waiting += [
                    v
                    for k, v in value.items()
                    if isinstance(v, (dict, list)) and k not in ("associations", "renditions")
                ]


def _is_story(item: dict[str, Any]) -> bool:
    if _is_ap(item):
        return True
    keys = set(item)
    titled = keys & {"headline", "headlines", "title", "uri", "guid", "urn", "usn", "slugline", "slug"}
    body = any(isinstance(item.get(k), str) and item.get(k) for k in _BODIES) or isinstance(item.get("bodies"), list)
    return bool(titled) and (
        body
        or ("headline" in keys and bool(keys & {"versioncreated", "version_created", "versionCreated", "pubstatus"}))
    )


def _is_ap(item: dict[str, Any]) -> bool:
    data = item.get("data")
    return isinstance(data, dict) and isinstance(data.get("item"), dict)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("value") or value.get("by") or "")
    return ""


def _flat(value: Any) -> str:
    """A field as one line without markup."""
    text = _text(value)
    if "<" in text and markup.TAG.search(text):
        text = " ".join(b.text for b in walking.blocks_of_html(text))
    elif "&" in text and re.search(r"&#?\w{2,8};", text):
        import html

        text = html.unescape(text)
    return " ".join(text.split())


def _first(item: dict[str, Any], *names: str) -> str:
    for name in names:
        if text := _flat(item.get(name)):
            return text
    return ""


def _chosen(items: Any, *roles: str) -> dict[str, Any]:
    """From a list of ninjs 2/3 the entry by role, else the first."""
    entries = [i for i in items if isinstance(i, dict)] if isinstance(items, list) else []
    for role in roles:
        for entry in entries:
            if role in _text(entry.get("role")).casefold():
                return entry
    return entries[0] if entries else {}


def body_blocks(text: str) -> list[Block]:
    """The blocks of a body field, HTML or plain."""
    text = text.replace("\\u00a0", "\u00a0").replace("\\n", "\n") if "\\u00a0" in text else text
    return walking.blocks_of_html(markup.unescape_twice(text))


def _ninjs(item: dict[str, Any]) -> Draft | None:
    kind = _text(item.get("type")).casefold()
    if kind in ("picture", "video", "audio", "graphic"):
        return None
    draft = Draft("ninjs")
    entry = _chosen(item.get("headlines"), "main", "headline")
    draft.headline = _first(item, "headline") or _flat(entry.get("value")) or _first(item, "title") or None
    _common(draft, item)
    if draft.headline:
        draft.add(draft.headline, ParagraphKind.HEADLINE)
    for other in item.get("headlines") or [] if isinstance(item.get("headlines"), list) else []:
        if isinstance(other, dict) and (text := _flat(other.get("value"))) and text != draft.headline:
            draft.add(text, SUMMARY, "subheadline")
    for name in ("subhead", "subheadline", "headline_sub"):
        draft.add(_first(item, name), SUMMARY, "subheadline")
    draft.add(draft.slug, NOTE, "slug")
    draft.add(_first(item, "byline"), NOTE, "byline")
    for note in _notes(item):
        draft.add(note, NOTE, "advisory")
    summary = _summary(item)
    draft.add(summary, SUMMARY, "abstract")
    body = next((t for name in _BODIES if isinstance(item.get(name), str) and (t := item[name].strip())), "")
    if not body:
        chosen = _chosen(item.get("bodies"), "main", "body")
        body = _text(chosen.get("value"))
    draft.blocks += body_blocks(body)
    for name in ("body_footer", "footer"):
        for block in body_blocks(_text(item.get(name))):
            draft.add(block.text, NOTE, "boilerplate")
    return draft


def _common(draft: Draft, item: dict[str, Any]) -> None:
    draft.byline = _first(item, "byline") or None
    if not draft.byline and isinstance(item.get("by"), str):
        draft.byline = _first(item, "by")
    draft.place = _first(item, "located", "location") or None
    if draft.place and draft.byline and draft.place.split(",")[0] == draft.byline.split(",")[0]:
        draft.place = None
    draft.dateline_text = _first(item, "dateline") or None
    draft.published = (
        _first(
            item,
            "versioncreated",
            "versionCreated",
            "version_created",
            "contentcreated",
            "firstcreated",
            "firstVersion",
            "date",
        )
        or None
    )
    draft.version = _first(item, "version") or None
    draft.language = _first(item, "language") or None
    draft.slug = _first(item, "slugline", "slug") or None
    draft.embargo = _first(item, "embargoed", "embargo") or None
    status = _first(item, "pubstatus", "pubStatus", "status").casefold().split(":")[-1]
    draft.status = status if status not in ("", "usable") else None
    draft.identity = _first(item, "guid", "uri", "urn", "usn") or None
    source = _first(item, "source", "infosource", "provider", "copyrightholder", "copyrightHolder")
    if not _first(item, "source", "infosource", "provider"):
        feed = _first(item, "source-feed", "sourceFeed", "feed")
        source = re.sub(r"[_-](?:API|FEED|WIRE|NEWS)$", "", feed, flags=re.I) or source
    if not source and isinstance(item.get("infosources"), list):
        source = _flat(_chosen(item["infosources"]).get("name"))
    draft.source = source or None
    marks = _first(item, "signal")
    if re.search(r"(?i)update|correct", marks):
        draft.version_mark = marks.split(":")[-1]


def _notes(item: dict[str, Any]) -> list[str]:
    out = [_first(item, name) for name in ("ednote", "edNote", "editornote", "ed_note")]
    several = item.get("ednotes")
    for note in several if isinstance(several, list) else []:
        out += [_flat(note.get("value") or note.get("ednote")) if isinstance(note, dict) else _flat(note)]
    return [n for n in dict.fromkeys(out) if n]


def _summary(item: dict[str, Any]) -> str:
    text = _first(
        item, "description_text", "description_html", "description_summary", "abstract", "standfirst", "teaser"
    )
    if not text:
        entry = _chosen(item.get("descriptions"), "summary", "abstract")
        text = _flat(entry.get("value"))
    return text if len(text) > 20 else ""


def _dpa(item: dict[str, Any]) -> Draft | None:
    draft = Draft("dpa digitalwires")
    draft.headline = _first(item, "headline") or None
    _common(draft, item)
    draft.place = None
    draft.source = _first(item, "creditline") or draft.source or "dpa"
    kicker = _first(item, "kicker")
    draft.slug = kicker or None
    _dpa_corrections(draft, item)
    if draft.headline:
        draft.add(draft.headline, ParagraphKind.HEADLINE)
    draft.add(kicker, NOTE, "kicker")
    draft.add(_first(item, "subhead"), SUMMARY, "subheadline")
    draft.add(_first(item, "byline"), NOTE, "byline")
    teaser = _first(item, "teaser")
    if teaser and teaser != draft.headline:
        draft.add(teaser, SUMMARY, "teaser")
    blocks = body_blocks(_text(item.get("article_html")))
    if draft.dateline_text and not _starts_with_dateline(blocks, draft.dateline_text):
        draft.add(draft.dateline_text, NOTE, "dateline")
    draft.blocks += blocks
    for name, note in (("infobox_html", "factbox"), ("linkbox_html", "links")):
        for block in body_blocks(_text(item.get(name))):
            draft.add(block.text, NOTE, note)
    _dpa_notes(draft, item)
    return draft


def _starts_with_dateline(blocks: list[Block], dateline: str) -> bool:
    first = next((b.text for b in blocks if b.text.strip()), "")
    return " ".join(first.split()).startswith(" ".join(dateline.split())[:20])


def _dpa_corrections(draft: Draft, item: dict[str, Any]) -> None:
    for note in item.get("ednotes") or [] if isinstance(item.get("ednotes"), list) else []:
        if isinstance(note, dict) and "correction" in _text(note.get("role")):
            draft.add(_flat(note.get("ednote")), NOTE, "correction", private=note.get("is_publishable") is False)
            draft.version_mark = draft.version_mark or "correction"


def _dpa_notes(draft: Draft, item: dict[str, Any]) -> None:
    seen: set[str] = {b.text for b in draft.blocks}
    for note in item.get("ednotes") or [] if isinstance(item.get("ednotes"), list) else []:
        if not isinstance(note, dict) or "correction" in _text(note.get("role")):
            continue
        text = _flat(note.get("ednote"))
        if text and text not in seen:
            closing = "closing" in _text(note.get("role"))
            draft.add(text, NOTE, "signoff" if closing else "advisory", private=note.get("is_publishable") is False)
            seen.add(text)
    notepad = item.get("notepad")
    if not isinstance(notepad, dict):
        return
    for name, private in (("public_html", False), ("nonpublic_html", True)):
        for block in body_blocks(_text(notepad.get(name))):
            if block.text not in seen:
                draft.add(block.text, NOTE, "contact" if private else "notebook", private=private)


def _ap(wrapper: dict[str, Any]) -> Draft | None:
    item = wrapper["data"]["item"]
    if _text(item.get("type")).casefold() in ("picture", "video", "audio", "graphic"):
        return None
    draft = Draft("AP Media API")
    draft.headline = _first(item, "headline", "title") or None
    _common(draft, item)
    draft.source = _first(item, "provider") or _flat(_chosen(item.get("infosource")).get("name")) or "AP"
    draft.identity = (
        _text((item.get("altids") or {}).get("itemid") if isinstance(item.get("altids"), dict) else "")
        or draft.identity
    )
    by = [entry for entry in item.get("bylines") or [] if isinstance(entry, dict)]
    names = [_flat(entry.get("by") or entry.get("name")) for entry in by]
    draft.byline = ", ".join(n for n in names if n) or draft.byline
    if draft.headline:
        draft.add(draft.headline, ParagraphKind.HEADLINE)
    draft.add(_first(item, "headline_extended"), SUMMARY, "subheadline")
    draft.add(draft.slug, NOTE, "slug")
    for entry in by:
        draft.add(" ".join(t for t in (_flat(entry.get("by")), _flat(entry.get("title"))) if t), NOTE, "byline")
    for note in _notes(item):
        draft.add(note, NOTE, "update" if re.search(r"UPDATES?|ADDS?|RECASTS", note) else "advisory")
    draft.add(_first(item, "description_summary"), SUMMARY, "abstract")
    draft.blocks += _ap_body(wrapper, item)
    return draft


def _ap_body(wrapper: dict[str, Any], item: dict[str, Any]) -> list[Block]:
    """The text, which AP delivers as a rendition of its own and clients put beside the metadata in various places."""
    waiting: list[Any] = [
        wrapper.get("nitf"),
        item.get("nitf"),
        wrapper["data"].get("nitf"),
        item,
        wrapper.get("text"),
        wrapper,
    ]
    seen = 0
    while waiting and seen < 200:
        value = waiting.pop(0)
        seen += 1
        if isinstance(value, str) and "<" in value and len(value) > 20:
            return body_blocks(value)
        if not isinstance(value, dict):
            continue
        for name in ("body_html", "body_xhtml", "body.content", "body_text", "content", "body"):
            found = value.get(name)
            if isinstance(found, str) and found.strip():
                if found.lstrip().startswith("<?xml") or "<nitf" in found[:400]:
                    from comparer.loading.nitf import content_blocks

                    root, _ = markup.parse_xml(found.encode("utf-8"))
                    return content_blocks(markup.find(root, "body.content")) if root is not None else []
                return body_blocks(found)
            if isinstance(found, dict):
                waiting.insert(0, found)
        if isinstance(value.get("nitf"), (dict, str)):
            waiting.insert(0, value["nitf"])
        if isinstance(value.get("block"), (str, dict, list)):
            waiting.insert(0, value["block"])
    return []
