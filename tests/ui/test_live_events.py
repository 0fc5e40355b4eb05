"""The table of newest events."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.ui.models.live_events import COLUMNS, MAX_ROWS, LiveEventsModel, LiveRow, row_of
from tests.ui.fakes import arrived, busy
from tests.ui.samples import NOW


@pytest.fixture
def model(qtbot: QtBot) -> LiveEventsModel:
    return LiveEventsModel(lambda: NOW)


def rows(*ages_s: int) -> list[LiveRow]:
    return [row_of(arrived(f"/{age}", ts=NOW - timedelta(seconds=age))) for age in ages_s]


def paths(model: LiveEventsModel) -> list[str]:
    return [row.text for row in model.rows]


def test_the_model_passes_the_checks_of_qt(model: LiveEventsModel, qtmodeltester: ModelTester) -> None:
    model.add(map(row_of, busy().recent_events))
    qtmodeltester.check(model)


def test_newer_events_are_above_older_ones_in_any_order_of_arrival(model: LiveEventsModel) -> None:
    model.add(rows(30, 20))
    model.add(rows(10))
    model.add(rows(25))
    assert paths(model) == ["/10", "/20", "/25", "/30"]


def test_an_event_pushed_and_then_read_from_the_database_appears_once(model: LiveEventsModel) -> None:
    model.add(rows(5))
    model.add(rows(5, 6))
    assert paths(model) == ["/5", "/6"]


def test_rows_are_bounded(model: LiveEventsModel, qtmodeltester: ModelTester) -> None:
    for age in range(MAX_ROWS + 30, 0, -10):
        model.add(rows(*range(age, age - 10, -1)))
    assert model.rowCount() == MAX_ROWS
    assert paths(model)[0] == "/1"
    qtmodeltester.check(model)


def test_old_rows_are_dropped(model: LiveEventsModel) -> None:
    model.add(rows(10, 100, 1_000))
    model.drop_before(NOW - timedelta(seconds=100))
    assert paths(model) == ["/10"]


def test_a_row_shows_page_place_source_and_time(model: LiveEventsModel) -> None:
    model.add([row_of(arrived("/tea", title="Green tea", referrer_domain="t.co", ts=NOW - timedelta(seconds=12)))])
    shown = [model.index(0, at).data() for at in range(len(COLUMNS))]
    assert shown == ["Green tea \N{MIDDLE DOT} /tea", "t.co", "Berlin, Germany", "Firefox", "12 s ago"]
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("Pageview")


def test_a_custom_event_shows_its_name() -> None:
    assert row_of(arrived("/buy", event_type="event", event_name="purchase")).text == "purchase \N{MIDDLE DOT} /buy"
