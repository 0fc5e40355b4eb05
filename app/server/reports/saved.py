"""Saved reports: the call that a config stands for, and its run."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import UNSET

from app.domain.ingest.channels import Channels
from app.domain.items.saved_reports import REPORT_NAMES, ReportConfig, ReportRun, report_params, with_compare
from app.domain.websites import Website
from app.server.reports.registry import REPORTS, ReportCall, ReportInput


def call_of(config: ReportConfig, website: Website, now: datetime, channels: Channels) -> ReportCall:
    """Return the report that a config describes. now: aware. Raises BadRequest, naming the key at fault."""
    given = ReportInput(report_params(config, website, now), website, now, channels)
    return REPORTS[REPORT_NAMES[config.report_type]](given)


def run_of(reply: Any, config: ReportConfig, report_id: str | None, now: datetime) -> ReportRun:  # Any: its own type
    """Return the run of a config whose report replied. report_id: None for a preview."""
    parts = {name: getattr(reply, name, UNSET) for name in ("data", "compare", "pagination", "annotations")}
    compare = None if parts["compare"] is UNSET else parts["compare"]
    data = with_compare(parts["data"], compare)
    return ReportRun(report_id, config, now, data, compare, parts["pagination"], parts["annotations"])
