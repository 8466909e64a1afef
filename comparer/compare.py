"""The hall that everything passes through, and the public API: ``compare(stories) -> Comparison``.

    from comparer.compare import compare
    from comparer.loading import load

    comparison = compare([*load("sputnik.txt"), *load("dpa.txt")])

Uses the reading and matching rooms; imports neither Qt nor any file format.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from comparer import __version__
from comparer.comparison import Comparison, Generator
from comparer.errors import ComparerError
from comparer.story import Story

if TYPE_CHECKING:
    from comparer.reading.language import Parsed
    from comparer.reading.nouns import Reading
    from comparer.reading.vectors import Vectors

Progress = Callable[[str, int, int], None]
"""Told of (stage, done, all); may raise ``Cancelled`` to stop."""
INSTALLED_LANGUAGES = frozenset({"en"})
NO_MODEL = "no model"
"""What a first look names as its language model."""


@dataclass
class Cache:
    """What was read before: parsed paragraphs and sentence vectors, by their text. Good for one set of models.

    Made by ``kept``, it outlives the process (see ``reading.kept``).
    """

    parsed: MutableMapping[str, Parsed] = field(default_factory=dict)
    vectors: MutableMapping[str, Vectors] = field(default_factory=dict)
    settle: Callable[[], None] = lambda: None
    """Called after each comparison: writes what is new."""

    @classmethod
    def kept(cls) -> Cache:
        """The cache on disk, in the user's cache folder; one in memory where that is turned off."""
        from comparer.reading import kept

        folder = kept.folder()
        if folder is None:
            return cls()
        parsed, vectors = kept.mappings(kept.Shelf(folder))

        def settle() -> None:
            parsed.settle()
            vectors.settle()

        return cls(parsed, vectors, settle)


@cache
def generator() -> Generator:
    """Name and versions of the tool and its models."""
    from comparer.reading import language, vectors

    return Generator("comparer", __version__, f"{language.model_version()}, {vectors.MODEL_ID}")


def load_models() -> None:
    """Load every model, once a process: worth doing in the background while a person opens files."""
    from concurrent.futures import ThreadPoolExecutor

    from comparer.reading import language

    with ThreadPoolExecutor(1) as pool:
        networks = pool.submit(load_networks)
        language.load()
        networks.result()


def load_networks() -> None:
    """Load what onnxruntime runs: outside Python for the most part, so that other work goes on beside it."""
    from comparer.matching import reader
    from comparer.reading import vectors

    vectors.load()
    reader.load()


def read_story(story: Story, *, progress: Progress | None = None, cache: Cache | None = None) -> Reading:
    """Read one story: sentences, names, quotes, figures, dates and claims."""
    from comparer.reading import read

    def told(done: int, of: int) -> None:
        if progress:
            progress(f"Reading {story.name}", done, of)

    return read(story, cache.parsed if cache else None, told)


def compare(stories: Sequence[Story], *, progress: Progress | None = None, cache: Cache | None = None) -> Comparison:
    """Compare two or more stories. Raises ComparerError for fewer; whatever ``progress`` raises passes through."""
    if len(stories) < 2:
        raise ComparerError("A comparison needs two stories or more: add another version.")
    from comparer.matching import match

    cache = cache or Cache()
    readings = [read_story(story, progress=progress, cache=cache) for story in stories]
    alignments, facts = match(_told_apart(readings), cache.vectors, progress)
    cache.settle()
    return Comparison(
        stories=tuple(reading.story for reading in readings),
        alignments=tuple(alignments),
        facts=tuple(facts),
        generator=generator(),
        notices=tuple(_notices(stories)),
    )


def _told_apart(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with stories that no two reasons call the same: two takes of one agency need names of their own."""
    from comparer.loading.takes import distinct_names

    names = distinct_names([reading.story for reading in readings])
    return [
        reading if reading.story.name == name else replace(reading, story=replace(reading.story, source=name))
        for reading, name in zip(readings, names, strict=True)
    ]


def quick_compare(stories: Sequence[Story]) -> Comparison:
    """A first look at two or more stories without any model: quotes in marks, figures, sentences in the same words.

    For showing something at once; ``compare`` finds the rest, and finds these more surely. Raises ComparerError for
    fewer than two.
    """
    if len(stories) < 2:
        raise ComparerError("A comparison needs two stories or more: add another version.")
    from comparer.matching.first_look import match_first
    from comparer.reading.rough import read_rough

    readings = [read_rough(story) for story in stories]
    alignments, facts = match_first(readings)
    return Comparison(
        stories=tuple(reading.story for reading in readings),
        alignments=tuple(alignments),
        facts=tuple(facts),
        generator=Generator("comparer", __version__, NO_MODEL),
        notices=("A first look: only quotation marks, figures and equal wording were compared.",),
    )


def is_first_look(comparison: Comparison) -> bool:
    """Whether a comparison is one of ``quick_compare``'s, which a full one is to replace."""
    return comparison.generator.language_model == NO_MODEL


def _notices(stories: Sequence[Story]) -> list[str]:
    return [
        f"{story.name} is in {story.language}: no language model for it is installed, so only its quotation marks, "
        "figures and equal wording are reliable."
        for story in stories
        if story.language.split("-")[0].lower() not in INSTALLED_LANGUAGES
    ]
