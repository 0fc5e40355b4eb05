"""Notifier: looks for what is due, records it, sends it, and records what became of it.

What is due is recorded in the same transaction that moves the next run or notes the cause of an alert, so nothing is
told twice, whenever the program ends. An attempt is recorded before it is made.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from aiohttp import web

from app.domain.errors import AppError, NotFound
from app.domain.ids import WebsiteKey, new_id
from app.domain.ingest.events import unix_us
from app.domain.live import AlertFired
from app.domain.notifications.alerts import ALERTS, MAX_SILENCE_H, Alert, Firing, judge, judge_silence
from app.domain.notifications.deliveries import CUT_SHORT, OUTGOING, Delivery, Outgoing, new_outgoing
from app.domain.notifications.subscriptions import SUBSCRIPTIONS, Subscription
from app.domain.notifications.targets import Target
from app.domain.reports.request import ReportRequest
from app.domain.websites import Website
from app.loop import spawn
from app.report import english
from app.report.compose import compose
from app.server.context import CONTEXT, ServerContext
from app.server.jobs import Job, repeat
from app.server.limits.request_windows import SlidingWindowLimiter, rate_limited
from app.server.notifications.mail import MailSender
from app.server.notifications.messages import alert_message, alert_payload, report_message, stats_of
from app.server.notifications.own_reports import OwnReports
from app.server.notifications.sending import DeliveryFailed, Message
from app.server.notifications.webhooks import WebhookSender
from app.storage import items, notifications
from app.storage.cache import NONE

log = logging.getLogger(__name__)
T = TypeVar("T")
I = TypeVar("I")  # noqa: E741

RETRY_S = 60.0
TESTS_A_MINUTE = 10  # of one website
AT_ONCE = 4  # of what is judged or sent at the same time
_HOUR = timedelta(hours=1)


class Notifier:
    """The notifications of one server. webhooks: sends what goes to webhooks."""

    def __init__(self, app: web.Application, webhooks: WebhookSender | None = None) -> None:
        self._app = app
        settings = app[CONTEXT].settings
        self._mail = MailSender(settings)
        self._webhooks = webhooks or WebhookSender(settings.webhook_networks)
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._tests = SlidingWindowLimiter(TESTS_A_MINUTE, settings.rate_limit_max_keys)

    async def work(self) -> float:
        """Do one round. Returns the seconds until the next one."""
        await self.round()
        return float(self._context.settings.scheduler_tick_seconds)

    async def round(self) -> None:
        """Record what is due now, then send what is to be sent. Raises KnownStorageError."""
        now = self._context.trusted_clock.now()
        metadata = self._context.metadata
        subscriptions = self._known(await metadata.read(items.by_website, SUBSCRIPTIONS))
        await self._each((pair for pair in subscriptions if pair[1].is_due(now)), self._begin_subscription)
        alerts = self._known(await metadata.read(items.by_website, ALERTS))
        await self._each((pair for pair in alerts if pair[1].is_active), self._begin_alert)
        outgoing = self._known(await metadata.read(items.by_website, OUTGOING))
        now = self._context.trusted_clock.now()
        due = (pair for pair in outgoing if pair[1].due_at <= now or pair[1].is_cut_short)
        await self._each((pair for pair in due if self._has_receiver(pair[1].target)), self._go_on)

    async def test(self, website: Website, item: Subscription | Alert) -> Delivery:
        """Send a message of a subscription or an alert once, now. Return the record. Raises AppError.

        Only so many a minute for one website: a leaked key is no way to flood a mailbox.
        """
        limit = self._tests.hit(website.id, time.monotonic())
        if not limit.is_granted:
            raise rate_limited(limit, "So many tests were sent in the last minute that this one has to wait.")
        now = self._context.trusted_clock.now()
        key = f"test:{item.id}:{new_id('t')}"
        if isinstance(item, Alert):
            payload = alert_payload(item, None, now)
            outgoing = new_outgoing("alert", item.id, key, item.target, now, payload=payload, is_test=True)
        else:
            days = item.period(now)
            outgoing = new_outgoing("subscription", item.id, key, item.target, now, days=days, is_test=True)
        sent = await self._attempt(website, outgoing.begun(now), item)
        await self._context.metadata_for(website).write(notifications.finish, website.key, sent, invalidates=NONE)
        return sent.delivery

    @property
    def _context(self) -> ServerContext:
        return self._app[CONTEXT]

    def _known(self, by_key: Mapping[WebsiteKey, Iterable[I]]) -> list[tuple[Website, I]]:
        """Return the items of websites that are there, each with its website."""
        websites = {website.key: website for website in self._context.directory.all()}
        return [(websites[key], item) for key, those in by_key.items() if key in websites for item in those]

    async def _each(self, pairs: Iterable[tuple[Website, I]], work: Callable[[Website, I], Awaitable[None]]) -> None:
        """Do some work for each, a few at once. A failure is logged and keeps no other one from its turn."""

        async def one(website: Website, item: I) -> None:
            async with self._at_once:
                await work(website, item)

        ended = await asyncio.gather(*(one(*pair) for pair in pairs), return_exceptions=True)
        for error in ended:
            if isinstance(error, AppError):
                log.warning("A notification has to wait: %s", error.message)
            elif isinstance(error, BaseException):
                log.error("A notification failed", exc_info=error)

    async def _begin_subscription(self, website: Website, subscription: Subscription) -> None:
        now = self._context.trusted_clock.now()

        def outgoing(stored: Subscription) -> Outgoing:
            moment = "".join(letter for letter in stored.next_run_at.isoformat() if letter.isalnum())[:16]
            key, days = f"sub:{stored.id}:{moment}", stored.period(now)
            return new_outgoing("subscription", stored.id, key, stored.target, now, days=days)

        metadata = self._context.metadata_for(website)
        begin = notifications.begin_subscription
        await metadata.write_durably(begin, website.key, subscription.id, now, outgoing, invalidates=NONE)

    async def _begin_alert(self, website: Website, alert: Alert) -> None:
        now, zone = self._context.trusted_clock.now(), ZoneInfo(website.timezone)
        firing = await self._judged(website, alert, now)
        if firing is None or firing.cause == alert.last_cause:
            return
        due_at = now if alert.quiet_hours is None else alert.quiet_hours.release(now, zone)
        key, payload = f"alert:{alert.id}:{firing.cause}", alert_payload(alert, firing, now)
        outgoing = new_outgoing("alert", alert.id, key, alert.target, now, due_at=due_at, payload=payload)
        metadata, begin = self._context.metadata_for(website), notifications.begin_alert
        await metadata.write_durably(begin, website.key, alert.id, firing.cause, outgoing, invalidates=NONE)

    async def _judged(self, website: Website, alert: Alert, now: datetime) -> Firing | None:
        reports, today = OwnReports(self._app, website, now), now.astimezone(ZoneInfo(website.timezone)).date()
        if alert.condition_type == "no_events":
            first = (now - timedelta(hours=MAX_SILENCE_H)).astimezone(ZoneInfo(website.timezone)).date()
            hours = await reports.hours_with_events((first - timedelta(days=1), today))
            last = hours[-1] + _HOUR if hours else None
            return judge_silence(alert, last, self._context.started_at, now)
        day = alert.judged_day(today)
        if alert.last_cause == f"{day:%Y%m%d}":  # told already; spares the counting
            return None
        numbers = await reports.numbers(alert, (day - timedelta(days=alert.history_days), day))
        return judge(alert, numbers, day)

    async def _go_on(self, website: Website, outgoing: Outgoing) -> None:
        """Make the next attempt of a delivery, or end one of which nobody knows whether it arrived."""
        metadata, now = self._context.metadata_for(website), self._context.trusted_clock.now()
        if outgoing.is_cut_short and outgoing.target.channel == "email":
            # Mail has no receiver that tells repetitions apart: rather none than two.
            ended = outgoing.ended(now, CUT_SHORT, is_final=True)
            await metadata.write(notifications.finish, website.key, ended, invalidates=NONE)
            return
        begun = outgoing.begun(now)
        try:
            await metadata.write_durably(notifications.note, website.key, begun, invalidates=NONE)
        except NotFound:  # its alert or subscription was deleted meanwhile
            return
        sent = await self._attempt(website, begun)
        write = notifications.note if sent.delivery.status == "waiting" else notifications.finish
        await metadata.write_durably(write, website.key, sent, invalidates=NONE)

    async def _attempt(
        self, website: Website, outgoing: Outgoing, item: Subscription | Alert | None = None
    ) -> Outgoing:
        """Send a delivery and return it with its outcome. item: as it is now; None to look it up."""
        clock = self._context.trusted_clock
        try:
            message = await self._message(website, outgoing, item or await self._item(website, outgoing))
            answer = await self._send(website, outgoing, message)
        except DeliveryFailed as error:
            return outgoing.ended(clock.now(), error.sentence, is_final=error.is_final)
        except AppError as error:
            return outgoing.ended(clock.now(), error.message, is_final=error.code in ("not_found", "bad_request"))
        return outgoing.ended(clock.now(), None, answer)

    async def _send(self, website: Website, outgoing: Outgoing, message: Message) -> str:
        key, target = outgoing.delivery.idempotency_key, outgoing.target
        if target.channel == "desktop":
            if not self._context.hub.has_listeners:
                raise DeliveryFailed("no window is open")
            fired = AlertFired(website.id, outgoing.delivery.source_id, message.subject, message.short)
            self._context.hub.publish(fired)
            return ""
        if target.channel == "email":
            return await self._mail.send(target.address, message, key)
        at_s = unix_us(self._context.trusted_clock.now()) // 1_000_000
        return await self._webhooks.send(target, message, key, at_s)

    def _has_receiver(self, target: Target) -> bool:
        """Return whether someone could get a message now: one for the desktop waits for a window."""
        return target.channel != "desktop" or self._context.hub.has_listeners

    async def _item(self, website: Website, outgoing: Outgoing) -> Subscription | Alert:
        kind, source = outgoing.delivery.source_type, outgoing.delivery.source_id
        metadata = self._context.metadata_for(website)
        if kind == "alert":
            return await metadata.read(items.require, website.key, ALERTS, source)
        return await metadata.read(items.require, website.key, SUBSCRIPTIONS, source)

    async def _message(self, website: Website, outgoing: Outgoing, item: Subscription | Alert) -> Message:
        """Return what is to be sent. Raises DeliveryFailed, AppError."""
        public_url, now = self._context.settings.public_url, self._context.trusted_clock.now()
        if isinstance(item, Alert):
            return alert_message(item, website, outgoing.payload or alert_payload(item, None, now), public_url)
        reports = OwnReports(self._app, website, now)
        if item.report_id is None:
            answers = await reports.answers(ReportRequest(*(outgoing.days or item.period(now)), timezone=item.timezone))
            data: object = stats_of(answers)
        else:
            try:
                saved = await reports.saved_report(item.report_id)
            except NotFound as error:
                raise DeliveryFailed("report not found", is_final=True) from error
            answers, data = await reports.answers(reports.request_of(saved)), await reports.saved_result(saved)
        report = compose(answers, english)
        return report_message(item, report, data, now, public_url, is_test=outgoing.is_test)


NOTIFIER = web.AppKey("notifier", Notifier)


async def notifying(app: web.Application) -> AsyncIterator[None]:
    """Look for what is due while the application runs, in one process where several share the databases."""
    context = app[CONTEXT]
    if not context.settings.scheduler_tick_seconds:
        yield
        return
    failed = "Reports and alerts could not be looked for; the next attempt is in a minute"
    job = Job("notifications", app[NOTIFIER].work, failed, RETRY_S)
    task = spawn("notifications", repeat(job, context.stores.run_once))
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
