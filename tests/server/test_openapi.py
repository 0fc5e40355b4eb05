"""API description: complete, and in agreement with the replies."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from app.api.wire import STATUS_OF
from app.domain.errors import ErrorCode
from app.server.access.endpoints import Access, EndpointTable
from app.server.routes import SIGN_IN_TABLES, TABLES, TENANT_TABLES
from app.server.routes.openapi import describe, errors_of
from scripts.api_tables import with_tables
from tests.server.conftest import Start

ALL = EndpointTable(*TABLES, *SIGN_IN_TABLES, *TENANT_TABLES)
DOCUMENT = describe(ALL.endpoints)
MANUAL = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
REFERENCE = "#/components/schemas/"
OPERATIONS = [
    pytest.param(path, method, id=f"{method} {path}")
    for path, methods in DOCUMENT["paths"].items()
    for method in methods
]
# Codes of the program itself, which no reply carries.
NEVER_SENT = {"unreachable", "bad_settings", "address_in_use", "data_folder_in_use"}

OF_TENANTS = set(EndpointTable(*TENANT_TABLES).paths())  # in cloud mode only


async def test_every_route_of_the_router_is_described(start: Start) -> None:
    running = await start(auth="local", argon2_memory_kb=8)
    routes = {
        (route.resource.canonical, route.method.lower())
        for route in running.http.server.app.router.routes()
        if route.resource is not None and route.method not in ("HEAD", "OPTIONS")
    }
    here = {path: methods for path, methods in DOCUMENT["paths"].items() if path not in OF_TENANTS}
    assert routes == {(path, method) for path, methods in here.items() for method in methods}
    async with running.http.get("/api/openapi.json") as response:
        served = await response.json()
    assert served["servers"] == [{"url": "http://localhost:3000"}]
    assert served["paths"] == here


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_operation_names_its_parameters_replies_and_errors(path: str, method: str) -> None:
    operation = DOCUMENT["paths"][path][method]
    assert operation["summary"]
    in_path = {item["name"] for item in operation["parameters"] if item["in"] == "path"}
    assert in_path == set(re.findall(r"{(\w+)}", path))
    assert all("schema" in item for item in operation["parameters"])
    statuses = set(operation["responses"])
    assert any(status.startswith(("2", "3")) for status in statuses)
    assert {"421", "500"} <= statuses
    assert not operation["security"] or "401" in statuses
    for status, reply in operation["responses"].items():
        if int(status) >= 400:
            schema, failure = reply["content"]["application/json"]["schema"], {"$ref": REFERENCE + "ErrorReply"}
            other = {"$ref": REFERENCE + "RpcReply"}  # of the one endpoint with errors of another protocol
            assert schema == ({"anyOf": [other, failure]} if path == "/mcp" and status in ("400", "404") else failure)


def test_a_path_has_one_cors_policy_and_only_public_ones_are_open() -> None:
    for endpoints in ALL.paths().values():
        assert len({endpoint.cors for endpoint in endpoints}) == 1
        if endpoints[0].cors.is_open:
            assert {endpoint.needs for endpoint in endpoints} == {Access.PUBLIC}


def test_every_changing_operation_requires_more_than_read_scope() -> None:
    writing = [item for item in ALL.endpoints if item.method != "GET" and not item.cors.is_open]
    before_signing_in = {"/api/auth/setup", "/api/auth/login", "/api/auth/invitation", "/api/auth/invitation/open"}
    assert {item.path for item in writing if item.needs is Access.PUBLIC} == before_signing_in
    asking = {f"/api/websites/{{id}}/reports/{rest}" for rest in ("preview", "{report_id}/run")}  # notes when, no more
    assert {item.path for item in writing if item.needs is Access.READ} == asking | {"/mcp"}  # whose tools only read
    assert len(writing) >= 4


def test_operation_ids_are_unique() -> None:
    names = [item["operationId"] for methods in DOCUMENT["paths"].values() for item in methods.values()]
    assert len(names) == len(set(names))


def test_every_reference_resolves() -> None:
    known = set(DOCUMENT["components"]["schemas"])
    assert {name.rpartition("/")[2] for name in references(DOCUMENT)} <= known


def references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [name for value in node.values() for name in references(value)]
    return [name for value in node for name in references(value)] if isinstance(node, list) else []


def test_every_error_code_is_described() -> None:
    sent = {code for endpoint in ALL.endpoints for code in errors_of(endpoint)}
    assert sent <= set(STATUS_OF) - NEVER_SENT


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_the_manual_shows_every_route(path: str, method: str) -> None:
    assert f"`{method.upper()} {path}`" in MANUAL


@pytest.mark.parametrize("code", sorted(set(get_args(ErrorCode)) - NEVER_SENT))
def test_the_manual_explains_every_error_code(code: str) -> None:
    assert re.search(rf"^\| {STATUS_OF[code]} \| `{code}` \| .+ \|$", MANUAL, re.MULTILINE)  # type: ignore[index]


def test_the_tables_of_the_manual_are_current() -> None:
    assert with_tables(MANUAL, DOCUMENT) == MANUAL, "run `make docs`"


def test_every_error_code_has_a_meaning() -> None:
    assert set(get_args(ErrorCode)) - NEVER_SENT == set(DOCUMENT["x-error-codes"])
