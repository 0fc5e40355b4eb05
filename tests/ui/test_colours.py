"""The dark and the light colours: readable, complete, and defined nowhere else."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from app.ui.style.colours import DARK, LIGHT, TEXT_PAIRS, Colours, contrast
from app.ui.style.stylesheet import build
from app.ui.style.theme import TEXT_SIZES

UI = Path(__file__).resolve().parents[2] / "app" / "ui"
WITH_COLOURS = {"colours.py"}


def test_contrast_follows_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_on_its_ground_has_a_contrast_of_4_5(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("mark", ["accent", "second", "up", "down", "warning", "border_strong"])
def test_lines_and_edges_of_controls_have_a_contrast_of_3(colours: Colours, mark: str) -> None:
    assert contrast(getattr(colours, mark), colours.panel) >= 3


@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
def test_every_colour_of_the_style_sheet_is_defined(colours: Colours) -> None:
    sheet = build(colours, TEXT_SIZES | {"code": 12, "code_text": 13}, "marks:", lambda pixels: pixels)
    assert "$" not in sheet
    written = set(re.findall(r"#[0-9A-Fa-f]{6}", sheet))
    assert written <= {value for value in asdict(colours).values() if isinstance(value, str)}


def test_no_widget_holds_a_colour_or_a_style_sheet() -> None:
    for path in UI.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.name not in WITH_COLOURS:
            assert not re.search(r"['\"]#[0-9A-Fa-f]{3,8}['\"]", text), path
            assert path.name == "dress.py" or ".setStyleSheet(" not in text, path
