"""Exports of archives: LexisNexis (text, HTML, DOCX), Factiva (XML), Europresse (HTML). Many documents in a file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from comparer.loading import markup, plain, walking
from comparer.loading.dates import parse_date
from comparer.loading.draft import Block, Draft
from comparer.loading.limits import MAX_STORIES
from comparer.story import ParagraphKind

NOTE = ParagraphKind.NOTE.value
_LABEL = re.compile(
    r"(BYLINE|SECTION|LENGTH|DATELINE|HEADLINE|HIGHLIGHT|BODY|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|GRAPHIC|SUBJECT|COMPANY|TICKER"
    r"|INDUSTRY|GEOGRAPHIC|PERSON|CORRECTION|CORRECTION-DATE|NOTES?|SOURCE|TYPE|SERIES|ORGANIZATION|STATE|CITY|COUNTRY|JOURNAL-CODE"
    r"|ACC-NO|DOCUMENT-TYPE|COLUMN|URL|DISTRIBUTION|JOURNAL|PHOTO|CLASSIFICATION|UPDATE|PUB-TYPE)(?:\s*:\s?|\s*$)(.*)",
    re.I | re.S,
)
_HEAD = frozenset(["byline", "section", "length", "dateline", "headline", "highlight", "series", "column", "source"])
_COUNT = re.compile(r"\s*\d+ of \d+ DOCUMENTS?\s*$")


def read_factiva(root: etree._Element) -> list[Draft]:
    """A draft for each article of a Factiva response."""
    articles = [e for e in root.iter() if markup.local(e) == "article"]
    return [_factiva(article) for article in articles[:MAX_STORIES]]


def _factiva(article: etree._Element) -> Draft:
    draft = Draft("Factiva export")
    parts = {markup.local(e): e for e in reversed(list(article.iter())) if isinstance(e.tag, str)}
    draft.headline = markup.text_of(parts.get("headline")) or None
    draft.byline = markup.text_of(parts.get("byline")) or None
    draft.source = markup.text_of(parts.get("sourceName")) or None
    draft.language = markup.text_of(parts.get("baseLanguage")) or article.get("baseLanguage") or None
    draft.published = _factiva_date(parts)
    if draft.headline:
        draft.add(draft.headline, ParagraphKind.HEADLINE)
    if draft.byline:
        draft.add(draft.byline, NOTE, "byline")
    for name in ("leadParagraph", "tailParagraphs"):
        for element in [e for e in article.iter() if markup.local(e) == name]:
            draft.blocks += walking.blocks_of(element)
    draft.add(markup.text_of(parts.get("copyright")), NOTE, "boilerplate")
    return draft


def _factiva_date(parts: dict[str, etree._Element]) -> str | None:
    for name in ("publicationDate", "modificationDate"):
        element = parts.get(name)
        if element is not None and (found := re.search(r"\d{4}-\d\d-\d\d|\d{8}", markup.text_of(element))):
            return found.group()
    return None


def read_lexis_text(text: str) -> list[Draft]:
    """A draft for each document of a LexisNexis text export."""
    parts = re.split(r"^[ \t]*\d+ of \d+ DOCUMENTS?[ \t]*$", text, flags=re.M)
    documents = parts[1:] if len(parts) > 1 else parts
    drafts = []
    for document in documents[:MAX_STORIES]:
        groups = plain.paragraphs(plain.lines_of(document))
        drafts.append(lexis_draft(" ".join(" ".join(line.text.split()) for line in group) for group in groups))
    return [d for d in drafts if d.blocks]


def read_lexis_html(text: str) -> list[Draft]:
    """A draft for each document of a LexisNexis HTML export, whose marks stand in comments."""
    parts = re.split(r"<DOC NUMBER=\d+>", text)
    drafts = []
    for part in parts[1 : MAX_STORIES + 1] or parts:
        blocks = walking.blocks_of_html(part.split("</DOC>")[0].replace("<DOCFULL> -->", ""))
        drafts.append(lexis_draft(b.text for b in blocks if not _COUNT.match(b.text)))
    return [d for d in drafts if d.blocks]


def read_europresse(root: etree._Element) -> list[Draft]:
    """A draft for each article of a Europresse HTML export."""
    articles = [e for e in root.iter() if markup.local(e) == "article"][:MAX_STORIES]
    return [draft for article in articles if (draft := _europresse(article)).blocks]


def _by_class(parent: etree._Element, *names: str) -> etree._Element | None:
    for name in names:
        for element in parent.iter():
            if isinstance(element.tag, str) and name in (element.get("class") or "").split():
                return element
    return None


def _europresse(article: etree._Element) -> Draft:
    draft = Draft("Europresse export")
    title = _by_class(article, "titreArticleVisu", "titreArticle")
    if title is None:
        title = markup.find(article, "h1", "title")
    draft.headline = markup.text_of(title) or None
    source = markup.text_of(_by_class(article, "DocPublicationName", "sourceName", "docPublicationName"))
    draft.source = re.split(r",\s*(?:no\.|n°|\d)|\s{2,}", source)[0].strip() or None
    header = markup.text_of(_by_class(article, "DocHeader", "docHeader"))
    draft.published = header or None
    draft.byline = markup.text_of(_by_class(article, "docAuthors", "sm-margin-bottomNews")) or None
    text = _by_class(article, "docOcurrContainer", "DocText", "docText")
    if draft.headline:
        draft.add(draft.headline, ParagraphKind.HEADLINE)
    for label, value in (("source", source), ("date", header), ("byline", draft.byline or "")):
        draft.add(value, NOTE, label)
    seen = {b.text for b in draft.blocks}
    for found in walking.blocks_of(text if text is not None else article):
        if found.text not in seen:
            draft.blocks.append(found)
    draft.add(
        markup.text_of(_by_class(article, "publiC-lblCertificatIssuedTo", "publiC-lblNodoc")), NOTE, "boilerplate"
    )
    return draft


def lexis_draft(paragraphs: Iterable[str]) -> Draft:
    """The draft of one LexisNexis document from its paragraphs: source, date, headline, labelled lines, body."""
    draft = Draft("LexisNexis export")
    parts = [p.strip().replace("\xa0", " ") for p in paragraphs]
    parts = [p for p in parts if p and not _COUNT.match(p)]
    parts = [p for p in parts if not re.match(r"(?i)end of document$", p)]
    at = next((k for k, p in enumerate(parts[:6]) if len(p) < 120 and not _LABEL.match(p) and parse_date(p)), None)
    first = next((k for k, p in enumerate(parts) if _LABEL.match(p)), len(parts))
    head: list[str] = []
    if at is None:
        head = parts[:first]
    else:
        names = parts[:at]
        draft.source = names[-1] if names else None
        draft.published = parts[at]
        head = [*names[-2:-1], *parts[at + 1 : first]]
        for name in names[-1:]:
            draft.add(name, NOTE, "source")
        draft.add(parts[at], NOTE, "date")
    rights = [h for h in head if re.match(r"(?i)copyright|©|all rights reserved", h)]
    titles = [h for h in head if h not in rights]
    if re.search(r"(?i)correction appended$", draft.published or ""):
        draft.add("Correction Appended", NOTE, "correction")
    draft.headline = " ".join(" ".join(titles[:1]).split()) or None
    if draft.headline:
        draft.blocks.insert(0, Block(draft.headline, ParagraphKind.HEADLINE.value))
    for title in titles[1:]:
        draft.add(title, ParagraphKind.SUMMARY.value, "subheadline")
    for text in rights:
        draft.add(text, NOTE, "boilerplate")
    _labelled(draft, parts[first:])
    return draft


def _head_label(part: str) -> bool:
    """Whether a paragraph is a labelled line of a document's head: "DATELINE: WESTHAVEN"."""
    found = _LABEL.match(part)
    return bool(found and found.group(1).isupper() and ":" in part[:20] and found.group(1).casefold() in _HEAD)


