"""Origin policy: refuses requests by their Host and Origin headers, before a body is read.

Against DNS rebinding: a server that listens on this computer only accepts names of this computer, so a hostile page
cannot reach it under its own name. Against cross-site request forgery: a page of another site may not change anything,
even in the mode `none`.
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
    """Return the name in a Host header: lower case, without port, brackets and trailing dot."""
    name = host.strip().lower()
    name = name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]
    return name.rstrip(".")


def is_loopback_name(name: str) -> bool:
    """Return whether a name can only mean this computer."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def is_local_name(name: str) -> bool:
    """Return whether a name is an IP address or one that only a local network resolves."""
    if "." not in name or name.endswith(LOCAL_ZONES):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class OriginPolicy:
    """The rules of one server. needs_key: requests without credentials are refused anyway."""

    def __init__(self, settings: Settings, *, needs_key: bool) -> None:
        bases = (settings.public_url, settings.tracking_public_base)
        self._is_loopback = settings.is_loopback
        self._needs_key = needs_key
        self._names = {host_name(name) for name in settings.allowed_hosts}
        self._names |= {urlsplit(base).hostname or "" for base in bases}
        self._own_origins = {_origin(settings.public_url)}
        self._listed = frozenset(settings.cors_origins)
        self._is_open_to_keys = needs_key and not self._listed

    def check_host(self, request: web.Request, cors: Cors | None) -> None:
        """Raise `misdirected_request` unless the Host is a name of this server. cors: None without an endpoint."""
        host = _host_of(request)
        if host is None:  # only programs, never browsers, leave the header out
            return
        is_accepted = self.accepts_host(host) if cors is Cors.OPEN else self._accepts_host_for_reports(host)
        if not is_accepted:
            raise AppError(
                "misdirected_request",
                "This server does not accept this host name, because it requires no sign-in. Add the name to"
                " SPARKLYTICS_ALLOWED_HOSTS, or set SPARKLYTICS_PUBLIC_URL to the address that others use.",
                field="Host",
            )

    def accepts_host(self, host: str) -> bool:
        """Return whether events are accepted under this Host header; a server open to others accepts any name."""
        if not self._is_loopback:
            return True
        name = host_name(host)
        return is_loopback_name(name) or name in self._names

    def _accepts_host_for_reports(self, host: str) -> bool:
        """Return whether reports may be read under this Host header.

        Without sign-in, names that anyone can register are refused: the owner of a hostile page could point such a
        name at this address, and the browser would take both for one site.
        """
        if self._is_loopback or self._needs_key:
            return self.accepts_host(host)
        name = host_name(host)
        return is_local_name(name) or name in self._names

    def check_origin(self, request: web.Request) -> None:
        """Raise `forbidden` for a changing request from a page of another site."""
        if request.method in READING_METHODS:
            return
        origin = request.headers.get("Origin")
        is_cross_site = request.headers.get("Sec-Fetch-Site", "").lower() == "cross-site"
        if origin is None and not is_cross_site:
            return
        if origin is None or not self._is_trusted(origin, request):
            raise AppError("forbidden", "Pages of other sites cannot make changes on this server.", field="Origin")

    def allowed_origin(self, cors: Cors, origin: str | None) -> str | None:
        """Return the value of Access-Control-Allow-Origin, None to leave the header out."""
        if cors is Cors.OPEN:
            return "*"
        if cors is Cors.NONE or origin is None:
            return None
        if origin in self._listed:
            return origin
        return "*" if self._is_open_to_keys else None

    def _is_trusted(self, origin: str, request: web.Request) -> bool:
        if origin in self._own_origins or origin in self._listed:
            return True
        if self._is_open_to_keys and bearer_of(request) is not None:
            return True  # a page only sends a key it was given, and a preflight request came before
        return origin.partition("://")[2].lower() == request.headers.get("Host", "").lower() != ""


def _host_of(request: web.Request) -> str | None:
    """Return the host of a request: that of an absolute target, as sent to proxies (RFC 9112, 3.2.2), or the header."""
    target = request.raw_path
    return request.headers.get("Host") if target.startswith("/") else urlsplit(target).netloc or None


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
