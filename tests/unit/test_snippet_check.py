"""Verdicts on the snippet of a page: there, missing, of another site or server, or forbidden by its policy."""

from __future__ import annotations

import time

import pytest

from app.domain.snippet_check import check_page, is_same_host

OWN, SERVER = "site-1", "https://stats.example/s.js"
LINE = f'<script defer src="{SERVER}" data-website-id="{OWN}"></script>'
LOCAL, NEAR = LINE.replace(SERVER, "/s.js"), LINE.replace(SERVER, "s.js")
PAGE = "https://tea.example/menu"
CDN = "https://cdn.example/"


def checked(html: str, *policies: str) -> tuple[str, str]:
    check = check_page(html, PAGE, policies, OWN, (SERVER,))
    assert check.url == PAGE
    return check.verdict, check.detail


@pytest.mark.parametrize(
    ("html", "verdict", "detail"),
    [
        (f"<head>{LINE}</head>", "there", ""),
        (LINE.upper().replace(OWN.upper(), OWN).replace(SERVER.upper(), SERVER), "there", ""),
        (LINE.replace(SERVER, "/_sl/s.js"), "there", ""),
        (LINE.replace(SERVER, "//stats.example/s.js"), "there", ""),
        ("<p>Tea</p>", "missing", ""),
        (f"<!-- {LINE} -->", "missing", ""),
        ("", "missing", ""),
        (LINE.replace(OWN, "site-2"), "other_site", "site-2"),
        (LINE.replace(OWN, "site-2") + LINE, "there", ""),
        (LINE.replace("stats.example", "old.example"), "other_server", "https://old.example/s.js"),
        (LINE.replace("https://stats", "http://stats"), "other_server", "http://stats.example/s.js"),
        ("<script><" + "a" * 50_000, "missing", ""),
        (LINE.replace(SERVER, "https://[tea") + LINE, "there", ""),
        (LINE.replace(SERVER, "https://tea.example:port/s.js") + LINE, "there", ""),
        (LINE.replace(SERVER, "https://[tea"), "other_server", "https://[tea"),
        (f"<![><![tea[x]]>{LINE}", "there", ""),
        (f"<p title='&#{'9' * 5_000};'>&#{'9' * 5_000};</p>{LINE}", "there", ""),
    ],
)
def test_a_page_is_read_for_the_line_of_the_site(html: str, verdict: str, detail: str) -> None:
    assert checked(html) == (verdict, detail)


def test_markup_without_ends_takes_no_more_time_than_its_length() -> None:
    began = time.thread_time()
    assert checked(LINE + "<a " * 7_000) == ("there", "")
    assert time.thread_time() - began < 1.0, "with the square of the length it takes some ten seconds"


@pytest.mark.parametrize(
    ("policy", "directive"),
    [
        ("default-src 'self'", "default-src"),
        ("script-src 'self' https://cdn.example; connect-src *", "script-src"),
        ("script-src https://stats.example; connect-src 'self'", "connect-src"),
        ("script-src-elem 'none'; script-src *", "script-src-elem"),
        ("script-src https://stats.example:8443", "script-src"),
        ("script-src 'strict-dynamic' https:", "script-src"),
        ("script-src https://stats.example/js/", "script-src"),
        ("script-src https://stats.example; connect-src stats.example", ""),
        ("default-src https:", ""),
        ("default-src *.example", ""),
        ("script-src 'self' https://stats.example/s.js", ""),
        ("img-src 'none'", ""),
        ("script-src https://*", ""),
        ("script-src *:*", ""),
        ("script-src https://*:443; connect-src http://stats.example:80", ""),
        ("script-src https://*:8443", "script-src"),
        ("script-src http:", ""),
        ("connect-src https://stats.example/e", ""),
        ("connect-src https://stats.example/s.js", "connect-src"),
        ("script-src [ https://[tea https://tea:port stats.example", ""),
        ("script-src [ https://[tea https://stats.example:port", "script-src"),
        ("", ""),
    ],
)
def test_a_policy_that_keeps_the_script_from_loading_or_sending_is_named(policy: str, directive: str) -> None:
    verdict = "blocked" if directive else "there"
    assert checked(LINE, policy) == (verdict, directive)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    assert checked(meta + LINE, "default-src https:") == (verdict, directive)