def _labelled(draft: Draft, parts: list[str]) -> None:
    body_from = max(
        (k for k, p in enumerate(parts) if re.match(r"(?i)(?:LENGTH\s*:|BODY\s*:?\s*$)", p) and k < 14), default=-1
    )
    while 0 <= body_from < len(parts) - 1 and _head_label(parts[body_from + 1]):
        body_from += 1
    ended = False
    for k, part in enumerate(parts):
        found = _LABEL.match(part)
        label = found.group(1).casefold() if found and (":" in part[:30] or not found.group(2)) else None
        if label and (k <= body_from or label not in _HEAD or ended):
            value = (found.group(2) if found else "").strip()
            if label == "byline":
                draft.byline = value or None
            elif label == "language":
                draft.language = value
            elif label == "dateline":
                draft.dateline_text = value
            elif label == "headline" and value and not draft.headline:
                draft.headline = value
            kinds = {"byline": "byline", "correction": "correction", "highlight": "abstract", "dateline": "dateline"}
            kind = ParagraphKind.SUMMARY.value if label == "highlight" else NOTE
            draft.add(part, kind, kinds.get(label, "label"))
            ended = ended or (k > body_from and label not in _HEAD)
        elif k <= body_from:
            draft.add(part, NOTE, "label")
        elif ended or re.match(r"(?i)copyright|all rights reserved$", part):
            previous = draft.blocks[-1].note if draft.blocks else None
            draft.add(part, NOTE, "correction" if previous == "correction" else "boilerplate")
        else:
            draft.add(part)
