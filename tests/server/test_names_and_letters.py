"""One page, one host, one app: whatever way a client writes them, reports find and name them."""

from __future__ import annotations

from typing import Any

import pytest
import pytest_asyncio

from tests.server.conftest import Running, Start
from tests.server.raw import get
from tests.server.sign_in import ask as send

SITE = "https://xn--mller-kva.de"
WRITINGS = ("/%C3%BCber-uns", "/%c3%bcber-uns", "/über-uns", "/u%CC%88ber-uns", "/u\u0308ber-uns")


@pytest.fixture(scope="module")
def running(common_server: Running) -> Running:
    return common_server


async def rows(running: Running, site: str, **params: str) -> list[tuple[str, int]]:
    answer = await get(running, f"/api/websites/{site}/metrics", **params)
    assert answer.status == 200, answer.json
    return [(row["value"], row["pageviews"]) for row in answer.json["data"]["rows"]]


async def pageviews(running: Running, site: str, **params: str) -> int:
    answer = await get(running, f"/api/websites/{site}/stats", **params)
    assert answer.status == 200, answer.json
    return int(answer.json["data"]["pageviews"])


async def add(running: Running, site: str, kind: str, body: dict[str, Any]) -> str:
    answer = await send(running, "POST", f"/api/websites/{site}/{kind}", body)
    assert answer.status == 201, answer.body
    return str(answer.body["data"]["id"])


@pytest_asyncio.fixture(loop_scope="module")
async def site(running: Running) -> str:
    """A website whose page was opened in every writing of its address, each time by somebody else."""
    website_id = await running.add_website(domain="müller.de")
    for number, path in enumerate(WRITINGS):
        host = SITE if number % 2 else "https://Müller.de"
        await running.collect(website_id, url=f"{host}{path}?q=%C3%BC", visitor_id=str(number))
    await running.collect(website_id, url=f"{SITE}/%D8%B3%D9%84%D8%A7%D9%85", visitor_id="0")
    return website_id


async def test_two_writings_of_one_address_are_one_row_of_every_breakdown(running: Running, site: str) -> None:
    assert await rows(running, site, type="page") == [("/über-uns", 5), ("/سلام", 1)]
    assert await rows(running, site, type="page_url") == [(f"{SITE}/über-uns?q=ü", 5), (f"{SITE}/سلام", 1)]
    assert await rows(running, site, type="hostname") == [("xn--mller-kva.de", 6)]
    assert [value for value, _ in await rows(running, site, type="entry_page")] == ["/über-uns"]


async def test_the_address_of_an_event_stays_as_it_was_sent(running: Running, site: str) -> None:
    export = await get(running, f"/api/websites/{site}/export", start_date="2020-01-01", end_date="2099-12-31")
    for path in ("/%c3%bcber-uns?q=%C3%BC", "/u%CC%88ber-uns?q=%C3%BC", "/%D8%B3%D9%84%D8%A7%D9%85"):
        assert path in export.body.decode()


@pytest.mark.parametrize("path", WRITINGS)
async def test_a_page_is_found_whatever_way_it_is_written(running: Running, site: str, path: str) -> None:
    assert await pageviews(running, site, filter_page=path) == 5
    assert await pageviews(running, site, filter_page=f"{path[:-4]}*") == 5
    assert await pageviews(running, site, filter_page=f"!{path}") == 1
    assert await pageviews(running, site, filter_entry_page=path) == 6
    assert await pageviews(running, site, filter_page_url=f"https://müller.de{path}?q=ü") == 5
    assert len(await rows(running, site, type="page", search=path[:-4])) == 1
    assert len(await rows(running, site, type="page_url", search=path)) == 1
    assert len(await rows(running, site, type="page_url", search=f"müller.de{path}")) == 1
    times = await get(running, f"/api/websites/{site}/page-times", search=path)
    assert [row["value"] for row in times.json["data"]["rows"]] == ["/über-uns"]


