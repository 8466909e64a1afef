"""The names, figures, dates and claims of one story as objects of the public JSON, without a status."""

from __future__ import annotations

from typing import Any

from comparer.reading.nouns import Quantity, Reading


def figure_value(quantity: Quantity) -> dict[str, Any]:
    """A quantity's value in the public JSON: one number, or the range that it means."""
    if quantity.low == quantity.high:
        return {"number": quantity.low if quantity.low % 1 else int(quantity.low), "unit": quantity.unit}
    return {"from": quantity.low, "to": quantity.high, "unit": quantity.unit}


def facts_json(reading: Reading) -> list[dict[str, Any]]:
    """Facts in the order of the text; spans count code points of the story's text."""
    text = reading.text
    facts: list[dict[str, Any]] = []

    def add(kind: str, label: str, spans: list[tuple[int, int]], value: dict[str, Any] | None = None) -> None:
        mentions = [{"story": 0, "start": start, "end": end} for start, end in spans]
        facts.append({"kind": kind, "label": label, "value": value, "mentions": mentions})

    for name in reading.names:
        add(name.kind, name.full, [(m.start, m.end) for m in name.mentions])
    for quantity in reading.quantities:
        span = (quantity.start, quantity.end)
        add("number", text[quantity.start : quantity.end], [span], figure_value(quantity))
    for when in reading.dates:
        value = {"from": when.first, "to": when.last} if when.first else None
        add("date", text[when.start : when.end], [(when.start, when.end)], value)
    for claim in reading.claims:
        add("claim", text[claim.start : claim.end], [(claim.start, claim.end)])
    facts.sort(key=lambda fact: (fact["mentions"][0]["start"], fact["mentions"][0]["end"]))
    return [{"id": f"f{number}", **fact} for number, fact in enumerate(facts, 1)]
