"""Every endpoint of the table refuses unauthorized requests before reading their body."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from app.server.access.endpoints import Access, Endpoint, EndpointTable
from app.server.access.grants import SESSION_ONLY
from app.server.access.guard import DURING_PASSWORD_CHANGE, WEBSITE_PATHS
from app.server.access.origins import READING_METHODS
from app.server.routes import SIGN_IN_TABLES, TABLES
from tests.server.conftest import Running, Start
from tests.server.sign_in import Answer, ask, cookie_of, new_key, set_up, start_fresh, start_local

ENDPOINTS = EndpointTable(*TABLES, *SIGN_IN_TABLES).endpoints
PROTECTED = [endpoint for endpoint in ENDPOINTS if endpoint.needs is not Access.PUBLIC]
UNAUTHORIZED = (401, "unauthorized")
FORBIDDEN = (403, "forbidden")


async def ask_all(
    running: Running, endpoints: Iterable[Endpoint], website: str = "site_unknown", **more: str | dict[str, str]
) -> dict[str, Answer]:
    """Return the reply of each endpoint, by method and path. website: the value of {id}."""
    answers = {}
    for endpoint in endpoints:
        path = re.sub(r"{\w+}", "x", endpoint.path.replace("{id}", website))
        answers[f"{endpoint.method} {endpoint.path}"] = await ask(running, endpoint.method, path, **more)  # type: ignore[arg-type]
    return answers


def refusals(answers: dict[str, Answer]) -> dict[str, tuple[int, str]]:
    return {name: answer.refusal for name, answer in answers.items()}


def all_like(endpoints: Iterable[Endpoint], refusal: tuple[int, str]) -> dict[str, tuple[int, str]]:
    return {f"{endpoint.method} {endpoint.path}": refusal for endpoint in endpoints}


def test_the_endpoint_table_has_every_kind_of_access() -> None:
    assert {endpoint.needs for endpoint in ENDPOINTS} == set(Access)
    assert len(PROTECTED) > 25


@pytest.mark.parametrize("wrong", [{}, {"key": "spk_selfhosted_" + "0" * 32}, {"cookie": "x.y.z"}])
async def test_every_protected_endpoint_refuses_wrong_credentials(start: Start, wrong: dict[str, str]) -> None:
    running = await start_local(start)
    endpoints = [endpoint for endpoint in PROTECTED if endpoint.needs is not Access.SIGN_OUT]
    expected = all_like(endpoints, UNAUTHORIZED)
    if "key" in wrong:
        expected |= all_like((endpoint for endpoint in endpoints if endpoint.needs in SESSION_ONLY), FORBIDDEN)
    assert refusals(await ask_all(running, endpoints, **wrong)) == expected


async def test_before_setup_every_protected_endpoint_requires_it(start: Start) -> None:
    running = await start_fresh(start)
    assert refusals(await ask_all(running, PROTECTED, cookie="x")) == all_like(PROTECTED, (403, "setup_required"))


async def test_a_required_password_change_blocks_every_other_endpoint(start: Start) -> None:
    running = await start_fresh(start, bootstrap_password="sparklytics")
    await set_up(running, "sparklytics")
    endpoints = [endpoint for endpoint in PROTECTED if endpoint.needs not in DURING_PASSWORD_CHANGE]
    answers = await ask_all(running, endpoints, cookie=await cookie_of(running))
    assert refusals(answers) == all_like(endpoints, (403, "password_change_required"))


@pytest.mark.parametrize(
    ("scope", "shut"),
    [("read", {Access.WRITE, Access.LIVE, Access.ADMIN}), ("write", {Access.LIVE, Access.ADMIN}), ("admin", set())],
)
async def test_every_endpoint_refuses_keys_without_its_scope(start: Start, scope: str, shut: set[Access]) -> None:
    running = await start_local(start)
    key = (await new_key(running, await cookie_of(running), scope=scope))["key"]
    endpoints = [endpoint for endpoint in PROTECTED if endpoint.needs in shut | SESSION_ONLY]
    assert refusals(await ask_all(running, endpoints, key=key)) == all_like(endpoints, FORBIDDEN)


async def test_a_website_key_is_refused_outside_its_website(start: Start) -> None:
    running = await start_local(start)
    mine, other = await running.add_website("Shop"), await running.add_website("Blog", "example.org")
    key = (await new_key(running, await cookie_of(running), website_id=mine))["key"]
    endpoints = [endpoint for endpoint in PROTECTED if endpoint.for_site_keys is not True]
    assert refusals(await ask_all(running, endpoints, other, key=key)) == all_like(endpoints, FORBIDDEN)
    elsewhere = [
        endpoint
        for endpoint in endpoints
        if not endpoint.path.startswith(WEBSITE_PATHS) or endpoint.for_site_keys is False
    ]
    assert refusals(await ask_all(running, elsewhere, mine, key=key)) == all_like(elsewhere, FORBIDDEN)


async def test_a_website_key_lists_only_its_own_website(start: Start) -> None:
    running = await start_local(start)
    mine, other = await running.add_website("Shop"), await running.add_website("Blog", "example.org")
    key = (await new_key(running, await cookie_of(running), website_id=mine))["key"]
    endpoints = [endpoint for endpoint in PROTECTED if endpoint.for_site_keys is True and endpoint.path != "/mcp"]
    assert {endpoint.method for endpoint in endpoints} == {"GET"}
    for name, answer in (await ask_all(running, endpoints, key=key)).items():
        names_websites = name != "GET /api/places"  # which is about the server
        shown = (answer.status, mine in str(answer.body), other in str(answer.body))
        assert shown == (200, names_websites, False), name


async def test_every_endpoint_refuses_cross_site_changes(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    endpoints = [
        endpoint for endpoint in ENDPOINTS if endpoint.method not in READING_METHODS and not endpoint.cors.is_open
    ]
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answers = await ask_all(running, endpoints, cookie=cookie, headers=headers)
        assert refusals(answers) == all_like(endpoints, FORBIDDEN)


async def test_every_endpoint_refuses_unknown_host_names(start: Start) -> None:
    running = await start()
    endpoints = EndpointTable(*TABLES).endpoints
    answers = await ask_all(running, endpoints, headers={"Host": "evil.example"})
    assert refusals(answers) == all_like(endpoints, (421, "misdirected_request"))
