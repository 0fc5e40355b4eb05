"""The API overview, line by line, third part: client addresses, and enrichment of events."""

from __future__ import annotations

import hashlib
from ipaddress import ip_network
from itertools import pairwise
from pathlib import Path

import pytest
from mmdb_writer import MMDBWriter
from netaddr import IPSet

from app.config_loader import load_settings
from tests.server.conftest import BROWSER, PAGEVIEW, Running, Start
from tests.server.ingest.conftest import FakeClock
from tests.server.raw import get, post, stored

HERE = (ip_network("127.0.0.0/8"),)  # source of the requests of these tests
VISITOR = "(SELECT printf('%016x', visitor_id) FROM all_sessions WHERE session = events.session)"
ANYWHERE = "198.51.100.7"
SAN_FRANCISCO = "203.0.113.9"
IN_THE_NETHERLANDS = "193.0.6.139"  # of the RIPE NCC
DAY_US = 86_400_000_000


@pytest.fixture
def running(emptied_server: Running) -> Running:
    return emptied_server


def published_id(clock: FakeClock, address: str, user_agent: str = BROWSER["User-Agent"]) -> str:
    """Return the visitor id by the printed formula."""
    salt_epoch = clock.wall_us // 1_000_000 // 86_400
    return hashlib.sha256(f"{salt_epoch}{address}{user_agent}".encode()).hexdigest()[0:16]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """A city database that knows one network."""
    writer = MMDBWriter(6, "GeoLite2-City", ipv4_compatible=True)
    record = {
        "country": {"iso_code": "US"},
        "subdivisions": [{"iso_code": "CA", "names": {"en": "California"}}],
        "city": {"names": {"en": "San Francisco"}},
    }
    writer.insert_network(IPSet(["203.0.113.0/24"]), record)
    path = tmp_path / "GeoLite2-City.mmdb"
    writer.to_db_file(str(path))
    return path


async def values(running: Running, site: str, kind: str) -> list[str]:
    """Return the values of a breakdown after storing all waiting events."""
    await running.context.ingest.flush()
    report = await get(running, f"/api/websites/{site}/metrics", type=kind, include_bots="true")
    return [row["value"] for row in report.json["data"]["rows"]]


# --- IP address extraction


async def test_a_forwarded_address_decides_limit_place_and_visitor(
    start: Start, clock: FakeClock, places: Path
) -> None:
    running = await start(clocks=clock.clocks(), trusted_proxies=HERE, geoip_path=(places,), collect_rate_limit=1)
    event = PAGEVIEW | {"website_id": await running.add_website()}
    answers = [await post(running, event, X_Forwarded_For=ip) for ip in (SAN_FRANCISCO, ANYWHERE, SAN_FRANCISCO)]
    assert [answer.status for answer in answers] == [202, 202, 429]
    expected = [(published_id(clock, SAN_FRANCISCO), "US"), (published_id(clock, ANYWHERE), None)]
    assert await stored(running, f"{VISITOR}, country") == expected


async def test_trusted_proxies_are_configured_as_cidrs(tmp_path: Path, start: Start, clock: FakeClock) -> None:
    environ = {"SPARKLYTICS_TRUSTED_PROXIES": "10.0.0.0/8,172.16.0.0/12"}
    printed = load_settings({"data_dir": str(tmp_path)}, environ, is_desktop=False).trusted_proxies
    assert printed == (ip_network("10.0.0.0/8"), ip_network("172.16.0.0/12"))
    running = await start(clocks=clock.clocks(), trusted_proxies=printed + HERE)
    event = PAGEVIEW | {"website_id": await running.add_website()}
    for chain in (f"{ANYWHERE}, 10.1.2.3", f"9.9.9.9, {ANYWHERE},172.31.255.255, 10.0.0.1"):
        await post(running, event, X_Forwarded_For=chain)
    await post(running, event, X_Forwarded_For=f"{ANYWHERE}, 172.32.0.1")  # just outside
    expected = [published_id(clock, address) for address in (ANYWHERE, ANYWHERE, "172.32.0.1")]
    assert await stored(running, VISITOR) == [(visitor,) for visitor in expected]


async def test_a_request_from_an_untrusted_address_counts_under_its_socket_address(
    start: Start, clock: FakeClock
) -> None:
    running = await start(clocks=clock.clocks(), trusted_proxies=(ip_network("10.0.0.0/8"),), collect_rate_limit=2)
    event = PAGEVIEW | {"website_id": await running.add_website()}
    answers = [await post(running, event, X_Forwarded_For=f"198.51.100.{number}") for number in range(3)]
    assert [answer.status for answer in answers] == [202, 202, 429]
    assert await stored(running, VISITOR) == [(published_id(clock, "127.0.0.1"),)] * 2


