"""Segments: their rules, their rows, and equality with their filters written out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from app.domain.errors import AppError, NotFound
from app.domain.items.segments import MAX_SEGMENTS, SEGMENTS, Segment, SegmentChange, changed, checked
from app.domain.reports.query import parse_conditions
from app.domain.websites import NewWebsite, Website, WebsiteId
from app.storage import items, websites
from app.storage.metadata import Transaction
from tests.examples import examples
from tests.oracle.random_histories import FilterCase, filters, params_of

NOW = datetime(2026, 6, 17, 3, 30, tzinfo=UTC)
GERMANS = {"filter_country": "DE"}


def segment(segment_id: str, name: str, filters: dict[str, str] = GERMANS) -> Segment:
    return Segment(segment_id, name, filters, NOW, NOW)


def website_with(segments: dict[str, dict[str, str]]) -> Website:
    facts = (1, WebsiteId("site_a"), "Shop", "example.com", "UTC", None, None, None, "off", 70, False, NOW, NOW)
    return Website(*facts, segments=segments)


@pytest.fixture
def site(con: Transaction) -> Website:
    return websites.add(con, NewWebsite("Shop", "example.com"), WebsiteId("site_a"), NOW)


def test_segments_are_read_as_they_were_written_by_name(con: Transaction, site: Website) -> None:
    readers = items.add(con, site.key, SEGMENTS, checked(segment("seg_1", " readers ", {"filter_page": "/blog/*,\\,"})))
    assert readers.name == "readers"
    buyers = items.add(con, site.key, SEGMENTS, segment("seg_2", "Buyers"))
    assert items.all_items(con, site.key, SEGMENTS) == (buyers, readers)
    assert items.all_items(con, site.key + 1, SEGMENTS) == ()
    assert websites.all_websites(con)[0].segments == {"seg_1": readers.filters, "seg_2": GERMANS}


def test_a_change_keeps_fields_it_does_not_name(con: Transaction, site: Website) -> None:
    first = items.add(con, site.key, SEGMENTS, segment("seg_1", "Germans"))
    later = NOW + timedelta(hours=1)
    rename = SegmentChange(name="Germany")
    renamed = items.change(con, site.key, SEGMENTS, "seg_1", lambda known: changed(known, rename, later))
    assert renamed == replace(first, name="Germany", updated_at=later)
    austrians = SegmentChange(filters={"filter_country": "AT"})
    filtered = items.change(con, site.key, SEGMENTS, "seg_1", lambda known: changed(known, austrians, later))
    assert items.all_items(con, site.key, SEGMENTS) == (filtered,)
    assert (filtered.name, filtered.filters) == ("Germany", austrians.filters)


def test_a_segment_of_another_website_is_refused(con: Transaction, site: Website) -> None:
    items.add(con, site.key, SEGMENTS, segment("seg_1", "Germans"))
    other = site.key + 1
    for ask in (
        lambda: items.require(con, other, SEGMENTS, "seg_1"),
        lambda: items.change(con, other, SEGMENTS, "seg_1", lambda known: known),
        lambda: items.delete(con, other, SEGMENTS, "seg_1"),
    ):
        with pytest.raises(NotFound, match="Segment not found"):
            ask()
    assert len(items.all_items(con, site.key, SEGMENTS)) == 1


def test_segments_are_deleted_with_their_website(con: Transaction, site: Website) -> None:
    items.add(con, site.key, SEGMENTS, segment("seg_1", "Germans"))
    items.add(con, site.key + 1, SEGMENTS, segment("seg_2", "Germans"))
    websites.delete(con, site.key)
    assert items.by_website(con, SEGMENTS) == {site.key + 1: (segment("seg_2", "Germans"),)}


@pytest.mark.parametrize(
    ("name", "filters", "code", "field"),
    [
        ("  ", GERMANS, "bad_request", "name"),
        ("x" * 101, GERMANS, "bad_request", "name"),
        ("Germans", GERMANS, "duplicate_name", "name"),
        ("x", {}, "bad_request", "filters"),
        ("x", {"filter_page": ""}, "bad_request", "filters"),
        ("x", {"country": "DE"}, "bad_request", "filters"),
        ("x", {"filter_mood": "good"}, "bad_request", "filters"),
        ("x", {"filter_event_data": "x"}, "bad_request", "filters"),
        ("x", {"segment": "seg_1"}, "bad_request", "filters"),
        ("x", {"filter_country": "Germany"}, "bad_request", "filter_country"),
        ("x", {"filter_city": "x" * 513}, "bad_request", "filter_city"),
        ("x", {"filter_city": "x" * 16_384}, "limit_exceeded", "filters"),
    ],
)
def test_an_invalid_segment_is_refused(name: str, filters: dict[str, str], code: str, field: str) -> None:
    with pytest.raises(AppError) as refused:
        SEGMENTS.check_name(checked(segment("seg_2", name, filters)).name, "seg_2", [segment("seg_1", "Germans")])
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_website_may_have_a_hundred_segments_and_change_each(con: Transaction, site: Website) -> None:
    for number in range(MAX_SEGMENTS):
        items.add(con, site.key, SEGMENTS, segment(f"seg_{number}", f"S{number}"))
    renamed = items.change(con, site.key, SEGMENTS, "seg_0", lambda known: replace(known, name="other"))
    assert renamed.name == "other"
    assert items.change(con, site.key, SEGMENTS, "seg_0", lambda known: known) == renamed
    with pytest.raises(AppError) as refused:
        items.add(con, site.key, SEGMENTS, segment("seg_new", "new"))
    assert (refused.value.code, refused.value.field) == ("limit_exceeded", "segments")


def test_a_report_names_an_existing_segment() -> None:
    site = website_with({"seg_1": GERMANS})
    conditions = parse_conditions({"segment": "seg_1", "filter_country": "AT"}, site)
    assert [condition.values for condition in conditions] == [("DE",), ("AT",)]
    for unknown in ("seg_2", ""):
        with pytest.raises(AppError) as refused:
            parse_conditions({"segment": unknown}, site)
        assert (refused.value.code, refused.value.field) == ("bad_request", "segment")


@examples(100)
@given(filters(), filters())
def test_a_segment_equals_its_filters_written_out(kept: list[FilterCase], own: list[FilterCase]) -> None:
    names = {item.name for item in kept}
    apart = [item for item in own if item.name not in names]
    site = website_with({"seg": params_of(kept)})
    asked = parse_conditions({"segment": "seg", **params_of(apart)}, site)
    assert Counter(asked) == Counter(parse_conditions(params_of([*kept, *apart]), site))


@examples(100)
@given(filters(), filters())
def test_filters_and_a_segment_apply_together(kept: list[FilterCase], own: list[FilterCase]) -> None:
    site = website_with({"seg": params_of(kept)})
    asked = parse_conditions({"segment": "seg", **params_of(own)}, site)
    assert asked == (*parse_conditions(params_of(kept), site), *parse_conditions(params_of(own), site))
