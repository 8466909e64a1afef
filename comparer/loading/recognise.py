"""What format some bytes are in, by their content; a file's name only breaks ties."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

from comparer.loading.limits import MAX_DEPTH, MAX_UNPACKED_BYTES

_ROOT = re.compile(
    rb"^\s*(?:<\?xml[^>]{0,400}\?>|<!--.{0,20000}?-->|<\?[^>]{0,400}\?>|<!DOCTYPE(?:[^\[>]|\[[^\]]{0,20000}\])*>|\s+)*"
    rb"<(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)",
    re.S,
)
_7901 = re.compile(rb"^[\x7f\r\n\x00 ]*\x01?[A-Za-z]{3,4}\d{2,6} [1-9] [A-Za-z]{1,4} \d{1,5}\b")
_MAIL = re.compile(
    rb"^(?:From|To|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Delivered-To|Content-Type|Reply-To|Cc|Sender"
    rb"|X-[\w-]+|DKIM-Signature|Authentication-Results|ARC-[\w-]+|Thread-[\w-]+|References|In-Reply-To|Importance|User-Agent"
    rb"|Content-Transfer-Encoding|Content-Language|Received-SPF|Accept-Language)\s?:",
    re.M | re.I,
)
_MARKDOWN = re.compile(r"^(?:#{1,4} \S|\!?\[[^\]\n]{1,200}\]\([^)\s]+\)|\*\*[^*\n]+\*\*$|> \S|```)|\]\(https?://", re.M)
_HTML_FRAGMENT = re.compile(r"<(?:p|div|br|h[1-6]|article|section|span|ul|ol|blockquote|table)\b[^>]{0,300}>", re.I)


def recognise(data: bytes, name: str = "") -> str:
    """A format's key: "pdf", "rtf", "docx", "odt", "zip", "ole", "anpa", "iptc7901", "json", "xml:ROOT", "html",
    "mail", "lexis", "markdown", "fragment" or "text".
    """
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"PK\x03\x04"):
        return _zip(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if (found := _binary_kind(head)) is not None:
        return found
    if head.startswith(b"\x16\x16\x01") or _kyodo(head):
        return "anpa"
    if _7901.match(head):
        return "iptc7901"
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare[:1] in (b"{", b"["):
        return "json"
    if bare[:1] == b"<" and (kind := _markup(data)):
        return kind
    if _is_mail(bare):
        return "mail"
    return _textual(data, name)


def _binary_kind(head: bytes) -> str | None:
    for magic, kind in (
        (b"\x89PNG", "image"),
        (b"\xff\xd8\xff", "image"),
        (b"GIF8", "image"),
        (b"II*\x00", "image"),
        (b"MM\x00*", "image"),
        (b"RIFF", "media"),
        (b"ID3", "media"),
        (b"OggS", "media"),
        (b"\x1f\x8b", "archive"),
        (b"7z\xbc\xaf", "archive"),
        (b"Rar!", "archive"),
        (b"BZh", "archive"),
        (b"\xfd7zXZ", "archive"),
        (b"\x7fELF", "program"),
        (b"MZ\x90", "program"),
    ):
        if head.startswith(magic):
            return kind
    if head[4:8] == b"ftyp":
        return "media"
    return None


def _kyodo(head: bytes) -> bool:
    return (
        head.startswith(b"\x01")
        and b"\x02" in head
        and (b"\x1f" in head[:80] or b"\x12\x14" in head or b"\x13\x11" in head)
    )


def _zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist()[:5000])
            if sum(i.file_size for i in packed.infolist()) > MAX_UNPACKED_BYTES:
                return "bomb"
            if "word/document.xml" in names or any(re.fullmatch(r"word/document\d*\.xml", n) for n in names):
                return "docx"
            if "mimetype" in names:
                kind = packed.read("mimetype")[:80]
                if kind.startswith(b"application/vnd.oasis.opendocument.text"):
                    return "odt"
            if "content.xml" in names and "META-INF/manifest.xml" in names:
                return "odt"
            if "EncryptedPackage" in names or "xl/workbook.xml" in names:
                return "spreadsheet"
            if "ppt/presentation.xml" in names:
                return "slides"
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError, KeyError):
        return "broken-zip"
    return "zip"


def _markup(data: bytes) -> str | None:
    head = data[:65536].removeprefix(b"\xef\xbb\xbf")
    found = _ROOT.match(head)
    if not found:
        return "html" if re.match(rb"\s*<!doctype\s+html", head, re.I) else None
    root = found.group(2).decode("ascii", "replace")
    lower = root.lower()
    if lower in ("html", "head", "body") or re.match(rb"\s*<!doctype\s+html", head, re.I):
        if b"<!-- <DOC NUMBER" in data or b"<DOCFULL" in data:
            return "lexis-html"
        return "html"
    if re.fullmatch(
        r"p|div|br|h[1-6]|section|span|ul|ol|li|b|i|strong|em|table|figure|header|main|a|img|blockquote|font|meta|title|script|style|link",
        lower,
    ):
        return "fragment"
    if lower == "article" and b"<?xml" not in head[:200]:
        return "html" if b"<p" in head.lower() else "xml:article"
    return f"xml:{root}"


def _is_mail(bare: bytes) -> bool:
    block = re.split(rb"\r?\n\r?\n", bare[:4096], maxsplit=1)[0]
    names = {m.group().split(b":")[0].strip().lower() for m in _MAIL.finditer(block)}
    first = re.match(rb"(?:From \S+@?\S* .{10,80}\r?\n)?[\w-]{2,40}\s?:", block)
    return (
        bool(first)
        and len(names) >= 3
        and bool(names & {b"from", b"date", b"message-id", b"mime-version", b"received"})
    )


def _textual(data: bytes, name: str) -> str:
    from comparer.loading.decoding import decode

    text = decode(data[:40_000]).text
    if re.search(r"^\s*\d+ of \d+ DOCUMENTS?\s*$", text, re.M):
        return "lexis"
    if re.search(r"^(?:LENGTH|LOAD-DATE):\s*\S", text, re.M) and re.search(
        r"^(?:BYLINE|SECTION|HEADLINE|DATELINE):", text, re.M
    ):
        return "lexis"
    if re.match(r"---\s*\n(?:[\w-]+:.*\n)", text):
        return "markdown"
    suffix = name.lower().rsplit(".", 1)[-1] if "." in name else ""
    marks = len(_MARKDOWN.findall(text))
    if len(_HTML_FRAGMENT.findall(text)) >= 2 and suffix not in ("md", "markdown"):
        return "fragment"
    if marks >= 2 or (suffix in ("md", "markdown") and marks):
        return (
            "markdown" if suffix in ("md", "markdown") or re.search(r"^#{1,4} \S", text, re.M) or marks >= 3 else "text"
        )
    return "markdown" if suffix in ("md", "markdown") else "text"


def parse_json(text: str) -> Any:
    """JSON that may be slightly wrong: raw control characters in strings, stray backslashes. Raises ValueError."""
    if _depth(text) > MAX_DEPTH:
        raise ValueError("nested too deeply")
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except ValueError:
        # A backslash before anything that is no escape: feeds write \“ and \' so.
        repaired = re.sub(r'\\(?!["\\/bfnrtu])', "", text)
        repaired = re.sub(r"\\u(?![0-9a-fA-F]{4})", "u", repaired)
        try:
            return json.loads(repaired, strict=False)
        except RecursionError:
            raise ValueError("nested too deeply") from None


def _depth(text: str) -> int:
    deepest = depth = 0
    for mark in re.findall(r'[\[{}\]]|"(?:[^"\\]|\\.)*"', text):
        if mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in "]}":
            depth -= 1
    return deepest
