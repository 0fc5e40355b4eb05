"""A server whose notifications are sent when a test says so, and the usual subscriptions and alerts."""

from __future__ import annotations

from typing import Any

from app.api.notifications import AlertReply, NewAlert, NewSubscription, SubscriptionReply
from app.domain.notifications.deliveries import Delivery
from app.server.notifications.notifier import NOTIFIER, Notifier
from tests.server.conftest import Running

MAIL = "owner@example.com"


class Notifying:
    """The notifications of a running server."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self.api = running.api
        server = running.http.server
        self.app = server.app  # type: ignore[attr-defined]  # a TestServer

    @property
    def notifier(self) -> Notifier:
        return self.app[NOTIFIER]

    async def round(self) -> None:
        """Have the server look for what is due, and send it."""
        await self.notifier.round()

    async def subscribe(self, site: str, **values: Any) -> SubscriptionReply:
        given = {"schedule": "daily", "channel": "email", "target": MAIL} | values
        return await self.api.add_subscription(site, NewSubscription(**given))

    async def add_alert(self, site: str, **values: Any) -> AlertReply:
        given = {
            "name": "Rush", "metric": "pageviews", "condition_type": "threshold_above", "threshold_value": 1,
            "channel": "email", "target": MAIL,
        }  # fmt: skip
        return await self.api.add_alert(site, NewAlert(**(given | values)))

    async def history(self, site: str) -> list[Delivery]:
        return list(await self.api.deliveries(site, 200))
