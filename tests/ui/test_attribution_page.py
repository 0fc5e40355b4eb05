"""Attribution page: a goal's conversions of a real server by first and last touch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.api.items.goals import NewGoalBody
from app.domain.items.goals import Goal
from app.domain.reports.request import ReportRequest
from app.ui import format
from app.ui.pages.page import PageContext
from app.ui.pages.reports.attribution import AttributionPage
from tests.ui.real_server import LIMIT_S, Shop
from tests.ui.samples import TODAY
from tests.ui.screens import IS_WRITTEN, save_screen

MONTH = ReportRequest(TODAY - timedelta(days=29), TODAY)
ORDER = NewGoalBody("Order placed", "event", "purchase", None, "event_property", None, "value", "EUR")
SIGN_UP = NewGoalBody("Newsletter", "event", "newsletter_signup")


@pytest.fixture
def goals(shop: Shop, shop_context: PageContext) -> Iterator[tuple[Goal, Goal]]:
    """An order with its value and a sign-up without one, until the test ends."""
    client, loop = shop_context.client, shop.loop
    sign_up, order = (loop.submit(client.add_goal(shop.site.id, goal)).result(LIMIT_S) for goal in (SIGN_UP, ORDER))
    yield order, sign_up
    for goal in loop.submit(client.list_goals(shop.site.id)).result(LIMIT_S):
        loop.submit(client.delete_goal(shop.site.id, goal.id)).result(LIMIT_S)


@pytest.fixture
def page(qtbot: QtBot, shop_context: PageContext) -> AttributionPage:
    page = AttributionPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1060, 740)
    page.show()
    return page


def show(qtbot: QtBot, page: AttributionPage, shop: Shop, state: str, request: ReportRequest = MONTH) -> None:
    page.show_site(shop.site, request)
    qtbot.waitUntil(lambda: page.stack.state == state)


def choose(qtbot: QtBot, page: AttributionPage, kind: str) -> None:
    button = page.findChild(QToolButton, f"attribution_kind_{kind}")
    assert isinstance(button, QToolButton)
    button.click()
    qtbot.waitUntil(lambda: all(panel.stack.state == "content" for panel in page.section.panels.values()))


def card(page: AttributionPage, name: str) -> str:
    return page.section.cards[name].accessibleDescription()


def test_without_goals_it_leads_to_the_page_that_makes_them(qtbot: QtBot, page: AttributionPage, shop: Shop) -> None:
    show(qtbot, page, shop, "empty")
    save_screen(page, "attribution-empty", (1060, 740))
    button = page.findChild(QPushButton, "attribution_page_state_button")
    assert isinstance(button, QPushButton)
    assert button.text() == "Go to Goals"
    with qtbot.waitSignal(page.page_requested, check_params_cb=lambda key: key == "goals"):
        button.click()


def test_both_models_show_what_the_server_credits(
    qtbot: QtBot, page: AttributionPage, shop: Shop, shop_context: PageContext, goals: tuple[Goal, Goal]
) -> None:
    show(qtbot, page, shop, "content")
    page.section.goal.setCurrentIndex(page.section.goal.findData(goals[0].id))
    choose(qtbot, page, "source")
    for model, panel in page.section.panels.items():
        call = shop_context.client.attribution(shop.site.id, MONTH, goals[0].id, model=model, type="source")
        report = shop.loop.submit(call).result(LIMIT_S).data
        assert [row.conversions for row in panel.model.rows] == [row.conversions for row in report.rows]
        assert card(page, "conversions").startswith(format.count(report.totals.conversions))
        assert card(page, "revenue") == f"{format.decimal(report.totals.revenue_by_currency['EUR'], 2)}. EUR"
    first, last = (page.section.panels[model].model for model in ("first_touch", "last_touch"))
    assert len(first.rows) > 3
    credited = {row.value: row.conversions for row in first.rows}
    differences = [last.columns[2].value(row) for row in last.rows]
    assert differences == [row.conversions - credited.get(row.value, 0) for row in last.rows]


def test_a_row_chosen_in_one_table_is_chosen_in_the_other(
    qtbot: QtBot, page: AttributionPage, shop: Shop, goals: tuple[Goal, Goal]
) -> None:
    show(qtbot, page, shop, "content")
    first, last = page.section.panels["first_touch"].table, page.section.panels["last_touch"].table
    first.selectRow(1)
    assert last.current is not None
    assert first.current is not None
    assert last.current.value == first.current.value


def test_a_comparison_shows_the_conversions_before_and_a_goal_without_value_no_revenue(
    qtbot: QtBot, page: AttributionPage, shop: Shop, goals: tuple[Goal, Goal]
) -> None:
    show(qtbot, page, shop, "content", replace(MONTH, compare="previous_period"))
    page.section.goal.setCurrentIndex(page.section.goal.findData(goals[1].id))
    page.section.ask_again()
    qtbot.waitUntil(lambda: "this goal has no value" in card(page, "revenue"))
    assert "before: " in card(page, "conversions")


def test_all_rows_are_saved_to_a_file(
    qtbot: QtBot, page: AttributionPage, shop: Shop, goals: tuple[Goal, Goal], tmp_path: Path
) -> None:
    show(qtbot, page, shop, "content")
    panel = page.section.panels["last_touch"]
    with qtbot.waitSignal(page.notice):
        panel.saving.emit(tmp_path / "last.csv")
    lines = (tmp_path / "last.csv").read_text().splitlines()
    assert lines[0] == "value,conversions,share,revenue"
    assert len(lines) == 1 + len(panel.model.rows)


def test_a_server_that_is_gone_is_named_and_asked_again(
    qtbot: QtBot, shop: Shop, shop_context: PageContext, goals: tuple[Goal, Goal]
) -> None:
    gone = shop.client("http://127.0.0.1:1")
    page = AttributionPage(replace(shop_context, client=gone))
    qtbot.addWidget(page)
    page.show()
    show(qtbot, page, shop, "error")
    page.client = shop_context.client
    page.stack.retry.emit()
    qtbot.waitUntil(lambda: page.stack.state == "content")


def test_a_deleted_goal_leaves_the_choice_at_the_next_refresh(
    qtbot: QtBot, page: AttributionPage, shop: Shop, shop_context: PageContext, goals: tuple[Goal, Goal]
) -> None:
    show(qtbot, page, shop, "content")
    shop.loop.submit(shop_context.client.delete_goal(shop.site.id, page.section.goal_id)).result(LIMIT_S)
    page.refresh()
    qtbot.waitUntil(lambda: page.section.goal.count() == 1)
    qtbot.waitUntil(lambda: page.stack.state == "content")


def test_pictures_of_attribution(qtbot: QtBot, page: AttributionPage, shop: Shop, goals: tuple[Goal, Goal]) -> None:
    show(qtbot, page, shop, "content", replace(MONTH, compare="previous_period"))
    page.section.goal.setCurrentIndex(page.section.goal.findData(goals[0].id))
    choose(qtbot, page, "source")
    for size in ((680, 540), (1060, 740), (2340, 1300)) if IS_WRITTEN else ((680, 540),):
        save_screen(page, f"attribution-{size[0]}", size)
    save_screen(page, "attribution-double", (1060, 740), 2.0)
