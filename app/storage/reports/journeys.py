"""The journey report: the most frequent paths to or from an anchor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain.ingest.visitors import VisitorIdScope
from app.domain.reports.journeys import MAX_BRANCHES, Direction, Hop, Journey, JourneyQuery, flow_of, journey_of
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
    if not options.max_nodes:
        rows = run(con, "reports/journeys/journeys", slots, values)
        return _journey(options, rows, scope)
    rows = run(con, "reports/journeys/flow", slots, values | {"most": options.max_nodes})
    paths = [(path, sessions, total) for step, path, total, *_, sessions in rows if not step]
    report = _journey(options, paths, scope)
    hops = (
        Hop(step, (source_type, source) if source_type else None, (target_type, target), sessions)
        for step, _, _, source_type, source, target_type, target, sessions in rows
        if step
    )
    return replace(report, flow=flow_of(options.anchor, hops, report.total_anchor_sessions))


def _journey(options: JourneyQuery, rows: Sequence[tuple[Any, ...]], scope: VisitorIdScope | None) -> Journey:
    """Return the journey without its flow. rows: of reports/journeys/journeys."""
    total = rows[0][-1] if rows else 0
    return journey_of(options, [(tuple(nodes), sessions) for nodes, sessions, _ in rows], total, scope)
