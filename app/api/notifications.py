"""Notifications: wire types and client methods of subscriptions, alerts and their history."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, cast
from urllib.parse import quote

import msgspec
from msgspec import UNSET, Meta, UnsetType

from app.api.connection import ApiConnection, of_website
from app.domain.notifications.alerts import (
    DEFAULT_LOOKBACK,
    MAX_LOOKBACK,
    MAX_NAME_LENGTH,
    MAX_SILENCE_H,
    Alert,
    Condition,
    Metric,
)
from app.domain.notifications.deliveries import Delivery
from app.domain.notifications.subscriptions import SEND_HOUR, Schedule, Subscription
from app.domain.notifications.targets import Channel, ReportChannel, WebhookFormat

DEFAULT_HISTORY, MOST_HISTORY = 50, 200

_DESKTOP = Meta(description="desktop: a notification of open windows, without a target; self-hosted alone")
TargetText = Annotated[str, Meta(description="mail address, or http or https URL on the public internet")]
Format = Annotated[
    WebhookFormat | None, Meta(description="form of the request to a webhook; null: the one that its host expects")
]
Secret = Annotated[
    str | None, Meta(description="key of the signature of each request to a webhook; never shown; null: none")
]
Hour = Annotated[int, Meta(ge=0, le=23, description="local hour of the day at which it is sent")]
Zone = Annotated[str | None, Meta(description="IANA name; null: UTC")]
Clock = Annotated[str, Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$", description="HH:MM in the website's zone")]
Threshold = Annotated[
    float,
    Meta(
        description="number of the metric; standard deviations of spike and drop;"
        f" hours, 1 to {MAX_SILENCE_H}, of no_events"
    ),
]
Lookback = Annotated[int, Meta(description=f"days before that spike and drop compare with, 1 to {MAX_LOOKBACK}")]
Name = Annotated[str, Meta(description=f"1 to {MAX_NAME_LENGTH} characters")]
GoalId = Annotated[str | None, Meta(description="id of the goal whose conversions count; null: those of all goals")]


class QuietHoursBody(msgspec.Struct, frozen=True, kw_only=True):
    """Hours of each day in which nothing is sent. An end before the beginning is on the next day."""

    begin: Clock
    end: Clock


class NewSubscription(msgspec.Struct, frozen=True, kw_only=True):
    """A subscription to create. report_id: of a saved report; null for the whole website in the period that is over."""

    schedule: Schedule
    channel: ReportChannel
    target: TargetText
    report_id: str | None = None
    timezone: Zone = None
    hour: Hour = SEND_HOUR
    webhook_format: Format = None
    webhook_secret: Secret = None


class SubscriptionChange(msgspec.Struct, frozen=True, kw_only=True):
    """New values of a subscription; absent fields keep their value."""

    schedule: Schedule | None = None
    channel: ReportChannel | None = None
    target: TargetText | None = None
    report_id: str | None | UnsetType = UNSET
    timezone: Zone | UnsetType = UNSET
    hour: Hour | None = None
    is_active: bool | None = None
    webhook_format: Format | UnsetType = UNSET
    webhook_secret: Secret | UnsetType = UNSET


class SubscriptionReply(msgspec.Struct, frozen=True, kw_only=True):
    """A subscription as clients see it."""

    id: str
    website_id: str
    report_id: str | None
    schedule: Schedule
    timezone: str
    hour: int
    channel: ReportChannel
    target: str
    webhook_format: WebhookFormat | None
    has_webhook_secret: bool
    is_active: bool
    last_run_at: datetime | None
    next_run_at: datetime
    created_at: datetime


class NewAlert(msgspec.Struct, frozen=True, kw_only=True):
    """An alert to create."""

    name: Name
    metric: Metric
    condition_type: Condition
    threshold_value: Threshold
    channel: Annotated[Channel, _DESKTOP]
    target: TargetText = ""
    lookback_days: Lookback | None = DEFAULT_LOOKBACK
    goal_id: GoalId = None
    quiet_hours: QuietHoursBody | None = None
    webhook_format: Format = None
    webhook_secret: Secret = None


class AlertChange(msgspec.Struct, frozen=True, kw_only=True):
    """New values of an alert; absent fields keep their value."""

    name: Name | None = None
    metric: Metric | None = None
    condition_type: Condition | None = None
    threshold_value: Threshold | None = None
    lookback_days: Lookback | None = None
    goal_id: GoalId | UnsetType = UNSET
    quiet_hours: QuietHoursBody | None | UnsetType = UNSET
    channel: Channel | None = None
    target: TargetText | None = None
    is_active: bool | None = None
    webhook_format: Format | UnsetType = UNSET
    webhook_secret: Secret | UnsetType = UNSET


class AlertReply(msgspec.Struct, frozen=True, kw_only=True):
    """An alert as clients see it."""

    id: str
    website_id: str
    name: str
    metric: Metric
    condition_type: Condition
    threshold_value: float
    lookback_days: int
    goal_id: str | None
    quiet_hours: QuietHoursBody | None
    channel: Channel
    target: str
    webhook_format: WebhookFormat | None
    has_webhook_secret: bool
    is_active: bool
    created_at: datetime


def subscription_reply(subscription: Subscription) -> SubscriptionReply:
    """Return a subscription as on the wire."""
    target = subscription.target
    return SubscriptionReply(
        id=subscription.id,
        website_id=subscription.website_id,
        report_id=subscription.report_id,
        schedule=subscription.schedule,
        timezone=subscription.timezone,
        hour=subscription.hour,
        channel=cast(ReportChannel, target.channel),
        target=target.address,
        webhook_format=target.webhook_format,
        has_webhook_secret=target.webhook_secret is not None,
        is_active=subscription.is_active,
        last_run_at=subscription.last_run_at,
        next_run_at=subscription.next_run_at,
        created_at=subscription.created_at,
    )


def alert_reply(alert: Alert) -> AlertReply:
    """Return an alert as on the wire."""
    quiet, target = alert.quiet_hours, alert.target
    return AlertReply(
        id=alert.id,
        website_id=alert.website_id,
        name=alert.name,
        metric=alert.metric,
        condition_type=alert.condition_type,
        threshold_value=alert.threshold_value,
        lookback_days=alert.lookback_days,
        goal_id=alert.goal_id,
        quiet_hours=None if quiet is None else QuietHoursBody(begin=f"{quiet.begin:%H:%M}", end=f"{quiet.end:%H:%M}"),
        channel=target.channel,
        target=target.address,
        webhook_format=target.webhook_format,
        has_webhook_secret=target.webhook_secret is not None,
        is_active=alert.is_active,
        created_at=alert.created_at,
    )


class NotificationCalls(ApiConnection):
    """Calls of subscriptions, alerts and their history."""

    async def list_subscriptions(self, website_id: str) -> tuple[SubscriptionReply, ...]:
        """List the subscriptions of a website, newest first."""
        return await self._data("GET", of_website(website_id, "/subscriptions"), tuple[SubscriptionReply, ...])

    async def add_subscription(self, website_id: str, new: NewSubscription) -> SubscriptionReply:
        """Create a subscription."""
        return await self._data("POST", of_website(website_id, "/subscriptions"), SubscriptionReply, body=new)

    async def change_subscription(
        self, website_id: str, subscription_id: str, change: SubscriptionChange
    ) -> SubscriptionReply:
        """Change a subscription; absent fields keep their value."""
        return await self._data(
            "PUT", _one(website_id, "subscriptions", subscription_id), SubscriptionReply, body=change
        )

    async def delete_subscription(self, website_id: str, subscription_id: str) -> None:
        """Delete a subscription; what it sent stays in the history."""
        await self._send("DELETE", _one(website_id, "subscriptions", subscription_id))

    async def test_subscription(self, website_id: str, subscription_id: str) -> Delivery:
        """Send the report of a subscription now, and get what became of it."""
        return await self._data("POST", _one(website_id, "subscriptions", subscription_id, "/test"), Delivery)

    async def list_alerts(self, website_id: str) -> tuple[AlertReply, ...]:
        """List the alerts of a website, newest first."""
        return await self._data("GET", of_website(website_id, "/alerts"), tuple[AlertReply, ...])

    async def add_alert(self, website_id: str, new: NewAlert) -> AlertReply:
        """Create an alert."""
        return await self._data("POST", of_website(website_id, "/alerts"), AlertReply, body=new)

    async def change_alert(self, website_id: str, alert_id: str, change: AlertChange) -> AlertReply:
        """Change an alert; absent fields keep their value."""
        return await self._data("PUT", _one(website_id, "alerts", alert_id), AlertReply, body=change)

    async def delete_alert(self, website_id: str, alert_id: str) -> None:
        """Delete an alert; what it sent stays in the history."""
        await self._send("DELETE", _one(website_id, "alerts", alert_id))

    async def test_alert(self, website_id: str, alert_id: str) -> Delivery:
        """Send a test message of an alert now, and get what became of it."""
        return await self._data("POST", _one(website_id, "alerts", alert_id, "/test"), Delivery)

    async def deliveries(self, website_id: str, limit: int = DEFAULT_HISTORY) -> tuple[Delivery, ...]:
        """Get what was sent, and what is being sent, newest first. limit: 1 to 200."""
        path = of_website(website_id, "/notifications/history")
        return await self._data("GET", path, tuple[Delivery, ...], {"limit": str(limit)})


def _one(website_id: str, kind: str, item_id: str, rest: str = "") -> str:
    return of_website(website_id, f"/{kind}/{quote(item_id, safe='')}{rest}")
