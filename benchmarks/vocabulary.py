"""Sample visitors of the benchmarks: pages, sources, places, systems, with their shares.

Browser names, channels and referrer domains come from the program's own rules, so that a sample event has the values
that the same event would have after ingest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from app.domain.ingest.bots import BotPolicy, score, ua_signals
from app.domain.ingest.channels import Channels
from app.domain.ingest.urls import referrer_domain, utm_of
from app.resources import read_text
from app.server.ingest.user_agents import AgentParser

Rows = list[tuple[Any, ...]]  # as DuckDB takes them; columns as in sql/history_tables.sql
SLOTS = 4096  # rows of every table of shares: the larger the share of a row, the more often it is there

TOPICS = (
    *("garden", "tools", "seeds", "pots", "soil", "roses", "herbs", "lawn", "pond", "shed", "fence", "compost"),
    *("bulbs", "shrubs", "trees", "hedge", "watering", "greenhouse", "gloves", "pruning", "mulch", "birds"),
    *("bees", "patio", "paving", "lights", "heaters", "benches", "hammock", "parasol", "barbecue"),
    *("pizza-oven", "firepit", "decking", "trellis", "climbers", "ferns", "grasses", "cacti", "succulents"),
    *("orchids", "bonsai", "vegetables", "tomatoes", "peppers", "salads"),
)
KINDS = ("guide", "review", "offers", "compare", "beginners", "winter", "spring", "faq", "gallery")


def slots_of(shares: Sequence[float]) -> list[int]:
    """Return the index of a row for each of SLOTS slots, each row as often as its share says."""
    edges = list(accumulate(shares))
    return [bisect_left(edges, (slot + 0.5) / SLOTS * edges[-1]) for slot in range(SLOTS)]


def by_slot(rows: Iterable[tuple[Any, ...]]) -> Rows:
    """Replace the share, which is the first column, by a slot: one row for each of SLOTS slots."""
    known = list(rows)
    return [(slot, *known[place][1:]) for slot, place in enumerate(slots_of([row[0] for row in known]))]


def pages() -> Rows:
    """Return about 400 pages (path, title, kind of query) whose visits follow Zipf's law."""
    rows: list[tuple[str, str, str]] = [("/", "Meadow & Co", ""), ("/shop", "Shop", "page"), ("/search", "Search", "q")]
    for kind in KINDS:
        rows += [(f"/{topic}/{kind}", f"{topic.title()}: {kind} - Meadow & Co", "") for topic in TOPICS]
        if len(rows) < 60:
            rows += [(f"/shop/{topic}", f"Buy {topic} - Meadow & Co", "page") for topic in TOPICS[:20]]
    return by_slot((1 / (rank + 1) ** 0.9, *row) for rank, row in enumerate(rows[:400]))


CLICK_IDS = ("fbclid", "gclid")

# Share, referrer, query of the page entered. One of CLICK_IDS stands for an identifier of that click alone.
SOURCES = (
    (38, None, ""),
    (24, "https://www.google.com/", ""),
    (5, "https://www.google.de/", ""),
    (4, "https://www.bing.com/", ""),
    (3, "https://duckduckgo.com/", ""),
    (1, "https://search.brave.com/", ""),
    (3, "https://www.google.com/", "gclid"),
    (4, "https://l.facebook.com/", "fbclid"),
    (2, "https://l.instagram.com/", "fbclid"),
    (1.5, "https://t.co/AbCdEf1234", ""),
    (1.5, "https://www.reddit.com/", ""),
    (1, "https://www.pinterest.com/", ""),
    (1, "https://www.youtube.com/", ""),
    (0.8, "https://chatgpt.com/", "?utm_source=chatgpt.com"),
    (0.4, "https://www.perplexity.ai/", ""),
    (0.6, "https://news.ycombinator.com/", ""),
    (2.5, None, "?utm_source=newsletter&utm_medium=email&utm_campaign=spring-2026"),
    (1.5, None, "?utm_source=newsletter&utm_medium=email&utm_campaign=march-offers&utm_content=footer"),
    (1.2, "https://www.google.com/", "?utm_source=google&utm_medium=cpc&utm_campaign=brand&utm_term=garden+tools"),
    (1, "https://www.facebook.com/", "?utm_source=facebook&utm_medium=paid_social&utm_campaign=easter"),
    *((0.08, f"https://blog.{topic}-friends.example/links/{topic}", "") for topic in TOPICS),
)


