"""Saved reports on a real server: their page with a preview, and running them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from unittest.mock import AsyncMock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from app.api.items.goals import NewGoalBody
from app.api.items.saved_reports import NewSavedReportBody
from app.domain.errors import AppError
from app.domain.items.saved_reports import ReportConfig, ReportType, SavedReport
from app.domain.reports.request import Filter
from app.ui.pages.page import PageContext
from app.ui.pages.records.report_form import ReportChoices, ReportForm
from app.ui.pages.records.report_results import table_of
from app.ui.pages.records.saved_reports import SavedReportsPage
from app.ui.style import theme
from app.ui.widgets.state_stack import StateStack
from app.ui.widgets.tables.table import DataTable
from tests.ui.real_server import LIMIT_S, Shop
from tests.ui.samples import MONTH, NOW, SITE
from tests.ui.screens import save_screen

TOO_LONG = AppError("query_timeout", "Query timed out, retry later")
COUNTRIES = ReportConfig(
    1, "metrics", "relative", relative_days=30, metric_type="country", filter_device="mobile", sort="pageviews"
)


class Reports:
    """The saved reports of the shop."""

    def __init__(self, shop: Shop, context: PageContext) -> None:
        self._shop, self._client = shop, context.client

    def add(self, name: str, config: ReportConfig) -> SavedReport:
        body = NewSavedReportBody(name, config, "For the team")
        return self._shop.loop.submit(self._client.add_saved_report(self._shop.site.id, body)).result(LIMIT_S)

    def all(self) -> list[SavedReport]:
        items = self._shop.loop.submit(self._client.list_saved_reports(self._shop.site.id)).result(LIMIT_S)
        ids = [item.id for item in items]
        return [
            self._shop.loop.submit(self._client.saved_report(self._shop.site.id, one)).result(LIMIT_S) for one in ids
        ]

    def delete_all(self) -> None:
        for one in self.all():
            self._shop.loop.submit(self._client.delete_saved_report(self._shop.site.id, one.id)).result(LIMIT_S)


@pytest.fixture
def reports(shop: Shop, shop_context: PageContext) -> Iterator[Reports]:
    reports = Reports(shop, shop_context)
    yield reports
    reports.delete_all()


@pytest.fixture
def page(qtbot: QtBot, shop_context: PageContext, reports: Reports) -> SavedReportsPage:
    page = SavedReportsPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1060, 740)
    page.show()
    return page


def part(page: QWidget, kind: type, name: str) -> QWidget:
    child: QWidget | None = page.findChild(kind, name)
    assert child is not None, name
    return child


def cell(page: SavedReportsPage, row: int, column: int) -> str:
    return str(page.results.rows.index(row, column).data())


def test_the_chosen_report_is_previewed_and_enter_runs_it(
    qtbot: QtBot, page: SavedReportsPage, shop: Shop, reports: Reports
) -> None:
    reports.add("Countries of phones", COUNTRIES)
    reports.add("Figures", ReportConfig(1, "stats", "relative"))
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.result_stack.state == "content")
    phones = replace(MONTH, filters=(Filter("device", "mobile"),))
    counted = shop.loop.submit(page.client.metrics(shop.site.id, phones, "country", sort="pageviews")).result(LIMIT_S)
    first = counted.data.rows[0]
    assert [cell(page, 0, at) for at in (0, 1, 2)] == ["Germany", str(first.visitors), f"{first.pageviews:,}"]
    assert "Country \N{MIDDLE DOT} last 30 days" in page.table.row_text(0)
    assert reports.all()[0].last_run_at is None
    save_screen(page, "saved-reports", (1060, 740))
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.rows.index(0, 2).data() == "just now")
    assert reports.all()[0].last_run_at is not None


def test_the_panel_of_results_ends_with_their_last_row_at_every_size_of_the_text(
    qtbot: QtBot, request: pytest.FixtureRequest, page: SavedReportsPage, shop: Shop, reports: Reports
) -> None:
    request.addfinalizer(lambda: theme.current().set_zoom(100))
    reports.add("Pages", ReportConfig(1, "metrics", "relative", metric_type="page"))
    page.resize(1060, 2000)
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.result_stack.state == "content")
    assert page.results.whole_height() > page.results.minimumHeight()
    for zoom in (100, 150):
        theme.current().set_zoom(zoom)
        qtbot.waitUntil(lambda: page.results.height() == page.results.whole_height())
    panel = part(page, QWidget, "report_panel")
    assert panel.rect().bottom() - page.results.mapTo(panel, page.results.rect().bottomLeft()).y() < 20


def test_a_report_of_the_filters_on_screen_is_saved_and_changed(
    qtbot: QtBot, page: SavedReportsPage, shop: Shop, reports: Reports
) -> None:
    page.show_site(shop.site, replace(MONTH, filters=(Filter("country", "DE"),)))
    qtbot.waitUntil(lambda: page.stack.state == "empty")
    save_screen(page, "saved-reports-empty", (1060, 740))
    page.edit_new()
    dialog = part(page, QWidget, "record_dialog")
    qtbot.keyClicks(part(dialog, QLineEdit, "report_name"), "German pages")
    kind = part(dialog, QComboBox, "report_type")
    kind.setCurrentIndex(kind.findData("metrics"))
    part(dialog, QSpinBox, "report_days").setValue(7)
    compare = part(dialog, QComboBox, "report_compare")
    compare.setCurrentIndex(compare.findData("previous_period"))
    preview = part(dialog, DataTable, "report_preview_results")
    part(dialog, QPushButton, "report_preview").click()
    qtbot.waitUntil(lambda: "Visitors before" in preview.rows_text())
    assert reports.all() == []
    save_screen(dialog, "saved-report-new", (dialog.width(), dialog.height()))
    zone = part(dialog, QComboBox, "report_timezone")
    zone.setCurrentText("Asia/Nowhere")
    assert not preview.isVisible()
    part(dialog, QPushButton, "report_preview").click()
    qtbot.waitUntil(lambda: bool(part(dialog, QLabel, "report_timezone_error").text()))
    assert not preview.isVisible()
    zone.setCurrentText("Asia/Tokyo")
    part(dialog, QPushButton, "record_save").click()
    qtbot.waitUntil(lambda: page.stack.state == "content")
    (report,) = reports.all()
    config = report.config
    assert (config.report_type, config.metric_type, config.relative_days, config.filter_country) == (
        "metrics",
        "page",
        7,
        "DE",
    )
    assert (config.compare_mode, config.timezone) == ("previous_period", "Asia/Tokyo")
    qtbot.waitUntil(lambda: "Visitors before" in page.results.rows_text())
    days = part(page, QLabel, "report_days_shown").text()
    assert days == "last 7 days · compared with Mar 2 – Mar 8, 2026"  # it is tomorrow in Tokyo


def test_a_preview_that_fails_says_why_and_is_tried_again_beside_the_form_on_the_screen(
    qtbot: QtBot, page: SavedReportsPage, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "empty")
    page.edit_new()
    dialog, state = part(page, QWidget, "record_dialog"), "report_preview_results_state"
    with monkeypatch.context() as patch:
        patch.setattr(page.client, "preview_report", AsyncMock(side_effect=TOO_LONG))
        part(dialog, QPushButton, "report_preview").click()
        qtbot.waitUntil(lambda: part(dialog, StateStack, state).state == "error")
    assert part(dialog, QLabel, f"{state}_message").text() == "The report took too long."
    part(dialog, QPushButton, f"{state}_button").click()
    qtbot.waitUntil(lambda: part(dialog, StateStack, state).state == "content")
    screen = dialog.screen().availableGeometry()
    assert dialog.width() <= screen.width()
    assert screen.contains(dialog.frameGeometry())


def test_forms_say_errors_of_the_wire_format_as_sentences(qtbot: QtBot) -> None:
    form = ReportForm(MONTH, ReportChoices(), None)
    qtbot.addWidget(form)
    form.show_error(TOO_LONG)
    assert part(form, QLabel, "report_form_error").text() == "The report took too long."


def test_a_deletion_on_another_page_asks_for_nothing_and_its_record_is_not_offered(
    qtbot: QtBot, page: SavedReportsPage, shop: Shop, reports: Reports
) -> None:
    reports.add("Figures", ReportConfig(1, "stats", "relative"))
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.result_stack.state == "content" and not page.bridge.has_open_calls)
    page._choices = ReportChoices((("order", "Order"), ("news", "Newsletter")))
    page.leaving.add("order")
    assert not page.bridge.has_open_calls
    page.edit_new()
    goals = part(page, QComboBox, "report_goal")
    assert [goals.itemText(at) for at in range(goals.count())] == ["Newsletter"]
    qtbot.waitUntil(lambda: not page.bridge.has_open_calls)


def test_a_comparison_can_be_ended_and_other_days_of_its_own_stay(qtbot: QtBot) -> None:
    days = {"compare_start_date": "2026-01-01", "compare_end_date": "2026-01-30"}
    config = replace(ReportConfig(1, "stats", "relative", relative_days=30), compare_mode="custom", **days)
    form = ReportForm(MONTH, ReportChoices(), SavedReport("r", SITE.id, "Sales", None, config, None, NOW, NOW))
    qtbot.addWidget(form)
    compare = part(form, QComboBox, "report_compare")
    assert (compare.currentText(), form.config()) == ("Other days", config)
    compare.setCurrentIndex(compare.findData("none"))
    ended = form.config()
    assert (ended.compare_mode, ended.compare_start_date, ended.compare_end_date) == ("none", None, None)


def test_a_series_has_the_numbers_that_it_is_compared_with(shop: Shop, shop_context: PageContext) -> None:
    config = ReportConfig(1, "pageviews", "relative", relative_days=7, compare_mode="previous_period")
    run = shop.loop.submit(shop_context.client.preview_report(shop.site.id, config)).result(LIMIT_S)
    table = table_of(config, run.data, {})
    assert table.titles == ("Day", "Pageviews", "Visitors", "Pageviews before", "Visitors before")
    assert len(table.rows) == 7


def test_a_change_keeps_the_parameters_that_the_form_does_not_show(
    qtbot: QtBot, page: SavedReportsPage, shop: Shop, reports: Reports
) -> None:
    reports.add("Countries of phones", COUNTRIES)
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content")
    page.edit_chosen()
    dialog = part(page, QWidget, "record_dialog")
    part(dialog, QLineEdit, "report_name").setText("Countries")
    part(dialog, QPushButton, "record_save").click()
    qtbot.waitUntil(lambda: reports.all()[0].name == "Countries")
    assert reports.all()[0].config == COUNTRIES
    assert reports.all()[0].description == "For the team"


@pytest.mark.parametrize(("kind", "key"), [("attribution", "goal_id"), ("funnel", "funnel_id")])
def test_a_report_about_what_was_deleted_is_not_turned_to_another_one(qtbot: QtBot, kind: ReportType, key: str) -> None:
    config = replace(ReportConfig(1, kind, "relative", relative_days=30), **{key: "gone"})
    report = SavedReport("r", SITE.id, "Sales", None, config, None, NOW, NOW)
    form = ReportForm(MONTH, ReportChoices((("g", "Order"),), (("f", "Checkout"),)), report)
    qtbot.addWidget(form)
    assert part(form, QComboBox, f"report_{key.removesuffix('_id')}").currentText() == "(deleted)"
    assert form.config() == config


def test_a_report_that_is_deleted_while_the_list_is_read_does_not_hide_the_others(
    qtbot: QtBot, page: SavedReportsPage, shop: Shop, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, gone = (reports.add(name, COUNTRIES) for name in ("Kept", "Gone"))
    client = page.client
    items = shop.loop.submit(client.list_saved_reports(shop.site.id)).result(LIMIT_S)
    shop.loop.submit(client.delete_saved_report(shop.site.id, gone.id)).result(LIMIT_S)
    with monkeypatch.context() as patch:
        patch.setattr(client, "list_saved_reports", AsyncMock(return_value=items))
        page.show_site(shop.site, MONTH)
        qtbot.waitUntil(lambda: page.result_stack.state == "content")
    assert [one.id for one in page.records] == [kept.id]


def test_every_report_becomes_a_table(shop: Shop, shop_context: PageContext) -> None:
    goal = NewGoalBody("Order", "event", "purchase", None, "event_property", None, "value", "EUR")
    tables = {}
    made = shop.loop.submit(shop_context.client.add_goal(shop.site.id, goal)).result(LIMIT_S)
    for kind in ("stats", "pageviews", "metrics", "events", "goals", "retention", "attribution", "revenue"):
        config = ReportConfig(1, kind, "relative", metric_type="page" if kind == "metrics" else None, goal_id=made.id)
        run = shop.loop.submit(shop_context.client.preview_report(shop.site.id, config)).result(LIMIT_S)
        tables[kind] = table = table_of(config, run.data, {made.id: "Order"})
        assert table.rows, kind
        assert {len(row) for row in table.rows} == {len(table.titles)}
    shop.loop.submit(shop_context.client.delete_goal(shop.site.id, made.id)).result(LIMIT_S)
    assert tables["stats"].titles == ("Figure", "Value", "Before", "Change")
    assert ("Visitors", "2,090", "1,698", "+23.1%") in tables["stats"].rows
    assert ("Bounce rate", "32.9%", "33.0%", "−0.1 pts") in tables["stats"].rows
    assert tables["goals"].rows[0][:2] == ("Order", "91")
    assert "Conversion rate before" in tables["goals"].titles
    assert tables["retention"].titles[2:5] == ("0", "1", "2")
    assert tables["retention"].rows[0][2] == "100%"
    assert tables["metrics"].numbers == set(range(1, len(tables["metrics"].titles)))
