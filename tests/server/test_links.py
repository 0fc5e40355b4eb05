"""Campaign links and tracking pixels over HTTP: redirects, pictures, their events and their numbers."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from app.api.items.goals import NewGoalBody
from app.api.items.links import LinkChange, LinkReply, LinkStats, NewLink
from app.api.items.pixels import NewPixel, PixelChange
from app.domain.errors import AppError
from app.domain.items.links import LINKS
from app.domain.items.pixels import PIXELS
from app.domain.websites import WebsiteChange
from app.server.limits.tracked import CLICKS, VIEWS
from app.server.tracked import GIF
from tests.server.conftest import BROWSER, Running, Start
from tests.server.raw import Answer, get, post, send, stored

HOME = "https://example.com/"


@pytest.fixture
async def running(emptied_server: Running) -> Running:
    return emptied_server


async def visit(running: Running, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask for an address of a link or a pixel as a person's browser does."""
    usual = {name.replace("-", "_"): value for name, value in BROWSER.items()}
    return await send(running, method, path, **(usual | headers))


async def add_link(running: Running, site: str, **values: Any) -> LinkReply:
    return await running.api.add_link(site, NewLink(**({"name": "Mail", "destination_url": HOME} | values)))


async def stats_of(running: Running, site: str, link_id: str) -> LinkStats:
    answer = await get(running, f"/api/websites/{site}/links/{link_id}/stats")
    return msgspec.convert(answer.json["data"], LinkStats)


async def test_a_link_redirects_with_its_campaign_and_its_click_is_an_event(running: Running) -> None:
    site = await running.add_website()
    link = await add_link(running, site, destination_url=f"{HOME}a?b=1#c", utm_source="mail", utm_medium="news")
    assert len(link.slug) == 8
    assert link.tracking_url == f"{running.context.settings.public_url}/l/{link.slug}"
    answer = await visit(
        running, f"/l/{link.slug}?to=me", Referer="https://news.example/", Accept_Language="de-AT,de;q=0.7"
    )
    target = "https://example.com/a?b=1&utm_source=mail&utm_medium=news#c"
    assert (answer.status, answer.body, answer.headers["Location"]) == (302, b"", target)
    assert answer.headers["Cache-Control"] == "no-store"
    columns = (
        "kind, event_name, origin || path || query_and_fragment, referrer_domain, language, utm_source, utm_medium"
    )
    assert await stored(running, columns) == [
        ("event", "link_click", target, "news.example", "de-AT", "mail", "news"),
    ]
    ((data,),) = await stored(running, "event_data")
    assert data == (
        f'{{"destination_url":"https://example.com/a?b=1#c","link_id":"{link.id}","query":{{"to":"me"}},"slug":"{link.slug}"}}'
    )


async def test_following_a_link_by_head_counts_nothing(running: Running) -> None:
    site = await running.add_website()
    link, pixel = await add_link(running, site), await running.api.add_pixel(site, NewPixel(name="Mail"))
    answer = await visit(running, f"/l/{link.slug}", "HEAD")
    assert (answer.status, answer.headers["Location"]) == (302, HOME)
    assert (await visit(running, f"/p/{pixel.pixel_key}.gif", "HEAD")).status == 200
    assert await stored(running, "event_name") == []


async def test_an_unknown_or_inactive_link_is_not_found_and_counts_nothing(running: Running) -> None:
    site = await running.add_website()
    link, pixel = await add_link(running, site), await running.api.add_pixel(site, NewPixel(name="Mail"))
    await running.api.change_link(site, link.id, LinkChange(is_active=False))
    await running.api.change_pixel(site, pixel.id, PixelChange(is_active=False))
    for path in (f"/l/{link.slug}", "/l/unknown0", f"/p/{pixel.pixel_key}", "/p/px_unknown.gif"):
        answer = await visit(running, path)
        assert answer.refusal == (404, "not_found")
        assert answer.json["error"]["message"] in ("Campaign link not found", "Tracking pixel not found")
    await running.api.change_link(site, link.id, LinkChange(is_active=True))
    assert (await visit(running, f"/l/{link.slug}")).status == 302
    await running.api.delete_website(site)
    assert (await visit(running, f"/l/{link.slug}")).status == 404


