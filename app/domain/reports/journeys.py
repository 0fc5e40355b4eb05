"""Journeys: the paths of sessions after a page or an event, or before it.

A session's path is cut at the first place where it meets the anchor. Its nodes are the paths of pageviews, without one
`/` at the end, and the names of custom events. `app.domain.reports.matching` decides which pageviews are the anchor.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args  # Any: values of rows

from msgspec import UNSET, UnsetType

from app.domain.errors import BadRequest
from app.domain.ingest.visitors import VisitorIdScope
from app.domain.reports.matching import MATCH_TYPES, MatchRule, page_text
from app.domain.reports.periods import parse_bool
from app.domain.reports.query import Params, parse_int_within

AnchorType = Literal["page", "event"]
Direction = Literal["next", "previous"]
NodeType = Literal["page", "event", "others", "end"]

MAX_VALUE_BYTES = 500
MAX_DEPTH = 5
DEFAULT_DEPTH = 3
MAX_BRANCHES = 20
MAX_NODES = 20


@dataclass(frozen=True, slots=True)
class JourneyAnchor:
    """The page or event at which paths are cut. value: the page, or the name of the event."""

    type: AnchorType
    value: str

    @property
    def rule(self) -> MatchRule:
        """The rule that the anchor's events match."""
        return MatchRule("page_view" if self.type == "page" else "event", self.value)


@dataclass(frozen=True, slots=True)
class JourneyQuery:
    """Options of a journey: the anchor, the direction and the length of paths.

    pages_only: leave out custom events. merge_repeats: count a repeated node once. max_nodes: nodes of each step of the
    flow that have a name; 0 for no flow.
    """

    anchor: JourneyAnchor
    direction: Direction
    max_depth: int = DEFAULT_DEPTH
    pages_only: bool = False
    merge_repeats: bool = False
    max_nodes: int = 0

    def bounded(self) -> JourneyQuery:
        """Return the query with max_depth within its bound."""
        return replace(self, max_depth=min(self.max_depth, MAX_DEPTH))


@dataclass(frozen=True, slots=True)
class JourneyBranch:
    """One path, in order of time; empty where the session ends or begins with the anchor. share: fraction of all."""

    nodes: tuple[str, ...]
    sessions: int
    share: float


@dataclass(frozen=True, slots=True)
class FlowNode:
    """One place of a flow. step: distance from the anchor, which is step 0 itself.

    type: `others` stands for all further nodes of the step, `end` for the sessions that end, or begin, with the node
    before; both have no value.
    """

    step: int
    type: NodeType
    value: str | None
    sessions: int


@dataclass(frozen=True, slots=True)
class FlowLink:
    """Sessions that went on from one node to another, away from the anchor. source, target: places in the nodes."""

    source: int
    target: int
    sessions: int


