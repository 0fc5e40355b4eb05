"""Formats of old numbers: how they are recognised, what becomes of their rows, and lines that nobody wrote."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.files.csv_text import csv_text
from app.domain.imports.csv_rows import LONGEST_CELL
from app.domain.imports.formats import FORMATS, recognise
from app.domain.imports.rows import OldClient, OldEvent, Refusal, Row
from app.domain.ingest.events import ClientContext
from app.domain.ingest.urls import Utm
from app.domain.reports.exports import COLUMNS
from tests.imported_day import access_log, goatcounter_csv, known_day, own_csv, umami_tables

EVENTS, SESSIONS = umami_tables(known_day())
FILES = {
    "sparklytics_csv": own_csv(known_day()),
    "goatcounter_csv": goatcounter_csv(known_day()),
    "umami_csv": EVENTS,
    "access_log": access_log(known_day()),
}
GOAT = (
    *("2Path", "Title", "Event", "UserAgent", "Browser", "System", "Session", "Bot", "Referrer"),
    *("Referrer scheme", "Screen size", "Location", "FirstVisit", "Date"),
)
COMBINED = '192.0.2.1 - - [10/Mar/2026:10:00:00 +0000] "{}" {} 5 "{}" "{}"'


def rows_of(name: str, text: str, part: int = 0) -> list[Row]:
    known = next(one for one in FORMATS if one.name == name)
    return list(known.parts[part].read(iter(io.StringIO(text, newline=""))))


def line_of(request: str, status: int = 200, referrer: str = "-", agent: str = "Firefox/1") -> Row:
    (row,) = rows_of("access_log", COMBINED.format(request, status, referrer, agent))
    return row


def goat(**values: Any) -> OldEvent:
    given_values = {"2Path": "/a", "Event": "false", "Session": "s", "Date": "2026-03-10T10:00:00Z"} | values
    (row,) = rows_of("goatcounter_csv", csv_text(GOAT, [[given_values.get(name, "") for name in GOAT]]))
    assert isinstance(row, OldEvent)
    return row


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_recognised_by_its_beginning_alone(name: str) -> None:
    known = recognise([FILES[name].decode()[:2_000]])
    assert known is not None
    assert known[0].name == name
    assert recognise(["what\nis\nthis\n"]) is None


def test_tables_of_umami_belong_together_in_any_order_next_to_other_files() -> None:
    known = recognise(["read me", SESSIONS.decode(), EVENTS.decode()])
    assert known is not None
    umami, parts = known
    assert parts == (None, umami.parts[1], umami.parts[0])
    assert recognise([SESSIONS.decode()]) is None  # there are no events in it


@given(
    name=st.sampled_from(sorted(FILES)), text=st.text(max_size=200), at=st.integers(0, 2_000), cut=st.integers(0, 50)
)
def test_a_damaged_file_yields_rows_and_refusals_and_no_error(name: str, text: str, at: int, cut: int) -> None:
    whole = FILES[name].decode()[:4_000]
    for row in rows_of(name, whole[:at] + text + whole[at + cut :]):
        assert isinstance(row, OldEvent | OldClient | Refusal)
        assert row.line if not isinstance(row, OldClient) else True


@given(title=st.text(alphabet=" '\"=+-@;\t\r\nax,＝", max_size=12))
def test_texts_come_back_from_an_export_as_they_were(title: str) -> None:
    """What keeps spreadsheets from running a text is taken away again."""
    values = {"event_type": "pageview", "url": "/a", "visitor_id": "v", "created_at": "2026-03-10T10:00:00Z"}
    cells = [(values | {"title": title}).get(name, "") for name in COLUMNS]
    (row,) = rows_of("sparklytics_csv", csv_text(COLUMNS, [cells]))
    assert isinstance(row, OldEvent)
    assert row.title == (title or None)


def test_a_quotation_mark_that_is_never_closed_takes_only_a_part_of_the_file() -> None:
    line = "/a,,false,,Firefox 127,Linux,s,0,,o,,DE,false,2026-03-10T10:00:00Z\n"
    limit = csv.field_size_limit(300)
    try:
        rows = rows_of("goatcounter_csv", ",".join(GOAT) + "\n" + '"' + 40 * line)
    finally:
        csv.field_size_limit(limit)
    assert limit == LONGEST_CELL
    assert [type(row) for row in rows] == [Refusal, *[OldEvent] * (len(rows) - 1)]
    assert len(rows) > 30


def test_names_of_goatcounter_are_sources_and_campaigns_and_only_addresses_referrers() -> None:
    assert goat(Referrer="www.google.com/x", **{"Referrer scheme": "h"}).referrer == "https://www.google.com/x"
    named = goat(Referrer="Hacker News", **{"Referrer scheme": "g"})
    assert (named.referrer, named.utm) == (None, Utm(source="Hacker News"))
    assert goat(Referrer="spring", **{"Referrer scheme": "c"}).utm == Utm(campaign="spring")


def test_systems_of_goatcounter_are_split_into_name_and_version() -> None:
    row = goat(Browser="Samsung Browser 12.1", System="iOS 15.4", Location="US-TX", **{"Screen size": "390,844,3"})
    assert row.context == ClientContext(
        country="US",
        browser="Samsung Browser",
        browser_version="12.1",
        os="iOS",
        os_version="15.4",
        device="mobile",
        screen="390x844",
    )
    assert goat(System="macOS").context == ClientContext(os="macOS", device="desktop")
    assert (goat(Bot="0").is_bot, goat(Bot="3").is_bot) == (False, True)


def test_custom_events_of_goatcounter_have_their_path_as_name() -> None:
    row = goat(Event="true", **{"2Path": "signup"})
    assert (row.name, row.url) == ("signup", "/")


def test_umami_tells_links_and_pixels_apart_from_events() -> None:
    kinds = EVENTS.decode().replace(",1,,example.com", ",3,,example.com", 1)
    refused = [row for row in rows_of("umami_csv", kinds) if isinstance(row, Refusal)]
    assert [row.reason for row in refused] == ["The event is neither a pageview nor a custom event."]
    client = rows_of("umami_csv", SESSIONS.decode(), part=1)[0]
    assert isinstance(client, OldClient)
    assert (client.context.browser, client.context.device) == (known_day()[0].person.browser[0], "desktop")


@pytest.mark.parametrize(
    ("request_line", "status", "reason"),
    [
        ("POST /a HTTP/1.1", 200, "a request that is no GET."),
        ("GET /a HTTP/1.1", 301, "a reply whose status is neither 200 nor 304."),
        ("GET /a/b.CSS?v=1.2 HTTP/2.0", 304, "a file that is no page."),
    ],
)
def test_a_log_has_more_than_pages(request_line: str, status: int, reason: str) -> None:
    row = line_of(request_line, status)
    assert row == Refusal(1, f"Left out: {reason}", is_fault=False)


def test_a_page_of_a_log_has_its_query_its_referrer_and_its_client() -> None:
    row = line_of("GET /v1.2/a?x=\\x22y HTTP/1.1", 304, "https://a.example/", 'A \\"quoted\\" agent')
    assert isinstance(row, OldEvent)
    assert (row.url, row.referrer) == ('/v1.2/a?x="y', "https://a.example/")
    assert (row.user_agent, row.address) == ('A "quoted" agent', "192.0.2.1")
    assert "192.0.2.1" in row.visitor
    other_day = COMBINED.format("GET /a HTTP/1.1", 200, "-", "Firefox/1").replace("10/Mar", "11/Mar")
    (later,) = rows_of("access_log", other_day)
    assert isinstance(later, OldEvent)
    assert later.visitor != row.visitor
    assert later.referrer is None


def test_lines_of_a_log_that_cannot_be_read_say_why() -> None:
    text = "nonsense\n\n" + COMBINED.format("GET / HTTP/1.1", 200, "-", "-").replace("10/Mar", "32/Foo") + "\n"
    assert rows_of("access_log", text) == [
        Refusal(1, "The line is not in combined form."),
        Refusal(3, "The time cannot be read."),
    ]