def sources(domain: str, hostname: str) -> Rows:
    """Return the sources of visits with their channel and referrer domain by the program's rules."""
    channels = Channels.parse(read_text("channels.toml"))
    rows = []
    for share, referrer, query in SOURCES:
        utm = utm_of(query)
        source = referrer_domain(referrer, domain)
        channel = channels.classify(source, utm, hostname, f"?{query}=1" if query in CLICK_IDS else query)
        tags = (utm.source, utm.medium, utm.campaign, utm.term, utm.content)
        rows.append((share, referrer, source, query, channel, *tags))
    return by_slot(rows)


# Share, country, language, regions with their cities.
COUNTRIES = (
    (34, "DE", "de-DE", ("Bavaria:Munich,Nuremberg", "Berlin:Berlin", "Hesse:Frankfurt am Main", "Hamburg:Hamburg")),
    (16, "US", "en-US", ("California:Los Angeles,San Jose", "New York:New York", "Texas:Austin,Dallas")),
    (8, "AT", "de-AT", ("Vienna:Vienna", "Styria:Graz", "Tyrol:Innsbruck")),
    (7, "CH", "de-CH", ("Zurich:Zurich", "Bern:Bern", "Geneva:Geneva")),
    (7, "GB", "en-GB", ("England:London,Leeds", "Scotland:Edinburgh", "Wales:Cardiff")),
    (5, "FR", "fr-FR", ("Ile-de-France:Paris", "Occitanie:Toulouse", "Brittany:Rennes")),
    (4, "NL", "nl-NL", ("North Holland:Amsterdam", "Utrecht:Utrecht")),
    (3, "PL", "pl-PL", ("Mazovia:Warsaw", "Lesser Poland:Krakow")),
    (3, "IT", "it-IT", ("Lombardy:Milan", "Lazio:Rome")),
    (3, "ES", "es-ES", ("Madrid:Madrid", "Catalonia:Barcelona")),
    (2, "IN", "en-IN", ("Maharashtra:Mumbai", "Karnataka:Bengaluru")),
    (2, "CA", "en-CA", ("Ontario:Toronto", "Quebec:Montreal")),
    (2, "SE", "sv-SE", ("Stockholm:Stockholm",)),
    (1, "BR", "pt-BR", ("Sao Paulo:Sao Paulo",)),
    (1, "JP", "ja-JP", ("Tokyo:Tokyo",)),
    (1, "AU", "en-AU", ("Victoria:Melbourne", "Queensland:Brisbane")),
    (1, None, "en-US", ("",)),
)


def places() -> Rows:
    """Return the places of visitors with their language; the first cities of a country have most visitors."""
    rows = []
    for share, country, language, regions in COUNTRIES:
        cities = [(text.split(":")[0], city) for text in regions for city in text.partition(":")[2].split(",")]
        weights = [1 / (place + 1) for place in range(len(cities))]
        for weight, (region, city) in zip(weights, cities, strict=True):
            rows.append((share * weight / sum(weights), country, region or None, city or None, language))
    return by_slot(rows)


