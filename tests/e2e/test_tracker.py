"""Tracker in a real browser: counted pages, the data of a view, and cases in which it sends nothing."""

from __future__ import annotations

import pytest
from playwright.async_api import BrowserContext

from tests.e2e.browser import Tab
from tests.e2e.conftest import Visit
from tests.e2e.sites import Collector, Shop

pytestmark = pytest.mark.asyncio(loop_scope="session")

PUSH = "address => history.pushState(null, '', address)"


async def assert_quiet(tab: Tab, requests: int) -> None:
    """Check that the tab made exactly `requests` requests, delayed ones included. Its clock must be installed."""
    await tab.page.clock.run_for(1000)
    async with tab.page.expect_response("**/done"):  # earlier requests are known when this response comes
        await tab.page.evaluate("fetch('/done')")
    assert [request.post_data for request in tab.requests[requests:]] == []
    assert len(tab.requests) == requests


async def test_a_view_has_url_title_referrer_language_and_screen(
    visit: Visit, collector: Collector, shop: Shop
) -> None:
    await visit(path="/shoes?size=42#red", referer="https://news.example/today")

    assert await collector.until(1) == [
        {
            "website_id": "site_test",
            "type": "pageview",
            "url": f"{shop.url}/shoes?size=42#red",
            "title": "Page /shoes",
            "referrer": "https://news.example/today",
            "language": "de-AT",
            "screen": "800x600",
            "screen_width": 800,
            "screen_height": 600,
        }
    ]


async def test_client_side_navigation_is_counted_once_each_without_referrer(
    visit: Visit, collector: Collector, shop: Shop
) -> None:
    tab = await visit(referer="https://news.example/")
    await collector.until(1)
    for step, address in enumerate(["/shoes", "/shoes?size=42", "/über-uns?größe=42"], start=2):
        await tab.page.evaluate(PUSH, address)
        await collector.until(step)
    await tab.page.evaluate("history.replaceState(null, '', '/hats')")
    await collector.until(5)
    await tab.page.evaluate("history.back()")

    views = await collector.until(6)
    umlauts = "/%C3%BCber-uns?gr%C3%B6%C3%9Fe=42"
    assert [view["url"] for view in views[1:]] == [
        f"{shop.url}{path}" for path in ["/shoes", "/shoes?size=42", umlauts, "/hats", "/shoes?size=42"]
    ]
    assert not any("referrer" in view for view in views[1:])


async def test_the_same_address_again_is_not_a_view(visit: Visit, collector: Collector, tab: Tab) -> None:
    await tab.page.clock.install()
    await visit()
    await tab.page.evaluate("for (let i = 0; i < 3; i++) history.replaceState({ i }, '', '/')")
    await tab.page.evaluate("history.pushState({}, '')")
    await assert_quiet(tab, requests=1)


async def test_a_change_of_the_fragment_is_not_a_view(visit: Visit, collector: Collector, shop: Shop, tab: Tab) -> None:
    await tab.page.clock.install()
    await visit(path="/#top", body='<a href="#sizes">Sizes</a>')
    await tab.page.click("a")
    await tab.page.evaluate(PUSH, "/#colours")
    await assert_quiet(tab, requests=1)
    await tab.page.evaluate(PUSH, "/shoes#red")
    await tab.page.clock.run_for(300)
    assert (await collector.until(2))[1]["url"] == f"{shop.url}/shoes#red"


async def test_with_hash_routing_each_fragment_is_a_page(visit: Visit, collector: Collector, shop: Shop) -> None:
    tab = await visit('data-hash-routing="true"', body='<a href="#/hats">Hats</a>')
    await tab.page.click("a")
    assert [view["url"] for view in await collector.until(2)] == [f"{shop.url}/", f"{shop.url}/#/hats"]


async def test_the_exclude_hash_attribute_changes_nothing(visit: Visit, collector: Collector, tab: Tab) -> None:
    await tab.page.clock.install()
    await visit('data-exclude-hash="true"', body='<a href="#sizes">Sizes</a>')
    await tab.page.click("a")
    await assert_quiet(tab, requests=1)


async def test_typing_into_a_search_field_adds_no_views(visit: Visit, tab: Tab) -> None:
    await tab.page.clock.install()
    await visit(path="/search")
    await tab.page.evaluate(
        "for (const text of ['h', 'ha', 'hat']) history.replaceState(null, '', '/search?q=' + text)"
    )
    await assert_quiet(tab, requests=1)


