"""A website of the shop's server whose visitors and owner write markup wherever the server takes text."""

from __future__ import annotations

import json
import urllib.request
from typing import Any
from urllib.parse import quote

from app.api.client import ApiClient
from app.api.items.funnels import FunnelStepBody, NewFunnelBody
from app.api.items.goals import NewGoalBody
from app.api.items.links import NewLink
from app.api.items.pixels import NewPixel
from app.api.items.saved_reports import NewSavedReportBody
from app.api.wire import WebsiteReply
from app.domain.clock import utc_now
from app.domain.items.annotations import NewAnnotation
from app.domain.items.saved_reports import ReportConfig
from app.domain.items.segments import NewSegment
from app.domain.websites import NewWebsite
from tests.ui.real_server import LIMIT_S, Shop

MARKUP = '<img src="file://host/share/x.png"><b>bold</b>'
_BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Accept": "*/*",
    "Accept-Language": "en",
    "Content-Type": "application/json",
}


def add_hostile_site(shop: Shop, client: ApiClient) -> WebsiteReply:
    """Add the website, with visits of this moment, not of `samples.NOW`, and one item of each kind."""
    new = NewWebsite(f"Shop {MARKUP}", "hostile.example", "UTC")
    site = shop.loop.submit(client.add_website(new)).result(LIMIT_S)
    for visitor in (MARKUP, f"2 {MARKUP}"):
        for event in _events(site.id, visitor):
            _collect(shop.server.url, event)
    shop.loop.submit(_add_items(client, site.id)).result(LIMIT_S)
    return site


def _collect(url: str, event: dict[str, Any]) -> None:
    request = urllib.request.Request(f"{url}/api/collect", json.dumps(event).encode(), _BROWSER)
    with urllib.request.urlopen(request, timeout=LIMIT_S) as reply:
        assert reply.status == 202


def _events(site: str, visitor: str) -> list[dict[str, Any]]:
    """Return the events of a visit: two pages and a custom event."""
    address = f"https://hostile.example/{MARKUP}"
    common = {
        "website_id": site,
        "title": MARKUP,
        "visitor_id": visitor,
        "utm_source": MARKUP,
        "utm_medium": MARKUP,
        "utm_campaign": MARKUP,
        "screen": "<b>bold</b>",
        "language": "<b>bold</b>",
    }
    views = [common | {"type": "pageview", "url": url} for url in (address, f"{address}/2")]
    data = {MARKUP: MARKUP, "price": 5}
    return [*views, common | {"type": "event", "url": address, "event_name": MARKUP, "event_data": data}]


async def _add_items(client: ApiClient, site: str) -> None:
    today = utc_now().date().isoformat()  # as its visits are
    await client.add_goal(
        site, NewGoalBody(MARKUP, "event", MARKUP, value_mode="fixed", fixed_value=1, currency="<b>€</b>")
    )
    steps = (
        FunnelStepBody(MARKUP, "event", label=MARKUP),
        FunnelStepBody("bold", "page_view", None, "contains", MARKUP),
    )
    await client.add_funnel(site, NewFunnelBody(MARKUP, steps))
    await client.add_segment(site, NewSegment(MARKUP, {"filter_title": MARKUP}))
    await client.add_annotation(site, NewAnnotation(today, MARKUP))
    config = ReportConfig(1, "metrics", "absolute", start_date=today, end_date=today, metric_type="title")
    await client.add_saved_report(site, NewSavedReportBody(MARKUP, config, MARKUP))
    url = "https://hostile.example/"
    await client.add_link(site, NewLink(name=MARKUP, destination_url=f"{url}?{quote(MARKUP)}", utm_source=MARKUP))
    await client.add_pixel(site, NewPixel(name=MARKUP, default_url=url))
    await client.share_website(site)
