"""Which callers are turned away before anything is read: pages that borrow a browser, names that are not ours.

Against DNS rebinding: a server that listens on this computer only answers to names of this computer, so a stranger's
page cannot reach it under a name of its own. Against cross-site requests: a page of another site may not change
anything, even where nobody has to sign in.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from aiohttp import web

from app.config import Settings
from app.domain.errors import AppError
from app.server.access.endpoints import Cors
from app.server.access.guard import bearer_of

LOCAL_ZONES = (".local", ".lan", ".home", ".internal", ".localdomain", ".home.arpa", ".fritz.box", ".localhost")
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def host_name(host: str) -> str:
    """The name in a Host header: lower case, without port, brackets and final dot."""
    name = host.strip().lower()
    name = name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]
    return name.rstrip(".")


def is_loopback_name(name: str) -> bool:
    """Say whether a name can only mean this computer."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def is_local_name(name: str) -> bool:
    """Say whether a name is an address or one that only a local network resolves."""
    if "." not in name or name.endswith(LOCAL_ZONES):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class OriginPolicy:
    """The rules of one server. needs_key: whether calls without credentials are refused anyway."""

    def __init__(self, settings: Settings, *, needs_key: bool) -> None:
        bases = (settings.public_url, settings.tracking_public_base)
        self._is_loopback = settings.is_loopback
        self._needs_key = needs_key
        self._names = {host_name(name) for name in settings.allowed_hosts}
        self._names |= {urlsplit(base).hostname or "" for base in bases}
        self._own_origins = {_origin(settings.public_url)}
        self._listed = frozenset(settings.cors_origins)
        self._lets_all_read = needs_key and not self._listed

    def check_host(self, request: web.Request, cors: Cors | None) -> None:
        """Raise `misdirected_request` for a Host that cannot be ours. cors: of the endpoint, None for no endpoint."""
        given = _host_of(request)
        if given is None:  # only a program, never a page, leaves the header out
            return
        is_ours = self.accepts_host(given) if cors is Cors.OPEN else self._is_reached_at(given)
        if not is_ours:
            raise AppError(
                "misdirected_request",
                "This server does not answer to this name, since nobody has to sign in here. Add the name to"
                " SPARKLYTICS_ALLOWED_HOSTS, or set SPARKLYTICS_PUBLIC_URL to the address others use.",
                field="Host",
            )

    def accepts_host(self, given: str) -> bool:
        """Say whether events may come in under this Host header: on a server for others, under any name."""
        if not self._is_loopback:
            return True
        name = host_name(given)
        return is_loopback_name(name) or name in self._names

    def _is_reached_at(self, given: str) -> bool:
        """Say whether reports may be read under this Host header.

        Where nobody signs in, a name that anyone can register would do for a hostile page: its owner points it at this
        address, and the browser takes both for one site.
        """
        if self._is_loopback or self._needs_key:
            return self.accepts_host(given)
        name = host_name(given)
        return is_local_name(name) or name in self._names

    def check_origin(self, request: web.Request) -> None:
        """Raise `forbidden` for a request that would change something and comes from a page of another site."""
        if request.method in READING_METHODS:
            return
        origin = request.headers.get("Origin")
        is_cross_site = request.headers.get("Sec-Fetch-Site", "").lower() == "cross-site"
        if origin is None and not is_cross_site:
            return
        if origin is None or not self._is_trusted(origin, request):
            raise AppError("forbidden", "Pages of other sites may not change anything here.", field="Origin")

    def allowed_origin(self, cors: Cors, origin: str | None) -> str | None:
        """What to send as Access-Control-Allow-Origin, None for nothing."""
        if cors is Cors.OPEN:
            return "*"
        if cors is Cors.NONE or origin is None:
            return None
        if origin in self._listed:
            return origin
        return "*" if self._lets_all_read else None

    def _is_trusted(self, origin: str, request: web.Request) -> bool:
        if origin in self._own_origins or origin in self._listed:
            return True
        if self._lets_all_read and bearer_of(request) is not None:
            return True  # no page sends a key it was not given, and a preflight has asked before
        return origin.partition("://")[2].lower() == request.headers.get("Host", "").lower() != ""


def _host_of(request: web.Request) -> str | None:
    """The host a request is for: that of its target when it names one, as requests to a proxy do (RFC 9112, 3.2.2)."""
    target = request.raw_path
    return request.headers.get("Host") if target.startswith("/") else urlsplit(target).netloc or None


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
