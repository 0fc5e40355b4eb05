"""Page URLs, campaign tags and referrers: the rules of app/domain/ingest/urls.py."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.urls import NO_UTM, UrlParts, Utm, ascii_host, cut, referrer_domain, split_url, utm_of

any_text = st.text(st.characters(codec=None), max_size=60)
words = st.text("abcxyz0189-_~%é世", max_size=8)
hosts = st.lists(st.text("abcxyz019", min_size=1, max_size=6), min_size=1, max_size=4).map(".".join)
origins = st.one_of(
    st.just(""),
    st.builds("{}://{}{}".format, st.sampled_from(["http", "https", "HTTPS"]), hosts, st.sampled_from(["", ":8080"])),
)
paths = (
    st.lists(words, min_size=1, max_size=4)
    .map(lambda parts: "/" + "/".join(parts))
    .filter(lambda path: path[:2] != "//")
)
tails = st.builds("{}{}".format, st.sampled_from(["", "?", "?a=b&c"]), st.sampled_from(["", "#", "#top?x/y"]))


@pytest.mark.parametrize(
    ("url", "origin", "hostname", "path", "query_and_fragment"),
    [
        ("https://Ex.com:8080/a/B?x=1#y", "https://Ex.com:8080", "ex.com", "/a/B", "?x=1#y"),
        ("https://example.com", "https://example.com", "example.com", "/", ""),
        ("https://example.com?x=/1", "https://example.com", "example.com", "/", "?x=/1"),
        ("https://example.com#/route", "https://example.com", "example.com", "/", "#/route"),
        ("https://me:pa@ss@example.com/", "https://me:pa@ss@example.com", "example.com", "/", ""),
        ("http://[2001:DB8::1]:3000/x", "http://[2001:DB8::1]:3000", "2001:db8::1", "/x", ""),
        ("http://[nonsense]/x", "http://[nonsense]", None, "/x", ""),
        ("https://example.com./x", "https://example.com.", "example.com", "/x", ""),
        ("https://bücher.de/x", "https://bücher.de", "xn--bcher-kva.de", "/x", ""),
        ("https://exa mple.com/x", "https://exa mple.com", None, "/x", ""),
        ("https://" + "a" * 254 + "/x", "https://" + "a" * 254, None, "/x", ""),
        ("//cdn.example.com/x", "//cdn.example.com", "cdn.example.com", "/x", ""),
        ("file:///home/me/page.html", "file://", None, "/home/me/page.html", ""),
        ("/pricing?plan=pro#faq", "", None, "/pricing", "?plan=pro#faq"),
        ("/a#b?c", "", None, "/a", "#b?c"),
        ("/go/https://other.com/x", "", None, "/go/https://other.com/x", ""),
        ("/go?to=https://other.com/x", "", None, "/go", "?to=https://other.com/x"),
        ("pricing", "", None, "/pricing", ""),
        ("#top", "", None, "/", "#top"),
        ("?a=1", "", None, "/", "?a=1"),
        ("", "", None, "/", ""),
    ],
)
def test_a_url_splits_into_its_parts(
    url: str, origin: str, hostname: str | None, path: str, query_and_fragment: str
) -> None:
    assert split_url(url) == UrlParts(origin, hostname, path, query_and_fragment)


@given(origins, paths, tails)
def test_the_parts_of_an_ordinary_url_join_to_it(origin: str, path: str, query_and_fragment: str) -> None:
    parts = split_url(origin + path + query_and_fragment)
    assert (parts.origin, parts.path, parts.query_and_fragment) == (origin, path, query_and_fragment)
    assert (parts.hostname is None) == (origin == "")


@given(any_text)
def test_any_text_splits_without_loss_and_gains_at_most_a_slash(url: str) -> None:
    parts = split_url(url)
    assert parts.path.startswith("/")
    assert not set("?#") & set(parts.origin + parts.path)
    assert url in (
        parts.origin + parts.path + parts.query_and_fragment,
        parts.origin + parts.path[1:] + parts.query_and_fragment,
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/x", NO_UTM),
        ("/x?utm=1&a=b", NO_UTM),
        ("/x?utm_source=news&utm_medium=email", Utm("news", "email")),
        ("https://a.b/?utm_campaign=spring+sale%21&utm_term=%C3%A9t%C3%A9", Utm(campaign="spring sale!", term="été")),
        ("/x?utm_source=first&utm_source=second", Utm("first")),
        ("/x?utm_source=&utm_source=+&utm_source=third", Utm("third")),
        ("/x?utm_source=a#utm_medium=b", Utm("a")),
        ("/x#?utm_source=a", NO_UTM),
        ("/x?utm_content=a=b&utm_term", Utm(content="a=b")),
        ("/x?utm%5Fsource=a", Utm("a")),
        ("/x?utm_source=%zz%", Utm("%zz%")),
        ("/x?utm_source=%ff", Utm("\ufffd")),
        ("/x?UTM_SOURCE=a", NO_UTM),
    ],
)
def test_campaign_tags_are_read_from_the_query(url: str, expected: Utm) -> None:
    assert utm_of(url) == expected


@given(any_text)
def test_reading_campaign_tags_never_fails(text: str) -> None:
    assert utm_of("/x?" + text) is not None
    utm = utm_of("/x?utm_source=" + text)
    assert utm.source is None or utm.source.strip() == utm.source != ""


@pytest.mark.parametrize(
    ("referrer", "own_domain", "expected"),
    [
        (None, "example.com", None),
        ("", "example.com", None),
        ("https://www.google.com/search?q=analytics", "example.com", "google.com"),
        ("https://news.ycombinator.com/item?id=1", "example.com", "news.ycombinator.com"),
        ("HTTPS://Me@WWW.Example.org:8443?x=1", "example.com", "example.org"),
        ("https://example.org#x/y", "example.com", "example.org"),
        ("https://www.com/", "example.com", "www.com"),
        ("android-app://com.google.android.gm", "example.com", None),
        ("about:blank", "example.com", None),
        ("news.ycombinator.com/item", "example.com", None),
        ("/local", "example.com", None),
        ("https://", "example.com", None),
        ("https://example.com/a", "example.com", None),
        ("https://www.example.com/a", "example.com", None),
        ("https://shop.example.com/a", "example.com", None),
        ("https://example.com/a", "www.example.com", None),
        ("https://notexample.com/a", "example.com", "notexample.com"),
        ("https://xn--bcher-kva.de/a", "bücher.de", None),
        ("https://bücher.de/a", "example.com", "xn--bcher-kva.de"),
        ("http://localhost:8000/", "localhost", None),
        ("http://192.168.1.5:8000/", "example.com", "192.168.1.5"),
        ("http://[2001:db8::1]/", "example.com", "2001:db8::1"),
    ],
)
def test_the_referrer_domain_names_the_other_site(referrer: str | None, own_domain: str, expected: str | None) -> None:
    assert referrer_domain(referrer, own_domain) == expected


@given(st.one_of(any_text, any_text.map("https://{}".format)), hosts)
def test_a_referrer_domain_is_clean_and_never_the_own_one(referrer: str, own_domain: str) -> None:
    domain = referrer_domain(referrer, own_domain)
    if domain is not None:
        assert domain == domain.lower()
        assert not set("/?#@ ") & set(domain)
        assert referrer_domain(referrer, domain) is None


@given(any_text)
def test_the_ascii_form_of_a_host_is_stable(host: str) -> None:
    once = ascii_host(host)
    assert once.isascii()
    assert ascii_host(once) == once


def test_a_sharp_s_is_kept_as_in_browsers() -> None:
    assert ascii_host("Straße.de") == "xn--strae-oqa.de"


@given(any_text, st.integers(0, 80))
def test_cut_text_is_a_prefix_within_the_limit(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert text.startswith(short)
    assert len(short) == min(len(text), limit)