_MOZILLA = "Mozilla/5.0 "
_CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{0}.0.0.0 "
_SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{0} "
_HEADLESS = "AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/{0}.0.0.0 Safari/537.36"
_IPHONE = "(iPhone; CPU iPhone OS 18_6 like Mac OS X) "
# Share, user agent, versions (the newest first and most common).
BROWSERS = (
    (24, "(Windows NT 10.0; Win64; x64) " + _CHROME + "Safari/537.36", range(146, 138, -1)),
    (7, "(Windows NT 10.0; Win64; x64) " + _CHROME + "Safari/537.36 Edg/{0}.0.0.0", range(146, 141, -1)),
    (6, "(Windows NT 10.0; Win64; x64; rv:{0}.0) Gecko/20100101 Firefox/{0}.0", range(148, 139, -1)),
    (6, "(Macintosh; Intel Mac OS X 10_15_7) " + _CHROME + "Safari/537.36", range(146, 141, -1)),
    (6, "(Macintosh; Intel Mac OS X 10_15_7) " + _SAFARI + "Safari/605.1.15", ("19.1", "19.0", "18.6", "17.6")),
    (3, "(X11; Linux x86_64; rv:{0}.0) Gecko/20100101 Firefox/{0}.0", range(148, 144, -1)),
    (2, "(X11; Linux x86_64) " + _CHROME + "Safari/537.36", range(146, 143, -1)),
    (
        22,
        "(iPhone; CPU iPhone OS 18_6 like Mac OS X) " + _SAFARI + "Mobile/15E148 Safari/604.1",
        ("19.1", "18.6", "17.6"),
    ),
    (17, "(Linux; Android 10; K) " + _CHROME + "Mobile Safari/537.36", range(146, 136, -1)),
    (3, "(Linux; Android 15; SM-S931B) " + _CHROME + "Mobile Safari/537.36", range(146, 143, -1)),
    (3, "(iPad; CPU OS 18_6 like Mac OS X) " + _SAFARI + "Mobile/15E148 Safari/604.1", ("19.1", "18.6")),
)
BOTS = (
    (40, "(compatible; Googlebot/2.1; +http://www.google.com/bot.html)", ("",)),
    (20, "(compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", ("",)),
    (
        25,
        "(X11; Linux x86_64) " + _HEADLESS,
        (146, 140),
    ),
    (15, "(compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", ("",)),
)
SCREENS = {
    "desktop": ("1920x1080", "1920x1080", "1536x864", "2560x1440", "1440x900", "1366x768", "3840x2160"),
    "mobile": ("390x844", "393x852", "412x915", "360x800", "430x932"),
    "tablet": ("820x1180", "1024x1366", "768x1024"),
}


def user_agents(families: Sequence[tuple[float, str, Sequence[object]]]) -> list[tuple[float, str]]:
    """Return the share and the text of each user agent; old versions are rarer."""
    agents = []
    for share, text, versions in families:
        weights = [0.5**place for place in range(len(versions))]
        for weight, version in zip(weights, versions, strict=True):
            agents.append((share * weight / sum(weights), _MOZILLA + text.format(version)))
    return agents


def systems(families: Sequence[tuple[float, str, Sequence[object]]]) -> Rows:
    """Return browsers as the program reads them from their user agents, each with the screens it is used on."""
    parser = AgentParser()
    rows = []
    for share, text in user_agents(families):
        agent = parser.parse(text)
        signals = int(ua_signals(text))
        points = score(signals)
        named = (agent.browser, agent.browser_version, agent.os, agent.os_version, agent.device)
        seen = (points >= BotPolicy().effective_threshold, points, signals)
        screens = SCREENS[agent.device or "desktop"]
        rows += [(share / len(screens), *named, screen, *seen) for screen in screens]
    return by_slot(rows)


# Share, name, whether it carries data.
CUSTOM_EVENTS = (
    (30, "scroll", True),
    (25, "outbound", True),
    (18, "add_to_cart", True),
    (12, "search", True),
    (8, "newsletter_signup", False),
    (4, "checkout", False),
    (3, "purchase", True),
)


def custom_events() -> Rows:
    return by_slot(CUSTOM_EVENTS)


# Visits of each hour of a day, UTC: quiet at night, a bump at lunch, most in the evening.
HOURS = (10, 7, 5, 4, 5, 9, 18, 30, 41, 47, 50, 54, 52, 48, 47, 49, 54, 60, 68, 72, 66, 50, 32, 18)


def hours() -> Rows:
    return by_slot((share, hour) for hour, share in enumerate(HOURS))