# --- Visitor id


async def test_the_visitor_id_is_16_hex_characters_of_the_printed_hash(start: Start, clock: FakeClock) -> None:
    running = await start(clocks=clock.clocks())
    event = PAGEVIEW | {"website_id": await running.add_website()}
    await post(running, event)
    await post(running, event, User_Agent="Mozilla/5.0 Chrome/120")
    expected = [published_id(clock, "127.0.0.1"), published_id(clock, "127.0.0.1", "Mozilla/5.0 Chrome/120")]
    assert await stored(running, VISITOR) == [(visitor,) for visitor in expected]
    assert {len(visitor) for visitor in expected} == {16}


async def test_the_salt_rotates_daily_at_midnight_utc(start: Start, clock: FakeClock) -> None:
    running = await start(clocks=clock.clocks())
    event = PAGEVIEW | {"website_id": await running.add_website()}
    midnight_us = clock.wall_us // DAY_US * DAY_US + DAY_US
    expected = []
    for second in (-43_200, -1, 0, 86_399, 86_400):
        clock.wall_us = midnight_us + second * 1_000_000
        expected.append((published_id(clock, "127.0.0.1"),))
        await post(running, event)
    assert await stored(running, VISITOR) == expected
    assert [earlier == later for earlier, later in pairwise(expected)] == [True, False, True, False]


async def test_a_visitor_id_in_the_request_is_kept_across_days(start: Start, clock: FakeClock) -> None:
    running = await start(clocks=clock.clocks())
    longest = "v" * 63 + "é"
    event = PAGEVIEW | {"website_id": await running.add_website(), "visitor_id": longest}
    await post(running, event)
    clock.wall_us += 3 * DAY_US
    await post(running, event, User_Agent="Another/1.0")
    (first,), (second,) = await stored(running, VISITOR)
    assert first == second != published_id(clock, "127.0.0.1")
    chosen = await running.context.events.read(lambda con: con.execute("FROM client_visitors").fetchall())
    assert [row[-1] for row in chosen] == [longest]


@pytest.mark.parametrize("visitor_id", ["v" * 65, "", None])
async def test_a_visitor_id_of_more_than_64_characters_or_none_is_computed(
    start: Start, clock: FakeClock, visitor_id: str | None
) -> None:
    running = await start(clocks=clock.clocks())
    event = PAGEVIEW | {"website_id": await running.add_website(), "visitor_id": visitor_id}
    assert (await post(running, event)).status == 202
    assert await stored(running, VISITOR) == [(published_id(clock, "127.0.0.1"),)]


async def test_the_tracker_stores_a_supplied_id_under_the_documented_name(running: Running) -> None:
    script = await get(running, "/s.js")
    assert b"localStorage.sparklytics_visitor_id" in script.body


# --- Geographic data


async def test_country_region_and_city_come_from_the_geoip_database(start: Start, places: Path) -> None:
    running = await start(trusted_proxies=HERE, geoip_path=(places,))
    site = await running.add_website()
    await post(running, PAGEVIEW | {"website_id": site}, X_Forwarded_For=SAN_FRANCISCO)
    by_kind = {kind: await values(running, site, kind) for kind in ("country", "region", "city")}
    assert by_kind == {"country": ["US"], "region": ["California"], "city": ["San Francisco"]}


def test_the_geoip_database_path_comes_from_its_variable(tmp_path: Path) -> None:
    environ = {"SPARKLYTICS_GEOIP_PATH": "./GeoLite2-City.mmdb"}
    for variables in (environ, {}):
        settings = load_settings({"data_dir": str(tmp_path)}, variables, is_desktop=False)
        assert settings.geoip_path == (Path("GeoLite2-City.mmdb"),)


async def test_countries_are_known_from_the_first_event_without_a_city_database(start: Start) -> None:
    running = await start(trusted_proxies=HERE)
    site = await running.add_website()
    for address in (IN_THE_NETHERLANDS, "::ffff:" + IN_THE_NETHERLANDS, "2001:67c:2e8:22::c100:68b", "192.168.1.7"):
        await post(running, PAGEVIEW | {"website_id": site}, X_Forwarded_For=address)
    assert await values(running, site, "country") == ["NL"]
    assert await stored(running, "country, region, city") == [("NL", None, None)] * 3 + [(None, None, None)]
    checks = (await get(running, "/api/server/status")).json["data"]["checks"]
    places = next(check for check in checks if check["name"] == "places")
    assert places["state"] == "ok"
    assert places["message"].startswith("Countries are known as of ")
    assert "not found" not in places["message"]


