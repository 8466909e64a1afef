"""The parts of loading one by one: dates, encodings, marks, credits, languages, formats, takes, twins."""

# ruff: noqa: E501 - tables of cases are read across
from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparer.loading import FILE_FILTER, SUFFIXES, bylines, furniture, language, load_text, reload_story
from comparer.loading.dates import parse_date
from comparer.loading.decoding import clean, decode, looks_binary, repair
from comparer.loading.profiles import profiles
from comparer.loading.recognise import parse_json, recognise
from comparer.loading.takes import embargo_holds, in_order, takes
from comparer.loading.twin import twin
from comparer.story import ParagraphKind, Story
from tests.loading.dialects import SAMPLES


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("20190121T101500Z", "2019-01-21T10:15:00+00:00"),
        ("20140829T134951+0000", "2014-08-29T13:49:51+00:00"),
        ("20190121T102708", "2019-01-21T10:27:08"),
        ("2018-01-30T17:32:18.397", "2018-01-30T17:32:18"),
        ("2020-05-26T15:31:00+02:00", "2020-05-26T15:31:00+02:00"),
        ("28.09.2018 11:15", "2018-09-28T11:15:00"),
        ("January 11, 2010 Monday", "2010-01-11"),
        ("13th February, 2020", "2020-02-13"),
        ("26 mai 2020", "2020-05-26"),
        ("3 de octubre de 2019", "2019-10-03"),
        ("1er août 2020", "2020-08-01"),
        ("10 december 2018", "2018-12-10"),
        ("Thu, 16 Apr 2020 05:00:00 -0600", "2020-04-16T05:00:00-06:00"),
        ("2020.09.07 14:45:26", "2020-09-07T14:45:00"),
        ("31 February 2020", None),
        ("May he rest", None),
        ("no date", None),
        (None, None),
    ],
)
def test_dates(written: str | None, iso: str | None) -> None:
    assert parse_date(written) == iso


def test_day_order_and_missing_years() -> None:
    assert parse_date("4/5/2018", day_first=True) == "2018-05-04"
    assert parse_date("4/5/2018", day_first=False) == "2018-04-05"
    assert parse_date("Dec 31", near="2020-01-01") == "2019-12-31"
    assert parse_date("Jan 2", near="2019-12-30T10:00:00Z") == "2020-01-02"
    assert parse_date("Jan 2") is None


@given(st.text(max_size=60))
def test_dates_never_raise(text: str) -> None:
    date = parse_date(text)
    assert date is None or datetime.fromisoformat(date)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    text = "Café “Größe” – 25\u00a0000 € — naïve words and a good many more of them."
    assert decode(text.encode(encoding)).text == text


def test_declarations_are_checked_against_the_bytes() -> None:
    wrong = decode('<?xml version="1.0" encoding="iso-8859-1"?><a>é “x”</a>'.encode())
    assert "é “x”" in wrong.text
    assert wrong.warnings
    assert "“x”" in decode('<?xml version="1.0" encoding="ISO-8859-1"?><a>“x”</a>'.encode("cp1252")).text
    assert "żółć" in decode('<?xml version="1.0" encoding="iso-8859-2"?><a>żółć</a>'.encode("iso-8859-2")).text
    assert decode("привет".encode("cp1251"), encoding="cp1251").text == "привет"


def test_mojibake_is_undone_once_with_a_warning() -> None:
    text = "Décès à Besançon : l’enquête « avance »"
    broken = text.encode().decode("latin-1")
    warnings: list[str] = []
    assert repair(broken, warnings) == text
    assert len(warnings) == 1
    assert repair(text) == text
    assert repair("São Paulo e Âmbar") == "São Paulo e Âmbar"


@given(st.text())
def test_cleaning_takes_control_characters_only(text: str) -> None:
    cleaned = clean(text)
    plain = "".join(c for c in text if not "\x80" <= c <= "\x9f")
    assert [c for c in clean(plain) if c.isalnum()] == [
        c for c in plain if c.isalnum() and not "\ud800" <= c <= "\udfff"
    ]
    assert clean(cleaned) == cleaned


@given(st.binary(max_size=300))
def test_decoding_never_raises(data: bytes) -> None:
    decode(data).text.encode("utf-8")
    looks_binary(data)


@given(st.text(max_size=80))
def test_the_twin_maps_back(text: str) -> None:
    even = twin(text)
    assert len(even.origin) == len(even.text) + 1
    assert list(even.origin) == sorted(even.origin)
    for k in range(len(even.text)):
        start, end = even.span(k, k + 1)
        assert 0 <= start < end <= len(text)


