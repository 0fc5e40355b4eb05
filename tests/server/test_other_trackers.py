"""Trackers of Umami, Plausible and GoatCounter: their requests become events, and get the answers they expect."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest
import pytest_asyncio

from app.api.items.trackers import OtherTrackersBody
from app.domain.errors import AppError
from app.server.tracked import GIF
from tests.server.conftest import BROWSER, Running, Start
from tests.server.raw import Answer, send, stored

UUID = "8f14e45f-ceea-467f-a9c0-1d4a3c4b5d6e"
PAGE = "https://www.example.com"
COLUMNS = "kind, event_name, origin || path || query_and_fragment, referrer_domain, title, event_data"


@pytest_asyncio.fixture(loop_scope="module")
async def running(emptied_server: Running) -> Running:
    return emptied_server


@pytest_asyncio.fixture(loop_scope="module")
async def site(running: Running) -> str:
    site = await running.add_website()
    trackers = OtherTrackersBody(
        umami_website_id=UUID.upper(), plausible_domain="Example.com", goatcounter_host="example.com"
    )
    await running.api.set_other_trackers(site, trackers)
    return site


async def ask(running: Running, method: str, path: str, body: object = None, **headers: str) -> Answer:
    usual = {name.replace("-", "_"): value for name, value in BROWSER.items()}
    text = b"" if body is None else json.dumps(body).encode()
    return await send(running, method, path, text, **(usual | headers))


async def umami(running: Running, kind: str = "event", **payload: Any) -> Answer:
    given = {"website": UUID, "hostname": "www.example.com", "screen": "1920x1080", "language": "de-AT"}
    body = {"type": kind, "payload": {"title": "Shop", "url": f"{PAGE}/a?b=1", "referrer": "", **given, **payload}}
    return await ask(running, "POST", "/api/send", body, Content_Type="application/json")


async def plausible(running: Running, **values: Any) -> Answer:
    body = {"n": "pageview", "u": f"{PAGE}/a", "d": "example.com", "r": None, "v": 1} | values
    return await ask(running, "POST", "/api/event", body, Content_Type="text/plain")


async def goatcounter(running: Running, method: str = "GET", origin: str = PAGE, **params: str) -> Answer:
    query = urlencode({"p": "/a?b=1", "t": "Shop", "s": "1920,1080,2", "rnd": "x1y2z"} | params)
    return await ask(running, method, f"/count?{query}", Referer=f"{origin}/")


async def test_requests_of_umami_become_events(running: Running, site: str) -> None:
    first = await umami(running, referrer="https://news.example/x")
    assert (first.status, first.json) == (200, {"cache": "", "disabled": False})
    await umami(running, url="/old?c=2#d", name="signup", data={"plan": "pro"})
    await umami(running, name="score", data=7)
    assert (await umami(running, "identify", data={"name": "someone"})).status == 200
    assert await stored(running, COLUMNS) == [
        ("pageview", None, f"{PAGE}/a?b=1", "news.example", "Shop", None),
        ("event", "signup", f"{PAGE}/old?c=2#d", None, "Shop", '{"plan":"pro"}'),
        ("event", "score", f"{PAGE}/a?b=1", None, "Shop", '{"value":7}'),
    ]
    assert await stored(running, "DISTINCT screen, language") == [("1920x1080", "de-AT")]


async def test_requests_of_plausible_become_events(running: Running, site: str) -> None:
    first = await plausible(running, r="https://news.example/x", p={"author": "Ann"})
    assert (first.status, first.body, first.headers["Content-Type"]) == (202, b"ok", "text/plain; charset=utf-8")
    assert "X-Plausible-Dropped" not in first.headers
    await plausible(running, n="Purchase", p='{"plan":"pro"}', **{"$": {"amount": "10.29", "currency": "EUR"}})
    long_names = {"name": "Outbound Link: Click", "url": f"{PAGE}/b", "domain": "example.com, other.example"}
    await plausible(running, n="", u="", d="", props={"url": "https://x.example/"}, **long_names)
    assert (await plausible(running, n="engagement", e=5000, sd=60)).status == 202
    assert await stored(running, COLUMNS) == [
        ("pageview", None, f"{PAGE}/a", "news.example", None, '{"author":"Ann"}'),
        ("event", "Purchase", f"{PAGE}/a", None, None, '{"currency":"EUR","plan":"pro","revenue":"10.29"}'),
        ("event", "Outbound Link: Click", f"{PAGE}/b", None, None, '{"url":"https://x.example/"}'),
    ]


async def test_requests_of_goatcounter_become_events(running: Running, site: str) -> None:
    first = await goatcounter(running, r="https://news.example/x")
    assert (first.status, first.body, first.headers["Content-Type"]) == (200, GIF, "image/gif")
    assert "no-store" in first.headers["Cache-Control"]
    await goatcounter(running, "POST", p="buy", e="true", t="Buy", q="?utm_source=mail&x=1")
    await goatcounter(running, p="/b", b="153")  # driven by a program
    assert await stored(running, COLUMNS) == [
        ("pageview", None, f"{PAGE}/a?b=1", "news.example", "Shop", None),
        ("event", "buy", f"{PAGE}/", None, "Buy", None),
    ]
    assert await stored(running, "screen, utm_source") == [("1920x1080", None), ("1920x1080", "mail")]


async def test_nothing_is_taken_until_it_is_switched_on(running: Running) -> None:
    site = await running.add_website()
    assert (await umami(running)).refusal == (404, "not_found")
    assert (await goatcounter(running)).refusal == (404, "not_found")
    dropped = await plausible(running)
    assert (dropped.status, dropped.headers["X-Plausible-Dropped"]) == (202, "1")
    await running.api.set_other_trackers(site, OtherTrackersBody(umami_website_id=UUID))
    assert (await umami(running)).status == 200
    await running.api.set_other_trackers(site, OtherTrackersBody())
    assert (await umami(running)).status == 404
    assert len(await stored(running, "kind")) == 1
    await running.api.set_other_trackers(site, OtherTrackersBody(umami_website_id=UUID))
    await running.api.delete_website(site)
    assert (await umami(running)).status == 404


async def test_two_websites_cannot_take_the_same_events(running: Running, site: str) -> None:
    other = await running.add_website("Blog", "blog.example")
    for name, value in (("umami_website_id", UUID), ("plausible_domain", "EXAMPLE.com")):
        with pytest.raises(AppError) as caught:
            await running.api.set_other_trackers(other, OtherTrackersBody(**{name: value}))
        assert caught.value.code == "conflict"
    kept = await running.api.set_other_trackers(site, await _body(running, site))
    assert kept.umami_website_id == UUID.upper()


async def _body(running: Running, site: str) -> OtherTrackersBody:
    reply = await running.api.other_trackers(site)
    return OtherTrackersBody(
        umami_website_id=reply.umami_website_id,
        plausible_domain=reply.plausible_domain,
        goatcounter_host=reply.goatcounter_host,
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [("umami_website_id", "a b"), ("umami_website_id", "a" * 65), ("plausible_domain", "https://a/"),
     ("goatcounter_host", "a,b")],
)  # fmt: skip
async def test_values_that_name_nothing_are_refused(running: Running, site: str, field: str, value: str) -> None:
    with pytest.raises(AppError) as caught:
        await running.api.set_other_trackers(site, OtherTrackersBody(**{field: value}))
    assert (caught.value.code, caught.value.field) == ("bad_request", field)


async def test_requests_that_cannot_be_read_are_refused_and_store_nothing(running: Running, site: str) -> None:
    for path in ("/api/send", "/api/event"):
        for body in (b"", b"[]", b"{", b'{"payload":1}', b"\xff", b"[" * 5_000):
            answer = await send(running, "POST", path, body, Content_Type="text/plain")
            assert answer.refusal == (400, "bad_request"), (path, body, answer.body)
        assert (await send(running, "POST", path, b" " * 102_401)).status == 413
    assert (await goatcounter(running, p="")).refusal == (400, "bad_request")
    assert (await plausible(running, u="")).refusal == (400, "bad_request")
    assert (await goatcounter(running, origin="https://evil.example")).status == 404
    assert await stored(running, "kind") == []


async def test_a_page_of_any_site_may_send_with_the_header_of_umami(running: Running, site: str) -> None:
    headers = {"Access_Control_Request_Method": "POST", "Access_Control_Request_Headers": "content-type,x-umami-cache"}
    answer = await ask(running, "OPTIONS", "/api/send", Origin=PAGE, **headers)
    assert answer.status == 200
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE
    assert answer.headers["Access-Control-Allow-Headers"].startswith("*")


async def test_the_rate_limit_of_collecting_counts(start: Start) -> None:
    running = await start(collect_rate_limit=1)
    site = await running.add_website()
    await running.api.set_other_trackers(site, OtherTrackersBody(umami_website_id=UUID))
    assert (await umami(running)).status == 200
    limited = await umami(running)
    assert limited.refusal == (429, "rate_limited")
    assert int(limited.headers["Retry-After"]) > 0
