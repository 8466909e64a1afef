"""Pairs of stories to measure on: the examples, the annotated pairs, and pairs of any length joined from those."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from comparer.loading import load, load_text
from comparer.story import Paragraph, Story
from tests import ROOT
from tests.accuracy.marked import read_pairs

EXAMPLE = ROOT / "examples" / "nato-iraq"
FILES = (EXAMPLE / "sputnik.md", EXAMPLE / "dpa.md")
"""The pair whose start is measured."""


def example() -> list[Story]:
    """The stories of ``FILES``."""
    return [load(path)[0] for path in FILES]


def annotated() -> list[list[Story]]:
    """Every annotated pair, by name."""
    folder = ROOT / "tests" / "accuracy" / "pairs"
    return [
        [load_text(text, f"{p.id}-{k}.txt") for k, text in zip("ab", p.texts, strict=True)] for p in read_pairs(folder)
    ]


def written(folder: Path, count: int) -> Path:
    """So many annotated pairs as files, and the table that ``comparer batch`` reads."""
    lines = ["id,a,b"]
    for number, pair in enumerate(islice(cycle(annotated()), count)):
        names = [f"{number:04}-{k}.txt" for k in "ab"]
        for name, story in zip(names, pair, strict=True):
            (folder / name).write_text(story.text, encoding="utf-8")
        lines.append(f"{number:04},{names[0]},{names[1]}")
    table = folder / "pairs.csv"
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return table


def joined(words: int) -> list[Story]:
    """Two stories of at least so many words each, joined from annotated pairs; each pair is taken once at most before
    any is taken again, then with a number of its own in front of each paragraph so that no text comes twice."""
    parts: list[list[Story]] = []
    lengths = [0, 0]
    for number, pair in enumerate(cycle(annotated())):
        if min(lengths) >= words:
            break
        parts.append(pair if number < len(annotated()) else [_numbered(story, number) for story in pair])
        lengths = [n + len(story.text.split()) for n, story in zip(lengths, parts[-1], strict=True)]
    return [_chain([part[side] for part in parts]) for side in (0, 1)]


def _numbered(story: Story, number: int) -> Story:
    return rebuilt(story, [f"Report {number}: {story.text[p.start : p.end]}" for p in story.paragraphs])


def rebuilt(story: Story, texts: list[str]) -> Story:
    paragraphs: list[Paragraph] = []
    at = 0
    for paragraph, text in zip(story.paragraphs, texts, strict=True):
        paragraphs.append(replace(paragraph, start=at, end=at + len(text)))
        at += len(text) + 2
    return replace(story, text="\n\n".join(texts), paragraphs=tuple(paragraphs))


def _chain(stories: list[Story]) -> Story:
    paragraphs = [p for story in stories for p in story.paragraphs]
    texts = [story.text[p.start : p.end] for story in stories for p in story.paragraphs]
    return rebuilt(replace(stories[0], paragraphs=tuple(paragraphs)), texts)
