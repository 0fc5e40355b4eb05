"""Transport of the tracker's events: to another origin, past the end of a page, and one retry after a failure."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager

import pytest
import pytest_asyncio
from playwright.async_api import Route

from app.resources import tracker_script
from tests.e2e.browser import Tab
from tests.e2e.conftest import Visit
from tests.e2e.sites import Collector, Shop

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def stopped_clock(tab: Tab) -> None:
    """Stop the clock of the tab; tests advance it."""
    await tab.page.clock.install(time=0)
    await tab.page.clock.pause_at(1)


def answered(tab: Tab) -> AbstractAsyncContextManager[object]:
    """Wait for the response to an event that is sent in this context."""
    return tab.page.expect_event("requestfinished", lambda request: request.url.endswith("/e"))


async def pass_seconds(tab: Tab, seconds: float) -> None:
    """Advance the clock, and wait until the requests sent by then have arrived."""
    await tab.page.evaluate("fetch('/done')")  # earlier responses are handled before this one
    await tab.page.clock.run_for(int(seconds * 1000))
    await tab.page.evaluate("fetch('/done')")


async def test_events_to_another_origin_need_no_preflight(visit: Visit, collector: Collector, shop: Shop) -> None:
    tab = await visit()
    await collector.until(1)
    await tab.page.evaluate("sparklytics.track('order', { total: 5 })")
    await collector.until(2)
    for request in collector.received:
        assert (request.method, request.path) == ("POST", "/e")
        assert request.headers["Content-Type"] == "text/plain;charset=UTF-8"
        assert request.headers["Origin"] == shop.url


@pytest.mark.parametrize(
    ("script", "attributes", "endpoint"),
    [
        ("/_sl/s.js", "", "/_sl/e"),
        ("/_sl/s.js?v=1/2", "", "/_sl/e"),
        ("/s.js", 'data-api-host="{collector}/_sl//"', "/_sl/e"),
        ("/_sl/s.js", 'data-api-host="{collector}"', "/e"),
    ],
)
async def test_events_go_to_the_folder_of_the_script_or_to_the_named_host(
    visit: Visit, collector: Collector, script: str, attributes: str, endpoint: str
) -> None:
    await visit(attributes.format(collector=collector.url), script=script)
    await collector.until(1)
    assert collector.received[0].path == endpoint


async def test_an_inline_script_sends_to_its_own_site(tab: Tab, shop: Shop) -> None:
    shop.put("/deep/page", f'<script data-website-id="site_test">{tracker_script().decode()}</script>')
    await tab.page.goto(f"{shop.url}/deep/page")
    await tab.sent(1)
    assert tab.requests[0].url == f"{shop.url}/e"


async def test_a_request_outlives_its_page(visit: Visit, tab: Tab) -> None:
    """Check the request itself: on this machine it would finish before the page is gone."""
    await tab.page.add_init_script(
        """const send = window.fetch;
        window.fetch = (...values) => { window.request = new Request(...values); return send(...values); };"""
    )
    await visit()
    assert await tab.page.evaluate("[request.keepalive, request.credentials]") == [True, "omit"]


async def test_events_during_leaving_a_page_arrive(visit: Visit, collector: Collector, shop: Shop) -> None:
    shop.put("/next", "")
    head = "<script>addEventListener('pagehide', () => sparklytics.track('left', { after_s: 3 }))</script>"
    tab = await visit('data-track-links="true"', head=head, body='<a href="/next">Next</a>')
    await collector.until(1)
    await tab.page.evaluate("history.pushState(null, '', '/view'); document.querySelector('a').click()")
    await tab.page.wait_for_url("**/next")
    events = (await collector.until(4))[1:]
    assert {event.get("event_name", event["url"]) for event in events} == {f"{shop.url}/view", "left", "link_click"}


async def test_events_during_closing_a_tab_arrive(visit: Visit, collector: Collector) -> None:
    """Listeners older than the tracker run before it, so it learns too late for a beacon that the page ends."""
    tab = await visit(head="<script>addEventListener('pagehide', () => sparklytics.track('cors'))</script>")
    await collector.until(1)
    await tab.page.evaluate("addEventListener('pagehide', () => sparklytics.track('no-cors'))")
    await tab.page.close()
    await collector.until(3)
    for request in collector.received[1:]:
        assert request.headers["Content-Type"] == "text/plain;charset=UTF-8"
        assert request.headers["Sec-Fetch-Mode"] == request.event["event_name"], "a beacon has the mode no-cors"


@pytest.mark.parametrize(
    ("status", "headers", "wait_s"),
    [
        (503, {}, 2),
        (429, {}, 2),
        (503, {"Retry-After": "1"}, 2),
        (429, {"Retry-After": "7"}, 7),
        (429, {"Retry-After": "86400"}, 60),
        (503, {"Retry-After": "Wed, 21 Oct 2099 07:28:00 GMT"}, 2),
    ],
)
@pytest.mark.usefixtures("stopped_clock")
async def test_a_busy_server_gets_one_retry_after_the_wait(
    visit: Visit, collector: Collector, tab: Tab, status: int, headers: dict[str, str], wait_s: int
) -> None:
    collector.answers = [(status, headers)] * 2
    async with answered(tab):
        await visit()
    await pass_seconds(tab, wait_s - 0.1)
    assert len(collector.received) == 1
    async with answered(tab):
        await pass_seconds(tab, 0.1)
    first, second = collector.events
    assert first == second
    await pass_seconds(tab, 120)
    assert len(collector.received) == 2


@pytest.mark.usefixtures("stopped_clock")
async def test_a_network_failure_is_retried_once(visit: Visit, collector: Collector, tab: Tab) -> None:
    failures: list[str] = []

    async def fail(route: Route) -> None:
        failures.append(route.request.url)
        await route.abort()

    await tab.page.route("**/e", fail)
    async with tab.page.expect_event("requestfailed"):
        await visit()
    async with tab.page.expect_event("requestfailed"):
        await pass_seconds(tab, 2)
    await pass_seconds(tab, 120)
    assert len(failures) == 2
    await tab.page.unroute("**/e")
    await tab.page.evaluate("sparklytics.track('back')")
    assert (await collector.until(1))[0]["event_name"] == "back"


@pytest.mark.parametrize("status", [400, 404, 413, 500])
@pytest.mark.usefixtures("stopped_clock")
async def test_a_refused_event_is_not_sent_again(visit: Visit, collector: Collector, tab: Tab, status: int) -> None:
    collector.answers = [(status, {})]
    async with answered(tab):
        await visit()
    await pass_seconds(tab, 120)
    assert len(collector.received) == 1


async def test_a_strict_content_security_policy_needs_two_entries(visit: Visit, collector: Collector) -> None:
    policy = f"default-src 'none'; script-src {collector.url}; connect-src {collector.url}"
    tab = await visit(
        'data-track-links="true" data-track-forms="true" data-track-scroll-depth="true"',
        headers={"Content-Security-Policy": policy},
    )
    await tab.page.evaluate("sparklytics.track('order'); history.pushState(null, '', '/next')")
    await collector.until(3)
    assert tab.console == []


@pytest.mark.parametrize(
    "broken",
    [
        "delete window.fetch",
        "window.fetch = () => { throw new Error('broken'); }",
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked'); } })",
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('blocked'); } })",
        "Navigator.prototype.sendBeacon = undefined",
        "Object.freeze(history)",
        "document.addEventListener('DOMContentLoaded', () => document.documentElement.remove())",
    ],
)
async def test_a_page_never_sees_an_error_of_the_tracker(visit: Visit, tab: Tab, shop: Shop, broken: str) -> None:
    await tab.page.add_init_script(broken)
    attributes = 'data-track-links="true" data-track-forms="true" data-track-scroll-depth="true"'
    await visit(attributes, path="/?utm_source=news")
    await tab.page.evaluate(
        """() => {
            sparklytics.identify('me');
            sparklytics.track('x', { get y() { throw new Error('data'); } });
            sparklytics.track('x');
            sparklytics.reset();
            history.pushState(null, '', '/next');
            for (const type of ['click', 'submit', 'scroll']) dispatchEvent(new Event(type));
        }"""
    )
    shop.put("/next", "")
    await tab.page.goto(f"{shop.url}/next")
    assert tab.errors == []


@pytest.mark.parametrize("blocked", ["localStorage", "sessionStorage"])
async def test_without_storage_views_are_still_counted(
    visit: Visit, collector: Collector, tab: Tab, blocked: str
) -> None:
    await tab.page.add_init_script(
        f"Object.defineProperty(window, '{blocked}', {{ get() {{ throw new Error('blocked'); }} }})"
    )
    await visit(path="/?utm_source=news")
    assert (await collector.until(1))[0]["url"].endswith("?utm_source=news")
