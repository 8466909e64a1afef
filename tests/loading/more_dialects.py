"""More of what agencies send: the variants of each format that the study of formats names, in stories of our own."""

# ruff: noqa: E501 - the lines of samples are as feeds send them
from __future__ import annotations

import json

from tests.loading.dialects import P1, P2, P3, Expected

G2 = (
    '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header/><itemSet><newsItem guid="urn:x:7" version="4" xml:lang="en">'
    '<itemMeta><itemClass qcode="ninat:text"/><provider literal="{provider}"/><versionCreated>2018-10-05T14:12:00Z</versionCreated>'
    '<pubStatus qcode="stat:usable"/></itemMeta><contentMeta>{meta}</contentMeta><contentSet>{content}</contentSet>'
    "</newsItem></itemSet></newsMessage>"
)
NEWSML = (
    "<NewsML><NewsItem><NewsManagement><ThisRevisionCreated>20181005T141200Z</ThisRevisionCreated>{manage}</NewsManagement>"
    "<NewsComponent><NewsLines><HeadLine>Ferries stopped at Westhaven</HeadLine>{lines}</NewsLines>"
    '<AdministrativeMetadata><Provider><Party FormalName="{provider}"/></Provider></AdministrativeMetadata>'
    '<DescriptiveMetadata><Language FormalName="{language}"/></DescriptiveMetadata>{content}</NewsComponent></NewsItem></NewsML>'
)
NITF = (
    '<nitf {space}><head><docdata><doc-id regsrc="{source}"/><date.issue norm="20181005T141200Z"/>{docdata}</docdata></head>'
    "<body><body.head>{head}</body.head><body.content>{content}</body.content></body></nitf>"
)
LATE_NOTE = "(Adds detail)"


def xhtml(*paragraphs: str) -> str:
    """An inline XHTML body."""
    return f'<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>{ps(*paragraphs)}</body></html></inlineXML>'


def ps(*paragraphs: str) -> str:
    """Each in an element of its own."""
    return "".join(f"<p>{p}</p>" for p in paragraphs)


def data(*paragraphs: str) -> str:
    """A content item of NewsML 1.2."""
    return f"<ContentItem><DataContent>{ps(*paragraphs)}</DataContent></ContentItem>"


_HEAD = "<headline>Ferries stopped at Westhaven</headline>"
_CAPTION = "<NewsComponent><ContentItem><DataContent><p>The pier on Friday, with a ferry behind it and a diver on a ladder, seen from the quay of Westhaven.</p></DataContent></ContentItem></NewsComponent>"

