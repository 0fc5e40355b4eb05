"""Recompute of bot scores in DuckDB: spans of events, their new scores by the rules, and the way back.

Events are judged by kind: those of one path, user agent and score. A reader judges the kinds of a span; one short write
changes its events and their sessions, keeps the scores before, and withdraws the facts of these days.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, NamedTuple  # Any: values of a row

from app.domain.bot_recompute import ACTIVE, INTERRUPTED, MAX_JOBS, Moved, RecomputeJob, RecomputePreview
from app.domain.ids import WebsiteKey
from app.domain.ingest.bots import is_bot, score
from app.domain.items.bot_rules import BotChange, BotRules
from app.storage.arrow import Table, shared_of, visible
from app.storage.bots.rules import remember
from app.storage.connection import Connection, from_db, rows, statement, to_db
from app.storage.facts import ranges
from app.storage.fragments.values import Values

SPAN_EVENTS = 20_000  # no more events are changed at once, unless one minute has more: it bounds the time of a write
SpanTable = Literal["events", "recomputed_events"]
_MINUTE = timedelta(minutes=1)
_SESSIONS = ("sessions_live", "sessions")


@dataclass(frozen=True, slots=True)
class EventSpan:
    """Events of a website from `since` until just before `until` (naive UTC). events: how many there are."""

    website: WebsiteKey
    since: datetime
    until: datetime
    events: int

    @property
    def values(self) -> Values:
        return {"website": self.website, "since": self.since, "until": self.until}


@dataclass(frozen=True, slots=True)
class Judge:
    """The rules and the policy of a website. agents: user agents of its bots by their hash, in lower case."""

    rules: BotRules
    threshold: int
    agents: Mapping[str, str]

    def judge(self, path: str, agent: str | None, signals: int) -> tuple[bool, int, int]:
        """Return whether such events are a bot's, their score and their signals."""
        known = None if agent is None else self.agents.get(agent)
        new = self.rules.signals_again(signals, path, known)
        points = score(new)
        return is_bot(points, self.threshold), points, new


