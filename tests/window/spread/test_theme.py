"""The palette holds its contrast in every theme and sight, and hues stay apart."""

from __future__ import annotations

import math

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from comparer.window.theme import Palette, palettes, set_font, themes

# Machado, Oliveira, Fernandes 2009, severity 1.0, for linear RGB.
SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}
STORIES = ("first", "second", "third")
PAIRS = [
    *(("ink", ground, 7) for ground in ("pane", "panel", "window", "card", "row", "sharedTint")),
    *(("ink", f"{hue}{part}", 7) for hue in (*STORIES, "conflict") for part in ("Tint", "Strong")),
    *(("ink2", ground, 4.5) for ground in ("pane", "panel", "window", "card", "row", "sharedTint")),
    *(("ink3", ground, 4.5) for ground in ("pane", "panel")),
    *((hue, ground, 4.5) for hue in (*STORIES, "conflict") for ground in ("pane", "panel", f"{hue}Tint")),
    *((hue, "row", 3) for hue in (*STORIES, "conflict")),
    *(("edge", ground, 3) for ground in ("pane", "panel", "window", "card", "row")),
]


def linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def seen(colour: QColor, sight: str) -> tuple[float, ...]:
    rgb = [linear(v) for v in (colour.redF(), colour.greenF(), colour.blueF())]
    return tuple(min(1.0, max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in SIGHTS[sight])


def contrast(one: QColor, other: QColor, sight: str) -> float:
    low, high = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (seen(one, sight), seen(other, sight)))
    return (high + 0.05) / (low + 0.05)


def lab(colour: QColor, sight: str) -> tuple[float, float, float]:
    r, g, b = seen(colour, sight)
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    f = [t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("name", ["light", "dark", "light-contrast", "dark-contrast"])
def test_contrast(name: str, sight: str) -> None:
    palette: Palette = palettes()[name]
    poor = [
        (front, ground, round(contrast(palette[front], palette[ground], sight), 2))
        for front, ground, least in PAIRS
        if contrast(palette[front], palette[ground], sight) < least
    ]
    assert poor == []


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("name", ["light", "dark"])
def test_hues_stay_apart(name: str, sight: str) -> None:
    palette = palettes()[name]
    hues = [*STORIES, "conflict"]
    for k, one in enumerate(hues):
        for other in hues[k + 1 :]:
            assert math.dist(lab(palette[one], sight), lab(palette[other], sight)) > 15, (one, other)


def test_every_theme_has_the_same_roles() -> None:
    assert len({frozenset(p.colours) for p in palettes().values()}) == 1


def test_choosing_a_theme_is_told_and_reaches_the_application(app: QApplication) -> None:
    told: list[str] = []
    themes().changed.connect(lambda: told.append(themes().palette.name))
    themes().choose("dark")
    assert app.palette().window().color() == palettes()["dark"]["window"]
    themes().choose("light", "high")
    assert told == ["dark", "light-contrast"]


def test_an_unknown_scheme_means_the_systems(app: QApplication) -> None:
    themes().choose("mauve")
    assert themes().scheme == "system"
    themes().choose("light")


def test_a_font_that_was_changed_survives_a_change_of_theme(app: QApplication) -> None:
    parent = QWidget()
    label = QLabel("words", parent)
    parent.ensurePolished()
    label.ensurePolished()
    font = label.font()
    font.setItalic(True)
    set_font(label, font)
    themes().choose("dark")
    assert label.font().italic()
    parent.deleteLater()