def test_the_twin_evens_marks_and_blanks() -> None:
    even = twin("«25\u00a0000»\u200b – so\u00adft  ﬁnal…")
    assert even.text == '"25 000" - soft final...'
    assert even.span(even.text.index("soft"), even.text.index("soft") + 4) == (12, 17)


@pytest.mark.parametrize(
    ("headline", "bare", "mark"),
    [
        ("UPDATE 2-Gold rises", "Gold rises", "UPDATE 2"),
        ("CORRECTED-UPDATE 1-Gold rises", "Gold rises", "CORRECTED UPDATE 1"),
        ("AMP.- Netanyahu acusa", "Netanyahu acusa", "AMP"),
        ("Korrektur: Fähren stehen still", "Fähren stehen still", "Korrektur"),
        ("FNV staat alleen (2)", "FNV staat alleen", "2"),
        ("Gold rises", "Gold rises", None),
        ("Update on the harbour", "Update on the harbour", None),
    ],
)
def test_marks_of_headlines(headline: str, bare: str, mark: str | None) -> None:
    assert furniture.take_marks(headline) == (bare, mark)


@pytest.mark.parametrize(
    ("slug", "mark"),
    [
        ("BC-US--Westhaven, 8th Ld-Writethru", "8th Ld-Writethru"),
        ("GLOBAL-PRECIOUS/ (UPDATE 1)", "UPDATE 1"),
        ("eu-polenUV4", "UV4"),
        ("Germany-politics/", None),
        (None, None),
    ],
)
def test_marks_of_slugs(slug: str | None, mark: str | None) -> None:
    found = furniture.slug_mark(slug)
    assert found == mark if mark != "UV4" else found in ("UV4", None)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("By PAUL BYRNE and ALMUDENA CALATRAVA=", "PAUL BYRNE and ALMUDENA CALATRAVA"),
        ("Von Andrej Sokolow, dpa", "Andrej Sokolow"),
        ("By Ian Jones, Press Association", "Ian Jones"),
        ("Geir Molnes / Faktisk.no", "Geir Molnes"),
        ("Wiktor Nummelin/TT", "Wiktor Nummelin"),
        ("By Meredith Jameson, Staff Reporter", "Meredith Jameson"),
        ("Ann Bell, Cy Dow", "Ann Bell, Cy Dow"),
        ("", None),
        (None, None),
    ],
)
def test_bylines(written: str | None, name: str | None) -> None:
    assert bylines.tidy(written) == name


def test_glued_credits_and_sign_offs() -> None:
    assert furniture.split_glued("It reopens. (Reporting by A; Editing by B)", last=True) == (12, "credit")
    assert furniture.split_glued("It reopens. EFE", last=True) == (12, "signoff")
    assert furniture.split_glued("It reopens. EFE", last=False) is None
    assert furniture.split_glued("It costs 5 euros. ($1 = 0.88 euros)", last=True) == (18, "conversion")
    assert furniture.split_glued("He said (in English) it reopens.", last=True) is None


def test_patterns_never_eat_a_whole_story() -> None:
    story = load_text("© 2018 The Westhaven Echo")
    assert any(p.kind is ParagraphKind.BODY for p in story.paragraphs)
    one = load_text("News\n\nChinese shares close higher Friday\n")
    assert [one.text[p.start : p.end] for _, p in one.body()] == ["Chinese shares close higher Friday"]


@pytest.mark.parametrize(
    ("declared", "code"),
    [("en-US", "en"), ("ENGLISH", "en"), ("swe", "sv"), ("nl-nl", "nl"), ("x-default", None), ("", None)],
)
def test_declared_languages(declared: str, code: str | None) -> None:
    assert language.short(declared) == code


def test_languages_by_their_words() -> None:
    assert (
        language.detect(
            "Der Hafen bleibt für drei Tage geschlossen, sagte die Leiterin des Hafens, und das ist gut so."
        )
        == "de"
    )
    assert language.detect("كييف تؤكد إسقاط المسيرات") == "ar"
    assert language.detect("A lobster died.") == "en"
    assert language.detect("12:30") is None


@pytest.mark.parametrize("name", SAMPLES)
def test_formats_are_told_by_content(name: str) -> None:
    data, file, _ = SAMPLES[name]
    kind = recognise(data, file)
    wanted = name.split()[0]
    expected = {
        "newsml": "xml:NewsML", "g2": "xml:newsItem", "nitf": "xml:nitf", "own": "xml:queue", "rss": "xml:rss",
        "factiva": "xml:PPSResponse", "ninjs": "json", "fingerpost": "json", "dpa": "json", "ap": "json", "release": "text",
        "dash": "text", "lexisnexis": "lexis", "europresse": "html", "html": "fragment",
    }.get(wanted, wanted)  # fmt: skip
    assert kind.replace("newsMessage", "newsItem") == expected