class NewScore(NamedTuple):
    """Events of one kind, and their new score."""

    path: str
    agent: str | None
    is_bot: bool
    bot_score: int
    bot_signals: int
    new_is_bot: bool
    new_score: int
    new_signals: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A span with the kinds of its events that change, and how many events that moves."""

    span: EventSpan
    scores: Sequence[NewScore]
    preview: RecomputePreview


@dataclass(frozen=True, slots=True)
class Change:
    """Events that a write has changed. since: aware, None for nothing; has_live: sessions that go on changed too."""

    events: int = 0
    since: datetime | None = None
    has_live: bool = False


def spans(
    con: Connection,
    website: WebsiteKey,
    since: datetime,
    until: datetime,
    table: SpanTable = "events",
) -> list[EventSpan]:
    """Return the events of a time (aware) in spans, in order. table: `recomputed_events` for those to be undone."""
    start, end = to_db(since), to_db(until)
    text = statement("bots/recompute/minutes").format(table=table)
    minutes = con.execute(text, {"website": website, "since": start, "until": end}).fetchall()
    found: list[EventSpan] = []
    for minute, events in minutes:
        last = found[-1] if found else None
        if last is not None and last.events + events <= SPAN_EVENTS:
            found[-1] = replace(last, until=min(end, minute + _MINUTE), events=last.events + events)
        else:
            found.append(EventSpan(website, max(start, minute), min(end, minute + _MINUTE), events))
    return found


def judged(con: Connection, span: EventSpan, judge: Judge) -> Judged:
    """Judge the events of a span again."""
    scores, events, to_bots, to_people = [], 0, Moved(), Moved()
    for path, agent, was_bot, points, signals, count, pageviews in rows(con, "bots/recompute/kinds", span.values):
        events += count
        new = judge.judge(path, agent, signals)
        if new == (was_bot, points, signals):
            continue
        scores.append(NewScore(path, agent, was_bot, points, signals, *new))
        if new[0] and not was_bot:
            to_bots = to_bots.plus(count, pageviews)
        elif was_bot and not new[0]:
            to_people = to_people.plus(count, pageviews)
    return Judged(span, scores, RecomputePreview(events, to_bots, to_people))


def apply(con: Connection, step: Judged, job: RecomputeJob) -> Change:
    """Give the events of a span their new scores, and keep those before. job: as it is before."""
    span = step.span
    with visible(con, {"new_scores": _table(step.scores)}):
        con.execute(statement("bots/recompute/changed_by_rules"), span.values)
    con.execute(statement("bots/recompute/keep_scores"), {"website": span.website})
    change = _change(con, span)
    put(con, replace(job, done=job.done + span.events, changed=job.changed + change.events))
    return change


def undo(con: Connection, span: EventSpan, job: RecomputeJob) -> Change:
    """Give the events of a span back the scores that they had before. job: as it is before."""
    con.execute(statement("bots/recompute/changed_back"), span.values)
    change = _change(con, span)
    con.execute(statement("bots/recompute/drop_scores"), span.values)
    put(con, replace(job, done=job.done + span.events))
    return change


def _change(con: Connection, span: EventSpan) -> Change:
    """Change the events of the table `changed`, and what depends on them."""
    con.execute(statement("bots/recompute/events_set"), span.values)
    events, first, last = rows(con, "bots/recompute/reach", span.values)[0]
    change = Change()
    if events:
        reach = {"website": span.website, "first": first, "last": last}
        con.execute(statement("bots/recompute/judged"), reach)
        live, _ = (
            _count(con, statement("bots/recompute/sessions_set").format(sessions=table), reach) for table in _SESSIONS
        )
        since = from_db(first)
        ranges.withdraw_from(con, {span.website: since})
        change = Change(events, since, live > 0)
    for name in ("bots/recompute/drop_changed", "bots/recompute/drop_judged"):
        con.execute(statement(name))
    return change


def _count(con: Connection, text: str, values: Values) -> int:
    row = con.execute(text, values).fetchone()
    return int(row[0]) if row else 0


def _table(scores: Sequence[NewScore]) -> Table:
    """Return new scores with the columns that `changed_by_rules.sql` reads."""
    columns: dict[str, Any] = {  # Any: of texts and of numbers
        "path": shared_of([new.path for new in scores], by_identity=False),
        "agent": shared_of([new.agent or "" for new in scores], by_identity=False),
    }
    for place, name in enumerate(NewScore._fields[2:], 2):
        columns[name] = array("B", [new[place] for new in scores])
    return Table(columns, len(scores))


def add(con: Connection, website: WebsiteKey, job: RecomputeJob, change: BotChange) -> None:
    """Add a job, with its entry in the record of changes. The one before can be undone no more."""
    con.execute(statement("histories/delete_recomputed_events"), {"website": website})
    con.execute(statement("bots/recompute/add"), _values(job) | {"website": website})
    con.execute(statement("bots/recompute/forget_jobs"), {"website": website, "most": MAX_JOBS})
    remember(con, website, change)


def put(con: Connection, job: RecomputeJob) -> None:
    """Store what a job has come to."""
    values = _values(job)
    kept = {name: values[name] for name in values if name not in ("start_at", "end_at", "created_at")}
    con.execute(statement("bots/recompute/set"), kept)


def jobs(con: Connection, website: WebsiteKey) -> tuple[RecomputeJob, ...]:
    """Return the jobs of a website, newest first."""
    return tuple(RecomputeJob(*map(_aware, row)) for row in rows(con, "bots/recompute/jobs", {"website": website}))


def interrupt(con: Connection, now: datetime) -> None:
    """Mark the jobs that a process has left as failed. now: aware."""
    values = {"at": to_db(now), "error_message": INTERRUPTED, "active": list(ACTIVE)}
    con.execute(statement("bots/recompute/interrupt"), values)


def _values(job: RecomputeJob) -> dict[str, Any]:  # Any: values of a row
    names = [field.name for field in fields(job) if field.name != "can_undo"]
    values = ((name, getattr(job, name)) for name in names)
    return {name: to_db(value) if isinstance(value, datetime) else value for name, value in values}


def _aware(value: Any) -> Any:  # Any: values of a row
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
