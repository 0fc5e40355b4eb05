"""SQL of a server's owner: every call of the client."""

from __future__ import annotations

from app.api.wire import WebsiteReply
from app.domain.sql_query import VIEWS
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    assert await call(running.api.sql_views) == VIEWS
    result = await call(running.api.run_sql, "SELECT name FROM websites WHERE NOT is_sample", 5)
    assert (website.name,) in result.rows
