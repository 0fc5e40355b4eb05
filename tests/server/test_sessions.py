"""Sessions over HTTP: pages of a list, one session with its events, and refusals."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
import pytest_asyncio

from app.domain.ingest.events import Event
from app.domain.reports.cursors import cursor_text
from app.domain.reports.sessions import SessionCursor
from app.storage.connection import Connection
from tests.histories import event, store, utc
from tests.server.conftest import Running, Start
from tests.server.raw import get
from tests.server.test_custom_events import site_with

DAY = {"start_date": "2026-02-20", "end_date": "2026-02-20"}


@pytest.fixture(scope="module")
def running(common_server: Running) -> Running:
    return common_server


def day() -> list[Event]:
    """Three sessions on three hosts: three events, two events, two pageviews; the newest last."""
    named = {"kind": "event", "event_name": "purchase"}
    docs = {"origin": "https://docs.example.com", "hostname": "docs.example.com"}
    app = {"origin": "https://app.example.com", "hostname": "app.example.com"}
    blog = {"origin": "https://blog.example.com", "hostname": "blog.example.com"}
    return [
        event("2026-02-20 08:00", 3, "/post", **blog),
        event("2026-02-20 08:20", 3, "/post", **blog),
        event("2026-02-20 09:00", 2, "/home", **app),
        event("2026-02-20 09:15", 2, "/upgrade", **app, kind="event", event_name="upgrade"),
        event(
            "2026-02-20 10:00", 1, "/start", query_and_fragment="?utm_source=x", **docs, country="DE", utm_source="x"
        ),
        event("2026-02-20 10:05", 1, "/checkout", event_data='{"value":5}', **docs, **named),
        event("2026-02-20 10:10", 1, "/thank-you", **docs, country="FR"),
    ]


@pytest_asyncio.fixture(loop_scope="module")
async def site(running: Running) -> str:
    return await site_with(running, day())


async def ask(running: Running, site: str, **params: str) -> Any:
    answer = await get(running, f"/api/websites/{site}/sessions", **params)
    assert answer.status == 200, answer.body
    return answer.json


def entries(listing: Any) -> list[str]:
    return [row["entry_page"] for row in listing["data"]]


async def test_a_session_is_listed_with_all_its_fields(running: Running, site: str) -> None:
    listing = await ask(running, site, **DAY)
    assert entries(listing) == ["/start", "/home", "/post"]
    assert listing["pagination"] == {"limit": 50, "next_cursor": None, "has_more": False}
    newest = listing["data"][0]
    assert newest == {
        "session_id": newest["session_id"],
        "visitor_id": "0000000000000001",
        "first_seen": "2026-02-20T10:00:00Z",
        "last_seen": "2026-02-20T10:10:00Z",
        "duration_seconds": 600,
        "pageview_count": 2,
        "event_count": 3,
        "entry_page": "/start",
        "exit_page": "/thank-you",
        "entry_url": "https://docs.example.com/start?utm_source=x",
        "exit_url": "https://docs.example.com/thank-you",
        "country": "FR",
        "region": None,
        "city": None,
        "browser": None,
        "os": None,
        "device_type": None,
        "referrer_domain": None,
        "channel": "Direct",
        "utm_source": "x",
        "utm_medium": None,
        "utm_campaign": None,
        "is_bot": False,
        "source": "x",
        "visitor_id_scope": "day",
    }
    assert len(newest["session_id"]) == 16
    numbers = [(row["duration_seconds"], row["pageview_count"], row["event_count"]) for row in listing["data"][1:]]
    assert numbers == [(900, 1, 2), (1200, 2, 2)]


async def test_the_source_is_the_first_known_one_of_any_event(running: Running) -> None:
    history = [
        event("2026-02-20 10:00", 1, "/a"),
        event("2026-02-20 10:01", 1, "/b", referrer_domain="news.example"),
        event("2026-02-20 10:02", 1, "/c", utm_source="later"),
        event("2026-02-20 11:00", 2, "/a"),
    ]
    site = await site_with(running, history)
    listing = await ask(running, site, **DAY, sort="first_seen", order="asc")
    assert [(row["source"], row["referrer_domain"], row["channel"]) for row in listing["data"]] == [
        ("news.example", None, "Direct"),
        (None, None, "Direct"),
    ]
    listing = await ask(running, site, **DAY, filter_source="news.example")
    assert [row["source"] for row in listing["data"]] == ["news.example"]


async def test_the_place_of_the_last_event_counts_even_when_unknown(running: Running) -> None:
    site = await site_with(
        running, [event("2026-02-20 10:00", 1, "/a", country="DE"), event("2026-02-20 10:01", 1, "/b")]
    )
    assert (await ask(running, site, **DAY))["data"][0]["country"] is None


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"filter_hostname": "docs.example.com"}, ["/start"]),
        ({"filter_page": "/checkout"}, ["/start"]),
        ({"filter_page": "*o*"}, ["/start", "/home", "/post"]),
        ({"filter_entry_page": "!/home"}, ["/start", "/post"]),
        ({"filter_event_name": "upgrade,purchase"}, ["/start", "/home"]),
        ({"visitor_id": "0000000000000002"}, ["/home"]),
        ({"visitor_id": "somebody"}, []),
        ({"start_date": "2026-02-21", "end_date": "2026-02-21"}, []),
    ],
)
async def test_filters_select_sessions_by_their_events(
    running: Running, site: str, params: dict[str, str], expected: list[str]
) -> None:
    listing = await ask(running, site, **(DAY | params))
    assert entries(listing) == expected
    assert all(row["event_count"] in (2, 3) for row in listing["data"]), "filters do not cut a session"


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("last_seen", ["/start", "/home", "/post"]),
        ("first_seen", ["/start", "/home", "/post"]),
        ("duration_seconds", ["/post", "/home", "/start"]),
        ("event_count", ["/start"]),
        ("pageview_count", []),
    ],
)
async def test_every_order_can_be_paged_through_in_both_directions(
    running: Running, site: str, sort: str, expected: list[str]
) -> None:
    for order in ("desc", "asc"):
        rows = (await ask(running, site, **DAY, sort=sort, order=order))["data"]
        shown = [row["entry_page"] for row in rows]
        assert (shown if order == "desc" else shown[::-1])[: len(expected)] == expected
        paged: list[Any] = []
        cursor: dict[str, str] = {}
        while True:
            page = await ask(running, site, **DAY, sort=sort, order=order, limit="1", **cursor)
            paged += page["data"]
            assert page["pagination"]["has_more"] is (page["pagination"]["next_cursor"] is not None)
            if not page["pagination"]["has_more"]:
                break
            cursor = {"cursor": page["pagination"]["next_cursor"]}
        assert paged == rows


async def test_pages_follow_each_other_by_cursor(running: Running, site: str) -> None:
    page = await ask(running, site, **DAY, limit="2")
    assert entries(page) == ["/start", "/home"]
    assert page["pagination"]["has_more"]
    page = await ask(running, site, **DAY, limit="2", cursor=page["pagination"]["next_cursor"])
    assert entries(page) == ["/post"]
    assert page["pagination"] == {"limit": 2, "next_cursor": None, "has_more": False}


async def test_a_session_that_continues_while_paging_is_listed_once(running: Running) -> None:
    site = await running.add_website()
    for visitor in ("a", "b", "c"):
        await running.collect(site, visitor_id=visitor)
    first = await ask(running, site, limit="1")
    for visitor in ("a", "new", "c"):
        await running.collect(site, visitor_id=visitor)
    second = await ask(running, site, limit="1", cursor=first["pagination"]["next_cursor"])
    third = await ask(running, site, limit="1", cursor=second["pagination"]["next_cursor"])
    pages = [page["data"][0] for page in (first, second, third)]
    assert {row["visitor_id_scope"] for row in pages} == {None}
    assert [(row["visitor_id"], row["event_count"]) for row in pages] == [("c", 1), ("b", 1), ("a", 2)]
    assert not third["pagination"]["has_more"]
    assert len((await ask(running, site))["data"]) == 4


async def test_bots_are_listed_on_request_and_always_have_a_detail_view(running: Running) -> None:
    site = await site_with(
        running, [event("2026-02-20 10:00", 1, "/a", is_bot=True), event("2026-02-20 10:01", 1, "/b")]
    )
    assert (await ask(running, site, **DAY))["data"] == []
    (row,) = (await ask(running, site, **DAY, include_bots="true"))["data"]
    assert row["is_bot"]
    answer = await get(running, f"/api/websites/{site}/sessions/{row['session_id']}")
    assert (answer.json["data"]["session"], len(answer.json["data"]["events"])) == (row, 2)


async def test_a_session_without_a_pageview_has_its_first_event_as_entry(running: Running) -> None:
    history = [event(f"2026-02-20 10:0{n}", 1, f"/{n}", kind="event", event_name="ping") for n in range(3)]
    (row,) = (await ask(running, await site_with(running, history), **DAY))["data"]
    assert (row["entry_page"], row["exit_page"], row["pageview_count"], row["event_count"]) == ("/0", "/2", 0, 3)


async def test_one_session_has_its_events_in_order(running: Running, site: str) -> None:
    row = (await ask(running, site, **DAY))["data"][0]
    answer = await get(running, f"/api/websites/{site}/sessions/{row['session_id']}")
    detail = answer.json["data"]
    assert detail["session"] == row
    assert detail["truncated"] is False
    assert [(item["event_type"], item["event_name"], item["created_at"]) for item in detail["events"]] == [
        ("pageview", None, "2026-02-20T10:00:00Z"),
        ("event", "purchase", "2026-02-20T10:05:00Z"),
        ("pageview", None, "2026-02-20T10:10:00Z"),
    ]
    assert detail["events"][1]["event_data"] == '{"value":5}'
    assert detail["events"][0] == {
        "id": detail["events"][0]["id"],
        "event_type": "pageview",
        "url": "https://docs.example.com/start?utm_source=x",
        "path": "/start",
        "title": None,
        "event_name": None,
        "event_data": None,
        "created_at": "2026-02-20T10:00:00Z",
    }
    assert len({UUID(item["id"]) for item in detail["events"]}) == 3


async def test_a_long_session_is_cut_after_two_thousand_events(running: Running) -> None:
    begin = utc("2026-02-20 10:00")
    history = [event(begin + timedelta(seconds=number), 1, f"/{number}") for number in range(2_001)]
    site = await site_with(running, history)
    (row,) = (await ask(running, site, **DAY))["data"]
    detail = (await get(running, f"/api/websites/{site}/sessions/{row['session_id']}")).json["data"]
    assert (len(detail["events"]), detail["events"][-1]["path"], detail["truncated"]) == (2_000, "/1999", True)
    assert detail["session"]["event_count"] == 2_001


async def test_live_and_finished_sessions_are_in_one_list(running: Running) -> None:
    site = await site_with(running, [])
    key = running.context.directory.require(site).key

    def add(con: Connection) -> None:
        history = day()
        for item in history:
            item.website = key
        store(con, history, ended_before=utc("2026-02-20 09:30"))

    await running.context.events.write(add)
    listing = await ask(running, site, **DAY)
    assert entries(listing) == ["/start", "/home", "/post"]
    for row in listing["data"]:
        assert (await get(running, f"/api/websites/{site}/sessions/{row['session_id']}")).status == 200


@pytest.mark.parametrize("session_id", ["0123456789abcdef", "sess_a", "0123456789ABCDEF", "f" * 17, "%00", "-1"])
async def test_an_unknown_session_is_404(running: Running, site: str, session_id: str) -> None:
    answer = await get(running, f"/api/websites/{site}/sessions/{session_id}")
    assert answer.refusal == (404, "not_found")
    assert answer.json["error"]["message"] == "Session not found"


async def test_a_session_of_another_website_is_404(running: Running, site: str) -> None:
    row = (await ask(running, site, **DAY))["data"][0]
    other = await running.add_website("Other", "other.example")
    assert (await get(running, f"/api/websites/{other}/sessions/{row['session_id']}")).status == 404


def forged(**changes: Any) -> str:
    good = SessionCursor("last_seen", "desc", 1_771_580_000_000_000, "0123456789abcdef", 1_771_580_000_000_000)
    return cursor_text(msgspec.structs.replace(good, **changes))


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "not!!base64",
        "é",
        "eyJscyI6IjIwMjYtMDItMjAgMDk6MTU6MDAiLCJzaWQiOiJzZXNzX2IifQ==",
        base64.urlsafe_b64encode(b'["last_seen","desc",1e99,"0123456789abcdef",1]').decode(),
        base64.urlsafe_b64encode(b"[" * 300).decode(),
        base64.urlsafe_b64encode(b"\xff\xfe").decode(),
        "A" * 100_0,
        forged(position=-1),
        forged(position=2**63),
        forged(as_of=2**62),
        forged(session="x'; DROP TABLE"),
        forged(session="0123456789abcdef0"),
        forged(sort="mood"),
        forged(sort="event_count"),
        forged(order="asc"),
    ],
)
async def test_a_foreign_cursor_is_refused(running: Running, site: str, cursor: str) -> None:
    answer = await get(running, f"/api/websites/{site}/sessions", **DAY, cursor=cursor)
    assert (answer.status, answer.json["error"]["field"]) == (400, "cursor"), answer.body


async def test_a_cursor_at_the_limits_of_time_is_accepted(running: Running, site: str) -> None:
    for at in (0, 4_102_444_800_000_000):
        for as_of in (0, 4_102_444_800_000_000):
            listing = await ask(running, site, **DAY, cursor=forged(position=at, as_of=as_of))
            assert len(listing["data"]) == (3 if at and as_of else 0)


@pytest.mark.parametrize(
    ("query", "message", "field"),
    [
        ("limit=0", "limit must be between 1 and 200", "limit"),
        ("limit=201", "limit must be between 1 and 200", "limit"),
        ("limit=999", "limit must be between 1 and 200", "limit"),
        ("limit=-5", "limit must be between 1 and 200", "limit"),
        ("limit=ten", "limit must be a whole number", "limit"),
        (
            "sort=mood",
            "sort must be one of: last_seen, first_seen, duration_seconds, event_count, pageview_count",
            "sort",
        ),
        ("order=up", "order must be one of: asc, desc", "order"),
        ("visitor_id=", "visitor_id must have 1 to 64 characters", "visitor_id"),
        (f"visitor_id={'x' * 65}", "visitor_id must have 1 to 64 characters", "visitor_id"),
        ("include_bots=yes", "include_bots must be one of: true, false, 1, 0", "include_bots"),
        ("start_date=2026-02-02&end_date=2026-02-01", "end_date must be on or after start_date", "end_date"),
    ],
)
async def test_invalid_parameters_are_refused_by_name(
    running: Running, site: str, query: str, message: str, field: str
) -> None:
    async with running.http.get(f"/api/websites/{site}/sessions?{query}") as response:
        assert response.status == 400
        assert (await response.json())["error"] == {"code": "bad_request", "message": message, "field": field}


@pytest.mark.parametrize("rest", ["", "/0123456789abcdef"])
async def test_anonymous_requests_are_401(start: Start, rest: str) -> None:
    running = await start(auth="password", password="secret", argon2_memory_kb=8)
    assert (await get(running, f"/api/websites/site_nowhere000/sessions{rest}")).refusal == (401, "unauthorized")
