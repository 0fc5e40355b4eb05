"""The table of endpoints: what each route takes and answers, who may call it, and from which pages.

A route cannot be registered without saying so. The same rows make the router, the preflight answers, the access checks
and the OpenAPI document.
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
    """What a caller must be allowed to do. PUBLIC asks for nothing at all.

    The last three are for people who are signed in, never for API keys: ACCOUNT manages those, the sessions and the
    second factor; SESSION is about the session itself and stays usable while a new password is due; SIGN_OUT is also
    for those whose session has ended.
    """

    PUBLIC = "public"
    READ = "read"
    WRITE = "write"
    ADMIN = "admin"
    ACCOUNT = "account"
    SESSION = "session"
    SIGN_OUT = "sign_out"


class Cors(StrEnum):
    """Whose pages may read the answers: nobody else's, those of the listed origins, anyone's."""

    NONE = "none"
    LISTED = "listed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One method of one path.

    reply: type of the whole JSON reply, None when there is none. body: type of the JSON body. query: a struct whose
    fields are the query parameters. errors: codes beside the ones every endpoint of its kind may answer.
    content_type: of the reply; accepts: content types of the body. for_site_keys: whether API keys for one website may
    call it, None: when its path is of their website. Of a list they may see, the handler shows them their part.
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
    content_type: str = "application/json"
    accepts: tuple[str, ...] = ("application/json",)
    description: str = ""
    for_site_keys: bool | None = None


class Routes:
    """The endpoints of one subject."""

    def __init__(self) -> None:
        self.endpoints: list[Endpoint] = []

    def add(
        self, method: str, path: str, summary: str, *, needs: Access, cors: Cors = Cors.LISTED, **facts: Any
    ) -> Callable[[H], H]:
        """Register the decorated handler; `facts` are further fields of Endpoint."""

        def register(handler: H) -> H:
            self.endpoints.append(Endpoint(method, path, summary, needs, cors, handler, **facts))
            return handler

        return register


class EndpointTable:
    """Every endpoint of an application, found by the request it answers."""

    def __init__(self, *tables: Routes) -> None:
        self.endpoints = tuple(endpoint for table in tables for endpoint in table.endpoints)
        self._by_route = {(endpoint.method, endpoint.path): endpoint for endpoint in self.endpoints}
        self._cors = {endpoint.path: endpoint.cors for endpoint in self.endpoints}

    def of(self, request: web.Request) -> Endpoint | None:
        """The endpoint that answers `request`, None for an unknown path, a wrong method and a preflight."""
        method = "GET" if request.method == "HEAD" else request.method
        return self._by_route.get((method, _path(request)))

    def cors_of(self, request: web.Request) -> Cors:
        """Whose pages may read the answer: the same for all methods of a path, wrong ones included."""
        return self._cors.get(_path(request), Cors.NONE)

    def paths(self) -> dict[str, list[Endpoint]]:
        """The endpoints of each path, in the order of the table."""
        found: dict[str, list[Endpoint]] = {}
        for endpoint in self.endpoints:
            found.setdefault(endpoint.path, []).append(endpoint)
        return found


def _path(request: web.Request) -> str:
    """The path as in the table. After a wrong method the router does not say which it was: the request's own then."""
    resource = request.match_info.route.resource
    return request.path if resource is None else resource.canonical
