"""OpenAPI document of the API, generated from the endpoint table and its types."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

import msgspec
from aiohttp import web

from app import __version__
from app.api.connection import COOKIE
from app.api.wire import STATUS_OF, ErrorReply
from app.domain.errors import ErrorCode
from app.server.access.endpoints import Access, Endpoint, Routes
from app.server.access.guard import DURING_PASSWORD_CHANGE
from app.server.access.origins import READING_METHODS
from app.server.context import CONTEXT, ENDPOINTS
from app.server.http.replies import JSON, reply

routes = Routes()

Json = dict[str, Any]  # Any: a JSON document
SCHEMAS = "#/components/schemas/{name}"
# Parameters that their name does not explain; the id of an item, such as `goal_id`, is the goal id.
PATH_PARAMETERS = {
    "id": "website id: site_ and ten characters",
    "key_id": "API key id: key_ and ten characters",
    "share_id": "share link id: a UUID",
    "file": "file name",
    "session_id": "session id, as in the session list",
    "user_id": "user id, as in the list of members",
    "email": "e-mail address",
}
KEY: Json = {"key": []}
SESSION: Json = {"session": []}
# Credentials by required access; none at all in the mode `none`.
SECURITY: dict[Access, list[Json]] = {
    Access.PUBLIC: [],
    Access.MANAGE: [SESSION],
    Access.ACCOUNT: [SESSION],
    Access.SESSION: [SESSION],
    Access.SIGN_OUT: [{}, SESSION],
}
DEFAULT_SECURITY: list[Json] = [{}, KEY, SESSION]


# Codes that a request can be answered with; those of the program itself (a port in use, ...) are not among them.
MEANING_OF: Mapping[ErrorCode, str] = {
    "bad_request": "Something in the request cannot be used; `field` names it.",
    "batch_too_large": "More than 50 events in one request.",
    "unauthorized": "The API key, the session or the password is missing or wrong.",
    "second_factor_required": "The password is right; send it again with `code`.",
    "forbidden": "A page of another site tried to change something, or the API key may not do this.",
    "setup_required": "There is no administrator yet: `POST /api/auth/setup` first.",
    "password_change_required": "The default password has to be changed first.",
    "not_found": "There is nothing at this address, or nothing with this id.",
    "method_not_allowed": "The address exists; `Allow` lists its methods.",
    "conflict": "It exists already, or is under way.",
    "gone": "It existed once and no longer does.",
    "payload_too_large": "The body, or one `event_data` (4,096 bytes), is too large.",
    "unsupported_media_type": "The `Content-Type` of the body is not JSON.",
    "misdirected_request": "The `Host` header is not a name this server answers to.",
    "validation_error": "The body is well-formed but breaks a rule; `field` says where.",
    "duplicate_name": "Something with this name exists already.",
    "limit_exceeded": "The maximum number exists already.",
    "rate_limited": "Too many requests or connections; try again after `Retry-After` seconds.",
    "quota_exceeded": "The tenant's events of this month are used up; `Retry-After` says when the next one begins.",
    "internal_server_error": "A fault of the program. The message has a reference to find it in the log.",
    "query_timeout": "The report took too long; try again after `Retry-After` seconds, or a shorter range.",
    "ingest_overloaded": "Too many events wait, or no connection is free; try again after `Retry-After` seconds.",
    "collecting_paused": "The owner paused collecting; the events are not counted. `Retry-After` says when it goes on.",
    "storage_unavailable": "The database or the journal cannot be read or written; the message says why.",
}


@routes.add("GET", "/api/openapi.json", "Get the OpenAPI document", needs=Access.PUBLIC, reply=dict[str, Any])
async def openapi(request: web.Request) -> web.Response:
    server = {"url": request.app[CONTEXT].settings.public_url}
    return reply(describe(request.app[ENDPOINTS].endpoints) | {"servers": [server]})


@functools.cache
def describe(endpoints: tuple[Endpoint, ...]) -> Json:
    """Return the OpenAPI 3.1 document of these endpoints."""
    types = list(dict.fromkeys(type for endpoint in endpoints for type in types_of(endpoint)))
    schemas, components = msgspec.json.schema_components(types, ref_template=SCHEMAS)
    known = dict(zip(types, schemas, strict=True))
    paths: Json = {}
    for endpoint in endpoints:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, known, components)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Sparklytics Desktop", "version": __version__},
        "paths": paths,
        "x-error-codes": {
            code: {"status": STATUS_OF[code], "description": meaning} for code, meaning in MEANING_OF.items()
        },
        "components": {
            "schemas": components,
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": COOKIE},
            },
        },
    }


def types_of(endpoint: Endpoint) -> list[Any]:
    """Return the types whose schemas an endpoint needs."""
    replies = endpoint.reply if isinstance(endpoint.reply, tuple) else (endpoint.reply,)
    further = (type for _, type in endpoint.further)
    return [type for type in (*replies, *further, endpoint.body, endpoint.query, ErrorReply) if type is not None]


def errors_of(endpoint: Endpoint) -> tuple[ErrorCode, ...]:
    """Return every error code of an endpoint: its own, and those of its kind."""
    codes: list[ErrorCode] = [*endpoint.errors, "misdirected_request", "internal_server_error"]
    if endpoint.query is not None:
        codes.append("bad_request")
    if endpoint.body is not None:
        codes += ["bad_request", "payload_too_large", "unsupported_media_type"]
    if endpoint.needs is not Access.PUBLIC:
        codes += ["unauthorized", "forbidden", "setup_required"]
        if endpoint.needs not in DURING_PASSWORD_CHANGE:
            codes.append("password_change_required")
    if endpoint.method not in READING_METHODS:
        codes.append("storage_unavailable")
        if not endpoint.cors.is_open:
            codes.append("forbidden")
    return tuple(sorted(set(codes), key=lambda code: (STATUS_OF[code], code)))


def _operation(endpoint: Endpoint, known: dict[Any, Json], components: Json) -> Json:
    operation: Json = {
        "summary": endpoint.summary,
        "operationId": endpoint.handler.__name__ + ("_short" if endpoint.path == "/e" else ""),
        "parameters": [*_path_parameters(endpoint.path), *_query_parameters(endpoint, known, components)],
        "responses": {str(endpoint.status): _success(endpoint, known)} | _others(endpoint, known),
        "security": SECURITY.get(endpoint.needs, DEFAULT_SECURITY),
    }
    if endpoint.description:
        operation["description"] = endpoint.description
    if endpoint.body is not None:
        schema = {"schema": known[endpoint.body]}
        operation["requestBody"] = {"required": True, "content": dict.fromkeys(endpoint.accepts, schema)}
    return operation


def _path_parameters(path: str) -> list[Json]:
    names = re.findall(r"{(\w+)}", path)
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": PATH_PARAMETERS.get(name, name.replace("_", " ")),
            "schema": {"type": "string"},
        }
        for name in names
    ]


def _query_parameters(endpoint: Endpoint, known: dict[Any, Json], components: Json) -> list[Json]:
    if endpoint.query is None:
        return []
    shape = components[known[endpoint.query]["$ref"].rpartition("/")[2]]
    return [
        {"name": name, "in": "query", "required": name in shape.get("required", ()), "schema": schema}
        | ({"description": schema["description"]} if "description" in schema else {})
        for name, schema in shape["properties"].items()
    ]


def _success(endpoint: Endpoint, known: dict[Any, Json]) -> Json:
    if endpoint.reply is None:
        return {"description": "Success, without a body."}
    if isinstance(endpoint.reply, tuple):
        schema: Json = {"anyOf": [known[type] for type in endpoint.reply]}
    else:
        schema = known[endpoint.reply] if endpoint.content_type == JSON else {"type": "string"}
    return {"description": endpoint.summary, "content": {endpoint.content_type: {"schema": schema}}}


def _others(endpoint: Endpoint, known: dict[Any, Json]) -> Json:
    """Return the replies of other statuses: failures, and those that the endpoint adds to them."""
    by_status: dict[int, list[str]] = {}
    for code in errors_of(endpoint):
        by_status.setdefault(STATUS_OF[code], []).append(code)
    schemas = {status: known[ErrorReply] for status in by_status}
    for status, type in endpoint.further:
        if type is not None:
            schemas[status] = {"anyOf": [known[type], schemas[status]]} if status in schemas else known[type]
    return {
        str(status): {"description": ", ".join(by_status.get(status, ("Success, without a body.",)))}
        | ({"content": {JSON: {"schema": schemas[status]}}} if status in schemas else {})
        for status in (*by_status, *(status for status, _ in endpoint.further if status not in by_status))
    }
