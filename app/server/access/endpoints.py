"""Endpoint table: request and reply types of each route, the access it needs, and the origins that may read it.

A route cannot be registered without these. The router, the preflight replies, the access checks and the OpenAPI
document are all made from the same rows.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from aiohttp import web

from app.domain.errors import ErrorCode

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
H = TypeVar("H", bound=Handler)


class Access(StrEnum):
    """Access that an endpoint requires. PUBLIC requires none.

    LIVE follows events as they arrive. The last four are open to sessions and never to API keys: MANAGE manages keys,
    members and the audit log; ACCOUNT the caller's own sessions and second factor; SESSION concerns the session itself
    and stays available while a password change is required; SIGN_OUT also works after the session has ended.
    """

    PUBLIC = "public"
    READ = "read"
    WRITE = "write"
    LIVE = "live"
    ADMIN = "admin"
    MANAGE = "manage"
    ACCOUNT = "account"
    SESSION = "session"
    SIGN_OUT = "sign_out"


class Cors(StrEnum):
    """Origins whose pages may read the replies: only this server's, those in the settings, or any.

    INGEST is open to any page, also to one that sends its cookies along, which these endpoints never read.
    """

    NONE = "none"
    LISTED = "listed"
    OPEN = "open"
    INGEST = "ingest"

    @property
    def is_open(self) -> bool:
        """True when any page may read the replies."""
        return self in (Cors.OPEN, Cors.INGEST)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One method of one path.

    reply: type of the whole JSON reply, None when there is none. body: type of the JSON body. query: a struct whose
    fields are the query parameters. errors: codes in addition to those of every endpoint of its kind. further: other
    statuses with the type of their reply, None when there is none.
    content_type: of the reply; accepts: content types of the body. for_site_keys: whether API keys limited to one
    website may call it; None allows paths of that website. Handlers of lists filter them for such keys.
    is_of_server: about the server as a whole; in cloud mode it is not there for the people of a tenant.
    is_health_check: answered for this computer even when no connection is free. limits_body: its handler limits the
    size of the body, instead of the limit that all others share.
    """

    method: str
    path: str
    summary: str
    needs: Access
    cors: Cors
    handler: Handler
    reply: Any = None  # Any: a type, or a parametrized one
    status: int = 200
    body: Any = None
    query: Any = None
    errors: tuple[ErrorCode, ...] = ()
    further: tuple[tuple[int, Any], ...] = ()
    content_type: str = "application/json"
    accepts: tuple[str, ...] = ("application/json",)
    description: str = ""
    for_site_keys: bool | None = None
    is_of_server: bool = False
    is_health_check: bool = False
    limits_body: bool = False


class Routes:
    """The endpoints of one subject."""

    def __init__(self) -> None:
        self.endpoints: list[Endpoint] = []

    def add(
        self, method: str, path: str, summary: str, *, needs: Access, cors: Cors = Cors.LISTED, **facts: Any
    ) -> Callable[[H], H]:
        """Register the decorated handler. facts: further fields of Endpoint."""

        def register(handler: H) -> H:
            self.endpoints.append(Endpoint(method, path, summary, needs, cors, handler, **facts))
            return handler

        return register


class EndpointTable:
    """Every endpoint of an application, looked up by request."""

    def __init__(self, *tables: Routes) -> None:
        self.endpoints = tuple(endpoint for table in tables for endpoint in table.endpoints)
        self._by_route = {(endpoint.method, endpoint.path): endpoint for endpoint in self.endpoints}
        self._cors = {endpoint.path: endpoint.cors for endpoint in self.endpoints}

    def of(self, request: web.Request) -> Endpoint | None:
        """Return the endpoint of `request`, None for an unknown path, a wrong method or a preflight request."""
        method = "GET" if request.method == "HEAD" else request.method
        return self._by_route.get((method, _path(request)))

    def cors_of(self, request: web.Request) -> Cors:
        """Return the CORS rule of the path of `request`, which all its methods share, even unknown ones."""
        return self._cors.get(_path(request), Cors.NONE)

    def paths(self) -> dict[str, list[Endpoint]]:
        """Return the endpoints of each path, in the order of the table."""
        by_path: dict[str, list[Endpoint]] = {}
        for endpoint in self.endpoints:
            by_path.setdefault(endpoint.path, []).append(endpoint)
        return by_path


def _path(request: web.Request) -> str:
    """Return the path as in the table; the request's own when no method matched, since the router then names none."""
    resource = request.match_info.route.resource
    return request.path if resource is None else resource.canonical
