"""Websites: their values, the rules for name, domain and time zone, and the tracking snippet."""

from __future__ import annotations

import html
import secrets
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from ipaddress import AddressValueError, IPv4Address
from typing import Annotated, Any, NewType
from zoneinfo import available_timezones

from msgspec import Meta

from app.domain.errors import BadRequest
from app.domain.ids import WebsiteKey, new_id
from app.domain.ingest.urls import MAX_HOST_LENGTH, ascii_host, folded_host
from app.domain.tenants import TenantId
from app.domain.zones import zone_name

WebsiteId = NewType("WebsiteId", str)

MAX_NAME_LENGTH = 100
DOMAIN_SHAPE = "host name without scheme and path; in a local network also with a port"
MAX_INGEST_LIMIT = 2**31 - 1  # largest value of an INTEGER column
_ID_LENGTH = 10
_MAX_LABEL_LENGTH = 63
_LABEL_CHARACTERS = frozenset(string.ascii_lowercase + string.digits + "-_")
_NOT_IN_A_HOSTNAME = frozenset("/@?#:")
_LARGEST_PORT = 65_535
# Names of one word are computers of the network at home, `wiki` or `nas`, though some are suffixes as well; not these.
_NEVER_A_COMPUTER = frozenset(
    ("com", "net", "org", "edu", "gov", "mil", "int", "arpa", "biz", "info", "name", "pro", "co", "io")
)
# Endings that only exist within a network: mDNS, home.arpa (RFC 8375), `internal`, and those routers give.
_LOCAL_ENDINGS = (".local", ".localdomain", ".lan", ".home", ".home.arpa", ".internal", ".intranet", ".fritz.box")


@dataclass(frozen=True, slots=True)
class Website:
    """A website as stored. Times are UTC and aware.

    segments: by id, the filters of each as query parameters. items: by kind, those that are needed without the
    database, such as links. tenant: in cloud mode, else None.
    """

    key: WebsiteKey
    id: WebsiteId
    name: str
    domain: str
    timezone: str
    share_id: str | None
    ingest_peak_eps: int | None
    ingest_queue_max_events: int | None
    bot_mode: str
    bot_threshold: int
    is_sample: bool
    created_at: datetime
    updated_at: datetime
    segments: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False, repr=False)
    items: Mapping[str, tuple[Any, ...]] = field(default_factory=dict, compare=False, repr=False)  # Any: by its kind
    tenant: TenantId | None = None


@dataclass(frozen=True, slots=True)
class NewWebsite:
    """Values of a new website, already checked."""

    name: str
    domain: str
    timezone: str = "UTC"


@dataclass(frozen=True, slots=True)
class WebsiteChange:
    """New values of a website; None keeps a value."""

    name: Annotated[str | None, Meta(description="1 to 100 characters")] = None
    domain: Annotated[str | None, Meta(description=DOMAIN_SHAPE)] = None
    timezone: Annotated[str | None, Meta(description="IANA name")] = None


@dataclass(frozen=True, slots=True)
class IngestLimits:
    """Ingest limits of a website; None means the default of the settings. peak_eps: events a second, over a minute."""

    peak_eps: int | None
    queue_max_events: int | None


def new_website_id(randbelow: Callable[[int], int] = secrets.randbelow) -> WebsiteId:
    """Return `site_` and ten random characters of 0-9 and a-z."""
    return WebsiteId(new_id("site", _ID_LENGTH, randbelow))


def check_name(text: str) -> str:
    """Return `text` without surrounding white space. Raises BadRequest unless 1 to 100 characters are left."""
    name = text.strip()
    if not name:
        raise BadRequest("name is required", field="name")
    if len(name) > MAX_NAME_LENGTH:
        raise BadRequest(f"name must be {MAX_NAME_LENGTH} characters or fewer", field="name")
    return name


def check_timezone(text: str) -> str:
    """Return the name of the IANA time zone that `text` means, as `zone_name`. Raises BadRequest if there is none."""
    name = zone_name(text)
    if name not in _zone_names():
        raise BadRequest("timezone must be an IANA name such as Europe/Berlin or UTC", field="timezone")
    return name


def normalize_domain(text: str, is_public_suffix: Callable[[str], bool]) -> str:
    """Return the domain as it is stored: lower case, no final dots, international names in their own letters.

    is_public_suffix: returns whether a name in ASCII form is a public suffix such as `com` or `github.io`.
    Raises BadRequest, with the reason, for anything but a registrable name, an IPv4 address and the name of a computer
    in a local network, of which the last two may have a port.
    """
    whole = folded_host(text.strip()).strip()
    name, colon, port = whole.partition(":")
    domain = name.rstrip(".")
    if not domain and not colon:
        raise BadRequest("domain is required", field="domain")
    if not _NOT_IN_A_HOSTNAME.isdisjoint(domain + port) or (colon and not (_is_local(domain) and _is_port(port))):
        raise BadRequest("domain must be a hostname without scheme, path, credentials, or port", field="domain")
    return _checked_name(domain, is_public_suffix) + (f":{int(port)}" if colon else "")


def _checked_name(domain: str, is_public_suffix: Callable[[str], bool]) -> str:
    if domain == "localhost" or _is_ipv4(domain):
        return domain
    wire_form = ascii_host(domain)
    if not _is_hostname(wire_form) or not domain.isprintable():
        raise BadRequest("domain is invalid", field="domain")
    if not _is_local(domain) and is_public_suffix(wire_form):
        raise BadRequest("domain must be a registrable hostname (not a public suffix)", field="domain")
    return domain


def check_ingest_limit(value: int, field: str) -> None:
    """Raise BadRequest unless `value` can be an ingest limit. field: its name on the wire."""
    if value <= 0:
        raise BadRequest(f"{field} must be > 0", field=field)
    if value > MAX_INGEST_LIMIT:
        raise BadRequest(f"{field} must be <= {MAX_INGEST_LIMIT}", field=field)


def tracking_snippet(base_url: str, website_id: str) -> str:
    """Return the HTML element to paste into every page of the website. base_url: where `/s.js` is served."""
    script = html.escape(base_url.rstrip("/") + "/s.js")
    return f'<script defer src="{script}" data-website-id="{html.escape(website_id)}"></script>'


@cache
def _zone_names() -> frozenset[str]:
    # Listing the zones walks a folder tree, 5 to 20 ms.
    return frozenset(available_timezones())


def _is_local(domain: str) -> bool:
    """Return whether a name is an address, or one that only a computer in a local network can have."""
    if "." not in domain:
        return bool(domain) and domain.isascii() and not domain.startswith("xn--") and domain not in _NEVER_A_COMPUTER
    return domain.endswith(_LOCAL_ENDINGS) or _is_ipv4(domain)


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 5 and 1 <= int(text) <= _LARGEST_PORT


def _is_ipv4(text: str) -> bool:
    try:
        IPv4Address(text)
    except AddressValueError:
        return False
    return True


def _is_hostname(text: str) -> bool:
    labels = text.split(".")
    # A last label of digits alone is an IPv4 address to every browser, and this one is not a valid address.
    return len(text) <= MAX_HOST_LENGTH and all(map(_is_label, labels)) and not labels[-1].isdecimal()


def _is_label(label: str) -> bool:
    return (
        0 < len(label) <= _MAX_LABEL_LENGTH
        and _LABEL_CHARACTERS.issuperset(label)
        and not label.startswith("-")
        and not label.endswith("-")
    )
