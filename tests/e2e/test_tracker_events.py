"""Events the tracker sends on request of a site: custom events, link clicks, scroll depth and forms."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.browser import Tab
from tests.e2e.conftest import Visit
from tests.e2e.sites import Collector, Shop

pytestmark = pytest.mark.asyncio(loop_scope="session")

CANCEL = (
    "<script>for (const type of ['click', 'submit']) addEventListener(type, event => event.preventDefault());</script>"
)


async def events_of(tab: Tab, count: int) -> list[tuple[str, Any]]:
    """Wait for `count` events and a last one, and return name and data of those before it."""
    await tab.page.evaluate("sparklytics.track('last')")
    events = [event for event in await tab.sent(count + 2) if event["type"] == "event"]
    assert events[-1]["event_name"] == "last"
    return [(event["event_name"], event.get("event_data")) for event in events[:-1]]


async def test_a_custom_event_has_url_referrer_language_name_and_data(
    visit: Visit, collector: Collector, shop: Shop
) -> None:
    tab = await visit(path="/shoes", referer="https://news.example/")
    await collector.until(1)
    await tab.page.evaluate("sparklytics.track('order', { total: 12.5, items: ['boots', null], note: '' })")
    assert (await collector.until(2))[1] == {
        "website_id": "site_test",
        "type": "event",
        "url": f"{shop.url}/shoes",
        "referrer": "https://news.example/",
        "language": "de-AT",
        "event_name": "order",
        "event_data": {"total": 12.5, "items": ["boots", None], "note": ""},
    }


async def test_invalid_event_names_are_ignored_and_long_ones_cut(visit: Visit) -> None:
    tab = await visit()
    await tab.page.evaluate("for (const name of ['', 5, null, undefined, {}, ['x']]) sparklytics.track(name)")
    await tab.page.evaluate("sparklytics.track('x'.repeat(49) + '👟')")
    assert await events_of(tab, 1) == [("x" * 49, None)]


async def test_data_that_the_server_would_refuse_is_not_sent(visit: Visit) -> None:
    tab = await visit()
    await tab.page.evaluate(
        """() => {
            const cycle = {};
            cycle.self = cycle;
            for (const data of [cycle, { text: 'é'.repeat(2043) }]) sparklytics.track('lost', data);
            sparklytics.track('fits', { text: 'é'.repeat(2042) });
            for (const data of [[1], 'text', 5, null, () => 1]) sparklytics.track('bare', data);
            sparklytics.track('half', { text: 'a\\ud83d', ['k\\ud83d']: '\\\\ud83d' });
            sparklytics.track('big', { big: 1n });
        }"""
    )
    fits = ("fits", {"text": "é" * 2042})
    assert await events_of(tab, 8) == [
        fits,
        *[("bare", None)] * 5,
        ("half", {"text": "a", "k": "\\ud83d"}),
        ("big", {"big": "1"}),
    ]


async def test_event_data_is_copied_at_the_time_of_the_event(visit: Visit) -> None:
    tab = await visit()
    await tab.page.evaluate(
        """() => {
            history.pushState(null, '', '/next');
            const cart = { items: [1] };
            sparklytics.track('cart', cart);
            cart.items.push(2);
        }"""
    )
    await tab.sent(3)
    assert await events_of(tab, 2) == [("cart", {"items": [1]})]


async def test_an_identified_visitor_keeps_the_id_until_reset(visit: Visit, collector: Collector) -> None:
    tab = await visit()
    await tab.page.evaluate("for (const id of ['', 'x'.repeat(65), {}, null]) sparklytics.identify(id)")
    await tab.page.evaluate("sparklytics.track('a'); sparklytics.identify('customer-7'); sparklytics.track('b')")
    await tab.sent(3)
    await visit(path="/next")
    await tab.page.evaluate("sparklytics.reset(); sparklytics.track('c')")
    assert [event.get("visitor_id") for event in await tab.sent(5)] == [None, None, "customer-7", "customer-7", None]


LINKS = """
    <a id="inside" href="shoes?size=42#red">  Red
        shoes <b>now</b></a>
    <a id="outside" href="https://other.example/page?x=1"><img alt=""></a>
    <a id="mail" href="mailto:shop@example.org">Write</a>
    <a id="phone" href="tel:+4930123456">Call</a>
    <a id="broken" href="https://[">Broken</a>
    <a id="part" href=" #sizes">Part</a>
    <a id="code" href=" JavaScript:void 0">Code</a>
    <a id="no-link">No link</a>
    <p id="text">Text</p>
