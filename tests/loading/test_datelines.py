"""Datelines of every kind, and sentences that only look like one."""

from __future__ import annotations

import pytest

from comparer.loading import datelines

FOUND = [
    ("CHATHAM, Mass. (AP) _ A lobster died.", "CHATHAM, Mass.", None, "AP"),
    ("NEW YORK, Jan 21 (Reuters) - A lobster died.", "NEW YORK", "Jan 21", "Reuters"),
    ("BEIRUT/THE HAGUE, March 7 (Reuters) - A lobster died.", "BEIRUT/THE HAGUE", "March 7", "Reuters"),
    ("Jan 30 (Reuters) - A lobster died on Tuesday.", None, "Jan 30", "Reuters"),
    ("STOCKHOLM, Aug 29, 2014 (AFP) - A lobster died.", "STOCKHOLM", "Aug 29, 2014", "AFP"),
    ("Strasbourg, 10 juil 2024 (AFP) Un homard est mort.", "Strasbourg", "10 juil 2024", "AFP"),
    ("كييف (أوكرانيا), 25-11-2023 (أ ف ب) - أعلنت", "كييف (أوكرانيا)", "25-11-2023", "أ ف ب"),
    ("Peine (dpa/lni) - Ein Hummer ist tot.", "Peine", None, "dpa"),
    ("San Diego (tca/dpa) - A lobster died.", "San Diego", None, "dpa"),
    ("Brussels, 12 February 2020 (dpa/MIA) – A lobster died.", "Brussels", "12 February 2020", "dpa"),
    ("Paris (ats afp) Les violences ont cessé.", "Paris", None, "ats"),
    ("Madrid, 3 oct (EFE).- La langosta ha muerto.", "Madrid", "3 oct", "EFE"),
    ("MADRID, 21 Nov. 2024 (Europa Press) - La langosta", "MADRID", "21 Nov. 2024", "Europa Press"),
    ("(ANSA) - ROME, JUL 11 - A lobster died.", "ROME", "JUL 11", "ANSA"),
    ("MOSCOW, January 21. /TASS/. A lobster died.", "MOSCOW", "January 21.", "TASS"),
    ("AUSTIN, Texas, Feb. 1, 2017 /PRNewswire-AsiaNet/ -- Acme", "AUSTIN, Texas", "Feb. 1, 2017", "PRNewswire-AsiaNet"),
    ("MUMBAI, India, July 25, 2018/PRNewswire-AsiaNet/ Acme", "MUMBAI, India", "July 25, 2018", "PRNewswire-AsiaNet"),
    ("SAITAMA, Japan, Dec. 9 Kyodo - A lobster died.", "SAITAMA, Japan", "Dec. 9", "Kyodo"),
    ("LOS ANGELES, March 10 AAP – A lobster died.", "LOS ANGELES", "March 10", "AAP"),
    ("MARLBOROUGH, Mass.--(BUSINESS WIRE)--Dec 5, 2024-- Acme", "MARLBOROUGH, Mass.", "Dec 5, 2024", "BUSINESS WIRE"),
    (
        "BROOMFIELD, CO - (NewMediaWire) - September 27, 2024 - Acme",
        "BROOMFIELD, CO",
        "September 27, 2024",
        "NewMediaWire",
    ),
    ("TORONTO,  26 mai 2020  (GLOBE NEWSWIRE) -- Acme", "TORONTO", "26 mai 2020", "GLOBE NEWSWIRE"),
    ("(NewsUSA) - A lobster died.", None, None, "NewsUSA"),
    ("MOSCOW (Pakistan Point News / Sputnik - 13th February, 2020) NATO", "MOSCOW", "13th February, 2020", "Sputnik"),
    ("Brussels, 19 November 2019 – The network said.", "Brussels", "19 November 2019", None),
    ("Espoo, Finland - October 5, 2017: New materials", "Espoo, Finland", "October 5, 2017", None),
    ("(Miami, FL) Loving lobsters are many.", "Miami, FL", None, None),
    ("[Missoula, Montana]: The university said.", "Missoula, Montana", None, None),
    ("LONDON, UK / ACCESSWIRE / May 3, 2022 / Acme plc said", "LONDON, UK", "May 3, 2022", "ACCESSWIRE"),
    ("WASHINGTON — The president said on Tuesday that", "WASHINGTON", None, None),
    ("Ventura, California - Acme announced today that it", "Ventura, California", None, None),
    ("København /ritzau/ Regeringen vil", "København", None, "ritzau"),
    ("AUSTIN, Texas, Feb. 1,\n2017 /PRNewswire/ -- Acme", "AUSTIN, Texas", "Feb. 1, 2017", "PRNewswire"),
    ("Berlin\xa0(dpa)\xa0- Ein Hummer ist tot.", "Berlin", None, "dpa"),
]
NONE = [
    "Klitschko - the reigning champion - won in the sixth round.",
    "The Hague - a city in the Netherlands - has lobsters.",
    "Rahm Emanuel (D) said on Monday that he would run.",
    "Speaker John Boehner (R-Ohio) admitted there is a chance.",
    "Iran - which denies it - said it would answer.",
    "WHO: Ten dead in Congo as the outbreak spreads",
    "U.S. - China trade talks resume",
    "NATO - which has 29 members - said on Monday that it agreed.",
    "Rio- is what he calls the city.",
    "A spokesman (who asked not to be named) - said so.",
    "",
    "–",
]


@pytest.mark.parametrize(("paragraph", "place", "date", "agency"), FOUND)
def test_found(paragraph: str, place: str | None, date: str | None, agency: str | None) -> None:
    found = datelines.find(paragraph)
    assert found is not None
    assert (found.place, found.date, found.agency) == (place, date, agency)
    assert 0 < found.end < len(paragraph)
    assert not paragraph[found.end].isspace()


@pytest.mark.parametrize("paragraph", NONE)
def test_none(paragraph: str) -> None:
    assert datelines.find(paragraph) is None


def test_a_stamp_before_the_dateline() -> None:
    found = datelines.find(" date 2020-02-13 Brussels, 12 February 2020 (dpa/MIA) – Ministers met.")
    assert found is not None
    assert (found.stamp, datelines.iso(found, None)) == ("2020-02-13", "2020-02-12")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("STOCKHOLM, Aug 29, 2014 (AFP) -", "STOCKHOLM"),
        ("GREENWICH, Conn.", "GREENWICH, Conn."),
        ("Landquart GR", "Landquart GR"),
        ("January 21", None),
    ],
)
def test_fields_of_their_own(text: str, place: str | None) -> None:
    found = datelines.from_field(text)
    assert found is not None
    assert found.place == place


@pytest.mark.parametrize("text", ["2014-07-16 13:00:03 GMT+00:00", "4/4/2018", "20160116T125900+0000", ""])
def test_time_stamps_are_no_dateline(text: str) -> None:
    assert datelines.from_field(text) is None
