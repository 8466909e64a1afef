"""Whatever a story says, its letters come out of every format as they went in, in the same paragraphs.

Each format gets a writer; hypothesis makes the copy.
"""

from __future__ import annotations

import html
import json
import textwrap
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparer.loading import load_bytes
from tests.loading.documents import docx_bytes, odt_bytes, pdf_bytes

HEAD = "Ferries stopped at Westhaven"
WORDS = (
    "the harbour of Westhaven will be closed to ferries for three days while divers inspect its northern pier and some "
    "commuters take buses instead because 4,000 people cross daily Österlund naïve café façade mayor’s “safe” (again) "
    "one-way 12.5 percent 7:40 R&D <soon> $3 owners' said"
).split()


def letters(text: str) -> str:
    """Letters and digits alone."""
    return "".join(c for c in text if c.isalnum())


def marked(paragraphs: list[str], tag: str = "p") -> str:
    """Each in an element of its own."""
    return "".join(f"<{tag}>{html.escape(p)}</{tag}>" for p in paragraphs)


def wrapped(paragraphs: list[str], *, between: str = "\r\n\r\n", width: int = 69) -> str:
    """Hard-wrapped, as terminals have it."""
    lines = [textwrap.wrap(p, width, break_long_words=False, break_on_hyphens=False) for p in paragraphs]
    return between.join("\r\n".join(some) for some in lines)


