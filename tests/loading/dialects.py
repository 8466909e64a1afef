"""Small stories of our own in every dialect: bytes, and what a reader must find in them.

Names, places of events and words are invented; agencies' names stand only where their formats need them.
"""

# ruff: noqa: E501 - the lines of samples are as feeds send them
from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Expected:
    """What must come out of a sample's first story. None: not checked; "" : must be None."""

    headline: str | None = None
    source: str | None = None
    place: str | None = None
    date: str | None = None
    """The beginning of ``published``."""
    byline: str | None = None
    language: str | None = None
    first: str | None = None
    """How the first body paragraph begins."""
    last: str | None = None
    """How the last body paragraph ends."""
    count: int | None = None
    out: tuple[str, ...] = ()
    """Words that must stand in the text but not in the body."""
    private: tuple[str, ...] = ()
    """Words that must stand in private paragraphs."""
    mark: str | None = None
    embargo: str | None = None
    stories: int = 1
    more: dict[str, str] = field(default_factory=dict)


P1 = "The harbour of Westhaven will be closed to ferries for three days while divers inspect its northern pier."
P2 = '"We found cracks that nobody expected," said Marta Lindgren, who runs the port. "Safety comes first."'
P3 = "Some 4,000 commuters use the ferries every day, according to the company that operates them."

