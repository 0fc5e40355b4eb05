"""Unusable requests: each is refused with a sentence that names the field, and no other event is lost."""

from __future__ import annotations

from typing import Any

import aiohttp
import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from app.server.ingest.collect_body import EVENT_DATA_DEPTH, CollectEvent
from app.server.lifecycle import open_server
from app.server.reports.params import FILTERS
from tests.examples import examples
from tests.server.conftest import PAGEVIEW, Running
from tests.server.ingest.conftest import CLIENT
from tests.server.raw import get, post, stored

FIELDS = [field.name for field in msgspec.structs.fields(CollectEvent)]
NUMBERS = {"screen_width", "screen_height"}
PERIOD = ["start_date", "end_date", "timezone", "compare_mode", "compare_start_date", "compare_end_date"]
PARAMS = [*PERIOD, "granularity", "include_bots", "type", "limit", "offset", "search", "sort", "order", "metrics"]
REPORTS = ["stats", "pageviews", "metrics", "overview", "realtime"]


@pytest.fixture
def running(emptied_server: Running) -> Running:
    return emptied_server


def nested(levels: int, opening: str = "[", closing: str = "]") -> bytes:
    """Event data that is `levels` deep, itself included."""
    inside = levels - 1
    return b'{"a":' + (opening * inside + ("1" if opening != "[" else "") + closing * inside).encode() + b"}"


def event_with(site: str, name: str, value: bytes) -> bytes:
    """An event as JSON, one field of which is spelled as given."""
    fields = {"website_id": f'"{site}"'.encode(), "type": b'"pageview"', "url": b'"/"'} | {name: value}
    return b"{" + b",".join(b'"%s":%s' % (key.encode(), text) for key, text in fields.items()) + b"}"


@pytest.mark.parametrize("name", FIELDS)
async def test_a_field_of_a_wrong_type_is_named(running: Running, name: str) -> None:
    site = await running.add_website()
    wrong = ['"8"', "-1", "1.5", "4294967296", "{}"] if name in NUMBERS else ["7", "true", "[]", '["x"]']
    wrong += ['"text"'] if name == "event_data" else ["9" * 5_000]
    for value in wrong:
        answer = await post(running, event_with(site, name, value.encode()))
        assert answer.refusal == (400, "bad_request"), value
        assert answer.json["error"]["field"] == name, value
        assert name in answer.json["error"]["message"]
    assert await stored(running, "seq") == []


@pytest.mark.parametrize("name", ["website_id", "url"])
async def test_a_missing_field_is_named(running: Running, name: str) -> None:
    event = PAGEVIEW | {"website_id": await running.add_website()}
    answer = await post(running, {key: value for key, value in event.items() if key != name})
    assert answer.refusal == (400, "bad_request")
    assert answer.json["error"] | {"message": ""} == {"code": "bad_request", "message": "", "field": name}


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
@pytest.mark.parametrize(
    ("levels", "status"), [(EVENT_DATA_DEPTH, 202), (EVENT_DATA_DEPTH + 1, 400), (500, 400), (12_000, 400)]
)
async def test_deeply_nested_event_data_is_refused_at_a_fixed_depth(
    running: Running, levels: int, status: int, opening: str, closing: str
) -> None:
    site = await running.add_website()
    answer = await post(running, event_with(site, "event_data", nested(levels, opening, closing)))
    assert answer.status == status
    assert status == 202 or answer.refusal == (400, "bad_request")
    kept = [(nested(levels, opening, closing).decode(),)] if status == 202 else []
    assert await stored(running, "event_data") == kept


async def test_brackets_in_strings_do_not_count_as_depth(running: Running) -> None:
    event = PAGEVIEW | {"website_id": await running.add_website(), "event_data": {"a": "[{" * 1_000, "b": [[]] * 500}}
    assert (await post(running, event)).status == 202


async def test_accepted_event_data_decodes_even_on_a_deep_stack(running: Running) -> None:
    body = event_with(await running.add_website(), "event_data", nested(EVENT_DATA_DEPTH))

    def deep(levels: int) -> int:
        return deep(levels - 1) if levels else running.context.ingest.collect(body, CLIENT).status

    assert [deep(levels) for levels in (0, 300, 600)] == [202] * 3
    await running.context.ingest.journalled()


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\xff\xfe",
        b'{"website_id":',
        b"{}{}",
        b"null",
        b'"text"',
        b"[[]]",
        b"[1]",
        b"[" * 90_000,
        b'{"a":' * 20_000,
        b"[]",
        b" " * 102_401,
    ],
)
async def test_events_before_and_after_a_refused_body_are_stored(running: Running, bad: bytes) -> None:
    site = await running.add_website()
    for path in ("/before", "/after"):
        assert (await post(running, PAGEVIEW | {"website_id": site, "url": path})).status == 202
        status, code = (await post(running, bad)).refusal
        assert (status, code) in {(400, "bad_request"), (413, "payload_too_large")}
    assert await stored(running, "path") == [("/before",), ("/after",)]