@dataclass(frozen=True, slots=True)
class Flow:
    """Paths step by step: the anchor first, then by step, most sessions first, others and end last."""

    nodes: tuple[FlowNode, ...]
    links: tuple[FlowLink, ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """Sessions that went from one node to the next. source: None for the anchor. A node is its type and value."""

    step: int
    source: tuple[NodeType, str | None] | None
    target: tuple[NodeType, str | None]
    sessions: int


@dataclass(frozen=True, slots=True)
class Journey:
    """The most frequent paths, at most 20. Every session with the anchor is in one of them or in `other_sessions`.

    visitor_id_scope: `day` when visitors get a new id every day, so that no session goes past midnight UTC. flow: only
    when asked for.
    """

    anchor: JourneyAnchor
    direction: Direction
    max_depth: int
    total_anchor_sessions: int
    branches: tuple[JourneyBranch, ...]
    other_sessions: int
    visitor_id_scope: VisitorIdScope | None
    flow: Flow | UnsetType = UNSET


def parse_journey_query(params: Params) -> JourneyQuery:
    """Read the anchor, the direction and the options of the nodes."""
    anchor = parse_anchor(params.get("anchor_type"), params.get("anchor_value"))
    direction = _parse_direction(params.get("direction"))
    depth = parse_int_within("max_depth", params.get("max_depth"), default=DEFAULT_DEPTH, lowest=1, highest=MAX_DEPTH)
    pages_only = parse_bool("pages_only", params.get("pages_only")) or False
    merge_repeats = parse_bool("merge_repeats", params.get("merge_repeats")) or False
    nodes = parse_int_within("max_nodes", params.get("max_nodes"), default=0, lowest=0, highest=MAX_NODES)
    return JourneyQuery(anchor, direction, depth, pages_only, merge_repeats, nodes)


def parse_anchor(type_text: str | None, value_text: str | None) -> JourneyAnchor:
    """Read `anchor_type` and `anchor_value`; a page is returned in its shortest spelling."""
    if type_text is None:
        raise BadRequest("anchor_type is required", field="anchor_type")
    kind = next((kind for spelling, kind in MATCH_TYPES.items() if spelling == type_text.strip()), None)
    if kind is None:
        raise BadRequest("anchor_type must be either 'page' or 'event'", field="anchor_type")
    value = (value_text or "").strip()
    if not value:
        raise BadRequest("anchor_value is required", field="anchor_value")
    if len(value.encode("utf-8", "surrogatepass")) > MAX_VALUE_BYTES:
        raise BadRequest(f"anchor_value must be at most {MAX_VALUE_BYTES} characters", field="anchor_value")
    return JourneyAnchor("event", value) if kind == "event" else JourneyAnchor("page", short_page(value))


def short_page(value: str) -> str:
    """Return a page as it is shown: scheme and host in lower case, no fragment, the path without one `/` at its end.

    Of several `/` all stay: with one less it would be another page.
    """
    page = page_text(value)
    stem, query = page.stem_and_query()
    path = stem + "/" if not stem or stem.endswith("/") else stem
    return (page.origin or "") + path + query


def journey_of(
    query: JourneyQuery, paths: Iterable[tuple[tuple[str, ...], int]], total: int, scope: VisitorIdScope | None
) -> Journey:
    """Return the journey. paths: the most frequent ones with their sessions; total: sessions of all paths."""
    branches = tuple(JourneyBranch(nodes, sessions, sessions / total) for nodes, sessions in paths)
    others = total - sum(branch.sessions for branch in branches)
    return Journey(query.anchor, query.direction, query.max_depth, total, branches, others, scope)


def journey_from_hops(query: JourneyQuery, rows: Sequence[Sequence[Any]], scope: VisitorIdScope | None) -> Journey:
    """Return the journey with its flow.

    rows: step (0 for a path), path and the sessions of all paths for those of step 0, type and value of the source and
    of the target for the others, sessions.
    """
    paths = [(tuple(path), sessions) for step, path, *_, sessions in rows if not step]
    total = next((total for step, _, total, *_ in rows if not step), 0)
    hops = (
        Hop(step, (source_type, source) if source_type else None, (target_type, target), sessions)
        for step, _, _, source_type, source, target_type, target, sessions in rows
        if step
    )
    return replace(journey_of(query, paths, total, scope), flow=flow_of(query.anchor, hops, total))


def flow_of(anchor: JourneyAnchor, hops: Iterable[Hop], total: int) -> Flow:
    """Return the flow of all hops. total: sessions with the anchor."""
    hops = tuple(hops)
    sessions: dict[tuple[int, NodeType, str | None], int] = {}
    for hop in hops:
        sessions[hop.step, *hop.target] = sessions.get((hop.step, *hop.target), 0) + hop.sessions
    order = sorted(sessions, key=lambda key: (key[0], key[1] == "end", key[1] == "others", -sessions[key], key[1:]))
    places = {key: place for place, key in enumerate(order, 1)}
    nodes = (FlowNode(0, anchor.type, anchor.value, total), *(FlowNode(*key, sessions[key]) for key in order))
    links = tuple(
        FlowLink(places[hop.step - 1, *hop.source] if hop.source else 0, places[hop.step, *hop.target], hop.sessions)
        for hop in hops
    )
    return Flow(nodes, links)


def _parse_direction(text: str | None) -> Direction:
    if text is None:
        raise BadRequest("direction is required", field="direction")
    known: tuple[Direction, ...] = get_args(Direction)
    direction = next((word for word in known if word == text.strip()), None)
    if direction is None:
        raise BadRequest("direction must be either 'next' or 'previous'", field="direction")
    return direction
