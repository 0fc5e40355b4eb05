"""Names, domains, time zones, ids and the snippet of a website."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import BadRequest
from app.domain.websites import check_name, check_timezone, new_website_id, normalize_domain, tracking_snippet

SUFFIXES = {"com", "de", "uk", "co.uk", "io", "github.io", "xn--fiqs8s"}
SHAPE = "domain must be a hostname without scheme, path, credentials, or port"
OWNABLE = "domain must be a registrable hostname (not a public suffix)"


def is_public_suffix(domain: str) -> bool:
    """A small stand-in for the public suffix list, with its rule that an unknown single label is a suffix."""
    return domain in SUFFIXES or "." not in domain


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("Example.COM", "example.com"),
        ("  example.com.. ", "example.com"),
        ("blog.example.co.uk", "blog.example.co.uk"),
        ("me.github.io", "me.github.io"),
        ("my_shop.example.com", "my_shop.example.com"),
        ("LOCALHOST", "localhost"),
        ("192.168.1.20", "192.168.1.20"),
        ("Bücher.de", "bücher.de"),
        ("straße.de", "straße.de"),
        ("XN--BCHER-KVA.de", "xn--bcher-kva.de"),
        ("ｅｘａｍｐｌｅ．com", "example.com"),
        ("example。com", "example.com"),
        ("wiki", "wiki"),
        ("NAS.", "nas"),
        ("intranet", "intranet"),
        ("my-pc_2", "my-pc_2"),
        ("nas:5000", "nas:5000"),
        ("localhost:03000", "localhost:3000"),
        ("192.168.1.20:8080", "192.168.1.20:8080"),
        ("Printer.local:631", "printer.local:631"),
        ("cloud.fritz.box:8443", "cloud.fritz.box:8443"),
        ("git.home.arpa", "git.home.arpa"),
    ],
)
def test_a_domain_is_stored_in_one_spelling(text: str, domain: str) -> None:
    assert normalize_domain(text, is_public_suffix) == domain


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "domain is required"),
        (" . ", "domain is required"),
        ("https://example.com", SHAPE),
        ("example.com/shop", SHAPE),
        ("me@example.com", SHAPE),
        ("example.com?x", SHAPE),
        ("example.com#x", SHAPE),
        ("example.com:8080", SHAPE),
        ("com:80", SHAPE),
        (":8080", SHAPE),
        ("wiki:", SHAPE),
        ("wiki:0", SHAPE),
        ("wiki:65536", SHAPE),
        ("wiki:٨٠", SHAPE),
        ("wiki:80:80", SHAPE),
        ("http://wiki", SHAPE),
        ("-wiki", "domain is invalid"),
        ("12345", "domain is invalid"),
        ("[::1]", SHAPE),
        ("example.com／shop", SHAPE),
        ("exa mple.com", "domain is invalid"),
        (".example.com", "domain is invalid"),
        ("a..example.com", "domain is invalid"),
        ("-a.example.com", "domain is invalid"),
        ("a-.example.com", "domain is invalid"),
        ("1.2.3", "domain is invalid"),
        ("1.2.3.256", "domain is invalid"),
        ("a\\b.com", "domain is invalid"),
        ("é\u200b.com", "domain is invalid"),
        ("a" * 64 + ".com", "domain is invalid"),
        ("a." * 126 + "com", "domain is invalid"),
        ("ü" * 60 + ".com", "domain is invalid"),
        ("com", OWNABLE),
        ("co.uk", OWNABLE),
        ("GitHub.io", OWNABLE),
        ("NET", OWNABLE),
        ("中国", OWNABLE),
    ],
)
def test_a_domain_no_website_can_have_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(BadRequest) as refused:
        normalize_domain(text, is_public_suffix)
    assert (refused.value.message, refused.value.field) == (message, "domain")


@given(st.one_of(st.text(max_size=40), st.text("aéß.-_1", max_size=20).map("{}.com".format)))
def test_a_domain_is_refused_or_normalised_once(text: str) -> None:
    try:
        domain = normalize_domain(text, is_public_suffix)
    except BadRequest:
        return
    assert normalize_domain(domain, is_public_suffix) == domain


def test_a_name_is_trimmed_and_has_one_to_a_hundred_characters() -> None:
    assert check_name("  My shop ") == "My shop"
    assert check_name("é" * 100) == "é" * 100
    for text, message in (("  ", "name is required"), ("x" * 101, "name must be 100 characters or fewer")):
        with pytest.raises(BadRequest, match=message) as refused:
            check_name(text)
        assert refused.value.field == "name"


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kathmandu"])
def test_iana_zones_are_accepted(zone: str) -> None:
    assert check_timezone(f" {zone} ") == zone


def test_the_zone_of_sydney_that_clients_offer_is_the_one_of_sydney() -> None:
    assert check_timezone("Pacific/Sydney") == "Australia/Sydney"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "utc+2", "../etc/passwd", "Europe/Berlin\x00"])
def test_other_zones_are_refused(zone: str) -> None:
    with pytest.raises(BadRequest) as refused:
        check_timezone(zone)
    assert refused.value.field == "timezone"


def test_a_website_id_is_site_and_ten_random_characters() -> None:
    assert new_website_id(lambda _: 0) == "site_0000000000"
    assert new_website_id(lambda bound: bound - 1) == "site_zzzzzzzzzz"
    assert re.fullmatch(r"site_[0-9a-z]{10}", new_website_id())
    assert len({new_website_id() for _ in range(100)}) == 100


def test_the_snippet_names_script_and_website_and_escapes_both() -> None:
    assert tracking_snippet("https://stats.example.com/", "site_abc") == (
        '<script defer src="https://stats.example.com/s.js" data-website-id="site_abc"></script>'
    )
    hostile = tracking_snippet('https://x"><script>', '"><b>')
    assert hostile.count("<script") == 1
    assert "<b>" not in hostile
