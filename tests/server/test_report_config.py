"""Config of a saved report: its parameters, and invalid ones."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, get_args

import pytest

from app.domain.errors import AppError, BadRequest
from app.domain.ingest.channels import Channels
from app.domain.items.saved_reports import (
    MAX_CONFIG_BYTES,
    MAX_DESCRIPTION_LENGTH,
    REPORT_NAMES,
    ReportConfig,
    ReportType,
    check_size,
    check_texts,
    report_params,
)
from app.domain.reports.filters import DIMENSIONS
from app.resources import read_text
from app.server.reports.registry import REPORTS, ReportInput

SITE: Any = SimpleNamespace(key=1, timezone="UTC", bot_mode="balanced", segments={})
NOW = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
CHANNELS = Channels.parse(read_text("channels.toml"))
RELATIVE = ReportConfig(1, "stats", "relative")
ABSOLUTE = replace(RELATIVE, date_range_type="absolute", start_date="2026-02-10", end_date="2026-02-11")


def test_every_type_is_an_existing_report_and_every_filter_can_be_saved() -> None:
    assert set(REPORT_NAMES) == set(get_args(ReportType))
    assert set(REPORT_NAMES.values()) <= set(REPORTS)
    names = {field.name for field in fields(ReportConfig)}
    assert {name for name in names if name.startswith("filter_")} == {f"filter_{name}" for name in DIMENSIONS}


@pytest.mark.parametrize(
    ("days", "timezone", "start", "end"),
    [
        (None, None, "2026-01-31", "2026-03-01"),
        (1, None, "2026-03-01", "2026-03-01"),
        (7, "UTC", "2026-02-23", "2026-03-01"),
        (2, " America/New_York ", "2026-02-27", "2026-02-28"),
        (2, " ", "2026-02-28", "2026-03-01"),
        (365, None, "2025-03-02", "2026-03-01"),
    ],
)
def test_a_relative_range_ends_today_in_its_zone(days: int | None, timezone: str | None, start: str, end: str) -> None:
    params = report_params(replace(RELATIVE, relative_days=days, timezone=timezone), SITE, NOW)
    assert (params["start_date"], params["end_date"]) == (start, end)
    assert params.get("timezone") == ((timezone or "").strip() or None)


def test_without_a_saved_zone_today_is_that_of_the_website() -> None:
    site: Any = SimpleNamespace(timezone="America/New_York")
    assert report_params(replace(RELATIVE, relative_days=1), site, NOW)["start_date"] == "2026-02-28"


def test_saved_values_become_parameters_and_null_becomes_none() -> None:
    config = replace(
        ABSOLUTE,
        report_type="metrics",
        metric_type="country",
        compare_mode="previous_period",
        include_bots=True,
        limit=5,
        filter_country="DE,!",
    )
    assert report_params(config, SITE, NOW) == {
        "start_date": "2026-02-10",
        "end_date": "2026-02-11",
        "type": "country",
        "compare_mode": "previous_period",
        "include_bots": "true",
        "limit": "5",
        "filter_country": "DE,!",
    }
    assert report_params(replace(config, limit=None), SITE, NOW)["limit"] == "25"


@pytest.mark.parametrize(
    ("config", "message", "field"),
    [
        (replace(RELATIVE, timezone="Mars", relative_days=0), "invalid timezone", "timezone"),
        (replace(RELATIVE, relative_days=0), "relative_days must be between 1 and 365", "relative_days"),
        (replace(RELATIVE, relative_days=366), "relative_days must be between 1 and 365", "relative_days"),
        (replace(ABSOLUTE, start_date=None), "start_date is required for absolute range", "start_date"),
        (replace(ABSOLUTE, end_date=None), "end_date is required for absolute range", "end_date"),
        (replace(ABSOLUTE, start_date="soon"), "invalid start_date (expected YYYY-MM-DD)", "start_date"),
        (replace(ABSOLUTE, end_date=""), "invalid end_date (expected YYYY-MM-DD)", "end_date"),
        (replace(ABSOLUTE, end_date="2026-02-01"), "end_date must be on or after start_date", "end_date"),
        (replace(RELATIVE, report_type="metrics"), "metric_type is required for metrics reports", "metric_type"),
        (
            replace(RELATIVE, report_type="metrics", metric_type="shoe_size"),
            "invalid metric type: shoe_size",
            "metric_type",
        ),
        (
            replace(RELATIVE, report_type="attribution", goal_id="goal_x", metric_type="shoe_size"),
            "invalid type: shoe_size",
            "metric_type",
        ),
        (
            replace(ABSOLUTE, report_type="metrics", end_date="2026-02-01"),
            "end_date must be on or after start_date",
            "end_date",
        ),
        (
            replace(RELATIVE, compare_mode="custom"),
            "compare_start_date is required for custom compare",
            "compare_start_date",
        ),
        (
            replace(RELATIVE, compare_mode="previous_year", compare_end_date="x"),
            "invalid compare_end_date (expected YYYY-MM-DD)",
            "compare_end_date",
        ),
        (replace(RELATIVE, segment="seg_gone"), "there is no segment of this id", "segment"),
        (replace(RELATIVE, report_type="funnel"), "funnel_id is required", "funnel_id"),
        (replace(RELATIVE, report_type="revenue"), "goal_id parameter is required", "goal_id"),
    ],
)
def test_an_invalid_config_is_refused_by_name(config: ReportConfig, message: str, field: str) -> None:
    parse = REPORTS[REPORT_NAMES[config.report_type]]
    with pytest.raises(BadRequest) as caught:
        parse(ReportInput(report_params(config, SITE, NOW), SITE, NOW, CHANNELS))
    assert (caught.value.message, caught.value.field) == (message, field)


def test_names_are_counted_in_characters_and_kept_as_written() -> None:
    check_texts("é" * 100, None)
    for name, message in ((" ", "name must not be empty"), ("x" * 101, "name must be 100 characters or fewer")):
        with pytest.raises(BadRequest) as caught:
            check_texts(name, None)
        assert (caught.value.message, caught.value.field) == (message, "name")
    with pytest.raises(BadRequest) as caught:
        check_texts(None, "x" * (MAX_DESCRIPTION_LENGTH + 1))
    assert caught.value.field == "description"


def test_the_size_of_a_config_is_limited() -> None:
    check_size(ABSOLUTE)
    with pytest.raises(AppError) as caught:
        check_size(replace(ABSOLUTE, anchor_value="x" * MAX_CONFIG_BYTES))
    assert (caught.value.code, caught.value.field) == ("limit_exceeded", "config")
