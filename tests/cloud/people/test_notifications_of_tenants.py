"""Notifications in cloud mode: one round sends those of all tenants, each about its own website."""

from __future__ import annotations

from app.api.client import ApiClient
from app.api.notifications import NewAlert
from app.domain.websites import NewWebsite
from app.server.notifications.notifier import NOTIFIER
from tests.cloud.people.conftest import OTHER_OWNER, OWNER, cookie_of
from tests.server.conftest import BROWSER, Running
from tests.server.sign_in import ask


async def test_a_round_sends_the_alerts_of_every_tenant_and_each_sees_its_own(cloud: Running) -> None:
    clients = [ApiClient(cloud.url, None, await cookie_of(cloud, owner)) for owner in (OWNER, OTHER_OWNER)]
    sites = []
    for number, client in enumerate(clients):
        site = await client.add_website(NewWebsite(f"Site {number}", f"site{number}.example.com"))
        sites.append(site.id)
        rule = {"metric": "pageviews", "condition_type": "threshold_above", "threshold_value": number + 1}
        alert = NewAlert(name=f"Alert {number}", channel="email", target=f"owner{number}@example.com", **rule)
        await client.add_alert(site.id, alert)
        event = {"type": "pageview", "url": f"https://site{number}.example.com/", "website_id": site.id}
        assert (await ask(cloud, "POST", "/api/collect", event, headers=BROWSER)).status == 202
    app = cloud.http.server.app  # type: ignore[attr-defined]  # a TestServer
    await app[NOTIFIER].round()
    (first,) = await clients[0].deliveries(sites[0])
    assert (first.target, first.error_message) == ("owner0@example.com", "smtp host is not configured")
    assert await clients[1].deliveries(sites[1]) == ()  # its number is not reached
    event = {"type": "pageview", "url": "https://site1.example.com/2", "website_id": sites[1]}
    assert (await ask(cloud, "POST", "/api/collect", event, headers=BROWSER)).status == 202
    await app[NOTIFIER].round()
    assert len(await clients[0].deliveries(sites[0])) == 1
    assert [one.target for one in await clients[1].deliveries(sites[1])] == ["owner1@example.com"]
    for client in clients:
        await client.close()
