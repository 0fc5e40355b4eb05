"""The journey report: a plain function on a connection, to be run by `Database.answer`."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.reports.journeys import MAX_BRANCHES, Direction, Journey, JourneyQuery, journey_of
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection
from app.storage.fragments.matching import rule_condition
from app.storage.fragments.visitor_scope import visitor_id_scope
from app.storage.fragments.where import run, where

_SIDES: Mapping[Direction, Mapping[str, str]] = {
    "next": {"is_beyond": "place > anchored", "nearest": "min_by(node, place, $depth)"},
    "previous": {"is_beyond": "place < anchored", "nearest": "list_reverse(max_by(node, place, $depth))"},
}
_PAGES = "kind = 'pageview'"
_NODES = "(kind = 'pageview' OR event_name IS NOT NULL)"
_MERGED = "QUALIFY node IS DISTINCT FROM lag(node) OVER (PARTITION BY session ORDER BY ts, seq)"


def journey(con: Connection, query: ReportQuery, asked: JourneyQuery) -> Journey:
    """The paths of the sessions that the filters choose, from what of them lies in the range."""
    asked = asked.bounded()
    window = where(query)
    values = {**window.values, "depth": asked.max_depth, "branches": MAX_BRANCHES}
    slots = {
        **_SIDES[asked.direction],
        **window.slots,
        "anchor": rule_condition(asked.anchor.rule, values),
        "shown": _PAGES if asked.pages_only else _NODES,
        "merged": _MERGED if asked.merge_repeats else "",
    }
    rows = run(con, "reports/journeys/journeys", slots, values)
    total = rows[0][-1] if rows else 0
    paths = [(tuple(nodes), sessions) for nodes, sessions, _ in rows]
    return journey_of(asked, paths, total, visitor_id_scope(con, query))
