"""The table of newest events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from app.ui.models.live_events import MAX_ROWS, LiveRow, live_columns, newest, row_of
from tests.ui.fakes import arrived
from tests.ui.samples import NOW


def rows(*ages_s: int) -> list[LiveRow]:
    return [row_of(arrived(f"/{age}", ts=NOW - timedelta(seconds=age))) for age in ages_s]


def paths(shown: Iterable[LiveRow]) -> list[str]:
    return [row.text for row in shown]


def test_newer_events_are_above_older_ones_in_any_order_of_arrival() -> None:
    shown = newest(newest(rows(30, 20), rows(10)), rows(25))
    assert paths(shown) == ["/10", "/20", "/25", "/30"]


def test_an_event_pushed_and_then_read_from_the_database_appears_once() -> None:
    assert paths(newest(rows(5), rows(5, 6))) == ["/5", "/6"]


def test_rows_are_bounded() -> None:
    shown: tuple[LiveRow, ...] = ()
    for age in range(MAX_ROWS + 30, 0, -10):
        shown = newest(shown, rows(*range(age, age - 10, -1)))
    assert len(shown) == MAX_ROWS
    assert paths(shown)[0] == "/1"


def test_a_row_shows_page_place_source_and_time() -> None:
    row = row_of(arrived("/tea", title="Green tea", referrer_domain="t.co", ts=NOW - timedelta(seconds=12)))
    columns = live_columns(lambda: NOW)
    shown = [column.text(row) for column in columns]
    assert shown == ["Green tea", "t.co", "Berlin, Germany", "Firefox", "12 s ago"]
    assert columns[0].whole(row) == "Pageview: Green tea. tea.example/tea"


def test_the_whole_address_is_written_in_the_letters_of_people() -> None:
    url = "https://xn--caf-dma.example/t%C3%A9?utm_source=news&next=https://other.example#top"
    row = row_of(replace(arrived("/té"), url=url))
    assert row.address == "café.example/té?utm_source=news&next=https://other.example#top"
    assert row_of(replace(arrived("/tea"), url="/tea?a=1")).address == "/tea?a=1"


def test_a_custom_event_shows_its_name() -> None:
    assert row_of(arrived("/buy", event_type="event", event_name="purchase")).text == "purchase \N{MIDDLE DOT} /buy"
