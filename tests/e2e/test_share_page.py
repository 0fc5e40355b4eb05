"""Public page in a real browser: correct numbers, no injected content, no third party, frames only where allowed."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from itertools import count, product
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, Route, expect

from app.api.client import ApiClient
from app.api.sharing import ShareChange
from app.config import Settings
from app.domain.ingest.events import Event
from app.domain.websites import NewWebsite
from app.server.context import ServerContext
from app.server.factory import create_app
from app.storage.connection import Connection
from tests.e2e.sites import Shop
from tests.histories import event, store
from tests.server.conftest import open_parts

pytestmark = pytest.mark.asyncio(loop_scope="session")

SCREENS = Path(__file__).resolve().parents[2] / "build" / "screens"
HOSTILE = """"'><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>{{7*7}}&amp;"""
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", event => violations.push(event.violatedDirective));
"""
Scheme = Literal["dark", "light"]


@dataclass
class Shared:
    """Server with shared websites. url: its origin."""

    url: str
    api: ApiClient
    context: ServerContext

    async def site(self, *history: Event, name: str = "Tea shop", timezone: str = "UTC") -> str:
        """Share a website with these events, and return its id."""
        site = (await self.api.add_website(NewWebsite(name, "tea.example", timezone))).id
        key = self.context.directory.require(site).key

        def add(con: Connection) -> None:
            for item in history:
                item.website = key
            store(con, history)

        await self.context.events.write(add)
        await self.api.share_website(site)
        return site

    async def address(self, site: str) -> str:
        return f"{self.url}/share/{(await self.api.sharing(site)).share_id}"


@dataclass
class Visitor:
    """Tab of a visitor with a link. troubles: uncaught errors and messages of the console."""

    page: Page
    requests: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    async def open(self, address: str) -> None:
        """Open an address and wait for the numbers."""
        await self.page.goto(address)
        await expect(self.page.locator("#cards .number")).to_have_count(6)

    async def cards(self) -> dict[str, str]:
        names = await self.page.locator("#cards dt").all_inner_texts()
        return dict(zip(names, await self.page.locator("#cards .number").all_inner_texts(), strict=True))

    async def rows(self, panel: str) -> list[str]:
        rows = await self.page.locator(f"#panel-{panel} tbody tr").all_inner_texts()
        return [" ".join(text.split()) for text in rows]

    async def violations(self) -> list[str]:
        return list(await self.page.evaluate("window.violations"))


Visit = Callable[..., Awaitable[Visitor]]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Shared]:
    settings = Settings(
        host="localhost",
        port=3000,
        data_dir=tmp_path_factory.mktemp("shared"),
        trusted_proxies=(ip_network("127.0.0.0/8"),),
    )
    async with AsyncExitStack() as stack:
        context = await open_parts(settings, None, stack)
        server = await stack.enter_async_context(TestServer(create_app(context)))
        stack.callback(context.hub.close)
        api = ApiClient(f"http://localhost:{server.port}")
        stack.push_async_callback(api.close)
        yield Shared(f"http://localhost:{server.port}", api, context)


_addresses = count(1)


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser) -> AsyncIterator[Visit]:
    """Function that makes a visitor with an IP address of their own, so that visitors share no rate limit."""
    async with AsyncExitStack() as stack:

        async def make_visitor(
            size: tuple[int, int] = (1280, 900), scheme: Scheme = "dark", locale: str = "en-GB", **more: Any
        ) -> Visitor:
            context = await browser.new_context(
                viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale=locale, **more
            )
            stack.push_async_callback(context.close)
            context.set_default_timeout(10_000)
            await context.set_extra_http_headers({"X-Forwarded-For": f"203.0.113.{next(_addresses)}"})
            await context.add_init_script(WATCH)
            visitor = Visitor(await context.new_page())
            context.on("request", lambda request: visitor.requests.append(request.url))
            context.on("weberror", lambda error: visitor.troubles.append(str(error.error)))
            context.on("console", lambda message: visitor.troubles.append(message.text))
            return visitor

        yield make_visitor


def history(pageviews: int = 36) -> list[Event]:
    """Return pageviews of twelve pages by three visitors and a signup yesterday, and half as many a month before."""
    start = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
    now = [
        event(start + timedelta(seconds=at), at % 3 + 1, f"/page-{at % 12}", country="DE", browser="Firefox")
        for at in range(pageviews)
    ]
    before = [event(start - timedelta(days=35, seconds=at), 1, "/", country="FR") for at in range(pageviews // 2)]
    signup = event(start + timedelta(seconds=1240), 1, "/page-0", kind="event", event_name="signup", country="DE")
    return [*now, *before, signup]


async def test_the_page_shows_the_numbers_of_the_site(shared: Shared, visit: Visit) -> None:
    visitor = await visit()
    await visitor.open(await shared.address(await shared.site(*history(1234))))
    assert await visitor.page.title() == "Tea shop – visitors"
    assert await visitor.cards() == {
        "Visitors": "3",
        "Pageviews": "1,234",
        "Sessions": "3",
        "Bounce rate": "0%",
        "Average visit": "20:33",
        "Pages a visit": "411.3",
    }
    changes = await visitor.page.locator("#cards .change").all_inner_texts()
    assert [" ".join(text.split()[:2]) for text in changes[:2]] == ["▲ +200%", "▲ +100%"]
    assert changes[3] == "as before"
    lines = visitor.page.locator("#cards .spark .line")
    assert await lines.count() == 3  # a single day with sessions makes no course of their means
    assert await visitor.rows("country") == ["Germany 3"]
    assert await visitor.rows("browser") == ["Firefox 3"]
    pages = await visitor.rows("page")
    assert (len(pages), pages[0]) == (10, "/page-0 103 1")
    assert (visitor.troubles, await visitor.violations()) == ([], [])


async def test_numbers_and_countries_are_in_the_language_of_the_visitor(shared: Shared, visit: Visit) -> None:
    visitor = await visit(locale="de-DE")
    await visitor.open(await shared.address(await shared.site(*history(1234))))
    cards = await visitor.cards()
    assert (cards["Pageviews"], cards["Pages a visit"]) == ("1.234", "411,3")
    assert await visitor.rows("country") == ["Deutschland 3"]


async def test_the_page_makes_two_requests_to_its_own_server_and_no_other(shared: Shared, visit: Visit) -> None:
    visitor = await visit()
    address = await shared.address(await shared.site(*history()))
    await visitor.open(address)
    assert {f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for url in visitor.requests} == {shared.url}
    paths = [urlsplit(url).path for url in visitor.requests if "/api/" in url]
    share_id = address.rpartition("/")[2]
    assert paths == [f"/api/share/{share_id}", f"/api/share/{share_id}/overview"]


async def test_tabs_and_more_rows_are_loaded_on_demand(shared: Shared, visit: Visit) -> None:
    visitor = await visit()
    page = visitor.page
    await visitor.open(await shared.address(await shared.site(*history())))
    await page.get_by_role("tabpanel", name="Pages").locator("..").get_by_role("button", name="Show more").click()
    await expect(page.locator("#panel-page tbody tr")).to_have_count(12)
    await page.get_by_role("tab", name="Pages").focus()
    await page.keyboard.press("ArrowRight")
    await expect(page.locator("#panel-page tbody tr")).to_have_text(["signup1"])
    assert await page.get_by_role("tab", name="Events").get_attribute("aria-selected") == "true"
    await page.keyboard.press("Home")
    await expect(page.locator("#panel-page tbody tr")).to_have_count(12)


async def test_a_link_shows_the_tabs_its_sender_saw(shared: Shared, visit: Visit) -> None:
    visitor = await visit()
    page = visitor.page
    await visitor.open(await shared.address(await shared.site(*history())))
    await page.get_by_role("button", name="7 days", exact=True).click()
    await page.get_by_role("tab", name="Events").click()
    await page.get_by_role("tab", name="Devices").click()
    query = parse_qs(urlsplit(page.url).query)
    assert query == {"range": ["7d"], "tabs": ["event_name.device"]}
    other = await visit()
    await other.open(page.url)
    for tab in ("Events", "Devices"):
        await expect(other.page.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
    await expect(other.page.locator("#panel-page tbody tr")).to_have_count(1)
    await other.page.get_by_role("tab", name="Pages").click()
    assert parse_qs(urlsplit(other.page.url).query)["tabs"] == ["device"]
    assert (other.troubles, await other.violations()) == ([], [])


async def test_a_range_is_chosen_and_kept_in_the_address(shared: Shared, visit: Visit) -> None:
    visitor = await visit()
    page = visitor.page
    await visitor.open(await shared.address(await shared.site(*history())))
    today = datetime.now(UTC).date()
    # There are no events before the 90 days, and an unfinished day is not compared with a whole one.
    ranges = (("90 days", 90, "range=90d", "^$"), ("30 days", 30, "", "%"), ("Today", 1, "range=1d", "^$"))
    for name, days, query, change in ranges:
        async with page.expect_request("**/overview*") as request:
            await page.get_by_role("button", name=name, exact=True).click()
        params = parse_qs(urlsplit((await request.value).url).query)
        assert params["start_date"] == [(today - timedelta(days=days - 1)).isoformat()]
        assert params["end_date"] == [today.isoformat()]
        assert urlsplit(page.url).query == query
        await expect(page.locator("#cards .change").nth(1)).to_have_text(re.compile(change))
    await page.reload()
    await expect(page.get_by_role("button", name="Today")).to_have_attribute("aria-pressed", "true")


async def test_custom_days_are_validated_before_they_are_requested(shared: Shared, visit: Visit) -> None:
    visitor = await visit()
    page = visitor.page
    await visitor.open(await shared.address(await shared.site(*history())))
    await page.get_by_role("button", name="Custom").click()
    first, last, wrong = page.locator("#first"), page.get_by_label("To", exact=True), page.locator("#wrong")
    await first.fill("2026-01-01")
    await last.fill("2026-06-30")
    await page.keyboard.press("Enter")
    await expect(wrong).to_have_text("At most 90 days can be shown at once.")
    await last.fill("2025-12-31")
    await page.keyboard.press("Enter")
    await expect(wrong).to_have_text("The first day comes after the last.")
    await last.fill("2026-03-31")
    async with page.expect_request("**/overview*start_date=2026-01-01&end_date=2026-03-31"):
        await page.get_by_role("button", name="Show", exact=True).click()
    assert urlsplit(page.url).query == "start=2026-01-01&end=2026-03-31"
    await expect(page.locator("#chart .empty")).to_have_text("No visits in these days")
    await expect(page.locator("#panel-page")).to_have_text("Nothing in these days")


async def test_the_chart_is_read_with_the_keyboard_and_as_a_table(shared: Shared, visit: Visit) -> None:
    visitor = await visit()
    page = visitor.page
    await visitor.open(await shared.address(await shared.site(*history(1234))))
    await page.locator("#chart").focus()
    await page.keyboard.press("End")
    await page.keyboard.press("ArrowLeft")
    await expect(page.locator("#chart-reading")).to_have_text(re.compile(": 3 visitors, 1,234 pageviews$"))
    await expect(page.locator(".tip")).to_contain_text("1,234")
    await page.keyboard.press("Escape")
    await expect(page.locator(".tip")).to_be_hidden()
    await page.get_by_text("Numbers as a table").click()
    await expect(page.locator("#table tbody tr")).to_have_count(30)
    await page.get_by_role("button", name="Pageviews").click()
    await expect(page.locator("#chart .line")).to_have_count(2)
    await page.get_by_role("button", name="Visitors").click()
    await expect(page.get_by_role("button", name="Visitors")).to_have_attribute("aria-pressed", "true")


async def test_hours_and_days_are_those_of_the_website(shared: Shared, visit: Visit) -> None:
    late = event("2026-03-01 15:30", 1, "/")  # half past midnight of the next day in Tokyo
    address = await shared.address(await shared.site(late, timezone="Asia/Tokyo"))
    visitor = await visit(timezone_id="America/New_York")
    page = visitor.page
    await visitor.open(f"{address}?start=2026-03-02&end=2026-03-02")
    assert (await visitor.cards())["Pageviews"] == "1"
    await page.get_by_text("Numbers as a table").click()
    await expect(page.locator("#table tbody tr")).to_have_count(24)
    first = await page.locator("#table tbody tr").first.inner_text()
    assert first.split("\t") == ["Mon, 2 Mar 2026, 00:00", "1", "1"]
    dates = await page.locator("#chart text[text-anchor=middle]").all_text_contents()
    assert dates[:2] == ["2 Mar", "02:00"]
    await expect(page.locator("#facts")).to_contain_text("Days in Asia/Tokyo")


async def test_hostile_values_are_shown_as_text_and_run_no_script(shared: Shared, visit: Visit) -> None:
    at = datetime.now(UTC) - timedelta(days=1)
    hostile = event(
        at,
        1,
        f"/{HOSTILE}",
        title=HOSTILE,
        referrer_domain=HOSTILE,
        **{name: HOSTILE for name in ("utm_source", "utm_medium", "utm_campaign", "country", "region", "city")},
        **{name: HOSTILE for name in ("browser", "os", "device", "screen", "language")},
    )
    named = event(at, 1, "/x", kind="event", event_name=HOSTILE)
    visitor = await visit()
    page = visitor.page
    await visitor.open(await shared.address(await shared.site(hostile, named, name=f"{HOSTILE}"[:100])))
    for tab in await page.get_by_role("tab").all():
        await tab.click()
        panel = page.locator(f"#{await tab.get_attribute('aria-controls')}")
        await expect(panel.locator("tbody tr").filter(has_text=HOSTILE)).to_have_count(1)
        await expect(panel).not_to_have_attribute("aria-busy", "true")
    assert await page.locator("img, #numbers script").count() == 0
    assert await page.evaluate("window.hacked") is None
    assert await page.locator("#name").inner_text() == HOSTILE[:100]
    assert (visitor.troubles, await visitor.violations()) == ([], [])


async def test_markup_scripts_and_outside_requests_are_blocked(shared: Shared, visit: Visit) -> None:
    visitor = await visit()
    await visitor.open(await shared.address(await shared.site()))
    refused = """async () => {
        const tries = [
            () => { document.body.innerHTML = '<b>x</b>'; },
            () => { document.createElement('script').text = 'window.hacked = 1'; },
            () => fetch('https://elsewhere.example/'),
        ];
        let count = 0;
        for (const one of tries) { try { await one(); } catch { count += 1; } }
        return count;
    }"""
    assert await visitor.page.evaluate(refused) == 3


async def test_the_page_is_framed_only_on_allowed_sites(shared: Shared, visit: Visit, shop: Shop) -> None:
    site = await shared.site(*history())
    shop.put("/", "", f'<iframe src="{await shared.address(site)}?embed=true" title="Visitors" width="700"></iframe>')
    visitor = await visit((760, 900))
    page, frame = visitor.page, visitor.page.frame_locator("iframe")
    for change in (ShareChange(embedding="listed", embed_origins=(shop.url,)), ShareChange(embedding="anywhere")):
        await shared.api.change_sharing(site, change)
        await page.goto(shop.url)
        await expect(frame.locator("#cards .number").first).to_have_text("3")
        await expect(frame.locator("html")).to_have_attribute("data-embed", "")
    elsewhere = ShareChange(embedding="listed", embed_origins=("https://elsewhere.example",))
    for change in (ShareChange(embedding="nowhere"), elsewhere):
        await shared.api.change_sharing(site, change)
        async with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
            await page.goto(shop.url)
        await expect(frame.locator("#name")).to_have_count(0)


async def test_an_unknown_or_unshared_link_shows_a_message(shared: Shared, visit: Visit) -> None:
    visitor = await visit()
    page = visitor.page
    response = await page.goto(f"{shared.url}/share/00000000-0000-4000-8000-000000000000")
    assert response is not None
    assert response.status == 404
    await expect(page.get_by_role("heading", name="This link does not work")).to_be_visible()
    await expect(page.get_by_role("button", name="Try again")).to_be_hidden()
    await page.screenshot(path=SCREENS / "share-broken-dark.png")
    site = await shared.site(*history())
    await visitor.open(await shared.address(site))
    await shared.api.unshare_website(site)
    await page.get_by_role("button", name="7 days").click()
    await expect(page.get_by_role("heading", name="This link does not work")).to_be_visible()
    await expect(page.locator("#content")).to_be_hidden()


async def test_a_failed_load_can_be_retried_and_a_rate_limit_keeps_the_old_numbers(
    shared: Shared, visit: Visit
) -> None:
    visitor = await visit()
    page = visitor.page
    await page.route("**/api/share/**", lambda route: route.abort())
    await page.goto(await shared.address(await shared.site(*history())))
    await expect(page.get_by_role("heading", name="The numbers cannot be shown")).to_be_visible()
    await page.screenshot(path=SCREENS / "share-error-dark.png")
    await page.unroute("**/api/share/**")
    await page.get_by_role("button", name="Try again").click()
    await expect(page.locator("#cards .number").first).to_have_text("3")

    async def too_many(route: Route) -> None:
        await route.fulfill(status=429, headers={"Retry-After": "7"}, json={"error": {"code": "rate_limited"}})

    await page.clock.install()
    await page.route("**/overview*", too_many)
    await page.get_by_role("button", name="7 days").click()
    await expect(page.locator("#notice")).to_have_text("Too many requests from here. There is room again in 7 seconds.")
    assert (await visitor.cards())["Visitors"] == "3"
    await page.unroute("**/overview*")
    await page.clock.run_for(7_000)
    await expect(page.locator("#notice")).to_be_hidden()


async def test_the_automatic_refresh_keeps_the_expanded_rows(shared: Shared, visit: Visit) -> None:
    visitor = await visit()
    page = visitor.page
    await page.clock.install()
    await visitor.open(await shared.address(await shared.site(*history())))
    await page.get_by_role("tabpanel", name="Pages").locator("..").get_by_role("button", name="Show more").click()
    await expect(page.locator("#panel-page tbody tr")).to_have_count(12)
    async with page.expect_response("**/metrics?type=page&offset=0&limit=12*"):
        await page.clock.run_for(60_000)
    await expect(page.locator("#panel-page")).not_to_have_attribute("aria-busy", "true")
    await expect(page.locator("#panel-page tbody tr")).to_have_count(12)


async def test_hidden_sections_are_missing_from_the_page(shared: Shared, visit: Visit) -> None:
    site = await shared.site(*history())
    await shared.api.change_sharing(site, ShareChange(sections=("pages", "places")))
    visitor = await visit()
    await visitor.open(await shared.address(site))
    headings = await visitor.page.locator("#panels section").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert headings == ["Pages", "Places"]
    await expect(visitor.page.get_by_role("heading", name="Pages")).to_be_visible()
    await expect(visitor.page.get_by_role("tab")).to_have_text(["Countries", "Regions", "Cities"])
    await shared.api.change_sharing(site, ShareChange(sections=()))
    await visitor.page.reload()
    await expect(visitor.page.locator("#cards .number").first).to_have_text("3")
    assert await visitor.page.locator("#panels section").count() == 0


async def test_the_page_fits_a_phone_and_follows_the_theme_of_the_system(shared: Shared, visit: Visit) -> None:
    long_path = event(datetime.now(UTC) - timedelta(days=1), 9, "/" + "unbroken" * 60)
    address = await shared.address(await shared.site(*history(), long_path))
    visitor = await visit()
    page = visitor.page
    await visitor.open(address)
    SCREENS.mkdir(parents=True, exist_ok=True)
    grounds = {"dark": "rgb(15, 15, 15)", "light": "rgb(246, 246, 245)"}
    for width, scheme in product((360, 1280), grounds):
        await page.set_viewport_size({"width": width, "height": 800})
        await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two it takes
        assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == grounds[scheme]
        await page.screenshot(path=SCREENS / f"share-{width}-{scheme}.png", full_page=True)
        assert await page.evaluate("document.documentElement.scrollWidth") == width
    await page.set_viewport_size({"width": 360, "height": 800})
    await page.get_by_role("button", name="Custom").click()
    await page.get_by_text("Numbers as a table").click()
    await page.screenshot(path=SCREENS / "share-360-custom-light.png", full_page=True)
    assert await page.evaluate("document.documentElement.scrollWidth") == 360


async def test_a_frame_can_choose_the_theme(shared: Shared, visit: Visit) -> None:
    visitor = await visit(scheme="dark")
    address = await shared.address(await shared.site())
    await visitor.open(f"{address}?theme=light&embed=true")
    assert await visitor.page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    await visitor.page.get_by_role("button", name="7 days").click()
    assert urlsplit(visitor.page.url).query == "theme=light&embed=true&range=7d"
