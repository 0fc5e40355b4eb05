"""View of the window as one value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reports.request import Filter
from app.ui.ranges import PRESETS, CompareChoice, length
from app.ui.view import View, granularities

TODAY = date(2026, 3, 15)
GERMANY = Filter("country", "DE")


def test_a_preset_moves_with_the_day() -> None:
    view = View().with_preset("7d")
    assert view.days(TODAY) == (date(2026, 3, 9), TODAY)
    assert view.days(date(2026, 3, 16)) == (date(2026, 3, 10), date(2026, 3, 16))


def test_custom_days_are_kept_and_days_equal_to_a_preset_become_it() -> None:
    chosen = View().with_days((date(2026, 1, 3), date(2026, 1, 9)), TODAY)
    assert chosen.days(date(2030, 1, 1)) == (date(2026, 1, 3), date(2026, 1, 9))
    assert chosen.with_days((TODAY, TODAY), TODAY).preset == "today"


@given(st.sampled_from(sorted(PRESETS)), st.integers(1, 30))
def test_moving_back_and_forth_returns_to_the_same_days_and_never_passes_today(preset: str, steps: int) -> None:
    view = View().with_preset(preset)
    back = view.moved(-steps, TODAY)
    assert back.days(TODAY)[1] <= TODAY
    assert back.moved(steps, TODAY).days(TODAY)[0] <= view.days(TODAY)[0]
    assert view.moved(1, TODAY).days(TODAY)[1] <= TODAY


def test_a_negated_filter_replaces_the_first_one() -> None:
    excluded = replace(GERMANY, is_excluded=True)
    assert View().with_filter(GERMANY).with_filter(excluded).filters == (excluded,)
    assert View().with_filter(GERMANY).without_filter(GERMANY).filters == ()


def test_another_website_drops_the_filters_and_the_same_one_keeps_them() -> None:
    view = View("site_a", filters=(GERMANY,))
    assert view.with_site("site_b").filters == ()
    assert view.with_site("site_a") is view


def test_an_unfinished_comparison_is_not_requested() -> None:
    view = View(compare=CompareChoice("custom", date(2026, 1, 1)))
    assert view.request(TODAY).compare == "none"
    assert View(compare=CompareChoice("previous_year")).request(TODAY).compare == "previous_year"


def test_buckets_too_fine_for_the_range_are_left_to_the_server() -> None:
    assert View(preset="12m", granularity="hour").request(TODAY).granularity == "auto"
    assert View(preset="7d", granularity="hour").request(TODAY).granularity == "hour"
    assert "hour" not in granularities(PRESETS["12m"](TODAY))


def test_unusable_days_fall_back_to_the_default_range() -> None:
    assert length(View(preset="", start=TODAY, end=date(2026, 1, 1)).days(TODAY)) == 30
    assert length(View(preset="gone").days(TODAY)) == 30


@given(st.builds(View, filters=st.lists(st.builds(Filter)).map(tuple), start=st.dates(), end=st.dates()))
def test_a_view_survives_serialization(view: View) -> None:
    assert msgspec.json.decode(msgspec.json.encode(view), type=View) == view
