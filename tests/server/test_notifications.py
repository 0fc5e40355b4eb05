"""Subscriptions and alerts over HTTP, their messages to real receivers, and the rounds in which they are looked for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from app.api.items.goals import NewGoalBody
from app.api.items.saved_reports import NewSavedReportBody
from app.api.notifications import AlertChange, QuietHoursBody, SubscriptionChange
from app.domain.errors import AppError
from app.domain.ids import WebsiteKey
from app.domain.items.saved_reports import ReportConfig
from app.domain.live import AlertFired
from app.domain.notifications.alerts import MAX_ALERTS
from app.domain.notifications.deliveries import CUT_SHORT, OUTGOING, Outgoing
from app.setting_values import networks
from app.storage import items, notifications
from app.storage.cache import NONE
from tests.server.conftest import OWNER_TOKEN, Running, Start
from tests.server.hand_clock import HandClock
from tests.server.notifying import MAIL, Notifying
from tests.server.raw import get, post, send
from tests.server.receivers import MailServer, Webhook, mail_server, webhook
from tests.server.signing import signed_parts

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
HERE = "127.0.0.0/8"
DAY = timedelta(days=1)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(MONDAY)


@pytest.fixture
async def mails() -> AsyncIterator[MailServer]:
    async with mail_server() as server:
        yield server


@pytest.fixture
async def hook() -> AsyncIterator[Webhook]:
    async with webhook() as receiver:
        yield receiver


@pytest.fixture
async def notifying(start: Start, clock: HandClock, mails: MailServer) -> Notifying:
    """A server that sends mail to `mails`, may reach webhooks of this computer, and sends when a test says so."""
    running = await start(
        clock=clock,
        clocks=clock.clocks(),
        steady_s=clock.steady_s,
        scheduler_tick_seconds=0,
        smtp_host="127.0.0.1",
        smtp_port=mails.port,
        smtp_from="Sparklytics <stats@shop.example>",
        webhook_networks=networks(HERE),
        public_url="https://stats.example",
    )
    return Notifying(running)


async def visits(running: Running, site: str, count: int = 1) -> None:
    for _ in range(count):
        await running.collect(site)


async def test_a_subscription_is_created_changed_and_deleted(notifying: Notifying, clock: HandClock) -> None:
    api, site = notifying.api, await notifying.running.add_website()
    new = await notifying.subscribe(site, target=f" {MAIL} ", webhook_secret="key")
    assert new.id.startswith("sub_")
    assert (new.website_id, new.report_id, new.timezone, new.hour, new.target) == (site, None, "UTC", 8, MAIL)
    assert (new.is_active, new.last_run_at, new.has_webhook_secret) == (True, None, True)
    assert new.next_run_at == datetime(2026, 3, 3, 8, tzinfo=UTC)
    clock.advance(timedelta(hours=1))
    paused = await api.change_subscription(site, new.id, SubscriptionChange(is_active=False, target="b@example.com"))
    assert (paused.is_active, paused.target, paused.next_run_at) == (False, "b@example.com", new.next_run_at)
    berlin = await api.change_subscription(site, new.id, SubscriptionChange(timezone="Europe/Berlin", hour=7))
    assert berlin.next_run_at == datetime(2026, 3, 3, 6, tzinfo=UTC)
    other = await notifying.subscribe(site, schedule="monthly")
    assert [one.id for one in await api.list_subscriptions(site)] == [other.id, new.id]
    await api.delete_subscription(site, new.id)
    assert await api.list_subscriptions(site) == (other,)
    with pytest.raises(AppError, match="Subscription not found"):
        await api.delete_subscription(site, new.id)


async def test_checks_of_a_subscription_come_in_the_order_target_zone_report(notifying: Notifying) -> None:
    site = await notifying.running.add_website()
    for values, message in (
        ({"target": "", "timezone": "Mars", "report_id": "r"}, "target is required"),
        ({"target": "a", "timezone": "Mars", "report_id": "r"}, "invalid email target"),
        ({"timezone": "Mars", "report_id": "r"}, "invalid timezone"),
        ({"report_id": "r"}, "Report not found"),
    ):
        with pytest.raises(AppError, match=message):
            await notifying.subscribe(site, **values)
    for name, value in (("schedule", "hourly"), ("channel", "pigeon"), ("hour", 24)):
        body = {"schedule": "daily", "channel": "email", "target": MAIL} | {name: value}
        answer = await post(notifying.running, body, f"/api/websites/{site}/subscriptions", Authorization=_owner())
        assert answer.refusal[0] in (400, 422), answer.body
    with pytest.raises(AppError, match="Website not found"):
        await notifying.subscribe("site_unknown")


async def test_a_change_of_a_target_is_checked_with_what_stays(notifying: Notifying, hook: Webhook) -> None:
    api, site = notifying.api, await notifying.running.add_website()
    web = await notifying.subscribe(site, channel="webhook", target="https://example.com/hook")
    changed = await api.change_subscription(site, web.id, SubscriptionChange(target="https://example.com/other"))
    assert changed.target == "https://example.com/other"
    with pytest.raises(AppError, match="invalid email target"):
        await api.change_subscription(site, web.id, SubscriptionChange(channel="email"))
    with pytest.raises(AppError, match="webhook target host is not allowed"):
        await api.change_subscription(site, web.id, SubscriptionChange(target="http://10.0.0.1/"))
    assert (await api.list_subscriptions(site)) == (changed,)


async def test_a_daily_report_is_sent_by_mail_at_its_hour_and_once(
    notifying: Notifying, clock: HandClock, mails: MailServer
) -> None:
    site = await notifying.running.add_website("Shop & Söhne", "shop.example")
    subscription = await notifying.subscribe(site)
    await visits(notifying.running, site, 3)
    await notifying.round()
    assert mails.mails == []
    clock.advance(timedelta(hours=20))
    await notifying.round()
    await notifying.round()
    (mail,) = mails.mails
    assert (mails.recipients, mail["From"], mail["To"]) == ([MAIL], "Sparklytics <stats@shop.example>", MAIL)
    assert mail["Subject"] == "Daily report of Shop & Söhne: 1 visitor, Mar 2, 2026"
    stop = f"https://stats.example/unsubscribe/{site}/subscriptions/{subscription.id}/"
    assert mail["List-Unsubscribe"].startswith(f"<{stop}")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text, page = (part.get_content() for part in mail.iter_parts())
    assert "Pageviews: 3" in text
    assert stop in text
    assert "Shop &amp; Söhne" in page
    assert "<script" not in page
    (record,) = await notifying.history(site)
    assert (record.source_type, record.source_id, record.status) == ("subscription", subscription.id, "sent")
    assert record.idempotency_key == f"sub:{subscription.id}:20260303T0800000"
    assert (record.error_message, record.target, record.attempts[0].answer) == (None, MAIL, "OK queued as 42")
    (after,) = await notifying.api.list_subscriptions(site)
    assert (after.last_run_at, after.next_run_at) == (clock.now, datetime(2026, 3, 4, 8, tzinfo=UTC))


async def test_a_period_that_was_missed_is_sent_once_when_the_program_is_back(
    notifying: Notifying, clock: HandClock, mails: MailServer
) -> None:
    site = await notifying.running.add_website()
    await notifying.subscribe(site)
    clock.advance(9 * DAY)
    await notifying.round()
    await notifying.round()
    assert [mail["Subject"] for mail in mails.mails] == ["Daily report of Shop: 0 visitors, Mar 10, 2026"]


async def test_a_saved_report_goes_to_a_webhook_with_its_result_signed(
    notifying: Notifying, clock: HandClock, hook: Webhook
) -> None:
    running = notifying.running
    site = await running.add_website()
    await visits(running, site, 2)
    config = ReportConfig(1, "metrics", "relative", relative_days=8, metric_type="page")
    saved = await running.api.add_saved_report(site, NewSavedReportBody(name="Pages", config=config))
    subscription = await notifying.subscribe(
        site, channel="webhook", target=hook.url, report_id=saved.id, webhook_secret="key", schedule="weekly"
    )
    clock.advance(7 * DAY)
    await notifying.round()
    ((headers, body),) = hook.requests
    (payload,) = hook.payloads
    data = payload.pop("data")
    assert payload == {
        "kind": "report_subscription",
        "website_id": site,
        "subscription_id": subscription.id,
        "report_id": saved.id,
        "generated_at": "2026-03-09T12:00:00Z",
    }
    assert (data["type"], data["total"], data["compare"]) == ("page", 1, None)
    assert [row["pageviews"] for row in data["rows"]] == [2]
    assert headers["Idempotency-Key"] == f"sub:{subscription.id}:20260309T0800000"
    assert headers["Content-Type"] == "application/json"
    at_s, right = signed_parts(headers["X-Sparklytics-Signature"], "key", body)
    assert (at_s, right) == (int(clock.now.timestamp()), True)


async def test_a_missing_report_is_recorded_as_failed_and_the_schedule_goes_on(
    notifying: Notifying, clock: HandClock, mails: MailServer
) -> None:
    api, site = notifying.api, await notifying.running.add_website()
    config = ReportConfig(1, "stats", "relative")
    saved = await api.add_saved_report(site, NewSavedReportBody(name="Totals", config=config))
    subscription = await notifying.subscribe(site, report_id=saved.id)
    await api.delete_saved_report(site, saved.id)
    clock.advance(DAY)
    await notifying.round()
    await notifying.round()
    (record,) = await notifying.history(site)
    assert (record.status, record.error_message, mails.mails) == ("failed", "report not found", [])
    (after,) = await api.list_subscriptions(site)
    assert after.next_run_at == datetime(2026, 3, 4, 8, tzinfo=UTC)
    with pytest.raises(AppError, match="Report not found"):
        await api.test_subscription(site, subscription.id)


async def test_a_test_is_sent_at_once_and_recorded_whatever_becomes_of_it(
    notifying: Notifying, mails: MailServer, clock: HandClock
) -> None:
    api, site = notifying.api, await notifying.running.add_website()
    subscription, alert = await notifying.subscribe(site), await notifying.add_alert(site, name="Rush")
    first = await api.test_subscription(site, subscription.id)
    clock.advance(timedelta(seconds=1))
    second = await api.test_alert(site, alert.id)
    clock.advance(timedelta(seconds=1))
    assert (first.status, second.status) == ("sent", "sent")
    assert first.idempotency_key != second.idempotency_key
    assert [mail["Subject"] for mail in mails.mails] == [
        "Daily report of Shop: 0 visitors, Mar 1, 2026",
        "Test of Rush: Shop",
    ]
    await api.change_alert(site, alert.id, AlertChange(channel="webhook", target="https://no-such-host.invalid/"))
    third = await api.test_alert(site, alert.id)
    assert third.status == "failed"
    assert (third.error_message or "").startswith("webhook dns resolve failed: ")
    assert await notifying.history(site) == [third, second, first]
    assert await api.deliveries(site, 1) == (third,)
    answer = await get(notifying.running, f"/api/websites/{site}/notifications/history?limit=0", Authorization=_owner())
    assert len(answer.json["data"]) == 1
    await api.delete_alert(site, alert.id)
    assert await notifying.history(site) == [third, second, first]  # what was sent stays on record


async def test_a_spike_fires_once_a_day_with_what_it_compared_with(
    notifying: Notifying, clock: HandClock, hook: Webhook
) -> None:
    running = notifying.running
    site = await running.add_website()
    alert = await notifying.add_alert(
        site, condition_type="spike", threshold_value=2, lookback_days=3, channel="webhook", target=hook.url
    )
    for count in (1, 2, 3):
        await visits(running, site, count)
        await notifying.round()
        clock.advance(DAY)
    hook.requests.clear()
    await visits(running, site, 8)
    await notifying.round()
    await notifying.round()
    (payload,) = hook.payloads
    assert {name: payload[name] for name in ("kind", "alert_id", "metric", "current_value", "baseline_mean")} == {
        "kind": "alert", "alert_id": alert.id, "metric": "pageviews", "current_value": 8, "baseline_mean": 2,
    }  # fmt: skip
    assert payload["z_score"] > 2
    clock.advance(DAY)
    await visits(running, site, 30)
    await notifying.round()
    assert len(hook.requests) == 2


async def test_a_drop_is_judged_when_the_day_is_over(notifying: Notifying, clock: HandClock, hook: Webhook) -> None:
    running = notifying.running
    site = await running.add_website()
    await notifying.add_alert(
        site, condition_type="drop", threshold_value=2, lookback_days=3, channel="webhook", target=hook.url
    )
    for count in (8, 6, 4, 1):
        await visits(running, site, count)
        assert hook.requests == []
        clock.advance(DAY)
        await notifying.round()
    await notifying.round()
    (payload,) = hook.payloads
    assert (payload["current_value"], payload["baseline_mean"]) == (1, 6)


async def test_conversions_are_those_of_goals_and_a_reached_goal_is_told(
    notifying: Notifying, clock: HandClock, mails: MailServer
) -> None:
    running = notifying.running
    site = await running.add_website("Shop", "example.com")
    goal = await running.api.add_goal(site, NewGoalBody(name="Signup", goal_type="event", match_value="signup"))
    conversions = {"metric": "conversions", "goal_id": goal.id}
    await notifying.add_alert(
        site, name="First signup", condition_type="goal_reached", threshold_value=1, **conversions
    )
    rate = {"metric": "conversion_rate", "condition_type": "threshold_above", "threshold_value": 50}
    await notifying.add_alert(site, name="Rate", **rate)
    await visits(running, site)
    await notifying.round()
    assert mails.mails == []
    await running.collect(site, type="event", event_name="signup")
    await notifying.round()
    await notifying.round()
    assert [mail["Subject"] for mail in mails.mails] == ["First signup: Shop"]
    clock.advance(DAY)
    await notifying.round()
    assert mails.mails[1]["Subject"] == "Rate: Shop"
    text = next(mails.mails[1].iter_parts()).get_content()
    assert "conversion rate of the day 100.0%." in text
    with pytest.raises(AppError, match="Goal not found"):
        await notifying.add_alert(site, **(conversions | {"goal_id": "goal_x"}))


async def test_silence_is_told_once_and_again_after_the_next_event(
    notifying: Notifying, clock: HandClock, mails: MailServer
) -> None:
    running = notifying.running
    site = await running.add_website()
    await notifying.add_alert(site, name="Quiet", condition_type="no_events", threshold_value=6)
    clock.advance(timedelta(hours=9))
    await notifying.round()
    assert mails.mails == []  # there never was an event
    await visits(running, site)
    for hours in (5, 2, 1, 30):
        clock.advance(timedelta(hours=hours))
        await notifying.round()
        assert len(mails.mails) == (0 if hours == 5 else 1)
    await visits(running, site)
    await notifying.round()
    clock.advance(timedelta(hours=8))
    await notifying.round()
    assert len(mails.mails) == 2


async def test_an_alert_for_the_desktop_waits_until_a_window_is_open(notifying: Notifying, clock: HandClock) -> None:
    running = notifying.running
    site = await running.add_website()
    alert = await notifying.add_alert(site, name="Rush", channel="desktop", target="")
    assert (alert.channel, alert.target) == ("desktop", "")
    tried = await notifying.api.test_alert(site, alert.id)
    assert (tried.status, tried.error_message) == ("failed", "no window is open")
    await visits(running, site)
    await notifying.round()
    assert {(one.status, len(one.attempts)) for one in await notifying.history(site)} == {("failed", 1), ("waiting", 0)}
    with running.context.hub.subscribe() as messages:
        await notifying.round()
        fired = await anext(messages)
    assert fired == AlertFired(
        site, alert.id, "Rush: Shop", "Shop (example.com): pageviews of the day 1. That has reached the limit of 1."
    )
    assert {one.status for one in await notifying.history(site)} == {"failed", "sent"}


async def test_quiet_hours_hold_a_message_back_until_they_end(
    notifying: Notifying, clock: HandClock, mails: MailServer
) -> None:
    site = await notifying.running.add_website()
    await notifying.add_alert(site, quiet_hours=QuietHoursBody(begin="11:00", end="15:00"))
    await visits(notifying.running, site)
    await notifying.round()
    (record,) = await notifying.history(site)
    assert (record.status, record.attempts, mails.mails) == ("waiting", (), [])
    clock.advance(timedelta(hours=3))
    await notifying.round()
    assert len(mails.mails) == 1
    assert [one.status for one in await notifying.history(site)] == ["sent"]


async def test_a_failed_delivery_is_tried_again_after_a_pause_with_the_same_key(
    notifying: Notifying, clock: HandClock, hook: Webhook
) -> None:
    site = await notifying.running.add_website()
    await notifying.add_alert(site, channel="webhook", target=hook.url)
    await visits(notifying.running, site)
    hook.status = 503
    await notifying.round()
    await notifying.round()  # too early for the second attempt
    clock.advance(timedelta(minutes=1))
    hook.status = 204
    await notifying.round()
    (record,) = await notifying.history(site)
    assert (record.status, record.error_message) == ("sent", None)
    assert [(one.outcome, one.error, one.answer) for one in record.attempts] == [
        ("failed", "webhook responded with status 503 Service Unavailable", None),
        ("sent", None, "204 No Content"),
    ]
    assert len({headers["Idempotency-Key"] for headers, _ in hook.requests}) == 1


@pytest.mark.parametrize(("status", "is_final"), [(400, True), (404, True), (302, True), (429, False), (500, False)])
async def test_an_answer_that_will_not_change_ends_a_delivery(
    notifying: Notifying, hook: Webhook, status: int, is_final: bool
) -> None:
    site = await notifying.running.add_website()
    await notifying.add_alert(site, channel="webhook", target=hook.url)
    await visits(notifying.running, site)
    hook.status, hook.location = status, hook.url if status == 302 else ""
    await notifying.round()
    (record,) = await notifying.history(site)
    assert record.status == ("failed" if is_final else "waiting")
    assert len(hook.requests) == 1  # a redirect is not followed
    assert "secret of the network" not in (record.error_message or "")


async def test_one_receiver_that_fails_keeps_no_other_one_waiting(
    notifying: Notifying, clock: HandClock, mails: MailServer
) -> None:
    site = await notifying.running.add_website()
    for _ in range(6):
        await notifying.subscribe(site, channel="webhook", target="http://127.0.0.1:9/hook")
    await notifying.subscribe(site)
    clock.advance(DAY)
    await notifying.round()
    statuses = sorted(record.status for record in await notifying.history(site))
    assert statuses == ["sent", *["waiting"] * 6]
    assert len(mails.mails) == 1


async def test_after_a_kill_mail_is_not_sent_twice_and_a_webhook_gets_the_same_key_again(
    notifying: Notifying, mails: MailServer, hook: Webhook, clock: HandClock
) -> None:
    running = notifying.running
    site = await running.add_website()
    key = running.context.directory.require(site).key
    database = running.context.metadata
    await notifying.add_alert(site)
    await notifying.add_alert(site, channel="webhook", target=hook.url)
    mails.answer = "450 later"
    hook.status = 503
    await visits(running, site)
    await notifying.round()
    for outgoing in await database.read(items.all_items, key, OUTGOING):
        await _begin(running, key, outgoing, clock.now)  # recorded as begun, as before a kill
    mails.answer, hook.status = "250 OK", 200
    await notifying.round()
    by_channel = {record.channel: record for record in await notifying.history(site)}
    assert (by_channel["email"].status, by_channel["email"].error_message) == ("failed", CUT_SHORT)
    assert by_channel["webhook"].status == "sent"
    assert mails.mails == []
    assert len({headers["Idempotency-Key"] for headers, _ in hook.requests}) == 1


async def _begin(running: Running, key: WebsiteKey, outgoing: Outgoing, now: datetime) -> None:
    await running.context.metadata.write(notifications.note, key, outgoing.begun(now), invalidates=NONE)


async def test_the_page_in_a_mail_ends_a_subscription_and_only_its_button_does(
    notifying: Notifying, mails: MailServer
) -> None:
    api, site = notifying.api, await notifying.running.add_website("<b>Shop</b>")
    subscription = await notifying.subscribe(site)
    await api.test_subscription(site, subscription.id)
    path = mails.mails[0]["List-Unsubscribe"].strip("<>").removeprefix("https://stats.example")
    page = await get(notifying.running, path)
    assert page.status == 200
    assert b"&lt;b&gt;Shop" in page.body
    assert (await api.list_subscriptions(site))[0].is_active  # programs that check links follow them
    for wrong in (path[:-1], path.replace("subscriptions", "alerts"), path.replace(site, "site_x")):
        assert (await send(notifying.running, "POST", wrong)).refusal == (404, "not_found")
    done = await send(notifying.running, "POST", path, Origin="https://mail.example")
    assert (done.status, done.headers["Referrer-Policy"]) == (200, "no-referrer")
    assert not (await api.list_subscriptions(site))[0].is_active


async def test_the_number_of_alerts_has_a_limit(notifying: Notifying) -> None:
    site = await notifying.running.add_website()
    for number in range(MAX_ALERTS):
        await notifying.add_alert(site, name=f"Alert {number}")
    with pytest.raises(AppError, match="maximum of 50 alerts per website reached"):
        await notifying.add_alert(site)


async def test_secrets_of_webhooks_are_never_shown(notifying: Notifying) -> None:
    site = await notifying.running.add_website()
    alert = await notifying.add_alert(
        site, channel="webhook", target="https://example.com/", webhook_secret="hush-hush"
    )
    assert alert.has_webhook_secret
    for path in ("alerts", "subscriptions", "notifications/history"):
        answer = await get(notifying.running, f"/api/websites/{site}/{path}", Authorization=_owner())
        assert b"hushed" not in answer.body
        assert b"unsubscribe_key" not in answer.body
    cleared = await notifying.api.change_alert(site, alert.id, AlertChange(webhook_secret=None))
    assert not cleared.has_webhook_secret


async def test_deleting_a_website_ends_its_notifications(
    notifying: Notifying, clock: HandClock, mails: MailServer
) -> None:
    site = await notifying.running.add_website()
    await notifying.subscribe(site)
    clock.advance(DAY)
    await notifying.api.delete_website(site)
    await notifying.round()
    assert mails.mails == []


async def test_the_server_looks_by_itself(start: Start, clock: HandClock) -> None:
    running = await start(clock=clock, clocks=clock.clocks(), steady_s=clock.steady_s, smtp_noop=True)
    notifying = Notifying(running)
    site = await running.add_website()
    subscription = await notifying.subscribe(site)
    clock.advance(DAY)
    async with asyncio.timeout(20):
        await notifying.notifier.work()
    (record,) = await notifying.history(site)
    assert (record.source_id, record.status) == (subscription.id, "sent")
    assert record.attempts[0].answer == "not sent: SPARKLYTICS_SMTP_NOOP is on"


async def test_tests_of_one_website_are_sent_at_most_ten_times_a_minute(start: Start) -> None:
    running = await start(smtp_noop=True)
    notifying = Notifying(running)
    site, other = await running.add_website(), await running.add_website("Blog")
    one, another = await notifying.subscribe(site), await notifying.subscribe(other)
    for _ in range(10):
        assert (await running.api.test_subscription(site, one.id)).status == "sent"
    with pytest.raises(AppError) as refusal:
        await running.api.test_subscription(site, one.id)
    assert refusal.value.code == "rate_limited"
    assert (await running.api.test_subscription(other, another.id)).status == "sent"


def _owner() -> str:
    return f"Bearer {OWNER_TOKEN}"
