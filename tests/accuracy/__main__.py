"""How often the tool is right.

    python -m tests.accuracy                     on what ships: hard quotes, Wikinews (GUM), the examples, marked pairs
    python -m tests.accuracy DIR FILE.jsonl …    on annotated pairs (folders with gold.json, or marked texts), on quotes

``--found DIR`` reads DIR/<pair>.json, as ``comparer batch`` writes them, instead of comparing. The weights were fitted
on the marked pairs among others: there, figures are in-sample and say only that nothing broke.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from comparer.compare import compare, read_story
from comparer.comparison import to_json
from comparer.loading import load, load_text
from tests.accuracy import quote_scores, story_scores
from tests.accuracy.marked import gold_of, read_pairs
from tests.accuracy.quote_scores import Article, Rule, Said

HERE = Path(__file__).resolve().parent
SHIPPED: tuple[tuple[str, Path, Rule], ...] = (
    ("Hard quotes (exact spans)", HERE / "hard_quotes.txt", "trim"),
    ("Wikinews in GUM", HERE / "gum/gum.jsonl", "share"),
)
PAIRS: tuple[tuple[str, Path], ...] = (
    ("Examples", HERE / "example_gold"),
    ("Marked pairs (fitted on: in-sample)", HERE / "pairs"),
)


def quotes_of(article: Article) -> list[Said]:
    """The quotes that the tool finds, in offsets of the article's text."""
    story = read_story(load_text(article.text, "story.txt")).story
    if story.text != article.text.strip() and story.text != article.text:
        raise ValueError(f"{article.id}: the loader changed the text")
    shift = article.text.find(story.text)
    return [Said(q.start + shift, q.end + shift, q.speaker.name if q.speaker else "") for q in story.quotes]


def score_quotes(path: Path, rule: Rule) -> dict[str, float]:
    """Figures for a file of articles."""
    counts: Counter[str] = Counter()
    for article in quote_scores.read_articles(path):
        counts += quote_scores.score_article(article, quotes_of(article), rule)
    return quote_scores.figures(counts)


def pairs_in(folder: Path, found: Path | None) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Gold and comparison of every pair in a folder: of gold.json folders, of marked texts, or both."""
    folders = [folder] if (folder / "gold.json").exists() else sorted(p.parent for p in folder.glob("*/gold.json"))
    for one in folders:
        gold = json.loads((one / "gold.json").read_text(encoding="utf-8"))
        if found:
            yield gold, json.loads((found / f"{gold['id']}.json").read_text(encoding="utf-8"))
        else:
            yield gold, to_json(compare([load(one / gold["stories"][k])[0] for k in "ab"]))
    for pair in read_pairs(folder) if not folders else []:
        yield (
            gold_of(pair),
            to_json(compare([load_text(text, f"{k}.txt") for k, text in zip("ab", pair.texts, strict=True)])),
        )


def score_pairs(folder: Path, found: Path | None, each: bool) -> dict[str, float]:
    """Figures over all pairs in a folder. Raises ValueError where there are none."""
    total: Counter[str] = Counter()
    number = 0
    for gold, comparison in pairs_in(folder, found):
        counts = story_scores.score_pair(gold, comparison)
        total += counts
        number += 1
        if each:
            print_figures(f"  {gold['id']}", story_scores.figures(counts, 1))
        if counts["lost"]:
            print(f"  {gold['id']}: {counts['lost']} marked spans are not in the story's text")
    if not number:
        raise ValueError(f"{folder} holds no annotated pairs: neither gold.json folders nor marked texts")
    return story_scores.figures(total, number)


def print_figures(title: str, values: dict[str, float]) -> None:
    """One line of figures."""
    print(f"{title:38}", "  ".join(f"{name} {value:.2f}" for name, value in values.items()), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.accuracy", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="*", type=Path, help="folders of annotated pairs, or .jsonl files of quotes")
    parser.add_argument("--found", type=Path, metavar="DIR", help="read comparisons from here instead of comparing")
    parser.add_argument(
        "--rule", choices=["share", "trim"], default="share", help="when a quote in a .jsonl file is found"
    )
    parser.add_argument("--quick", action="store_true", help="leave out the marked pairs, which take minutes")
    parser.add_argument("--each", action="store_true", help="a line for each pair too")
    args = parser.parse_args()
    if args.data:
        for path in args.data:
            if path.is_dir():
                print_figures(path.name, score_pairs(path, args.found, args.each))
            else:
                print_figures(path.name, score_quotes(path, args.rule))
        return
    for title, path, rule in SHIPPED:
        print_figures(title, score_quotes(path, rule))
    for title, folder in PAIRS[: 1 if args.quick else None]:
        print_figures(title, score_pairs(folder, args.found if folder == PAIRS[0][1] else None, args.each))


if __name__ == "__main__":
    main()
