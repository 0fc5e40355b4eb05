"""Endpoints of subscriptions: list, create, change, delete and try them."""

from __future__ import annotations

from dataclasses import replace

from aiohttp import web
from msgspec import UNSET

from app.api.notifications import NewSubscription, SubscriptionChange, SubscriptionReply, subscription_reply
from app.api.wire import Data
from app.domain.errors import NotFound
from app.domain.items.saved_reports import SAVED_REPORTS
from app.domain.notifications.deliveries import Delivery
from app.domain.notifications.subscriptions import SUBSCRIPTIONS, Subscription, new_subscription, rescheduled
from app.domain.notifications.targets import Target, checked_target
from app.domain.reports.periods import parse_zone
from app.server import items
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, metadata_of, website_of
from app.server.http.replies import data_reply, empty_reply, read_body
from app.server.notifications.notifier import NOTIFIER
from app.storage import items as stored_items
from app.storage import notifications

routes = Routes()

ALL = "/api/websites/{id}/subscriptions"
ONE = f"{ALL}/{{subscription_id}}"
BODY_ERRORS = ("bad_request", "not_found")


@routes.add(
    "GET",
    ALL,
    "List subscriptions, newest first",
    needs=Access.READ,
    reply=Data[tuple[SubscriptionReply, ...]],
    errors=("not_found", "storage_unavailable"),
)
async def list_subscriptions(request: web.Request) -> web.Response:
    return data_reply(tuple(map(subscription_reply, await items.all_items(request, SUBSCRIPTIONS))))


@routes.add(
    "POST",
    ALL,
    "Create a subscription",
    needs=Access.WRITE,
    body=NewSubscription,
    reply=Data[SubscriptionReply],
    status=201,
    errors=(*BODY_ERRORS, "limit_exceeded"),
)
async def add_subscription(request: web.Request) -> web.Response:
    website, body = website_of(request), await read_body(request, NewSubscription)
    target = Target(body.channel, body.target, body.webhook_format, body.webhook_secret)
    target = checked_target(target, request.app[CONTEXT].settings.webhook_networks)
    zone, now = parse_zone(body.timezone, "UTC").key, request.app[CONTEXT].trusted_clock.now()
    await _check_report(request, body.report_id)
    new = new_subscription(website.id, body.report_id, body.schedule, zone, body.hour, target, now)
    return data_reply(subscription_reply(await items.add(request, SUBSCRIPTIONS, new)), 201)


@routes.add(
    "PUT",
    ONE,
    "Change a subscription; absent fields keep their value",
    needs=Access.WRITE,
    body=SubscriptionChange,
    reply=Data[SubscriptionReply],
    errors=BODY_ERRORS,
    description="Only another schedule, time zone or hour, or a new start after a pause, moves the next run.",
)
async def change_subscription(request: web.Request) -> web.Response:
    body = await read_body(request, SubscriptionChange)
    await items.require(request, SUBSCRIPTIONS)
    if isinstance(body.report_id, str):
        await _check_report(request, body.report_id)
    changed = await items.change(request, SUBSCRIPTIONS, lambda stored: _changed(request, stored, body))
    return data_reply(subscription_reply(changed))


@routes.add("DELETE", ONE, "Delete a subscription", needs=Access.WRITE, status=204, errors=("not_found",))
async def delete_subscription(request: web.Request) -> web.Response:
    await items.write(request, notifications.delete, SUBSCRIPTIONS, items.item_id_of(request, SUBSCRIPTIONS))
    return empty_reply()


@routes.add(
    "POST",
    f"{ONE}/test",
    "Send the report of a subscription now",
    needs=Access.WRITE,
    reply=Data[Delivery],
    errors=("not_found", "rate_limited", "storage_unavailable"),
    description="Answers with 200 also when it could not be sent: `status` and `error_message` say so.",
)
async def test_subscription(request: web.Request) -> web.Response:
    subscription = await items.require(request, SUBSCRIPTIONS)
    await _check_report(request, subscription.report_id)
    return data_reply(await request.app[NOTIFIER].test(website_of(request), subscription))


async def _check_report(request: web.Request, report_id: str | None) -> None:
    """Raise NotFound for a saved report that the website does not have."""
    if report_id is None:
        return
    reports = await metadata_of(request).read(stored_items.all_items, website_of(request).key, SAVED_REPORTS)
    if all(report.id != report_id for report in reports):
        raise NotFound("Report not found")


def _changed(request: web.Request, stored: Subscription, body: SubscriptionChange) -> Subscription:
    """Return the subscription with new values, all of which are checked together. Raises BadRequest."""
    context, old = request.app[CONTEXT], stored.target
    target = Target(
        body.channel or old.channel,
        old.address if body.target is None else body.target,
        old.webhook_format if body.webhook_format is UNSET else body.webhook_format,
        old.webhook_secret if body.webhook_secret is UNSET else body.webhook_secret,
    )
    new = replace(
        stored,
        report_id=stored.report_id if body.report_id is UNSET else body.report_id,
        schedule=body.schedule or stored.schedule,
        timezone=stored.timezone if body.timezone is UNSET else parse_zone(body.timezone, "UTC").key,
        hour=stored.hour if body.hour is None else body.hour,
        target=checked_target(target, context.settings.webhook_networks),
        is_active=stored.is_active if body.is_active is None else body.is_active,
    )
    return rescheduled(new, stored, context.trusted_clock.now())
