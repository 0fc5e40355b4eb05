"""Funnels page with the sessions of a real server: bars, and the editor of steps by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from unittest.mock import AsyncMock

import msgspec
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.api.items.funnels import FunnelStepBody, NewFunnelBody
from app.domain.items.funnels import Funnel
from app.domain.reports.request import Filter
from app.ui.pages.page import PageContext
from app.ui.pages.records.funnels import FunnelsPage
from app.ui.pages.records.steps_editor import StepsEditor
from tests.ui.real_server import LIMIT_S, Shop
from tests.ui.samples import MONTH
from tests.ui.screens import save_screen

CHECKOUT = NewFunnelBody(
    "Checkout",
    (
        FunnelStepBody("/products", "page_view", label="Sees the products"),
        FunnelStepBody("/products/", "page_view", match_operator="starts_with", label="Looks at one of them"),
        FunnelStepBody("/cart", "page_view"),
        FunnelStepBody("purchase", "event"),
    ),
    window_seconds=7_200,
)


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, shop_context: PageContext) -> Iterator[FunnelsPage]:
    page = FunnelsPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1060, 740)
    page.show()
    yield page
    for funnel in stored(page, shop):
        shop.loop.submit(page.client.delete_funnel(shop.site.id, funnel.id)).result(LIMIT_S)


def stored(page: FunnelsPage, shop: Shop) -> list[Funnel]:
    """Return the funnels that the server has, with their steps."""
    items = shop.loop.submit(page.client.list_funnels(shop.site.id)).result(LIMIT_S)
    return [shop.loop.submit(page.client.funnel(shop.site.id, item.id)).result(LIMIT_S) for item in items]


def add_checkout(page: FunnelsPage, shop: Shop) -> Funnel:
    return shop.loop.submit(page.client.add_funnel(shop.site.id, CHECKOUT)).result(LIMIT_S)


def show(qtbot: QtBot, page: FunnelsPage, shop: Shop, state: str = "content") -> None:
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == state)


def part(page: QWidget, kind: type, name: str) -> QWidget:
    child: QWidget | None = page.findChild(kind, name)
    assert child is not None, name
    return child


def test_a_funnel_shows_what_was_lost_between_its_steps(qtbot: QtBot, page: FunnelsPage, shop: Shop) -> None:
    add_checkout(page, shop)
    show(qtbot, page, shop)
    qtbot.waitUntil(lambda: page.steps.stack.state == "content")
    bars = page.steps.bars
    first, *_, last = bars.steps
    assert first.sessions_reached > last.sessions_reached > 10
    sentence = part(page, QLabel, "funnel_sentence").text()
    assert sentence.startswith(f"{last.sessions_reached} of {first.sessions_reached:,} sessions went all the way: ")
    qtbot.waitUntil(lambda: not page.bridge.has_open_calls)
    assert sentence.endswith(f": {page.table.rows.index(0, 3).data()}")
    assert f"{last.sessions_reached} of {first.sessions_reached:,} sessions" in page.table.row_text(0)
    save_screen(page, "funnels", (1060, 740))
    save_screen(page, "funnels-small", (680, 500))
    save_screen(page, "funnels-200", (900, 600), 2.0)
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    assert bars.accessibleDescription().startswith("Step 2, Looks at one of them: ")
    assert f"{first.drop_off_count:,} lost" in bars.accessibleDescription()
    qtbot.keyClick(bars, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines()[4].startswith(f"purchase\t{last.sessions_reached}\t")


def test_a_funnel_is_made_by_clicks_on_pages_and_events(qtbot: QtBot, page: FunnelsPage, shop: Shop) -> None:
    show(qtbot, page, shop, "empty")
    page.edit_new()
    dialog = part(page, QWidget, "record_dialog")
    editor = part(dialog, StepsEditor, "funnel_steps")
    qtbot.waitUntil(lambda: editor.picker.list.count() > 5)
    part(dialog, QPushButton, "record_save").click()
    assert part(dialog, QLabel, "funnel_steps_error").text() == "A funnel has at least two steps."
    place = editor.picker.list.visualItemRect(editor.picker.list.item(1)).center()
    qtbot.mouseClick(editor.picker.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not part(dialog, QLabel, "funnel_steps_error").isVisible()
    qtbot.keyClicks(editor.picker.search, "purchase")
    qtbot.keyClick(editor.picker.search, Qt.Key.Key_Return)
    qtbot.keyClicks(part(dialog, QLineEdit, "funnel_name"), "Orders")
    part(dialog, QToolButton, "funnel_order_any_order").click()
    part(dialog, QComboBox, "funnel_limit").setCurrentIndex(2)
    save_screen(dialog, "funnel-new", (760, dialog.height()))
    part(dialog, QPushButton, "record_save").click()
    qtbot.waitUntil(lambda: page.stack.state == "content")
    (funnel,) = stored(page, shop)
    assert [(step.step_type, step.match_value) for step in funnel.steps] == [
        ("page_view", "/products"),
        ("event", "purchase"),
    ]
    assert (funnel.name, funnel.any_order, funnel.window_seconds) == ("Orders", True, 1_800)


def test_steps_keep_their_rule_and_name_when_they_are_moved(qtbot: QtBot, page: FunnelsPage, shop: Shop) -> None:
    add_checkout(page, shop)
    show(qtbot, page, shop)
    page.edit_chosen()
    dialog = part(page, QWidget, "record_dialog")
    steps = part(dialog, StepsEditor, "funnel_steps").list
    steps.setCurrentRow(3)
    qtbot.keyClick(steps, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert steps.currentRow() == 2
    assert steps.model().moveRow(QModelIndex(), 1, QModelIndex(), 0)  # as a drop does
    steps.setCurrentRow(1)
    qtbot.keyClick(steps, Qt.Key.Key_Delete)
    steps.item(1).setText("Orders")
    part(dialog, QPushButton, "record_save").click()
    qtbot.waitUntil(lambda: len(stored(page, shop)[0].steps) == 3)
    (funnel,) = stored(page, shop)
    assert [(step.match_value, step.match_operator, step.label) for step in funnel.steps] == [
        ("/products/", "starts_with", "Looks at one of them"),
        ("purchase", "equals", "Orders"),
        ("/cart", "equals", "/cart"),
    ]
    assert funnel.window_seconds == 7_200


def test_a_funnel_that_nobody_entered_says_so(qtbot: QtBot, page: FunnelsPage, shop: Shop) -> None:
    add_checkout(page, shop)
    page.show_site(shop.site, replace(MONTH, filters=(Filter("country", "AQ"),)))
    qtbot.waitUntil(lambda: page.steps.stack.state == "empty")
    assert part(page, QLabel, "funnel_state_message").text() == "Nobody took the first step"


def test_a_server_that_is_gone_leaves_the_list_with_a_way_to_try_again(
    qtbot: QtBot, page: FunnelsPage, shop: Shop
) -> None:
    add_checkout(page, shop)
    show(qtbot, page, shop)
    working = page.client
    page.client = shop.client("http://127.0.0.1:9")
    page.refresh()
    qtbot.waitUntil(page.stale.isVisible)
    assert page.table.rows.rowCount() == 1
    page.client = working
    part(page, QPushButton, "funnels_stale_action").click()
    qtbot.waitUntil(lambda: not page.stale.isVisible())


def test_a_funnel_that_is_deleted_while_the_list_is_read_does_not_hide_the_others(
    qtbot: QtBot, page: FunnelsPage, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = add_checkout(page, shop)
    kept = shop.loop.submit(
        page.client.add_funnel(shop.site.id, msgspec.structs.replace(CHECKOUT, name="Kept"))
    ).result(LIMIT_S)
    items = shop.loop.submit(page.client.list_funnels(shop.site.id)).result(LIMIT_S)
    shop.loop.submit(page.client.delete_funnel(shop.site.id, gone.id)).result(LIMIT_S)
    with monkeypatch.context() as patch:
        patch.setattr(page.client, "list_funnels", AsyncMock(return_value=items))
        show(qtbot, page, shop)
        qtbot.waitUntil(lambda: page.steps.stack.state == "content")
    assert [one.id for one in page.records] == [kept.id]
