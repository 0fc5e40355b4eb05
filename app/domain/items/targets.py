"""Addresses that links and pixels lead to, and what both have in common: their rules, and the query of a request."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from app.domain.errors import BadRequest
from app.domain.ids import new_id
from app.domain.ingest.urls import ascii_host, is_own_host, tag_name

MAX_URL_LENGTH = 2_048  # characters, as of the address of an event
MAX_UTM_LENGTH = 255
MAX_PARAMETERS = 32  # of a request that are kept
MAX_KEY_LENGTH, MAX_VALUE_LENGTH = 64, 256
UTM_NAMES = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")

_LABEL = re.compile("[a-z0-9_-]+")
_UNRESERVED = "-_.~"
_STAYS = "%/?#[]@!$&'()*+,;=:-._~"  # all that an address may have


@dataclass(frozen=True, slots=True)
class LinkCampaign:
    """Campaign of a link; None where a part is not set."""

    utm_source: str | None = None
    utm_medium: str | None = None
    utm_campaign: str | None = None
    utm_term: str | None = None
    utm_content: str | None = None

    def values(self) -> dict[str, str]:
        """Return the parts that are set, by name."""
        parts = ((name, getattr(self, name)) for name in UTM_NAMES)
        return {name: value for name, value in parts if value is not None}


def random_text(length: int, randbelow: Callable[[int], int] = secrets.randbelow) -> str:
    """Return random characters of 0-9 and a-z."""
    return new_id("", length, randbelow).removeprefix("_")


def checked_utm(utm: LinkCampaign) -> LinkCampaign:
    """Return `utm` without blank parts. Raises BadRequest for a part that is too long."""
    parts = {name: value for name, value in utm.values().items() if value.strip()}
    for name, value in parts.items():
        if len(value) > MAX_UTM_LENGTH:
            raise BadRequest(f"{name} must be {MAX_UTM_LENGTH} characters or fewer", field=name)
    return LinkCampaign(**parts)


def checked_target(text: str, field: str, valid: str, domain: str) -> str:
    """Return the address without surrounding white space.

    valid: the words for a valid one, as `a valid URL`. domain: of the website. Raises BadRequest, with the reason,
    unless it is an http or https address of the website without credentials.
    """
    url = text.strip()
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port  # a port that is no number raises
    except ValueError as error:
        raise BadRequest(f"{field} must be {valid}", field=field) from error
    if len(url) > MAX_URL_LENGTH:
        raise BadRequest(f"{field} must be {MAX_URL_LENGTH:,} characters or fewer", field=field)
    labels = ascii_host(host).rstrip(".").split(".")
    is_odd = bool(host) and not all(map(_LABEL.fullmatch, labels)) or port == 0  # browsers refuse such
    if not parts.scheme or is_odd or not url.isprintable() or " " in url or "\\" in url:  # they take `\` for `/`
        raise BadRequest(f"{field} must be {valid}", field=field)
    if parts.scheme not in ("http", "https"):
        raise BadRequest(f"{field} must use http:// or https://", field=field)
    if not host:
        raise BadRequest(f"{field} must include a hostname", field=field)
    if "@" in parts.netloc:
        raise BadRequest(f"{field} cannot include credentials", field=field)
    if not is_own_host(host, domain):
        raise BadRequest(f"{field} host must match website domain", field=field)
    return url


def with_utm(url: str, utm: LinkCampaign) -> str:
    """Return the address with the parts of `utm` in its query, in place of those it had of the same name."""
    values = utm.values()
    if not values:
        return url
    parts = urlsplit(url)
    kept = [piece for piece in parts.query.split("&") if piece and tag_name(piece.partition("=")[0]) not in values]
    added = [f"{name}={quote(value, safe=_UNRESERVED)}" for name, value in values.items()]
    return SplitResult(parts.scheme, parts.netloc, parts.path, "&".join(kept + added), parts.fragment).geturl()


def as_location(url: str) -> str:
    """Return an address in the form of a header: ASCII alone, with an international host in its ASCII form."""
    parts = urlsplit(url)
    host, port = ascii_host(parts.hostname or ""), f":{parts.port}" if parts.port is not None else ""
    netloc = f"[{host}]{port}" if ":" in host else host + port
    rest = (quote(part, safe=_STAYS) for part in (parts.path, parts.query, parts.fragment))
    return SplitResult(parts.scheme, netloc, *rest).geturl()


def kept_parameters(pairs: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """Return the parameters of a request that its event keeps, the last of each name; none if there are too many."""
    kept = {name: value for name, value in pairs if 0 < len(name) <= MAX_KEY_LENGTH and len(value) <= MAX_VALUE_LENGTH}
    return kept if len(dict(pairs)) <= MAX_PARAMETERS else {}
