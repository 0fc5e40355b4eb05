"""Marks before the values of lists."""

from __future__ import annotations

import tomllib

import pytest
from PySide6.QtGui import QColor, QImage

from app.resources import read_text, resource_path
from app.ui.charts.maps.world_shapes import world_shapes
from app.ui.style import theme
from app.ui.style.marks import mark
from tests.ui.screens import Tone, colours, toned


def picture(dimension: str, value: str) -> QImage:
    """Return a mark at a size where its colours can be told."""
    icon = mark(dimension, value)
    assert icon is not None
    return icon.pixmap(48, 48).toImage()


def test_every_country_of_the_map_has_a_flag() -> None:
    world = world_shapes()
    plain = picture("country", "XX")
    assert [code for code in {*world.shapes, *world.points} if picture("country", code) == plain] == []


def test_a_flag_is_round() -> None:
    flag = picture("country", "DE")
    assert QColor(flag.pixel(24, 24)) == QColor(216, 0, 39)
    assert [flag.pixelColor(x, y).alpha() for x, y in ((0, 0), (47, 0), (0, 47), (47, 47))] == [0, 0, 0, 0]


@pytest.mark.parametrize("tone", ["dark", "light"])
def test_a_black_mark_is_seen_on_a_dark_panel(tone: Tone) -> None:
    with toned(tone):
        drawn = picture("os", "macOS")
        inks = {
            drawn.pixelColor(x, y).name() for x in range(48) for y in range(48) if drawn.pixelColor(x, y).alpha() > 250
        }
        assert inks == {theme.current().colour("text").name() if tone == "dark" else "#000000"}


@pytest.mark.parametrize(
    ("dimension", "value"), [("browser", "Nameless"), ("os", ""), ("channel", "Mine"), ("device", "")]
)
def test_a_value_without_a_mark_of_its_own_has_a_plain_one(dimension: str, value: str) -> None:
    assert colours(picture(dimension, value)) > 1


def test_a_browser_with_its_version_has_the_mark_of_the_browser() -> None:
    assert picture("browser_release", "Chrome 126") == picture("browser", "Chrome")
    assert picture("os_release", "Linux") == picture("os", "Linux")


def test_values_of_other_dimensions_have_none() -> None:
    assert [mark(name, "DE") for name in ("page", "title", "language", "city")] == [None] * 4


def test_the_marks_are_small_and_name_their_sources() -> None:
    files = [resource_path(f"marks/{name}") for name in ("flags.json", "brands.json")]
    assert sum(file.stat().st_size for file in files) <= 250_000
    about = tomllib.loads(read_text("marks/marks.toml"))
    assert "circle-flags" in about["flags"]
    assert "CC0" in about["brands"]