async def test_a_pixel_is_one_transparent_point_that_counts_a_view(running: Running) -> None:
    site = await running.add_website()
    pixel = await running.api.add_pixel(site, NewPixel(name="Mail", default_url=f"{HOME}mail?utm_source=crm"))
    assert pixel.pixel_url == f"{running.context.settings.public_url}/p/{pixel.pixel_key}.gif"
    assert pixel.snippet == (f'<img src="{pixel.pixel_url}" width="1" height="1" style="display:none" alt="" />')
    for suffix in ("", ".gif", ".gif.gif"):
        answer = await visit(running, f"/p/{pixel.pixel_key}{suffix}")
        assert (answer.status, answer.body) == (200, GIF)
        assert len(answer.body) == 43
        assert answer.headers["Content-Type"] == "image/gif"
        assert answer.headers["Cache-Control"] == "no-store, no-cache, must-revalidate"
        assert answer.headers["Pragma"] == "no-cache"
    events = await stored(running, "event_name, path, utm_source, event_data ->> 'pixel_id', is_bot")
    assert events == [("pixel_view", "/mail", "crm", pixel.id, False)] * 3


async def test_a_view_counts_for_a_page_of_the_website_alone(running: Running) -> None:
    site = await running.add_website()
    pixel = await running.api.add_pixel(site, NewPixel(name="Mail"))
    for url in (f"{HOME}news", "https://evil.example/", "javascript:alert(1)", ""):
        await visit(running, f"/p/{pixel.pixel_key}.gif?url={url}")
    urls = [url for (url,) in await stored(running, "event_data ->> 'url'")]
    assert urls == [f"{HOME}news", *[f"pixel://{pixel.pixel_key}"] * 3]


async def test_trouble_with_the_event_never_keeps_a_visitor_from_the_page(running: Running) -> None:
    site = await running.add_website()
    link = await add_link(running, site, destination_url=f"{HOME}{'%C3%A4' * 300}")
    many = "&".join(f"p{number}=" for number in range(33))
    long = "&".join(f"p{number}={'v' * 256}" for number in range(16))
    for query in (many, long, "a=%FF"):
        assert (await visit(running, f"/l/{link.slug}?{query}")).status == 302
    queries = [query for (query,) in await stored(running, "event_data ->> 'query'")]
    assert queries == ["{}", None, '{"a":"\ufffd"}']
    running.context.ingest.pause(60)
    assert (await visit(running, f"/l/{link.slug}")).status == 302
    running.context.ingest.pause(0)
    assert len(await stored(running, "seq")) == 3


async def test_an_address_that_proxies_might_refuse_is_refused_when_the_link_is_made(running: Running) -> None:
    site = await running.add_website()
    link = await add_link(running, site, destination_url=f"{HOME}{'x' * 1900}")
    with pytest.raises(AppError, match="destination_url exceeds max length"):
        await running.api.change_link(site, link.id, LinkChange(utm_term="y" * 200))
    with pytest.raises(AppError, match="destination_url exceeds max length"):
        await add_link(running, site, destination_url=f"{HOME}{'漢' * 300}")
    assert (await add_link(running, site, utm_source=" ", utm_term="")).utm_source is None


async def test_a_click_that_names_no_link_of_the_website_counts_for_none(running: Running) -> None:
    site, other = await running.add_website(), await running.add_website("Other")
    link = await add_link(running, other)
    click = {"type": "event", "event_name": "link_click", "url": HOME, "website_id": site}
    for link_id in (link.id, "lnk_invented"):
        await post(running, click | {"event_data": {"link_id": link_id}})
    own = await add_link(running, site)
    assert [item.clicks for item in await running.api.list_links(site)] == [0]
    assert (await stats_of(running, site, own.id)).clicks == 0


async def test_whoever_tries_many_addresses_is_told_to_wait(start: Start) -> None:
    running = await start()
    statuses = [(await visit(running, f"/l/{number:08}")).status for number in range(CLICKS + 1)]
    assert statuses == [404] * CLICKS + [429]
    assert (await visit(running, "/p/px_none.gif")).refusal == (404, "not_found")


async def test_beyond_its_limit_an_address_is_answered_but_not_counted(start: Start) -> None:
    running = await start()
    site = await running.add_website()
    link, pixel = await add_link(running, site), await running.api.add_pixel(site, NewPixel(name="Mail"))
    for path, limit in ((f"/l/{link.slug}", CLICKS), (f"/p/{pixel.pixel_key}.gif", VIEWS)):
        statuses = {(await visit(running, path)).status for _ in range(limit + 2)}
        assert len(statuses) == 1
    assert (CLICKS, VIEWS) == (120, 240)
    assert len(await stored(running, "seq")) == CLICKS + VIEWS


