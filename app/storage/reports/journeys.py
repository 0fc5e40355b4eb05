"""The journey report: the most frequent paths to or from an anchor."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.reports.journeys import MAX_BRANCHES, Direction, Journey, JourneyQuery, journey_from_hops, journey_of
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection, statement
from app.storage.fragments.matching import rule_condition
from app.storage.fragments.visitor_scope import visitor_id_scope
from app.storage.fragments.where import run, where

_DIRECTIONS: Mapping[Direction, Mapping[str, str]] = {
    "next": {
        "is_beyond": "position > anchored",
        "nodes": "min_by(node, position, $depth)",
        "tagged": "min_by(tagged, position, $depth)",
        "outward": "tagged",
    },
    "previous": {
        "is_beyond": "position < anchored",
        "nodes": "list_reverse(max_by(node, position, $depth))",
        "tagged": "list_reverse(max_by(tagged, position, $depth))",
        "outward": "list_reverse(tagged)",
    },
}
_PAGES = "kind = 'pageview'"
_NODES = "(kind = 'pageview' OR event_name IS NOT NULL)"
_MERGED = "QUALIFY node IS DISTINCT FROM lag(node) OVER (PARTITION BY session ORDER BY ts, seq)"


def journey(con: Connection, query: ReportQuery, options: JourneyQuery) -> Journey:
    """Return the paths of the sessions that match the filters, from their events in the range."""
    options = options.bounded()
    window = where(con, query)
    values = {**window.values, "depth": options.max_depth}
    slots = {
        **_DIRECTIONS[options.direction],
        **window.slots,
        "anchor": rule_condition(options.anchor.rule, values, window.letters),
        "is_node": _PAGES if options.pages_only else _NODES,
        "merged": _MERGED if options.merge_repeats else "",
    }
    slots["paths"] = statement("reports/journeys/paths").format(**slots)
    values["branches"] = MAX_BRANCHES
    scope = visitor_id_scope(con, query)
    if options.max_nodes:
        rows = run(con, "reports/journeys/flow", slots, values | {"most": options.max_nodes})
        return journey_from_hops(options, rows, scope)
    rows = run(con, "reports/journeys/journeys", slots, values)
    paths = [(tuple(nodes), sessions) for nodes, sessions, _ in rows]
    return journey_of(options, paths, rows[0][-1] if rows else 0, scope)
