"""Events of other programs' trackers as events of ours: Umami's `send`, Plausible's `event`, GoatCounter's `count`.

The form of the requests is theirs: see the trackers of Umami (2 and 3), Plausible and GoatCounter (`count.js`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any  # Any: properties of an event, as the page sends them
from urllib.parse import parse_qsl

import msgspec

from app.domain.errors import BadRequest

Event = dict[str, Any]

UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
PAGEVIEW = "pageview"
_SCHEME = re.compile("[a-zA-Z][a-zA-Z0-9+.-]*:")


class UmamiPayload(msgspec.Struct, frozen=True):
    """`payload` of a request of Umami. url, referrer: whole addresses, or paths of older versions."""

    website: str
    url: str = ""
    hostname: str = ""
    referrer: str | None = None
    title: str | None = None
    screen: str | None = None
    language: str | None = None
    name: str | None = None
    data: Any = None
    id: str | None = None


class UmamiBody(msgspec.Struct, frozen=True):
    """Body of a request of Umami. type: event, or others that count nothing."""

    payload: UmamiPayload
    type: str = "event"


class PlausibleBody(msgspec.Struct, frozen=True, rename={"revenue": "$"}):
    """Body of a request of Plausible, by the short names of its tracker."""

    n: str = ""
    u: str = ""
    d: str = ""
    r: str | None = None
    p: Any = None
    m: Any = None
    revenue: Any = None
    name: str = ""
    url: str = ""
    domain: str = ""
    referrer: str | None = None
    props: Any = None


def umami_event(body: UmamiBody) -> Event | None:
    """Return the event of a request, without its website; None for one that is none, such as `identify`."""
    payload = body.payload
    if body.type != "event":
        return None
    base = f"https://{payload.hostname}" if payload.hostname else ""
    event: Event = {
        "url": _whole(payload.url, base),
        "referrer": _whole(payload.referrer, base) if payload.referrer else None,
        "title": payload.title,
        "screen": payload.screen,
        "language": payload.language,
        "event_data": _properties(payload.data),
        "visitor_id": payload.id,
    }
    return _named(event, payload.name or PAGEVIEW)


def plausible_events(body: PlausibleBody, language: str | None) -> tuple[tuple[str, ...], Event | None]:
    """Return the domains that a request is for, and its event; None for one about the time on a page.

    language: of the browser. Raises BadRequest when a part is missing.
    """
    name, url, domains = body.n or body.name, body.u or body.url, body.d or body.domain
    for value, field in ((name, "n"), (url, "u"), (domains, "d")):
        if not value:
            raise BadRequest(f"{field} is missing", field=field)
    listed = tuple(domain.strip() for domain in domains.split(",") if domain.strip())
    if name == "engagement":
        return listed, None
    properties = {key: value for part in (body.m, body.props, body.p) for key, value in _object(part).items()}
    revenue = _object(body.revenue)
    if "amount" in revenue:
        properties["revenue"] = revenue["amount"]
        properties |= {"currency": revenue["currency"]} if "currency" in revenue else {}
    event: Event = {
        "url": url,
        "referrer": body.r or body.referrer,
        "language": language,
        "event_data": properties or None,
    }
    return listed, _named(event, name)


def goatcounter_event(params: Mapping[str, str], page: str, language: str | None) -> Event | None:
    """Return the event of a request; None for one of a program. params: of the query; page: address of the page's host.

    language: of the browser. Raises BadRequest without a path.
    """
    path = params.get("p", "")
    if not path:
        raise BadRequest("p is missing", field="p")
    if params.get("b", "0") not in ("0", ""):  # a test program drives the browser
        return None
    is_event = params.get("e") in ("true", "1")
    width_and_height = params.get("s", "").split(",")[:2]
    campaign = {name: value for name, value in parse_qsl(params.get("q", "").removeprefix("?")) if name in UTM}
    event: Event = {
        "url": f"{page}/" if is_event else _whole(path if path.startswith("/") else f"/{path}", page),
        "referrer": params.get("r") or None,
        "title": params.get("t") or None,
        "screen": "x".join(width_and_height) if len(width_and_height) == 2 else None,
        "language": language,
        **campaign,
    }
    return _named(event, path if is_event else PAGEVIEW)


def _named(event: Event, name: str) -> Event:
    kind = {"type": "pageview"} if name == PAGEVIEW else {"type": "event", "event_name": name}
    return {key: value for key, value in (event | kind).items() if value is not None}


def _whole(address: str, base: str) -> str:
    """Return an address with the host of `base` if it is a path."""
    if not base or _SCHEME.match(address):
        return address
    return base + (address if address.startswith("/") else f"/{address}")


def _properties(value: Any) -> Event | None:
    if value is None or value == {}:
        return None
    return value if isinstance(value, dict) else {"value": value}


def _object(value: Any) -> Mapping[str, Any]:
    """Return an object, which may come as JSON in a text; anything else is left out."""
    if isinstance(value, str):
        try:
            value = msgspec.json.decode(value)
        except (msgspec.DecodeError, RecursionError):
            return {}
    return value if isinstance(value, dict) else {}