def _xml(body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>{body}'.encode()


def _g2(paragraphs: list[str]) -> bytes:
    content = (
        f'<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>{marked(paragraphs)}</body></html></inlineXML>'
    )
    return _xml(
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="1"><itemMeta/>'
        f"<contentMeta><headline>{HEAD}</headline></contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def _newsml(paragraphs: list[str]) -> bytes:
    return _xml(
        f"<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>{HEAD}</HeadLine></NewsLines><ContentItem><DataContent>"
        f"{marked(paragraphs)}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
    )


def _nitf(paragraphs: list[str]) -> bytes:
    head = f"<body.head><hedline><hl1>{HEAD}</hl1></hedline></body.head>"
    return _xml(f"<nitf><body>{head}<body.content>{marked(paragraphs)}</body.content></body></nitf>")


def _rtf(paragraphs: list[str]) -> bytes:
    def coded(text: str) -> str:
        return "".join(c if ord(c) < 128 and c not in "\\{}" else f"\\u{ord(c)}?" for c in text)

    return ("{\\rtf1\\ansi " + "".join(f"{coded(p)}\\par\\par " for p in [HEAD, *paragraphs]) + "}").encode("ascii")


def _factiva(paragraphs: list[str]) -> bytes:
    lead, tail = marked(paragraphs[:1], "paragraph"), marked(paragraphs[1:], "paragraph")
    return _xml(
        f"<ppsResponse><ppsarticle><article><headline><paragraph>{HEAD}</paragraph></headline>"
        f"<leadParagraph>{lead}</leadParagraph><tailParagraphs>{tail}</tailParagraphs></article></ppsarticle></ppsResponse>"
    )


def _ap(paragraphs: list[str]) -> bytes:
    item = {"type": "text", "headline": HEAD, "versioncreated": "2018-10-05T14:12:00Z"}
    return json.dumps({"api_version": 1.1, "data": {"item": item}, "nitf": {"body_html": marked(paragraphs)}}).encode()


WRITERS: dict[str, Callable[[list[str]], bytes]] = {
    "text": lambda ps: "\n\n".join([HEAD, *ps]).encode(),
    "text wrapped": lambda ps: wrapped([HEAD, *ps]).encode(),
    "text in UTF-16": lambda ps: "\n\n".join([HEAD, *ps]).encode("utf-16"),
    "text in CP1252": lambda ps: "\r\n\r\n".join([HEAD, *ps]).encode("cp1252"),
    "iptc7901": lambda ps: (
        b"\x01eca0099 3 i 140  dpa 0412\r\n\r\nWesthaven/\r\n\x02" + f"{HEAD} =\r\n\r\n{wrapped(ps)}".encode("cp1252")
        + b"\r\n\x03051412 GMT Okt 18\r\n\x04"
    ),
    "anpa": lambda ps: (
        b"\x16\x16\x01AW2607\x1f\r\n\x02^BC-Westhaven,90<\r\n^" + HEAD.encode() + b"<\r\n"
        + "".join(f"\t{wrapped([p], width=60)}<\r\n" for p in ps).encode("cp1252") + b"\x03AP-WF-10-05-18 1412GMT<\r\n"
    ),
    "newsml 1.2": _newsml,
    "g2": _g2,
    "nitf": _nitf,
    "ninjs": lambda ps: json.dumps({"guid": "1", "headline": HEAD, "body_html": marked(ps)}).encode(),
    "ninjs 2": lambda ps: json.dumps(
        {"uri": "1", "headlines": [{"value": HEAD}], "bodies": [{"value": marked(ps)}]}).encode(),
    "dpa": lambda ps: json.dumps({"urn": "1", "headline": HEAD, "article_html": marked(ps)}).encode(),
    "ap media api": _ap,
    "own xml": lambda ps: _xml(
        f"<Publish><headline>{HEAD}</headline><bodytext>{html.escape(marked(ps))}</bodytext></Publish>"),
    "rss": lambda ps: _xml(
        f"<rss><channel><title>Wire</title><item><title>{HEAD}</title><description>{html.escape(marked(ps))}"
        "</description></item></channel></rss>"),
    "html page": lambda ps: (
        f"<!doctype html><html><head><title>{HEAD}</title></head><body><article><h1>{HEAD}</h1>{marked(ps)}</article>"
        "</body></html>").encode(),
    "fragment": lambda ps: f"<h1>{HEAD}</h1>{marked(ps)}".encode(),
    "docx": lambda ps: docx_bytes([HEAD, *ps]),
    "odt": lambda ps: odt_bytes([html.escape(p) for p in [HEAD, *ps]]),
    "rtf": _rtf,
    "pdf": lambda ps: pdf_bytes([[f"# {HEAD}", "", *wrapped(ps, between="\r\n\r\n", width=84).split("\r\n")]]),
    "mail": lambda ps: (
        f"From: a@b.example\r\nSubject: {HEAD}\r\nDate: Fri, 05 Oct 2018 14:12:00 +0200\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + "\r\n\r\n".join(ps)).encode(),
    "markdown": lambda ps: (
        f"---\ntitle: {HEAD}\n---\n\n"
        + "\n\n".join(p.replace("<", "&lt;").replace("&R", "&amp;R") for p in ps)).encode(),
    "lexisnexis": lambda ps: (
        f"    1 of 1 DOCUMENTS\n\n    Westhaven Echo\n\n    October 5, 2018 Friday\n\n{HEAD}\n\nLENGTH: 90 words\n\n"
        + "\n\n".join(ps) + "\n\nLOAD-DATE: October 5, 2018\n").encode(),
    "factiva": _factiva,
    "europresse": lambda ps: (
        f'<html><body><article><p class="titreArticleVisu">{HEAD}</p><div class="docOcurrContainer">{marked(ps)}</div>'
        "</article></body></html>").encode(),
}  # fmt: skip
"""A writer for each format: the headline, then the paragraphs."""


@st.composite
def stories(draw: st.DrawFn) -> list[str]:
    """Two to five paragraphs of one or two sentences, no two the same."""
    found = []
    for number in range(draw(st.integers(2, 5))):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=9, max_size=30))
        found.append(f"On day {number + 1} " + " ".join(words) + " it said.")
    return found


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(paragraphs=stories())
def test_the_letters_of_the_body_are_the_same(name: str, paragraphs: list[str]) -> None:
    (story,) = load_bytes(WRITERS[name](paragraphs), f"story.{'md' if name == 'markdown' else 'x'}")
    body = [letters(story.text[p.start : p.end]) for _, p in story.body()]
    assert "".join(body) == "".join(letters(p) for p in paragraphs)
    if name not in ("pdf", "text wrapped", "iptc7901"):
        assert body == [letters(p) for p in paragraphs], "the same paragraphs"