async def test_goals_reached_after_a_click_that_began_the_session_are_conversions(running: Running) -> None:
    site = await running.add_website()
    api = running.api
    link, other = await add_link(running, site), await add_link(running, site, name="Other")
    sale = {"value_mode": "event_property", "value_property_key": "price", "currency": "EUR"}
    await api.add_goal(site, NewGoalBody("Bought", "event", "buy", **sale))
    await api.add_goal(site, NewGoalBody("Thanks", "page_view", "/thanks"))
    await api.add_goal(site, NewGoalBody("Clicked", "event", "link_click"))
    buy = {"type": "event", "event_name": "buy", "url": HOME, "website_id": site}
    chrome = BROWSER["User-Agent"].replace("Firefox", "Fox")

    await visit(running, f"/l/{link.slug}")
    for price in ("19.95", "5"):
        await post(running, {**buy, "event_data": {"price": price}})
    await post(running, {"type": "pageview", "url": f"{HOME}thanks", "website_id": site})
    # Another visitor was there before he clicked.
    await post(running, {"type": "pageview", "url": HOME, "website_id": site}, User_Agent=chrome)
    await visit(running, f"/l/{other.slug}", User_Agent=chrome)
    await post(running, {**buy, "event_data": {"price": "7"}}, User_Agent=chrome)

    stats = await stats_of(running, site, link.id)
    assert (stats.clicks, stats.unique_visitors, stats.conversions, stats.revenue) == (1, 1, 2, 19.95)
    assert stats.revenue_by_currency == {"EUR": 19.95}
    stats = await stats_of(running, site, other.id)
    assert (stats.clicks, stats.unique_visitors, stats.conversions, stats.revenue) == (1, 1, 0, 0.0)
    listed = {item.id: (item.clicks, item.conversions, item.revenue) for item in await api.list_links(site)}
    assert listed == {link.id: (1, 2, 19.95), other.id: (1, 0, 0.0)}
    unknown = await get(running, f"/api/websites/{site}/links/lnk_unknown/stats")
    assert unknown.refusal == (404, "not_found")


async def test_a_crawler_that_follows_a_link_is_left_out_of_its_clicks(running: Running) -> None:
    site = await running.add_website()
    link = await add_link(running, site)
    await visit(running, f"/l/{link.slug}")
    await visit(running, f"/l/{link.slug}", User_Agent="Googlebot/2.1")
    assert (await stats_of(running, site, link.id)).clicks == 1


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": " "}, "name is required"),
        ({"name": "x" * 101}, "name must be 100 characters or fewer"),
        ({"destination_url": "https://evil.example/"}, "destination_url host must match website domain"),
        ({"destination_url": "javascript:alert(1)"}, "destination_url must use http:// or https://"),
        ({"utm_term": "x" * 256}, "utm_term must be 255 characters or fewer"),
    ],
)
async def test_a_link_that_breaks_a_rule_is_refused_and_changes_nothing(
    running: Running, values: dict[str, Any], message: str
) -> None:
    site = await running.add_website()
    with pytest.raises(AppError, match=message):
        await add_link(running, site, **values)
    link = await add_link(running, site, utm_term="a", utm_source="b")
    with pytest.raises(AppError, match=message):
        await running.api.change_link(site, link.id, LinkChange(**values))
    assert await running.api.list_links(site) == (link,)
    changed = await running.api.change_link(site, link.id, LinkChange(utm_term=None))
    assert (changed.utm_term, changed.utm_source, changed.slug) == (None, "b", link.slug)


async def test_a_link_that_an_older_domain_left_can_still_be_renamed_and_switched_off(running: Running) -> None:
    api, site = running.api, await running.add_website()
    link, pixel = await add_link(running, site), await api.add_pixel(site, NewPixel(name="Mail", default_url=HOME))
    await api.change_website(site, WebsiteChange(domain="new.example"))
    changed = await api.change_link(site, link.id, LinkChange(name="Old", destination_url=HOME, is_active=False))
    assert (changed.name, changed.destination_url, changed.is_active) == ("Old", HOME, False)
    seen = await api.change_pixel(site, pixel.id, PixelChange(name="Old", default_url=HOME, is_active=False))
    assert (seen.name, seen.default_url, seen.is_active) == ("Old", HOME, False)
    with pytest.raises(AppError, match="destination_url host must match website domain"):
        await api.change_link(site, link.id, LinkChange(destination_url=f"{HOME}other"))


async def test_links_and_pixels_are_there_after_a_restart(start: Start) -> None:
    running = await start()
    site = await running.add_website()
    link, pixel = await add_link(running, site), await running.api.add_pixel(site, NewPixel(name="Mail"))
    (website,) = await running.context.stores.websites()
    assert [item.slug for item in website.items[LINKS.name]] == [link.slug]
    assert [item.pixel_key for item in website.items[PIXELS.name]] == [pixel.pixel_key]
