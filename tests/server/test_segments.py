"""Segments and annotations over HTTP: every report accepts a segment, every series carries annotations."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from app.domain.items.annotations import NewAnnotation
from app.domain.items.segments import MAX_SEGMENTS, SEGMENTS, NewSegment, Segment
from app.storage import items, websites
from app.storage.connection import Connection
from tests.histories import f1
from tests.server.conftest import Running, Start
from tests.server.raw import JSON, get, send
from tests.server.test_worked_examples import F1, site_with

READERS = NewSegment("Readers", {"filter_page": "/a"})


@pytest.fixture(scope="module")
def running(common_server: Running) -> Running:
    return common_server


async def ask(running: Running, site: str, report: str, **params: str) -> Any:
    answer = await get(running, f"/api/websites/{site}/{report}", **F1, **params)
    assert answer.status == 200, answer.body
    return answer.json


async def test_a_segment_and_filters_narrow_every_report(running: Running) -> None:
    site = await site_with(running, f1())
    segment = await running.api.add_segment(site, READERS)
    for report in ("stats", "pageviews", "metrics", "overview"):
        extra = {"type": "country"} if report == "metrics" else {}
        by_id = await ask(running, site, report, segment=segment.id, **extra)
        assert by_id == await ask(running, site, report, filter_page="/a", **extra)
        assert by_id != await ask(running, site, report, **extra)
        both = await ask(running, site, report, segment=segment.id, filter_country="DE", **extra)
        assert both == await ask(running, site, report, filter_page="/a", filter_country="DE", **extra)
    assert (await ask(running, site, "stats", segment=segment.id, filter_page="/b"))["data"]["pageviews"] == 0


# Parameters that a report requires before it checks any other.
NEEDED = {
    "type": "page",
    "event_name": "signup",
    "goal_id": "goal_gone",
    "anchor_type": "page",
    "anchor_value": "/",
    "direction": "next",
    "granularity": "day",
    "start_date": "2026-03-01",
    "end_date": "2026-03-02",
    "questions": '{"it": {"report": "stats"}}',
}


async def test_every_report_with_filters_accepts_a_segment(running: Running) -> None:
    async with running.http.get("/api/openapi.json") as response:
        paths = (await response.json())["paths"]
    site, checked = await running.add_website(), 0
    for path, methods in paths.items():
        parameters = {item["name"]: item["required"] for item in methods.get("get", {}).get("parameters", ())}
        if "filter_country" not in parameters:
            continue
        assert "segment" in parameters, path
        needed = {name: NEEDED[name] for name, is_required in parameters.items() if is_required and name in NEEDED}
        answer = (await get(running, path.replace("{id}", site), **needed, segment="seg_gone")).json
        error = answer["data"]["it"]["error"] if path.endswith("/query") else answer["error"]
        checked += error["field"] == "segment"
    assert checked >= 12, "too few reports applied the segment"


async def test_a_changed_or_deleted_segment_takes_effect_at_once(running: Running) -> None:
    site = await site_with(running, f1())
    segment = await running.api.add_segment(site, READERS)
    body = b'{"filters": {"filter_country": "DE"}}'
    changed = await send(running, "PUT", f"/api/websites/{site}/segments/{segment.id}", body, **JSON)
    assert changed.json["data"]["filters"] == {"filter_country": "DE"}
    assert (await ask(running, site, "stats", segment=segment.id))["data"]["visitors"] == 1
    await running.api.delete_segment(site, segment.id)
    gone = await get(running, f"/api/websites/{site}/stats", segment=segment.id)
    assert (gone.status, gone.json["error"]["message"]) == (400, "there is no segment of this id")


async def test_segments_survive_a_website_change_and_a_restart(start: Start) -> None:
    running = await start()
    site = await running.add_website()
    segment = await running.api.add_segment(site, READERS)
    await send(running, "PUT", f"/api/websites/{site}", b'{"name": "Store"}', **JSON)
    assert (await get(running, f"/api/websites/{site}/stats", segment=segment.id)).status == 200
    (loaded,) = await running.context.events.read(websites.all_websites)
    assert loaded.segments == {segment.id: READERS.filters}


@pytest.mark.parametrize(
    ("body", "status", "code", "field"),
    [
        (b'{"filters": {"filter_page": "/a"}}', 400, "bad_request", "name"),
        (b'{"name": "x"}', 400, "bad_request", "filters"),
        (b'{"name": "x", "filters": {"filter_page": 5}}', 400, "bad_request", "filters"),
        (b'{"name": "x", "filters": ["filter_page"]}', 400, "bad_request", "filters"),
        (b'{"name": "x", "filters": {}}', 400, "bad_request", "filters"),
        (b'{"name": "x", "filters": {"filter_mood": "x"}}', 400, "bad_request", "filters"),
        (b'{"name": "Readers", "filters": {"filter_page": "/b"}}', 422, "duplicate_name", "name"),
    ],
)
async def test_an_invalid_segment_is_refused(running: Running, body: bytes, status: int, code: str, field: str) -> None:
    site = await running.add_website()
    await running.api.add_segment(site, READERS)
    answer = await send(running, "POST", f"/api/websites/{site}/segments", body, **JSON)
    assert (answer.refusal, answer.json["error"]["field"]) == ((status, code), field)
    assert len(await running.api.list_segments(site)) == 1


def fill(con: Connection, website: int) -> None:
    """Add as many segments to a website as it may have."""
    now = datetime.now(UTC)
    for number in range(MAX_SEGMENTS):
        items.add(con, website, SEGMENTS, Segment(f"seg_{number}", f"S{number}", READERS.filters, now, now))


async def test_the_101st_segment_is_refused(running: Running) -> None:
    site = await running.add_website()
    key = running.context.directory.require(site).key
    await running.context.events.write(fill, key)
    body = b'{"name": "one more", "filters": {"filter_page": "/a"}}'
    answer = await send(running, "POST", f"/api/websites/{site}/segments", body, **JSON)
    assert answer.refusal == (422, "limit_exceeded")


@pytest.mark.parametrize("kind", ["segments", "annotations"])
async def test_a_missing_item_is_404(running: Running, kind: str) -> None:
    site = await running.add_website()
    for method, path, body in (
        ("GET", f"/api/websites/{site}/{kind}/nothing", b""),
        ("PUT", f"/api/websites/{site}/{kind}/nothing", b"{}"),
        ("DELETE", f"/api/websites/{site}/{kind}/nothing", b""),
        ("GET", f"/api/websites/site_nowhere000/{kind}", b""),
    ):
        assert (await send(running, method, path, body, **JSON)).refusal == (404, "not_found")


async def test_a_series_carries_the_annotations_of_its_days(running: Running) -> None:
    site = await site_with(running, f1())
    launch = await running.api.add_annotation(site, NewAnnotation("2026-03-01", "Launch"))
    await running.api.add_annotation(site, NewAnnotation("2026-03-03", "Too late"))
    mail = await running.api.add_annotation(site, NewAnnotation("2026-03-02", "Mail", "23:30", "America/New_York"))
    second = await running.api.add_annotation(site, NewAnnotation("2026-03-02", "Talk", "09:10"))
    for report in ("pageviews", "overview"):
        annotations = (await ask(running, site, report, granularity="day"))["annotations"]
        assert [(item["id"], item["bucket"], item["text"]) for item in annotations] == [
            (launch.id, "2026-03-01", "Launch"),
            (second.id, "2026-03-02", "Talk"),
        ]
        assert annotations[1] == {
            "id": second.id,
            "date": "2026-03-02",
            "time": "09:10",
            "timezone": "UTC",
            "at": "2026-03-02T09:10:00Z",
            "text": "Talk",
            "bucket": "2026-03-02",
        }
    there = await ask(running, site, "pageviews", granularity="hour", timezone="America/New_York")
    assert [(item["id"], item["bucket"]) for item in there["annotations"]] == [
        (launch.id, "2026-03-01T05:00:00Z"),
        (second.id, "2026-03-02T09:00:00Z"),
        (mail.id, "2026-03-03T04:00:00Z"),
    ]
    assert mail.at == datetime(2026, 3, 3, 4, 30, tzinfo=UTC)


async def test_adding_items_requires_authentication(start: Start) -> None:
    running = await start(auth="password", password="a password", argon2_memory_kb=8)
    site = await running.add_website()
    for kind in ("segments", "annotations"):
        answer = await send(running, "POST", f"/api/websites/{site}/{kind}", b"{}", **JSON)
        assert answer.refusal == (401, "unauthorized")