"""
INSIDE = ("link_click", {"href": "/shoes?size=42#red", "text": "Red shoes now"})
MAIL = ("link_click", {"href": "mailto:shop@example.org", "text": "Write"})
PHONE = ("link_click", {"href": "tel:+4930123456", "text": "Call"})
OUTSIDE = [
    ("link_click", {"href": "https://other.example/page?x=1", "external": True}),
    ("link_click", {"href": "https://[", "text": "Broken", "external": True}),
]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("true", [INSIDE, OUTSIDE[0], MAIL, PHONE, OUTSIDE[1]]), ("outbound", OUTSIDE), ("false", []), ("", [])],
)
async def test_clicks_on_links_are_events(visit: Visit, value: str, expected: list[Any]) -> None:
    tab = await visit(f'data-track-links="{value}"', body=LINKS, head=CANCEL)
    await tab.page.evaluate("for (const node of document.querySelectorAll('a:not(:has(b)), b, p')) node.click()")
    assert await events_of(tab, len(expected)) == expected


async def test_a_click_that_the_page_handles_itself_is_still_an_event(visit: Visit) -> None:
    head = CANCEL + "<script>document.addEventListener('click', event => event.stopPropagation(), true)</script>"
    tab = await visit('data-track-links="true"', body=LINKS, head=head)
    await tab.page.evaluate("document.querySelector('#inside').click()")
    assert await events_of(tab, 1) == [INSIDE]


async def test_the_text_of_a_link_is_cut(visit: Visit) -> None:
    tab = await visit('data-track-links="true"', body=f'<a href="/x">{"y" * 200}</a>', head=CANCEL)
    await tab.page.click("a")
    assert await events_of(tab, 1) == [("link_click", {"href": "/x", "text": "y" * 100})]


async def scroll_to(tab: Tab, percent: float) -> None:
    """Scroll to a percentage of the scrollable height, and wait for the scroll event."""
    await tab.page.evaluate(
        """percent => new Promise(resolve => {
            addEventListener('scroll', resolve, { once: true });
            scrollTo(0, (document.documentElement.scrollHeight - innerHeight) * percent / 100);
        })""",
        percent,
    )


@pytest.mark.parametrize(
    ("value", "depths"),
    [("true", [25, 50, 75, 100]), ("10, 30,x,-5,0,90", [10, 30, 90]), ("false", []), ("", [])],
)
async def test_each_scroll_depth_is_sent_once_a_page(visit: Visit, value: str, depths: list[int]) -> None:
    tab = await visit(f'data-track-scroll-depth="{value}"', body='<div style="height: 5000px"></div>')
    for percent in (5, 24.6, 60, 20, 100, 1):
        await scroll_to(tab, percent)
    expected = [("scroll_depth", {"depth": depth}) for depth in depths]
    assert await events_of(tab, len(depths)) == expected

    await tab.page.evaluate("history.pushState(null, '', '/next')")
    await scroll_to(tab, 100)
    assert (await events_of(tab, 2 * len(depths) + 2))[len(depths) + 1 :] == expected


async def test_a_page_that_does_not_scroll_sends_no_depth(visit: Visit) -> None:
    tab = await visit('data-track-scroll-depth="true"', body="Short")
    await tab.page.evaluate("dispatchEvent(new Event('scroll'))")
    assert await events_of(tab, 0) == []


FORMS = """
    <form id="order" name="checkout" action="/buy?step=2">
        <input name="id" value="secret"><input name="name" value="secret"><input name="action" value="secret">
    </form>
    <form action=" javascript:void 0"><input name="card" value="secret"></form>
    <form></form>
"""


async def test_a_form_event_has_names_and_never_typed_values(visit: Visit) -> None:
    tab = await visit('data-track-forms="true"', body=FORMS, head=CANCEL)
    await tab.page.evaluate("document.querySelectorAll('form').forEach(form => form.requestSubmit())")
    assert await events_of(tab, 3) == [
        ("form_submit", {"form_id": "order", "form_name": "checkout", "action": "/buy?step=2"}),
        ("form_submit", {}),
        ("form_submit", {}),
    ]


async def test_forms_links_and_scroll_depth_are_not_tracked_by_default(visit: Visit) -> None:
    tab = await visit(body=FORMS + LINKS + '<div style="height: 5000px"></div>', head=CANCEL)
    await tab.page.evaluate("document.querySelectorAll('form').forEach(form => form.requestSubmit())")
    await tab.page.evaluate("document.querySelector('#outside').click()")
    await scroll_to(tab, 100)
    assert await events_of(tab, 0) == []


@pytest.mark.parametrize("id", ["4711", "4711n"])
async def test_a_number_is_a_valid_visitor_id(visit: Visit, id: str) -> None:
    tab = await visit()
    await tab.page.evaluate(f"sparklytics.identify({id}); sparklytics.track('a')")
    assert (await tab.sent(2))[1]["visitor_id"] == "4711"


async def test_a_click_with_the_middle_button_is_a_link_click(visit: Visit) -> None:
    head = "<script>addEventListener('auxclick', event => event.preventDefault())</script>"
    tab = await visit('data-track-links="true"', body='<a href="/x">X</a>', head=head)
    await tab.page.click("a", button="middle")
    await tab.page.click("a", button="right")
    await tab.page.evaluate("sparklytics.track('end')")
    assert await events_of(tab, 2) == [("link_click", {"href": "/x", "text": "X"}), ("end", None)]


@pytest.mark.parametrize(
    "body",
    [
        "<map name=m><area id=x href='/x'></map>",
        "<svg><a id=x href='/x'></a></svg>",
        "<div id=host></div><script>host.attachShadow({ mode: 'open' }).innerHTML = '<a href=/x></a>'</script>",
    ],
)
async def test_areas_and_links_in_svg_and_shadow_roots_are_links(visit: Visit, body: str) -> None:
    tab = await visit('data-track-links="true"', body=body, head=CANCEL)
    await tab.page.evaluate(
        "(document.querySelector('#x') || document.querySelector('#host').shadowRoot.querySelector('a'))"
        ".dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true }))"
    )
    assert await events_of(tab, 1) == [("link_click", {"href": "/x"})]
