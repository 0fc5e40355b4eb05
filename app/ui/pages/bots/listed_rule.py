"""A rule about bots with the list that it is on."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from app.api.bots import BotRuleReply, NewBotRule
from app.api.client import ApiClient
from app.domain.items.bot_rules import BotMatch
from app.ui.translation import translator

_tr = translator("BotRule")

ListName = Literal["blocklist", "allowlist"]


@dataclass(frozen=True, slots=True)
class ListedRule:
    """A rule, and the list that it is on."""

    list_name: ListName
    rule: BotRuleReply

    @property
    def id(self) -> str:
        return self.rule.id


async def all_rules(client: ApiClient, website_id: str) -> tuple[ListedRule, ...]:
    """Return the rules of both lists, newest first."""
    names: tuple[ListName, ...] = get_args(ListName)
    lists = await asyncio.gather(*(client.list_bot_rules(website_id, name) for name in names))
    rules = [ListedRule(name, rule) for name, those in zip(names, lists, strict=True) for rule in those]
    return tuple(sorted(rules, key=lambda listed: (listed.rule.created_at, listed.id), reverse=True))


async def add_rule(client: ApiClient, website_id: str, list_name: ListName, rule: NewBotRule) -> ListedRule:
    """Add a rule to a list."""
    return ListedRule(list_name, await client.add_bot_rule(website_id, list_name, rule))


async def replace_rule(
    client: ApiClient, website_id: str, old: ListedRule, list_name: ListName, rule: NewBotRule
) -> ListedRule:
    """Give a rule another content, or put it on the other list."""
    if list_name == old.list_name:
        return ListedRule(list_name, await client.change_bot_rule(website_id, list_name, old.id, rule))
    new = await add_rule(client, website_id, list_name, rule)
    await client.delete_bot_rule(website_id, old.list_name, old.id)
    return new


def match_name(kind: BotMatch) -> str:
    """Return the name of what a rule compares."""
    names: Mapping[BotMatch, str] = {
        "ua_contains": _tr("User agent"),
        "ip_exact": _tr("IP address"),
        "ip_cidr": _tr("Network"),
        "path": _tr("Path"),
    }
    return names[kind]
