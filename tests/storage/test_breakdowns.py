"""Breakdowns over small histories counted by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from app.domain.reports.filters import DIMENSIONS
from app.domain.reports.query import parse_breakdowns, parse_metrics_query, parse_report_query
from app.domain.reports.results import MetricsReport
from app.storage.connection import Connection
from app.storage.reports import breakdowns
from tests.histories import event, f1, f2, store

Row = tuple[str, int, int, float, float]


class Site:
    key = 1
    timezone = "UTC"
    bot_mode = "balanced"


def ask(con: Connection, start: str, end: str, **params: str) -> MetricsReport:
    given = {"start_date": start, "end_date": end, **params}
    query = parse_report_query(given, Site(), datetime(2026, 3, 5, tzinfo=UTC))
    return breakdowns.metrics(con, query, parse_metrics_query(given))


def ask_f1(con: Connection, **params: str) -> MetricsReport:
    return ask(con, "2026-03-01", "2026-03-02", **params)


def rows(report: MetricsReport) -> list[Row]:
    return [(r.value, r.visitors, r.pageviews, r.bounce_rate, r.avg_duration_seconds) for r in report.data.rows]


def values(report: MetricsReport) -> list[str]:
    return [row.value for row in report.data.rows]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # Only sessions that began on a page count for its bounce rate; the session of the bot counts nowhere.
        ("page", [("/a", 2, 2, 50.0, 60.0), ("/b", 2, 2, 0.0, 0.0), ("/c", 1, 0, 0.0, 0.0)]),
        ("referrer", [("(direct)", 4, 3, 66.7, 40.0), ("google.com", 1, 1, 0.0, 120.0)]),
        ("event_name", [("signup", 2, 0, 50.0, 60.0)]),
        ("country", [("US", 3, 3, 50.0, 60.0), ("DE", 1, 1, 100.0, 0.0)]),
        ("entry_page", [("/a", 3, 4, 50.0, 60.0)]),
        ("exit_page", [("/b", 2, 3, 0.0, 120.0), ("/a", 1, 1, 100.0, 0.0)]),
        ("channel", [("Direct", 3, 2, 100.0, 0.0), ("google.com", 1, 2, 0.0, 120.0)]),
        ("hostname", [("ex.com", 4, 4, 66.7, 40.0)]),
        (
            "page_url",
            [
                ("https://ex.com/a", 2, 2, 50.0, 60.0),
                ("https://ex.com/b", 2, 2, 0.0, 120.0),
                ("https://ex.com/c", 1, 0, 100.0, 0.0),
            ],
        ),
        ("city", []),
        ("utm_source", []),
    ],
)
def test_a_breakdown_counts_visitors_pageviews_and_the_sessions_of_each_value(
    con: Connection, name: str, expected: list[Row]
) -> None:
    store(con, f1())
    report = ask_f1(con, type=name)
    assert rows(report) == expected
    assert report.data.type == name
    assert msgspec.to_builtins(report.pagination) == {
        "total": len(expected),
        "limit": 10,
        "offset": 0,
        "has_more": False,
    }
    assert report.compare is None


def test_rows_carry_comparison_fields_only_with_a_comparison(con: Connection) -> None:
    store(con, f2())
    plain = ask(con, "2026-02-10", "2026-02-11", type="page")
    assert set(msgspec.to_builtins(plain.data.rows[0])) == {
        "value",
        "visitors",
        "pageviews",
        "bounce_rate",
        "avg_duration_seconds",
    }
    compared = ask(con, "2026-02-10", "2026-02-11", type="page", compare_mode="previous_period")
    assert [msgspec.to_builtins(row) for row in compared.data.rows] == [
        {
            "value": "/pricing",
            "visitors": 1,
            "pageviews": 2,
            "bounce_rate": 0.0,
            "avg_duration_seconds": 110.0,
            "prev_visitors": 0,
            "prev_pageviews": 0,
            "delta_visitors_abs": 1,
            "delta_visitors_pct": 0.0,
        },
        {
            "value": "/contact",
            "visitors": 1,
            "pageviews": 1,
            "bounce_rate": 100.0,
            "avg_duration_seconds": 0.0,
            "prev_visitors": 1,
            "prev_pageviews": 1,
            "delta_visitors_abs": 0,
            "delta_visitors_pct": 0.0,
        },
    ]
    assert compared.compare is not None
    assert compared.compare.mode == "previous_period"


def test_the_change_of_visitors_is_relative_to_the_comparison(con: Connection) -> None:
    before = [event("2026-02-08 12:00", visitor, "/") for visitor in (1, 2, 3, 4)]
    store(con, [*before, event("2026-02-09 12:00", 5, "/")])
    (row,) = ask(con, "2026-02-09", "2026-02-09", type="page", compare_mode="previous_period").data.rows
    assert (row.delta_visitors_abs, row.delta_visitors_pct) == (-3, -0.75)


def test_a_value_seen_only_in_the_comparison_is_not_listed(con: Connection) -> None:
    store(con, f2())
    report = ask(con, "2026-02-10", "2026-02-10", type="page", compare_mode="previous_year")
    assert values(report) == ["/pricing"]
    assert ask(con, "2026-02-09", "2026-02-09", type="page", compare_mode="previous_period").data.rows == ()


def test_equal_rows_are_sorted_by_value_across_pages(con: Connection) -> None:
    paths = ["/é", "/b", "/a", "/C", "/d"]
    store(con, [event("2026-03-01 10:00", number, path) for number, path in enumerate(paths)])
    pages = [ask_f1(con, type="page", limit="2", offset=str(offset)) for offset in (0, 2, 4, 6)]
    assert [values(page) for page in pages] == [["/C", "/a"], ["/b", "/d"], ["/é"], []]
    assert [(page.pagination.total, page.pagination.has_more) for page in pages] == [
        (5, True),
        (5, True),
        (5, False),
        (5, False),
    ]


def test_limit_and_offset_are_clamped(con: Connection) -> None:
    report = ask_f1(con, type="page", limit="1000", offset="-5")
    assert (report.pagination.limit, report.pagination.offset) == (100, 0)
    assert ask_f1(con, type="page", limit="0").pagination.limit == 1


def test_pages_are_sorted_by_pageviews_and_countries_by_visitors(con: Connection) -> None:
    loyal = [event(f"2026-03-01 10:0{minute}", 1, "/one", country="FR") for minute in range(5)]
    store(con, [*loyal, *(event("2026-03-01 10:00", visitor, "/many", country="DE") for visitor in (2, 3))])
    assert values(ask_f1(con, type="page")) == ["/one", "/many"]
    assert values(ask_f1(con, type="country")) == ["DE", "FR"]


def test_rows_can_be_sorted_by_any_column_in_both_directions(con: Connection) -> None:
    store(con, f1())
    assert values(ask_f1(con, type="page", sort="visitors")) == ["/a", "/b", "/c"]
    assert values(ask_f1(con, type="page", sort="pageviews", order="asc")) == ["/c", "/a", "/b"]
    assert values(ask_f1(con, type="country", sort="bounce_rate")) == ["DE", "US"]
    assert values(ask_f1(con, type="country", sort="avg_duration_seconds", order="asc")) == ["DE", "US"]


def test_a_search_ignores_case_and_takes_wildcards_literally(con: Connection) -> None:
    titles = ["Über uns", "About us", "Use it", "100 %", "a_b", None]
    store(con, [event("2026-03-01 10:00", number, "/", title=title) for number, title in enumerate(titles)])
    assert values(ask_f1(con, type="title", search="ÜBER")) == ["Über uns"]
    assert values(ask_f1(con, type="title", search="US", limit="1")) == ["About us"]
    assert ask_f1(con, type="title", search="US", limit="1").pagination.total == 2
    assert values(ask_f1(con, type="title", search="%")) == ["100 %"]
    assert values(ask_f1(con, type="title", search="_")) == ["a_b"]
    assert values(ask_f1(con, type="referrer", search="DIRECT")) == ["(direct)"]
    assert values(ask_f1(con, type="title", search="nothing")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/blog/a", ["/blog/a"]),
        ("/blog", []),
        ("/blog/*", ["/blog/", "/blog/a", "/blog/a%", "/blog/ab"]),
        ("*a", ["/blog/a"]),
        ("/*/a*", ["/blog/a", "/blog/a%", "/blog/ab"]),
        ("/blog/a%", ["/blog/a%"]),
        ("/blog/a_", []),
        ("!/blog/*", ["/", "/a,b", "/x*"]),
        ("/,/x\\*", ["/", "/x*"]),
        ("/a\\,b", ["/a,b"]),
        ("!/,/blog/*", ["/a,b", "/x*"]),
        ("(none)", []),
        ("!(none)", ["/", "/a,b", "/blog/", "/blog/a", "/blog/a%", "/blog/ab", "/x*"]),
    ],
)
def test_pages_are_filtered_exactly_or_by_wildcards(con: Connection, text: str, expected: list[str]) -> None:
    paths = ["/", "/a,b", "/blog/", "/blog/a", "/blog/a%", "/blog/ab", "/x*"]
    store(con, [event("2026-03-01 10:00", number, path) for number, path in enumerate(paths)])
    assert values(ask_f1(con, type="page", filter_page=text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.com/shop", ["https://A.com/shop?q=1", "https://a.com/shop/"]),
        ("HTTPS://A.COM/shop/", ["https://A.com/shop?q=1", "https://a.com/shop/"]),
        ("https://a.com/shop?q=1", ["https://A.com/shop?q=1"]),
        ("https://a.com/shop#top", ["https://A.com/shop?q=1", "https://a.com/shop/"]),
        ("http://a.com/shop", []),
        ("!https://a.com/shop", ["https://a.com/shops", "https://b.com/shop"]),
        ("https://a.com/shops,/nothing", ["https://a.com/shops"]),
        ("https://*.com/shop", ["https://A.com/shop?q=1", "https://a.com/shop/", "https://b.com/shop"]),
        ("https://A*", ["https://A.com/shop?q=1", "https://a.com/shop/", "https://a.com/shops"]),
        (
            "HTTPS://*.COM/shop*",
            ["https://A.com/shop?q=1", "https://a.com/shop/", "https://a.com/shops", "https://b.com/shop"],
        ),
        ("https://*/Shop", []),
        ("https://a.com/*?q=*", ["https://A.com/shop?q=1"]),
        ("/shop", ["https://A.com/shop?q=1", "https://b.com/shop"]),
    ],
)
def test_pages_are_filtered_by_full_url_as_goals_are(con: Connection, text: str, expected: list[str]) -> None:
    urls = [("https://A.com", "/shop", "?q=1"), ("https://a.com", "/shop/", ""), ("https://a.com", "/shops", "")]
    pages = [
        event("2026-03-01 10:00", number, path, origin=origin, query_and_fragment=query)
        for number, (origin, path, query) in enumerate([*urls, ("https://b.com", "/shop", "")])
    ]
    store(con, pages)
    assert values(ask_f1(con, type="page_url", filter_page=text)) == expected


@pytest.mark.parametrize(
    ("text", "visitors"),
    [
        ("DE", {1}),
        ("DE,FR", {1, 2}),
        ("!DE", {2, 3}),
        ("!DE,FR", {3}),
        ("(none)", {3}),
        ("(direct)", {3}),
        ("DE,(none)", {1, 3}),
        ("!(none)", {1, 2}),
        ("!DE,(none)", {2}),
        ("de", set()),
        ("", set()),
    ],
)
def test_filters_take_lists_exclusions_and_missing_values(con: Connection, text: str, visitors: set[int]) -> None:
    countries = ["DE", "FR", None]
    store(con, [event("2026-03-01 10:00", n, f"/{n}", country=country) for n, country in enumerate(countries, 1)])
    assert values(ask_f1(con, type="page", filter_country=text)) == [f"/{visitor}" for visitor in sorted(visitors)]


@pytest.mark.parametrize("name", sorted(DIMENSIONS))
def test_every_breakdown_has_a_filter_that_selects_its_rows(con: Connection, name: str) -> None:
    column = DIMENSIONS[name].column
    more = {} if column.startswith(("entry", "exit", "channel", "path", "url", "event_name")) else {column: "one"}
    if name.endswith("_release"):
        more = {"browser": "Firefox", "browser_version": "127.0", "os": "Debian", "os_version": "12"}
    store(
        con,
        [
            event("2026-03-01 10:00", 1, "/one", referrer_domain="one"),
            event("2026-03-01 10:00", 1, "/one", kind="event", event_name="one"),
            event("2026-03-01 10:00", 2, "/two", kind="event", event_name="two"),
            event("2026-03-01 10:00", 3, "/one", **more),
        ],
    )
    listed = values(ask_f1(con, type=name))
    assert listed
    for value in listed:
        assert values(ask_f1(con, type=name, **{f"filter_{name}": value})) == [value]
        assert value not in values(ask_f1(con, type=name, **{f"filter_{name}": f"!{value}"}))


def test_a_filter_on_entry_pages_selects_whole_sessions(con: Connection) -> None:
    store(con, f1())
    assert rows(ask_f1(con, type="page", filter_entry_page="/a")) == [
        ("/a", 2, 2, 50.0, 60.0),
        ("/b", 2, 2, 0.0, 0.0),
    ]
    assert values(ask_f1(con, type="page", filter_entry_page="(none)")) == ["/c"]
    assert values(ask_f1(con, type="page", filter_entry_page="!/a")) == ["/c"]
    assert values(ask_f1(con, type="page", filter_exit_page="/b", filter_channel="google.com")) == ["/a", "/b"]


def test_full_urls_keep_their_query_and_have_one_spelling(con: Connection) -> None:
    store(
        con,
        [
            event("2026-03-01 10:00", 1, "/a", query_and_fragment="?x=1#y"),
            event("2026-03-01 10:00", 2, "/", url="https://EX.com"),
        ],
    )
    assert values(ask_f1(con, type="page_url")) == ["https://ex.com/", "https://ex.com/a?x=1#y"]
    assert values(ask_f1(con, type="page_url", filter_page_url="https://ex.com/a*")) == ["https://ex.com/a?x=1#y"]
    assert values(ask_f1(con, type="page_url", filter_page_url="https://EX.com")) == ["https://ex.com/"]
    assert values(ask_f1(con, type="page")) == ["/", "/a"]


def test_host_name_filters_ignore_case(con: Connection) -> None:
    store(con, [event("2026-03-01 10:00", 1, "/a"), event("2026-03-01 10:00", 2, "/b", hostname=None)])
    assert values(ask_f1(con, type="page", filter_hostname="EX.com")) == ["/a"]
    assert values(ask_f1(con, type="page", filter_hostname="(none)")) == ["/b"]


def test_a_visitor_whose_country_changes_counts_in_both_and_all_breakdowns_agree(con: Connection) -> None:
    context = {"browser": "Firefox", "os": "Linux", "device": "desktop"}
    store(
        con,
        [
            event("2026-03-01 10:00", 1, "/", country="DE", **context),
            event("2026-03-01 10:05", 1, "/", country="FR", **context),
            event("2026-03-01 10:00", 2, "/", country="FR", **context),
        ],
    )
    params = {"metrics": "country,browser,os,device", "start_date": "2026-03-01", "end_date": "2026-03-01"}
    query = parse_report_query(params, Site(), datetime(2026, 3, 5, tzinfo=UTC))
    shared = breakdowns.first_rows(con, query, parse_breakdowns(params))
    assert rows(shared[0]) == [("FR", 2, 2, 50.0, 150.0), ("DE", 1, 1, 0.0, 300.0)]
    assert rows(shared[1]) == [("Firefox", 2, 3, 50.0, 150.0)]
    assert list(shared) == [breakdowns.metrics(con, query, item) for item in parse_breakdowns(params)]
