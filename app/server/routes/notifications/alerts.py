"""Endpoints of alerts: list, create, change, delete and try them."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from aiohttp import web
from msgspec import UNSET

from app.api.notifications import AlertChange, AlertReply, NewAlert, QuietHoursBody, alert_reply
from app.api.wire import Data
from app.domain.errors import BadRequest, NotFound
from app.domain.ids import new_id
from app.domain.items.goals import GOALS
from app.domain.notifications.alerts import ALERTS, DEFAULT_LOOKBACK, Alert, QuietHours, checked_alert
from app.domain.notifications.deliveries import Delivery
from app.domain.notifications.targets import Target, checked_target
from app.server import items
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, metadata_of, website_of
from app.server.http.replies import data_reply, empty_reply, read_body
from app.server.notifications.notifier import NOTIFIER
from app.storage import items as stored_items
from app.storage import notifications

routes = Routes()

ALL = "/api/websites/{id}/alerts"
ONE = f"{ALL}/{{alert_id}}"
BODY_ERRORS = ("bad_request", "not_found")


@routes.add(
    "GET",
    ALL,
    "List alerts, newest first",
    needs=Access.READ,
    reply=Data[tuple[AlertReply, ...]],
    errors=("not_found", "storage_unavailable"),
)
async def list_alerts(request: web.Request) -> web.Response:
    return data_reply(tuple(map(alert_reply, await items.all_items(request, ALERTS))))


@routes.add(
    "POST",
    ALL,
    "Create an alert",
    needs=Access.WRITE,
    body=NewAlert,
    reply=Data[AlertReply],
    status=201,
    errors=(*BODY_ERRORS, "limit_exceeded"),
    description="spike and threshold_above judge today so far, drop and threshold_below the last day that is over, by"
    " which the conversion rate is always judged. Days are those of the website's zone; bots count by its policy.",
)
async def add_alert(request: web.Request) -> web.Response:
    website, body = website_of(request), await read_body(request, NewAlert)
    alert = Alert(
        id=new_id("alr"),
        website_id=website.id,
        name=body.name,
        metric=body.metric,
        condition_type=body.condition_type,
        threshold_value=body.threshold_value,
        lookback_days=DEFAULT_LOOKBACK if body.lookback_days is None else body.lookback_days,
        goal_id=body.goal_id,
        quiet_hours=_quiet_hours(body.quiet_hours),
        target=Target(body.channel, body.target, body.webhook_format, body.webhook_secret),
        is_active=True,
        created_at=request.app[CONTEXT].trusted_clock.now(),
        unsubscribe_key=new_id("u"),
    )
    alert = _checked(request, alert)
    await _check_goal(request, alert.goal_id)
    return data_reply(alert_reply(await items.add(request, ALERTS, alert)), 201)


@routes.add(
    "PUT",
    ONE,
    "Change an alert; absent fields keep their value",
    needs=Access.WRITE,
    body=AlertChange,
    reply=Data[AlertReply],
    errors=BODY_ERRORS,
)
async def change_alert(request: web.Request) -> web.Response:
    body = await read_body(request, AlertChange)
    await items.require(request, ALERTS)
    if isinstance(body.goal_id, str):
        await _check_goal(request, body.goal_id)
    return data_reply(alert_reply(await items.change(request, ALERTS, lambda stored: _changed(request, stored, body))))


@routes.add("DELETE", ONE, "Delete an alert", needs=Access.WRITE, status=204, errors=("not_found",))
async def delete_alert(request: web.Request) -> web.Response:
    await items.write(request, notifications.delete, ALERTS, items.item_id_of(request, ALERTS))
    return empty_reply()


@routes.add(
    "POST",
    f"{ONE}/test",
    "Send a test message of an alert now",
    needs=Access.WRITE,
    reply=Data[Delivery],
    errors=("not_found", "rate_limited", "storage_unavailable"),
    description="Answers with 200 also when it could not be sent: `status` and `error_message` say so.",
)
async def test_alert(request: web.Request) -> web.Response:
    alert = await items.require(request, ALERTS)
    return data_reply(await request.app[NOTIFIER].test(website_of(request), alert))


async def _check_goal(request: web.Request, goal_id: str | None) -> None:
    """Raise NotFound for a goal that the website does not have."""
    if goal_id is None:
        return
    goals = await metadata_of(request).read(stored_items.all_items, website_of(request).key, GOALS)
    if all(goal.id != goal_id for goal in goals):
        raise NotFound("Goal not found")


def _checked(request: web.Request, alert: Alert) -> Alert:
    """Return the alert with its values checked together. Raises BadRequest."""
    alert = checked_alert(alert)
    if alert.target.channel == "desktop" and request.app[CONTEXT].stores.is_shared:  # windows follow any process
        raise BadRequest("the channel desktop needs a self-hosted server", field="channel")
    return replace(alert, target=checked_target(alert.target, request.app[CONTEXT].settings.webhook_networks))


def _changed(request: web.Request, stored: Alert, body: AlertChange) -> Alert:
    old = stored.target
    target = Target(
        body.channel or old.channel,
        old.address if body.target is None else body.target,
        old.webhook_format if body.webhook_format is UNSET else body.webhook_format,
        old.webhook_secret if body.webhook_secret is UNSET else body.webhook_secret,
    )
    new = replace(
        stored,
        name=stored.name if body.name is None else body.name,
        metric=body.metric or stored.metric,
        condition_type=body.condition_type or stored.condition_type,
        threshold_value=stored.threshold_value if body.threshold_value is None else body.threshold_value,
        lookback_days=stored.lookback_days if body.lookback_days is None else body.lookback_days,
        goal_id=stored.goal_id if body.goal_id is UNSET else body.goal_id,
        quiet_hours=stored.quiet_hours if body.quiet_hours is UNSET else _quiet_hours(body.quiet_hours),
        target=target,
        is_active=stored.is_active if body.is_active is None else body.is_active,
    )
    rule = (stored.metric, stored.condition_type, stored.threshold_value, stored.goal_id)
    if rule != (new.metric, new.condition_type, new.threshold_value, new.goal_id):
        new = replace(new, last_cause=None)  # another rule: what the old one told does not count
    return _checked(request, new)


def _quiet_hours(body: QuietHoursBody | None) -> QuietHours | None:
    """Return quiet hours as stored. Raises BadRequest for such as never end."""
    if body is None:
        return None
    if body.begin == body.end:
        raise BadRequest("quiet hours must end at another time than they begin", field="quiet_hours")
    return QuietHours(time.fromisoformat(body.begin), time.fromisoformat(body.end))