@pytest.mark.parametrize("path", WRITINGS)
async def test_goals_funnels_and_journeys_know_a_page_whatever_way_it_is_written(
    running: Running, site: str, path: str
) -> None:
    for value, operator in ((path, "equals"), (path[:-4], "starts_with"), (f"https://Müller.de{path}?q=ü", "equals")):
        goal = {"name": value[:99], "goal_type": "page_view", "match_value": value, "match_operator": operator}
        goal_id = await add(running, site, "goals", goal)
        stats = await get(running, f"/api/websites/{site}/goals/{goal_id}/stats")
        assert stats.json["data"]["conversions"] == 5
    steps = [{"step_type": "page_view", "match_value": value} for value in (path, "/سلام")]
    funnel_id = await add(running, site, "funnels", {"name": "F", "steps": steps})
    funnel = await get(running, f"/api/websites/{site}/funnels/{funnel_id}/results")
    assert [step["sessions_reached"] for step in funnel.json["data"]["steps"]] == [5, 1]
    journey = await get(
        running,
        f"/api/websites/{site}/journey",
        anchor_type="page",
        anchor_value=path,
        direction="next",
        start_date="2020-01-01",
        end_date="2099-12-31",
    )
    assert journey.json["data"]["anchor"] == {"type": "page", "value": "/über-uns"}
    assert journey.json["data"]["total_anchor_sessions"] == 5
    assert {tuple(branch["nodes"]) for branch in journey.json["data"]["branches"]} == {(), ("/سلام",)}


@pytest.mark.parametrize("host", ["müller.de", "MÜLLER.de", "mu\u0308ller.de", "xn--mller-kva.de", "XN--MLLER-KVA.DE"])
async def test_a_host_is_found_in_its_own_letters_and_in_punycode(running: Running, site: str, host: str) -> None:
    await running.collect(site, url=f"{SITE}/x", referrer="https://bücher.example/a", visitor_id="a")
    await running.collect(site, url=f"{SITE}/x", referrer="https://xn--bcher-kva.example/b", visitor_id="b")
    assert await pageviews(running, site, filter_hostname=host) == 8
    assert len(await rows(running, site, type="hostname", search=host)) == 1
    assert await pageviews(running, site, filter_referrer="Bücher.example") == 2
    assert await rows(running, site, type="referrer", search="bücher.example") == [("xn--bcher-kva.example", 2)]


PARTS_OF_ADDRESSES = (
    "müll",
    "MÜLLER",
    "mu\u0308ll",
    "ller.de/ü",
    "müller.de/über",
    "Müller.de/%C3%BCber",
    "xn--mller-kva.de/ü",
)


@pytest_asyncio.fixture(loop_scope="module")
async def two_hosts(running: Running) -> str:
    """A website with a page on an international host and the same one on another host, each by its own visitor."""
    website_id = await running.add_website(domain="müller.de")
    for visitor, host in enumerate(("müller.de", "müller.de", "example.com")):
        await running.collect(website_id, url=f"https://{host}/über/{visitor}", visitor_id=str(visitor))
    await running.collect(website_id, url="https://example.com/end", visitor_id="2")
    return website_id


@pytest.mark.parametrize("part", PARTS_OF_ADDRESSES)
async def test_goals_and_funnels_know_a_part_of_a_host_whatever_way_it_is_written(
    running: Running, two_hosts: str, part: str
) -> None:
    goal = {"name": "G", "goal_type": "page_view", "match_value": part, "match_operator": "contains"}
    goal_id = await add(running, two_hosts, "goals", goal)
    stats = await get(running, f"/api/websites/{two_hosts}/goals/{goal_id}/stats")
    assert stats.json["data"]["conversions"] == 2
    credit = await get(running, f"/api/websites/{two_hosts}/attribution", goal_id=goal_id)
    assert [row["conversions"] for row in credit.json["data"]["rows"]] == [2]
    steps = [
        {"step_type": "page_view", "match_value": value, "match_operator": operator}
        for value, operator in ((part, "contains"), ("https://mü", "starts_with"))
    ]
    funnel_id = await add(running, two_hosts, "funnels", {"name": "F", "steps": steps})
    funnel = await get(running, f"/api/websites/{two_hosts}/funnels/{funnel_id}/results")
    assert [step["sessions_reached"] for step in funnel.json["data"]["steps"]] == [2, 0]


