"""The first run: from an empty server to the first visit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.api.client import ApiClient
from app.domain.errors import AppError, BadRequest
from app.loop import LoopThread
from app.ui.bridge import Bridge
from app.ui.windows.first_run import FirstRun
from tests.ui.fakes import FrameClient, arrived, batch
from tests.ui.screens import SMALLEST, save_screen


@pytest.fixture
def client() -> FrameClient:
    return FrameClient()


@pytest.fixture
def bridge(loop_thread: LoopThread, qtbot: QtBot) -> Iterator[Bridge]:
    bridge = Bridge(loop_thread)
    yield bridge
    bridge.stop()


@pytest.fixture
def window(qtbot: QtBot, bridge: Bridge, client: FrameClient) -> FirstRun:
    window = FirstRun(bridge, cast(ApiClient, client), "http://127.0.0.1:3000")
    qtbot.addWidget(window)
    window.show()
    return window


def part(window: QWidget, kind: type[QWidget], name: str) -> QWidget:
    widget = window.findChild(kind, name)
    assert isinstance(widget, kind), name
    return widget


def press(qtbot: QtBot, window: QWidget, name: str) -> None:
    qtbot.mouseClick(part(window, QPushButton, name), Qt.MouseButton.LeftButton)


def fill_in(qtbot: QtBot, window: QWidget, name: str = "Tea shop", domain: str = "tea.example") -> None:
    qtbot.keyClicks(part(window, QLineEdit, "site_name"), name)
    qtbot.keyClicks(part(window, QLineEdit, "site_domain"), domain)


def test_three_steps_lead_from_a_name_to_the_first_visit(
    qtbot: QtBot, window: FirstRun, bridge: Bridge, client: FrameClient
) -> None:
    save_screen(window, "first-run-1")
    save_screen(window, "first-run-1-small", SMALLEST)
    fill_in(qtbot, window)
    with qtbot.waitSignal(window.website_added) as added:
        press(qtbot, window, "first_run_add")
    assert added.args[0].name == "Tea shop"
    snippet = part(window, QPlainTextEdit, "snippet_text")
    qtbot.waitUntil(snippet.isVisible)
    assert "s.js" in cast(QPlainTextEdit, snippet).toPlainText()
    save_screen(window, "first-run-2")
    save_screen(window, "first-run-2-small", SMALLEST)
    press(qtbot, window, "first_run_next")
    check = part(window, QWidget, "live_check")
    qtbot.waitUntil(check.isVisible)
    save_screen(window, "first-run-3-waiting")
    bridge.events_arrived.emit(batch(arrived("/tea", site=added.args[0].id, title="Green tea")))
    assert check.property("tone") == "up"
    assert "Green tea" in cast(QLabel, part(window, QLabel, "live_check_detail")).text()
    save_screen(window, "first-run-3-arrived")
    with qtbot.waitSignal(window.finished) as finished:
        press(qtbot, window, "first_run_open")
    assert finished.args[0].id == added.args[0].id


def test_a_visit_during_the_second_step_leads_straight_to_the_third(
    qtbot: QtBot, window: FirstRun, bridge: Bridge, client: FrameClient
) -> None:
    fill_in(qtbot, window)
    with qtbot.waitSignal(window.website_added):
        press(qtbot, window, "first_run_add")
    bridge.events_arrived.emit(batch(arrived(site=client.websites[0].id)))
    assert part(window, QWidget, "live_check").isVisible()


def test_visits_of_other_sites_do_not_count_as_the_first(
    qtbot: QtBot, window: FirstRun, bridge: Bridge, client: FrameClient
) -> None:
    fill_in(qtbot, window)
    with qtbot.waitSignal(window.website_added):
        press(qtbot, window, "first_run_add")
    bridge.events_arrived.emit(batch(arrived(site="site_of_somebody_else")))
    assert part(window, QWidget, "live_check").property("tone") != "up"


def test_an_error_of_the_server_is_shown_below_its_field(qtbot: QtBot, window: FirstRun, client: FrameClient) -> None:
    client.refuse = BadRequest("domain must be a registrable hostname (not a public suffix)", field="domain")
    fill_in(qtbot, window, domain="com")
    press(qtbot, window, "first_run_add")
    message = cast(QLabel, part(window, QLabel, "site_domain_error"))
    qtbot.waitUntil(message.isVisible)
    assert message.text() == "Domain must be a registrable hostname (not a public suffix)."
    assert part(window, QLineEdit, "site_domain").property("tone") == "down"
    save_screen(window, "first-run-1-error")
    client.refuse = None
    with qtbot.waitSignal(window.website_added):
        qtbot.keyClick(part(window, QLineEdit, "site_domain"), Qt.Key.Key_Return)
    assert not message.isVisible()


def test_an_error_without_a_field_is_shown_below_the_form(qtbot: QtBot, window: FirstRun, client: FrameClient) -> None:
    client.refuse = AppError("unreachable", "The server does not answer.")
    fill_in(qtbot, window)
    press(qtbot, window, "first_run_add")
    message = cast(QLabel, part(window, QLabel, "site_form_error"))
    qtbot.waitUntil(message.isVisible)
    assert message.text() == "The server does not answer."


def test_sample_data_can_be_added_instead(qtbot: QtBot, window: FirstRun) -> None:
    with qtbot.waitSignal(window.finished) as finished:
        press(qtbot, window, "first_run_sample")
    assert finished.args[0].is_sample


def test_every_variant_of_the_snippet_can_be_copied(qtbot: QtBot, window: FirstRun) -> None:
    fill_in(qtbot, window)
    with qtbot.waitSignal(window.website_added):
        press(qtbot, window, "first_run_add")
    seen = set()
    for kind in ("direct", "first_party", "caddy", "nginx"):
        qtbot.mouseClick(part(window, QWidget, f"snippet_kind_{kind}"), Qt.MouseButton.LeftButton)
        seen.add(cast(QPlainTextEdit, part(window, QPlainTextEdit, "snippet_text")).toPlainText())
    assert len(seen) == 4
    save_screen(window, "first-run-2-nginx")


def test_an_error_goes_when_its_field_is_mended(qtbot: QtBot, window: FirstRun, client: FrameClient) -> None:
    client.refuse = BadRequest("name is required", field="name")
    press(qtbot, window, "first_run_add")
    error, name = part(window, QLabel, "site_name_error"), part(window, QLineEdit, "site_name")
    qtbot.waitUntil(error.isVisible)
    assert name.property("tone") == "down"
    qtbot.keyClicks(part(window, QLineEdit, "site_domain"), "tea.example")
    assert error.isVisible()
    qtbot.keyClicks(name, "M")
    assert not error.isVisible()
    assert name.property("tone") == ""
    assert name.accessibleDescription() == ""


def test_an_error_of_the_whole_form_goes_when_any_field_is_changed(
    qtbot: QtBot, window: FirstRun, client: FrameClient
) -> None:
    client.refuse = AppError("unreachable", "The server cannot be reached.")
    press(qtbot, window, "first_run_add")
    error = part(window, QLabel, "site_form_error")
    qtbot.waitUntil(error.isVisible)
    qtbot.keyClicks(part(window, QLineEdit, "site_domain"), "t")
    assert not error.isVisible()


def test_without_sites_there_is_no_way_out(qtbot: QtBot, window: FirstRun) -> None:
    with qtbot.assertNotEmitted(window.left):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not part(window, QPushButton, "first_run_leave").isVisible()


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_with_sites_of_others_it_can_be_left(qtbot: QtBot, window: FirstRun, way: str) -> None:
    window.show_way_out(True)
    save_screen(window, "first-run-way-out")
    with qtbot.waitSignal(window.left):
        if way == "button":
            press(qtbot, window, "first_run_leave")
        else:
            qtbot.keyClick(part(window, QLineEdit, "site_name"), Qt.Key.Key_Escape)


def test_leaving_after_adding_a_site_shows_that_site(qtbot: QtBot, window: FirstRun) -> None:
    fill_in(qtbot, window)
    with qtbot.waitSignal(window.website_added) as added:
        press(qtbot, window, "first_run_add")
    with qtbot.waitSignal(window.finished) as finished:
        press(qtbot, window, "first_run_leave")
    assert finished.args == added.args
