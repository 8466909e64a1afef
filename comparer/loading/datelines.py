"""Datelines: place, date and agency at the start of a story's first paragraph, in the ways that agencies write them.

A dateline is found, never guessed into a sentence: what looks like the beginning of an ordinary sentence is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from comparer.loading.dates import date_pattern, parse_date
from comparer.loading.profiles import profiles
from comparer.loading.twin import twin

REACH = 170
"""Characters that a dateline may take at most."""

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = (
    rf"(?:{_UPPER}[\w'’.`\-]*(?<!-)|de|del|della|la|las|los|le|les|am|an|der|den|of|the|do|da|du|des|di|el|al|sur|on|upon"
    r"|y)"
)
_PLACE = (
    rf"{_UPPER}[\w'’.`\-]*(?<!-)(?: {_WORD}){{0,5}}(?: ?\([^()\d]{{2,30}}\))?"
    rf"(?:(?:, ?| ?/ ?|، ?){_WORD}(?: {_WORD}){{0,4}}(?: ?\([^()\d]{{2,20}}\))?){{0,3}}"
)
_DASHES = "-–—―_"
_DASH = r"(?:\.-|-{1,3}|[–—―]|_)"
_STAMP = r"(?:\W?(?:date|Date|DATE):? \d{4}-\d\d-\d\d[,.:]? )?"


@dataclass(frozen=True, slots=True)
class Found:
    """A dateline: ``end`` counts characters of the paragraph, up to where the story itself begins."""

    end: int
    place: str | None
    date: str | None
    """As written."""
    agency: str | None
    """The agency as written, the one that profiles know if there are several."""
    stamp: str | None = None
    """A date that stands before the dateline as metadata: "date 2020-02-13"."""


_MAY = re.compile(rf"\s*[\W]?(?:{_UPPER}|\d|[Dd]ate\b)[\s\S]{{0,{REACH - 20}}}?[)/\]:_–—―-]")
"""What every dateline has: a capital or a figure first, and a bracket, slash, colon or dash not far behind."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to write datelines; each one of that way holds a figure (where ``figure``) and one of ``marks``."""

    name: str
    figure: bool
    marks: str
    source: str

    def match(self, head: str) -> re.Match[str] | None:
        """The dateline, written in this way, that a text begins with."""
        return _compiled(self.source).match(head) if self._may_match(head) else None

    def _may_match(self, head: str) -> bool:
        """Whether to try: the expressions are long, and compiling them all would hold up the first story."""
        return any(c in head for c in self.marks) and (not self.figure or any(c.isdecimal() for c in head))


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(_STAMP_GROUP + source, re.UNICODE)