async def test_the_shipped_country_wins_over_a_city_database_that_disagrees(start: Start, tmp_path: Path) -> None:
    writer = MMDBWriter(4, "dbip-city-ipv4")
    berlin = {"country_code": "DE", "state1": "Land Berlin", "city": "Berlin"}
    for network, record in (("193.0.6.0/24", berlin), ("141.14.0.0/16", berlin)):
        writer.insert_network(IPSet([network]), record)
    path = tmp_path / "v4.mmdb"
    writer.to_db_file(str(path))
    running = await start(trusted_proxies=HERE, geoip_path=(path,))
    site = await running.add_website()
    for address in (IN_THE_NETHERLANDS, "141.14.0.1"):
        await post(running, PAGEVIEW | {"website_id": site}, X_Forwarded_For=address)
    assert await stored(running, "country, region, city") == [("NL", None, None), ("DE", "Land Berlin", "Berlin")]


async def test_without_the_geoip_database_events_are_stored_with_null_places(start: Start, tmp_path: Path) -> None:
    running = await start(geoip_path=(tmp_path / "missing.mmdb",), trusted_proxies=HERE)
    site = await running.add_website()
    event = PAGEVIEW | {"website_id": site}
    assert (await post(running, event, X_Forwarded_For=SAN_FRANCISCO)).status == 202
    assert await stored(running, "country, region, city") == [(None, None, None)]
    assert await values(running, site, "country") == []
    assert (await get(running, "/api/health")).json == {"status": "healthy"}


# --- User agent parsing, by woothee, in the names people use

BLINK = "AppleWebKit/537.36 (KHTML, like Gecko)"
WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
KINDS = ("browser", "browser_version", "os", "os_version", "device")


@pytest.mark.parametrize(
    ("user_agent", "names"),
    [
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {BLINK} Chrome/120.0.0 Safari/537.36",
            ("Chrome", "120.0.0", "Windows", "10", "desktop"),
        ),
        (
            f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT} Version/17.2 Safari/605.1.15",
            ("Safari", "17.2", "macOS", "10.15.7", "desktop"),
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0",
            ("Firefox", "121.0", "Linux", None, "desktop"),
        ),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) {WEBKIT} Version/17.2 Mobile/15E148 Safari/604.1",
            ("Safari", "17.2", "iOS", "17.2", "mobile"),
        ),
        (
            f"Mozilla/5.0 (iPad; CPU OS 12_2 like Mac OS X) {WEBKIT} Version/12.1 Mobile/15E148 Safari/604.1",
            ("Safari", "12.1", "iOS", "12.2", "tablet"),
        ),
        (
            f"Mozilla/5.0 (Linux; Android 10; K) {BLINK} Chrome/120.0.0.0 Safari/537.36",
            ("Chrome", "120.0.0.0", "Android", "10", "tablet"),
        ),
        ("", (None, None, None, None, None)),
    ],
)
async def test_browser_system_and_device_come_from_the_user_agent(
    running: Running, user_agent: str, names: tuple[str | None, ...]
) -> None:
    site = await running.add_website()
    await post(running, PAGEVIEW | {"website_id": site}, User_Agent=user_agent)
    breakdowns = [await values(running, site, kind) for kind in KINDS]
    assert breakdowns == [[] if name is None else [name] for name in names]


# --- UTM parameters

TAGS = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
TAGGED = "https://example.com/?" + "&".join(f"{name}=url+{name[4:]}%21" for name in TAGS)


async def test_utm_parameters_are_read_from_the_query_of_the_url(running: Running) -> None:
    site = await running.add_website()
    await post(running, PAGEVIEW | {"website_id": site, "url": TAGGED + "#utm_source=fragment"})
    assert [await values(running, site, name) for name in TAGS] == [[f"url {name[4:]}!"] for name in TAGS]


@pytest.mark.parametrize("name", TAGS)
async def test_explicit_fields_take_precedence_over_the_url(running: Running, name: str) -> None:
    site = await running.add_website()
    await post(running, PAGEVIEW | {"website_id": site, "url": TAGGED, name: "explicit"})
    expected = [["explicit"] if other == name else [f"url {other[4:]}!"] for other in TAGS]
    assert [await values(running, site, other) for other in TAGS] == expected


# --- Referrer domain


@pytest.mark.parametrize(
    ("referrer", "domain"),
    [
        ("https://www.google.com/search?q=analytics", "google.com"),
        ("https://google.com", "google.com"),
        ("https://example.com/other", "(direct)"),
        (None, "(direct)"),
    ],
)
async def test_the_referrer_domain_is_read_from_the_referrer(
    running: Running, referrer: str | None, domain: str
) -> None:
    site = await running.add_website(domain="example.com")
    await post(running, PAGEVIEW | {"website_id": site, "referrer": referrer})
    assert await values(running, site, "referrer") == [domain]
