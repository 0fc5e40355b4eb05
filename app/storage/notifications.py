"""Notifications in the database: what is due is recorded as outgoing before it is sent, and as delivery afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from app.domain.ids import WebsiteKey
from app.domain.items.kind import Item, ItemKind
from app.domain.notifications.alerts import ALERTS
from app.domain.notifications.deliveries import DELIVERIES, OUTGOING, Delivery, Outgoing
from app.domain.notifications.subscriptions import SUBSCRIPTIONS, Subscription
from app.storage import items
from app.storage.metadata import Transaction

T = TypeVar("T", bound=Item)


def begin_subscription(
    con: Transaction, website: WebsiteKey, item_id: str, now: datetime, outgoing: Callable[[Subscription], Outgoing]
) -> None:
    """Record the delivery of a subscription that is due, and move its next run, both or neither. now: aware."""
    subscription = next((one for one in items.all_items(con, website, SUBSCRIPTIONS) if one.id == item_id), None)
    if subscription is None or not subscription.is_due(now):  # changed meanwhile
        return
    items.change(con, website, SUBSCRIPTIONS, item_id, lambda one: one.after_run(now))
    items.add(con, website, OUTGOING, outgoing(subscription))


def begin_alert(con: Transaction, website: WebsiteKey, item_id: str, cause: str, outgoing: Outgoing) -> None:
    """Record the delivery of an alert that fires, unless this cause has been told."""
    alert = next((one for one in items.all_items(con, website, ALERTS) if one.id == item_id), None)
    if alert is None or not alert.is_active or alert.last_cause == cause:
        return
    items.change(con, website, ALERTS, item_id, lambda one: replace(one, last_cause=cause))
    items.add(con, website, OUTGOING, outgoing)


def note(con: Transaction, website: WebsiteKey, outgoing: Outgoing) -> None:
    """Record the state of a delivery that goes on. Raises NotFound when it was taken back."""
    items.change(con, website, OUTGOING, outgoing.id, lambda _: outgoing)


def finish(con: Transaction, website: WebsiteKey, outgoing: Outgoing) -> None:
    """Record the end of a delivery, test deliveries included; the oldest records go."""
    items.delete(con, website, OUTGOING, outgoing.id, True)
    for old in items.all_items(con, website, DELIVERIES)[DELIVERIES.limit - 1 :]:
        items.delete(con, website, DELIVERIES, old.id, True)
    items.add(con, website, DELIVERIES, outgoing.delivery)


def history(con: Transaction, website: WebsiteKey) -> tuple[Delivery, ...]:
    """Return what was sent and what still goes on, newest first."""
    going_on = (outgoing.delivery for outgoing in items.all_items(con, website, OUTGOING))
    return DELIVERIES.ordered([*going_on, *items.all_items(con, website, DELIVERIES)])


def delete(con: Transaction, website: WebsiteKey, kind: ItemKind[T], item_id: str) -> None:
    """Delete an alert or a subscription with what is not sent yet; what was sent stays on record. Raises NotFound."""
    items.delete(con, website, kind, item_id)
    for outgoing in items.all_items(con, website, OUTGOING):
        if outgoing.delivery.source_id == item_id:
            items.delete(con, website, OUTGOING, outgoing.id, True)