@cache
def _ways() -> tuple[_Way, ...]:
    date = f"(?:{date_pattern()})"
    agency = r"(?P<agency>[^()\[\]\d\n]{2,60}?)"
    place = f"(?P<place>{_PLACE})"
    with_date = rf"(?:[,.]? ?\(?(?P<date>(?i:{date}))\)?[,.]?)?"
    return (
        # MOSCOW (Pakistan Point News / Sputnik - 13th February, 2020)
        _Way("bracket-date", True, "(", rf"{place},? ?\({agency}[,–-] ?(?P<date>(?i:{date}))\)\s?(?:{_DASH}|:)?\s?"),
        # CHATHAM, Mass. (AP) _ ; STOCKHOLM, Aug 29, 2014 (AFP) - ; Paris (ats afp) ; Madrid, 3 oct (EFE).-
        _Way(
            "bracket",
            False,
            "(",
            rf"(?:{place}{with_date}|(?P<date2>(?i:{date})),?) {{0,2}}\({agency}\)(?P<dash> ?\.?\s?{_DASH}|:|)\s+",
        ),
        _Way("bracket", True, "(", rf"{place}, (?P<date>\d{{1,2}}) ?\({agency}\)(?P<dash> ?\.?\s?{_DASH}|:|)\s+"),
        # MARLBOROUGH, Mass.--(BUSINESS WIRE)--Dec 5, 2024-- ; BROOMFIELD, CO - (NewMediaWire) - September 27, 2024 -
        _Way(
            "bracket-between",
            True,
            _DASHES,
            rf"{place} ?{_DASH} ?\(?{agency}\)? ?{_DASH} ?(?P<date>(?i:{date})) ?(?:{_DASH}|:)?\s?",
        ),
        _Way("bracket-between", False, "(", rf"{place} ?{_DASH} ?\({agency}\) ?{_DASH}\s?"),
        _Way(
            "bracket-between", True, _DASHES, rf"{place}, ?(?P<date>(?i:{date})),? ?{_DASH} ?\(?{agency}\)? ?{_DASH}\s+"
        ),
        # (ANSA) - ROME, JUL 11 -
        _Way("agency-first", False, "(", rf"\({agency}\) ?{_DASH} ?{place}(?:, ?(?P<date>(?i:{date})))? ?{_DASH}\s+"),
        # MOSCOW, January 21. /TASS/. ; AUSTIN, Texas, Feb. 1, 2017 /PRNewswire-AsiaNet/ --
        _Way(
            "slashes", False, "/", rf"{place}{with_date} ?/ ?(?P<agency>[^/\n]{{2,50}}?) ?/\.?(?: ?{_DASH})?(?:\s+|$)"
        ),
        # SAITAMA, Japan, Dec. 9 Kyodo - ; LOS ANGELES, March 10 AAP –
        _Way(
            "bare", True, _DASHES, rf"{place},? (?P<date>(?i:{date})),? (?P<agency>[A-Z][\w/ -]{{1,24}}?),? ?{_DASH}\s+"
        ),
        _Way("bare", False, _DASHES, rf"{place},? (?P<agency>[A-Z][\w/]{{1,20}}) {_DASH}\s+"),
        # LONDON, UK / ACCESSWIRE / May 3, 2022 /
        _Way("slashes", True, "/", rf"{place} ?/ ?(?P<agency>[^/\n]{{2,40}}?) ?/ ?(?P<date>(?i:{date})) ?/\s+"),
        # (NewsUSA) -
        _Way("only-agency", False, "(", rf"\({agency}\) ?{_DASH}\s+"),
        # (New York, NY - October 21) ; (Miami, FL) ; [Missoula, Montana]:
        _Way(
            "in-brackets", False, "([", rf"[(\[]{place}(?: ?[-–—,] ?(?P<date>(?i:{date})))?[)\]](?: ?(?:{_DASH}|:))?\s+"
        ),
        # Brussels, 19 November 2019 – ; Espoo, Finland - October 5, 2017: ; December 2, 2020—
        _Way(
            "dated",
            True,
            _DASHES + ":",
            rf"{place}(?:,| ?{_DASH}|\.)? ?\(?(?P<date>(?i:{date}))\)?\.? ?(?:{_DASH}|:)\s?",
        ),
        _Way("only-date", True, _DASHES, rf"(?P<date>(?i:{date})) ?(?:{_DASH})\s?"),
        # WASHINGTON — ; Ventura, California - ; Cupertino-
        _Way("plain", False, _DASHES, rf"{place}(?P<dash> ?{_DASH} ?)(?=[\"“‘'«„(]?{_UPPER}|\d)"),
    )


_STAMP_GROUP = r"\s*(?:\W?(?:date|Date|DATE):? (?P<stamp>\d{4}-\d\d-\d\d)[,.:]? )?"


@cache
def _bare() -> frozenset[str]:
    return frozenset(name for agency in profiles().agencies for name in (*agency.bare, *agency.names))


def find(paragraph: str) -> Found | None:
    """The dateline that a paragraph begins with, or None."""
    if not _MAY.match(paragraph):
        return None
    # Datelines run over hard wraps and double blanks: match in a twin of single blanks, and map the end back.
    even = twin(paragraph[: REACH + 60], marks=False)
    for way in _ways():
        match = way.match(even.text[:REACH])
        if match and (found := _accept(way.name, match, even.text)):
            return replace(found, end=even.span(0, match.end())[1])
    return None


def _accept(name: str, match: re.Match[str], paragraph: str) -> Found | None:
    groups = match.groupdict()
    place, date = groups.get("place"), groups.get("date") or groups.get("date2")
    written = groups.get("agency")
    agency = known_agency(written) if written else None
    rest = paragraph[match.end() :].lstrip()
    if not rest and name not in ("slashes", "bracket-between", "bracket", "bracket-date", "dated"):
        return None
    if name == "bracket":
        # "Rahm Emanuel (D) said": without a dash the agency must be known; with one, something like an agency.
        dash = (groups.get("dash") or "").strip()
        if not agency and not (dash and written and _like_agency(written)):
            return None
        if not dash and (not _known_exactly(written) or rest[:1].islower()):
            return None
    elif name in ("bracket-date", "slashes", "bare", "only-agency", "agency-first", "bracket-between"):
        if name == "bare" and written not in _bare():
            return None
        likely = name in ("bracket-date", "slashes", "only-agency", "bracket-between")
        if not agency and not (likely and written and _like_agency(written)):
            return None
        if name == "slashes" and not agency and not date:
            return None
        if name == "only-agency" and not agency:
            return None
    elif name == "in-brackets":
        if not place or not re.search(r",|\d", match.group()) or len(match.group()) > 60:
            return None
    elif name == "dated":
        if not place or len(place) > 48 or not re.search(r"\d", date or "") or ":" in rest[:0]:
            return None
    elif name == "plain" and not _plain_place(place or "", groups.get("dash") or "", rest):
        return None
    return Found(match.end(), _tidy(place), date, agency or (written.strip() if written else None), groups.get("stamp"))