_IPTC = (
    b"\x01eca0099 3 i 140  dpa 0412\r\n\nWesthaven/transport/\r\n\x022ND LEAD\nFerries stopped at Westhaven after divers"
    b" find\ncracks in the northern pier\nBy Paula Brandt, dpa =\r\n\n"
    b"Westhaven (dpa) - The harbour of Westhaven will be closed to ferries\r\nfor three days while divers inspect its northern"
    b" pier.\r\n\n"
    b'"We found cracks that nobody expected," said Marta Lindgren, who runs\r\nthe port. "Safety comes first." Caf\xe9s nearby'
    b" lose trade.\r\n\n"
    b"# Notebook\r\n\n## Note to editors\r\n- adds quote\r\n\n* * * *\r\nThe following information is not intended for"
    b" publication\r\n\n"
    b"## Contacts\r\n- Reporting by: Paula Brandt, +49 30 00 00 00\r\n\ndpa pb rt\r\n\r\n\x03051412 GMT Okt 18\r\n\x7f\n\x04"
)
_IPTC_BARE = (
    b"eca00175 3 i 140  dpa 0413\r\n\r\nWesthaven/transport/\r\nFerries stopped at Westhaven =\r\n\r\n"
    b"Westhaven (tca/dpa) - The harbour of Westhaven will be closed to ferries\r\nfor three days while divers inspect its"
    b" northern pier.\r\n\r\n"
    b"Some 4,000 commuters use the ferries every day, according to the\r\ncompany that operates them.\r\n\r\ndpa pb rt\r\n\r\n"
    b"051412 GMT Nov 18\r\n"
)
_ANPA = (
    b"\x16\x16\x01W1234\x1f_asian\nr i\x13\x11 BC-WH--Westhaven Ferries 1stLd-Writethru   03-05 0210\r\n"
    b"\x02^BC-WH--Westhaven Ferries, 1st Ld-Writethru,210<\r\n^Ferries stopped at Westhaven<\r\n^AP Photos<\r\n"
    b"^Eds: Adds quote from port chief.<\r\n^By PAULA BRANDT and OLE RIIS=\r\n^Associated Press=\r\n"
    b"\t   WESTHAVEN (AP) _ The harbour of Westhaven will be closed to ferries for three days.\r\n\r\n"
    b"\t   ``We found cracks that nobody expected,'' said Marta Lindgren.\r\n\r\n\t   ___\r\n\r\n"
    b"\t   Associated Press writer Jo Hill in Eastport contributed to this report.\r\n\r\n"
    b"\t   \x03AP-WF-03-05-18 1412GMT<\r\n\x0c\r\n\x04"
)
_NEWSML = """<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE NewsML PUBLIC "urn:newsml:iptc.org:20021018:NewsMLv1.2:1" "http://nowhere.invalid/NewsML_1.2.dtd" [
<!ENTITY % more SYSTEM "file:///etc/hostname"> ]>
<NewsML><NewsEnvelope><DateAndTime>20181005T141200Z</DateAndTime></NewsEnvelope>
<NewsItem xml:lang="fr"><Identification><NewsIdentifier><ProviderId>afp.com</ProviderId><NewsItemId>TX-1</NewsItemId>
<RevisionId Update="N" PreviousRevision="1">2</RevisionId></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><ThisRevisionCreated>20181005T161200+0200</ThisRevisionCreated>
<Status FormalName="Usable"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Le port de Westhaven fermé trois jours</HeadLine><DateLine>Westhaven, 5 oct 2018 (AFP) -</DateLine>
<SlugLine>Westhaven-transport</SlugLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="AFP"/></Provider></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="fr"/></DescriptiveMetadata>
<NewsComponent><Role FormalName="Main"/><ContentItem><MediaType FormalName="Text"/><DataContent><nitf><body><body.content>
<p>Le port de Westhaven sera fermé trois jours, le temps d'inspecter la jetée nord.</p><p> </p>
<p>"Nous avons trouvé des fissures", a déclaré Marta Lindgren, qui dirige le port.</p><p>pbr-or/abc</p>
</body.content></body></nitf></DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Photo"/><ContentItem><MediaType FormalName="Photo"/></ContentItem></NewsComponent>
</NewsComponent></NewsItem></NewsML>"""
_NEWSML_INDENT = """<?xml version="1.0" encoding="utf-8"?>
<NewsML><NewsItem><NewsManagement><ThisRevisionCreated>20181005T141200</ThisRevisionCreated></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Ferries stopped at Westhaven</HeadLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="Kyodo News"/></Provider></AdministrativeMetadata>
<ContentItem><DataContent><p>     WESTHAVEN, Oct. 5 Kyodo - The harbour of Westhaven will be closed to
ferries for three days while divers inspect its northern pier.
     "We found cracks that nobody expected," said Marta Lindgren, who
runs the port. "Safety comes first."
     Some 4,000 commuters use the ferries every day, according to the
company that operates them.
==Kyodo</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
_G2 = """<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><newsItem guid="urn:x:1" version="3" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="reuters.com"/><versionCreated>2018-10-05T14:12:00Z</versionCreated>
<pubStatus qcode="stat:usable"/><embargoed>2099-01-01T06:00:00Z</embargoed></itemMeta>
<contentMeta><located literal="Bangalore"/><language tag="en"/><slugline>WESTHAVEN-FERRIES/ (UPDATE 2, PIX)</slugline>
<headline>UPDATE 2-Ferries stopped at Westhaven</headline><dateline>2018-10-05 14:12:00 GMT+00:00</dateline>
<creditline>Reuters</creditline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+html"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>(Adds quote, details)
    By Paula Brandt
    WESTHAVEN, Oct 5 (Reuters) - The harbour of Westhaven will be closed to
ferries for three days while divers inspect its northern pier.
    "We found cracks that nobody expected," said Marta Lindgren, who
