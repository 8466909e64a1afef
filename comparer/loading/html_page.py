"""Saved web pages: JSON-LD and meta elements for the fields, trafilatura for the paragraphs."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree

from comparer.errors import LoadError
from comparer.loading import archives, html_fragment, markup, walking
from comparer.loading.dates import parse_date
from comparer.loading.decoding import decode
from comparer.loading.draft import Block, Draft
from comparer.loading.profiles import profiles
from comparer.story import ParagraphKind

NOTE = ParagraphKind.NOTE.value
_SCRIPT = re.compile(r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>(.*?)</script>", re.S | re.I)
_KINDS = re.compile(r"(?:News|Report|Analysis|Opinion|Background|Live|Review|Blog|Tech)?\w*(?:Article|Posting|Report)$")


def read_page(data: bytes, name: str) -> list[Draft]:
    """The draft of a page; several for a Europresse export. Raises LoadError for a page without text."""
    decoded = decode(data)
    root = markup.parse_html(decoded.text)
    if root is None:
        raise LoadError(f"{name} is an empty web page: save the page again, with its text.")
    if root.find(".//article") is not None and re.search(
        r"titreArticle|docOcurrContainer|DocPublicationName", decoded.text
    ):
        return archives.read_europresse(root)
    draft = Draft("web page")
    draft.warnings += decoded.warnings
    _linked_data(draft, decoded.text)
    _meta(draft, root)
    blocks = _main(decoded.text)
    if sum(len(b.text) for b in blocks) < 80:
        fragment = html_fragment.draft_fragment(decoded.text)
        if not any(not b.kind and b.text.strip() for b in fragment.blocks):
            raise LoadError(
                f"{name} is a web page without a story in it: open the story's own page, save it and open that."
            )
        blocks = fragment.blocks
        draft.headline = draft.headline or fragment.headline
    _headline(draft, root)
    _fill(draft, blocks, _standfirst(root))
    return [draft]


def _linked(text: str) -> Iterator[dict[str, Any]]:
    """Every JSON-LD object of a page that describes an article."""
    for found in _SCRIPT.finditer(text):
        try:
            waiting: list[Any] = [
                json.loads(
                    html.unescape(found.group(1)) if "&quot;" in found.group(1) else found.group(1), strict=False
                )
            ]
        except (ValueError, RecursionError):
            continue
        seen = 0
        while waiting and seen < 500:
            value = waiting.pop(0)
            seen += 1
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                kinds = value.get("@type")
                if any(isinstance(k, str) and _KINDS.match(k) for k in (kinds if isinstance(kinds, list) else [kinds])):
                    yield value
                waiting += [
                    v
                    for k, v in value.items()
                    if k in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
                    and isinstance(v, (list, dict))
                ]


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value.strip()] if value.strip() and not value.startswith("http") else []
    if isinstance(value, list):
        return [n for v in value for n in _names(v)]
    if isinstance(value, dict):
        return _names(value.get("name") or value.get("byline") or value.get("legalName"))
    return []


def _linked_data(draft: Draft, text: str) -> None:
    for item in _linked(text):
        headline = item.get("headline") or item.get("name")
        if isinstance(headline, str) and not draft.headline:
            draft.headline = " ".join(html.unescape(headline).split())
        for key in ("datePublished", "dateCreated", "dateModified"):
            if isinstance(item.get(key), str) and not draft.published:
                draft.published = item[key]
        draft.byline = draft.byline or ", ".join(dict.fromkeys(_names(item.get("author")))) or None
        draft.source = draft.source or next(iter(_names(item.get("publisher"))), None)
        language = item.get("inLanguage")
        if isinstance(language, dict):
            language = language.get("alternateName") or language.get("name")
        if isinstance(language, str):
            draft.language = draft.language or language
        place = item.get("dateline")
        if isinstance(place, str):
            draft.place = draft.place or place


def _metas(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").casefold()
        value = " ".join((meta.get("content") or "").split())
        if key and value:
            found.setdefault(key, value)
    return found


def _meta(draft: Draft, root: etree._Element) -> None:
    metas = _metas(root)
    for key in (
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dcterms.created",
        "pubdate",
        "sailthru.date",
        "parsely-pub-date",
        "publish-date",
    ):
        draft.published = draft.published or metas.get(key)
    if not draft.published:
        times = [t.get("datetime") for t in root.iter("time") if t.get("datetime")]
        draft.published = times[0] if times else None
    draft.source = draft.source or metas.get("og:site_name") or metas.get("application-name")
    if draft.source and (agency := profiles().agency(draft.source)) and agency.name:
        draft.source = agency.name
    for key in ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author"):
        if not draft.byline and not (metas.get(key) or "http").startswith("http"):
            draft.byline = metas.get(key)
    if draft.byline and (agency := profiles().agency(draft.byline)) and agency.name == draft.source:
        draft.byline = None
    draft.language = draft.language or root.get("lang") or metas.get("og:locale") or metas.get("content-language")
    draft.headline = draft.headline or metas.get("og:title") or None


def _headline(draft: Draft, root: etree._Element) -> None:
    """The shown heading where it says the same as the metadata; the metadata's without the site's name otherwise."""
    heads = [markup.text_of(h) for h in root.iter("h1")]
    heads = [h for h in heads if 8 < len(h) < 300]
    if draft.headline and heads:
        wanted = _words(draft.headline)
        best = max(heads, key=lambda h: len(wanted & _words(h)) / max(1, len(wanted | _words(h))))
        if len(wanted & _words(best)) >= 0.75 * max(len(_words(best)), 1):
            return
    if not draft.headline:
        title = markup.text_of(root.find(".//title"))
        draft.headline = heads[0] if heads else re.split(r"\s+[|»–-]\s+(?=[^|»–-]{2,40}$)", title)[0] or None


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _standfirst(root: etree._Element) -> str:
    metas = _metas(root)
    return metas.get("og:description") or metas.get("description") or ""


def _main(text: str) -> list[Block]:
    """The paragraphs that trafilatura takes for the page's own text."""
    found = trafilatura.extract(
        text,
        output_format="xml",
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        include_formatting=True,
        deduplicate=False,
    )
    if not found:
        return []
    root, _ = markup.parse_xml(found.encode("utf-8"))
    main = markup.find(root, "main") if root is not None else None
    if main is None:
        return []
    return _tei(main)


