"""Session rule: exact for every event, with any batches."""

from __future__ import annotations

from copy import copy
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.events import Event
from app.domain.ingest.sessions import IDLE_LIMIT, Numbering, Session, VisitorKey, assign, begin, session_id
from tests.histories import event_of, row_of

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
SITE = "site_test"


def event(
    at: datetime, visitor: int = 1, kind: str = "pageview", path: str = "/", seq: int = 0, **more: object
) -> Event:
    values = {"website": 1, "ts": at, "seq": seq, "kind": kind, "visitor": visitor, "session": 0, "origin": ""}
    values |= {"path": path, "query_and_fragment": "", "is_bot": False, "bot_score": 0, "bot_signals": 0}
    return event_of(values | dict.fromkeys(("title", "event_name", "event_data")) | more)


def start(first: Event) -> Session:
    return begin(first, SITE, "Direct")


def sessions_of(events: list[Event], known: dict[VisitorKey, Session] | None = None) -> list[Session]:
    changes = assign(events, known or {}, start, numbering=Numbering(1))
    return [*changes.ended, *changes.live.values()]


def test_the_session_id_equals_its_published_vector() -> None:
    first = event(datetime.fromtimestamp(1767225600, UTC), 0x0123456789ABCDEF, path="/home")
    assert f"{session_id(first, SITE):016x}" == "b0c920f8b57a0320"


def test_an_event_just_inside_thirty_minutes_continues_and_one_exactly_then_starts_anew() -> None:
    inside = sessions_of([event(NOON), event(NOON + IDLE_LIMIT - timedelta(microseconds=1))])
    assert [session.events for session in inside] == [2]
    exactly = sessions_of([event(NOON), event(NOON + IDLE_LIMIT)])
    assert [session.events for session in exactly] == [1, 1]


def test_entry_and_exit_are_pageviews_even_when_an_event_came_first_and_last() -> None:
    minute = timedelta(minutes=1)
    (session,) = sessions_of(
        [
            event(NOON, kind="event", path="/late-script"),
            event(NOON + minute, path="/in"),
            event(NOON + 2 * minute, path="/out"),
            event(NOON + 3 * minute, kind="event", path="/click"),
        ]
    )
    assert (session.entry.path, session.exit.path) == ("/in", "/out")
    assert (session.events, session.pageviews) == (4, 2)
    assert session.ended_at - session.started_at == 3 * minute


def test_a_session_of_events_alone_enters_and_exits_with_them() -> None:
    (session,) = sessions_of([event(NOON, kind="event", path="/a"), event(NOON, kind="event", path="/b")])
    assert (session.entry.path, session.exit.path, session.pageviews) == ("/a", "/b", 0)


def test_one_bot_event_makes_a_bot_session_with_the_highest_score() -> None:
    (session,) = sessions_of(
        [
            event(NOON, bot_score=25, bot_signals=2),
            event(NOON, is_bot=True, bot_score=90, bot_signals=1),
            event(NOON, bot_score=0),
        ]
    )
    assert (session.is_bot, session.bot_score, session.bot_signals) == (True, 90, 1)


def test_a_session_is_uniform_until_an_event_has_another_place_or_device() -> None:
    for name in ("country", "city", "browser_version", "screen", "language"):
        same, other = event(NOON, **{name: "x"}), event(NOON, **{name: "y"})
        assert [session.is_uniform for session in sessions_of([same, copy(same)])] == [True]
        assert [session.is_uniform for session in sessions_of([same, other, copy(same)])] == [False]


def test_a_session_records_its_start_and_a_later_referrer() -> None:
    plain, named = event(NOON, kind="event"), event(NOON, referrer_domain="example.org")
    (first,) = sessions_of([named, plain])
    (later,) = sessions_of([copy(plain), copy(named), copy(plain)])
    assert (first.begins_with_pageview, first.has_later_referrer) == (True, False)
    assert (later.begins_with_pageview, later.has_later_referrer) == (False, True)


def test_the_source_of_a_visit_is_the_first_that_any_of_its_events_names() -> None:
    plain, named, tagged = (
        event(NOON),
        event(NOON, referrer_domain="example.org"),
        event(NOON, referrer_domain="mail.example", utm_source=" letter "),
    )
    blank = event(NOON, referrer_domain="blank.example", utm_source=" ")
    visits = ([plain], [plain, named, tagged], [tagged, named], [blank])
    sources = [sessions_of([copy(one) for one in visit])[0].source for visit in visits]
    assert sources == [None, "example.org", "letter", "blank.example"]


def test_a_small_clock_step_back_keeps_the_session_and_a_large_one_starts_another() -> None:
    (session,) = sessions_of([event(NOON), event(NOON - timedelta(minutes=10))])
    assert (session.started_at, session.ended_at) == (NOON - timedelta(minutes=10), NOON)
    assert len(sessions_of([event(NOON), event(NOON - timedelta(hours=1))])) == 2


def test_assigning_events_leaves_the_given_sessions_unchanged() -> None:
    first = assign([event(NOON)], {}, start, numbering=Numbering(1))
    before = copy(first.live[1, 1])
    second = assign([event(NOON + timedelta(minutes=1))], first.live, start, numbering=Numbering(2))
    assert first.live[1, 1] == before
    assert second.live[1, 1].events == 2
    assert second.replaced == {(1, before.session_number)}


histories = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 45 * 60), st.sampled_from(["pageview", "event"])), max_size=40
)


@given(histories, st.lists(st.integers(1, 7), max_size=20))
def test_batches_of_any_size_make_the_sessions_of_one_event_after_another(
    steps: list[tuple[int, int, str]], sizes: list[int]
) -> None:
    at, events = NOON, []
    for number, (visitor, gap_s, kind) in enumerate(steps):
        at += timedelta(seconds=gap_s)
        events.append(event(at, visitor, kind, f"/{number}", number))
    naive = _naive(events)

    known: dict[VisitorKey, Session] = {}
    numbering = Numbering(1)
    finished: list[Session] = []
    rest = list(events)
    for size in [*sizes, len(rest)]:
        batch, rest = rest[:size], rest[size:]
        changes = assign(batch, known, start, numbering=numbering)
        finished += changes.ended
        known.update(changes.live)
    sessions = {
        s.session: (s.visitor, s.started_at, s.ended_at, s.events, s.pageviews) for s in [*finished, *known.values()]
    }
    assert sorted(sessions.values(), key=str) == sorted(naive, key=str)
    assert all(one.session in sessions for one in events)
    assert len({row_of(one) for one in events}) == len(events)
    assert len({one.session_number for one in events}) == len(sessions)
    assert len({(one.visitor, one.visitor_number) for one in events}) == len({one.visitor for one in events})


def _naive(events: list[Event]) -> list[tuple[object, ...]]:
    groups: dict[int, list[list[Event]]] = {}
    for one in events:
        runs = groups.setdefault(one.visitor, [])
        if runs and one.ts - runs[-1][-1].ts < IDLE_LIMIT:
            runs[-1].append(one)
        else:
            runs.append([one])
    return [
        (visitor, run[0].ts, run[-1].ts, len(run), sum(one.kind == "pageview" for one in run))
        for visitor, runs in groups.items()
        for run in runs
    ]
