"""Heat map of the week and times on pages."""

from __future__ import annotations

from dataclasses import replace

from app.domain.reports.engagement import HeatMap, PageTimesReport
from app.domain.reports.periods import offset_spans
from app.domain.reports.query import Page, ReportQuery
from app.storage.answers.engagement import heat_map_of, page_times_report, span_values
from app.storage.connection import Connection
from app.storage.fragments.where import run, search_condition, where


def heat_map(con: Connection, query: ReportQuery) -> HeatMap:
    """Return pageviews and visitors by the hour of the week on the clocks of the query's zone."""
    window, spans = where(con, query), offset_spans(query.period)
    rows = run(con, "reports/engagement/heat_map", window.slots, {**window.values, **span_values(spans)})
    return heat_map_of(query, spans, [(row[0], row[1], row[2], row[3], row[4], row[5]) for row in rows])


def page_times(con: Connection, query: ReportQuery, page: Page) -> PageTimesReport:
    """Return one page of the times on pages. Sessions of bots have none unless the query includes bots."""
    window = where(con, query)
    values = {**window.values}
    unfiltered = where(con, replace(query, conditions=()))
    until = run(con, "reports/engagement/sessions_last_end", unfiltered.slots, unfiltered.values)[0][0]
    slots = {
        **window.slots,
        "value_condition": search_condition(page.search, values),
        "sort": f"{page.sort} {page.order}",
    }
    values |= {"until": until, "limit": page.limit, "offset": page.offset}
    rows = run(con, "reports/engagement/page_times", slots, values)
    total, *all_pages = rows[0][-5:]
    paths = [(path, (pageviews, timed, mean, median)) for path, pageviews, timed, mean, median, *_ in rows]
    shown = [row for row in paths if row[0] is not None]
    return page_times_report(page, shown, (all_pages[0], all_pages[1], all_pages[2], all_pages[3]), total)
