"""XML of agencies' own making: headline, body, byline, place and date are found by their elements' names."""

from __future__ import annotations

import re

from lxml import etree

from comparer.loading import markup, walking
from comparer.loading.draft import Draft
from comparer.loading.limits import MAX_STORIES
from comparer.story import ParagraphKind

NOTE = ParagraphKind.NOTE.value
SUMMARY = ParagraphKind.SUMMARY.value

_NAMES: dict[str, str] = {
    "headline": r"head(?:line|ing|lines)?\d?|title|hl1|hedline|rubrik|overskrift|titel|titulo|titre|titolo|otsikko|hd",
    "subheadline": r"sub(?:head(?:line)?|title|heading)s?|deck|underrubrik|underoverskrift|subtitulo|kicker",
    "lead": r"lead(?:text)?|intro(?:duction)?|abstract|summary|teaser|ingress|standfirst|description|manchet|lp",
    "body": r"body(?:text|content|_?html|\.content)?|content(?:text|_?html|encoded)?|text|story(?:text|body)?"
    r"|article(?:text|body)?|brodtext|brødtekst|td|maintext|html",
    "byline": r"by-?line|author|by|writer|byliner|journalist|reporter",
    "place": r"placeline|place|city|town|dateline_?city|location|located|by_?sted|sted",
    "dateline": r"dateline",
    "published": r"updateddatetime|versioncreated|modified|publish(?:ed)?_?(?:date"
    r"|datetime|on|at)?|publicationdate|pubdate|release_?date|datetime|date|created(?:datetime|date)?|issued|timestamp|pd",
    "source": r"source|agency|credit(?:line)?|provider|publisher|origin|kilde|bureau|sn",
    "language": r"lang(?:uage)?|sprache|sprog|la",
    "embargo": r"embargo(?:ed|time|date|_?until)?|sperrfrist",
    "slug": r"slug(?:line|proper)?|keywords?line|stikkord",
    "note": r"update_?note|ed_?note|editor(?:s|ial)?_?note|note|notes|tilredaktionen|instruction|advisory",
    "contact": r"contacts?(?:astext|info|person)?|kontakt(?:er)?",
    "boilerplate": r"boilerplate|about|copyright(?:notice|line)?",
    "strapline": r"strapline|category_?line",
    "version": r"version|revision|writethrunum",
}
_FIELDS = {name: re.compile(pattern, re.I) for name, pattern in _NAMES.items()}
_ITEMS = re.compile(
    r"(?i)(?:news_?item|story|article|release|item|document|entry|publish|rbnews|news|post|record|doc)$"
)


def read_agency_xml(root: etree._Element) -> list[Draft]:
    """The drafts found in an XML document of an unknown kind; none where nothing in it is long enough for copy."""
    stories = [e for e in root.iter() if _ITEMS.match(markup.local(e)) and _body(e) is not None]
    # The outermost element of one story only, but each of several beside each other.
    inner = [e for e in stories if not any(o is not e and e in o.iterancestors() for o in stories)]
    chosen = inner if len(inner) > 1 else [root]
    drafts = [_draft(element) for element in chosen[:MAX_STORIES]]
    return [d for d in drafts if any(b.kind == "" for b in d.blocks)]


def _own(element: etree._Element) -> list[etree._Element]:
    return [e for e in element.iter() if isinstance(e.tag, str)]


def _body(element: etree._Element) -> etree._Element | None:
    """The element that holds the copy: one with a body's name, else the longest text of any."""
    best, size = None, 0
    for child in _own(element):
        if child is element and len(child):
            continue
        if _FIELDS["body"].fullmatch(markup.local(child)) and not _holds_fields(child):
            length = len(markup.text_of(child))
            if length > size and not _FIELDS["contact"].fullmatch(markup.local(child)):
                best, size = child, length
    if best is None:
        for child in _own(element):
            if len(child) == 0 and len(child.text or "") > max(size, 200):
                best, size = child, len(child.text or "")
    return best


def _holds_fields(element: etree._Element) -> bool:
    """Whether an element is what stands around a whole story: it holds the headline or byline beside the copy."""
    names = {markup.local(c) for c in element if len(c) == 0}
    return any(_FIELDS[field].fullmatch(name) for field in ("headline", "byline", "published") for name in names)


