"""The comparison printed for a terminal, made to be read."""

from __future__ import annotations

from collections.abc import Sequence

from comparer.comparison import Alignment, Comparison, Fact, Level, Mention, Relation, Status
from comparer.desk import takes
from comparer.reports.holding import embargo_lines, withdrawn_lines
from comparer.reports.phrases import Phrases
from comparer.reports.telling_takes import short_label, take_line

OWN = ("blue", "yellow", "cyan", "green", "magenta")


def print_findings(comparison: Comparison, *, everything: bool = False) -> None:
    """Print conflicts, what only one story says, and quotes with their wording; ``everything``: shared facts too."""
    from rich.console import Console
    from rich.markup import escape
    from rich.padding import Padding
    from rich.table import Table

    console = Console(highlight=False)
    phrases = Phrases()
    names = takes.names(comparison)
    head = Table.grid(padding=(0, 2))
    for k, story in enumerate(comparison.stories):
        numbers = f"{len(story.body())} paragraphs, {len(story.quotes)} quotes"
        head.add_row(
            f"[bold {OWN[k % len(OWN)]}]{escape(names[k])}[/]", escape(story.headline or ""), f"[dim]{numbers}[/]"
        )
    console.print(head)
    held = (*embargo_lines(comparison.stories, phrases, names=names),
            *withdrawn_lines(comparison.stories, phrases, names=names))  # fmt: skip
    for line in held:
        console.print(f"[bold red]{escape(line)}[/]")
    for changes in takes.take_changes(comparison):
        console.print(escape(take_line(changes, names, lambda f: short_label(f.label, f.kind), phrases)))
    for notice in (*comparison.notices, *(w for s in comparison.stories for w in s.warnings)):
        console.print(f"[dim]{escape(notice)}[/]")

    def section(title: str, facts: list[Fact], colour: str) -> None:
        if not facts:
            return
        console.print(f"\n[bold {colour}]{escape(title)}[/] [dim]{len(facts)}[/]")
        for fact in facts:
            console.print(
                Padding(
                    f"{escape(_label(fact, comparison))}  [dim]{escape(_places(fact, comparison, names))}[/]",
                    (0, 0, 0, 2),
                )
            )
            if fact.why:
                console.print(Padding(f"[dim]{escape(fact.why)}[/]", (0, 0, 0, 6)))

    section("Conflicts", [f for f in comparison.facts if f.status is Status.CONFLICT], "red")
    for k, name in enumerate(names):
        only = [f for f in comparison.facts if f.status is Status.ONLY and f.stories() == [k]]
        section(f"Only in {name}", only, OWN[k % len(OWN)])
    quotes = [a for a in comparison.alignments if a.level is Level.QUOTE]
    if quotes:
        console.print(f"\n[bold]Quotes in both[/] [dim]{len(quotes)}[/]")
        for quote in quotes:
            console.print(Padding(_quote_line(quote, comparison, names), (0, 0, 0, 2)))
    shared = [f for f in comparison.facts if f.status is Status.SHARED and f.kind != "quote"]
    if everything:
        section("Shared", shared, "default")
    elif shared:
        console.print(f"\n[dim]{len(shared)} facts are shared (--all lists them).[/]")
    if not comparison.differs():
        console.print(f"\nThe stories say the same. {len(shared)} facts shared.")


def _label(fact: Fact, comparison: Comparison) -> str:
    if fact.status is Status.CONFLICT:
        return fact.label
    text = " ".join(_words(fact.mentions[0], comparison).split())
    return text if fact.kind in {"claim", "quote", "other", "title"} else fact.label


def _words(mention: Mention, comparison: Comparison) -> str:
    return comparison.stories[mention.story].text[mention.start : mention.end]


def _places(fact: Fact, comparison: Comparison, names: Sequence[str]) -> str:
    places = []
    for mention in fact.mentions:
        story = comparison.stories[mention.story]
        number = story.number_of(mention.start)
        place = f"¶{number}" if number else "headline"
        places.append(f"{names[mention.story]} {place}" if fact.status is not Status.ONLY else place)
    return f"{fact.kind}, {', '.join(dict.fromkeys(places))}"


def _quote_line(quote: Alignment, comparison: Comparison, names: Sequence[str]) -> str:
    from rich.markup import escape

    first, second = quote.spans
    speaker = next(
        (q.speaker.name for q in comparison.stories[first.story].quotes if q.start == first.start and q.speaker), None
    )
    numbers = [f"{names[m.story]} ¶{comparison.stories[m.story].number_of(m.start) or '–'}" for m in quote.spans]
    head = f"[dim]{escape(speaker or 'speaker unknown')}, {quote.relation}, {escape(', '.join(numbers))}[/]"
    if quote.relation is Relation.VERBATIM or not quote.wording:
        return f"“{escape(_words(first, comparison))}”  {head}"
    styles = {
        "=": "{}",
        "-": f"[{OWN[first.story % len(OWN)]} strike]{{}}[/]",
        "+": f"[{OWN[second.story % len(OWN)]} underline]{{}}[/]",
    }
    return "“" + "".join(styles[op].format(escape(words)) for op, words in quote.wording) + f"”  {head}"
