"""World map: its colours, its countries, and how they are read and chosen."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.reports.request import Filter, ReportRequest
from app.domain.reports.results import MetricsRow
from app.resources import read_text, resource_path
from app.ui.charts.hover import HoverCard
from app.ui.charts.maps.world import WorldMap, step_bounds
from app.ui.charts.maps.world_shapes import world_shapes
from app.ui.pages.page import PageContext
from app.ui.pages.reports.places import PlacesPage
from app.ui.style import theme
from app.ui.style.ramp import ramp_colours
from tests.ui.real_server import Shop
from tests.ui.samples import EXCLUDING, TODAY
from tests.ui.screens import SMALLEST, Tone, save_screen, toned

MONTH = ReportRequest(TODAY - timedelta(days=29), TODAY)


def row(code: str, visitors: int) -> MetricsRow:
    return MetricsRow(code, visitors, visitors * 2, 40.0, 60.0)


@pytest.fixture
def world(qtbot: QtBot) -> WorldMap:
    world = WorldMap("world_map", "Visitors by country")
    qtbot.addWidget(world)
    world.resize(900, 480)
    world.show()
    world.show_rows([row("DE", 120), row("SG", 40), row("US", 300), row("XX", 5)], "")
    return world


def spot(world: WorldMap, longest_part_of: str) -> QPoint:
    """Return the place of a country in the widget."""
    middle = world_shapes().middle(longest_part_of)
    assert middle is not None
    return world.view().map(middle).toPoint()


def wheel(world: WorldMap, at: QPointF, held: Qt.KeyboardModifier) -> None:
    """Turn the wheel by one notch, away from the user."""
    event = QWheelEvent(
        at,
        world.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(world, event)


def lightness(colour: QColor) -> float:
    """Return the perceived lightness (CIE L*)."""
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


@pytest.mark.parametrize("is_dark", [True, False], ids=["dark", "light"])
def test_the_steps_of_a_ramp_differ_evenly_in_greyscale(is_dark: bool) -> None:
    shades = [lightness(colour) for colour in ramp_colours(5, is_dark=is_dark)]
    steps = [after - before for before, after in zip(shades, shades[1:], strict=False)]
    assert len({step > 0 for step in steps}) == 1
    assert min(map(abs, steps)) > 8
    assert max(map(abs, steps)) < 1.6 * min(map(abs, steps))


@pytest.mark.parametrize("tone", ["dark", "light"])
def test_the_fewest_visitors_are_told_from_none_in_greyscale(tone: Tone) -> None:
    with toned(tone):
        land, fewest = theme.current().colour("border"), ramp_colours(5, is_dark=tone == "dark")[0]
        assert abs(lightness(land) - lightness(fewest)) > 10


@pytest.mark.parametrize(
    ("most", "bounds"),
    [(0, ()), (1, (1,)), (7, (1, 2, 5)), (698, (1, 5, 20, 100, 500))],
)
def test_the_legend_has_round_numbers_up_to_the_largest(most: int, bounds: tuple[int, ...]) -> None:
    assert step_bounds(most) == bounds
    assert len(bounds) <= 5
    assert all(bound <= most for bound in bounds)


def test_every_country_one_may_come_from_is_on_the_map() -> None:
    """Every one of the program's table of countries but those without inhabitants."""
    world = world_shapes()
    assert {"DE", "FR", "GF", "SJ", "XK", "TW", "PS", "SG", "MT", "MC", "HK", "GI", "RE", "TV"} <= {
        *world.shapes,
        *world.points,
    }
    assert len({*world.shapes, *world.points}) >= 240


def test_no_shape_crosses_the_whole_map() -> None:
    """A country on both sides of the 180th meridian is cut there."""
    world = world_shapes()
    for code in ("RU", "FJ", "US"):
        widest = max(polygon.boundingRect().width() for polygon in world.shapes[code].toSubpathPolygons())
        assert widest < world.size.width() / 2, code


def test_the_map_is_small_and_names_its_source() -> None:
    assert resource_path("places/world.json").stat().st_size <= 150_000
    about = tomllib.loads(read_text("places/world.toml"))
    assert "world-atlas" in about["source"]
    assert about["licence"].startswith("ISC")


def test_the_country_under_the_pointer_is_read_in_a_card(qtbot: QtBot, world: WorldMap) -> None:
    qtbot.mouseMove(world, spot(world, "US"))
    qtbot.waitUntil(lambda: world.current == "US")
    assert world.accessibleDescription().startswith("United States. Visitors 300")
    assert world.country_at(QPointF(spot(world, "SG"))) == "SG", "a country too small for a shape"
    qtbot.mouseMove(world, spot(world, "BR"))
    qtbot.waitUntil(lambda: world.current == "")


def test_the_card_stays_beside_its_country_when_the_map_grows(qtbot: QtBot, world: WorldMap) -> None:
    world.read("DE")
    world.resize(1800, 900)
    card = world.findChild(HoverCard)
    assert card is not None
    assert card.isVisible()
    assert 0 < card.x() - spot(world, "DE").x() < 40


def test_a_click_chooses_a_country_with_visitors_and_ctrl_excludes_it(qtbot: QtBot, world: WorldMap) -> None:
    for code, (modifier, is_excluded) in zip(("DE", "SG", "DE"), EXCLUDING, strict=True):
        with qtbot.waitSignal(world.chosen) as chosen:
            qtbot.mouseClick(world, Qt.MouseButton.LeftButton, modifier, pos=spot(world, code))
        assert chosen.args == [code, is_excluded]
    with qtbot.assertNotEmitted(world.chosen):
        qtbot.mouseClick(world, Qt.MouseButton.LeftButton, pos=spot(world, "BR"))