def _tei(main: etree._Element) -> list[Block]:
    """Blocks of trafilatura's own elements: p, head, list/item, quote, table/row/cell, lb."""
    page = etree.Element("body")
    names = {
        "head": "h2",
        "list": "ul",
        "item": "li",
        "quote": "blockquote",
        "row": "tr",
        "cell": "td",
        "lb": "br",
        "ref": "a",
        "hi": "span",
    }
    pairs = [(main, page)]
    while pairs:
        source, target = pairs.pop()
        target.text = source.text
        for child in source:
            if not isinstance(child.tag, str):
                continue
            name = names.get(markup.local(child), markup.local(child))
            if name == "span" and "b" in (child.get("rend") or ""):
                name = "b"
            copy = etree.SubElement(target, name)
            copy.tail = child.tail
            pairs.append((child, copy))
    return walking.blocks_of(page)


def _fill(draft: Draft, blocks: list[Block], standfirst: str) -> None:
    wanted = _fold(draft.headline or "")
    if draft.headline:
        draft.add(draft.headline, ParagraphKind.HEADLINE)
    if draft.byline:
        draft.add(draft.byline, NOTE, "byline")
    description = _fold(standfirst)
    long = sum(len(b.text) > 80 for b in blocks)
    for k, block in enumerate(blocks):
        flat = _fold(block.text)
        if not flat:
            continue
        if wanted and flat == wanted:
            continue
        if k < 10 and _above(draft, block, flat, blocks[k + 1 :]):
            draft.blocks.append(block)
            continue
        if (
            k < 5
            and description
            and long > 3
            and len(flat) > 30
            and (flat == description or (description.startswith(flat[:120]) and len(flat) <= len(description) + 3))
            and _is_standfirst(blocks, k)
        ):
            block.kind, block.note = ParagraphKind.SUMMARY.value, "standfirst"
        draft.blocks.append(block)


def _above(draft: Draft, block: Block, flat: str, after: list[Block]) -> bool:
    """Mark lines between headline and copy: the writer's name again, dates, and a place that stands alone."""
    last = draft.blocks[-1] if draft.blocks else None
    if len(flat) > 90 or any(b.kind == "" and len(b.text) > 90 for b in draft.blocks):
        return False
    if draft.byline and flat in (_fold(draft.byline), "by " + _fold(draft.byline)):
        block.kind, block.note = NOTE, "byline"
    elif parse_date(block.text) and len(re.findall(r"[^\W\d_]{4,}", block.text)) <= 5:
        block.kind, block.note = NOTE, "date"
    elif (
        last is not None
        and last.note in ("date", "byline")
        and re.fullmatch(r"[^\W\d_][^\W\d_.’' -]*(?:[ -][^\W\d_]+){0,2}", block.text.strip())
        and block.text.strip()[0].isupper()
        and any(len(b.text) > 60 for b in after[:2])
    ):
        block.kind, block.note = NOTE, "dateline"
        draft.place = draft.place or block.text.strip()
    else:
        return False
    return True


def _is_standfirst(blocks: list[Block], k: int) -> bool:
    """Whether the paragraph that a page's description repeats stands above the copy rather than being its first."""
    after = next((b for b in blocks[k + 1 :] if b.text.strip()), None)
    ended = re.search(r"[.!?…。！？][\"”’»')]*$", blocks[k].text.strip()) is not None
    short_next = after is not None and len(after.text) < 40
    return not ended or blocks[k].hint in ("heading", "bold") or short_next


def _fold(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
