"""Fit the model that tells who a pronoun, a description or the flow of the quotes means.

    python -m tests.accuracy.fit_speakers [GOLD_DIR] [--folds 5] [--write]

Learns from the quotes whose speakers are marked in ``tests/accuracy/pairs``, in the GUM articles that ship, and in the
pairs of GOLD_DIR where one is given (folders with ``gold.json``). Wherever a story's reading asks who is meant, the
choices that go by the marked speaker's name are right. Softmax regression over the choices with an L2 penalty, by
numpy alone, the same every time. Prints by folds over events how many speakers are right, of the quotes that are
found; ``--write`` puts the weights into the project.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from comparer.loading import load_text
from comparer.paths import resources
from comparer.reading import antecedents as choosing
from comparer.reading.antecedent_model import AntecedentModel, antecedent_model
from comparer.reading.names import find_names
from comparer.reading.nouns import Name
from comparer.reading.parsing import parse_story
from comparer.reading.proposals import Proposal, Text
from comparer.reading.quotes import choose_quotes, find_speakers, read_text
from comparer.story import Speaker
from tests.accuracy.marked import read_pairs
from tests.accuracy.quote_scores import named

HERE = Path(__file__).parent
PENALTY = 3.0
ROUNDS = 250
SEEN = 3
"""A feature must hold for this many choices."""
WEIGHT = {"pairs": 1.0, "gum": 2.0, "gold": 2.0}
"""What a decision counts by its data set: texts that were printed more than those written for the purpose."""
SMALL = 0.02
FOUND = 0.8
"""Share of a marked quote that the best quote must cover."""


@dataclass
class Spoken:
    """One marked quote: its place in the text and who says it."""

    start: int
    end: int
    speaker: str


@dataclass
class Told:
    """One story, read up to its speakers, and the speakers that people marked."""

    event: str
    set: str
    text: Text
    names: tuple[Name, ...]
    chosen: list[Proposal]
    marked: list[Spoken]
    who: dict[int, str] = field(default_factory=dict)
    """Proposal (index) -> marked speaker."""


@dataclass
class Choice:
    """One decision: the features of each option, and which are right."""

    rows: list[list[str]]
    right: list[bool]
    weight: float = 1.0


def stories(gold: Path | None) -> Iterator[tuple[str, str, str, list[tuple[str, str]] | list[Spoken]]]:
    """Event, data set, text, and the marked quotes: their words and speaker, or their places."""
    for pair in read_pairs(HERE / "pairs"):
        for k, text in enumerate(pair.texts):
            yield pair.event, "pairs", text, [(words, q.speaker) for q in pair.quotes for words in q.words[k]]
    for line in (HERE / "gum" / "gum.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        quotes = [Spoken(q["start"], q["end"], q["speaker_ref"]) for q in item["quotes"] if q.get("speaker_ref")]
        yield item["id"], "gum", item["text"], quotes
    for file in sorted(gold.glob("*/gold.json")) if gold else []:
        data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        for side, name in data["stories"].items():
            found = [
                (words, str(q.get("speaker") or ""))
                for q in data["quotes"]
                for words in ([q["a"]] if side == "a" and q.get("a") else q.get("b", []) if side == "b" else [])
            ]
            yield data.get("event", data["id"]), "gold", (file.parent / name).read_text(encoding="utf-8"), found


def read(gold: Path | None) -> list[Told]:
    """All stories, read."""
    out = []
    for event, kind, words, quotes in stories(gold):
        story = load_text(words)
        tokens, sentences = parse_story(story)
        text = read_text(story, tokens)
        told = Told(event, kind, text, find_names(story, tokens, sentences), choose_quotes(story, text, sentences), [])
        for quote in quotes:
            spoken = quote if isinstance(quote, Spoken) else _find(story.text, *quote)
            if spoken is not None and spoken.speaker:
                told.marked.append(spoken)
        for spoken in told.marked:
            size = max(1, spoken.end - spoken.start)
            common = [min(p.end, spoken.end) - max(p.start, spoken.start) for p in told.chosen]
            best = max(range(len(common)), key=common.__getitem__, default=None)
            if best is not None and common[best] >= (FOUND if kind != "gum" else 0.3) * size:
                told.who.setdefault(best, spoken.speaker)
        out.append(told)
    return out


def _find(text: str, words: str, speaker: str) -> Spoken | None:
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.search(pattern, text)
    return Spoken(found.start(), found.end(), speaker) if found else None


def choices(told: Told) -> list[Choice]:
    """Every decision in a story whose right answer is marked; what was decided before is taken as it was marked."""
    out: list[Choice] = []

    def judge(wanted: choosing.Wanted, names: Sequence[str], rows: Sequence[list[str]]) -> int | None:
        p = wanted.proposal
        number = next((k for k, other in enumerate(told.chosen) if other is p), None)
        speaker = told.who.get(number) if number is not None else None
        if speaker is None:
            return None
        phrase = ""
        if wanted.head is not None:
            tokens = told.text.tokens
            phrase = told.text.text[tokens[wanted.low].start : tokens[wanted.high].end]
        right = [bool(name or phrase) and named(speaker, name or phrase) for name in names]
        if not any(right):
            return None
        out.append(Choice(list(rows), right, WEIGHT[told.set]))
        return right.index(True)

    find_speakers(told.text, told.chosen, told.names, judge)
    return out


def fit(sample: Sequence[Choice]) -> AntecedentModel:
    """Weights by feature. Full-batch descent with Adam's steps: no chance is involved."""
    seen = Counter(name for c in sample for row in c.rows for name in row)
    index = {name: k for k, name in enumerate(sorted(n for n, count in seen.items() if count >= SEEN))}
    owner: list[int] = []
    column: list[int] = []
    group: list[int] = []
    right: list[bool] = []
    for number, choice in enumerate(sample):
        for row, good in zip(choice.rows, choice.right, strict=True):
            known = [index[name] for name in row if name in index]
            owner.extend([len(right)] * len(known))
            column.extend(known)
            group.append(number)
            right.append(good)
    rows, columns, groups, wanted = np.array(owner), np.array(column), np.array(group), np.array(right, float)
    count, size = len(right), len(sample)
    weight = np.array([choice.weight for choice in sample])[groups]
    theta, first, second = (np.zeros(len(index)) for _ in range(3))
    for step in range(1, ROUNDS + 1):
        score = np.exp(np.clip(np.bincount(rows, theta[columns], count), -30, 30))
        likely = score / np.bincount(groups, score, size)[groups]
        good = score * wanted
        target = good / np.bincount(groups, good, size)[groups]
        slope = np.bincount(columns, ((likely - target) * weight)[rows], len(index)) + PENALTY * theta
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope * slope
        rate = 0.1 * (1 - step / (ROUNDS + 20))
        theta -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return AntecedentModel({name: round(float(theta[k]), 2) for name, k in index.items() if abs(theta[k]) >= SMALL})


