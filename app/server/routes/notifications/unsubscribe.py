"""The page behind the link in every mail: whoever gets the mail ends it there, without an account.

A mail program may end it by itself (RFC 8058), by the same POST as the button. GET changes nothing: programs that look
for harmful links follow every one.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from html import escape
from typing import Any

from aiohttp import web

from app.domain.errors import NotFound
from app.domain.items.kind import ItemKind
from app.domain.notifications.alerts import ALERTS
from app.domain.notifications.subscriptions import SUBSCRIPTIONS
from app.domain.websites import Website
from app.server.access.endpoints import Access, Cors, Routes
from app.server.context import CONTEXT
from app.storage import items
from app.storage.cache import NONE
from app.storage.metadata import Transaction

routes = Routes()

PATH = "/unsubscribe/{website_id}/{kind}/{item_id}/{key}"
HTML = "text/html"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
FACTS: dict[str, Any] = {
    "needs": Access.PUBLIC,
    "cors": Cors.OPEN,
    "reply": str,
    "content_type": HTML,
    "errors": ("not_found", "storage_unavailable"),
}
_KINDS: dict[str, ItemKind[Any]] = {"subscriptions": SUBSCRIPTIONS, "alerts": ALERTS}
_STYLE = (
    "body{font:16px/24px system-ui,sans-serif;max-width:32em;margin:15vh auto;padding:0 16px;color-scheme:light dark}"
)


@routes.add("GET", PATH, "Get the page that ends a subscription or an alert", **FACTS)
async def unsubscribe_page(request: web.Request) -> web.Response:
    website, _, item = await _target(request)
    if not item.is_active:
        return _page("Nothing more will be sent.", website)
    return _page(f"Stop the messages about {website.name} to {item.target.address}?", website, button="Stop them")


@routes.add("POST", PATH, "End a subscription or an alert", **FACTS)
async def unsubscribe(request: web.Request) -> web.Response:
    website, kind, item = await _target(request)
    metadata = request.app[CONTEXT].metadata_for(website)
    await metadata.write_durably(_switch_off, website, kind, item.id, invalidates=NONE)
    return _page("Nothing more will be sent.", website)


def _switch_off(con: Transaction, website: Website, kind: ItemKind[Any], item_id: str) -> None:
    items.change(con, website.key, kind, item_id, lambda item: replace(item, is_active=False))


async def _target(request: web.Request) -> tuple[Website, ItemKind[Any], Any]:  # Any: a Subscription or an Alert
    """Return what the link in a mail is about. Raises NotFound, the same for every wrong part."""
    path, context = request.match_info, request.app[CONTEXT]
    website, kind = context.directory.get(path["website_id"]), _KINDS.get(path["kind"])
    if website is not None and kind is not None:
        for item in await context.metadata_for(website).read(items.all_items, website.key, kind):
            if item.id == path["item_id"] and secrets.compare_digest(item.unsubscribe_key, path["key"]):
                return website, kind, item
    raise NotFound("This link does not work any more")


def _page(sentence: str, website: Website, button: str = "") -> web.Response:
    form = f'<form method="post"><button>{escape(button)}</button></form>' if button else ""
    body = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(website.name)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style><h1>{escape(website.name)}</h1><p>{escape(sentence)}</p>{form}</html>\n"
    )
    return web.Response(text=body, headers=HEADERS, content_type=HTML)
