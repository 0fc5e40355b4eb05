"""Pages of subscriptions and alerts on a real server: written, tried, shown with what they sent, deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.api.items.goals import NewGoalBody
from app.api.notifications import NewAlert
from app.domain.websites import NewWebsite
from app.ui.pages.notifications.alert_form import AlertForm
from app.ui.pages.notifications.alerts import AlertsPage
from app.ui.pages.notifications.subscriptions import SubscriptionsPage
from app.ui.pages.page import PageContext
from app.ui.servers.server_link import ServerLink
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.toast import UndoOffer
from tests.ui.real_server import LIMIT_S, Shop
from tests.ui.samples import MONTH
from tests.ui.screens import save_screen
from tests.ui.test_annotations_page import part

W = TypeVar("W", bound=QWidget)
SIZE = (1060, 740)
NO_SERVER = "Not sent to owner@example.com. No mail server is set up: see the settings on the page Server."


@pytest.fixture
def shop(shop: Shop, shop_context: PageContext) -> Iterator[Shop]:
    """The server with a website of this test, which has a goal."""
    client = shop_context.client
    site = shop.loop.submit(client.add_website(NewWebsite("Mail", "mail.example", "Europe/Berlin"))).result(LIMIT_S)
    goal = NewGoalBody(name="Signup", goal_type="event", match_value="signup")
    shop.loop.submit(client.add_goal(site.id, goal)).result(LIMIT_S)
    yield replace(shop, site=site)
    shop.loop.submit(client.delete_website(site.id)).result(LIMIT_S)


def shown(qtbot: QtBot, page: AlertsPage | SubscriptionsPage, shop: Shop) -> None:
    qtbot.addWidget(page)
    page.resize(*SIZE)
    page.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "empty")


def field(dialog: QWidget, kind: type[W], name: str) -> W:
    found = part(dialog, kind, name)
    assert isinstance(found, kind)
    return found


def saved(qtbot: QtBot, dialog: Any) -> None:
    with qtbot.waitSignal(dialog.accepted):
        part(dialog, QPushButton, "record_save").click()


def texts(page: AlertsPage | SubscriptionsPage) -> list[str]:
    return [str(page.table.rows.index(0, column).data()) for column in range(page.table.rows.columnCount())]


def tried(qtbot: QtBot, page: AlertsPage | SubscriptionsPage) -> str:
    """Click the test button and return the notice."""
    notices: list[str] = []
    page.notice.connect(notices.append)
    part(page, QPushButton, f"{'alerts' if isinstance(page, AlertsPage) else 'subscriptions'}_test").click()
    qtbot.waitUntil(lambda: page.history.rows.rowCount() == 1)
    return notices[0]


def test_a_subscription_is_written_tried_changed_and_deleted(
    qtbot: QtBot, shop: Shop, shop_context: PageContext
) -> None:
    page = SubscriptionsPage(shop_context)
    shown(qtbot, page, shop)
    save_screen(page, "subscriptions-empty", SIZE)
    page.edit_new()
    dialog = part(page, QWidget, "record_dialog")
    part(dialog, QPushButton, "record_save").click()
    assert field(dialog, QLabel, "subscription_target_error").text() == "Enter an e-mail address."
    save_screen(dialog, "subscription-error", (560, dialog.height()))
    field(dialog, QLineEdit, "target_address").setText("owner")
    part(dialog, QPushButton, "record_save").click()
    qtbot.waitUntil(lambda: bool(field(dialog, QLabel, "subscription_target_error").text()))
    field(dialog, QLineEdit, "target_address").setText("owner@example.com")
    saved(qtbot, dialog)
    qtbot.waitUntil(lambda: page.stack.state == "content")
    subscription = page.chosen
    assert subscription is not None
    assert (subscription.schedule, subscription.timezone, subscription.hour) == ("weekly", "Europe/Berlin", 8)
    assert texts(page)[:3] == ["Whole site", "Every week", "owner@example.com"]
    assert tried(qtbot, page) == NO_SERVER
    save_screen(page, "subscriptions", SIZE)
    page.edit_chosen()
    dialog = part(page, QWidget, "record_dialog")
    field(dialog, SegmentedControl, "target_channel").findChild(QWidget, "target_channel_webhook").click()  # type: ignore[union-attr]
    field(dialog, QLineEdit, "target_address").setText("https://hooks.slack.com/services/T/B/X")
    field(dialog, QCheckBox, "target_signed").setChecked(True)
    part(dialog, QPushButton, "record_save").click()
    assert field(dialog, QLabel, "subscription_webhook_secret_error").text()
    save_screen(dialog, "subscription-webhook", (560, dialog.height()))
    field(dialog, QLineEdit, "target_secret").setText("hushed")
    field(dialog, QCheckBox, "subscription_active").setChecked(False)
    saved(qtbot, dialog)
    qtbot.waitUntil(lambda: page.chosen is not None and page.chosen.channel == "webhook")
    assert page.chosen is not None
    assert (page.chosen.has_webhook_secret, page.chosen.is_active) == (True, False)
    assert texts(page)[3] == "switched off"
    page.edit_chosen()  # what is not touched stays, the key too
    saved(qtbot, part(page, QWidget, "record_dialog"))
    offers: list[UndoOffer] = []
    page.undo_offered.connect(offers.append)
    page.delete_chosen()
    assert page.stack.state == "empty"
    offers[-1].passed()
    qtbot.waitUntil(lambda: not shop.loop.submit(shop_context.client.list_subscriptions(shop.site.id)).result(LIMIT_S))


def test_an_alert_is_written_and_tried(qtbot: QtBot, shop: Shop, shop_context: PageContext) -> None:
    page = AlertsPage(shop_context)
    shown(qtbot, page, shop)
    page.edit_new()
    dialog = part(page, QWidget, "record_dialog")
    form = field(dialog, AlertForm, "alert_form")
    field(dialog, QLineEdit, "alert_name").setText("First signup")
    field(dialog, QLineEdit, "target_address").setText("owner@example.com")
    condition = field(dialog, QComboBox, "alert_condition")
    condition.setCurrentIndex(condition.findData("goal_reached"))
    assert form.problems() == {"goal_id": "Choose a goal."}
    goal = field(dialog, QComboBox, "alert_goal")
    goal.setCurrentIndex(goal.findText("Signup"))
    field(dialog, QCheckBox, "alert_quiet").setChecked(True)
    save_screen(dialog, "alert-form", (560, dialog.height()))
    saved(qtbot, dialog)
    qtbot.waitUntil(lambda: page.stack.state == "content")
    alert = page.chosen
    assert alert is not None
    assert (alert.condition_type, alert.metric, alert.threshold_value) == ("goal_reached", "conversions", 1)
    assert alert.quiet_hours is not None
    assert (alert.quiet_hours.begin, alert.quiet_hours.end) == ("22:00", "07:00")
    assert texts(page) == ["First signup", "A goal is reached", "owner@example.com"]
    assert tried(qtbot, page) == NO_SERVER
    save_screen(page, "alerts", SIZE)


def test_who_may_change_nothing_is_offered_no_test(
    qtbot: QtBot, shop: Shop, shop_context: PageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = {"metric": "pageviews", "condition_type": "no_events", "threshold_value": 24}
    alert = NewAlert(name="Quiet", channel="email", target="me@example.com", **kind)
    shop.loop.submit(shop_context.client.add_alert(shop.site.id, alert)).result(LIMIT_S)
    monkeypatch.setattr(ServerLink, "can_manage", False)
    page = AlertsPage(shop_context)
    qtbot.addWidget(page)
    page.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content")
    assert part(page, QPushButton, "alerts_test").isHidden()


def test_the_form_of_an_alert_shows_the_fields_of_its_condition(qtbot: QtBot) -> None:
    form = AlertForm((("goal_1", "Signup"),), None)
    qtbot.addWidget(form)
    form.show()
    condition, metric = field(form, QComboBox, "alert_condition"), field(form, QComboBox, "alert_metric")
    threshold = field(form, QDoubleSpinBox, "alert_threshold")

    def visible() -> set[str]:
        names = ("alert_metric", "alert_goal", "alert_lookback", "alert_quiet_from", "target_secret", "target_format")
        return {
            name
            for name in names
            if not field(form, QWidget, name).isHidden() and field(form, QWidget, name).isVisible()
        }

    assert visible() == {"alert_metric", "alert_lookback"}
    metric.setCurrentIndex(metric.findData("conversions"))
    assert visible() == {"alert_metric", "alert_lookback", "alert_goal"}
    condition.setCurrentIndex(condition.findData("threshold_below"))
    assert visible() == {"alert_metric", "alert_goal"}
    condition.setCurrentIndex(condition.findData("no_events"))
    assert visible() == set()
    assert (threshold.value(), threshold.maximum(), threshold.suffix()) == (24, 720, " hours")
    assert form.new_alert().metric == "pageviews"
