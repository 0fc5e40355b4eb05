"""Text of strangers in the window: it is shown as it is written, never read as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.items.funnels import FunnelStepResult
from app.domain.reports.request import Filter
from app.loop import LoopThread
from app.ui import format
from app.ui.charts.steps import StepBars
from app.ui.texts import plain_tip
from tests.ui.fake_accounts import api_key
from tests.ui.fake_sharing import shared
from tests.ui.fakes import FakeControl, FrameClient, arrived, batch, busy, status
from tests.ui.frame import Frame
from tests.ui.hostile_site import MARKUP
from tests.ui.html_places import html_places, shows_markup
from tests.ui.samples import SITE

HOSTILE = replace(SITE, name=f"Shop {MARKUP}", domain=f"{MARKUP}.example")


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> Iterator[Frame]:
    """Window of a server whose every text is markup."""
    client = FrameClient(HOSTILE)
    now = busy()
    client.now_active = replace(
        now,
        recent_events=tuple(
            replace(event, url=f"https://tea.example/{MARKUP}", path=f"/{MARKUP}", title=MARKUP, event_name=MARKUP)
            for event in now.recent_events
        ),
        top_pages=tuple(replace(count, value=MARKUP) for count in now.top_pages),
        top_sources=tuple(replace(count, value=MARKUP) for count in now.top_sources),
    )
    client.api_keys, client.mode = [api_key("key_1", MARKUP)], "local"
    client.shared_as = shared()
    frame = Frame(qtbot, loop_thread, client, tmp_path, FakeControl())
    frame.start()
    frame.until_pages()
    yield frame
    frame.close()


def test_no_text_of_a_stranger_is_read_as_html_on_pages_about_the_server(frame: Frame) -> None:
    frame.client.push(replace(status(), checks=(replace(status().checks[1], message=f"{MARKUP}."),)))
    frame.client.push(batch(arrived(f"/{MARKUP}", title=MARKUP, event_name=MARKUP, referrer_domain=MARKUP)))
    for page in ("realtime", "sharing", "server", "security", "api_keys"):
        frame.window.actions_of_view.show_page(page)
        frame.qtbot.waitUntil(lambda: not frame.bridge.has_open_calls)
        assert html_places() == set(), page
    frame.press("key_new")
    frame.qtbot.keyClicks(frame.part(QLineEdit, "key_name"), MARKUP)
    frame.press("key_make")
    frame.qtbot.waitUntil(lambda: frame.is_visible("key_text"))
    assert html_places() == set()
    frame.qtbot.keyClick(frame.part(QWidget, "key_dialog"), Qt.Key.Key_Escape)
    frame.qtbot.waitUntil(lambda: frame.is_visible("lose_dialog"))
    assert html_places() == set()
    assert shows_markup(), "the markup has to be on screen for this test to say anything"


def test_tips_of_markup_show_the_markup_and_others_stay_as_they_are() -> None:
    assert plain_tip("Tea & cakes\n/shop") == "Tea & cakes\n/shop"
    tip = plain_tip(MARKUP)
    assert "<img" not in tip
    assert "&lt;img" in tip


def test_signs_for_facts_in_a_strangers_text_are_no_places_for_other_facts(qtbot: QtBot) -> None:
    assert format.filter_text(Filter("event_data.%2", "tea")) == "%2 is tea"
    bars = StepBars("steps", "Steps")
    qtbot.addWidget(bars)
    bars.set_steps((FunnelStepResult(1, "20%3 off", 40, 0, 0.0, 1.0, 1.0, None, None),))
    assert bars.spoken(0) == "Step 1, 20%3 off: 40 sessions, 100.0% of all"
