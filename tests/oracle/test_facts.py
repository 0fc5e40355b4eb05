"""Random histories: reports from facts equal reports from events, and plain counting, whatever became of the facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.bot_recompute import RecomputeJob
from app.domain.ids import WebsiteKey
from app.domain.imports.jobs import Import
from app.domain.ingest.events import Event
from app.domain.items.bot_rules import BotRule, BotRules
from app.domain.reports.filters import DIMENSIONS
from app.domain.reports.periods import Comparison, Period
from app.domain.reports.query import MetricsQuery, ReportQuery
from app.domain.reports.request import Granularity
from app.storage.bots import recompute
from app.storage.connection import Connection
from app.storage.facts.making import MakingStep, facts_of_days, is_unchanged, keep, next_step
from app.storage.ingest.data_retention import delete_oldest
from app.storage.ingest.events import end_sessions
from app.storage.reports import breakdowns, overview
from tests.examples import TIMES, examples
from tests.fact_worth import make_always, read_always
from tests.histories import event, store
from tests.importing import add_import, sessions_of, staged, store_import, undo_import
from tests.oracle.counting import Counter, in_order

SITE = WebsiteKey(1)
START = datetime(2026, 3, 26, tzinfo=UTC)  # clocks change on 29 March in Europe
DAYS = 7
ZONES = ("UTC", "Europe/Warsaw", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia")
WORDS = (None, "x", "y")
TABLES = (
    "events",
    "sessions",
    "sessions_live",
    "client_visitors",
    "fact_ranges",
    "facts",
    "recomputed_events",
    "imports",
)


@dataclass(frozen=True)
class Visit:
    """Events of one visitor. minutes: since START, of the first; gaps: minutes between them; rows: their values."""

    minutes: int
    person: int
    is_lasting: bool
    gaps: tuple[int, ...]
    rows: tuple[tuple[str, str | None, str, bool], ...]  # path, word, kind, is_bot


rows = st.tuples(
    st.sampled_from(["/", "/a", "/b"]),
    st.sampled_from(WORDS),
    st.sampled_from(["pageview", "pageview", "event"]),
    st.sampled_from([False, False, False, True]),
)
# Half of the visits begin shortly before a midnight of some zone.
begins = st.integers(0, DAYS * 1440 - 1) | st.builds(
    lambda day, hour, before: max(0, 1440 * day + hour - before),
    st.integers(0, DAYS - 1),
    st.sampled_from([0, 150, 600, 1095, 1320, 1380]),
    st.integers(0, 70),
)
visits = st.builds(
    lambda minutes, person, is_lasting, gaps, rows: Visit(minutes, person, is_lasting, tuple(gaps), tuple(rows)),
    begins,
    st.integers(1, 3),
    st.booleans(),
    st.lists(st.integers(1, 40), max_size=5),
    st.lists(rows, min_size=6, max_size=6),
)
batches = st.tuples(st.just("store"), st.lists(visits, min_size=1, max_size=6))
steps = st.one_of(
    batches,
    st.tuples(st.just("end"), st.integers(1, DAYS * 24)),
    st.tuples(st.just("make"), st.integers(1, 4)),
    st.tuples(st.just("make"), st.integers(1, 4)),
    st.tuples(st.just("kill"), st.none()),
    st.tuples(st.just("late"), visits),
    st.tuples(st.just("zone"), st.sampled_from(ZONES)),
    st.tuples(st.just("policy"), st.booleans()),
    st.tuples(st.just("recompute"), st.sampled_from(["/", "/a", "/b"])),
    st.tuples(st.just("delete"), st.none()),
    st.tuples(st.just("take"), st.lists(visits, min_size=1, max_size=4)),
    st.tuples(st.just("take"), st.lists(visits, min_size=1, max_size=4)),
    st.tuples(st.just("give_back"), st.none()),
    st.tuples(st.just("retention"), st.integers(1, 3 * 24)),
)


@pytest.fixture(autouse=True, scope="module")
def _always() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        read_always(patch)
        make_always(patch)
        yield


class World:
    """A website whose facts are made, killed and deleted while events come."""

    def __init__(self, con: Connection, zone: str) -> None:
        self.con = con
        self.zone = zone
        self.includes_bots = False
        self.now = START
        self.events: list[Event] = []
        self.is_cut = False
        self._number = 0
        self._imports: list[tuple[Import, list[Event]]] = []

    def step(self, name: str, argument: Any) -> None:
        getattr(self, name)(argument)

    def store(self, batch: list[Visit]) -> None:
        events = [item for visit in batch for item in self._events(visit)]
        self.con.begin()
        self.events += store(self.con, events)
        self.con.execute(
            "INSERT INTO client_visitors SELECT DISTINCT website, visitor, 'id' FROM all_sessions "
            "WHERE visitor_id < 10 AND visitor NOT IN (FROM client_visitors SELECT visitor)"
        )
        self.con.commit()
        self.now = max([self.now, *(item.ts for item in events)])

    def _events(self, visit: Visit) -> Iterator[Event]:
        at = START + timedelta(minutes=visit.minutes)
        for gap, (path, word, kind, is_bot) in zip((0, *visit.gaps), visit.rows, strict=False):
            self._number += 1
            at += timedelta(minutes=gap)
            ts = at + timedelta(milliseconds=self._number)
            visitor = visit.person if visit.is_lasting else 10 * (ts - START).days + 10 + visit.person
            values: dict[str, Any] = {"referrer_domain": word, "country": word, "title": word, "utm_source": word}
            name = "signup" if kind == "event" else None
            yield event(ts, visitor, path, kind=kind, is_bot=is_bot, event_name=name, **values)

    def late(self, visit: Visit) -> None:
        self.store([visit])

    def take(self, batch: list[Visit]) -> None:
        """Import events, whose visitors are others than all before."""
        events = [item for visit in batch for item in self._events(visit)]
        for item in events:
            item.visitor += 1_000 * self._number
        source = staged(events)
        job = store_import(self.con, add_import(self.con), source)
        source.close()
        sessions_of(events)
        self._imports.append((job, events))
        self.events += events

    def give_back(self, _: None) -> None:
        """Undo an import."""
        if not self._imports:
            return
        job, events = self._imports.pop(0)
        undo_import(self.con, job)
        self.events = [item for item in self.events if not any(item is own for own in events)]

    def end(self, hours: int) -> None:
        self.now = max(self.now, START + timedelta(hours=hours))
        end_sessions(self.con, self.now - timedelta(minutes=30))

    def make(self, steps: int) -> None:
        for _ in range(steps):
            if (step := self._next()) is None:
                return
            facts = facts_of_days(self.con, step)
            self.con.begin()
            assert is_unchanged(self.con, step)
            keep(self.con, step, facts)
            self.con.commit()

    def kill(self, _: None) -> None:
        if (step := self._next()) is None:
            return
        facts = facts_of_days(self.con, step)
        self.con.begin()
        keep(self.con, step, facts)
        self.con.rollback()

    def _next(self) -> MakingStep | None:
        horizon = (self.now - timedelta(minutes=30)).replace(tzinfo=None)
        return next_step(self.con, SITE, self.zone, self.includes_bots, horizon)

    def delete(self, _: None) -> None:
        self.con.execute("DELETE FROM fact_ranges")

    def policy(self, includes_bots: bool) -> None:
        self.includes_bots = includes_bots

    def recompute(self, blocked: str) -> None:
        """Have the events of one path count as those of a bot, and no others."""
        rules = BotRules([], [BotRule("block_1", "path", blocked, None, START)])
        job = RecomputeJob("recompute_1", "running", START, START + timedelta(days=DAYS + 1), START)
        for span in recompute.spans(self.con, SITE, job.start_at, job.end_at):
            step = recompute.judged(self.con, span, recompute.Judge(rules, 70, {}))
            self.con.begin()
            recompute.apply(self.con, step, job)
            self.con.commit()
        for item in self.events:
            if item.ts < job.end_at:
                item.is_bot = item.page.path == blocked

    def retention(self, hours: int) -> None:
        self.is_cut = True
        self.con.begin()
        delete_oldest(self.con, (START + timedelta(hours=hours)).replace(tzinfo=None))
        self.con.commit()

    def answers(self, query: ReportQuery, size: Granularity, names: list[str]) -> list[object]:
        """Return what a dashboard shows, with its comparison."""
        con = self.con
        before = Comparison("previous_period", query.period, query.period.previous())
        compared = ReportQuery(query.website, query.period, (), query.include_bots, before)
        answers: list[object] = [overview.stats(con, compared), overview.series(con, compared, size)]
        answers += [overview.session_series(con, query, size), overview.session_compare_series(con, compared, size)]
        known = DIMENSIONS[names[0]]
        answers.append(breakdowns.metrics(con, compared, MetricsQuery(100, sort=known.order, dimension=known)))
        answers.append(breakdowns.metrics(con, query, MetricsQuery(2, 1, sort="bounce_rate", dimension=known)))
        answers.append(breakdowns.metrics(con, query, MetricsQuery(9, search="A", order="asc", dimension=known)))
        many = [MetricsQuery(2, sort=DIMENSIONS[name].order, dimension=DIMENSIONS[name]) for name in names]
        return [*answers, overview.overview(con, compared, size, many)]


NAMES = (
    "page",
    "page_url",
    "title",
    "entry_page",
    "exit_page",
    "referrer",
    "source",
    "channel",
    "country",
    "event_name",
)


@pytest.mark.timeout(240 * TIMES)  # on a busy computer
@examples(6)
@given(
    zone=st.sampled_from(ZONES),
    first=st.lists(visits, min_size=1, max_size=12),
    hours=st.integers(3 * 24, DAYS * 24),
    course=st.lists(steps, min_size=2, max_size=8),
    spans=st.lists(st.tuples(st.integers(-1, DAYS), st.integers(0, DAYS)), min_size=3, max_size=3),
    size=st.sampled_from(["day", "week", "month", "hour"]),
    names=st.lists(st.sampled_from(NAMES), min_size=3, max_size=3, unique=True),
    include_bots=st.sampled_from([False, False, False, True]),
)
def test_facts_change_no_answer(
    database: Connection,
    zone: str,
    first: list[Visit],
    hours: int,
    course: list[tuple[str, Any]],
    spans: list[tuple[int, int]],
    size: Granularity,
    names: list[str],
    include_bots: bool,
) -> None:
    con = database
    for table in TABLES:
        con.execute(f"DELETE FROM {table}")  # noqa: S608  names of tables
    con.execute("UPDATE events_deleted_until SET until = '-infinity'")
    world = World(con, zone)
    world.includes_bots = include_bots
    world.store(first)
    for name, argument in [("end", hours), ("make", 1), *course]:
        if name == "zone":
            world.zone = argument
        else:
            world.step(name, argument)
    queries = [
        ReportQuery(SITE, _period(offset, length, world.zone), (), world.includes_bots) for offset, length in spans
    ]
    from_facts = [world.answers(query, size, names) for query in queries]
    con.execute("DELETE FROM fact_ranges")
    assert from_facts == [world.answers(query, size, names) for query in queries]
    if not world.is_cut:
        for query in queries:
            check_counting(world, query, names)


def _period(offset: int, length: int, zone: str) -> Period:
    begin = date(2026, 3, 26) + timedelta(days=offset)
    return Period(begin, begin + timedelta(days=length), ZoneInfo(zone))


def check_counting(world: World, query: ReportQuery, names: list[str]) -> None:
    """Hold the answers from events against plain counting."""
    count = Counter(world.events, [], query.include_bots)
    counted, totals = count.totals(query.period), overview.totals(world.con, query, query.period)
    assert totals.avg_duration_seconds == pytest.approx(counted.avg_duration_seconds)
    assert (totals.pageviews, totals.visitors, totals.sessions) == (
        counted.pageviews,
        counted.visitors,
        counted.sessions,
    )
    for name in names:
        known = DIMENSIONS[name]
        report = breakdowns.metrics(world.con, query, MetricsQuery(100, sort=known.order, dimension=known))
        assert list(report.data.rows) == in_order(count.rows(query.period, name).values(), name)
