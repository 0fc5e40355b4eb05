"""The traffic chart: drawing, its rate, hovering and zooming."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot

from app.domain.reports.axes import reached
from app.domain.reports.request import ReportRequest
from app.domain.reports.results import Series, SeriesPoint
from app.ui.charts.hover import HoverCard, Overlay
from app.ui.charts.medians import text_bottoms
from app.ui.charts.traffic import TrafficChart
from app.ui.style import theme
from app.ui.style.colours import DARK, LIGHT
from app.ui.widgets.files.saving import NewFile
from tests.ui.samples import MONTH, NOW, series_of
from tests.ui.screens import save_screen, toned

COMPARED = replace(MONTH, compare="previous_period")
DAY = ReportRequest(NOW.date(), NOW.date())


@pytest.fixture
def chart(qtbot: QtBot) -> TrafficChart:
    chart = TrafficChart("traffic", "Traffic", lambda: NOW)
    qtbot.addWidget(chart)
    chart.resize(800, 260)
    chart.show()
    qtbot.waitExposed(chart)
    return chart


@pytest.fixture
def draw(qtbot: QtBot, chart: TrafficChart) -> Callable[[Series], None]:
    def drawn(series: Series) -> None:
        chart.offer(series)
        qtbot.waitUntil(lambda: chart.series is series)

    return drawn


def x_of(chart: TrafficChart, at: int) -> QPoint:
    return QPoint(round(chart.place_of(at, 0).x()), 40)


def overlay_of(chart: TrafficChart) -> Overlay:
    overlay = chart.findChild(Overlay)
    assert overlay is not None
    return overlay


def test_values_that_come_in_a_burst_are_drawn_once_and_the_newest_wins(qtbot: QtBot, chart: TrafficChart) -> None:
    burst = [series_of(ReportRequest(date(2026, 1, 1), date(2026, 1, 2 + at))) for at in range(20)]
    for series in burst:
        chart.offer(series)
    qtbot.waitUntil(lambda: chart.series is burst[-1])
    assert chart.draws == 2


def test_a_hidden_chart_draws_nothing_until_it_is_shown(qtbot: QtBot) -> None:
    chart = TrafficChart("traffic", "Traffic", lambda: NOW)
    qtbot.addWidget(chart)
    chart.offer(series_of(MONTH))
    assert chart.draws == 0
    chart.show()
    qtbot.waitUntil(lambda: chart.draws == 1)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_series_of_zero_one_and_two_points_are_drawn(
    chart: TrafficChart, draw: Callable[[Series], None], count: int
) -> None:
    points = tuple(SeriesPoint(f"2026-03-0{at + 1}", 5, 2) for at in range(count))
    draw(Series(points, "day", None, "UTC"))
    assert chart.accessibleDescription()
    chart.point_at(count - 1)
    assert chart.hovered == count - 1


def test_future_hours_stay_empty() -> None:
    series = series_of(DAY, "hour")
    assert reached(series, NOW) == 17  # 15:30 UTC in Berlin: the hours 0 to 16 have begun
    assert reached(series, NOW + timedelta(days=2)) == 24
    assert reached(series_of(MONTH), NOW - timedelta(days=40)) == 0


def test_only_the_current_bucket_is_dashed(chart: TrafficChart, draw: Callable[[Series], None]) -> None:
    draw(series_of(MONTH))
    assert list(chart._open["visitors"].getData()[0]) == [28, 29]
    assert len(chart._lines["visitors"].getData()[0]) == 29
    draw(series_of(ReportRequest(date(2026, 1, 1), date(2026, 1, 31))))
    assert list(chart._open["visitors"].getData()[0]) == []
    assert len(chart._lines["visitors"].getData()[0]) == 31


def test_a_single_measure_uses_the_whole_height(chart: TrafficChart, draw: Callable[[Series], None]) -> None:
    draw(series_of(MONTH))
    both = chart.plot.shown_range.bottom()
    chart.show_measures("visitors")
    assert chart.plot.shown_range.bottom() < both
    assert list(chart._lines["pageviews"].getData()[0]) == []
    chart.show_measures("all")
    assert chart.plot.shown_range.bottom() == both


def test_hovering_shows_the_numbers_of_the_bucket_and_of_the_comparison(
    qtbot: QtBot, chart: TrafficChart, draw: Callable[[Series], None]
) -> None:
    draw(series_of(COMPARED))
    qtbot.mouseMove(overlay_of(chart), x_of(chart, 12))
    card = chart.findChild(HoverCard)
    assert card.isVisible()
    assert chart.hovered == 12
    texts = [text.text() for text in card.findChildren(QLabel) if text.isVisibleTo(card) and text.text()]
    assert texts[:2] == ["Wednesday, Feb 25, 2026", "compared with Monday, Jan 26, 2026"]
    assert texts[2:6] == ["Visitors", "599", "428", "+40%"]
    assert chart.rect().contains(card.geometry())
    assert "Wednesday, Feb 25, 2026" in chart.accessibleDescription()


def test_hours_are_shown_in_the_zone_of_the_site(
    qtbot: QtBot, chart: TrafficChart, draw: Callable[[Series], None]
) -> None:
    draw(series_of(DAY, "hour"))
    chart.point_at(0)
    assert chart.findChild(QLabel, "hover_title").text() == "Saturday, Mar 14, 2026, 12:00 AM"


def test_dragging_zooms_to_the_days_it_covers(
    qtbot: QtBot, chart: TrafficChart, draw: Callable[[Series], None]
) -> None:
    draw(series_of(MONTH))
    over = overlay_of(chart)
    qtbot.mousePress(over, Qt.MouseButton.LeftButton, pos=x_of(chart, 9))
    qtbot.mouseMove(over, x_of(chart, 5))
    with qtbot.waitSignal(chart.range_selected) as zoomed:
        qtbot.mouseRelease(over, Qt.MouseButton.LeftButton, pos=x_of(chart, 5))
    assert zoomed.args == [(date(2026, 2, 18), date(2026, 2, 22))]


def test_a_click_does_not_zoom_and_a_double_click_resets_the_range(
    qtbot: QtBot, chart: TrafficChart, draw: Callable[[Series], None]
) -> None:
    draw(series_of(MONTH))
    with qtbot.assertNotEmitted(chart.range_selected), qtbot.waitSignal(chart.reset_requested):
        qtbot.mouseClick(overlay_of(chart), Qt.MouseButton.LeftButton, pos=x_of(chart, 5))
        qtbot.mouseDClick(overlay_of(chart), Qt.MouseButton.LeftButton, pos=x_of(chart, 5))


def test_keys_walk_through_the_buckets_and_zoom(
    qtbot: QtBot, chart: TrafficChart, draw: Callable[[Series], None]
) -> None:
    draw(series_of(MONTH))
    qtbot.keyClick(chart, Qt.Key.Key_Up)
    assert chart.hovered == 29
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.hovered == 29
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.hovered == 1
    with qtbot.waitSignal(chart.range_selected) as zoomed:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert zoomed.args == [(date(2026, 2, 14),) * 2]
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.hovered == -1
    assert not chart.findChild(HoverCard).isVisible()


def test_zooming_into_a_month_selects_the_whole_month(
    qtbot: QtBot, chart: TrafficChart, draw: Callable[[Series], None]
) -> None:
    draw(Series((SeriesPoint("2026-01", 5, 2), SeriesPoint("2026-02", 7, 3)), "month", None, "UTC"))
    chart.point_at(1)
    with qtbot.waitSignal(chart.range_selected) as zoomed:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert zoomed.args == [(date(2026, 2, 1), date(2026, 2, 28))]


def test_the_chart_has_a_description_for_screen_readers(chart: TrafficChart, draw: Callable[[Series], None]) -> None:
    draw(Series((SeriesPoint("2026-03-01", 5, 2), SeriesPoint("2026-03-02", 7, 3)), "day", None, "UTC"))
    assert chart.accessibleDescription().startswith(
        "Sunday, Mar 1, 2026 to Monday, Mar 2, 2026. Pageviews: 12 in total. Visitors: at most 3, Monday, Mar 2, 2026."
    )


def test_a_theme_switch_recolours_lines_and_ground(chart: TrafficChart, draw: Callable[[Series], None]) -> None:
    draw(series_of(MONTH))
    assert chart._lines["visitors"].opts["pen"].color().name().upper() == DARK.accent
    with toned("light"):
        assert chart._lines["visitors"].opts["pen"].color().name().upper() == LIGHT.accent
        ground = chart.picture().toImage().pixelColor(5, 5).name().upper()
        assert ground == LIGHT.panel


def test_a_hidden_chart_is_recoloured_when_it_is_next_shown_or_pictured(
    qtbot: QtBot, chart: TrafficChart, draw: Callable[[Series], None]
) -> None:
    draw(series_of(MONTH))
    chart.hide()
    pen = chart._lines["visitors"].opts["pen"]
    with toned("light"):
        assert chart._lines["visitors"].opts["pen"] is pen, "a switch must not wait for pages that nobody sees"
        assert chart.picture().toImage().pixelColor(5, 5).name().upper() == LIGHT.panel
        assert chart._lines["visitors"].opts["pen"].color().name().upper() == LIGHT.accent
    chart.show()
    qtbot.waitExposed(chart)
    assert chart._lines["visitors"].opts["pen"].color().name().upper() == DARK.accent


def test_lines_are_as_thick_in_a_picture_of_twice_the_dots_as_on_the_screen(
    chart: TrafficChart, draw: Callable[[Series], None]
) -> None:
    """Counts the dots of the top line in a column of the picture: half of them would be a thin line."""
    flat = series_of(ReportRequest(date(2026, 1, 1), date(2026, 1, 30)))
    points = tuple(replace(point, visitors=300, pageviews=900) for point in flat.series)
    draw(replace(flat, series=points))
    picture = chart.picture().toImage()
    ink = theme.current().colour("second").name()
    column = [picture.pixelColor(picture.width() // 2, y).name() for y in range(picture.height())]
    assert column.count(ink) >= 3


def test_the_chart_is_saved_as_png_and_svg(
    qtbot: QtBot,
    chart: TrafficChart,
    draw: Callable[[Series], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draw(series_of(MONTH))
    menu = QMenu()
    qtbot.addWidget(menu)
    chart.add_export(menu)
    files: list[NewFile] = []
    chart.file_saving.connect(files.append)
    for kind in ("png", "svg"):
        path = tmp_path / f"chart.{kind}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=path: (str(path), ""))
        next(action for action in menu.actions() if kind.upper() in action.text()).trigger()
        assert not path.exists(), "it is written off the GUI thread"
        files[-1].write()
        assert files[-1].saved == f"Saved the picture as chart.{kind}."
        assert path.stat().st_size > 1_000
    assert "<svg" in (tmp_path / "chart.svg").read_text(encoding="utf-8")


def test_the_longest_series_is_drawn_within_two_frames(
    qtbot: QtBot, chart: TrafficChart, draw: Callable[[Series], None]
) -> None:
    first = datetime(2025, 1, 1, tzinfo=UTC)
    labels = [(first + timedelta(hours=at)).strftime("%Y-%m-%dT%H:%M:%SZ") for at in range(3_700)]
    draw(Series(tuple(SeriesPoint(label, at % 90, at % 40) for at, label in enumerate(labels)), "hour", None, "UTC"))
    assert not chart._lines["visitors"].opts["antialias"]
    save_screen(chart, "chart-3700-hours", (1_000, 280))
    draw(series_of(DAY, "hour"))
    save_screen(chart, "chart-today", (1_000, 280))


def test_a_wide_chart_has_a_line_at_the_median_of_its_complete_buckets(
    chart: TrafficChart, draw: Callable[[Series], None]
) -> None:
    counts = (5, 40, 10, 30, 20, 999)  # of the last day, which is not over
    days = [NOW.date() - timedelta(days=at) for at in reversed(range(len(counts)))]
    points = tuple(SeriesPoint(day.isoformat(), 3 * count, count) for day, count in zip(days, counts, strict=True))
    draw(Series(points, "day", None, "UTC"))
    assert chart.medians.texts == []
    chart.resize(2200, 300)
    assert chart.medians.texts == ["median 60", "median 20"]
    save_screen(chart, "chart-medians", (2200, 300))
    chart.show_measures("visitors")
    assert chart.medians.texts == ["median 20"]
    draw(Series(points[-4:], "day", None, "UTC"))
    assert chart.medians.texts == []


@pytest.mark.parametrize(
    ("levels", "bottoms"),
    [
        ([20, 60], [20, 60]),
        ([55, 60], [45, 60]),  # the lower text below its line
        ([96], [86]),  # no room above
        ([100, 100], [80, 90]),
        ([0, 1], [0, 10]),  # no room below either
        ([0], [0]),
        ([], []),
    ],
    ids=str,
)
def test_the_texts_of_medians_stay_on_the_chart_and_cover_no_other(levels: list[float], bottoms: list[float]) -> None:
    assert text_bottoms(levels, 10, 100) == bottoms