async def test_navigation_by_the_navigation_api_is_counted(visit: Visit, collector: Collector, shop: Shop) -> None:
    head = """<script>navigation.addEventListener('navigate', event => {
        if (event.canIntercept) event.intercept({ async handler() { document.title = 'Hats'; } });
    })</script>"""
    tab = await visit(head=head, body='<a href="/hats">Hats</a>')
    await collector.until(1)
    await tab.page.click("a")
    views = await collector.until(2)
    assert (views[1]["url"], views[1]["title"]) == (f"{shop.url}/hats", "Hats")


@pytest.mark.parametrize(
    "page",
    [
        "<form name=title><input name=q></form>",
        "<img name=referrer><img name=currentScript><form name=prerendering></form><img name=baseURI>",
        "<script>let screen = null; let history = []; const navigation = 1; let fetch; let navigator;</script>",
    ],
)
async def test_global_names_of_the_page_break_neither_views_nor_events(
    visit: Visit, collector: Collector, page: str
) -> None:
    tab = await visit(**{"head" if "script" in page else "body": page})
    await tab.page.evaluate("sparklytics.track('order'); window.history.pushState(null, '', '/thanks')")
    events = await collector.until(3)
    assert sorted(event.get("event_name", "view") for event in events) == ["order", "view", "view"]
    assert events[0].get("title", "Page /") == "Page /"


LIBRARIES = """<script>
    Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']'; };
    Object.prototype.each = Function.prototype.each = () => { throw new Error('not for the tracker'); };
    Object.prototype.extend = Object.prototype.keys = 'more';
    Function.prototype.bind = function (object) { return (...values) => this.apply(object, values); };
</script>"""


async def test_prototypes_that_a_library_of_the_page_has_changed_lose_neither_views_nor_events(
    visit: Visit, collector: Collector, shop: Shop
) -> None:
    tab = await visit(head=LIBRARIES, path="/?utm_source=letter")
    await tab.page.evaluate("sparklytics.track('order', { price: 42 }); history.pushState(null, '', '/thanks')")
    events = await collector.until(3)
    assert [event["url"].removeprefix(shop.url) for event in events] == [
        "/?utm_source=letter",
        "/?utm_source=letter",
        "/thanks",
    ]
    assert (events[0]["title"], events[0]["utm_source"], events[1]["event_data"]) == ("Page /", "letter", {"price": 42})


async def test_an_event_that_fails_does_not_stop_later_ones(visit: Visit, collector: Collector) -> None:
    tab = await visit()
    await collector.until(1)
    await tab.page.evaluate(
        """() => {
            history.pushState(null, '', '/thanks');
            Object.defineProperty(Document.prototype, 'title', { get() { throw new Error('broken'); } });
            sparklytics.track('order');
        }"""
    )
    assert [event.get("event_name") for event in (await collector.until(2))[1:]] == ["order"]


async def test_a_second_snippet_counts_for_its_own_website(visit: Visit, collector: Collector) -> None:
    again = f'<script src="{collector.url}/s.js" data-website-id="site_other"></script>'
    tab = await visit(head=again)
    await tab.page.evaluate("sparklytics.track('order')")
    events = {(event["website_id"], event["type"]) for event in await collector.until(4)}
    assert events == {(site, kind) for site in ("site_test", "site_other") for kind in ("pageview", "event")}


STUB = (  # as in docs/tracker.md
    "window.sparklytics={queue:[]};['track','identify','reset'].forEach(name=>"
    "sparklytics[name]=(...values)=>sparklytics.queue.push([name,values]))"
)


async def test_calls_before_the_script_has_loaded_are_sent_later(visit: Visit, collector: Collector) -> None:
    await visit(head=f"<script>{STUB};sparklytics.identify('me');sparklytics.track('early', {{ n: 1 }})</script>")
    events = await collector.until(2)
    assert [(event.get("event_name"), event.get("visitor_id")) for event in events] == [(None, None), ("early", "me")]


async def test_pages_passed_quickly_are_all_counted_and_only_the_last_has_a_title(
    visit: Visit, collector: Collector, shop: Shop
) -> None:
    tab = await visit()
    await tab.page.evaluate(
        "for (const path of ['/a', '/b', '/c']) history.pushState(null, '', path); document.title = 'C'"
    )
    views = {view["url"].removeprefix(shop.url): view.get("title") for view in await collector.until(4)}
    assert views == {"/": "Page /", "/a": None, "/b": None, "/c": "C"}


