"""Sessions on the sample project. Comparing finds the sample's findings again by their words: no language model."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

import comparer.compare
from comparer.comparison import Comparison, Mention
from comparer.story import Story
from comparer.window.session import Session
from tests.desk import samples


def compare_samples(stories: Sequence[Story], **_more: Any) -> Comparison:
    """The sample's findings, where their words still stand in these stories."""
    known = samples.comparison()

    def moved(mention: Mention) -> Mention | None:
        words = known.stories[mention.story].text[mention.start : mention.end]
        at = stories[mention.story].text.find(words)
        return Mention(mention.story, at, at + len(words)) if at >= 0 else None

    facts = []
    for fact in known.facts:
        mentions = tuple(moved(m) for m in fact.mentions)
        if None not in mentions:
            near = tuple(m for n in fact.nearest if (m := moved(n)) is not None)
            facts.append(replace(fact, mentions=mentions, nearest=near))
    return Comparison(tuple(stories), (), tuple(facts))


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """What a test leaves of Qt is collected on the window's thread: Python may else do it in a thread of the next
    test's, where Qt's objects must not die."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _compare_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparer.compare, "compare", compare_samples)


@pytest.fixture
def empty_session(qtbot: QtBot) -> Iterator[Session]:
    """A session without stories."""
    session = Session()
    yield session
    session.close()


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    """A session on the sample project."""
    session = Session()
    session.reset(samples.project())
    yield session
    session.close()


def settled(qtbot: QtBot, session: Session) -> None:
    """Wait until the session has nothing going on."""
    qtbot.waitUntil(lambda: not session.busy, timeout=10_000)
