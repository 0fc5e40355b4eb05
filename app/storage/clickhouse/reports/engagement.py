"""Heat map of the week and times on pages in ClickHouse."""

from __future__ import annotations

from app.domain.reports.engagement import HeatMap, PageTimesReport
from app.domain.reports.filters import DIMENSIONS
from app.domain.reports.periods import offset_spans
from app.domain.reports.query import Page, ReportQuery
from app.storage.answers.engagement import Times, heat_map_of, page_times_report, span_values
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports.where import run, scope, search_condition

_OF_A_BOT = "max(is_bot) OVER (PARTITION BY visitor, started_at)"


def heat_map(con: ClickHouse, query: ReportQuery) -> HeatMap:
    """Return pageviews and visitors by the hour of the week on the clocks of the query's zone."""
    spans = offset_spans(query.period)
    if not spans:  # no event can be in the period
        return heat_map_of(query, spans, [])
    window = scope(con, query)
    rows = run(con, "engagement/heat_map", window.slots, window.values | span_values(spans))
    return heat_map_of(query, spans, [(row[0], row[1], row[2], row[3], row[4], row[5]) for row in rows])


def page_times(con: ClickHouse, query: ReportQuery, page: Page) -> PageTimesReport:
    """Return one page of the times on pages. Sessions of bots have none unless the query includes bots."""
    window = scope(con, query)
    values = window.values | {"limit": page.limit, "offset": page.offset}
    slots = {
        **window.slots,
        "is_left_out": "false" if query.include_bots else _OF_A_BOT,
        "value_condition": search_condition(con, window, DIMENSIONS["page"], page.search, values),
        "sort": f"{page.sort} {page.order}",
    }
    all_pages: Times = (0, 0, None, None)
    rows: list[tuple[str, Times]] = []
    total = 0
    for is_all, path, pageviews, timed, mean, median, count in run(con, "engagement/page_times", slots, values):
        total = count
        if is_all:
            all_pages = (pageviews, timed, mean, median)
        else:
            rows.append((path, (pageviews, timed, mean, median)))
    return page_times_report(page, rows, all_pages, total)
