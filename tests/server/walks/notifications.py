"""Notifications: every call of the client."""

from __future__ import annotations

from app.api.notifications import AlertChange, NewAlert, NewSubscription, SubscriptionChange
from app.api.wire import WebsiteReply
from tests.server.conftest import Running
from tests.server.walks import Call

MAIL = "owner@example.com"


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api, site = running.api, website.id
    new = NewSubscription(schedule="weekly", channel="email", target=MAIL)
    subscription = await call(api.add_subscription, site, new)
    subscription = await call(api.change_subscription, site, subscription.id, SubscriptionChange(schedule="daily"))
    assert await call(api.list_subscriptions, site) == (subscription,)
    tried = await call(api.test_subscription, site, subscription.id)
    assert (tried.status, tried.error_message) == ("failed", "smtp host is not configured")
    rule = NewAlert(
        name="Rush", metric="visitors", condition_type="spike", threshold_value=3, channel="email", target=MAIL
    )
    alert = await call(api.add_alert, site, rule)
    alert = await call(api.change_alert, site, alert.id, AlertChange(is_active=False))
    assert await call(api.list_alerts, site) == (alert,)
    second = await call(api.test_alert, site, alert.id)
    assert await call(api.deliveries, site) == (second, tried)
    await call(api.delete_alert, site, alert.id)
    await call(api.delete_subscription, site, subscription.id)
    assert (await api.list_alerts(site), await api.list_subscriptions(site)) == ((), ())