def test_arrows_read_the_countries_by_visitors_and_enter_chooses(qtbot: QtBot, world: WorldMap) -> None:
    assert [country.code for country in world.countries] == ["US", "DE", "SG"]
    world.setFocus()
    read = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Home):
        qtbot.keyClick(world, key)
        read.append(world.current)
    assert read == ["US", "DE", "SG", "DE", "US"]
    with qtbot.waitSignal(world.chosen) as chosen:
        qtbot.keyClick(world, Qt.Key.Key_Return)
    assert chosen.args == ["US", False]
    qtbot.keyClick(world, Qt.Key.Key_Escape)
    assert world.current == ""


def test_the_wheel_with_ctrl_zooms_where_the_pointer_is(qtbot: QtBot, world: WorldMap) -> None:
    pointer = QPointF(spot(world, "SG"))
    with qtbot.waitSignal(world.zoomed) as zoomed:
        wheel(world, pointer, Qt.KeyboardModifier.ControlModifier)
    assert zoomed.args == [1.5]
    assert (QPointF(spot(world, "SG")) - pointer).manhattanLength() < 3
    with qtbot.assertNotEmitted(world.zoomed):
        wheel(world, pointer, Qt.KeyboardModifier.NoModifier)


def test_keys_zoom_and_show_the_whole_world_again(qtbot: QtBot, world: WorldMap) -> None:
    whole = spot(world, "US")
    world.setFocus()
    closeness: list[float] = []
    world.zoomed.connect(closeness.append)
    for key in "++-0-":
        qtbot.keyClicks(world, key)
    assert closeness == [1.5, 2.25, 1.5, 1.0, 1.0]
    assert spot(world, "US") == whole


def test_dragging_moves_a_closer_map_and_chooses_nothing(qtbot: QtBot, world: WorldMap) -> None:
    world.zoom(4)
    start = spot(world, "DE")
    end = start + QPoint(-60, 10)
    with qtbot.assertNotEmitted(world.chosen):
        qtbot.mousePress(world, Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(world, start + QPoint(-20, 5))
        qtbot.mouseMove(world, end)
        qtbot.mouseRelease(world, Qt.MouseButton.LeftButton, pos=end)
    assert (spot(world, "DE") - end).manhattanLength() <= 2


def test_a_country_that_is_read_by_key_is_brought_into_view(qtbot: QtBot, world: WorldMap) -> None:
    world.zoom(8, QPointF(spot(world, "US")))
    world.setFocus()
    qtbot.keyClick(world, Qt.Key.Key_Down)
    qtbot.keyClick(world, Qt.Key.Key_Down)
    assert world.current == "DE"
    assert world.rect().contains(spot(world, "DE"))


def test_the_places_page_shows_the_countries_of_the_server_and_filters_by_them(
    qtbot: QtBot, shop: Shop, shop_context: PageContext
) -> None:
    page = PlacesPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1060, 740)
    page.show()
    page.show_site(shop.site, replace(MONTH, compare="previous_period"))
    qtbot.waitUntil(lambda: page.stack.state == "content")
    counted = shop.loop.submit(shop_context.client.metrics(shop.site.id, MONTH, "country", limit=100)).result(5)
    assert {country.code: country.visitors for country in page.map.countries} == {
        row.value: row.visitors for row in counted.data.rows
    }
    save_screen(page, "places", (1060, 740))
    save_screen(page, "places-small", SMALLEST)
    save_screen(page, "places-wide", (2340, 1200))
    page.map.read("DE")
    save_screen(page, "places-hover", (1060, 740))
    page.map.zoom(5, page.map.view().map(world_shapes().middle("DE")))
    save_screen(page, "places-closer", (1060, 740), 2.0)
    with qtbot.waitSignal(page.filter_requested, check_params_cb=lambda it: it == Filter("country", "DE")):
        page.map.chosen.emit("DE", False)


def test_countries_beyond_the_first_page_reach_the_map(
    qtbot: QtBot, shop: Shop, shop_context: PageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.pages.reports.figures.PAGE_ROWS", 3)
    page = PlacesPage(shop_context)
    qtbot.addWidget(page)
    page.show()
    page.show_site(shop.site, MONTH)
    total = shop.loop.submit(shop_context.client.metrics(shop.site.id, MONTH, "country")).result(5).pagination.total
    assert total > 6
    qtbot.waitUntil(lambda: len(page.map.countries) == total)


def test_filters_without_a_match_say_so_and_leave_no_country(
    qtbot: QtBot, shop: Shop, shop_context: PageContext
) -> None:
    page = PlacesPage(shop_context)
    qtbot.addWidget(page)
    page.show()
    page.show_site(shop.site, replace(MONTH, filters=(Filter("country", "AQ"),)))
    qtbot.waitUntil(lambda: page.stack.state == "empty")
    assert page.map.countries == ()


def test_a_server_that_is_gone_is_named_and_asked_again(qtbot: QtBot, shop: Shop, shop_context: PageContext) -> None:
    gone = shop.client("http://127.0.0.1:9")
    page = PlacesPage(replace(shop_context, client=gone))
    qtbot.addWidget(page)
    page.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "error")
    page.client = shop_context.client
    page.stack.retry.emit()
    qtbot.waitUntil(lambda: page.stack.state == "content")
