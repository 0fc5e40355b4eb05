"""Bot policy and rules: every call of the client."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from app.api.bots import BotPolicyBody, NewBotRule, RecomputeBody
from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from app.domain.ingest.bots import BotMode
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api, site = running.api, await running.add_website("Bots")  # a policy changes the website
    policy = await call(api.change_bot_policy, site, BotPolicyBody(BotMode.STRICT, 60))
    assert await call(api.bot_policy, site) == policy
    rule = await call(api.add_bot_rule, site, "blocklist", NewBotRule("path", "/private*"))
    assert await call(api.list_bot_rules, site, "blocklist") == (rule,)
    rule = await call(api.change_bot_rule, site, "blocklist", rule.id, NewBotRule("path", "/private*", "ours"))
    assert rule.note == "ours"
    await call(api.delete_bot_rule, site, "blocklist", rule.id)
    assert await api.list_bot_rules(site, "blocklist") == ()
    assert (await call(api.bot_summary, site)).website_id == site
    day = datetime.now(UTC).date().isoformat()
    assert (await call(api.preview_recompute, site, day, day)).events == 0
    job_id = (await call(api.start_recompute, site, RecomputeBody(day, day))).job_id
    async with asyncio.timeout(20):
        while (job := await call(api.recompute, site, job_id)).status != "success":
            pass  # each question lets the server go on
    assert await call(api.list_recomputes, site) == (job,)
    for method in (api.cancel_recompute, api.undo_recompute):  # it has ended, and changed nothing
        with pytest.raises(AppError):
            await call(method, site, job_id)
    await api.delete_website(site)
