"""Deliveries: messages to be sent, and the record of what became of each, with every attempt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal  # Any: values of a payload, as JSON

from app.domain.ids import new_id
from app.domain.items.kind import ItemKind, by_age
from app.domain.notifications.targets import Channel, Target

Status = Literal["waiting", "sent", "failed"]
SourceType = Literal["subscription", "alert"]
Outcome = Literal["begun", "sent", "failed"]

MAX_HISTORY = 200  # of one website
MAX_OUTGOING = 200
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))  # before the attempts after the first one
CUT_SHORT = "the program ended while this was being sent; it may have arrived"


@dataclass(frozen=True, slots=True)
class DeliveryAttempt:
    """One attempt. begun: its outcome is not known yet, or never, as the program ended meanwhile.

    answer: of the mail server or of the webhook, where there was one.
    """

    at: datetime
    outcome: Outcome
    error: str | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """The record of something that is or was sent. idempotency_key: unique; receivers may tell repetitions by it.

    delivered_at: aware, time of the last attempt, before the first one of the record. error_message: of that attempt.
    """

    id: str
    source_type: SourceType
    source_id: str
    idempotency_key: str
    channel: Channel
    target: str
    status: Status
    error_message: str | None
    delivered_at: datetime
    created_at: datetime
    attempts: tuple[DeliveryAttempt, ...] = ()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A delivery that is not over, and what it takes. payload: of an alert; days: of a subscription's period.

    due_at: aware, time of the next attempt. is_test: sent once, at once.
    """

    id: str
    delivery: Delivery
    target: Target
    due_at: datetime
    created_at: datetime
    payload: Mapping[str, Any] | None = None
    days: tuple[date, date] | None = None
    is_test: bool = False

    @property
    def is_cut_short(self) -> bool:
        """True when the last attempt has no outcome: the program ended meanwhile."""
        return bool(self.delivery.attempts) and self.delivery.attempts[-1].outcome == "begun"

    def begun(self, now: datetime) -> Outgoing:
        """Return it with an attempt more, which is recorded before anything is sent. now: aware."""
        attempts = (*self.delivery.attempts, DeliveryAttempt(now, "begun"))
        return replace(self, delivery=replace(self.delivery, attempts=attempts, delivered_at=now))

    def ended(self, now: datetime, error: str | None, answer: str | None = None, *, is_final: bool = False) -> Outgoing:
        """Return it after its last attempt. error: None when it was sent; is_final: another attempt is of no use.

        now: aware. Its status is `waiting` when another attempt follows.
        """
        attempts = self.delivery.attempts
        last = DeliveryAttempt(attempts[-1].at, "sent" if error is None else "failed", error, answer)
        goes_on = error is not None and not is_final and not self.is_test and len(attempts) <= len(PAUSES)
        status: Status = "sent" if error is None else "waiting" if goes_on else "failed"
        delivery = replace(
            self.delivery, status=status, error_message=error, delivered_at=now, attempts=(*attempts[:-1], last)
        )
        return replace(self, delivery=delivery, due_at=now + PAUSES[len(attempts) - 1] if goes_on else self.due_at)


DELIVERIES = ItemKind(
    "delivery", Delivery, MAX_HISTORY, order=by_age, is_descending=True, has_unique_name=False, is_in_reports=False
)
OUTGOING = ItemKind(
    "outgoing", Outgoing, MAX_OUTGOING, order=by_age, is_descending=False, has_unique_name=False, is_in_reports=False
)


def new_outgoing(
    source_type: SourceType,
    source_id: str,
    key: str,
    target: Target,
    now: datetime,
    *,
    due_at: datetime | None = None,
    payload: Mapping[str, Any] | None = None,
    days: tuple[date, date] | None = None,
    is_test: bool = False,
) -> Outgoing:
    """Return what is to be sent. key: its idempotency key; due_at: aware, None for at once; now: aware."""
    record = Delivery(
        new_id("ntf"), source_type, source_id, key, target.channel, target.address, "waiting", None, now, now
    )
    return Outgoing(new_id("out"), record, target, due_at or now, now, payload, days, is_test)