@pytest.mark.parametrize("part", PARTS_OF_ADDRESSES)
async def test_filters_and_searches_know_a_part_of_a_host_whatever_way_it_is_written(
    running: Running, two_hosts: str, part: str
) -> None:
    assert await pageviews(running, two_hosts, filter_page_url=f"*{part}*") == 2
    assert await pageviews(running, two_hosts, filter_page_url=f"!*{part}*") == 2
    for name in ("page", "entry_page", "exit_page"):
        assert await pageviews(running, two_hosts, **{f"filter_{name}": f"https://*{part}*"}) == 2
        assert await pageviews(running, two_hosts, **{f"filter_{name}": f"!https://*{part}*"}) == 2
    assert len(await rows(running, two_hosts, type="page_url", search=part)) == 2


@pytest.mark.parametrize("part", ["müll", "LLER.d", "mu\u0308", "xn--ml"])
async def test_a_search_knows_a_part_of_a_host_of_pages_and_referrers(
    running: Running, two_hosts: str, part: str
) -> None:
    assert await rows(running, two_hosts, type="hostname", search=part) == [("xn--mller-kva.de", 2)]
    await running.collect(two_hosts, url="https://example.com/", referrer="https://a.müller.example/", visitor_id="r")
    part = part.replace(".d", ".e")
    assert await rows(running, two_hosts, type="referrer", search=part) == [("a.xn--mller-kva.example", 1)]


@pytest.mark.parametrize("name", ["page", "entry_page", "exit_page"])
async def test_a_filter_of_pages_of_any_kind_takes_full_addresses(running: Running, name: str) -> None:
    site = await running.add_website()
    for visitor, host in enumerate(("a.example", "a.example:8080", "b.example")):
        await running.collect(site, url=f"https://{host}/x/?q={visitor}#part", visitor_id=str(visitor))
        await running.collect(site, type="event", event_name="signup", url=f"https://{host}/", visitor_id=str(visitor))
    await running.collect(site, type="event", event_name="signup", url="https://a.example/x", visitor_id="no page")
    asked = f"filter_{name}"
    assert await pageviews(running, site, **{asked: "https://a.example/x"}) == 1
    assert await pageviews(running, site, **{asked: "HTTPS://A.example/x/?q=0"}) == 1
    assert await pageviews(running, site, **{asked: "https://a.example/x?q=1"}) == 0
    assert await pageviews(running, site, **{asked: "!https://a.example/x"}) == 2
    assert await pageviews(running, site, **{asked: "https://a.example/x,/y,https://b.example/x"}) == 2
    assert await pageviews(running, site, **{asked: "https://a.*/x"}) == 2
    assert await pageviews(running, site, **{asked: "https://*.example/x,(none)"}) == 2
    assert await pageviews(running, site, **{asked: "/x/"}) == 3
    answer = await get(running, f"/api/websites/{site}/sessions", **{asked: "https://a.example/x"})
    assert len(answer.json["data"]) == 1 + (name == "page")


async def test_a_visit_out_of_an_app_is_no_direct_one(running: Running) -> None:
    site = await running.add_website()
    await running.collect(site, referrer="android-app://com.google.android.gm/", visitor_id="a")
    await running.collect(site, referrer="android-app://org.some.reader", visitor_id="b")
    assert await rows(running, site, type="referrer") == [("com.google.android.gm", 1), ("org.some.reader", 1)]
    assert await rows(running, site, type="channel") == [("Email", 1), ("Referral", 1)]


@pytest.mark.parametrize(
    "url",
    [
        "/?UTM_SOURCE=flyer&Utm_Medium=print",
        "/#utm_source=flyer&utm_medium=print",
        "/?utm_source=flyer&amp;utm_medium=print",
    ],
)
async def test_a_campaign_is_read_however_its_link_was_spoilt(running: Running, url: str) -> None:
    site = await running.add_website()
    await running.collect(site, url=f"https://example.com{url}")
    assert await pageviews(running, site, filter_utm_source="flyer", filter_utm_medium="print") == 1


