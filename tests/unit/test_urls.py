"""Page URLs, campaign tags and referrers: the rules of app/domain/ingest/urls.py."""

from __future__ import annotations

from unicodedata import normalize
from urllib.parse import quote, unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.ingest.urls import (
    NO_UTM,
    UrlParts,
    Utm,
    ascii_host,
    canonical_text,
    cut,
    readable_host,
    referrer_domain,
    split_url,
    utm_of,
)

any_text = st.text(st.characters(codec=None), max_size=60)
words = st.text("abcxyz0189-_~é世", max_size=8)
hosts = st.lists(st.text("abcxyz019", min_size=1, max_size=6), min_size=1, max_size=4).map(".".join)
origins = st.one_of(
    st.just(""),
    st.builds("{}://{}{}".format, st.sampled_from(["http", "https"]), hosts, st.sampled_from(["", ":8080"])),
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
        ("https://Ex.com:8080/a/B?x=1#y", "https://ex.com:8080", "ex.com", "/a/B", "?x=1#y"),
        ("https://example.com", "https://example.com", "example.com", "/", ""),
        ("https://example.com?x=/1", "https://example.com", "example.com", "/", "?x=/1"),
        ("https://example.com#/route", "https://example.com", "example.com", "/", "#/route"),
        ("https://me:pa@ss@example.com/", "https://me:pa@ss@example.com", "example.com", "/", ""),
        ("http://[2001:DB8::1]:3000/x", "http://[2001:db8::1]:3000", "2001:db8::1", "/x", ""),
        ("http://[nonsense]/x", "http://[nonsense]", None, "/x", ""),
        ("https://example.com./x", "https://example.com.", "example.com", "/x", ""),
        ("https://bücher.de/x", "https://xn--bcher-kva.de", "xn--bcher-kva.de", "/x", ""),
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
def test_the_parts_of_an_ordinary_url_joined_give_the_url(origin: str, path: str, query_and_fragment: str) -> None:
    parts = split_url(origin + path + query_and_fragment)
    assert (parts.origin, parts.path, parts.query_and_fragment) == (origin, path, query_and_fragment)
    assert (parts.hostname is None) == (origin == "")


@given(any_text)
def test_any_text_splits_into_clean_parts_and_splits_the_same_again(url: str) -> None:
    parts = split_url(url)
    assert parts.path.startswith("/")
    assert not set("?#") & set(parts.origin + parts.path)
    assert split_url(parts.path + parts.query_and_fragment).query_and_fragment == parts.query_and_fragment


ONE_FORM = [
    ("/%C3%BCber-uns", "/über-uns"),
    ("/%c3%bcber-uns", "/über-uns"),
    ("/u\u0308ber-uns", "/über-uns"),
    ("/u%CC%88ber-uns", "/über-uns"),
    ("/über-uns", "/über-uns"),
    ("/%D8%B3%D9%84%D8%A7%D9%85-%D8%AF%D9%86%DB%8C%D8%A7", "/سلام-دنیا"),
    ("/%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%86%D9%85", "/می\u200cخوانم"),
    ("/%E4%B8%96%E7%95%8C/%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB", "/世界/👩\u200d💻"),
    ("/%7Euser/%61", "/~user/a"),
    ("/a%20b", "/a b"),
    ("/a%2fb%3fc%23d%26e%3de%2b%2a%25", "/a%2Fb%3Fc%23d%26e%3De%2B%2A%25"),
    ("/%00%0a%7f%c2%85", "/%00%0A%7F%C2%85"),
    ("/\x00\n\x7f\x85", "/%00%0A%7F%C2%85"),
    ("/%E2%80%AEtxt.exe", "/%E2%80%AEtxt.exe"),
    ("/\u202etxt.exe", "/%E2%80%AEtxt.exe"),
    ("/a%C2%A0b", "/a%C2%A0b"),
    ("/%ff%C3%BC%c3", "/%FFü%C3"),
    ("/%E0%A4%A", "/%E0%A4%A"),
    ("/100%", "/100%"),
    ("/%%34%31", "/%%341"),
    ("/%4%31", "/%4%31"),
    ("/%C0%AF%ED%A0%80", "/%C0%AF%ED%A0%80"),
    ("/plain/page.html", "/plain/page.html"),
]


@pytest.mark.parametrize(("written", "form"), ONE_FORM)
def test_every_spelling_of_a_path_is_brought_to_one_form(written: str, form: str) -> None:
    assert canonical_text(written) == form
    parts = split_url("https://example.com" + written + "?q=" + written[1:])
    assert (parts.path, parts.query_and_fragment) == (form, "?q=" + form[1:].replace(" ", "%20"))


encoded = st.lists(st.one_of(st.sampled_from("%4a1cC3Bb.~/ü\u0308"), st.binary(max_size=3).map(quote)), max_size=9)


@given(st.one_of(any_text, encoded.map("".join), st.text(max_size=20).map(quote)))
def test_the_canonical_form_is_stable_and_keeps_the_meaning(text: str) -> None:
    once = canonical_text(text)
    assert canonical_text(once) == once
    if "%" not in text or quote(unquote(text), safe="") == text:
        assert normalize("NFC", unquote(once)) == normalize("NFC", unquote(text))


@pytest.mark.parametrize(
    "origin",
    [
        "https://müller.de",
        "HTTPS://MÜLLER.de",
        "https://mu\u0308ller.de",
        "https://m%C3%BCller.de",
        "https://xn--mller-kva.de",
    ],
)
def test_hosts_are_compared_in_punycode(origin: str) -> None:
    assert split_url(origin + ":8080/a") == UrlParts("https://xn--mller-kva.de:8080", "xn--mller-kva.de", "/a", "")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/x", NO_UTM),
        ("/x?utm=1&a=b", NO_UTM),
        ("/x?utm_source=news&utm_medium=email", Utm("news", "email")),
        ("https://a.b/?utm_campaign=spring+sale%21&utm_term=%C3%A9t%C3%A9", Utm(campaign="spring sale!", term="été")),
        ("/x?utm_source=first&utm_source=second", Utm("first")),
        ("/x?utm_source=&utm_source=+&utm_source=third", Utm("third")),
        ("/x?utm_source=a#utm_medium=b", Utm("a", "b")),
        ("/x?utm_source=a#utm_source=b", Utm("a")),
        ("/x#utm_source=a&utm_medium=b", Utm("a", "b")),
        ("/x#?utm_source=a", Utm("a")),
        ("/x?p=1#/route?utm_source=a", Utm("a")),
        ("/x?utm_source=a&amp;utm_medium=b&amp;utm_term=c", Utm("a", "b", term="c")),
        ("/x?utm_medium=b&AMP;UTM_Source=c", Utm("c", "b")),
        ("/x?utm_content=a=b&utm_term", Utm(content="a=b")),
        ("/x?utm%5Fsource=a", Utm("a")),
        ("/x?utm_source=%zz%", Utm("%zz%")),
        ("/x?utm_source=%ff", Utm("\ufffd")),
        ("/x?UTM_SOURCE=a&Utm_Medium=B", Utm("a", "B")),
        ("/x#compare?utm=1", NO_UTM),
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
        ("android-app://com.google.android.gm", "example.com", "com.google.android.gm"),
        ("Android-App://com.Slack/https/app.slack.com", "example.com", "com.slack"),
        ("android-app://", "example.com", None),
        ("android-app://org.wikipedia", "wikipedia", "org.wikipedia"),
        ("http://wiki:8080/a", "wiki:8080", None),
        ("http://nas.local/a", "nas.local:5000", None),
        ("https://handbook.wiki/a", "wiki", "handbook.wiki"),
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
def test_a_referrer_domain_is_a_bare_host_and_never_the_own_one(referrer: str, own_domain: str) -> None:
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


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("xn--mller-kva.de", "müller.de"),
        ("shop.xn--mller-kva.de", "shop.müller.de"),
        ("xn--fiqs8s", "中国"),
        ("xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),  # "apple" in Cyrillic letters
        ("xn--pple-43d.com", "xn--pple-43d.com"),  # the same with one of them
        ("xn--e1afmkfd.xn--p1ai", "пример.рф"),
        ("xn--a.de", "xn--a.de"),
        ("xn--.de", "xn--.de"),
        ("example.com", "example.com"),
        ("(direct)", "(direct)"),
    ],
)
def test_a_host_is_shown_in_its_own_letters_unless_they_could_mislead(host: str, shown: str) -> None:
    assert readable_host(host) == shown


@given(any_text.map("xn--{}".format))
@example("xn--00b:")
def test_the_readable_form_of_a_host_leads_back_to_the_same_host(host: str) -> None:
    assert ascii_host(readable_host(host)) == ascii_host(host)


def test_a_sharp_s_is_kept_as_in_browsers() -> None:
    assert ascii_host("Straße.de") == "xn--strae-oqa.de"


@given(any_text, st.integers(0, 80))
def test_cut_text_is_a_prefix_within_the_limit(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert text.startswith(short)
    assert len(short) == min(len(text), limit)
