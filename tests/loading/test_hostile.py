"""Bad and hostile input: each file gives a story or one clear sentence, never a traceback, a hang or a network call."""

# ruff: noqa: PT017 - cases are read across; a refusal is one of two good ends
from __future__ import annotations

import io
import json
import socket
import zipfile
from pathlib import Path

import pytest

from comparer.errors import LoadError
from comparer.loading import load, load_bytes, load_html, load_text
from comparer.loading.child import Child
from comparer.loading.limits import MAX_TEXT_BYTES
from tests.loading.documents import docx_bytes, odt_bytes, pdf_bytes

STORY = b"<p>The harbour of Westhaven will be closed to ferries for three days, the port said.</p>"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to reach out fails the test."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("network call")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def refusal(data: bytes, name: str) -> str:
    """The sentence that a file is refused with."""
    with pytest.raises(LoadError) as caught:
        load_bytes(data, name)
    sentence = str(caught.value)
    assert name in sentence
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    return sentence


def story_or_sentence(data: bytes, name: str) -> bool:
    """Whether a file gives a story, or one sentence that names it."""
    try:
        return bool(load_bytes(data, name))
    except LoadError as error:
        return name in str(error) and "\n" not in str(error)


def zipped(parts: dict[str, bytes], *, level: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP container of some parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", level) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return buffer.getvalue()


def test_missing_folder_and_empty(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="not there"):
        load(tmp_path / "none.txt")
    with pytest.raises(LoadError, match="folder"):
        load(tmp_path)
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"\xef\xbb\xbf \r\n\x00")
    with pytest.raises(LoadError, match="empty"):
        load(empty)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "picture"),
        (b"\x1f\x8b\x08" + bytes(200), "archive"),
        (b"\x7fELF" + bytes(200), "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word"),
        (b"PK\x03\x04 not really a zip", "damaged"),
        (bytes(range(256)) * 40, "not text"),
        (b"....\n----\n****\n", "no words"),
    ],
)
def test_what_is_no_story_is_named(data: bytes, words: str) -> None:
    assert words in refusal(data, "story.txt")


def test_other_office_files_are_named() -> None:
    assert "spreadsheet" in refusal(zipped({"xl/workbook.xml": b"<x/>"}), "a.docx")
    assert "ZIP archive" in refusal(zipped({"story.txt": b"words"}), "a.zip")


