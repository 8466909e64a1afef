"""Two short invented stories and what a comparison of them finds, made by hand."""

from __future__ import annotations

from comparer.comparison import Alignment, Comparison, Fact, Level, Mention, Relation, Status
from comparer.desk.project import Project
from comparer.story import Dateline, Paragraph, ParagraphKind, Quote, QuoteKind, Speaker, Story

NORTH = (
    "Harbour bridge closed after crack is found\n\n"
    "The harbour bridge at Lindvik was closed on Tuesday after divers found a crack, the port said.\n\n"
    "“We will not reopen it before every bolt has been looked at,” harbour master Ada Holm said.\n\n"
    "Some 400 lorries a day now take the old road."
)
SOUTH = (
    "The port of Lindvik shut its harbour bridge on Tuesday.\n\n"
    "Ada Holm said the bridge would not reopen “before every bolt has been looked at”. Ferries run twice "
    "an hour 🚢.\n\n"
    "About 900 lorries a day have to take another road."
)


def _mention(story: int, words: str) -> Mention:
    text = (NORTH, SOUTH)[story]
    at = text.index(words)
    return Mention(story, at, at + len(words))


def story(text: str, source: str, *, headline: bool = False, quote: str = "") -> Story:
    """A story whose paragraphs are divided by blank lines."""
    paragraphs, at = [], 0
    for number, part in enumerate(text.split("\n\n")):
        kind = ParagraphKind.HEADLINE if headline and number == 0 else ParagraphKind.BODY
        paragraphs.append(Paragraph(at, at + len(part), kind))
        at += len(part) + 2
    quotes = ()
    if quote:
        start = text.index(quote)
        quotes = (Quote(start, start + len(quote), QuoteKind.DIRECT, Speaker("Ada Holm")),)
    return Story(
        text,
        tuple(paragraphs),
        source,
        text.split("\n\n")[0] if headline else None,
        dateline=Dateline("Lindvik", "2024-03-05"),
        published="2024-03-05T16:40+01:00",
        quotes=quotes,
    )


LONG_QUOTE = "We will not reopen it before every bolt has been looked at,"
SHORT_QUOTE = "before every bolt has been looked at"


def comparison() -> Comparison:
    """A conflict, three findings of one story, an altered quote and a shared name."""
    stories = (story(NORTH, "North", headline=True, quote=LONG_QUOTE), story(SOUTH, "South", quote=SHORT_QUOTE))
    quote = (_mention(0, LONG_QUOTE), _mention(1, SHORT_QUOTE))
    wording = (("-", "We will not reopen it "), ("=", "before every bolt has been looked at"), ("-", ","))
    return Comparison(
        stories,
        (Alignment(Level.QUOTE, quote, Relation.TRIMMED, 0.95, wording),),
        (
            Fact(
                "c1",
                "number",
                Status.CONFLICT,
                "400 lorries",
                (_mention(0, "Some 400 lorries a day"), _mention(1, "About 900 lorries a day")),
                importance=0.9,
                why="≠ 400, not 900\n= what is counted",
            ),
            Fact(
                "a1",
                "claim",
                Status.ONLY,
                "divers found a crack",
                (_mention(0, "divers found a crack"),),
                importance=0.8,
                why="nothing like it in the other story",
            ),
            Fact("a2", "claim", Status.ONLY, "the port said", (_mention(0, "the port said"),), importance=0.2),
            Fact(
                "b1",
                "claim",
                Status.ONLY,
                "Ferries run twice an hour",
                (_mention(1, "Ferries run twice an hour 🚢"),),
                importance=0.6,
                why="not there: ferries; nearest: none",
                nearest=(_mention(0, "the old road"),),
            ),
            Fact("q1", "quote", Status.SHARED, LONG_QUOTE, quote, importance=0.7),
            Fact(
                "s1",
                "person",
                Status.SHARED,
                "Ada Holm",
                (_mention(0, "Ada Holm"), _mention(1, "Ada Holm")),
                importance=0.4,
            ),
        ),
    )


def project() -> Project:
    """The two stories, compared, nothing decided."""
    found = comparison()
    from comparer.desk.changes import bare

    return Project(tuple(bare(s) for s in found.stories), found=found)
