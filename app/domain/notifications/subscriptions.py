"""Subscriptions: reports of a website that are sent on a schedule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from app.domain.ids import new_id
from app.domain.items.kind import ItemKind, by_age
from app.domain.notifications.targets import Target
from app.domain.reports.presets import DateRange, Every, period_before

Schedule = Literal["daily", "weekly", "monthly"]

MAX_SUBSCRIPTIONS = 50  # of one website
SEND_HOUR = 8  # of the day, unless the subscription names another
EVERY: dict[Schedule, Every] = {"daily": "day", "weekly": "week", "monthly": "month"}


@dataclass(frozen=True, slots=True)
class Subscription:
    """A subscription as stored. report_id: of a saved report, None for the whole website in the period that is over.

    timezone, hour: local time of day at which it is sent. unsubscribe_key: of the link in its mails, never on the wire.
    last_run_at: None until its first run. next_run_at: aware.
    """

    id: str
    website_id: str
    report_id: str | None
    schedule: Schedule
    timezone: str
    hour: int
    target: Target
    is_active: bool
    last_run_at: datetime | None
    next_run_at: datetime
    created_at: datetime
    unsubscribe_key: str

    @property
    def name(self) -> str:
        """No name of its own; its id, by which names stay unique."""
        return self.id

    def is_due(self, now: datetime) -> bool:
        """Return whether it is to be sent. now: aware."""
        return self.is_active and self.next_run_at <= now

    def period(self, now: datetime) -> DateRange:
        """Return the last whole period before `now` (aware) in the subscription's zone."""
        return period_before(EVERY[self.schedule], now.astimezone(ZoneInfo(self.timezone)).date())

    def after_run(self, now: datetime) -> Subscription:
        """Return the subscription once it has been sent. Periods that were missed are not made up for. now: aware."""
        return replace(self, last_run_at=now, next_run_at=next_run(self.schedule, self.timezone, self.hour, now))


SUBSCRIPTIONS = ItemKind(
    "subscription",
    Subscription,
    MAX_SUBSCRIPTIONS,
    order=by_age,
    is_descending=True,
    has_unique_name=False,
    is_in_reports=False,
)


def next_run(schedule: Schedule, timezone: str, hour: int, after: datetime) -> datetime:
    """Return the first time after `after` (aware) at which a period is over and the local clock shows `hour`.

    Days begin each day, weeks on Monday, months on the first. A local time that a clock change leaves out is that many
    minutes later; one that comes twice is the first. Result: in UTC.
    """
    zone = ZoneInfo(timezone)
    day = after.astimezone(zone).date()
    while True:
        if _begins(schedule, day):
            at = datetime.combine(day, time(hour), zone).astimezone(UTC)
            if at > after:
                return at
        day += timedelta(days=1)


def _begins(schedule: Schedule, day: date) -> bool:
    """Return whether a period of the schedule begins on a day."""
    if schedule == "weekly":
        return day.weekday() == 0
    return schedule == "daily" or day.day == 1


def new_subscription(
    website_id: str,
    report_id: str | None,
    schedule: Schedule,
    timezone: str,
    hour: int,
    target: Target,
    now: datetime,
) -> Subscription:
    """Return a new subscription of checked values. now: aware."""
    return Subscription(
        id=new_id("sub"),
        website_id=website_id,
        report_id=report_id,
        schedule=schedule,
        timezone=timezone,
        hour=hour,
        target=target,
        is_active=True,
        last_run_at=None,
        next_run_at=next_run(schedule, timezone, hour, now),
        created_at=now,
        unsubscribe_key=new_id("u"),
    )


def rescheduled(new: Subscription, old: Subscription, now: datetime) -> Subscription:
    """Return a changed subscription with its next run, which only another schedule or a new start moves. now: aware."""
    same = (new.schedule, new.timezone, new.hour) == (old.schedule, old.timezone, old.hour)
    if same and (old.is_active or not new.is_active):
        return new
    return replace(new, next_run_at=next_run(new.schedule, new.timezone, new.hour, now))
