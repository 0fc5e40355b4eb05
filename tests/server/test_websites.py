"""Websites over HTTP: create, list page by page, change and delete them."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

import pytest

from app.config import Settings
from app.domain.errors import AppError
from app.domain.websites import NewWebsite, WebsiteChange, new_website_id
from app.storage import websites as stored
from tests.server.conftest import BROWSER, PAGEVIEW, Running, Start, open_parts


async def sent(running: Running, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    """Status and JSON of one request; None for an empty body."""
    async with running.http.request(method, path, json=body) as response:
        text = await response.text()
        return response.status, (await response.json() if text else None)


async def test_a_new_website_returns_201_and_its_snippet(running: Running) -> None:
    status, answer = await sent(running, "POST", "/api/websites", {"name": "Shop", "domain": "Example.COM"})
    website = answer["data"]
    assert status == 201
    assert re.fullmatch("site_[0-9a-z]{10}", website["id"])
    assert (website["domain"], website["timezone"], website["tenant_id"]) == ("example.com", "UTC", None)
    assert website["tracking_snippet"].startswith('<script defer src="http://localhost:3000/s.js"')
    assert website["id"] in website["tracking_snippet"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z", website["created_at"])


async def test_the_snippet_uses_the_tracking_base(start: Start) -> None:
    running = await start(public_url="https://stats.example.com", tracking_public_base="https://t.example.com")
    website = await running.api.website(await running.add_website())
    assert 'src="https://t.example.com/s.js"' in website.tracking_snippet


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "", "domain": "example.com"}, "name"),
        ({"name": "Shop", "domain": ""}, "domain"),
        ({"name": "Shop", "domain": "com"}, "domain"),
        ({"name": "Shop", "domain": "co.uk"}, "domain"),
        ({"name": "Shop", "domain": "https://example.com"}, "domain"),
        ({"name": "Shop", "domain": "example.com", "timezone": "Mars/Olympus"}, "timezone"),
        ({"domain": "example.com"}, "name"),
        ({"name": 7, "domain": "example.com"}, "name"),
        ({"name": "Shop", "domain": ["example.com"]}, "domain"),
        ([], None),
        (None, None),
    ],
)
async def test_a_wrong_field_is_named(common_server: Running, body: Any, field: str | None) -> None:
    before = common_server.context.directory.all()
    status, answer = await sent(common_server, "POST", "/api/websites", body if body is not None else "text")
    assert (status, answer["error"]["code"], answer["error"]["field"]) == (400, "bad_request", field)
    assert common_server.context.directory.all() == before


async def test_unknown_fields_are_ignored_and_a_null_zone_is_utc(running: Running) -> None:
    body = {"name": "Shop", "domain": "example.com", "timezone": None, "colour": "red"}
    status, answer = await sent(running, "POST", "/api/websites", body)
    assert (status, answer["data"]["timezone"]) == (201, "UTC")


async def test_websites_are_listed_in_the_order_they_were_added_page_by_page(running: Running) -> None:
    ids = [await running.add_website(f"Shop {number}") for number in range(5)]
    listed, path = [], "/api/websites?limit=2"
    for _ in range(3):
        _, answer = await sent(running, "GET", path)
        listed += [website["id"] for website in answer["data"]]
        assert answer["pagination"]["total"] == 5
        path = f"/api/websites?limit=2&cursor={answer['pagination']['next_cursor']}"
    assert listed == ids
    assert answer["pagination"] == {"total": 5, "limit": 2, "cursor": None, "next_cursor": None, "has_more": False}


async def test_every_website_is_on_one_page_whatever_the_clock_said_when_it_was_added(start: Start) -> None:
    now = datetime(2026, 3, 14, tzinfo=UTC)
    running = await start(clock=lambda: now)
    ids = set()
    for number in range(7):
        now = datetime(2026, 3, 14 - number // 2, tzinfo=UTC)  # set back, and twice the same
        ids.add(await running.add_website(f"Shop {number}"))
    listed, cursor = [], ""
    while cursor is not None:
        _, answer = await sent(running, "GET", f"/api/websites?limit=2&cursor={cursor}")
        listed += [website["id"] for website in answer["data"]]
        cursor = answer["pagination"]["next_cursor"]
    assert len(listed) == 7
    assert set(listed) == ids


@pytest.mark.parametrize(("limit", "used"), [("0", 1), ("-3", 1), ("100", 100), ("1000", 100), ("", None), ("x", None)])
async def test_the_page_size_is_clamped(common_server: Running, limit: str, used: int | None) -> None:
    status, answer = await sent(common_server, "GET", f"/api/websites?limit={limit}")
    if used is None:
        assert (status, answer["error"]["field"]) == (400, "limit")
    else:
        assert answer["pagination"]["limit"] == used


@pytest.mark.parametrize("cursor", ["x", "!!", "AAAA", "%00", "w6k="])
async def test_a_foreign_cursor_is_refused(common_server: Running, cursor: str) -> None:
    status, answer = await sent(common_server, "GET", f"/api/websites?cursor={cursor}")
    assert (status, answer["error"]["field"]) == (400, "cursor")


async def test_a_repeated_parameter_is_refused(common_server: Running) -> None:
    status, answer = await sent(common_server, "GET", "/api/websites?limit=1&limit=2")
    assert (status, answer["error"]["field"]) == (400, "limit")


async def test_a_change_keeps_fields_it_does_not_name(running: Running) -> None:
    website_id = await running.add_website("Shop", "example.com", "Europe/Berlin")
    status, answer = await sent(running, "PUT", f"/api/websites/{website_id}", {"name": "Store", "domain": None})
    changed = answer["data"]
    assert (status, changed["name"], changed["domain"]) == (200, "Store", "example.com")
    assert changed["timezone"] == "Europe/Berlin"
    assert changed["updated_at"] > changed["created_at"]


async def test_an_empty_change_changes_nothing(running: Running) -> None:
    website_id = await running.add_website()
    before = await running.api.website(website_id)
    assert await running.api.change_website(website_id, WebsiteChange()) == before


@pytest.mark.parametrize(
    "body", [{"name": " "}, {"domain": "co.uk"}, {"timezone": "Nowhere"}, {"name": 1}, {"domain": {}}]
)
async def test_an_invalid_change_is_refused_as_a_whole(common_server: Running, body: Any) -> None:
    website_id = await common_server.add_website()
    before = await common_server.api.website(website_id)
    status, answer = await sent(common_server, "PUT", f"/api/websites/{website_id}", {"name": "New name"} | body)
    assert (status, answer["error"]["field"]) == (400, next(iter(body)))
    assert await common_server.api.website(website_id) == before


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("website_id", ["site_0000000000", "%00", "..%2f..", "'; DROP TABLE websites; --", "%FF"])
async def test_an_unknown_website_is_404(common_server: Running, method: str, website_id: str) -> None:
    status, answer = await sent(common_server, method, f"/api/websites/{website_id}", {})
    assert (status, answer["error"]["message"]) == (404, "Website not found")


async def test_deleting_a_website_deletes_stored_and_waiting_events(running: Running) -> None:
    kept, website_id = await running.add_website("Kept"), await running.add_website("Gone")
    await running.collect(kept)
    await running.collect(website_id, visitor_id="someone")
    waiting = PAGEVIEW | {"website_id": website_id}
    async with running.http.post("/api/collect", json=waiting, headers=BROWSER) as response:
        assert response.status == 202
    status, answer = await sent(running, "DELETE", f"/api/websites/{website_id}")
    assert (status, answer) == (204, None)
    await running.context.ingest.flush()
    assert await running.context.events.read(counts) == {
        "websites": 1, "events": 1, "sessions": 0, "sessions_live": 1, "client_visitors": 0
    }  # fmt: skip
    async with running.http.post("/api/collect", json=waiting, headers=BROWSER) as response:
        assert response.status == 404


async def test_websites_survive_a_restart(make_settings: Callable[..., Settings]) -> None:
    settings = make_settings()
    async with AsyncExitStack() as first:
        parts = await open_parts(settings, None, first)
        shop = NewWebsite("Shop", "example.com", "Asia/Tokyo")
        website = await parts.events.write(stored.add, shop, new_website_id(), datetime.now(UTC))
    async with AsyncExitStack() as second:
        parts = await open_parts(settings, None, second)
        assert parts.directory.get(website.id) == website


async def test_a_failed_deletion_keeps_the_website(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    website_id = await running.add_website()

    async def full_disk(*_: object, **__: object) -> None:
        raise AppError("storage_unavailable", "The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(type(running.context.events), "write", full_disk)
        with pytest.raises(AppError, match="The disk is full."):
            await running.api.delete_website(website_id)
    assert (await running.api.website(website_id)).id == website_id
    await running.api.delete_website(website_id)
    assert await running.api.list_websites() == ()


async def test_hundreds_of_websites_reach_the_client_in_order(running: Running) -> None:
    names = [f"Shop {number}" for number in range(103)]
    for name in names:
        await running.api.add_website(NewWebsite(name, "example.com"))
    assert [website.name for website in await running.api.list_websites()] == names


def counts(con: Any) -> dict[str, int]:
    tables = ("websites", "events", "sessions", "sessions_live", "client_visitors")
    return {name: con.table(name).count("*").fetchall()[0][0] for name in tables}
