"""Share links: the choices of an owner, the data a link never shows, and the origin of a URL."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import BadRequest, NotFound
from app.domain.reports.filters import DIMENSIONS
from app.domain.reports.periods import Period
from app.domain.sharing import (
    METRICS_OF,
    OVERVIEW_METRICS,
    SECTIONS,
    ShareOptions,
    check_shared_metrics,
    check_shared_period,
    checked_options,
    embed_origin,
    embed_snippet,
    new_share_id,
    share_url,
)
from app.domain.websites import NewWebsite, WebsiteId
from app.storage import sharing, websites
from tests.histories import empty_database

PUBLIC_TYPES = {
    "page",
    "referrer",
    "country",
    "region",
    "city",
    "browser",
    "os",
    "device",
    "screen",
    "event_name",
    "language",
    "utm_source",
    "utm_medium",
    "utm_campaign",
}


def test_by_default_every_public_breakdown_is_shown_and_framing_is_forbidden() -> None:
    options = ShareOptions()
    assert set(options.metrics) == PUBLIC_TYPES
    assert len(options.metrics) == len(PUBLIC_TYPES)
    assert options.frame_ancestors == "'none'"


def test_breakdowns_that_may_hold_secrets_are_in_no_section() -> None:
    shared = {name for names in METRICS_OF.values() for name in names}
    assert shared <= set(DIMENSIONS)
    assert not shared & {"page_url", "title", "utm_term", "utm_content", "entry_page", "exit_page", "hostname"}
    assert set(OVERVIEW_METRICS) <= shared


def test_omitted_sections_remove_their_breakdowns() -> None:
    options = ShareOptions(sections=("places", "pages"))
    assert options.metrics == ("page", "country", "region", "city")
    check_shared_metrics("city", options)
    with pytest.raises(NotFound):
        check_shared_metrics("referrer", options)
    with pytest.raises(BadRequest, match="invalid metric type: page_url"):
        check_shared_metrics("page_url", options)


def test_options_are_normalized_in_order_and_spelling() -> None:
    given_options = ShareOptions(
        "listed", ("https://A.example/", "a.example", "http://b.example:80"), ("systems", "pages")
    )
    assert checked_options(given_options) == ShareOptions(
        "listed", ("https://a.example", "http://b.example"), ("pages", "systems")
    )
    assert checked_options(given_options).frame_ancestors == "https://a.example http://b.example"


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://example.com", "https://example.com"),
        (" example.com ", "https://example.com"),
        ("http://localhost:8080/page?x=1#y", "http://localhost:8080"),
        ("HTTPS://Example.COM:443", "https://example.com"),
        ("http://example.com:443", "http://example.com:443"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("10.0.0.1:3000", "https://10.0.0.1:3000"),
    ],
)
def test_an_embedding_url_is_reduced_to_its_origin(text: str, origin: str) -> None:
    assert embed_origin(text) == origin
    assert embed_origin(origin) == origin


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "*",
        "https://*",
        "https://*.example.com",
        "ftp://example.com",
        "javascript:alert(1)",
        "https://user@example.com",
        "https://example.com:0",
        "https://example.com:99999",
        "https://exa mple.com",
        "https://example.com;script-src",
        "https://example.com'",
        "https://[::1]",
        "https://" + "a." * 200 + "example",
        "https://-.example-",
    ],
)
def test_an_invalid_origin_is_refused(text: str) -> None:
    with pytest.raises(BadRequest) as caught:
        embed_origin(text)
    assert caught.value.field == "embed_origins"


@given(st.text(max_size=80))
def test_an_accepted_origin_cannot_inject_into_a_policy(text: str) -> None:
    try:
        origin = embed_origin(text)
    except BadRequest:
        return
    assert re.fullmatch(r"https?://[a-z0-9._-]+(:[0-9]+)?", origin)


def test_the_number_of_origins_is_limited_and_listed_requires_one() -> None:
    with pytest.raises(BadRequest, match="at least one"):
        checked_options(ShareOptions("listed"))
    many = tuple(f"https://a{number}.example" for number in range(21))
    with pytest.raises(BadRequest, match="max 20"):
        checked_options(ShareOptions("anywhere", many))
    assert checked_options(ShareOptions("nowhere", many[:20])).frame_ancestors == "'none'"


@pytest.mark.parametrize(("last", "days"), [(date(2026, 3, 31), 90), (date(2026, 4, 1), 91)])
def test_a_shared_range_has_at_most_ninety_days(last: date, days: int) -> None:
    period = Period(date(2026, 1, 1), last, ZoneInfo("UTC"))
    assert period.days == days
    if days == 90:
        check_shared_period(period)
    else:
        with pytest.raises(BadRequest, match=re.escape("share date range too large: 91 days (max 90)")):
            check_shared_period(period)


def test_a_link_is_a_unique_uuid_of_36_characters() -> None:
    share_ids = {new_share_id() for _ in range(100)}
    assert len(share_ids) == 100
    assert all(
        re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", one) for one in share_ids
    )
    assert share_url("https://stats.example.com/", "x") == "https://stats.example.com/share/x"


def test_the_name_of_a_website_cannot_leave_the_snippets_attribute() -> None:
    seen: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append((tag, dict(attrs)))

    Reader().feed(embed_snippet("https://x.example/share/1", '"><script>alert(1)</script>'))
    ((tag, attributes),) = seen
    assert (tag, attributes["src"]) == ("iframe", "https://x.example/share/1?embed=true")
    assert attributes["title"] == 'Visitors of "><script>alert(1)</script>'


def test_options_belong_to_a_website_and_are_deleted_with_it() -> None:
    con = empty_database()
    now = datetime(2026, 3, 1, tzinfo=UTC)
    one, other = (websites.add(con, NewWebsite("Shop", "ex.com"), WebsiteId(f"site_{n}"), now) for n in "ab")
    chosen = ShareOptions("listed", ("https://a.example",), ("pages",))
    sharing.set_options(con, one.key, ShareOptions("anywhere", sections=()))
    sharing.set_options(con, one.key, chosen)
    assert sharing.options_of(con, one.key) == chosen
    assert sharing.options_of(con, other.key) == ShareOptions()
    websites.delete(con, one.key)
    assert sharing.options_of(con, one.key) == ShareOptions()
    assert ShareOptions().sections == SECTIONS