def test_a_nonce_of_the_policy_lets_its_script_through() -> None:
    policy = "script-src 'nonce-abc' 'strict-dynamic'"
    assert checked(LINE.replace("defer", 'nonce="abc"'), policy) == ("there", "")
    assert checked(LINE, policy) == ("blocked", "script-src")
    both = "default-src 'strict-dynamic' 'nonce-abc' https:"
    assert checked(LINE.replace("defer", 'nonce="abc"'), both) == ("there", ""), "connections have no use for a nonce"


def test_a_policy_is_asked_about_the_address_that_the_script_sends_to() -> None:
    elsewhere = LINE.replace("defer", 'data-api-host="https://in.example/tea/"')
    assert checked(elsewhere, "connect-src https://in.example/tea/e") == ("there", "")
    assert checked(elsewhere, "connect-src https://stats.example") == ("blocked", "connect-src")
    own = LINE.replace(SERVER, "/_sl/s.js")
    assert checked(own, "connect-src https://tea.example/_sl/") == ("there", "")
    assert checked(own, "connect-src https://tea.example/js/") == ("blocked", "connect-src")


@pytest.mark.parametrize(
    ("html", "verdict", "detail"),
    [
        ('<base href="https://stats.example/">' + NEAR, "there", ""),
        ('<base href="https://cdn.example/tea/">' + NEAR, "other_server", CDN + "tea/s.js"),
        (f'<base href="{CDN}">' + LINE.replace(SERVER, "/_sl/s.js"), "other_server", CDN + "_sl/s.js"),
        (f'<base href="{CDN}">' + LINE, "there", ""),
        ('<base href="//stats.example">' + NEAR, "there", ""),
        ('<base href="/tea/">' + NEAR, "there", ""),
        # The script is fetched when it is read: a base below it comes too late.
        (LOCAL + f'<base href="{CDN}">', "there", ""),
        # Only the first one with an address counts, of use or not.
        (
            f'<base target="_top"><base href="{CDN}"><base href="/">' + LOCAL,
            "other_server",
            CDN + "s.js",
        ),
        (f'<base href="https://[tea"><base href="{CDN}">' + LOCAL, "there", ""),
        ('<base href="data:text/html,">' + LOCAL, "there", ""),
        (f'<!-- <base href="{CDN}"> -->' + LOCAL, "there", ""),
    ],
)
def test_addresses_of_a_page_begin_at_its_base(html: str, verdict: str, detail: str) -> None:
    assert checked(html) == (verdict, detail)


def test_a_policy_is_asked_about_the_base_and_about_addresses_that_begin_there() -> None:
    page = '<base href="https://stats.example/">' + NEAR
    assert checked(page, "script-src 'self'") == ("blocked", "script-src")
    assert checked(page, "script-src stats.example") == ("there", "")
    relative = page.replace("defer", 'data-api-host="/tea"')
    assert checked(relative, "connect-src https://stats.example/tea/e") == ("there", "")
    assert checked(relative, "connect-src 'self'") == ("blocked", "connect-src")
    late = LINE.replace("defer", 'data-api-host="/tea"') + '<base href="https://in.example/">'
    assert checked(late, "connect-src https://in.example/tea/e") == ("there", ""), "the script sends later"
    other = f'<base href="{CDN}">' + LOCAL
    assert checked(other, "base-uri 'self'") == ("there", ""), "the page ignores such a base"
    assert checked(other, "base-uri *.example") == ("other_server", f"{CDN}s.js")


def test_a_page_of_http_counts_https_of_its_host_as_its_own() -> None:
    line = LINE.replace(SERVER, "https://tea.example/s.js")
    for page, verdict in (("http://tea.example/", "there"), ("http://tea.example:8080/", "blocked")):
        assert check_page(line, page, ("script-src 'self'",), OWN, ()).verdict == verdict


def test_www_in_front_makes_no_other_host() -> None:
    assert is_same_host("https://tea.example/", "http://www.tea.example/menu")
    assert not is_same_host("https://tea.example/", "https://tea.example.evil/")
