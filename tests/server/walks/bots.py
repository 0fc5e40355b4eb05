"""Bot policy and rules: every call of the client."""

from __future__ import annotations

from app.api.bots import BotPolicyBody, NewBotRule
from app.api.wire import WebsiteReply
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
    await api.delete_website(site)