@examples(40, suppress_health_check=(HealthCheck.function_scoped_fixture,))
@given(
    body=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*FIELDS, "x"]), inner),
    ),
    proper=st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=5) | st.just("pageview") | st.integers(0, 9)),
)
async def test_any_json_is_acknowledged_or_refused_and_counted(
    running: Running, body: Any, proper: dict[str, Any]
) -> None:
    known = running.context.directory.all()
    site = known[0].id if known else await running.add_website()
    before = running.context.ingest.status().accepted
    acknowledged = 0
    for value in (body, PAGEVIEW | {"website_id": site} | proper):
        answer = await post(running, value)
        acknowledged += answer.status == 202
        assert answer.status == 202 or answer.json["error"]["code"] in ("bad_request", "not_found")
    status = running.context.ingest.status()
    assert status.accepted - before == acknowledged
    assert status.accepted == status.stored + status.quarantined + status.depth
    await running.context.ingest.flush()
    assert running.context.ingest.status().quarantined == 0


async def test_unusual_strings_are_stored_unchanged(running: Running) -> None:
    odd = "\x00\x01' OR 1=1; DROP TABLE events; -- \u202e\U0001f600 \ufffe"
    fields = ("title", "referrer", "event_name", "language", "screen", "utm_term", "visitor_id")
    event = PAGEVIEW | {"website_id": await running.add_website(), "event_data": {odd: odd}}
    assert (
        await post(running, event | {"url": "https://example.com/" + odd} | dict.fromkeys(fields, odd))
    ).status == 202
    columns = "title, event_name, referrer_url, event_data::VARCHAR"
    ((title, name, referrer, data),) = await stored(running, columns)
    assert (title, name, referrer) == (odd, odd, odd)
    assert msgspec.json.decode(data) == {odd: odd}


# --- Reports


@examples(60, suppress_health_check=(HealthCheck.function_scoped_fixture,))
@given(
    report=st.sampled_from(REPORTS),
    params=st.dictionaries(
        st.sampled_from([*PARAMS, *(name for name, *_ in FILTERS)]),
        st.text(max_size=20)
        | st.dates().map(str)
        | st.sampled_from(
            ["page", "custom", "previous_year", "hour", "2026-02-30", "0000-00-00", "9999-12-31", "!", ","]
        ),
        max_size=6,
    ),
)
async def test_any_report_parameter_gets_a_reply(running: Running, report: str, params: dict[str, str]) -> None:
    known = running.context.directory.all()
    site = known[0].id if known else await running.add_website()
    answer = await get(running, f"/api/websites/{site}/{report}", **params)
    if answer.status != 200:
        error = answer.json["error"]
        assert (answer.status, error["code"]) == (400, "bad_request")
        assert error["field"] is not None


@pytest.mark.parametrize("report", ["stats", "pageviews", "metrics", "overview"])
@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"start_date": "2026-03-02", "end_date": "2026-03-01"}, "end_date"),
        ({"timezone": "Mars/Base"}, "timezone"),
        ({"timezone": " "}, "timezone"),
        ({"compare_mode": "custom", "compare_start_date": "2026-02-30"}, "compare_start_date"),
        ({"compare_mode": "last_week"}, "compare_mode"),
    ],
)
async def test_bad_dates_and_zones_of_a_report_are_named(
    running: Running, report: str, params: dict[str, str], field: str
) -> None:
    site = await running.add_website()
    answer = await get(running, f"/api/websites/{site}/{report}", type="page", **params)
    assert answer.refusal == (400, "bad_request")
    assert answer.json["error"]["field"] == field


# --- The connection itself


@pytest.mark.parametrize("path", ["/api/collect", "/api/websites", "/nothing"])
async def test_a_refused_body_of_a_wrong_encoding_is_not_logged(
    make_settings: Any, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with open_server(make_settings(port=0)) as server, aiohttp.ClientSession() as session:
        headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
        async with session.post(server.url + path, data=b"not gzip", headers=headers) as response:
            assert response.status in (404, 415)
            assert set(await response.json()) == {"error"}
    assert "Traceback" not in caplog.text
