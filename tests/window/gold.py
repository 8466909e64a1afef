"""A comparison made of an annotated pair, for tests and pictures that need real copy and no language model."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from comparer.comparison import Alignment, Comparison, Fact, Level, Mention, Relation, Status
from comparer.matching.wording import wording
from comparer.story import Dateline, Paragraph, ParagraphKind, Quote, QuoteKind, Span, Speaker, Story

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"


def gold_comparison(name: str = "nato-iraq") -> Comparison:
    """The pair with its annotations as findings. Skips the test where the pairs are not at hand."""
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip("the annotated pairs are not here")
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    texts = {side: (folder / file).read_text(encoding="utf-8") for side, file in gold["stories"].items()}
    sides = {"a": 0, "b": 1}

    def mention(side: str, words: str, nth: int = 1) -> Mention:
        at = -1
        for _ in range(nth):
            at = texts[side].find(words, at + 1)
        return Mention(sides[side], at, at + len(words)) if at >= 0 else Mention(sides[side], 0, 0)

    facts: list[Fact] = []
    alignments: list[Alignment] = []
    quotes: dict[str, list[Quote]] = {"a": [], "b": []}

    def add(kind: str, status: Status, label: str, mentions: list[Mention], weight: float, why: str) -> None:
        facts.append(Fact(f"f{len(facts)}", kind, status, label, tuple(mentions), None, weight, why))

    for item in gold["only"]:
        place = mention(item["in"], item["text"], item.get("nth", 1))
        add(item["kind"], Status.ONLY, item["text"], [place], item["weight"] / 3, "nothing like it in the other story")
    for item in gold["tension"]:
        add(
            "claim",
            Status.CONFLICT,
            f"{item['a']} ≠ {item['b']}",
            [mention(s, item[s]) for s in "ab"],
            1.0,
            "they differ",
        )
    for item in gold["shared"]:
        places = [mention(s, item[s]) for s in "ab"]
        add("claim", Status.SHARED, item["a"], places, 0.5, "both say it")
        alignments.append(Alignment(Level.SENTENCE, (places[0], places[1]), Relation.PARAPHRASE, 0.7))
    for item in gold["quotes"]:
        pieces = {s: [item[s]] if isinstance(item[s], str) else item[s] or [] for s in "ab"}
        for side, words in pieces.items():
            for text in words:
                place = mention(side, text)
                kind = QuoteKind(item["kind"])
                quotes[side].append(Quote(place.start, place.end, kind, Speaker(item.get("speaker") or "a speaker")))
        for one in pieces["a"]:
            for other in pieces["b"]:
                ends = (mention("a", one), mention("b", other))
                relation = Relation(item["relation"]) if item["relation"] != "only" else Relation.PARTIAL
                alignments.append(Alignment(Level.QUOTE, ends, relation, 0.9, wording(one, other)))
        if pieces["a"] and pieces["b"]:
            places = [mention(s, t) for s in "ab" for t in pieces[s]]
            add("quote", Status.SHARED, pieces["a"][0], places, 0.8, "the same words")
    stories = tuple(
        _story(texts[side], Path(file), tuple(sorted(quotes[side], key=lambda q: q.start)))
        for side, file in gold["stories"].items()
    )
    return Comparison(stories, tuple(alignments), tuple(facts))


def _story(text: str, file: Path, quotes: tuple[Quote, ...]) -> Story:
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    headline = (
        text[spans[0].start : spans[0].end] if len(spans[0]) < 90 and text[spans[0].end - 1] not in '.”"' else None
    )
    paragraphs = tuple(
        Paragraph(s.start, s.end, ParagraphKind.HEADLINE if headline and k == 0 else ParagraphKind.BODY)
        for k, s in enumerate(spans)
    )
    name = {"dpa": "dpa", "sputnik": "Sputnik"}.get(file.stem, file.stem.upper())
    return Story(
        text, paragraphs, name, headline, dateline=Dateline("Brussels", "2020-02-12"), quotes=quotes, file=file.name
    )
