"""SQL over HTTP: who may use it, what it counts, and how it ends."""

from __future__ import annotations

import asyncio

import pytest

from tests.server.conftest import Running, Start
from tests.server.sign_in import ask, cookie_of, new_key, start_local

PATH = "/api/server/sql"
ENDLESS = "SELECT count(*) FROM range(10000000) a, range(10000000) b"


async def test_sql_counts_what_reports_count(running: Running) -> None:
    site = await running.add_website()
    await running.collect(site)
    await running.collect(site, url="https://example.com/cart")
    sql = "SELECT website_id, path, event_type FROM events ORDER BY path"
    assert (await running.api.run_sql(sql)).rows == ((site, "/cart", "pageview"), (site, "/pricing", "pageview"))
    sql = "SELECT pageviews, is_bounce, entry_page, exit_page, channel FROM sessions JOIN websites USING (website_id)"
    assert (await running.api.run_sql(sql)).rows == ((2, False, "/pricing", "/cart", "Direct"),)


async def test_api_keys_may_use_sql_only_where_the_owner_allows_it(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    admin, read = [(await new_key(running, cookie, scope=scope))["key"] for scope in ("admin", "read")]
    body = {"sql": "SELECT 1"}
    assert (await ask(running, "POST", PATH, body, cookie=cookie)).status == 200
    assert (await ask(running, "POST", PATH, body)).status == 401
    for key in (admin, read):
        assert (await ask(running, "POST", PATH, body, key=key)).status == 403
        assert (await ask(running, "GET", PATH, key=key)).status == 403


async def test_a_setting_lets_keys_of_the_scope_admin_use_sql(start: Start) -> None:
    running = await start_local(start, sql_for_keys=True)
    cookie = await cookie_of(running)
    admin, read = [(await new_key(running, cookie, scope=scope))["key"] for scope in ("admin", "read")]
    body = {"sql": "SELECT 1"}
    assert (await ask(running, "POST", PATH, body, key=admin)).status == 200
    assert (await ask(running, "POST", PATH, body, key=read)).status == 403


@pytest.mark.parametrize("body", [{}, {"sql": ""}, {"sql": "x" * 20_001}, {"sql": "SELECT 1", "rows": 0}, {"sql": 1}])
async def test_a_body_out_of_bounds_is_refused(running: Running, body: dict[str, object]) -> None:
    assert (await ask(running, "POST", PATH, body)).status == 400


async def test_a_client_that_leaves_ends_its_question(running: Running) -> None:
    for _ in range(8):  # more than there are slots
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await running.api.run_sql(ENDLESS)
    assert (await running.api.run_sql("SELECT 1")).rows == ((1,),)
