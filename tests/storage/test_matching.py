"""Match rule of pages and events: SQL and plain Python agree."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.ingest.events import Event
from app.domain.ingest.urls import in_own_letters, split_url
from app.domain.reports.matching import MatchOperator, MatchRule, MatchType, PageText, page_text
from app.storage.connection import Connection
from app.storage.fragments.letters import Letters
from app.storage.fragments.matching import page_condition, rule_condition
from app.storage.fragments.values import Values
from tests.examples import examples
from tests.histories import empty_database, event
from tests.oracle.page_rule import page_matches, rule_matches

OPERATORS: tuple[MatchOperator, ...] = ("equals", "contains", "starts_with", "ends_with")


@pytest.fixture(scope="module")
def con() -> Iterator[Connection]:
    con = empty_database()
    yield con
    con.close()


def visit(url: str, **more: object) -> Event:
    """Return a pageview of a URL, split as ingest does it."""
    parts = split_url(url)
    facts = {"origin": parts.origin, "hostname": parts.hostname, "query_and_fragment": parts.query_and_fragment}
    return event("2026-03-01 10:00", 1, parts.path, **(facts | more))


def answers(con: Connection, condition: str, values: Values, events: list[Event]) -> list[bool]:
    """Return the value of a condition for each event, computed by the database."""
    names = ("kind", "origin", "path", "query_and_fragment", "event_name")
    given = {"events": [{name: getattr(item, name) for name in names} for item in events]}
    rows = con.execute(f"SELECT {condition} FROM (SELECT unnest($events, recursive := true))", values | given)  # noqa: S608
    return [answer for (answer,) in rows.fetchall()]


def page_answer(con: Connection, value: str, operator: MatchOperator, url: str) -> bool:
    values: Values = {}
    page = visit(url)
    condition = page_condition(value, operator, values, letters_of_events([page]))
    (answer,) = answers(con, condition, values, [page])
    return answer


def letters_of_events(events: list[Event]) -> Letters:
    """Return the own letters of the origins of these events."""
    letters = {item.origin: in_own_letters(item.origin) for item in events if "xn--" in item.origin}
    return lambda: letters


@pytest.mark.parametrize(
    ("value", "operator", "url", "matches"),
    [
        ("/pricing", "equals", "https://h/pricing", True),
        ("/pricing", "equals", "https://h/pricing?x=1#a", True),
        ("/pricing?x=1", "equals", "https://h/pricing?x=1#a", True),
        ("/pricing?x=1", "equals", "https://h/pricing?x=2", False),
        ("/pricing?", "equals", "https://h/pricing", False),
        ("/pricing#a", "equals", "https://h/pricing#b", True),
        ("/a", "equals", "https://h/a/", True),
        ("/a/", "equals", "https://h/a", True),
        ("/a/?x=1", "equals", "https://h/a?x=1", True),
        ("/a?x=1", "equals", "https://h/a/?x=1", True),
        ("/a", "equals", "https://h/A", False),
        ("/a", "equals", "https://h/a/b", False),
        ("/", "equals", "https://h", True),
        ("/", "equals", "https://h?x=1", True),
        ("?x=1", "equals", "https://h?x=1", True),
        ("https://h", "equals", "https://h/", True),
        ("https://h/", "equals", "https://h", True),
        ("https://EX.com/a", "equals", "https://ex.com/a", True),
        ("https://ex.com/a", "equals", "HTTPS://EX.COM/a#top", True),
        ("HTTPS://ex.com/a", "equals", "https://ex.com/a/", True),
        ("https://ex.com/a#top", "equals", "https://ex.com/a", True),
        ("https://ex.com/a", "equals", "https://ex.com/a?x=1", True),
        ("https://ex.com/a", "equals", "https://ex.com/a/?x=1#top", True),
        ("https://ex.com/a#?", "equals", "https://ex.com/a?x=1", True),
        ("https://ex.com/a?", "equals", "https://ex.com/a?x=1", False),
        ("https://ex.com/a?x=2", "equals", "https://ex.com/a?x=1", False),
        ("https://ex.com/a", "starts_with", "https://EX.com/a?x=1", True),
        ("https://ex.com/a", "ends_with", "https://ex.com/a?x=1", True),
        ("https://ex.com/a/", "ends_with", "https://ex.com/a?x=1", True),
        ("https://ex.com/a?x=1", "ends_with", "https://ex.com/a/?x=1#top", True),
        ("https://ex.com/a?x", "contains", "https://ex.com/a/?x=1", True),
        ("https://ex.com/a?x", "starts_with", "https://ex.com/a/?x=1", True),
        ("https://ex.com/a", "ends_with", "https://ex.com/ab", False),
        ("ex.com/a", "ends_with", "https://ex.com/a", True),
        ("//ex.com/a/", "contains", "https://ex.com/a", True),
        ("x.com/a?y=", "contains", "https://ex.com/a/?y=1", True),
        ("https", "starts_with", "https://ex.com/a", True),
        ("http:/", "starts_with", "http://ex.com/a?x", True),
        ("/a?x=1", "starts_with", "https://h/a/?x=12", True),
        ("/a?x=1", "starts_with", "https://h/b/a?x=1", False),
        ("/a/?x=1", "starts_with", "https://h/a?x=12", True),
        ("x=1", "ends_with", "https://h/a?x=1#top", True),
        ("/top", "contains", "https://h/a#/top", False),
        ("https://ex.com/a/?x=1", "equals", "https://ex.com/a?x=1", True),
        ("https://ex.com/a", "equals", "http://ex.com/a", False),
        ("https://ex.com/a", "equals", "https://ex.com:8443/a", False),
        ("https://ex.com/a", "equals", "/a", False),
        ("/a", "equals", "/a", True),
        ("ex.com", "contains", "https://ex.com/a", True),
        ("https://ex.com", "contains", "https://ex.com/a", True),
        ("https://EX.com/A", "starts_with", "https://ex.com/Abc", True),
        ("https://EX.com/A", "starts_with", "https://ex.com/abc", False),
        ("/blog/", "contains", "https://h/blog", True),
        ("/blog/", "contains", "https://h/blog/post", True),
        ("/blog/", "contains", "https://h/blogger", False),
        ("/blog/", "starts_with", "https://h/blog", True),
        ("/blog/", "starts_with", "https://h/blogger", False),
        ("og", "starts_with", "https://h/og", False),
        ("/blog", "ends_with", "https://h/my/blog/", True),
        ("/blog/", "ends_with", "https://h/my/blog", True),
        ("/blog", "ends_with", "https://h/my/blog?x=/blog", True),
        ("x=1", "contains", "https://h/a?x=1", True),
        ("?x", "contains", "https://h/a?x=1", True),
        ("/?x", "contains", "https://h/a?x=1", True),
        ("a?x=1", "ends_with", "https://h/a/?x=1#a", True),
        ("%", "contains", "https://h/a", False),
        ("%", "contains", "https://h/100%", True),
        ("a_b", "contains", "https://h/axb", False),
        ("a_b", "contains", "https://h/a_b", True),
        ("/a*", "contains", "https://h/abc", False),
        ("/a*", "starts_with", "https://h/a*c", True),
        ("\\", "contains", "https://h/a", False),
        ("Ex.Com", "contains", "https://ex.com/a", True),
        ("Ex.com/a", "contains", "https://ex.com/a/b", True),
        ("Ex.com/A", "contains", "https://ex.com/a/b", False),
        ("//Ex.com/a?x", "contains", "https://ex.com/a/?x=1", True),
        ("B/a", "contains", "https://h.b/b/a", False),
        ("Ex.com", "ends_with", "https://ex.com/", True),
        ("Ex.com", "ends_with", "https://ex.com/a", False),
        ("Ex.com/a/", "ends_with", "https://ex.com/a", True),
        ("Https", "starts_with", "https://ex.com/a", True),
        ("müll", "contains", "https://müller.de/a", True),
        ("MÜLL", "contains", "https://müller.de/a", True),
        ("mu\u0308ll", "contains", "https://xn--mller-kva.de/a", True),
        ("m%C3%BCll", "contains", "https://xn--mller-kva.de/a", True),
        ("ller.de", "contains", "https://müller.de/a", True),
        ("ller.de/a", "contains", "https://müller.de/a/b", True),
        ("LLER.de/a", "contains", "https://müller.de/a/b", True),
        ("ller.de/A", "contains", "https://müller.de/a/b", False),
        ("ller.de/b", "contains", "https://müller.de/a/b", False),
        ("xn--mller-kva.de/a", "contains", "https://müller.de/a/b", True),
        ("müller.de:8080/über", "contains", "https://müller.de:8080/%C3%BCber", True),
        ("müller.de/a/", "contains", "https://müller.de/a", True),
        ("müller.de/a?x", "contains", "https://müller.de/a/?x=1", True),
        ("müller.de?x", "contains", "https://müller.de?x=1", True),
        ("müller", "contains", "https://muller.de/müll", False),
        ("müller", "contains", "https://example.com/", False),
        ("https://mü", "starts_with", "https://müller.de/a", True),
        ("https://müller.de", "starts_with", "https://müller.de.example/", True),
        ("http://mü", "starts_with", "https://müller.de/a", False),
        ("HTTPS://Müller.de/a", "starts_with", "https://müller.de/ab", True),
        ("mü", "starts_with", "https://müller.de/a", False),
        ("ller.de", "ends_with", "https://müller.de/", True),
        ("ller.de/", "ends_with", "https://müller.de", True),
        ("ller.de", "ends_with", "https://müller.de/a", False),
        ("ller.de/a", "ends_with", "https://müller.de/a?x=1", True),
        ("ller.de/a?x=1", "ends_with", "https://müller.de/a/?x=1", True),
    ],
)
def test_a_page_matches_by_path_or_by_full_url(
    con: Connection, value: str, operator: MatchOperator, url: str, matches: bool
) -> None:
    assert page_answer(con, value, operator, url) is matches
    assert page_matches(value, operator, visit(url)) is matches


@pytest.mark.parametrize(
    ("type", "value", "operator", "matching"),
    [
        ("event", "signup", "equals", ["signup"]),
        ("event", "signup", "contains", ["signup", "signup_done"]),
        ("event", "_", "contains", ["signup_done"]),
        ("event", "done", "ends_with", ["signup_done"]),
        ("event", "Sign", "starts_with", ["Signup"]),
        ("page_view", "/a", "equals", [None]),
    ],
)
def test_events_match_by_name_and_pageviews_by_page(
    con: Connection, type: MatchType, value: str, operator: MatchOperator, matching: list[str | None]
) -> None:
    names = ["signup", "signup_done", "Signup"]
    events = [visit("https://h/a", kind="event", event_name=name) for name in names]
    events += [visit("https://h/a"), visit("https://h/a", kind="event"), visit("https://h/b")]
    rule, values = MatchRule(type, value, operator), dict[str, object]()
    results = answers(con, rule_condition(rule, values, letters_of_events(events)), values, events)
    assert results == [rule_matches(rule, item) for item in events]
    assert [item.event_name for item, matches in zip(events, results, strict=True) if matches] == matching


def test_a_value_is_parsed_into_origin_rest_and_query() -> None:
    assert page_text("/a") == PageText(None, "/a", has_query=False)
    assert page_text("/A?b") == PageText(None, "/A?b", has_query=True)
    assert page_text("HTTP://Ex.com:80/A") == PageText("http://ex.com:80", "/A", has_query=False)
    assert page_text("https://ex.com/a?b#?") == PageText("https://ex.com", "/a?b#?", has_query=True)
    assert page_text("/a#?") == PageText(None, "/a#?", has_query=False)
    assert page_text("ftp://ex.com/a") == PageText(None, "ftp://ex.com/a", has_query=False)


texts = st.text("/aA?#%_*\\b", max_size=5)
values_of_pages = st.one_of(
    texts, st.builds("{}://{}{}".format, st.sampled_from(["http", "HTTPS"]), st.sampled_from(["h", "H.b"]), texts)
)


@examples(100)
@given(
    urls=st.lists(values_of_pages, min_size=1, max_size=5),
    type=st.sampled_from(["page_view", "event"]),
    value=values_of_pages.filter(bool),
    operator=st.sampled_from(OPERATORS),
    names=st.lists(st.none() | texts, min_size=5, max_size=5),
)
def test_storage_and_plain_text_comparison_agree(
    con: Connection, urls: list[str], type: MatchType, value: str, operator: MatchOperator, names: list[str | None]
) -> None:
    events = [
        visit(url, kind="pageview" if name is None else "event", event_name=name)
        for url, name in zip(urls, names, strict=False)
    ]
    rule, values = MatchRule(type, value, operator), dict[str, object]()
    letters = letters_of_events(events)
    condition = f"{rule_condition(rule, values, letters)} OR NOT {page_condition(value, operator, values, letters)}"
    expected = [rule_matches(rule, item) or not page_matches(value, operator, item) for item in events]
    assert answers(con, condition, values, events) == expected


@examples(100)
@given(value=values_of_pages.filter(bool), operator=st.sampled_from(OPERATORS), url=values_of_pages)
def test_a_trailing_slash_of_a_page_path_is_ignored(
    con: Connection, value: str, operator: MatchOperator, url: str
) -> None:
    page = visit(url)
    bare = page.path[:-1] if page.path.endswith("/") else page.path
    assume(bare and not bare.endswith("/"))
    page.path, other = bare, visit(url)
    other.path = bare + "/"
    values: Values = {}
    condition = page_condition(value, operator, values, letters_of_events([page]))
    first, second = answers(con, condition, values, [page, other])
    assert first == second
