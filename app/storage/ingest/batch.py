"""A batch of events and sessions as the tables that the statements `batch_*.sql` read."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain

from app.domain.ingest.events import Event
from app.domain.ingest.sessions import Session, SessionChanges
from app.storage.ingest.arrow import Numbered, Table, numbers_of

_LOOK = (
    "country",
    "region",
    "city",
    "browser",
    "browser_version",
    "os",
    "os_version",
    "device",
    "screen",
    "language",
)


def tables_of(events: Sequence[Event], changes: SessionChanges) -> dict[str, Table]:
    """The tables of a batch by name; events in the order in which they are to be stored."""
    sessions = [*changes.live.values(), *changes.ended]
    pages = Numbered(
        [*(e.page for e in events), *(s.entry for s in sessions), *(s.exit for s in sessions)], by_identity=True
    )
    sources = Numbered([e.source for e in events], by_identity=True)
    looks = Numbered([*(e.look for e in events), *(s.look for s in sessions)], by_identity=True)
    utms = Numbered([*(e.utm for e in events), *(s.utm for s in sessions)], by_identity=True)
    texts = Numbered[str | None](
        list(
            chain(
                (e.title for e in events),
                (e.event_name for e in events),
                (e.event_data for e in events),
                (s.referrer_domain for s in sessions),
                (s.channel for s in sessions),
            )
        ),
        by_identity=False,
    )
    count = len(events)
    return {
        "batch_events": _events_table(
            events, pages.numbers[:count], sources.numbers, looks.numbers[:count], utms.numbers[:count], texts.numbers
        ),
        "batch_sessions": _sessions_table(
            sessions,
            len(changes.live),
            pages.numbers[count:],
            looks.numbers[count:],
            utms.numbers[count:],
            texts.numbers[3 * count :],
        ),
        "batch_replaced": _replaced_table(changes.replaced),
        "batch_pages": Table(
            {
                "number": numbers_of(len(pages.values)),
                "origin": [page.origin for page in pages.values],
                "hostname": [page.hostname for page in pages.values],
                "path": [page.path for page in pages.values],
                "tail": [page.tail for page in pages.values],
                "url": [page.url for page in pages.values],
            },
            len(pages.values),
        ),
        "batch_sources": Table(
            {
                "number": numbers_of(len(sources.values)),
                "url": [source.url for source in sources.values],
                "domain": [source.domain for source in sources.values],
            },
            len(sources.values),
        ),
        "batch_looks": Table(
            {"number": numbers_of(len(looks.values))}
            | {name: [getattr(look, name) for look in looks.values] for name in _LOOK},
            len(looks.values),
        ),
        "batch_utms": Table(
            {
                "number": numbers_of(len(utms.values)),
                "source": [utm.source for utm in utms.values],
                "medium": [utm.medium for utm in utms.values],
                "campaign": [utm.campaign for utm in utms.values],
                "term": [utm.term for utm in utms.values],
                "content": [utm.content for utm in utms.values],
            },
            len(utms.values),
        ),
        "batch_texts": Table({"number": numbers_of(len(texts.values)), "text": texts.values}, len(texts.values)),
    }


def _events_table(
    events: Sequence[Event],
    pages: array[int],
    sources: array[int],
    looks: array[int],
    utms: array[int],
    texts: array[int],
) -> Table:
    """texts: the numbers of all titles, then of all names, then of all data."""
    count = len(events)
    return Table(
        {
            "website": array("i", [e.website for e in events]),
            "at_us": array("q", [e.at_us for e in events]),
            "seq": array("Q", [e.seq for e in events]),
            "is_pageview": array("B", [e.kind == "pageview" for e in events]),
            "visitor": array("Q", [e.visitor for e in events]),
            "session": array("Q", [e.session for e in events]),
            "page": pages,
            "title": texts[:count],
            "source": sources,
            "event_name": texts[count : 2 * count],
            "event_data": texts[2 * count : 3 * count],
            "look": looks,
            "utm": utms,
            "is_bot": array("B", [e.is_bot for e in events]),
            "bot_score": array("B", [e.bot_score for e in events]),
            "bot_signals": array("B", [e.bot_signals for e in events]),
        },
        count,
    )


def _sessions_table(
    sessions: Sequence[Session], live: int, pages: array[int], looks: array[int], utms: array[int], texts: array[int]
) -> Table:
    """The first `live` of them go on. pages: of all entries, then of all exits; texts: referrers, then channels."""
    count = len(sessions)
    return Table(
        {
            "is_live": array("B", [*([1] * live), *([0] * (count - live))]),
            "website": array("i", [s.website for s in sessions]),
            "session": array("Q", [s.session for s in sessions]),
            "visitor": array("Q", [s.visitor for s in sessions]),
            "started_us": array("q", [s.started_us for s in sessions]),
            "ended_us": array("q", [s.ended_us for s in sessions]),
            "events": array("I", [s.events for s in sessions]),
            "pageviews": array("I", [s.pageviews for s in sessions]),
            "begins_with_pageview": array("B", [s.begins_with_pageview for s in sessions]),
            "has_later_referrer": array("B", [s.has_later_referrer for s in sessions]),
            "entry": pages[:count],
            "exit": pages[count:],
            "referrer_domain": texts[:count],
            "channel": texts[count:],
            "utm": utms,
            "look": looks,
            "is_steady": array("B", [s.is_steady for s in sessions]),
            "user_agent_hash": array("Q", [s.user_agent_hash for s in sessions]),
            "is_bot": array("B", [s.is_bot for s in sessions]),
            "bot_score": array("B", [s.bot_score for s in sessions]),
            "bot_signals": array("B", [s.bot_signals for s in sessions]),
        },
        count,
    )


def _replaced_table(replaced: set[tuple[int, int]]) -> Table:
    return Table(
        {
            "website": array("i", [website for website, _ in replaced]),
            "session": array("Q", [session for _, session in replaced]),
        },
        len(replaced),
    )
