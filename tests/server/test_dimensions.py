"""A breakdown is one row of DIMENSIONS: everything else about it is derived from that row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from app.domain.items.saved_reports import ReportConfig
from app.domain.reports.filters import DIMENSIONS, parse_filters
from app.domain.reports.query import parse_breakdowns, parse_metrics_query, parse_report_query
from app.server.access.endpoints import EndpointTable
from app.server.routes import TABLES
from app.server.routes.openapi import describe
from app.storage.connection import Connection
from app.storage.reports import breakdowns
from tests.histories import empty_database, f1, store

NOW = datetime(2026, 3, 5, tzinfo=UTC)
SITE: Any = SimpleNamespace(key=1, timezone="UTC", bot_mode="balanced", segments={})
METRICS = describe(EndpointTable(*TABLES).endpoints)["paths"]["/api/websites/{id}/metrics"]["get"]
PARAMETERS = {parameter["name"] for parameter in METRICS["parameters"]}


@pytest.fixture(scope="module")
def con() -> Iterator[Connection]:
    database = empty_database()
    store(database, f1())
    yield database
    database.close()


@pytest.mark.parametrize("name", DIMENSIONS)
def test_every_dimension_has_a_metric_type_a_filter_a_config_key_a_parameter_and_sql(
    con: Connection, name: str
) -> None:
    parameter = f"filter_{name}"
    assert parse_metrics_query({"type": name}).dimension is DIMENSIONS[name]
    assert [condition.dimension for condition in parse_filters({parameter: "x"})] == [DIMENSIONS[name]]
    assert parameter in {field.name for field in fields(ReportConfig)}
    assert parameter in PARAMETERS
    for params in ({}, {parameter: "x"}, {parameter: "!x"}, {parameter: "(none)"}):
        query = parse_report_query({"start_date": "2026-03-01", "end_date": "2026-03-02", **params}, SITE, NOW)
        alone = breakdowns.metrics(con, query, parse_metrics_query({"type": name}))
        assert breakdowns.first_rows(con, query, parse_breakdowns({"metrics": name})) == (alone,)
