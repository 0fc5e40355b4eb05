"""Origin policy: refuses requests by their Host and Origin headers, before a body is read.

Against DNS rebinding: a server that listens on this computer only accepts names of this computer, so a hostile page
cannot reach it under its own name. Against cross-site request forgery: a page of another site may not change anything,
even in the mode `none`.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from aiohttp import web

from app.config import Settings
from app.domain.errors import AppError
from app.server.access.endpoints import Cors
from app.server.access.guard import bearer_of

LOCAL_ZONES = (".local", ".lan", ".home", ".internal", ".localdomain", ".home.arpa", ".fritz.box", ".localhost")
_HOST = re.compile(r"(?:\[(?P<address>[^\[\]]*)\]|(?P<name>[^:\[\]]*))(?::[0-9]*)?")
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def host_name(host: str) -> str | None:
    """Return the name in a Host header: lower case, without port, brackets and trailing dot; None if it is malformed.

    Only an IPv6 address stands in brackets, and only a port follows them (RFC 3986, 3.2.2): of
    `[::1].evil.example` the part in brackets is no name.
    """
    match = _HOST.fullmatch(host.strip().lower())
    if match is None:
        return None
    if (address := match["address"]) is None:
        return match["name"].rstrip(".")
    try:
        ipaddress.IPv6Address(address)
    except ValueError:
        return None
    return address


def is_loopback_name(name: str | None) -> bool:
    """Return whether a name can only mean this computer."""
    if name is None:
        return False
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
    """The rules of one server.

    needs_key: requests without credentials are refused anyway. is_https: tells the scheme of a request.
    """

    def __init__(
        self, settings: Settings, *, needs_key: bool, is_https: Callable[[web.Request], bool] = lambda _: False
    ) -> None:
        bases = (settings.public_url, settings.tracking_public_base)
        self._is_loopback = settings.is_loopback
        self._needs_key = needs_key
        self._is_https = is_https
        names = [*map(host_name, settings.allowed_hosts), *(urlsplit(base).hostname for base in bases)]
        self._names = {name for name in names if name is not None}
        self._own_origins = {_origin(settings.public_url)}
        self._listed = frozenset(settings.cors_origins)
        self._is_open_to_keys = needs_key and not self._listed

    def check_host(self, request: web.Request, cors: Cors | None) -> None:
        """Raise `misdirected_request` unless the Host is a name of this server. cors: None without an endpoint."""
        host = _host_of(request)
        if host is None:  # only programs, never browsers, leave the header out
            return
        accepts = self.accepts_host if cors is not None and cors.is_open else self._accepts_host_for_reports
        if not accepts(host):
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
        return name is not None and (is_local_name(name) or name in self._names)

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
        if cors.is_open:
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
        return self._is_own(origin.lower(), request)

    def _is_own(self, origin: str, request: web.Request) -> bool:
        """Return whether an origin is that of this server as the caller reached it.

        Behind a proxy that is not trusted the scheme is unknown. Then a browser's word counts, since no page can send
        Sec-Fetch-Site itself.
        """
        scheme, _, host = origin.partition("://")
        if host == "" or host != request.headers.get("Host", "").lower():
            return False
        if scheme == ("https" if self._is_https(request) else "http"):
            return True
        return scheme == "https" and request.headers.get("Sec-Fetch-Site", "").lower() == "same-origin"


def _host_of(request: web.Request) -> str | None:
    """Return the host of a request: that of an absolute target, as sent to proxies (RFC 9112, 3.2.2), or the header."""
    target = request.raw_path
    return request.headers.get("Host") if target.startswith("/") else urlsplit(target).netloc or None


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