def count(stories: Iterable[Told], model: AntecedentModel) -> Counter[str]:
    """Speakers right, by data set, with this model."""
    out: Counter[str] = Counter()
    for told in stories:

        def judge(_: choosing.Wanted, __: Sequence[str], rows: Sequence[list[str]]) -> int:
            return model.best(rows)

        speakers: list[Speaker | None] = find_speakers(told.text, told.chosen, told.names, judge)
        for number, speaker in told.who.items():
            got = speakers[number]
            out[f"{told.set} all"] += 1
            out[f"{told.set} right"] += got is not None and named(speaker, got.name)
    return out


def main() -> None:
    """Cross-validate, and write the weights if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    all_told = read(args.gold)
    samples = [choices(told) for told in all_told]
    events = sorted({told.event for told in all_told})
    fold_of = {event: k % args.folds for k, event in enumerate(events)}
    total: Counter[str] = Counter()
    for fold in range(args.folds):
        inside = [c for t, cs in zip(all_told, samples, strict=True) if fold_of[t.event] != fold for c in cs]
        total += count([t for t in all_told if fold_of[t.event] == fold], fit(inside))
    print(f"{len(all_told)} stories, {sum(map(len, samples))} decisions, {args.folds} folds over events")
    for name in sorted({told.set for told in all_told}):
        right, every = total[f"{name} right"], total[f"{name} all"]
        print(f"{name}: {right} of {every} speakers right ({right / every:.3f})")
    if args.write:
        model = fit([c for cs in samples for c in cs])
        path = resources() / "models" / "speakers" / "weights.json"
        data = {"weights": dict(sorted(model.weights.items()))}
        path.write_text(json.dumps(data, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
        antecedent_model.cache_clear()
        print(f"{len(model.weights)} weights written to {path}")


if __name__ == "__main__":
    main()
