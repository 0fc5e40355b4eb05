"""Times of the reports on a history of a known size, with the program's own functions on its own database."""

from __future__ import annotations

import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from app.domain.items.funnels import Funnel, FunnelChange, NewStep, new_funnel
from app.domain.items.goals import GoalChange, new_goal
from app.domain.reports.custom_events import MAX_NAMES
from app.domain.reports.engagement import parse_page_times
from app.domain.reports.filters import DIMENSIONS
from app.domain.reports.journeys import JourneyAnchor, JourneyQuery
from app.domain.reports.query import Page, parse_breakdowns, parse_metrics_query, parse_report_query
from app.domain.reports.retention import CohortQuery
from app.domain.reports.sessions import SessionsQuery
from app.storage.connection import Connection
from app.storage.database import Database, open_database
from app.storage.reports import (
    breakdowns,
    custom_events,
    engagement,
    funnels,
    goals,
    journeys,
    overview,
    retention,
    sessions,
)
from benchmarks.facts import make_facts
from benchmarks.history import LAST_DAY, ZONE, text
from benchmarks.results import Measure, Neighbours, Report, Times, neighbours_remark, number
from benchmarks.store import ROOT, copy_of_history

MILLION = 1_000_000
WINDOW_DAYS = 30
RUNS = 15
QUICK_RUNS = 3
LIMIT_S = 120.0
DAY = timedelta(days=1)
TEN = "page,referrer,channel,country,region,city,browser,os,device,language"
COUNTRY = "DE"  # a third of the events: the least selective filter
NOW = datetime.combine(LAST_DAY + DAY, datetime.min.time(), UTC)
TODAY = LAST_DAY  # the days before it are over; it has facts until two hours before its end, as while sessions go on
SETTLED = datetime.combine(TODAY, datetime.min.time(), UTC) + timedelta(hours=20)

FACTS = "facts of all days made, in the background"

# Milliseconds, file and memory in MB, facts in seconds, by the number of events.
TARGETS: dict[int, dict[str, float]] = {
    MILLION: {
        "stats": 6,
        "series by day": 6,
        "breakdown": 6,
        "overview": 40,
        "overview, one country": 160,
        "retention by week": 40,
        "funnel of five steps": 45,
        "sessions, first page": 12,
        "file": 45,
        "peak memory": 250,
        FACTS: 15,
    },
    10 * MILLION: {
        "stats": 8,
        "series by day": 8,
        "breakdown": 8,
        "overview": 60,
        "overview, one country": 900,
        "retention by week": 250,
        "funnel of five steps": 350,
        "sessions, first page": 25,
        "file": 450,
        "peak memory": 500,
        FACTS: 120,
    },
}
PURCHASE = new_goal(
    "goal_benchmark",
    "site_benchmark",
    "event",
    GoalChange("Purchase", "purchase", value_mode="event_property", value_property_key="value"),
    NOW,
)
STEPS = (
    NewStep("page_view", "/"),
    NewStep("page_view", "/shop"),
    NewStep("event", "add_to_cart"),
    NewStep("event", "checkout"),
    NewStep("event", "purchase"),
)
Call = Callable[[Connection], object]


@dataclass(frozen=True, slots=True)
class MeasuredSite:
    """The measured website as a report sees it."""

    key: int = 1
    timezone: str = ZONE
    bot_mode: str = "balanced"


