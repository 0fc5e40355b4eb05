"""Targets of notifications: mail addresses and webhooks, and the addresses that a webhook may reach."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Literal
from urllib.parse import urlsplit

from app.domain.errors import BadRequest

ReportChannel = Literal["email", "webhook"]
Channel = Literal["email", "webhook", "desktop"]
WebhookFormat = Literal["json", "slack", "discord", "ntfy"]
Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

MAX_ADDRESS_LENGTH = 254  # of a mail address, RFC 5321
MAX_URL_LENGTH = 2_048
MAX_SECRET_LENGTH = 255
PORTS = {"http": 80, "https": 443}
HOST_NOT_ALLOWED = "webhook target host is not allowed"

_BREAKS_ADDRESS = re.compile(r"[\s,;:<>()\[\]\\\"\x00-\x1f\x7f]")  # in a mail address they name several, or a header
_HOSTS: tuple[tuple[str, str, WebhookFormat], ...] = (  # host, beginning of the path
    ("hooks.slack.com", "/", "slack"),
    ("discord.com", "/api/webhooks/", "discord"),
    ("discordapp.com", "/api/webhooks/", "discord"),
    ("ntfy.sh", "/", "ntfy"),
)
# Ranges whose last 32 bits are an IPv4 address, which is what a packet reaches in the end.
_TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"), IPv6Network("::ffff:0:0:0/96"))
# Ranges that some versions of Python take for public.
_LOCAL = (IPv4Network("192.0.0.0/24"), IPv6Network("64:ff9b:1::/48"), IPv6Network("fec0::/10"))


@dataclass(frozen=True, slots=True)
class Target:
    """A target. address: of a mail, or URL; blank for the desktops of open windows.

    webhook_format: None for the one that its host expects. webhook_secret: key of the signature of each request; None
    for none.
    """

    channel: Channel
    address: str
    webhook_format: WebhookFormat | None = None
    webhook_secret: str | None = None

    @property
    def format(self) -> WebhookFormat:
        """The form of a request to a webhook."""
        if self.webhook_format is not None:
            return self.webhook_format
        parts = urlsplit(self.address)
        return next(
            (kind for host, path, kind in _HOSTS if parts.hostname == host and parts.path.startswith(path)), "json"
        )


def checked_target(target: Target, allowed: Iterable[Network] = ()) -> Target:
    """Return the target with its address trimmed. allowed: private networks for webhooks. Raises BadRequest."""
    address = target.address.strip()
    if target.channel == "desktop":
        return Target("desktop", "")
    if not address:
        raise BadRequest("target is required", field="target")
    if target.webhook_secret is not None and not 0 < len(target.webhook_secret) <= MAX_SECRET_LENGTH:
        raise BadRequest(f"webhook_secret must have 1 to {MAX_SECRET_LENGTH} characters", field="webhook_secret")
    if target.channel == "email":
        _check_mail(address)
    else:
        check_url(address, allowed)
    return Target(target.channel, address, target.webhook_format, target.webhook_secret)


def _check_mail(address: str) -> None:
    local, _, domain = address.partition("@")
    is_odd = len(address) > MAX_ADDRESS_LENGTH or _BREAKS_ADDRESS.search(address) is not None or "@" in domain
    if not local or "." not in domain or domain.startswith(".") or is_odd:
        raise BadRequest("invalid email target", field="target")


def check_url(url: str, allowed: Iterable[Network] = ()) -> None:
    """Raise BadRequest unless a webhook may have this URL, as far as that can be told without looking up its host."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise BadRequest("invalid webhook target", field="target") from error
    if not parts.scheme or not url.isprintable() or " " in url or "\\" in url or len(url) > MAX_URL_LENGTH or port == 0:
        raise BadRequest("invalid webhook target", field="target")
    if parts.scheme not in PORTS:
        raise BadRequest("webhook target must use http or https", field="target")
    if not host:
        raise BadRequest("webhook target missing host", field="target")
    if (address := literal_address(host)) is not None and not may_reach(address, allowed):
        raise BadRequest(HOST_NOT_ALLOWED, field="target")


def literal_address(host: str) -> Address | None:
    """Return the address that a host is, None for a name to look up. A name of this computer is its address."""
    if host == "localhost" or host.endswith(".localhost"):
        return IPv4Address("127.0.0.1")
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return None


def may_reach(address: Address, allowed: Iterable[Network] = ()) -> bool:
    """Return whether a webhook may reach an address: a public one, or one of the networks that the owner lists."""
    return any(address in network for network in allowed) or is_public(address)


def is_public(address: Address) -> bool:
    """Return whether an address belongs to a computer on the internet, also one that is written as another kind."""
    if any(address in network for network in _LOCAL):
        return False
    if isinstance(address, IPv6Address) and (inner := _embedded(address)) is not None:
        return is_public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that packets to an IPv6 address reach."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if any(address in network for network in _TRANSLATED):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None
