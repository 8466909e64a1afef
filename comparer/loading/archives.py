"""Exports of archives: LexisNexis (text, HTML, DOCX), Factiva (XML), Europresse (HTML). Many documents in a file."""

from __future__ import annotations

import re

from lxml import etree

from comparer.loading import markup
from comparer.loading.draft import Block, Draft
from comparer.loading.limits import MAX_STORIES
from comparer.story import ParagraphKind

NOTE = ParagraphKind.NOTE.value


def read_factiva(root: etree._Element) -> list[Draft]:
    """A draft for each article of a Factiva response."""
    articles = [e for e in root.iter() if markup.local(e) == "article"]
    return [_factiva(article) for article in articles[:MAX_STORIES]]


def _factiva(article: etree._Element) -> Draft:
    draft = Draft("Factiva export")
    parts = {markup.local(e): e for e in reversed(list(article.iter())) if isinstance(e.tag, str)}
    headline = parts.get("headline")
    draft.headline = markup.text_of(headline) or None
    draft.byline = markup.text_of(parts.get("byline")) or None
    draft.source = markup.text_of(parts.get("sourceName")) or None
    language = parts.get("baseLanguage")
    draft.language = markup.text_of(language) or article.get("baseLanguage") or None
    draft.published = _factiva_date(parts)
    if draft.headline:
        draft.add(draft.headline, ParagraphKind.HEADLINE)
    if draft.byline:
        draft.add(draft.byline, NOTE, "byline")
    for name in ("leadParagraph", "tailParagraphs"):
        for element in [e for e in article.iter() if markup.local(e) == name]:
            draft.blocks += markup.blocks_of(element)
    draft.add(markup.text_of(parts.get("copyright")), NOTE, "boilerplate")
    return draft


def _factiva_date(parts: dict[str, etree._Element]) -> str | None:
    for name in ("publicationDate", "modificationDate"):
        element = parts.get(name)
        if element is None:
            continue
        inner = markup.find(element, "date", "dateTime")
        text = markup.text_of(inner) if inner is not None else markup.text_of(element)
        if found := re.search(r"\d{4}-\d\d-\d\d|\d{8}", text):
            return found.group()
    return None


def block(text: str) -> Block:
    """A block of unjudged text."""
    return Block(text.strip())