def test_json_with_small_mistakes() -> None:
    assert parse_json('{"a": "x\ty\nz \\“q\\”"}') == {"a": "x\ty\nz “q”"}
    with pytest.raises(ValueError, match="deeply"):
        parse_json("[" * 5000 + "]" * 5000)


def test_takes_are_told_and_ordered() -> None:
    first = Story(text="a", source="AP", slug="BC-WH--Ferries", extra={"identity": "q", "version": "1"})
    second = replace(
        first,
        slug="BC-WH--Ferries, 2nd Ld-Writethru",
        version_mark="2nd Ld-Writethru",
        extra={"identity": "q", "version": "3"},
    )
    other = replace(first, source="Reuters")
    found = takes([second, first])
    assert found is not None
    assert (found.earlier, found.later) == (1, 0)
    assert takes([first, other]) is None
    assert in_order([second, first]) == [1, 0]


def test_takes_by_mark_and_by_time() -> None:
    one = Story(
        text="a", source="Reuters", headline="Gold rises as the dollar falls", published="2018-10-05T10:00:00+00:00"
    )
    update = replace(one, headline="UPDATE 1-Gold rises as the dollar falls", version_mark="UPDATE 1")
    corrected = replace(one, headline="CORRECTED-Gold rises as the dollar falls", version_mark="CORRECTED")
    later = replace(one, published="2018-10-05T12:00:00+02:00")
    assert (pair := takes([update, one])) is not None
    assert pair.later == 0
    assert (pair := takes([corrected, update])) is not None
    assert pair.later == 0
    assert (pair := takes([one, later])) is not None
    assert pair.why == "", "the same moment in two zones"
    assert takes([one, replace(one, headline="Silver falls as the dollar rises")]) is None


def test_embargoes() -> None:
    now = datetime(2020, 1, 1, 12, tzinfo=UTC)
    assert embargo_holds(Story(text="", embargo="2020-01-01T13:00:00+00:00"), now)
    assert not embargo_holds(Story(text="", embargo="2020-01-01T13:00:00+02:00"), now)
    assert embargo_holds(Story(text="", embargo="until further notice"), now)
    assert not embargo_holds(Story(text=""), now)


def test_an_edited_text_keeps_what_a_person_set() -> None:
    old = replace(
        load_text("Ferries stopped\n\nThe harbour will be closed for three days."), source="My Agency", byline="A B"
    )
    new = reload_story("Ferries stopped\n\nThe harbour will be closed for four days.\n\nIt reopens on Monday.", old)
    assert (new.source, new.byline, new.headline) == ("My Agency", "A B", "Ferries stopped")
    assert len(new.body()) == 2


def test_plain_text_is_kept_as_it_is() -> None:
    text = "  Ferries stopped \r\n\r\n\tThe  harbour\xa0will be closed.\r\nIt reopens.  \r\n"
    assert load_text(text).text == text.replace("\r\n", "\n")


def test_a_desk_adds_profiles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "desk.toml").write_text(
        '[[agency]]\nid = "wna"\nname = "WNA"\nnames = ["WNA"]\nsign_offs = [\'wna/[a-z]{2}\']\n', encoding="utf-8"
    )
    (tmp_path / "broken.toml").write_text("[[agency]\n", encoding="utf-8")
    monkeypatch.setenv("COMPARER_PROFILES", str(tmp_path))
    caches = (profiles, furniture._by_place, furniture._quick)
    try:
        for cached in caches:
            cached.cache_clear()
        story = load_text(
            "Westhaven (WNA) The harbour will be closed for three days.\n\nIt reopens on Monday.\n\nwna/pb\n"
        )
        assert (story.source, story.dateline.place) == ("WNA", "Westhaven")
        assert len(story.body()) == 2
        assert any("broken.toml" in warning for warning in profiles().warnings)
    finally:
        monkeypatch.delenv("COMPARER_PROFILES")
        for cached in caches:
            cached.cache_clear()


def test_the_file_filter_names_every_suffix() -> None:
    assert all(f"*{suffix}" in FILE_FILTER for suffix in SUFFIXES)


def test_plain_text_imports_no_heavy_library() -> None:
    code = (
        "import sys; from comparer.loading import load_text; load_text('Ferries stopped\\n\\nThe port is shut.');"
        "print(*sorted({'lxml', 'pypdfium2', 'trafilatura', 'docx', 'striprtf', 'markdown_it'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert done.stdout.strip() == ""