async def test_the_title_is_the_one_the_page_sets_after_its_address(visit: Visit, collector: Collector) -> None:
    tab = await visit()
    await tab.page.evaluate(
        """() => {
            history.pushState(null, '', '/hats');
            sparklytics.track('shown');
            setTimeout(() => { document.title = 'Hats'; }, 20);
        }"""
    )
    events = await collector.until(3)
    assert [event["title"] for event in events if event["type"] == "pageview"] == ["Page /", "Hats"]
    sent = [event["type"] for event in await tab.sent(3)]
    assert sent == ["pageview", "pageview", "event"], "events of a page come after its view"


async def test_a_page_after_one_passed_quickly_has_the_whole_time_to_set_its_title(
    visit: Visit, collector: Collector, tab: Tab
) -> None:
    await tab.page.clock.install(time=0)
    await tab.page.clock.pause_at(1)
    await visit()
    await tab.page.evaluate(PUSH, "/passed")
    await tab.page.clock.run_for(200)
    await tab.page.evaluate(PUSH, "/hats")
    await tab.page.clock.run_for(299)
    await tab.page.evaluate("document.title = 'Hats'")
    await tab.page.clock.run_for(1)
    assert [view.get("title") for view in await tab.sent(3)] == ["Page /", None, "Hats"]


async def test_a_long_title_is_cut_between_characters(visit: Visit, collector: Collector) -> None:
    tab = await visit()
    await tab.page.evaluate("document.title = 'x'.repeat(511) + '👟👟'; history.pushState(null, '', '/x')")
    assert (await collector.until(2))[1]["title"] == "x" * 511


async def test_history_methods_keep_their_results_and_errors(visit: Visit, tab: Tab) -> None:
    await tab.page.add_init_script(
        """for (const name of ['pushState', 'replaceState']) {
            const original = History.prototype[name];
            History.prototype[name] = function (...values) { original.apply(this, values); return name + '!'; };
        }"""
    )
    await visit()
    assert await tab.page.evaluate("history.pushState(null, '', '/a')") == "pushState!"
    assert await tab.page.evaluate("history.replaceState(null, '', '/b')") == "replaceState!"
    assert (
        await tab.page.evaluate(
            "try { history.pushState(null, '', 'https://elsewhere.example/'); } catch (error) { error.name }"
        )
        == "SecurityError"
    )


async def test_a_page_restored_from_the_back_forward_cache_is_a_view(
    visit: Visit, collector: Collector, shop: Shop
) -> None:
    tab = await visit(referer="https://news.example/")
    await collector.until(1)
    await tab.page.evaluate("window.fromMemory = true")
    shop.put("/elsewhere", "")
    await tab.page.goto(f"{shop.url}/elsewhere")
    await tab.page.go_back(wait_until="commit")

    views = await collector.until(2)
    assert await tab.page.evaluate("window.fromMemory"), "the browser loaded the page anew"
    assert views[1]["url"] == f"{shop.url}/"
    assert views[1]["title"] == "Page /"
    assert "referrer" not in views[1]
    assert collector.received[1].headers["Sec-Fetch-Mode"] == "cors", (
        "the page is back: no beacon, which may be blocked"
    )


async def test_a_prerendered_page_counts_when_it_is_shown(
    visit: Visit, collector: Collector, shop: Shop, tab: Tab
) -> None:
    await tab.page.add_init_script(
        """let hidden = true;
        Object.defineProperty(Document.prototype, 'prerendering', { get: () => hidden });
        window.show = () => { hidden = false; document.dispatchEvent(new Event('prerenderingchange')); };"""
    )
    await visit()
    await tab.page.evaluate("sparklytics.track('prepared')")
    assert tab.requests == []
    await tab.page.evaluate("show()")
    assert [event["type"] for event in await tab.sent(2)] == ["pageview", "event"]


async def test_the_snippet_twice_on_a_page_counts_once(visit: Visit, collector: Collector, tab: Tab) -> None:
    await tab.page.clock.install()
    again = f'<script src="{collector.url}/s.js" data-website-id="site_test"></script>'
    await visit(head=again)
    await tab.page.evaluate(PUSH, "/shoes")
    await assert_quiet(tab, requests=2)


async def test_an_element_named_like_the_tracker_does_not_stop_it(visit: Visit, collector: Collector) -> None:
    tab = await visit('id="sparklytics"')
    await collector.until(1)
    await tab.page.evaluate("sparklytics.track('works')")
    assert (await collector.until(2))[1]["event_name"] == "works"