runs the port.
    Some 4,000 commuters use the ferries every day.

 (Reporting by Paula Brandt; Editing by Ole Riis)</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>"""
_G2_ESCAPED = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:2" version="1" xml:lang="de">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="XY"/><versionCreated>2018-10-05T14:12:00+02:00</versionCreated>
<edNote role="dpaednoterole:correctionshort">In der Meldung muss es im zweiten Absatz heißen: vier Tage.</edNote></itemMeta>
<contentMeta><headline>Fähren stehen still</headline><by>Von Paula Brandt, dpa</by><dateline>Westhaven (dpa) -</dateline>
<language tag="de"/></contentMeta>
<contentSet><inlineData>&lt;p&gt;Westhaven (dpa) - Der Hafen bleibt drei Tage lang geschlossen.&lt;/p&gt;
&lt;p&gt;»Wir haben Risse gefunden«, sagte Marta Lindgren.&lt;/p&gt;</inlineData></contentSet></newsItem>"""
_G2_KILL = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:3" version="9" xml:lang="en"><itemMeta>
<itemClass qcode="ninat:text"/><provider literal="reuters.com"/><versionCreated>2018-10-05T15:12:00Z</versionCreated>
<pubStatus qcode="stat:canceled"/></itemMeta><contentMeta><headline>STORY WITHDRAWN-Ferries stopped at Westhaven</headline>
</contentMeta><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p/></body></html></inlineXML>
</contentSet></newsItem>"""
_NITF = """<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><docdata><doc-id regsrc="PA" id-string="x1"/>
<date.issue norm="20181005T141200+0100"/><date.release norm="20990101T060000+0000"/>
<ed-msg info="EMBARGOED until 0600 January 1"/></docdata></head><body><body.head><hedline><hl1>Ferries stopped at Westhaven</hl1>
<hl2>Divers find cracks</hl2></hedline><byline>By Paula Brandt, Press Association</byline></body.head>
<body.content><block><p>The harbour of <location>Westhaven</location> will be closed&nbsp;to ferries for <num>three</num> days.</p>
<hl2>Cracks</hl2><p>It will cost &#163;2 million, said <person>Marta Lindgren</person>.</p><p>ends</p></block></body.content>
<body.end><tagline>Paula Brandt reports on transport.</tagline></body.end></body></nitf>"""
_NINJS3 = """{"uri": "urn:x:4", "standard": {"name": "ninjs", "version": "3.0"}, "type": "text", "versioncreated": "2018-10-05T14:12:00Z",
"headlines": [{"role": "short", "value": "Ferries stopped"}, {"role": "main", "value": "Ferries stopped at Westhaven"}],
"by": "Paula Brandt", "language": "en", "infosources": [{"name": "XYZ"}], "ednote": "Eds: adds quote.",
"bodies": [{"role": "main", "contenttype": "text/html", "value": "<p>WESTHAVEN (XYZ) - The harbour will be closed to ferries.</p>
<p>It reopens on Monday, said Marta Lindgren.</p>"}]}"""
_FINGERPOST = (
    '{"source-feed": "XYZ_API", "usn": "1", "type": "text", "versionCreated": "2018-10-05T14:12:00.000Z", "headline": "Ferries stopped'
    ' at Westhaven", "byline": "", "keywords": "a+b+c", "language": "en", "body_text": "<p>The harbour will be \\“closed\\” to'
    '\tferries.</p>\n<p>It reopens on Monday.\\u00a0</p>"}'
)
_DPA = """{"format": "digitalwires@1", "urn": "urn:newsml:x:1", "version_created": "2018-10-05T14:12:00+02:00", "version": 2,
"pubstatus": "usable", "signal": "sig:correction", "language": "de", "headline": "Fähren stehen still", "kicker": "Verkehr",
"byline": "Von Paula Brandt, dpa", "dateline": "Westhaven (dpa) - ", "creditline": "dpa",
"article_html": "<section class=\\"main\\"><p>Der Hafen bleibt drei Tage lang geschlossen.</p><h2>Risse im Pier</h2><p>»Wir haben Risse gefunden«, sagte Marta Lindgren.</p></section>",
"ednotes": [{"role": "dpaednoterole:correctionshort", "ednote": "Im ersten Satz muss es heißen: drei Tage."}],
"notepad": {"public_html": "<ul><li>Zusätzlicher Hinweis</li></ul>", "nonpublic_html": "<p>Autorin: Paula Brandt, +49 30 0000</p>"}}"""
_AP = """{"api_version": "2.0", "data": {"item": {"type": "text", "version": 8, "language": "en", "versioncreated": "2018-10-05T14:12:00Z",
"headline": "Ferries stopped at Westhaven", "slugline": "BC-WH--Ferries, 8th Ld-Writethru", "located": "WESTHAVEN",
"bylines": [{"by": "By PAULA BRANDT", "title": "Associated Press"}], "provider": "AP", "ednote": "Eds: UPDATES: With quote.",
"altids": {"itemid": "q1"}}}, "nitf": {"body": {"content": "<block><p>WESTHAVEN (AP) — The harbour will be closed to ferries.</p><p>It reopens on Monday.</p></block>"}}}"""
_AP_EMPTY = """{"api_version": "2.0", "data": {"item": {"type": "text", "versioncreated": "2018-10-05T14:12:00Z", "headline": "Ferries",
"provider": "AP"}}}"""
_OWN_XML = """<?xml version="1.0" encoding="utf-8"?><queue><message><NewsHeadline/><headline>Ferries stopped at Westhaven</headline>
<byLine>Paula Brandt</byLine><town>Westhaven</town><publishDate>2018-10-05T14:12:00</publishDate><source>XYZ</source>
<content>&lt;p&gt;The harbour will be closed to ferries for three days.&lt;/p&gt;&lt;p&gt;It reopens on Monday, the port said.&lt;/p&gt;</content>
<contactsAsText>Paula Brandt, +49 30 0000</contactsAsText></message></queue>"""
_RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>XYZ News - Transport</title><language>en</language>
<item><title>Ferries stopped at Westhaven</title><pubDate>Fri, 05 Oct 2018 14:12:00 +0200</pubDate><dc:creator>Paula Brandt</dc:creator>
<description>Teaser only, of no great length.</description><content:encoded><![CDATA[<p>The harbour will be closed to ferries for three days.</p>
<p>It reopens on Monday, the port said.</p>]]></content:encoded></item>
<item><title>Second story</title><description><![CDATA[<p>Another story stands here, with its own words.</p>]]></description></item></channel></rss>"""
_TEXT = f"""WESTHAVEN-FERRIES/ (UPDATE 1)

UPDATE 1-Ferries stopped at Westhaven

(Adds quote in paragraph 2)

By Paula Brandt

WESTHAVEN, Oct 5 (Reuters) - {P1}

{P2}

{P3}

(Reporting by Paula Brandt; Editing by Ole Riis)
"""
_WRAPPED = """Ferries stopped at Westhaven

   WESTHAVEN, Mass., Oct. 5, 2018 (AP) -- The harbour of Westhaven will be
closed to ferries for three days while divers inspect its northern pier.
   "We found cracks that nobody expected," said Marta Lindgren, who runs
the port. "Safety comes first."
   Some 4,000 commuters use the ferries every day, according to the
company that operates them.
ENDS
"""
_TAGGED = f"""Headline: Ferries stopped at Westhaven
Date: 5 October 2018
Source: XYZ Bulletin
Byline: Paula Brandt

{P1}

{P3}
"""
_RELEASE = f"""FOR IMMEDIATE RELEASE

Port of Westhaven closes for three days

WESTHAVEN, Oct. 5, 2018 /PRNewswire/ -- {P1}

{P2}

About the Port of Westhaven

The Port of Westhaven has served the region since 1903.

Media contact:
Ole Riis
Phone: +1 555 0100
Email: ole@port.example

SOURCE Port of Westhaven
"""
_DASHES = """Lautat seisovat Westhavenissa

Westhavenin satama suljetaan lautoilta kolmeksi päiväksi, kun sukeltajat tarkastavat pohjoisen laiturin.

–\u2009Löysimme halkeamia, joita kukaan ei odottanut, satamaa johtava Marta Lindgren sanoo.

Lauttoja käyttää joka päivä noin 4\u00a0000 ihmistä, kertoo yhtiö.
"""
_MD = f"""---
title: "Ferries stopped at Westhaven"
date: 2018-10-05
author: Paula Brandt
---

{P1}

## What the divers found

{P2}

![the pier](pier.jpg)

* {P3}
"""
_MAIL = (
    "From: Ole Riis <ole@port.example>\r\nTo: desk@news.example\r\nSubject: =?utf-8?q?Fwd=3A_Ferries_stopped_at_Westhaven?=\r\n"
    "Date: Fri, 05 Oct 2018 14:12:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=windows-1252\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    "The harbour of Westhaven will be closed to ferries =96 for three days.\r\n\r\nIt reopens on Monday, the port said.\r\n\r\n-- \r\nOle Riis"
    "\r\n+1 555 0100\r\n"
)
_LEXIS = """\ufeff
                               1 of 2 DOCUMENTS

                              The Westhaven Echo

                          October 5, 2018 Friday

Ferries stopped at Westhaven

BYLINE: Paula Brandt

LENGTH: 60 words

The harbour of Westhaven will be closed to ferries for three days while divers
inspect its northern pier.

Some 4,000 commuters use the ferries every day, according to the company that
operates them.

LOAD-DATE: October 6, 2018

LANGUAGE: ENGLISH

                      Copyright 2018 The Westhaven Echo

                               2 of 2 DOCUMENTS

                              The Westhaven Echo

                          October 6, 2018 Saturday

Ferries back

LENGTH: 12 words

The ferries of Westhaven sail again, the port said.
"""
_EUROPRESSE = """<!DOCTYPE html><html><body><article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">
Le Courrier de Westhaven</span></div><span class="DocHeader">Transport, vendredi 5 octobre 2018</span>
<div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">Le port de Westhaven est fermé</p></div></header>
<section><div class="docOcurrContainer"><p>Le port de Westhaven sera fermé aux ferries pendant trois jours.</p>
<p>« Nous avons trouvé des fissures », a déclaré Marta Lindgren, qui dirige le port.</p></div></section></article></body></html>"""
_FACTIVA = """<PPSResponse><ppsArticleResponse><ppsarticle><article><baseLanguage>EN</baseLanguage><copyright>Copyright 2018</copyright>
<headline><paragraph>Ferries stopped at Westhaven</paragraph></headline><byline>By Paula Brandt</byline><leadParagraph>
The harbour of Westhaven will be closed to ferries
for three days.
    It reopens on Monday, said the port.
</leadParagraph><tailParagraphs>
Some 4,000 commuters use the ferries every day,
according to the company.
    They were told to take buses.
</tailParagraphs><publicationDate><date>2018-10-05</date></publicationDate><sourceName>Westhaven Echo</sourceName></article></ppsarticle>
</ppsArticleResponse></PPSResponse>"""
_FRAGMENT = f"<h1>Ferries stopped at Westhaven</h1><p>WESTHAVEN (AP) — {P1}</p><p><b>Cracks</b></p><p>{P2}</p><ul><li>{P3}</li></ul>"

_COMMON = {"headline": "Ferries stopped at Westhaven", "byline": "Paula Brandt", "language": "en"}

SAMPLES: dict[str, tuple[bytes, str, Expected]] = {
    "iptc7901": (
        _IPTC,
        "a.txt",
        Expected(
            "Ferries stopped at Westhaven after divers find cracks in the northern pier",
            "dpa",
            "Westhaven",
            "2018-10-05T14:12",
            "Paula Brandt",
            "en",
            "The harbour of Westhaven",
            "Cafés nearby lose trade.",
            2,
            ("2ND LEAD", "adds quote", "dpa pb rt"),
            ("+49 30 00 00 00",),
            "2ND LEAD",
        ),
    ),
    "iptc7901 bare": (
        _IPTC_BARE,
        "b",
        Expected(
            "Ferries stopped at Westhaven",
            "dpa",
            "Westhaven",
            "2018-11-05",
            "",
            "en",
            "The harbour of",
            "operates them.",
            2,
            ("dpa pb rt",),
        ),
    ),
    "anpa": (
        _ANPA,
        "c.tst",
        Expected(
            "Ferries stopped at Westhaven",
            "AP",
            "WESTHAVEN",
            "2018-03-05T14:12",
            "PAULA BRANDT and OLE RIIS",
            "en",
            "The harbour of",
            "said Marta Lindgren.",
            2,
            ("Eds: Adds quote", "contributed to this report", "AP Photos"),
            (),
            "1st Ld-Writethru",
        ),
    ),
    "newsml 1.2": (
        _NEWSML.encode("latin-1"),
        "d.xml",
        Expected(
            "Le port de Westhaven fermé trois jours",
            "AFP",
            "Westhaven",
            "2018-10-05T16:12",
            "",
            "fr",
            "Le port de Westhaven sera",
            "qui dirige le port.",
            2,
            ("pbr-or/abc",),
        ),
    ),
    "newsml 1.2 indents": (
        _NEWSML_INDENT.encode(),
        "e.xml",
        Expected(
            "Ferries stopped at Westhaven",
            "Kyodo News",
            "WESTHAVEN",
            "2018-10-05",
            "",
            "en",
            "The harbour of Westhaven",
            "operates them.",
            3,
            ("==Kyodo",),
        ),
    ),
    "g2": (
        _G2.encode(),
        "f",
        Expected(
            "UPDATE 2-Ferries stopped at Westhaven",
            "Reuters",
            "WESTHAVEN",
            "2018-10-05T14:12",
            "Paula Brandt",
            "en",
            "The harbour of Westhaven",
            "every day.",
            3,
            ("(Adds quote, details)", "(Reporting by"),
            (),
            "UPDATE 2",
            "2099-01-01T06:00:00+00:00",
        ),
    ),
    "g2 escaped": (
        _G2_ESCAPED.encode(),
        "g.xml",
        Expected(
            "Fähren stehen still",
            "XY",
            "Westhaven",
            "2018-10-05",
            "Paula Brandt",
            "de",
            "Der Hafen bleibt",
            "Marta Lindgren.",
            2,
            ("In der Meldung",),
            (),
            "correction",
        ),
    ),
    "g2 kill": (
        _G2_KILL.encode(),
        "h.xml",
        Expected("STORY WITHDRAWN-Ferries stopped at Westhaven", "Reuters", count=0),
    ),
    "nitf": (
        _NITF.encode("latin-1"),
        "i.xml",
        Expected(
            "Ferries stopped at Westhaven",
            "PA",
            None,
            "2018-10-05T14:12",
            "Paula Brandt",
            "en",
            "The harbour of Westhaven will be closed\xa0to",
            "£2 million, said Marta Lindgren.",
            2,
            ("ends", "Cracks", "Divers find cracks"),
            (),
            None,
            "2099-01-01T06:00:00+00:00",
        ),
    ),
    "ninjs 3": (
        _NINJS3.encode(),
        "j.json",
        Expected(
            source="XYZ",
            place="WESTHAVEN",
            date="2018-10-05",
            first="The harbour will",
            last="Marta Lindgren.",
            count=2,
            out=("Eds: adds quote.",),
            **_COMMON,
        ),
    ),
    "fingerpost": (
        _FINGERPOST.encode(),
        "k.json",
        Expected(
            "Ferries stopped at Westhaven",
            "XYZ",
            None,
            "2018-10-05",
            "",
            "en",
            "The harbour will be “closed”",
            "It reopens on Monday.",
            2,
        ),
    ),
    "dpa digitalwires": (
        _DPA.encode(),
        "l.json",
        Expected(
            "Fähren stehen still",
            "dpa",
            "Westhaven",
            "2018-10-05",
            "Paula Brandt",
            "de",
            "Der Hafen bleibt",
            "sagte Marta Lindgren.",
            2,
            ("Risse im Pier", "Im ersten Satz", "Verkehr"),
            ("+49 30 0000",),
            "correction",
        ),
    ),
    "ap media api": (
        _AP.encode(),
        "m.json",
        Expected(
            "Ferries stopped at Westhaven",
            "AP",
            "WESTHAVEN",
            "2018-10-05",
            "PAULA BRANDT",
            "en",
            "The harbour will",
            "on Monday.",
            2,
            ("Eds: UPDATES",),
            (),
            "8th Ld-Writethru",
        ),
    ),
    "own xml": (
        _OWN_XML.encode(),
        "n.xml",
        Expected(
            source="XYZ",
            place="Westhaven",
            date="2018-10-05",
            first="The harbour will",
            last="the port said.",
            count=2,
            private=("+49 30 0000",),
            **_COMMON,
        ),
    ),
    "rss": (
        _RSS.encode(),
        "o.xml",
        Expected(
            source="XYZ News",
            date="2018-10-05",
            first="The harbour will",
            last="the port said.",
            count=2,
            stories=2,
            **_COMMON,
        ),
    ),
    "text": (
        _TEXT.encode(),
        "p.txt",
        Expected(
            "UPDATE 1-Ferries stopped at Westhaven",
            "Reuters",
            "WESTHAVEN",
            None,
            "Paula Brandt",
            "en",
            P1[:20],
            P3[-20:],
            3,
            ("(Adds quote", "(Reporting by", "WESTHAVEN-FERRIES/"),
            (),
            "UPDATE 1",
        ),
    ),
    "text wrapped": (
        _WRAPPED.encode(),
        "q.tst",
        Expected(
            "Ferries stopped at Westhaven",
            "AP",
            "WESTHAVEN, Mass.",
            "2018-10-05",
            "",
            "en",
            "The harbour of",
            "operates them.",
            3,
            ("ENDS",),
        ),
    ),
    "text tagged": (
        _TAGGED.encode(),
        "r.txt",
        Expected(source="XYZ Bulletin", date="2018-10-05", first=P1[:20], last=P3[-20:], count=2, **_COMMON),
    ),
    "text cp1252": (
        _TEXT.replace('"', "").replace("We found", "“We found").replace("Lindgren", "Lindgrén").encode("cp1252"),
        "s.txt",
        Expected("UPDATE 1-Ferries stopped at Westhaven", "Reuters", "WESTHAVEN", count=3),
    ),
    "release": (
        _RELEASE.encode(),
        "t.txt",
        Expected(
            "Port of Westhaven closes for three days",
            "Port of Westhaven",
            "WESTHAVEN",
            "2018-10-05",
            "",
            "en",
            P1[:20],
            P2[-12:],
            2,
            ("FOR IMMEDIATE", "since 1903", "SOURCE Port"),
            ("ole@port.example", "+1 555 0100"),
        ),
    ),
    "dash quotes": (
        _DASHES.encode(),
        "u.txt",
        Expected("Lautat seisovat Westhavenissa", None, None, None, "", "fi", "Westhavenin satama", "kertoo yhtiö.", 3),
    ),
    "markdown": (
        _MD.encode(),
        "v.md",
        Expected(
            date="2018-10-05",
            first=P1[:20],
            last=P3[-20:],
            count=3,
            out=("What the divers found", "pier.jpg"),
            **_COMMON,
        ),
    ),
    "mail": (
        _MAIL.encode(),
        "w.eml",
        Expected(
            "Ferries stopped at Westhaven",
            "Ole Riis",
            None,
            "2018-10-05T14:12",
            "",
            "en",
            "The harbour of Westhaven will be closed to ferries –",
            "the port said.",
            2,
            (),
            ("+1 555 0100",),
        ),
    ),
    "lexisnexis text": (
        _LEXIS.encode(),
        "x.txt",
        Expected(
            source="The Westhaven Echo",
            date="2018-10-05",
            first="The harbour of",
            last="operates them.",
            count=2,
            stories=2,
            **_COMMON,
        ),
    ),
    "europresse": (
        _EUROPRESSE.encode(),
        "y.html",
        Expected(
            "Le port de Westhaven est fermé",
            "Le Courrier de Westhaven",
            None,
            "2018-10-05",
            None,
            "fr",
            "Le port de Westhaven sera",
            "qui dirige le port.",
            2,
        ),
    ),
    "factiva": (
        _FACTIVA.encode(),
        "z.xml",
        Expected(
            source="Westhaven Echo", date="2018-10-05", first="The harbour of", last="take buses.", count=4, **_COMMON
        ),
    ),
    "html fragment": (
        _FRAGMENT.encode(),
        "aa.html",
        Expected("Ferries stopped at Westhaven", "AP", "WESTHAVEN", None, "", "en", P1[:20], P3[-20:], 3, ("Cracks",)),
    ),
}
"""Each dialect: its bytes, a file name, and what must be found."""

WITHOUT_STORY: dict[str, tuple[bytes, str]] = {
    "ap without text": (_AP_EMPTY.encode(), "a.json"),
    "g2 with remote content": (
        b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="u"><itemMeta><itemClass qcode="ninat:text"/></itemMeta><contentMeta>'
        b'<headline>Far away</headline></contentMeta><contentSet><remoteContent href="http://nowhere.invalid/"/></contentSet></newsItem>',
        "b.xml",
    ),
}
"""Files that name a story but hold no text of it."""
