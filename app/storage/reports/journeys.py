"""The journey report: the most frequent paths to or from an anchor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain.reports.journeys import MAX_BRANCHES, Direction, Flow, Hop, Journey, JourneyQuery, flow_of, journey_of
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection, statement
from app.storage.fragments.matching import rule_condition
from app.storage.fragments.values import Values
from app.storage.fragments.visitor_scope import visitor_id_scope
from app.storage.fragments.where import run, where

_DIRECTIONS: Mapping[Direction, Mapping[str, str]] = {
    "next": {
        "is_beyond": "position > anchored",
        "nodes": "min_by(node, position, $depth)",
        "types": "min_by(type, position, $depth)",
        "outward_nodes": "nodes",
        "outward_types": "types",
    },
    "previous": {
        "is_beyond": "position < anchored",
        "nodes": "list_reverse(max_by(node, position, $depth))",
        "types": "list_reverse(max_by(type, position, $depth))",
        "outward_nodes": "list_reverse(nodes)",
        "outward_types": "list_reverse(types)",
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
    rows = run(con, "reports/journeys/journeys", slots, values | {"branches": MAX_BRANCHES})
    total = rows[0][-1] if rows else 0
    paths = [(tuple(nodes), sessions) for nodes, sessions, _ in rows]
    report = journey_of(options, paths, total, visitor_id_scope(con, query))
    if not options.max_nodes:
        return report
    return replace(report, flow=_flow(con, options, slots, values, total))


def _flow(con: Connection, options: JourneyQuery, slots: Mapping[str, str], values: Values, total: int) -> Flow:
    rows = run(con, "reports/journeys/flow", slots, values | {"most": options.max_nodes})
    hops = (
        Hop(step, (source_type, source) if source_type else None, (target_type, target), sessions)
        for step, source_type, source, target_type, target, sessions in rows
    )
    return flow_of(options.anchor, hops, total)