def test_entity_bomb_and_external_entities(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRET")
    doctype = (
        '<!DOCTYPE nitf [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
        f'<!ENTITY x SYSTEM "file://{secret}"><!ENTITY % y SYSTEM "http://nowhere.invalid/x.dtd"> %y;]>'
    )
    body = "<nitf><body><body.content><p>Before &c; &x; after the harbour was closed.</p></body.content></body></nitf>"
    story = load_bytes(f'<?xml version="1.0"?>{doctype}{body}'.encode(), "a.xml")[0]
    assert "TOPSECRET" not in story.text
    assert "aaaaaaaaaa" not in story.text
    assert "after the harbour was closed." in story.text


def test_deep_nesting() -> None:
    deep = (
        b"<nitf><body><body.content>"
        + b"<p>" * 20_000
        + b"words here"
        + b"</p>" * 20_000
        + b"</body.content></body></nitf>"
    )
    try:
        load_bytes(deep, "a.xml")
    except LoadError as error:
        assert "a.xml" in str(error)
    assert "deeply" in refusal(b'{"headline":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "a.json")
    assert story_or_sentence(b"<div>" * 50_000 + b"The harbour was closed." + b"</div>" * 50_000, "a.html")


def test_too_big() -> None:
    line = b"a harbour " * (MAX_TEXT_BYTES // 10 + 10)
    assert "too big" in refusal(line, "long.txt")


def test_one_long_line_below_the_limit() -> None:
    story = load_bytes(b"The harbour was closed, and " * 100_000, "line.txt")[0]
    assert len(story.paragraphs) == 1


def test_zip_bombs() -> None:
    document = b"<w:document/>" + b" " * 130_000_000
    assert "unpacks to far more" in refusal(zipped({"word/document.xml": document}), "bomb.docx")


def test_truncated_files() -> None:
    whole = docx_bytes(["The harbour of Westhaven will be closed.", "It reopens on Monday."])
    assert "damaged" in refusal(whole[: len(whole) // 2], "cut.docx")
    pdf = pdf_bytes([["The harbour of Westhaven will be closed."]])
    for size in (20, 200, len(pdf) // 2):
        assert story_or_sentence(pdf[:size], "cut.pdf")
    assert "breaks off" in refusal(b'{"headline": "Ferries", "body_text": "The harb', "cut.json")


def test_a_cut_xml_file_is_read_as_far_as_it_goes() -> None:
    data = (
        b"<nitf><body><body.head><hedline><hl1>Ferries stopped</hl1></hedline></body.head><body.content>"
        + STORY
        + b"<p>It reop"
    )
    story = load_bytes(data, "cut.xml")[0]
    assert "three days" in story.text
    assert any("damaged" in warning for warning in story.warnings)


def test_pdf_without_text_and_with_a_password() -> None:
    assert "OCR" in refusal(pdf_bytes([[]]), "scan.pdf")
    assert "password" in refusal(pdf_bytes([["Secret words stand here."]], encrypted=True), "locked.pdf")


def test_a_pdf_whose_pages_loop() -> None:
    loop = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\n"
        b"trailer<</Root 1 0 R>>\n"
    )
    refusal(loop, "loop.pdf")


def test_encrypted_odt() -> None:
    manifest = (
        b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b'<m:file-entry m:full-path="content.xml">'
        b"<m:encryption-data/></m:file-entry></m:manifest>"
    )
    data = zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": b"\x00\x01",
            "META-INF/manifest.xml": manifest,
        }
    )
    assert "password" in refusal(data, "locked.odt")


def test_rtf_bombs() -> None:
    refusal(b"{\\rtf1 " + b"{" * 200_000, "deep.rtf")
    assert "three days" in load_bytes(b"{\\rtf1\\ansi The harbour is closed for three days.}", "a.rtf")[0].text


def test_html_without_a_story() -> None:
    refusal(b"<!doctype html><html><body><script>alert(1)</script></body></html>", "page.html")
    with pytest.raises(LoadError):
        load_html("<p>&nbsp;</p>")
    with pytest.raises(LoadError):
        load_text(" \n\t ")


def test_scripts_and_remote_pictures_stay_out() -> None:
    story = load_html(
        '<p>The harbour is closed.</p><script>fetch("http://nowhere.invalid")</script><img src="http://nowhere.invalid/x.png">'
    )
    assert story.text == "The harbour is closed."


def test_a_child_that_takes_too_long_is_killed() -> None:
    child = Child()
    try:
        with pytest.raises(LoadError, match="longer than"):
            child.read("pdf", pdf_bytes([["Words."]]), "slow.pdf", seconds=0.0001)
        drafts = child.read("odt", odt_bytes(["The harbour is closed.", "It reopens on Monday."]), "next.odt")
        assert drafts[0].blocks[0].text == "The harbour is closed."
    finally:
        child.close()


def test_a_child_that_dies_gives_a_sentence() -> None:
    child = Child()
    try:
        child.read("rtf", b"{\\rtf1 words}", "a.rtf")
        process = child._process
        assert process is not None
        process.kill()
        process.wait()
        assert child.read("rtf", b"{\\rtf1 words}", "a.rtf")[0].blocks[0].text == "words"
    finally:
        child.close()


def test_json_that_is_no_story() -> None:
    assert "no story" in refusal(json.dumps({"a": [1, 2, {"b": "c"}]}).encode(), "a.json")
    assert "number" not in refusal(b'{"headline": 1e999999, "x": ' + b"9" * 10_000 + b"}", "a.json")


def test_control_characters_never_get_through() -> None:
    story = load_text("The har\x00bour \x07is\x1b closed\x9f.\x0bIt re\u200bopens.\ud800")
    assert not any(ord(c) < 32 and c not in "\t\n" for c in story.text)
    story.text.encode("utf-8")