@pytest.mark.parametrize("agent", ["DatadogSynthetics", "(compatible; GoogleOther)", "Checkly/1.0", "mixi-check/1.0"])
async def test_a_tool_that_runs_pages_is_no_visitor(running: Running, agent: str) -> None:
    site = await running.add_website()
    browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36"
    event = {"website_id": site, "type": "pageview", "url": "https://example.com/"}
    headers = {"User-Agent": f"{browser} {agent}", "Accept": "*/*", "Accept-Language": "en"}
    async with running.http.post("/api/collect", json=event, headers=headers) as reply:
        assert reply.status == 202
    await running.context.ingest.flush()
    assert await pageviews(running, site) == 0
    assert await pageviews(running, site, include_bots="true") == 1


async def test_a_site_of_the_network_at_home_is_its_own_referrer_with_and_without_its_port(running: Running) -> None:
    site = await running.add_website(domain="wiki:8080")
    assert (await get(running, f"/api/websites/{site}")).json["data"]["domain"] == "wiki:8080"
    await running.collect(site, url="http://wiki:8080/a", referrer="http://wiki:8080/b")
    assert await rows(running, site, type="referrer") == [("(direct)", 1)]


DATED = (
    *("stats", "pageviews", "metrics?type=page", "overview", "events", "events/properties?event_name=x", "heatmap"),
    *("events/timeseries?event_name=x", "page-times", "sessions", "goal-stats", "export", "retention"),
    "journey?anchor_type=page&anchor_value=/&direction=next",
)


@pytest.mark.parametrize("date", ["", "2026-02-30", "31/10/2026", "2026-10-31T00:00:00Z"])
async def test_a_date_that_is_none_is_refused_everywhere_and_named(start: Start, date: str) -> None:
    running = await start()  # whose share links have been asked for nothing yet
    site = await running.add_website()
    share = (await running.api.share_website(site)).share_id
    paths = [f"/api/websites/{site}/{report}" for report in DATED]
    paths += [f"/api/share/{share}/{report}" for report in ("stats", "pageviews", "metrics?type=page", "overview")]
    for path in paths:
        for field, dates in (("start_date", (date, "2026-11-01")), ("end_date", ("2026-01-01", date))):
            query = f"start_date={dates[0]}&end_date={dates[1]}"
            answer = await get(running, f"{path}{'&' if '?' in path else '?'}{query}")
            assert (answer.status, answer.json["error"]["field"]) == (400, field), path


@pytest.mark.parametrize(
    ("report", "field"),
    [
        ("stats?timezone=Mars/Base", "timezone"),
        ("stats?include_bots=maybe", "include_bots"),
        ("stats?compare_mode=last_week", "compare_mode"),
        ("stats?compare_mode=custom&compare_start_date=2026-02-30", "compare_start_date"),
        ("pageviews?granularity=fortnight", "granularity"),
        ("metrics?type=page&limit=10.5", "limit"),
        ("metrics?type=page&offset=1e3", "offset"),
        ("metrics?type=page&order=up", "order"),
        ("sessions?sort=luck", "sort"),
        ("sessions?limit=many", "limit"),
        ("export?start_date=2026-01-01&end_date=2026-01-02&format=xml", "format"),
        ("retention?start_date=2026-01-01&end_date=2026-01-02&cohort_granularity=year", "cohort_granularity"),
        ("retention?start_date=2026-01-01&end_date=2026-01-02&max_periods=few", "max_periods"),
    ],
)
async def test_a_value_that_cannot_be_read_is_refused_and_named(running: Running, report: str, field: str) -> None:
    site = await running.add_website()
    answer = await get(running, f"/api/websites/{site}/{report}")
    assert (answer.status, answer.json["error"]["field"]) == (400, field)


async def test_the_zone_of_sydney_that_clients_offer_counts_the_days_of_sydney(running: Running) -> None:
    site = await running.add_website(timezone="Pacific/Sydney")
    assert (await get(running, f"/api/websites/{site}")).json["data"]["timezone"] == "Australia/Sydney"
    answer = await get(running, f"/api/websites/{site}/stats", timezone="Pacific/Sydney")
    assert answer.json["data"]["timezone"] == "Australia/Sydney"
