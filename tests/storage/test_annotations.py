"""Annotations: days and times, invalid values, and the bucket of a series that each belongs to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import AppError, NotFound
from app.domain.items.annotations import (
    ANNOTATIONS,
    MAX_ANNOTATIONS,
    Annotation,
    AnnotationChange,
    NewAnnotation,
    annotations_in,
    changed,
    new_annotation,
)
from app.domain.reports.periods import Period, buckets
from app.storage import items, websites
from app.storage.connection import Connection

NOW = datetime(2026, 6, 17, 3, 30, tzinfo=UTC)
BERLIN = "Europe/Berlin"


def note(note_id: str, day: str, time: str | None = None, zone: str | None = None, text: str = "Launch") -> Annotation:
    return replace(new_annotation(NewAnnotation(day, text, time, zone), BERLIN, NOW), id=note_id)


@pytest.mark.parametrize(
    ("day", "time", "zone", "at"),
    [
        ("2026-06-17", None, None, None),
        ("2026-06-17", "09:00", None, "2026-06-17 07:00"),
        ("2026-06-17", "09:00", "UTC", "2026-06-17 09:00"),
        ("2026-6-7", "00:00", "America/New_York", "2026-06-07 04:00"),
        ("2026-03-29", "02:30", None, "2026-03-29 01:30"),  # skipped: the clocks went from 2 to 3
        ("2026-10-25", "02:30", None, "2026-10-25 00:30"),  # twice: the first
    ],
)
def test_a_time_is_in_its_own_zone_or_that_of_the_website(
    day: str, time: str | None, zone: str | None, at: str | None
) -> None:
    annotation = note("note_1", day, time, zone)
    assert annotation.at == (None if at is None else datetime.fromisoformat(at).replace(tzinfo=UTC))
    assert annotation.timezone == (None if time is None else zone or BERLIN)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (NewAnnotation("2026-02-30", "x"), "date"),
        (NewAnnotation("", "x"), "date"),
        (NewAnnotation("2026-06-17", "x", "9:00"), "time"),
        (NewAnnotation("2026-06-17", "x", "24:00"), "time"),
        (NewAnnotation("2026-06-17", "x", ""), "time"),
        (NewAnnotation("2026-06-17", "x", "09:00", "Mars/Base"), "timezone"),
        (NewAnnotation("2026-06-17", "x", None, BERLIN), "timezone"),
        (NewAnnotation("2026-06-17", " "), "text"),
        (NewAnnotation("2026-06-17", "x" * 501), "text"),
    ],
)
def test_an_invalid_annotation_is_refused_naming_the_field(values: NewAnnotation, field: str) -> None:
    with pytest.raises(AppError) as refused:
        new_annotation(values, BERLIN, NOW)
    assert (refused.value.code, refused.value.field) == ("bad_request", field)


def test_a_change_keeps_fields_it_does_not_name() -> None:
    known = note("note_1", "2026-06-17", "09:00", "UTC")
    later = NOW + timedelta(hours=1)
    assert changed(known, AnnotationChange(text=" Relaunch "), BERLIN, later) == replace(
        known, text="Relaunch", updated_at=later
    )
    moved = changed(known, AnnotationChange(date="2026-06-18"), BERLIN, later)
    assert (moved.time, moved.timezone, moved.at) == ("09:00", "UTC", datetime(2026, 6, 18, 9, tzinfo=UTC))
    whole = changed(known, AnnotationChange(time=None), BERLIN, later)
    assert (whole.time, whole.timezone, whole.at) == (None, None, None)
    timed = changed(whole, AnnotationChange(time="10:00"), BERLIN, later)
    assert (timed.timezone, timed.at) == (BERLIN, datetime(2026, 6, 17, 8, tzinfo=UTC))


def test_each_annotation_belongs_to_the_bucket_of_its_day_or_moment() -> None:
    tokyo = Period(date(2026, 6, 17), date(2026, 6, 18), ZoneInfo("Asia/Tokyo"))
    notes = [
        note("note_late", "2026-06-17", "23:30", "UTC"),  # 8:30 on the next day in Tokyo
        note("note_day", "2026-06-17"),
        note("note_before", "2026-06-16"),
        note("note_after", "2026-06-18", "16:00", "UTC"),  # the 19th in Tokyo
    ]
    days = annotations_in(tokyo, buckets(tokyo, "day"), notes)
    assert [(item.id, item.bucket) for item in days] == [("note_day", "2026-06-17"), ("note_late", "2026-06-18")]
    hours = annotations_in(tokyo, buckets(tokyo, "hour"), notes)
    assert [item.bucket for item in hours] == ["2026-06-16T15:00:00Z", "2026-06-17T23:00:00Z"]
    assert {item.bucket for item in annotations_in(tokyo, buckets(tokyo, "month"), notes)} == {"2026-06"}


def test_annotations_are_read_as_they_were_written_in_order(con: Connection) -> None:
    late = items.add(con, 1, ANNOTATIONS, note("note_1", "2026-06-17", "18:00"))
    day = items.add(con, 1, ANNOTATIONS, note("note_2", "2026-06-17"))
    first = items.add(con, 1, ANNOTATIONS, note("note_3", "2025-06-17", text="'; DROP TABLE annotations; --"))
    assert items.all_items(con, 1, ANNOTATIONS) == (first, day, late)
    to_2024 = AnnotationChange(date="2024-01-01")
    moved = items.change(con, 1, ANNOTATIONS, "note_1", lambda known: changed(known, to_2024, BERLIN, NOW))
    items.delete(con, 1, ANNOTATIONS, "note_2")
    assert items.all_items(con, 1, ANNOTATIONS) == (moved, first)
    for ask in (
        lambda: items.require(con, 2, ANNOTATIONS, "note_1"),
        lambda: items.change(con, 2, ANNOTATIONS, "note_1", lambda known: known),
        lambda: items.delete(con, 2, ANNOTATIONS, "note_1"),
    ):
        with pytest.raises(NotFound, match="Annotation not found"):
            ask()
    websites.delete(con, 1)
    assert items.all_items(con, 1, ANNOTATIONS) == ()


def test_a_website_may_have_a_thousand_annotations() -> None:
    ANNOTATIONS.check_room(MAX_ANNOTATIONS - 1)
    with pytest.raises(AppError) as refused:
        ANNOTATIONS.check_room(MAX_ANNOTATIONS)
    assert (refused.value.code, refused.value.field) == ("limit_exceeded", "annotations")
