"""Addresses of links and pixels: what is refused, and how a campaign goes into a query."""

from __future__ import annotations

import pytest

from app.domain.errors import BadRequest
from app.domain.items.links import SLUG_LENGTH, new_slug
from app.domain.items.targets import LinkCampaign, as_location, checked_target, kept_parameters, with_utm

MAIL = LinkCampaign(utm_source="mail", utm_campaign="spring sale & more")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "must be a valid URL"),
        ("shop.example/a", "must be a valid URL"),
        ("https://shop.example:port/", "must be a valid URL"),
        ("https://[::1/", "must be a valid URL"),
        ("https://shop.example/a b", "must be a valid URL"),
        ("https://evil.example\\.shop.example/", "must be a valid URL"),
        ("https://evil.example%2f.shop.example/", "must be a valid URL"),
        ("https://.shop.example/", "must be a valid URL"),
        ("https://a..shop.example/", "must be a valid URL"),
        ("https://a<b.shop.example/", "must be a valid URL"),
        ("https://a|b.shop.example/", "must be a valid URL"),
        ("https://shop.example:0/", "must be a valid URL"),
        ("javascript:alert(1)", "must use http:// or https://"),
        ("ftp://shop.example/", "must use http:// or https://"),
        ("https:///path", "must include a hostname"),
        ("https://user:pw@shop.example/", "cannot include credentials"),
        ("https://shop.example@evil.example/", "cannot include credentials"),
        ("https://evil.example/", "host must match website domain"),
        ("https://notshop.example/", "host must match website domain"),
        ("https://shop.example/" + "a" * 2048, "must be 2,048 characters or fewer"),
    ],
)
def test_an_address_that_is_not_the_websites_is_refused_with_the_reason(url: str, reason: str) -> None:
    with pytest.raises(BadRequest, match=rf"^destination_url {reason}") as caught:
        checked_target(url, "destination_url", "a valid URL", "shop.example")
    assert caught.value.field == "destination_url"


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://shop.example", "shop.example"),
        ("http://WWW.Shop.Example:8080/a?b#c", "shop.example"),
        ("https://shop.example/", "www.shop.example"),
        ("https://xn--mller-kva.example/", "müller.example"),
        ("http://nas/blog", "nas:8080"),
    ],
)
def test_an_address_of_the_website_is_taken(url: str, domain: str) -> None:
    assert checked_target(f" {url} ", "destination_url", "a valid URL", domain) == url


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://a.example", "https://a.example?{utm}"),
        ("https://a.example/p#part", "https://a.example/p?{utm}#part"),
        ("https://a.example/p#part?x=1", "https://a.example/p?{utm}#part?x=1"),
        ("https://a.example/p?x=1&y=%20z", "https://a.example/p?x=1&y=%20z&{utm}"),
        ("https://a.example/p?UTM_Source=old&utm%5Fsource=older&amp;utm_campaign=c", "https://a.example/p?{utm}"),
        ("https://a.example/p?utm_source=old&x=1&utm_medium=kept", "https://a.example/p?x=1&utm_medium=kept&{utm}"),
    ],
)
def test_the_campaign_goes_into_the_query_in_place_of_an_older_one(url: str, target: str) -> None:
    utm = "utm_source=mail&utm_campaign=spring%20sale%20%26%20more"
    assert with_utm(url, MAIL) == target.format(utm=utm)
    assert with_utm(url, LinkCampaign()) == url


@pytest.mark.parametrize(
    ("url", "location"),
    [
        (
            "https://Müller.example:8080/straße?x=ä&y=%C3%A4#é",
            "https://xn--mller-kva.example:8080/stra%C3%9Fe?x=%C3%A4&y=%C3%A4#%C3%A9",
        ),
        ("http://[2001:db8::1]:80/a b", "http://[2001:db8::1]:80/a%20b"),
        ("https://a.example", "https://a.example"),
        ("https://a.example/p?a[]=1&b=c%20d;e=f|g", "https://a.example/p?a[]=1&b=c%20d;e=f%7Cg"),
    ],
)
def test_a_location_is_ascii_and_means_the_same(url: str, location: str) -> None:
    assert as_location(url) == location
    assert as_location(location) == location


def test_an_event_keeps_short_parameters_and_none_of_too_many() -> None:
    assert kept_parameters([("a", "1"), ("", "2"), ("k" * 65, "3"), ("b", "v" * 257), ("a", "4")]) == {"a": "4"}
    assert len(kept_parameters([(str(number), "") for number in range(32)])) == 32
    assert kept_parameters([(str(number), "") for number in range(33)]) == {}


def test_a_slug_that_is_taken_is_not_given_again() -> None:
    numbers = iter([0] * SLUG_LENGTH + [35] * SLUG_LENGTH)
    assert new_slug(lambda slug: slug == "0" * SLUG_LENGTH, lambda _: next(numbers)) == "z" * SLUG_LENGTH
