"""Stories and comparisons made by hand, for tests that need no language model."""

from __future__ import annotations

from dataclasses import replace

from comparer.comparison import Alignment, Comparison, Fact, Generator, Level, Mention, Relation, Status
from comparer.desk.changes import bare, judged
from comparer.desk.project import Project
from comparer.desk.verdicts import Verdict
from comparer.matching.wording import wording
from comparer.story import Dateline, Paragraph, ParagraphKind, Quote, QuoteKind, Speaker, Story

AT = "2024-05-06T07:08:09+00:00"
NORTH = (
    "Ferry hits pier in Lowhaven",
    "LOWHAVEN, May 4 (North Wire) -",
    "Twelve people were hurt when a ferry hit a pier in Lowhaven on Saturday.",
    "“We will not rest, we owe that to the passengers,” said harbour master Ada Quill.",
    "The captain had worked for thirty hours.",
    "For editors: call Tom on 555-0100.",
)
SOUTH = (
    "A ferry struck a pier in Lowhaven, injuring nine people, police said.",
    "“We owe that to the passengers,” Quill said.",
    "The ferry was built in 1998.",
)


def story(source: str, paragraphs: tuple[str, ...], **changes: object) -> Story:
    """A story of these paragraphs; the last is a private note where it begins with "For editors"."""
    spans, at, parts = [], 0, []
    for text in paragraphs:
        spans.append((at, at + len(text)))
        parts.append(text)
        at += len(text) + 2
    kinds = []
    for number, text in enumerate(paragraphs):
        if number == 0 and text.startswith("Ferry hits"):
            kinds.append(ParagraphKind.HEADLINE)
        elif text.startswith(("For editors", "LOWHAVEN, May")):
            kinds.append(ParagraphKind.NOTE)
        else:
            kinds.append(ParagraphKind.BODY)
    made = Story(
        "\n\n".join(parts),
        tuple(
            Paragraph(s, e, k, "contact" if t.startswith("For editors") else None, t.startswith("For editors"))
            for (s, e), k, t in zip(spans, kinds, paragraphs, strict=True)
        ),
        source,
        dateline=Dateline("Lowhaven", "2024-05-04"),
        file=f"/copy/{source}.txt",
        sha256=("ab" if source.startswith("N") else "cd") * 32,
        format="plain text",
    )
    return replace(made, **changes)


def mention(stories: tuple[Story, ...], index: int, words: str) -> Mention:
    """Where these words stand in a story."""
    at = stories[index].text.index(words)
    return Mention(index, at, at + len(words))


def comparison() -> Comparison:
    """North Wire and South Desk on a ferry."""
    north = story("North Wire", NORTH, headline=NORTH[0], embargo="2024-05-07T06:00:00+00:00")
    south = story("South Desk", SOUTH)
    long, short = "We will not rest, we owe that to the passengers", "We owe that to the passengers"
    for index, (one, words) in enumerate(((north, long), (south, short))):
        at = one.text.index(words)
        name = "Ada Quill" if index == 0 else "Quill"
        there = one.text.index(name)
        quote = Quote(at, at + len(words), QuoteKind.DIRECT, Speaker(name, there, there + len(name)))
        north, south = (replace(one, quotes=(quote,)), south) if index == 0 else (north, replace(one, quotes=(quote,)))
    both = (north, south)
    quote_ends = (mention(both, 0, long), mention(both, 1, short))
    facts = (
        Fact("f1", "number", Status.CONFLICT, "people hurt", (mention(both, 0, "Twelve people"),
             mention(both, 1, "nine people")), {"number": 12}, 0.9, "≠ 12 against 9\n= people hurt"),
        Fact("f2", "claim", Status.ONLY, "The captain had worked for thirty hours.",
             (mention(both, 0, "The captain had worked for thirty hours"),), None, 0.8,
             "nearest in South Desk 3: “The ferry was built in 1998.”; not there: captain, thirty hours",
             (mention(both, 1, "The ferry was built in 1998."),)),
        Fact("f3", "date", Status.ONLY, "1998", (mention(both, 1, "1998"),), {"from": "1998"}, 0.4, "no such year"),
        Fact("f4", "quote", Status.SHARED, long, quote_ends, None, 0.7, "the same words, cut shorter"),
        Fact("f5", "place", Status.SHARED, "Lowhaven", (mention(both, 0, "Lowhaven on"), mention(both, 1, "Lowhaven")),
             None, 0.3, "named in each story"),
    )  # fmt: skip
    alignments = (
        Alignment(Level.QUOTE, quote_ends, Relation.TRIMMED, 0.9, wording(long, short)),
        Alignment(Level.SENTENCE, (mention(both, 0, NORTH[2]), mention(both, 1, SOUTH[0])), Relation.PARAPHRASE, 0.7),
    )
    return Comparison(both, alignments, facts, Generator("comparer", "1.2", "a model 3.8"), ("A notice.",))


def project(verdicts: dict[str, tuple[Verdict | None, str]] | None = None) -> Project:
    """The comparison with verdicts and notes by fact id, all of MK."""
    found = comparison()
    made = Project(tuple(bare(s) for s in found.stories), "The ferry", found)
    for number, (fact_id, (verdict, note)) in enumerate((verdicts or {}).items()):
        fact = next(f for f in found.facts if f.id == fact_id)
        made = judged(made, fact, None, verdict=verdict, note=note)
        signed = replace(made.judgements[-1], by="MK", at=f"2024-05-05T10:{number:02d}:00+00:00")
        made = replace(made, judgements=(*made.judgements[:-1], signed))
    return made


def comparison_of(text: str, other: str | None = None) -> Comparison:
    """A comparison whose every string is hostile: the text is headline, source, label, why and story."""
    body = text if text.strip() else "words " + text
    second = body if other is None else other
    stories = tuple(
        Story(
            t, (Paragraph(0, len(t)),), source=f"{t[:40]}{k}", headline=t, byline=t, dateline=Dateline(t, t), file=t,
            embargo=t, version_mark=t, warnings=(t,), quotes=(Quote(0, len(t), QuoteKind.DIRECT, Speaker(t)),),
        )
        for k, t in enumerate((body, second))
    )  # fmt: skip
    whole = (Mention(0, 0, len(body)), Mention(1, 0, len(second)))
    facts = (
        Fact("f1", "claim", Status.CONFLICT, text, whole, None, 0.9, text),
        Fact("f2", "person", Status.ONLY, text, whole[:1], None, 0.5, text, whole[1:]),
        Fact("f3", "quote", Status.SHARED, text, whole, None, 0.5, text),
    )
    quotes = Alignment(Level.QUOTE, whole, Relation.EDITED, 0.5, wording(body, second))
    return Comparison(stories, (quotes,), facts, Generator(text, text, text), (text,))
