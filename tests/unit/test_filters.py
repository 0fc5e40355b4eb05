"""Filters: their notation in a query and their meaning."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import BadRequest
from app.domain.reports.filters import (
    DIMENSIONS,
    MAX_VALUES,
    NULL_VALUES,
    Condition,
    check_countries,
    dimension,
    filter_params,
    filters_of,
    parse_filter,
    parse_filters,
)
from app.domain.reports.request import Filter

CITY, PAGE, HOSTNAME = DIMENSIONS["city"], DIMENSIONS["page"], DIMENSIONS["hostname"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Berlin", Condition(CITY, ("Berlin",))),
        ("Berlin,Paris", Condition(CITY, ("Berlin", "Paris"))),
        ("!Berlin,Paris", Condition(CITY, ("Berlin", "Paris"), is_excluded=True)),
        ("Washington\\, D.C.", Condition(CITY, ("Washington, D.C.",))),
        ("\\!Kung", Condition(CITY, ("!Kung",))),
        ("a\\\\b", Condition(CITY, ("a\\b",))),
        ("end\\", Condition(CITY, ("end\\",))),
        ("(none)", Condition(CITY, matches_null=True)),
        ("Paris,(direct)", Condition(CITY, ("Paris",), matches_null=True)),
        ("\\(none)", Condition(CITY, ("(none)",))),
        ("a*b", Condition(CITY, ("a*b",))),
        ("", Condition(CITY, ("",))),
        ("!", Condition(CITY, ("",), is_excluded=True)),
    ],
)
def test_a_filter_is_a_list_with_negation_and_escapes(text: str, expected: Condition) -> None:
    assert parse_filter(CITY, text) == expected


def test_stars_are_wildcards_in_pages_unless_escaped() -> None:
    assert parse_filter(PAGE, "/blog/*,/a") == Condition(PAGE, ("/a",), (("/blog/", ""),))
    assert parse_filter(PAGE, "*/a*b") == Condition(PAGE, (), (("", "/a", "b"),))
    assert parse_filter(PAGE, "/a\\*") == Condition(PAGE, ("/a*",))


def test_host_names_are_compared_in_lower_case() -> None:
    assert parse_filter(HOSTNAME, "Shop.EX.com").values == ("shop.ex.com",)


@pytest.mark.parametrize("name", ["hostname", "referrer"])
@pytest.mark.parametrize("text", ["Müller.de", "mu\u0308ller.de", "XN--MLLER-KVA.de"])
def test_host_names_are_found_in_their_own_letters_and_in_punycode(name: str, text: str) -> None:
    assert parse_filter(DIMENSIONS[name], text).values == ("xn--mller-kva.de",)


@pytest.mark.parametrize("name", ["page", "entry_page", "exit_page", "page_url"])
@pytest.mark.parametrize("text", ["/über", "/%C3%BCber", "/%c3%bcber", "/u\u0308ber"])
def test_pages_are_found_whatever_way_they_are_written(name: str, text: str) -> None:
    known = DIMENSIONS[name]
    assert parse_filter(known, text).values == ("/über",)
    assert parse_filter(known, f"{text}*{text[1:]}").patterns == (("/über", "über"),)


def test_a_full_address_is_found_whatever_way_its_host_is_written() -> None:
    known = DIMENSIONS["page_url"]
    assert parse_filter(known, "https://müller.de/%C3%BC?q=%c3%bc").values == ("https://xn--mller-kva.de/ü?q=ü",)
    assert parse_filter(known, "https://m%C3%BCller.de/*").patterns == (("https://müller.de/", ""),)
    assert parse_filter(known, "HTTPS://EX.com").values == ("https://ex.com/",)


def test_only_known_filters_are_read_and_an_empty_page_is_ignored() -> None:
    conditions = parse_filters({"filter_city": "Rome", "filter_mood": "good", "city": "Oslo", "filter_page": ""})
    assert conditions == (Condition(CITY, ("Rome",)),)


def test_filter_values_are_trimmed_and_blank_ones_refused_on_request() -> None:
    assert parse_filters({"filter_city": " Rome "}, is_blank_refused=True) == (Condition(CITY, ("Rome",)),)
    with pytest.raises(BadRequest, match="filter_page cannot be empty when provided") as refused:
        parse_filters({"filter_page": "  "}, is_blank_refused=True)
    assert refused.value.field == "filter_page"


def test_long_values_and_long_lists_are_refused() -> None:
    assert parse_filter(CITY, "x" * 512).values == ("x" * 512,)
    assert parse_filter(PAGE, "/" + "x" * 2047).values
    for name, text in (("city", "x" * 513), ("page", "x" * 2049), ("city", "x," * MAX_VALUES)):
        with pytest.raises(BadRequest, match=f"filter_{name}"):
            parse_filters({f"filter_{name}": text})


def test_every_dimension_of_an_event_has_a_breakdown() -> None:
    assert len(DIMENSIONS) == 27
    assert dimension("page").order == "pageviews"
    assert dimension("country").order == "visitors"
    with pytest.raises(BadRequest, match="invalid metric type: mood") as refused:
        dimension("mood")
    assert refused.value.field == "type"


@pytest.mark.parametrize("text", ["INVALID", "us", "", "D1", "DE,x", "!x", "ÄÖ"])
def test_a_country_is_two_capital_letters(text: str) -> None:
    with pytest.raises(BadRequest, match="ISO 3166-1 alpha-2"):
        check_countries(parse_filters({"filter_country": text}))


@pytest.mark.parametrize("text", ["US", "US,DE", "!US", "(none)", "!US,(none)"])
def test_lists_of_countries_and_no_country_are_accepted(text: str) -> None:
    check_countries(parse_filters({"filter_country": text, "filter_city": "anything"}))


def test_chips_become_parameters() -> None:
    chips = [
        Filter("city", "Washington, D.C."),
        Filter("city", "!Kung"),
        Filter("city", "Bonn", is_excluded=True),
        Filter("country", "DE", is_excluded=True),
        Filter("country", "(none)", is_excluded=True),
        Filter("page", "/blog/*"),
    ]
    assert filter_params(chips) == {
        "filter_city": "Washington\\, D.C.,\\!Kung",
        "filter_country": "!DE,(none)",
        "filter_page": "/blog/*",
    }


def test_a_value_both_included_and_excluded_is_excluded() -> None:
    chips = [Filter("city", "Bonn"), Filter("city", "Bonn", is_excluded=True)]
    assert filter_params(chips) == {"filter_city": "!Bonn"}
    assert filter_params([*chips, Filter("city", "Rome")]) == {"filter_city": "Rome"}


texts = st.text(max_size=20).filter(lambda text: text not in NULL_VALUES)


@given(st.lists(texts, min_size=1, max_size=MAX_VALUES, unique=True), st.booleans())
def test_chips_describe_the_parsed_filters(values: list[str], is_excluded: bool) -> None:
    params = filter_params(Filter("city", value, is_excluded) for value in values)
    assert parse_filters(params) == (Condition(CITY, tuple(values), is_excluded=is_excluded),)


@given(st.sampled_from(sorted(DIMENSIONS)), st.text(max_size=60))
def test_any_text_parses_as_a_filter_or_is_refused(name: str, text: str) -> None:
    with suppress(BadRequest):
        assert all(
            item.values or item.patterns or item.matches_null for item in parse_filters({f"filter_{name}": text})
        )


@pytest.mark.parametrize(
    ("params", "chips"),
    [
        ({"filter_country": "DE,AT"}, (Filter("country", "DE"), Filter("country", "AT"))),
        ({"filter_city": "!Bonn"}, (Filter("city", "Bonn", is_excluded=True),)),
        ({"filter_city": r"Washington\, D.C."}, (Filter("city", "Washington, D.C."),)),
        ({"filter_city": r"\!Kung"}, (Filter("city", "!Kung"),)),
        ({"filter_page": "/blog/*"}, (Filter("page", "/blog/*"),)),
        ({"filter_referrer": "(direct)"}, (Filter("referrer", "(direct)"),)),
        ({"filter_event_data.plan": "pro"}, (Filter("event_data.plan", "pro"),)),
        ({"limit": "5"}, ()),
    ],
)
def test_parameters_become_the_filters_that_they_were_written_from(
    params: dict[str, str], chips: tuple[Filter, ...]
) -> None:
    assert filters_of(params) == chips
    assert filter_params(chips) == {name: text for name, text in params.items() if name.startswith("filter_")}
