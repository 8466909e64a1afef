"""What is right scores 1, what is wrong scores less, and all annotations can be found in their texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from comparer.loading import load
from tests.accuracy import quote_scores, story_scores
from tests.accuracy.gold import Finder
from tests.accuracy.marked import gold_of, read_pair
from tests.accuracy.quote_scores import Article, Said

HERE = Path(__file__).parent
EXAMPLES = sorted((HERE / "example_gold").glob("*/gold.json"))
PAIRS = sorted((HERE / "pairs").glob("*.txt"))


def perfect(gold: dict[str, Any], texts: list[str]) -> dict[str, Any]:
    """A comparison that says what the readers said."""
    find = {k: Finder(t) for k, t in zip("ab", texts, strict=True)}

    def mention(side: str, words: str, nth: int = 1) -> dict[str, int]:
        span = find[side](words, nth)
        assert span is not None, words
        return {"story": "ab".index(side), "start": span[0], "end": span[1]}

    facts = [{"status": "only", "mentions": [mention(o["in"], o["text"], o.get("nth", 1))]} for o in gold["only"]]
    facts += [{"status": "conflict", "mentions": [mention(k, t[k]) for k in "ab"]} for t in gold["tension"]]
    stories = [{"text": t, "quotes": []} for t in texts]
    alignments = []
    for quote in gold["quotes"]:
        a = [mention("a", quote["a"])] if quote["a"] else []
        b = [mention("b", words) for words in quote["b"]]
        for m in a + b:
            stories[m["story"]]["quotes"].append(m | {"speaker": {"name": quote["speaker"]}})  # type: ignore[attr-defined]
        alignments += [{"level": "quote", "spans": [x, y]} for x in a for y in b]
    return {"stories": stories, "facts": facts, "alignments": alignments}


@pytest.mark.parametrize("path", PAIRS, ids=lambda p: p.stem)
def test_marked_pairs_can_be_read(path: Path) -> None:
    pair = read_pair(path)
    counts = story_scores.score_pair(gold_of(pair), perfect(gold_of(pair), pair.texts))
    assert counts["lost"] == 0
    assert counts["items"] == counts["found"] > 0


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.parent.name)
def test_perfect_findings_on_the_examples_score_one(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    texts = [load(path.parent / gold["stories"][k])[0].text for k in "ab"]
    counts = story_scores.score_pair(gold, perfect(gold, texts))
    assert counts["lost"] == 0
    values = story_scores.figures(counts, 1)
    for name in ("MCC", "precision", "recall", "found", "must", "tension", "quotes", "speaker", "counterpart"):
        assert values[name] == pytest.approx(1), name
    assert (values["false alarms"], values["false conflicts a pair"]) == (0, 0)


GOLD: dict[str, Any] = {
    "only": [{"in": "a", "text": "nine sailors", "weight": 3, "kind": "number"}],
    "either": [{"in": "a", "text": "stormy"}],
    "tension": [{"a": "Monday", "b": "Tuesday"}],
    "quotes": [{"a": None, "b": ["Nobody slept"], "speaker": "Ann Lee", "kind": "direct"}],
}
TEXTS = ["The ship lost nine sailors on stormy Monday.", 'The ship sank on Tuesday. "Nobody slept," Ann Lee said.']


def found(only: list[tuple[int, str]], quotes: list[tuple[str, str]]) -> dict[str, Any]:
    """A comparison that marks these words."""

    def mention(story: int, words: str) -> dict[str, int]:
        at = TEXTS[story].index(words)
        return {"story": story, "start": at, "end": at + len(words)}

    second = [mention(1, words) | {"speaker": {"name": name}} for words, name in quotes]
    return {
        "stories": [{"text": TEXTS[0], "quotes": []}, {"text": TEXTS[1], "quotes": second}],
        "facts": [{"status": "only", "mentions": [mention(k, words)]} for k, words in only],
        "alignments": [],
    }


def test_half_an_item_is_found_and_a_shared_word_is_a_false_alarm() -> None:
    counts = story_scores.score_pair(GOLD, found([(0, "nine"), (0, "ship"), (0, "stormy")], []))
    assert (counts["true"], counts["over"], counts["missed"]) == (1, 1, 1)
    assert (counts["found"], counts["must"], counts["marks"], counts["false alarms"]) == (1, 1, 2, 1)
    assert (counts["tensions"], counts["tension"]) == (1, 0)


def test_a_quote_needs_most_of_its_words_and_its_own_speaker() -> None:
    def figures(quotes: list[tuple[str, str]]) -> tuple[int, int]:
        counts = story_scores.score_pair(GOLD, found([], quotes))
        return counts["quote found"], counts["speaker"]

    assert figures([("Nobody slept", "Ms Lee")]) == (1, 1)
    assert figures([("Nobody slept", "Bob Ray")]) == (1, 0)
    assert figures([("slept", "Ann Lee")]) == (0, 0)


def test_hard_quotes_and_wikinews_can_be_read() -> None:
    for path, number in ((HERE / "hard_quotes.txt", 15), (HERE / "gum/gum.jsonl", 24)):
        articles = quote_scores.read_articles(path)
        assert len(articles) >= number
        for article in articles:
            assert "{" not in article.text
            for rule in ("share", "trim"):
                counts = quote_scores.score_article(article, article.quotes, rule)
                assert counts["found"] == counts["wanted"]
                assert counts["named"] == counts["with speaker"]
                assert counts["spurious"] == 0


def test_quotes_by_share_and_by_edges() -> None:
    text = "He said that all is well, and left."
    article = Article("x", text, (Said(8, 25, "Ann Lee"),))
    near = [Said(13, 24, "Lee")]
    assert quote_scores.score_article(article, near, "share")["found"] == 1
    assert quote_scores.score_article(article, near, "trim")["found"] == 1
    assert quote_scores.score_article(article, [Said(13, 16, "Lee")], "trim") == {
        "found": 0,
        "wanted": 1,
        "spurious": 1,
    }
    counts = quote_scores.score_article(article, near, "share")
    assert (counts["named"], counts["in full"]) == (1, 0)