def known_agency(written: str) -> str | None:
    """The name of the one agency in "dpa/MIA" or "Pakistan Point News / Sputnik" that profiles know best."""
    parts = [p.strip() for p in re.split(r"\s*/\s*|\s*,\s*|\s+[-–]\s+", written) if p.strip()]
    if len(parts) == 1 and profiles().agency(parts[0]) is None:
        parts = [parts[0], *parts[0].split()] if len(parts[0].split()) <= 3 else parts
    ranked = [p for p in parts if (a := profiles().agency(p)) and a.name and a.id != "urdupoint"]
    ranked += [p for p in parts if profiles().agency(p)]
    return ranked[0] if ranked else None


def _known_exactly(written: str | None) -> bool:
    """Whether every part of it is a known agency: "ats afp", "AFP", "dpa/lni"."""
    if not written:
        return False
    parts = [p for p in re.split(r"\s*/\s*|\s*,\s*", written.strip()) if p]
    return all(profiles().agency(p) for p in parts) or all(profiles().agency(w) for w in written.split())


def _like_agency(written: str) -> bool:
    words = written.split()
    return (
        len(words) <= 5
        and all(w[0].isupper() or w in ("/", "&", "of", "the") or w.isupper() for w in words)
        and (len(written) > 1 and not re.fullmatch(r"[A-Z]-[A-Z][\w.]*|[RDI]", written))
    )


def _plain_place(place: str, dash: str, rest: str) -> bool:
    """WASHINGTON — and Ventura, California - are datelines; an ordinary sentence with a dash is none."""
    words = re.findall(r"[^\W\d_]+", place)
    if not words or len(words) > 6 or not rest or len(rest) < 25:
        return False
    if not dash.startswith(" ") and "--" not in dash and "—" not in dash:
        # "Cupertino- Apple today": a hyphen, a blank and a capital after one or two words.
        return dash == "- " and len(words) <= 2 and "," not in place and rest[:1].isupper() and " " in rest[:12]
    main = place.split(",")[0]
    capitals = main.upper() == main and len(main) > 2
    if capitals:
        return bool(re.match(r"[^,(]{3,40}", main)) and len(main.split()) <= 4
    return "," in place and len(words) <= 4 and all(w[0].isupper() for w in words) and dash.startswith(" ")


def _tidy(place: str | None) -> str | None:
    if not place:
        return None
    place = re.sub(r"[\s,;:–—-]+$", "", " ".join(place.split()))
    # A full stop ends an abbreviation of a state ("Mass."), never a bare city.
    if place.endswith(".") and not re.search(r"(?:, ?|\.)[A-Z][a-z]{0,4}\.$|[A-Z]\.[A-Z]\.$", place):
        place = place[:-1]
    return place or None


def from_field(text: str) -> Found | None:
    """The parts of a dateline that stands in a field of its own: "STOCKHOLM, Aug 29, 2014 (AFP) -", "January 21"."""
    text = " ".join(text.split())
    if not text or re.fullmatch(r"[\d\s:./T+-]+(?:GMT|UTC|Z)?(?:[+-]\d\d:?\d\d)?", text):
        return None
    if found := find(text + (" " if text[-1] in "-–—_." else " - ") + "X" * 30):
        return found
    date = re.search(f"(?i:{date_pattern()})", text)
    bracket = re.search(r"[(/]([^()/\d]{2,40})[)/]", text)
    place = text[: min([m.start() for m in (date, bracket) if m] or [len(text)])].strip(" ,–—-")
    return Found(
        len(text),
        _tidy(place) if 1 < len(place) <= 60 else None,
        date.group() if date else None,
        known_agency(bracket.group(1)) if bracket else None,
    )


def iso(found: Found, published: str | None) -> str | None:
    """The dateline's date as ISO 8601; a missing year is taken from the stamp or the time of publication."""
    agency = profiles().agency(found.agency)
    return parse_date(found.date, day_first=agency.day_first if agency else None, near=found.stamp or published)