@pytest.mark.parametrize(
    ("signal", "value"), [("doNotTrack", "'1'"), ("doNotTrack", "'yes'"), ("globalPrivacyControl", "true")]
)
async def test_privacy_signals_are_respected_unless_the_site_disables_it(
    visit: Visit, collector: Collector, tab: Tab, signal: str, value: str
) -> None:
    await tab.page.add_init_script(f"Object.defineProperty(Navigator.prototype, '{signal}', {{ get: () => {value} }})")
    await tab.page.clock.install()
    await visit('data-track-links="true"', path="/?utm_source=news", body='<a href="#a">A</a>')
    await tab.page.click("a")
    await tab.page.evaluate(PUSH, "/shoes")
    await tab.page.evaluate("sparklytics.track('x'), sparklytics.identify('me')")
    await assert_quiet(tab, requests=0)
    assert await tab.page.evaluate("localStorage.length + sessionStorage.length") == 0

    await visit('data-respect-dnt="false"')
    assert len(await collector.until(1)) == 1


async def test_a_signal_that_changes_while_the_page_is_open_is_followed(
    visit: Visit, collector: Collector, tab: Tab
) -> None:
    await tab.page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => window.optedOut })"
    )
    await tab.page.clock.install()
    await visit()
    await tab.page.evaluate("window.optedOut = true; history.pushState(null, '', '/shoes'); sparklytics.track('x')")
    await assert_quiet(tab, requests=1)
    await tab.page.evaluate("window.optedOut = false; sparklytics.track('y')")
    assert (await collector.until(2))[1]["event_name"] == "y"


async def test_disabled_sends_nothing_until_the_attribute_is_removed(
    visit: Visit, collector: Collector, tab: Tab
) -> None:
    await tab.page.clock.install()
    await visit('data-disabled="true"')
    await tab.page.evaluate("sparklytics.track('x'); sparklytics.identify('me'); history.pushState(null, '', '/a')")
    await assert_quiet(tab, requests=0)
    await tab.page.evaluate("document.querySelector('script[data-website-id]').removeAttribute('data-disabled')")
    await tab.page.evaluate("history.pushState(null, '', '/b')")
    assert (await collector.until(1))[0]["url"].endswith("/b")


async def test_without_a_website_the_script_does_nothing(tab: Tab, shop: Shop, collector: Collector) -> None:
    shop.put("/", f'<script src="{collector.url}/s.js" data-website-id=""></script><script src="{collector.url}/s.js">')
    await tab.page.goto(shop.url)
    assert await tab.page.evaluate("typeof sparklytics") == "undefined"
    assert tab.requests == []


async def test_campaign_parameters_are_kept_for_the_tab(visit: Visit, collector: Collector, shop: Shop) -> None:
    tab = await visit(path="/?utm_source=news&utm_source=later&utm_medium=e%20mail&utm_term=&utm_other=no")
    expected = {"utm_source": "news", "utm_medium": "e mail"}
    await collector.until(1)
    await tab.page.evaluate(PUSH, "/shoes")
    await collector.until(2)
    await visit(path="/hats")
    await collector.until(3)
    await visit(path="/?utm_campaign=spring")
    views = await collector.until(4)
    campaigns = [{name: value for name, value in view.items() if name.startswith("utm_")} for view in views]
    assert campaigns == [expected, expected, expected, {"utm_campaign": "spring"}]


@pytest.mark.parametrize(
    ("stored", "used"),
    [
        ('{"utm_source":5,"utm_medium":"mail","utm_term":{},"evil":"x"}', {"utm_medium": "mail"}),
        ("not json", {}),
        ("null", {}),
        ('["utm_source"]', {}),
    ],
)
async def test_stored_campaign_parameters_are_validated(
    visit: Visit, collector: Collector, tab: Tab, stored: str, used: dict[str, str]
) -> None:
    await tab.page.add_init_script(f"sessionStorage.setItem('_spl_utm', {stored!r})")
    await visit()
    (view,) = await collector.until(1)
    assert {name: value for name, value in view.items() if name.startswith(("utm_", "evil"))} == used


async def test_no_cookie_is_set_or_sent(
    visit: Visit, collector: Collector, context: BrowserContext, shop: Shop
) -> None:
    await context.add_cookies([{"name": "login", "value": "secret", "url": collector.url}])
    tab = await visit()
    await collector.until(1)
    await tab.page.evaluate("sparklytics.track('x')")
    await collector.until(2)
    assert [request.headers.get("Cookie") for request in collector.received] == [None, None]
    assert [cookie["name"] for cookie in await context.cookies()] == ["login"]