def _draft(element: etree._Element) -> Draft:
    draft = Draft("agency XML")
    body = _body(element)
    inside = set(body.iter()) if body is not None else set()
    found: dict[str, list[str]] = {}
    for child in _own(element):
        if child in inside or child is element:
            continue
        name = markup.local(child)
        text = (child.text or "").strip() if len(child) == 0 else ""
        if not text and len(child) and not any(len(c) for c in child):
            text = (
                "\n".join((c.text or "").strip() for c in child if (c.text or "").strip())
                if _FIELDS["contact"].fullmatch(name)
                else ""
            )
        if not text or child.get("{http://www.w3.org/2001/XMLSchema-instance}nil") == "true":
            continue
        for field, pattern in _FIELDS.items():
            if field != "body" and pattern.fullmatch(name):
                found.setdefault(field, []).append(markup.unescape_twice(text))
    _fields(draft, found, element)
    _blocks(draft, found, body)
    return draft


def _first(found: dict[str, list[str]], field: str) -> str | None:
    for value in found.get(field, ()):
        flat = " ".join(b.text for b in walking.blocks_of_html(value)) if "<" in value else " ".join(value.split())
        if flat:
            return flat
    return None


def _fields(draft: Draft, found: dict[str, list[str]], element: etree._Element) -> None:
    draft.headline = _first(found, "headline")
    draft.byline = _first(found, "byline")
    draft.place = next((p for p in found.get("place", ()) if re.search(r"[^\W\d_]", p) and len(p) < 60), None)
    draft.dateline_text = _first(found, "dateline")
    draft.published = next(
        (
            d
            for d in _ranked_dates(found.get("published", ()))
            if re.search(r"[12]\d{3}", d) and not d.startswith("0001")
        ),
        None,
    )
    sources = [s for s in found.get("source", ()) if re.search(r"[^\W\d_]{2}", s)]
    draft.source = (sources[0].strip("/ ") or None) if sources else None
    for s in sources:
        if not s.isupper():
            draft.source = s.strip("/ ")
            break
    language = next((v for v in found.get("language", ()) if re.search(r"[a-zA-Z]{2}", v)), None)
    draft.language = language or element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang")
    embargo = _first(found, "embargo")
    draft.embargo = embargo if embargo and not embargo.startswith("0001") and re.search(r"\d", embargo) else None
    draft.slug = _first(found, "slug")
    version = _first(found, "version")
    draft.version = version
    if version and re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)", version):
        draft.version_mark = f"{version} Writethru"
    if not draft.source:
        draft.fallback_source = _from_addresses(element)


def _from_addresses(element: etree._Element) -> str | None:
    """The agency behind the web addresses in a file: "www.ntbinfo.no" is NTB's."""
    from comparer.loading.profiles import profiles

    known = [a for a in profiles().agencies if a.name]
    for child in _own(element):
        for host in re.findall(r"https?://(?:www\.)?([\w.-]+)", (child.text or "")[:2000]):
            for agency in known:
                if any(host == n or host.endswith("." + n) for n in agency.names if "." in n):
                    return agency.name
                if len(agency.id) >= 3 and re.match(
                    rf"{re.escape(agency.id)}(?:info|kommunikasjon|news|press)?\.", host
                ):
                    return agency.name
    return None


def _ranked_dates(dates: list[str] | tuple[str, ...]) -> list[str]:
    return [d for d in dates if re.search(r"\d{2}", d)]


def _blocks(draft: Draft, found: dict[str, list[str]], body: etree._Element | None) -> None:
    if draft.headline:
        draft.add(draft.headline, ParagraphKind.HEADLINE)
    for field, kind, note in (
        ("strapline", NOTE, "slug"),
        ("subheadline", SUMMARY, "subheadline"),
        ("slug", NOTE, "slug"),
        ("byline", NOTE, "byline"),
        ("note", NOTE, "advisory"),
        ("lead", SUMMARY, "abstract"),
    ):
        for text in dict.fromkeys(found.get(field, ())):
            for block in walking.blocks_of_html(text):
                if block.text != draft.headline:
                    draft.add(block.text, kind, note)
    if body is not None:
        text = body.text or ""
        if len(body) == 0:
            draft.blocks += walking.blocks_of_html(markup.unescape_twice(text))
        else:
            draft.blocks += walking.blocks_of(body)
    for field, private in (("boilerplate", False), ("contact", True)):
        for text in found.get(field, ()):
            for block in walking.blocks_of_html(text):
                draft.add(block.text, NOTE, field, private=private)
