"""One measurement each, in a process of its own: ``python -m tests.benchmarks.probes NAME [ARGUMENT]``.

Prints "ready" when what is waited for is there (whoever started it holds the watch), or one line of JSON.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any


def ready() -> None:
    """Say that it is there, and go without tidying up."""
    print("ready", flush=True)
    os._exit(0)


def bare_window() -> None:
    """Two plain text fields of PySide6 with the stories in them."""
    from comparer.immortal import keep

    keep()
    from PySide6.QtWidgets import QApplication, QHBoxLayout, QTextEdit, QWidget

    from tests.benchmarks.stories import FILES

    app = QApplication([])
    window = QWidget()
    row = QHBoxLayout(window)
    for path in FILES:
        field = QTextEdit()
        field.setPlainText(path.read_text(encoding="utf-8"))
        row.addWidget(field)
    window.resize(1600, 1000)
    window.show()
    app.processEvents()
    window.grab()
    ready()


def window() -> None:
    """The window as ``comparer A B`` opens it, until both stories are painted."""
    _opened(lambda session: len(session.stories) == 2)


def window_first_findings() -> None:
    """The same, until the first findings are painted."""
    _opened(lambda session: session.comparison is not None)


def _opened(there: Callable[[Any], bool]) -> None:
    from PySide6.QtCore import QTimer

    from comparer.window.app import application, user_settings
    from comparer.window.main_window import MainWindow
    from comparer.window.session import Session
    from tests.benchmarks.stories import FILES

    app = application()
    session = Session()
    window = MainWindow(session, user_settings())
    window.resize(1600, 1000)
    window.show()
    QTimer.singleShot(0, lambda: session.open_paths(FILES))
    while not there(session):
        app.processEvents()
    app.processEvents()
    window.grab()
    ready()


def floor_cold() -> None:
    """Load the models and pass the example's texts through them."""
    from tests.benchmarks import floor
    from tests.benchmarks.stories import example

    floor.once(floor.load(), example())
    ready()


def findings_cold() -> None:
    """All findings of the example, as ``comparer show`` gets them."""
    from comparer.cli import compare_files
    from tests.benchmarks.stories import FILES

    compare_files(FILES)
    ready()


def first_look_cold() -> None:
    """The first look at the example."""
    from comparer.compare import quick_compare
    from tests.benchmarks.stories import example

    quick_compare(example())
    ready()


def warm(runs: int) -> dict[str, float]:
    """Seconds with every model loaded: floor, comparison, first look, re-comparison after an edit (medians)."""
    from comparer.compare import Cache, compare, load_models, quick_compare
    from tests.benchmarks import floor
    from tests.benchmarks.stories import joined

    stories = joined(600)
    models = floor.load()
    load_models()
    floor.once(models, stories)
    compare(stories)
    taken: dict[str, list[float]] = {name: [] for name in ("floor", "comparison", "first look", "edit")}
    for number in range(runs):
        taken["floor"].append(_seconds(lambda: floor.once(models, stories)))
        forget()
        cache = Cache()
        taken["comparison"].append(_seconds(partial(compare, stories, cache=cache)))
        taken["first look"].append(_seconds(lambda: quick_compare(stories)))
        after = [_with_a_word(stories[0], f"some{number}"), stories[1]]
        taken["edit"].append(_seconds(partial(compare, after, cache=cache)))
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def _with_a_word(story: Any, word: str) -> Any:
    """The story with a word put into the middle of its middle paragraph."""
    from tests.benchmarks.stories import rebuilt

    texts = [story.text[p.start : p.end] for p in story.paragraphs]
    words = texts[len(texts) // 2].split(" ")
    texts[len(texts) // 2] = " ".join([*words[: len(words) // 2], word, *words[len(words) // 2 :]])
    return rebuilt(story, texts)


def forget() -> None:
    """Forget what is kept of sentences and paragraphs read before."""
    from comparer.matching import reader
    from comparer.matching.wording import fold, wording
    from comparer.reading import dates, numbers

    for kept in (reader._read, reader._pieces, wording, fold, numbers._numbers, dates._said):
        kept.cache_clear()


def growth(words: int) -> dict[str, float]:
    """Seconds that the models take over two stories of so many words, seconds of all the rest, peak memory in MB."""
    from comparer.compare import compare, load_models
    from comparer.matching import reader
    from comparer.reading import language, vectors
    from tests.benchmarks.stories import joined

    stories = joined(words)
    load_models()
    compare(joined(50))
    forget()
    models = 0.0

    def timed(work: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            nonlocal models
            start = time.perf_counter()
            try:
                return work(*arguments)
            finally:
                models += time.perf_counter() - start

        return call

    for module, name in ((language, "parse"), (vectors, "_embed"), (reader, "_read")):
        setattr(module, name, timed(getattr(module, name)))
    total = _seconds(lambda: compare(stories))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return {"models": models, "rest": total - models, "peak": peak}


def floor_batch(pairs: int) -> dict[str, float]:
    """Pairs a second through the models alone, on one core."""
    from itertools import cycle, islice

    from tests.benchmarks import floor
    from tests.benchmarks.stories import annotated

    models = floor.load()
    stories = list(islice(cycle(annotated()), pairs))
    begun = time.perf_counter()
    for pair in stories:
        floor.once(models, pair)
    return {"pairs a second": pairs / (time.perf_counter() - begun)}


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    name, *rest = sys.argv[1:]
    answer = globals()[name](*map(int, rest))
    if answer is not None:
        print(json.dumps(answer))
