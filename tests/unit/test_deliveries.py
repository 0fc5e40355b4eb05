"""Deliveries: their attempts, the pauses between them, and their end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.domain.notifications.deliveries import PAUSES, Outgoing, new_outgoing
from app.domain.notifications.targets import Target

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
MAIL = Target("email", "owner@example.com")


def failed(outgoing: Outgoing, times: int) -> Outgoing:
    for _ in range(times):
        outgoing = outgoing.begun(outgoing.due_at).ended(outgoing.due_at, "no answer")
    return outgoing


def test_a_delivery_waits_longer_after_each_failure_and_then_ends() -> None:
    outgoing, due = new_outgoing("alert", "alr_1", "key", MAIL, NOW), [NOW]
    for pause in PAUSES:
        outgoing = failed(outgoing, 1)
        due.append(due[-1] + pause)
        assert (outgoing.delivery.status, outgoing.due_at) == ("waiting", due[-1])
    outgoing = failed(outgoing, 1)
    assert (outgoing.delivery.status, outgoing.delivery.error_message) == ("failed", "no answer")
    assert [attempt.at for attempt in outgoing.delivery.attempts] == due


def test_a_failure_that_would_repeat_ends_it_at_once() -> None:
    outgoing = new_outgoing("alert", "alr_1", "key", MAIL, NOW).begun(NOW).ended(NOW, "no such user", is_final=True)
    assert (outgoing.delivery.status, len(outgoing.delivery.attempts)) == ("failed", 1)


def test_a_test_is_attempted_once() -> None:
    outgoing = failed(new_outgoing("alert", "alr_1", "key", MAIL, NOW, is_test=True), 1)
    assert outgoing.delivery.status == "failed"


def test_success_after_a_failure_has_no_error() -> None:
    later = NOW + timedelta(minutes=1)
    outgoing = failed(new_outgoing("alert", "alr_1", "key", MAIL, NOW), 1).begun(later).ended(later, None, "250 OK")
    record = outgoing.delivery
    assert (record.status, record.error_message, record.delivered_at) == ("sent", None, later)
    assert [(attempt.outcome, attempt.answer) for attempt in record.attempts] == [("failed", None), ("sent", "250 OK")]


def test_an_attempt_without_an_outcome_was_cut_short() -> None:
    outgoing = new_outgoing("alert", "alr_1", "key", MAIL, NOW)
    assert not outgoing.is_cut_short
    assert outgoing.begun(NOW).is_cut_short
    assert not outgoing.begun(NOW).ended(NOW, "no answer").is_cut_short
