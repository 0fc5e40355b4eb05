"""Overview page: its requests, its numbers, and its empty and error states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError
from app.domain.live import ArrivedEvent, ArrivedEvents
from app.domain.reports.request import Filter
from app.domain.server_status import PlacesSource
from app.loop import LoopThread
from app.ui.bridge import Bridge
from app.ui.charts.hover import HoverCard
from app.ui.pages.reports.overview import OverviewPage
from app.ui.shell.page_actions import page_actions
from app.ui.widgets.fields import SearchField
from app.ui.widgets.sparkline import Sparkline
from app.ui.widgets.stat_card import CardChoice
from app.ui.widgets.tables.table_panel import TablePanel
from app.ui.window_state import WindowState
from tests.ui.samples import MONTH, NOTHING, NOW, SITE, TODAY, FakeClient, page_context
from tests.ui.screens import UHD, save_screen


@pytest.fixture
def client() -> FakeClient:
    return FakeClient()


@pytest.fixture
def page(qtbot: QtBot, loop_thread: LoopThread, client: FakeClient) -> Iterator[OverviewPage]:
    bridge = Bridge(loop_thread)
    page = OverviewPage(page_context(bridge, client, lambda: NOW))
    qtbot.addWidget(page)
    page.resize(1060, 740)
    page.show()
    yield page
    bridge.stop()


def shown(qtbot: QtBot, page: OverviewPage, state: str = "content") -> None:
    qtbot.waitUntil(lambda: page.stack.state == state)


def test_paints_the_overview_in_every_state_and_size(qtbot: QtBot, page: OverviewPage, client: FakeClient) -> None:
    page.show_site(SITE, MONTH)
    shown(qtbot, page)
    save_screen(page, "overview", (1080, 1180))
    save_screen(page, "overview-small", (720, 600))
    save_screen(page, "overview-4k", UHD, 2.0)
    page.show_site(SITE, replace(MONTH, compare="previous_period"))
    shown(qtbot, page)
    save_screen(page, "overview-compared", (1080, 1180))
    page.chart.setFocus()
    page.chart.point_at(12)
    save_screen(page, "overview-hover", (1080, 700))
    client.stats_given = NOTHING
    page.show_site(SITE, MONTH)
    shown(qtbot, page, "empty")
    save_screen(page, "overview-empty", (1080, 740))
    client.ever = NOTHING
    page.refresh()
    qtbot.waitUntil(page.first_visit.isVisible)
    save_screen(page, "overview-first-visit", (1080, 740))
    client.error = AppError("unreachable", "The server at http://192.168.1.20:3000 does not answer.")
    page.show_site(SITE, MONTH)
    shown(qtbot, page, "error")
    save_screen(page, "overview-error", (1080, 740))


def overviews(client: FakeClient) -> list[tuple[object, ...]]:
    return [call for call in client.calls if call[0] == "overview"]


def test_one_request_fills_the_whole_page(qtbot: QtBot, page: OverviewPage, client: FakeClient) -> None:
    page.show_site(SITE, MONTH)
    shown(qtbot, page)
    assert client.calls == [("overview", "site_shop", MONTH, ("page", "source", "country", "browser"), 100)]
    assert page.cards.card("visitors").accessibleDescription().startswith("12.5K. +8%.")
    assert page.cards.card("pages_per_session").accessibleDescription().startswith("3.0.")
    assert [panel.model.rowCount() for panel in page.panels] == [11, 11, 11, 11]
    assert page.chart.series is not None


def test_a_reply_to_an_earlier_request_is_dropped(qtbot: QtBot, page: OverviewPage, client: FakeClient) -> None:
    other = replace(SITE, id="site_blog")
    page.show_site(SITE, MONTH)
    client.stats_given = replace(client.stats_given, visitors=7)
    page.show_site(other, MONTH)
    shown(qtbot, page)
    assert page.cards.card("visitors").accessibleDescription().startswith("7.")
    assert page.site is other


def test_a_refresh_keeps_the_numbers_while_it_loads(qtbot: QtBot, page: OverviewPage, client: FakeClient) -> None:
    page.show_site(SITE, MONTH)
    shown(qtbot, page)
    page.refresh()
    assert page.stack.state == "loading"
    assert page.cards.card("visitors").accessibleDescription().startswith("12.5K.")
    shown(qtbot, page)


def test_a_refresh_keeps_the_rows_the_user_scrolled_to(qtbot: QtBot, page: OverviewPage, client: FakeClient) -> None:
    client.total = 150
    page.show_site(SITE, MONTH)
    shown(qtbot, page)
    page.panels[0].model.fetchMore()
    qtbot.waitUntil(lambda: page.panels[0].model.rowCount() == 150)
    page.refresh()
    shown(qtbot, page)
    assert page.panels[0].model.rowCount() == 150
    page.show_site(SITE, replace(MONTH, compare="previous_year"))
    shown(qtbot, page)
    assert page.panels[0].model.rowCount() == 100


def test_a_searched_panel_is_requested_separately(qtbot: QtBot, page: OverviewPage, client: FakeClient) -> None:
    page.show_site(SITE, MONTH)
    shown(qtbot, page)
    page.panels[1]._on_searched("goo")
    qtbot.waitUntil(lambda: page.panels[1].stack.state == "content")
    assert client.calls[-1] == ("metrics", "source", 0, "goo", "", "")
    page.refresh()
    shown(qtbot, page)
    assert overviews(client)[-1][3] == ("page", "country", "browser")
    assert client.calls.count(("metrics", "source", 0, "goo", "", "")) == 2


def test_a_tab_changed_while_loading_shows_its_own_rows(qtbot: QtBot, page: OverviewPage, client: FakeClient) -> None:
    page.show_site(SITE, MONTH)
    page.panels[2].tabs.setCurrentIndex(3)
    shown(qtbot, page)
    qtbot.waitUntil(lambda: page.panels[2].stack.state == "content")
    assert page.panels[2].model.index(0, 0).data() == "German (Germany)"


def test_choosing_a_row_requests_its_filter(qtbot: QtBot, page: OverviewPage) -> None:
    page.show_site(SITE, MONTH)
    shown(qtbot, page)
    with qtbot.waitSignal(page.filter_requested, check_params_cb=lambda it: it == Filter("country", "US")):
        page.panels[2]._on_chosen(1, is_excluded=False)


def test_zooming_requests_days_inside_the_range_and_can_be_undone(qtbot: QtBot, page: OverviewPage) -> None:
    page.show_site(SITE, MONTH)
    shown(qtbot, page)
    back = page.findChild(QPushButton, "zoom_back")
    assert not back.isVisible()
    inside = (MONTH.start, MONTH.start + timedelta(days=4))
    with qtbot.waitSignal(page.range_requested, check_params_cb=lambda days: days == inside):
        page.chart.range_selected.emit((MONTH.start - timedelta(days=3), inside[1]))
    page.show_site(SITE, replace(MONTH, end=inside[1]))
    shown(qtbot, page)
    assert back.text() == "Back to Feb 13 – Mar 14, 2026"
    with qtbot.waitSignal(page.range_requested, check_params_cb=lambda days: days == (MONTH.start, MONTH.end)):
        page.chart.reset_requested.emit()
    page.show_site(SITE, MONTH)
    assert not back.isVisible()


def test_a_zoom_cannot_be_undone_after_choosing_another_range(qtbot: QtBot, page: OverviewPage) -> None:
    page.show_site(SITE, MONTH)
    page.chart.range_selected.emit((MONTH.start, MONTH.start))
    page.show_site(SITE, replace(MONTH, end=MONTH.start))
    page.show_site(SITE, replace(MONTH, start=MONTH.start - timedelta(days=9)))
    with qtbot.assertNotEmitted(page.range_requested):
        page.chart.reset_requested.emit()


def test_an_empty_range_offers_a_longer_one(qtbot: QtBot, page: OverviewPage, client: FakeClient) -> None:
    client.stats_given = NOTHING
    page.show_site(SITE, replace(MONTH, start=TODAY, end=TODAY))
    shown(qtbot, page, "empty")
    with qtbot.waitSignal(page.range_requested, check_params_cb=lambda days: days == (MONTH.start, MONTH.end)):
        page.stack.action.emit()
    page.show_site(SITE, MONTH)
    shown(qtbot, page, "empty")
    with qtbot.waitSignal(page.range_requested, check_params_cb=lambda days: (days[1] - days[0]).days == 364):
        page.stack.action.emit()


def test_means_show_no_change_against_a_range_without_sessions(
    qtbot: QtBot, page: OverviewPage, client: FakeClient
) -> None:
    client.stats_given = replace(client.stats_given, prev_pageviews=0, prev_visitors=0, prev_sessions=0)
    page.show_site(SITE, MONTH)
    shown(qtbot, page)
    badges = {name: page.findChild(QLabel, f"card_{name}_badge").isVisible() for name in ("sessions", "bounce_rate")}
    assert badges == {"sessions": True, "bounce_rate": False}


def test_the_live_panel_says_that_filters_do_not_apply_to_it(qtbot: QtBot, page: OverviewPage) -> None:
    page.show_site(SITE, replace(MONTH, filters=(Filter("country", "DE"),)))
    shown(qtbot, page)
    note = page.findChild(QLabel, "live_all")
    assert note.isVisible()
    assert note.text() == "All visits: the filters do not apply here."
    page.show_site(SITE, MONTH)
    shown(qtbot, page)
    assert not note.isVisible()


def test_filters_without_a_match_show_a_message(qtbot: QtBot, page: OverviewPage, client: FakeClient) -> None:
    client.stats_given = NOTHING
    page.show_site(SITE, replace(MONTH, filters=(Filter("country", "AQ"),)))
    shown(qtbot, page, "empty")
    assert page.findChild(QLabel, "overview_state_message").text() == "Nothing matches the filters"
    assert len(client.calls) == 1


def test_a_site_never_visited_waits_for_its_first_visitor_and_then_shows_the_numbers(
    qtbot: QtBot, page: OverviewPage, client: FakeClient
) -> None:
    given, client.stats_given, client.ever = client.stats_given, NOTHING, NOTHING
    page.show_site(SITE, MONTH)
    qtbot.waitUntil(page.first_visit.isVisible)
    assert page.findChild(QLabel, "first_visit_snippet").text() == SITE.tracking_snippet
    page.live_events(ArrivedEvents((arrived("another_site"),), 0))
    assert not page.first_visit.has_arrived
    page.live_events(ArrivedEvents((arrived(SITE.id),), 0))
    assert page.first_visit.has_arrived
    client.stats_given = given
    qtbot.waitUntil(lambda: page.stack.isVisible() and page.stack.state == "content")


def test_a_first_visitor_before_the_reply_is_shown_with_it(
    qtbot: QtBot, page: OverviewPage, client: FakeClient
) -> None:
    client.stats_given, client.ever = NOTHING, NOTHING
    page.show_site(SITE, MONTH)
    page.live_events(ArrivedEvents((arrived(SITE.id),), 0))
    qtbot.waitUntil(page.first_visit.isVisible)
    assert page.first_visit.has_arrived


def test_a_first_visit_stored_while_the_page_asks_whether_there_was_one_is_shown(
    qtbot: QtBot, page: OverviewPage, client: FakeClient
) -> None:
    given, client.stats_given = client.stats_given, NOTHING  # the figures miss the visit, the count of ever has it
    page.show_site(SITE, MONTH)
    page.live_events(ArrivedEvents((arrived(SITE.id),), 0))
    qtbot.waitUntil(lambda: [call[0] for call in client.calls][:3] == ["overview", "stats", "overview"])
    client.stats_given = given
    page.refresh()
    shown(qtbot, page)


def test_a_failed_load_can_be_retried(qtbot: QtBot, page: OverviewPage, client: FakeClient) -> None:
    client.error = AppError("unreachable", "The server does not answer.")
    page.show_site(SITE, MONTH)
    shown(qtbot, page, "error")
    client.error = None
    page.stack.retry.emit()
    shown(qtbot, page)


def test_another_site_never_shows_the_numbers_of_the_previous_one(
    qtbot: QtBot, page: OverviewPage, client: FakeClient
) -> None:
    page.show_site(SITE, MONTH)
    shown(qtbot, page)
    page.show_site(replace(SITE, id="site_blog"), MONTH)
    assert page.stack.state == "first_loading"
    assert "12.5K" not in page.findChild(QLabel, "card_visitors_number").text()
    shown(qtbot, page)


def test_a_failed_refresh_keeps_the_numbers_and_marks_them_stale(
    qtbot: QtBot, page: OverviewPage, client: FakeClient
) -> None:
    page.show_site(SITE, MONTH)
    shown(qtbot, page)
    client.error = AppError("unreachable", "The server does not answer.")
    page.refresh()
    qtbot.waitUntil(page.stale.isVisible)
    assert page.stack.state == "content"
    save_screen(page, "overview-stale", (1080, 740))
    client.error = None
    page.stale.acted.emit()
    qtbot.waitUntil(lambda: not page.stale.isVisible())
    client.error = AppError("query_timeout", "That took too long.")
    page.show_site(SITE, replace(MONTH, start=TODAY))
    shown(qtbot, page, "error")


def test_without_a_site_nothing_is_requested(page: OverviewPage, client: FakeClient) -> None:
    page.show_site(None, MONTH)
    assert page.stack.state == "empty"
    assert client.calls == []
    page.refresh()
    assert client.calls == []


def card(page: OverviewPage, name: str) -> CardChoice:
    return page.findChild(CardChoice, f"card_{name}_choice")


def test_the_cards_choose_the_measure_of_the_chart_and_it_is_kept(
    qtbot: QtBot, page: OverviewPage, client: FakeClient, tmp_path: Path
) -> None:
    def chosen(of: OverviewPage) -> list[str]:
        return [name for name in ("pageviews", "visitors", "bounce_rate") if card(of, name).isChecked()]

    context = replace(page_context(page.bridge, client, lambda: NOW), window_state=WindowState(tmp_path / "w.ini"))
    page = OverviewPage(context)
    qtbot.addWidget(page)
    page.show_site(SITE, replace(MONTH, compare="previous_period"))
    page.show()
    shown(qtbot, page)
    assert chosen(page) == ["pageviews", "visitors"]
    qtbot.keyClick(card(page, "sessions"), Qt.Key.Key_Right)
    assert chosen(page) == ["bounce_rate"]
    assert card(page, "bounce_rate").accessibleDescription().startswith("41%. +2 pts. before: 39%")
    assert page.findChild(QLabel, "traffic_heading").text() == "Bounce rate"
    save_screen(page, "overview-measure", (1080, 1180))
    page.chart.point_at(1)
    texts = [text.text() for text in page.chart.findChild(HoverCard).findChildren(QLabel) if text.isVisible()]
    assert [text for text in texts if text][2:] == ["Bounce rate", "37.0%", "41.0%", "\N{MINUS SIGN}4 pts"]
    page.findChild(QPushButton, "traffic_both").click()
    assert chosen(page) == ["pageviews", "visitors"]
    qtbot.keyClick(card(page, "visitors"), Qt.Key.Key_Return)
    assert chosen(page) == chosen(OverviewPage(context)) == ["visitors"]


def test_chart_and_cards_show_the_same_moment(qtbot: QtBot, page: OverviewPage) -> None:
    page.show_site(SITE, MONTH)
    shown(qtbot, page)
    spark = page.findChild(Sparkline, "card_sessions_spark")
    note = page.findChild(QLabel, "card_sessions_before")
    before = note.text()
    page.grab()  # lays the page out
    qtbot.waitUntil(lambda: page.chart.draws > 0 and not page.chart._pace.isActive())  # a new drawing ends a hover
    page.chart.point_at(12)
    assert spark.marked == 12
    assert note.text() == "779 \N{MIDDLE DOT} Feb 25"
    page.chart.point_at(-1)
    assert (spark.marked, note.text()) == (-1, before)
    choice = card(page, "sessions")
    place = spark.mapTo(choice.parentWidget(), spark.rect().center())
    qtbot.mouseMove(choice, QPoint(2, 2))
    qtbot.mouseMove(choice, place)
    assert 0 < page.chart.hovered == spark.value_at(spark.rect().center().x())
    qtbot.mouseMove(choice, QPoint(2, 2))
    assert page.chart.hovered == -1


@pytest.mark.parametrize("at", [0, 2])
def test_a_search_opens_inside_the_visible_part_of_the_page(qtbot: QtBot, page: OverviewPage, at: int) -> None:
    page.resize(660, 420)
    page.show_site(SITE, MONTH)
    shown(qtbot, page)
    page.panels[at].open_search()
    area = page.findChild(QScrollArea, "overview_scroll")
    field = page.findChild(SearchField, f"{page.panels[at].objectName()}_search")

    def visible() -> bool:
        place = QRect(field.mapTo(area.viewport(), QPoint()), field.size())
        return area.viewport().rect().contains(place)

    qtbot.waitUntil(visible)
    save_screen(page, f"overview-search-{at}", (660, 420), tones=("dark",))
    assert visible()


def test_without_a_site_the_page_offers_to_add_one(qtbot: QtBot, page: OverviewPage) -> None:
    page.show_site(None, MONTH)
    with qtbot.waitSignal(page.add_site_requested):
        page.findChild(QPushButton, "overview_state_button").click()


def test_the_owner_of_the_place_database_is_named_beside_the_places(
    qtbot: QtBot, page: OverviewPage, client: FakeClient
) -> None:
    client.places = PlacesSource("DBIP-City-Lite", TODAY, "IP Geolocation by DB-IP", "https://db-ip.com")
    page.show_site(SITE, MONTH)
    shown(qtbot, page)
    link = page.findChild(QPushButton, "places_panel_attribution")
    qtbot.waitUntil(link.isVisible)
    assert link.text() == "IP Geolocation by DB-IP"
    assert page.findChild(QPushButton, "pages_panel_attribution") is None
    save_screen(page, "overview-attribution", (1080, 1180))
    client.places = PlacesSource()
    page.refresh()
    qtbot.waitUntil(lambda: not link.isVisible())


def arrived(website_id: str) -> ArrivedEvent:
    return ArrivedEvent(
        website_id=website_id,
        visitor_id="v",
        event_type="pageview",
        url="https://tea.example/",
        path="/",
        title=None,
        event_name=None,
        referrer_domain=None,
        country="DE",
        region=None,
        city=None,
        browser=None,
        os=None,
        device_type=None,
        is_bot=False,
        ts=NOW,
    )


def test_the_search_key_opens_the_search_of_the_panel_in_use(qtbot: QtBot, page: OverviewPage) -> None:
    assert not page.focus_search()
    page.show_site(SITE, MONTH)
    shown(qtbot, page)
    assert page.focus_search()
    assert page.findChild(SearchField, "pages_panel_search").isVisible()
    page.panels[2].table.setFocus()
    assert page.focus_search()
    assert page.findChild(SearchField, "places_panel_search").hasFocus()


def test_the_palette_offers_the_buttons_of_each_panel(qtbot: QtBot, page: OverviewPage) -> None:
    page.show_site(SITE, MONTH)
    shown(qtbot, page)
    titles = [panel.accessibleName() for panel in page.findChildren(TablePanel)]
    assert len(titles) == len(set(titles)) == 5
    offered = {entry.text for entry in page_actions(page)}
    assert offered >= {f"{text}: {title}" for text in ("Search", "Save all rows", "More") for title in titles}
