"""Names of user agents: the parser and the program's own names together, client by client."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.user_agents import UNKNOWN_AGENT, Agent, name_agent
from app.domain.server_status import CacheStatus
from app.server.ingest.user_agents import AgentParser

MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
MAC_11 = "Mozilla/5.0 (Macintosh; Intel Mac OS X 11_2_3)"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:121.0)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X)"
IPAD = "Mozilla/5.0 (iPad; CPU OS 12_2 like Mac OS X)"
ANDROID = "Mozilla/5.0 (Linux; Android 10; K)"
GALAXY = "Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-S911B)"
CHROMEBOOK = "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)"
BLINK = "AppleWebKit/537.36 (KHTML, like Gecko)"
WEBKIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
CHROME = f"{BLINK} Chrome/120.0.0.0 Safari/537.36"
CHROME_MOBILE = f"{BLINK} Chrome/120.0.0.0 Mobile Safari/537.36"
XBOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox"
IN_APP = f"Mozilla/5.0 (Linux; Android 12; SM-G991B; wv) {BLINK} Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36"

CLIENTS = {
    "Chrome on Windows": (f"{WINDOWS} {CHROME}", ("Chrome", "120.0.0.0", "Windows", "10", "desktop")),
    "Chrome on macOS": (f"{MAC} {CHROME}", ("Chrome", "120.0.0.0", "macOS", "10.15.7", "desktop")),
    "Safari on macOS": (
        f"{MAC} {WEBKIT} Version/17.2 Safari/605.1.15",
        ("Safari", "17.2", "macOS", "10.15.7", "desktop"),
    ),
    "Safari on macOS 11": (
        f"{MAC_11} {WEBKIT} Version/14.0.3 Safari/605.1.15",
        ("Safari", "14.0.3", "macOS", None, "desktop"),
    ),
    "Firefox on Linux": (f"{LINUX} Gecko/20100101 Firefox/121.0", ("Firefox", "121.0", "Linux", None, "desktop")),
    "Firefox on FreeBSD": (
        "Mozilla/5.0 (X11; FreeBSD amd64; rv:121.0) Gecko/20100101 Firefox/121.0",
        ("Firefox", "121.0", "BSD", None, "desktop"),
    ),
    "Edge": (f"{WINDOWS} {CHROME} Edg/120.0.2210.91", ("Edge", "120.0.2210.91", "Windows", "10", "desktop")),
    "Opera": (f"{WINDOWS} {CHROME} OPR/106.0.0.0", ("Opera", "106.0.0.0", "Windows", "10", "desktop")),
    "Safari on iPhone": (
        f"{IPHONE} {WEBKIT} Version/17.2 Mobile/15E148 Safari/604.1",
        ("Safari", "17.2", "iOS", "17.2", "mobile"),
    ),
    "Safari on iPad": (
        f"{IPAD} {WEBKIT} Version/12.1 Mobile/15E148 Safari/604.1",
        ("Safari", "12.1", "iOS", "12.2", "tablet"),
    ),
    "Chrome on iPhone": (
        f"{IPHONE} {WEBKIT} CriOS/120.0.6099.119 Mobile/15E148 Safari/604.1",
        ("Chrome", "120.0.6099.119", "iOS", "17.2", "mobile"),
    ),
    "Firefox on iPhone": (
        f"{IPHONE} {WEBKIT} FxiOS/121.0 Mobile/15E148 Safari/605.1.15",
        ("Firefox", "121.0", "iOS", "17.2", "mobile"),
    ),
    "Google app on iPhone": (
        f"{IPHONE} {WEBKIT} GSA/297.0.591 Mobile/15E148 Safari/604.1",
        ("Google Search App", "297.0.591", "iOS", "17.2", "mobile"),
    ),
    "Chrome on an Android phone": (f"{ANDROID} {CHROME_MOBILE}", ("Chrome", "120.0.0.0", "Android", "10", "mobile")),
    "Chrome on an Android tablet": (f"{ANDROID} {CHROME}", ("Chrome", "120.0.0.0", "Android", "10", "tablet")),
    "Firefox on an Android tablet": (
        "Mozilla/5.0 (Android 13; Tablet; rv:121.0) Gecko/121.0 Firefox/121.0",
        ("Firefox", "121.0", "Android", None, "tablet"),
    ),
    "Opera Mini": (
        "Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16",
        ("Opera", "12.16", "Android", None, "mobile"),
    ),
    "Samsung Internet": (
        f"{GALAXY} {BLINK} SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36",
        ("Samsung Internet", "23.0", "Android", "13", "mobile"),
    ),
    "Vivaldi": (f"{WINDOWS} {CHROME} Vivaldi/6.5.3206.50", ("Vivaldi", "6.5.3206.50", "Windows", "10", "desktop")),
    "Yandex": (
        f"{WINDOWS} {BLINK} Chrome/118.0.0.0 YaBrowser/23.11.0 Yowser/2.5 Safari/537.36",
        ("Yandex Browser", "23.11.0", "Windows", "10", "desktop"),
    ),
    "Android WebView": (
        f"Mozilla/5.0 (Linux; Android 12; SM-G991B; wv) {BLINK} Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36",
        ("WebView", "120.0.0.0", "Android", "12", "mobile"),
    ),
    "DuckDuckGo on macOS": (
        f"{MAC} {WEBKIT} Version/17.5 Safari/605.1.15 Ddg/17.5",
        ("DuckDuckGo", "17.5", "macOS", "10.15.7", "desktop"),
    ),
    "DuckDuckGo on Windows": (
        f"{WINDOWS} {CHROME} Edg/120.0.0.0 Ddg/120.0",
        ("DuckDuckGo", "120.0", "Windows", "10", "desktop"),
    ),
    "DuckDuckGo on iPhone": (
        f"{IPHONE} {WEBKIT} Mobile/15E148 DuckDuckGo/7",
        ("DuckDuckGo", "7", "iOS", "17.2", "mobile"),
    ),
    "DuckDuckGo on Android": (
        f"{ANDROID} {BLINK} Version/4.0 Chrome/120.0.0.0 Mobile DuckDuckGo/5 Safari/537.36",
        ("DuckDuckGo", "5", "Android", "10", "mobile"),
    ),
    "Opera on iPhone": (
        f"{IPHONE} {WEBKIT} Version/17.4 Mobile/15E148 Safari/604.1 OPT/4.6.1",
        ("Opera", "4.6.1", "iOS", "17.2", "mobile"),
    ),
    "Opera Mini on iPhone": (
        f"{IPHONE} {WEBKIT} OPiOS/16.0.15.124050 Mobile/15E148 Safari/9537.53",
        ("Opera", "16.0.15.124050", "iOS", "17.2", "mobile"),
    ),
    "Edge on Xbox One": (
        f"{XBOX}; Xbox One) {BLINK} Chrome/64.0.3282.140 Safari/537.36 Edge/18.17748",
        ("Edge", "18.17748", "Xbox", None, "desktop"),
    ),
    "Edge on Xbox Series X": (
        f"{XBOX}; Xbox Series X) {CHROME} Edg/120.0.2210.91",
        ("Edge", "120.0.2210.91", "Xbox", None, "desktop"),
    ),
    "Internet Explorer on Xbox 360": (
        "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0; Xbox)",
        ("Internet Explorer", "9.0", "Xbox", None, "desktop"),
    ),
    "Edge on iPhone": (
        f"{IPHONE} {WEBKIT} Version/12.0 EdgiOS/44.2.1 Mobile/16D57 Safari/605.1.15",
        ("Edge", "44.2.1", "iOS", "17.2", "mobile"),
    ),
    "Instagram on iPhone": (
        f"{IPHONE} {WEBKIT} Mobile/15E148 Instagram 300.0.0.0 (iPhone14,5; iOS 17_4; de_DE; de; scale=3.00)",
        ("Instagram", "300.0.0.0", "iOS", "17.2", "mobile"),
    ),
    "Instagram on Android": (
        f"{IN_APP} Instagram 312.0.0.34.111 Android (33/13; 480dpi)",
        ("Instagram", "312.0.0.34.111", "Android", "12", "mobile"),
    ),
    "Facebook on iPhone": (
        f"{IPHONE} {WEBKIT} Mobile/21C62 [FBAN/FBIOS;FBAV/443.0.0.37.111;FBBV/550000;FBDV/iPhone14,5]",
        ("Facebook", "443.0.0.37.111", "iOS", "17.2", "mobile"),
    ),
    "Facebook on Android": (
        f"{IN_APP} [FB_IAB/FB4A;FBAV/443.0.0.30.107;]",
        ("Facebook", "443.0.0.30.107", "Android", "12", "mobile"),
    ),
    "TikTok on iPhone": (
        f"{IPHONE} {WEBKIT} Mobile/15E148 musical_ly_32.5.0 JsSdk/2.0 NetType/WIFI BytedanceWebview/d8a21c6",
        ("TikTok", "32.5.0", "iOS", "17.2", "mobile"),
    ),
    "TikTok on Android": (
        f"{IN_APP} trill_2022903040 JsSdk/1.0 AppName/musical_ly BytedanceWebview/d8a21c6 TikTok 29.3.4",
        ("TikTok", "29.3.4", "Android", "12", "mobile"),
    ),
    "LinkedIn": (
        f"{IPHONE} {WEBKIT} Mobile/15E148 [LinkedInApp]/9.29.6340",
        ("LinkedIn", "9.29.6340", "iOS", "17.2", "mobile"),
    ),
    "Snapchat": (
        f"{IPHONE} {WEBKIT} Mobile/21B101 Snapchat/12.60.0.48 (like Safari/8617.1.17, panda)",
        ("Snapchat", "12.60.0.48", "iOS", "17.2", "mobile"),
    ),
    "Pinterest": (f"{IN_APP} [Pinterest/Android]", ("Pinterest", None, "Android", "12", "mobile")),
    "WeChat": (
        f"{IPHONE} {WEBKIT} Mobile/15E148 MicroMessenger/8.0.44(0x18002c2f) NetType/WIFI Language/zh_CN",
        ("WeChat", "8.0.44", "iOS", "17.2", "mobile"),
    ),
    "Line on iPhone": (
        f"{IPHONE} {WEBKIT} Mobile/15E148 Safari Line/13.21.0",
        ("Line", "13.21.0", "iOS", "17.2", "mobile"),
    ),
    "Line on Android": (f"{IN_APP} Line/13.21.0/IAB", ("Line", "13.21.0", "Android", "12", "mobile")),
    "Google app on Android": (
        f"{IN_APP} GSA/14.50.14.29.arm64",
        ("Google Search App", "14.50.14.29", "Android", "12", "mobile"),
    ),
    "Chrome on a Cubot": (
        f"Mozilla/5.0 (Linux; Android 5.1; CUBOT_NOTE_S Build/LMY47I) {CHROME_MOBILE}",
        ("Chrome", "120.0.0.0", "Android", "5.1", "mobile"),
    ),
    "Chrome on ChromeOS": (f"{CHROMEBOOK} {CHROME}", ("Chrome", "120.0.0.0", "ChromeOS", "14541.0.0", "desktop")),
    "Internet Explorer": (
        "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
        ("Internet Explorer", "11.0", "Windows", "10", "desktop"),
    ),
    "Windows 8.1": (
        "Mozilla/5.0 (Windows NT 6.3; Win64; x64; rv:115.0) Gecko/20100101 Firefox/115.0",
        ("Firefox", "115.0", "Windows", "8.1", "desktop"),
    ),
    "Windows Phone": (
        "Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1; Microsoft; Lumia 950) "
        f"{BLINK} Chrome/52.0.2743.116 Mobile Safari/537.36 Edge/15.15063",
        ("Edge", "15.15063", "Windows Phone", "10.0", "mobile"),
    ),
    "PlayStation": (
        f"Mozilla/5.0 (PlayStation 4 11.02) {WEBKIT} Version/13.0 Safari/605.1.15",
        ("Safari", "13.0", None, None, "desktop"),
    ),
    "Googlebot": (
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        ("Googlebot", None, None, None, "desktop"),
    ),
    "Googlebot, short": (
        "Googlebot/2.1 (+http://www.google.com/bot.html)",
        ("Other crawler", None, None, None, "desktop"),
    ),
    "curl": ("curl/8.4.0", ("HTTP Library", "curl", None, None, "desktop")),
}


@pytest.fixture(scope="module")
def parser() -> AgentParser:
    return AgentParser(1_000)


@pytest.mark.parametrize(("user_agent", "named"), CLIENTS.values(), ids=CLIENTS)
def test_a_client_has_its_common_name(
    parser: AgentParser, user_agent: str, named: tuple[str | None, str | None, str | None, str | None, str | None]
) -> None:
    assert replace(parser.parse(user_agent), is_program=False) == Agent(*named)


@pytest.mark.parametrize("user_agent", ["", "-", "Mozilla/5.0", "Mozilla/5.0 Chrome/120", "python-requests/2.31.0"])
def test_an_unrecognised_user_agent_has_no_fields(parser: AgentParser, user_agent: str) -> None:
    assert parser.parse(user_agent) == UNKNOWN_AGENT


@pytest.mark.parametrize(
    ("parsed_os", "expected"),
    [
        (("Windows XP", "NT 5.1"), ("Windows", "XP")),
        (("Windows NT 4.0", "NT 4.0"), ("Windows", "NT 4.0")),
        (("Windows UNKNOWN Ver", "NT 10.0"), ("Windows", None)),
        (("Windows CE", "UNKNOWN"), ("Windows CE", None)),
        (("iPod", "12.2"), ("iOS", "12.2")),
        (("UNKNOWN", "UNKNOWN"), (None, None)),
    ],
)
def test_system_names_are_mapped_from_those_of_the_parser(
    parsed_os: tuple[str, str], expected: tuple[str, str | None]
) -> None:
    agent = name_agent({"name": "Firefox", "os": parsed_os[0], "os_version": parsed_os[1]}, "")
    assert (agent.os, agent.os_version) == expected


def test_repeated_user_agents_are_parsed_once_and_the_cache_stays_within_its_size() -> None:
    parser = AgentParser(2)
    for user_agent in ("a", "b", "a", "c", "b"):
        parser.parse(user_agent)
    assert parser.cache() == CacheStatus("user_agents", size=2, capacity=2, hits=1, misses=4)


def test_only_the_beginning_of_a_long_user_agent_is_read(parser: AgentParser) -> None:
    client = CLIENTS["Chrome on Windows"][0]
    assert parser.parse(client + " " * 8_000 + "Edg/120.0") == parser.parse(client)


@given(
    st.one_of(
        st.text(st.characters(codec=None)),
        st.sampled_from([WINDOWS, IPAD, ANDROID]).flatmap(lambda head: st.text().map(head.__add__)),
    )
)
def test_any_text_gets_an_agent_without_placeholders(user_agent: str) -> None:
    agent = AgentParser(10).parse(user_agent)
    values = (agent.browser, agent.browser_version, agent.os, agent.os_version, agent.device)
    assert "UNKNOWN" not in values
    assert agent.device in (None, "desktop", "mobile", "tablet")