def calls(days: int = WINDOW_DAYS, zone: str = ZONE) -> dict[str, Call]:
    """Return every timed call, by the name of its measure. The days end yesterday, if not said otherwise."""
    first: date = TODAY - timedelta(days=days)
    params = {"start_date": first.isoformat(), "end_date": str(TODAY - DAY), "timezone": zone}
    plain = parse_report_query(params, MeasuredSite(), NOW)
    today = parse_report_query(params | {"start_date": str(first + DAY), "end_date": str(TODAY)}, MeasuredSite(), NOW)
    filtered = parse_report_query(params | {"filter_country": COUNTRY}, MeasuredSite(), NOW)
    ten = parse_breakdowns({"metrics": TEN})
    home = JourneyQuery(JourneyAnchor("page", "/"), "next")
    timed: dict[str, Call] = {
        "yardstick": lambda con: con.execute(text("yardstick")).fetchall(),
        "stats": lambda con: overview.stats(con, plain),
        "series by day": lambda con: overview.series(con, plain, "day"),
        "overview": lambda con: overview.overview(con, plain, "day", ten),
        "stats, today too": lambda con: overview.stats(con, today),
        "series by day, today too": lambda con: overview.series(con, today, "day"),
        "overview, today too": lambda con: overview.overview(con, today, "day", ten),
        "overview, one country": lambda con: overview.overview(con, filtered, "day", ten),
        "journey from the home page": lambda con: journeys.journey(con, plain, home),
        "flow from the home page": lambda con: journeys.journey(con, plain, replace(home, max_nodes=6)),
        "sessions, first page": lambda con: sessions.sessions(con, plain, SessionsQuery()),
        "sessions, one country": lambda con: sessions.sessions(con, filtered, SessionsQuery()),
        "custom events": lambda con: custom_events.names(con, plain, Page(MAX_NAMES)),
        "properties of an event": lambda con: custom_events.properties(con, plain, ("scroll",)),
        "heat map": lambda con: engagement.heat_map(con, plain),
        "page times": lambda con: engagement.page_times(con, plain, parse_page_times({})),
        "goal": lambda con: goals.report(con, plain, PURCHASE, "day"),
        "funnel of five steps": lambda con: funnels.results(con, plain, _funnel()),
        "funnel, any order": lambda con: funnels.results(con, plain, _funnel(any_order=True)),
        "funnel within an hour": lambda con: funnels.results(con, plain, _funnel(window_seconds=3_600)),
        "retention by week": lambda con: retention.retention(con, plain, CohortQuery(), LAST_DAY),
    }
    timed["breakdown by page, today too"] = _breakdown(today, "page")
    return timed | {f"breakdown by {name}": _breakdown(plain, name) for name in DIMENSIONS}


def _funnel(**more: Any) -> Funnel:  # Any: fields of a FunnelChange
    return new_funnel("fun_benchmark", "site_benchmark", FunnelChange("Purchase", STEPS, **more), NOW)


def _breakdown(query: Any, name: str) -> Call:  # Any: a ReportQuery
    metrics = parse_metrics_query({"type": name})
    return lambda con: breakdowns.metrics(con, query, metrics)


async def _timed(database: Database, call: Call) -> tuple[float, float]:
    """Return the milliseconds of one call as a handler sees it, and those of processor time on all threads."""
    begun_s, spent_s = time.perf_counter(), time.process_time()
    await database.read(call, limit_s=LIMIT_S)
    return (time.perf_counter() - begun_s) * 1000, (time.process_time() - spent_s) * 1000


async def _measure(path: Path, runs: int) -> dict[str, Any]:
    """Run all calls in turn, so that a noisy minute affects each of them; the first round only warms up."""
    database = await open_database(path)
    samples: dict[str, Any] = {name: [] for name in calls()}
    try:
        samples[FACTS] = await make_facts(database, SETTLED)
        neighbours = Neighbours()
        for turn in range(runs + 1):
            for name, call in calls().items():
                taken = await _timed(database, call)
                if turn:
                    samples[name].append(taken)
        samples["neighbours"] = neighbours.share()
    finally:
        await database.close()
    return samples | {"peak memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def run(events: int, *, is_quick: bool = False) -> Report:
    """Measure all reports on a history of `events` events, in a process of their own to know its peak memory."""
    report = Report(f"queries-{events}", f"Reports on {events:,} events")
    print(report.title)
    with tempfile.TemporaryDirectory() as folder:
        path = copy_of_history(events, Path(folder))
        command = [sys.executable, "-m", "benchmarks.queries", str(path), str(QUICK_RUNS if is_quick else RUNS)]
        answer = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
        size_mb = path.stat().st_size / 1e6
    samples: dict[str, Any] = json.loads(answer.stdout)
    targets = TARGETS.get(events, {})
    times_of = {name: Times(*map(tuple, zip(*samples[name], strict=True))) for name in calls()}
    yardstick = times_of["yardstick"]
    for name, times in times_of.items():
        ratio = "" if name == "yardstick" else f", {times.median / yardstick.median:.1f} x yardstick"
        note = f"p95 {number(times.p95)} ms, {number(times.cpu)} ms of processor time{ratio}"
        target = targets.get("breakdown" if name.startswith("breakdown") and "today" not in name else name)
        report.add(Measure(name, times.median, "ms", target, note=note))
    report.add(Measure(FACTS, samples[FACTS], "s", targets.get(FACTS)))
    report.add(Measure("file", size_mb, "MB", targets.get("file")))
    report.add(Measure("peak memory of the process", samples["peak memory"], "MiB", targets.get("peak memory")))
    runs = len(yardstick.runs_ms)
    report.remark(f"Medians of {runs} warm runs; {WINDOW_DAYS} days in {ZONE}; an overview has 10 breakdowns: {TEN}.")
    report.remark("The yardstick reads one column of every event; the ratio to it can be compared between machines.")
    report.remark(neighbours_remark(samples["neighbours"]))
    return report


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_measure(Path(sys.argv[1]), int(sys.argv[2])))))
