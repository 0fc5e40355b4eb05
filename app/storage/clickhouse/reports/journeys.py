"""The journey report of ClickHouse: the most frequent paths to or from an anchor."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.reports.journeys import MAX_BRANCHES, Direction, Journey, JourneyQuery, journey_from_hops, journey_of
from app.domain.reports.query import ReportQuery
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports.matching import EVENT_PAGE
from app.storage.clickhouse.reports.visitor_scope import visitor_id_scope
from app.storage.clickhouse.reports.where import run, scope, session_events
from app.storage.connection import statement
from app.storage.fragments.matching import rule_condition

_DIRECTIONS: Mapping[Direction, Mapping[str, str]] = {
    "next": {
        "beyond": "arraySlice(arrayFilter(place -> (place.1, place.2, place.3) > anchored, nodes), 1, $depth)",
        "turned": "identity",
    },
    "previous": {
        "beyond": "arraySlice(arrayFilter(place -> (place.1, place.2, place.3) < anchored, nodes), -$depth)",
        "turned": "arrayReverse",
    },
}
_PAGES = "kind = 'pageview'"
_NODES = "(kind = 'pageview' OR event_name != '')"
# A repeat is a node of the name of the one before it; the first one has none before it.
_MERGED = (
    "arrayFilter((place, before) -> concat('.', place.5) != before, every_node, arraySlice("
    "arrayPushFront(arrayMap(place -> concat('.', place.5), every_node), ''), 1, length(every_node)))"
)


def journey(con: ClickHouse, query: ReportQuery, options: JourneyQuery) -> Journey:
    """Return the paths of the sessions that match the filters, from their events in the range."""
    options = options.bounded()
    window = scope(con, query)
    values = {**window.values, "depth": options.max_depth}
    anchor = rule_condition(options.anchor.rule, values, window.letters, EVENT_PAGE)
    visitors = statement("clickhouse/journeys/visitors").format(**window.slots, anchor=anchor)
    slots = {
        **window.slots,
        **_DIRECTIONS[options.direction],
        "anchor": anchor,
        "is_node": _PAGES if options.pages_only else _NODES,
        "merged": _MERGED if options.merge_repeats else "every_node",
        "session_events": session_events(visitors=f"visitor IN ({visitors})"),
    }
    slots["paths"] = statement("clickhouse/journeys/paths").format(**slots)
    values["branches"] = MAX_BRANCHES
    lifetime = visitor_id_scope(con, query)
    if options.max_nodes:
        rows = run(con, "journeys/flow", slots, values | {"most": options.max_nodes})
        return journey_from_hops(options, rows, lifetime)
    rows = run(con, "journeys/journeys", slots, values)
    paths = [(tuple(nodes), sessions) for nodes, sessions, _ in rows]
    return journey_of(options, paths, rows[0][-1] if rows else 0, lifetime)