MORE: dict[str, tuple[bytes, str, Expected]] = {
    "iptc7901 other category": (
        "\x7f\r\n\x01ats123 4 EUR 90  sda 044\r\nHafen/Verkehr/\r\n\x02Fähren in Westhaven gestoppt =\r\n\r\nLuzern (SDA/dpa) Der Hafen von Westhaven wird für drei Tage\r\ngesperrt, weil Taucher den Pier untersuchen.\r\n\r\n«Wir haben Risse gefunden», sagte die Hafenmeisterin.\r\n\r\n(SDA\\/sj)\r\n\x03051412 Okt 18\r\n\x04".encode(
            "latin-1"
        ),
        "a",
        Expected(
            "Fähren in Westhaven gestoppt",
            place="Luzern",
            date="2018-10-05T14:12",
            language="de",
            first="Der Hafen",
            count=2,
            out=("(SDA\\/sj)",),
        ),
    ),
    "iptc7901 initials of a partner": (
        f"\x01eca0043 4 i 90  dpa 088\r\n\r\nUS-ferries/\r\n\x02FEATURE\r\nA harbour holds its breath\r\nBy Ann Lee, The Westhaven Tribune =\r\n\r\nWesthaven (tca/dpa) - {P1}\r\n\r\n{P3}\r\n\r\ntca wsz\r\n\x03051412 GMT Oct 18\r\n\x04".encode(),
        "a",
        Expected(
            "A harbour holds its breath",
            place="Westhaven",
            byline="Ann Lee, The Westhaven Tribune",
            count=2,
            out=("tca wsz",),
            mark="FEATURE",
        ),
    ),
    "newsml 1.2 picture first": (
        NEWSML.format(
            manage="",
            lines="",
            provider="EFE",
            language="es",
            content=_CAPTION + data(f"Madrid, 5 oct (EFE).- {P1}", P2, "EFE"),
        ).encode(),
        "a.xml",
        Expected(place="Madrid", date="2018-10-05", first="The harbour", count=2),
    ),
    "newsml 1.2 embargo": (
        NEWSML.format(
            manage='<Status FormalName="Embargoed"/><StatusWillChange><DateAndTime>20390101T060000Z</DateAndTime></StatusWillChange>',
            lines="<ByLine>By Paula Brandt</ByLine>",
            provider="AFP",
            language="en",
            content=data(P1, P3),
        ).encode(),
        "a.xml",
        Expected(byline="Paula Brandt", embargo="2039-01-01T06:00:00+00:00", count=2),
    ),
    "g2 crosshead in capitals": (
        G2.format(
            provider="reuters.com",
            meta=_HEAD.replace("Ferries", "UPDATE 2-Ferries"),
            content=xhtml(
                LATE_NOTE,
                "* Port shut for three days",
                f"WESTHAVEN, Oct 5 (Reuters) - {P1}",
                P2,
                "BACKGROUND",
                f"{P3} (Reporting by Paula Brandt; Editing by Ole Riis)",
            ),
        ).encode(),
        "a.xml",
        Expected(
            source="Reuters",
            place="WESTHAVEN",
            first="The harbour",
            last="operates them.",
            count=3,
            out=("BACKGROUND", LATE_NOTE, "Reporting by"),
            mark="UPDATE 2",
        ),
    ),
    "g2 brief": (
        G2.format(
            provider="reuters.com",
            meta="<headline>BRIEF-Port shuts pier</headline>",
            content=xhtml(
                "Oct 5 (Reuters) - Westhaven Port Co said it would shut a pier for three days.",
                "Source text for Eikon: [ID:nABC12]",
                "Further company coverage:",
                "(Port.Briefs@thomsonreuters.com)",
            ),
        ).encode(),
        "a.xml",
        Expected(
            date="2018-10-05",
            first="Westhaven Port Co",
            last="three days.",
            count=1,
            out=("Source text", "Further company"),
        ),
    ),
    "g2 headline escaped twice": (
        G2.format(
            provider="Variety",
            meta="<headline>Ferries &amp;#8211; a stop</headline>",
            content=f"<inlineData>WESTHAVEN, Oct 5 (Variety) - {P1}\n\n{P2}</inlineData>",
        ).encode(),
        "a.xml",
        Expected("Ferries – a stop", "Variety", "WESTHAVEN", first="The harbour", count=2),
    ),
    "g2 envelope with other body": (
        f"<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet><newsItem><headline>Ferries stopped at Westhaven</headline><byline>Paula Brandt</byline><pubdate>2018-10-05</pubdate><body_text>{ps(f'Oct. 5 (BusinessDesk) - {P1}', P2, P3, '(BusinessDesk)').replace('<', '&lt;')}</body_text></newsItem></itemSet></newsMessage>".encode(),
        "a.xml",
        Expected(
            "Ferries stopped at Westhaven",
            "BusinessDesk",
            byline="Paula Brandt",
            date="2018-10-05",
            first="The harbour",
            last="operates them.",
            count=3,
            out=("(BusinessDesk)",),
        ),
    ),
    "nitf with namespace": (
        NITF.format(
            space='xmlns="http://iptc.org/std/NITF/2006-10-18/"',
            source="AP",
            docdata="",
            head="<hedline><hl1>Ferries stopped at Westhaven</hl1></hedline><byline>By <person>Paula Brandt</person><byttl>Associated Press</byttl></byline><dateline><location>WESTHAVEN, Mass.</location></dateline>",
            content=f"<block>{ps(f'WESTHAVEN, Mass. (AP) — {P1}', P2)}<hl2>What next</hl2>{ps(P3, '___', 'Associated Press writer Ole Riis contributed to this report.')}</block>",
        ).encode(),
        "a.xml",
        Expected(
            "Ferries stopped at Westhaven",
            "AP",
            "WESTHAVEN, Mass.",
            byline="Paula Brandt",
            first="The harbour",
            last="operates them.",
            count=3,
            out=("Paula Brandt Associated Press", "contributed"),
        ),
    ),
    "nitf embargo": (
        NITF.format(
            space="",
            source="PA",
            docdata='<date.release norm="20390313T000100+0000"/><ed-msg info="Embargoed to 0001 March 13"/>',
            head="<hedline><hl1>Ferries stopped at Westhaven</hl1></hedline><byline><byttl>By Paula Brandt, PA Transport Correspondent</byttl></byline>",
            content=ps("Embargoed to 0001 March 13", P1, P2, "end"),
        ).encode(),
        "a.xml",
        Expected(
            source="PA",
            byline="Paula Brandt",
            embargo="2039-03-13T00:01:00+00:00",
            first="The harbour",
            count=2,
            out=("Embargoed", "end"),
        ),
    ),
    "own xml around the whole": (
        f"<Publish><article><headline>Ferries stopped at Westhaven</headline><byline>Paula Brandt</byline><placeline>TORONTO</placeline><creditline>The Canadian Press</creditline><updatedDateTime>2018-10-05T14:12:00-04:00</updatedDateTime><bodytext>{ps(f'TORONTO - {P1}', 'It lies 20 <replaced captured=&quot;kilometers&quot;>kilometres</replaced> off.', P3).replace('<', '&lt;')}</bodytext></article></Publish>".encode(),
        "a.xml",
        Expected(
            "Ferries stopped at Westhaven",
            "The Canadian Press",
            "TORONTO",
            "2018-10-05T14:12",
            "Paula Brandt",
            first="The harbour",
            count=3,
        ),
    ),
    "own xml signed by its agency": (
        "<RBNews><Headline>Færger stoppet</Headline><Date>05-10-2018 14:12</Date><Byline>/ritzau/</Byline><BodyText>&amp;lt;p&amp;gt;Havnen i Westhaven lukker for f&amp;amp;aelig;rger i tre dage, siger havnen fredag.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;- Vi fandt revner, siger havnefogeden.&amp;lt;/p&amp;gt;</BodyText></RBNews>".encode(),
        "a.xml",
        Expected(
            "Færger stoppet", "ritzau", byline="", date="2018-10-05T14:12", language="da", first="Havnen", count=2
        ),
    ),
    "dpa corrected": (
        json.dumps(
            {
                "urn": "urn:x:1",
                "version": 3,
                "version_created": "2018-10-05T14:12:00+02:00",
                "headline": "KORREKTUR: Fähren gestoppt",
                "kicker": "Verkehr",
                "byline": "Von Paula Brandt, dpa",
                "dateline": "Westhaven (dpa)",
                "language": "de",
                "ednotes": [
                    {
                        "role": "dpaednoterole:correctionshort",
                        "ednote": "Dauer der Sperre berichtigt",
                        "is_publishable": True,
                    }
                ],
                "notepad": {"nonpublic_html": "<p>Autorin: Paula Brandt, +49 30 00</p>"},
                "article_html": ps(
                    "Der Hafen von Westhaven wird für drei Tage gesperrt, weil Taucher den Pier untersuchen.",
                    "»Wir haben Risse gefunden«, sagte die Hafenmeisterin.",
                ),
            }
        ).encode(),
        "a.json",
        Expected(
            "KORREKTUR: Fähren gestoppt",
            "dpa",
            "Westhaven",
            byline="Paula Brandt",
            language="de",
            count=2,
            out=("Dauer der Sperre",),
            private=("+49 30 00",),
            mark="KORREKTUR",
        ),
    ),
    "text under embargo": (
        f"EMBARGOED UNTIL 0001 GMT, 13 March 2039\n\nFerries stopped at Westhaven\n\nWESTHAVEN (Wire) - {P1}\n\n{P2}\n\n-ends-\n\nNotes to editors:\n1. The pier dates from 1902.\n\nMedia contact: Paula Brandt, 020 0000 0000\n".encode(),
        "a.txt",
        Expected(
            "Ferries stopped at Westhaven",
            embargo="2039-03-13T00:01:00+00:00",
            first="The harbour",
            count=2,
            out=("-ends-", "1. The pier"),
            private=("020 0000",),
        ),
    ),
    "markdown heading in bold": (
        f"**WESTHAVEN, Oct. 5, 2018 (GLOBE NEWSWIRE)** -- {P1}\n\n{P3}\n\n**About Westhaven Port**\nThe port is old and runs four piers.\n\n**Contact:**\nPaula Brandt\npaula@port.example\n".encode(),
        "a.md",
        Expected(
            place="WESTHAVEN",
            date="2018-10-05",
            first="The harbour",
            last="operates them.",
            count=2,
            out=("runs four piers",),
            private=("paula@port.example",),
        ),
    ),
    "mail forwarded": (
        f"From: Ole Riis <ole@desk.example>\r\nTo: desk@news.example\r\nSubject: FW: for tomorrow\r\nDate: Fri, 05 Oct 2018 14:12:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHi, see below. O.\r\n\r\n---------- Forwarded message ---------\r\nFrom: Wire <w@wire.example>\r\nDate: Fri, 5 Oct 2018 at 09:00\r\nSubject: Ferries stopped at Westhaven\r\nTo: <ole@desk.example>\r\n\r\n{P1}\r\n\r\n{P3}\r\n".encode(),
        "a.eml",
        Expected(
            "Ferries stopped at Westhaven",
            "Wire",
            first="The harbour",
            count=2,
            out=("Hi, see below", "Forwarded message"),
        ),
    ),
    "lexisnexis labels below the length": (
        f"                 1 of 1 DOCUMENTS\n\n          Westhaven Echo\n\n     October 5, 2018 Friday\n\nFerries stopped at Westhaven\n\nBYLINE: Paula Brandt\n\nLENGTH: 90 words\n\nDATELINE: WESTHAVEN\n\n{P1}\n\n{P3}\n\nLOAD-DATE: October 5, 2018\n\nLANGUAGE: ENGLISH\n".encode(),
        "a.txt",
        Expected(
            "Ferries stopped at Westhaven",
            "Westhaven Echo",
            "WESTHAVEN",
            "2018-10-05",
            "Paula Brandt",
            first="The harbour",
            count=2,
            out=("DATELINE",),
        ),
    ),
}
MESSAGES = {
    "kill": b"\x01eca0011 1 i 20  dpa 013\r\n\r\nWesthaven/\r\n\x02KILL\r\n\x07\x07Attention editors: kill Ferries stopped =\r\n\r\nWesthaven (dpa) - Editors are asked to kill the story. The port was never shut.\r\n\x03051412 GMT Oct 18\r\n\x04",
    "message": b"\x01eca0010 4 i 20  dpa 012\r\n\r\nService/Advisory/\r\n\x02Attention editors =\r\n\r\nThe service plans the following stories for Friday:\r\n\r\nWESTHAVEN - Port meets, 1000 GMT\r\n\x03050500 GMT Oct 18\r\n\x04",
    "table": b"\x16\x16\x01AP1234\x1f\r\n\x02^BC-HKN--Standings,100<\r\n^Standings<\r\n\b\bWestern Conference\r\n\b\bWesthaven\t10\t8\t2\r\n\b\bEasthaven\t10\t2\t8\r\n\x03AP-NY-10-05-18 1412GMT<\r\n",
}
"""Transmissions without a story: they open, say so, and have nothing that is compared."""
