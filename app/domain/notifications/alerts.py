"""Alerts: rules about the numbers of a website's days, and the decision whether one fires."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from app.domain.errors import BadRequest
from app.domain.items.kind import ItemKind, by_age
from app.domain.notifications.targets import Target

Metric = Literal["pageviews", "visitors", "conversions", "conversion_rate"]
Condition = Literal["spike", "drop", "threshold_above", "threshold_below", "no_events", "goal_reached"]

MAX_ALERTS = 50  # of one website
MAX_NAME_LENGTH = 100
DEFAULT_LOOKBACK, MAX_LOOKBACK = 7, 30  # days
MAX_SILENCE_H = 720  # of a condition `no_events`
# Numbers that only grow while a day goes on: what they have reached in the morning holds in the evening.
_GROWING = ("pageviews", "visitors", "conversions")
_REACHED = ("spike", "threshold_above", "goal_reached")
_AGAINST_HISTORY = ("spike", "drop")


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours of a day, local time of the website, in which nothing is sent. Until before from: over midnight."""

    begin: time
    end: time

    def release(self, now: datetime, zone: ZoneInfo) -> datetime:
        """Return when something may be sent: `now` (aware), or the end of the quiet hours that it is in."""
        local = now.astimezone(zone)
        at, is_over_midnight = local.time(), self.end <= self.begin
        is_quiet = (at >= self.begin or at < self.end) if is_over_midnight else self.begin <= at < self.end
        if not is_quiet:
            return now
        day = local.date() + timedelta(days=1 if is_over_midnight and at >= self.begin else 0)
        return datetime.combine(day, self.end, zone)


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert as stored. threshold_value: standard deviations of spike and drop; hours of no_events.

    goal_id: whose conversions count, None for those of all goals. last_cause: what it fired for last, so that one
    cause is told once. unsubscribe_key: of the link in its mails, never on the wire.
    """

    id: str
    website_id: str
    name: str
    metric: Metric
    condition_type: Condition
    threshold_value: float
    lookback_days: int
    goal_id: str | None
    quiet_hours: QuietHours | None
    target: Target
    is_active: bool
    created_at: datetime
    unsubscribe_key: str
    last_cause: str | None = None

    @property
    def history_days(self) -> int:
        """Days before the judged one that it is compared with."""
        return self.lookback_days if self.condition_type in _AGAINST_HISTORY else 0

    def judged_day(self, today: date) -> date:
        """Return the day whose number is judged: today for what can only grow, else the last one that is over."""
        is_open = self.condition_type in _REACHED and self.metric in _GROWING
        return today if is_open else today - timedelta(days=1)


ALERTS = ItemKind(
    "alert",
    Alert,
    MAX_ALERTS,
    order=by_age,
    is_descending=True,
    has_unique_name=False,
    is_in_reports=False,
)


@dataclass(frozen=True, slots=True)
class Firing:
    """An alert that fires. cause: what it is told for once. The last three are None without a comparison."""

    cause: str
    current_value: float
    baseline_mean: float | None = None
    baseline_stddev: float | None = None
    z_score: float | None = None


def checked_alert(alert: Alert) -> Alert:
    """Return the alert with its name trimmed and its lookback within bounds. Raises BadRequest."""
    name = alert.name.strip()
    if not name:
        raise BadRequest("name is required", field="name")
    if len(name) > MAX_NAME_LENGTH:
        raise BadRequest(f"name must be {MAX_NAME_LENGTH} characters or fewer", field="name")
    if not math.isfinite(alert.threshold_value):
        raise BadRequest("threshold_value must be finite", field="threshold_value")
    if alert.condition_type == "no_events" and not 1 <= alert.threshold_value <= MAX_SILENCE_H:
        sentence = f"threshold_value must be between 1 and {MAX_SILENCE_H} hours for no_events"
        raise BadRequest(sentence, field="threshold_value")
    if alert.condition_type == "goal_reached":
        _check_goal_reached(alert)
    if alert.goal_id is not None and not alert.metric.startswith("conversion"):
        raise BadRequest("goal_id belongs to the metrics conversions and conversion_rate", field="goal_id")
    return replace(alert, name=name, lookback_days=min(max(alert.lookback_days, 1), MAX_LOOKBACK))


def _check_goal_reached(alert: Alert) -> None:
    if alert.goal_id is None:
        raise BadRequest("goal_id is required for goal_reached", field="goal_id")
    if alert.metric != "conversions":
        raise BadRequest("metric must be conversions for goal_reached", field="metric")


def judge(alert: Alert, numbers: Mapping[date, float], day: date) -> Firing | None:
    """Return how the alert fires on a day, None if it does not. numbers: by day; a missing day is 0."""
    current = numbers.get(day, 0.0)
    cause = f"{day:%Y%m%d}"
    if alert.condition_type in _AGAINST_HISTORY:
        history = [numbers.get(day - timedelta(days=back), 0.0) for back in range(alert.history_days, 0, -1)]
        return _against(alert, history, current, cause)
    limit = alert.threshold_value
    if alert.condition_type == "threshold_below":
        return Firing(cause, current) if current <= limit else None
    least = max(1.0, limit) if alert.condition_type == "goal_reached" else limit
    return Firing(cause, current) if current >= least else None


def _against(alert: Alert, history: Sequence[float], current: float, cause: str) -> Firing | None:
    """Judge by the distance from the mean of the days before, in their standard deviations (of a population)."""
    deviation = statistics.pstdev(history)
    if deviation == 0:  # among them a history of one day
        return None
    mean = statistics.fmean(history)
    z = (current - mean) / deviation
    fires = z >= alert.threshold_value if alert.condition_type == "spike" else z <= -alert.threshold_value
    return Firing(cause, current, mean, deviation, z) if fires else None


def judge_silence(alert: Alert, last_event: datetime | None, listening_since: datetime, now: datetime) -> Firing | None:
    """Return how an alert `no_events` fires. All times are aware.

    last_event: end of the last hour with an event; None when there was none for so long that it has been told, or
    there never was one. listening_since: before it no event could arrive.
    """
    if last_event is None:
        return None
    silent_h = (now - max(last_event, listening_since)).total_seconds() / 3600
    if silent_h < alert.threshold_value:
        return None
    return Firing(f"silent since {last_event:%Y%m%dT%H}", math.floor(silent_h))
