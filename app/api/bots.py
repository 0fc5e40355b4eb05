"""Bots of a website: wire types and client methods of its policy, its lists, and what they did."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from msgspec import Meta

from app.api.connection import ApiConnection, of_website
from app.api.wire import CursorPage
from app.domain.bot_recompute import KEPT_DAYS, MAX_DAYS, Moved, RecomputeJob, RecomputeStatus
from app.domain.bot_reports import BotAgent, BotPoint, BotReason, BotSplit
from app.domain.ingest.bots import BotMode
from app.domain.items.bot_rules import MAX_TEXT_BYTES, BotAction, BotMatch, BotRule

Threshold = Annotated[int, Meta(description="score, 0 to 100, from which an event counts as a bot's")]


class BotPolicyBody(msgspec.Struct, frozen=True):
    """Policy to set. `off` counts bots like people."""

    mode: BotMode
    threshold_score: Threshold


class BotPolicyReply(msgspec.Struct, frozen=True):
    """Policy of a website."""

    website_id: str
    mode: BotMode
    threshold_score: int
    updated_at: datetime


class NewBotRule(msgspec.Struct, frozen=True):
    """An entry to add to a list."""

    match_type: Annotated[
        BotMatch, Meta(description="part of the user agent, IP address, network, or path, with `*` at its end or not")
    ]
    match_value: Annotated[str, Meta(description=f"1 to {MAX_TEXT_BYTES} bytes")]
    note: Annotated[str | None, Meta(description=f"at most {MAX_TEXT_BYTES} bytes")] = None


class BotRuleReply(msgspec.Struct, frozen=True):
    """An entry of a list."""

    id: str
    match_type: BotMatch
    match_value: str
    note: str | None
    created_at: datetime


class BotRuleList(msgspec.Struct, frozen=True):
    """One page of a list, newest first."""

    data: tuple[BotRuleReply, ...]
    pagination: CursorPage


class BotChangeReply(msgspec.Struct, frozen=True):
    """A change of the policy or of a list. actor: always `selfhosted`, as older clients expect."""

    id: str
    actor: str
    action: BotAction
    payload: dict[str, Any]
    created_at: datetime


class BotChangeList(msgspec.Struct, frozen=True):
    """One page of the changes, newest first."""

    data: tuple[BotChangeReply, ...]
    pagination: CursorPage


class BotSummary(msgspec.Struct, frozen=True):
    """Events of some days. start_date, end_date: the first moment, and the one after the last."""

    website_id: str
    start_date: datetime
    end_date: datetime
    bot_events: int
    human_events: int
    bot_rate: Annotated[float, Meta(description="share of the bots, 0 to 1")]
    top_reasons: tuple[BotReason, ...]


class BotReport(msgspec.Struct, frozen=True):
    """Events of bots and of people over time; buckets without events are left out."""

    split: BotSplit
    timeseries: tuple[BotPoint, ...]
    top_reasons: tuple[BotReason, ...]
    top_user_agents: Annotated[tuple[BotAgent, ...], Meta(description=f"those kept: of bots, for {KEPT_DAYS} days")]


class RecomputeBody(msgspec.Struct, frozen=True):
    """Days to judge again, of UTC, both included; without them the last seven."""

    start_date: Annotated[str | None, Meta(description="`2026-03-01`")] = None
    end_date: Annotated[str | None, Meta(description=f"`2026-03-07`; at most {MAX_DAYS} days")] = None


class RecomputeStarted(msgspec.Struct, frozen=True):
    """A job that has begun."""

    job_id: str
    status: RecomputeStatus


class RecomputeReply(msgspec.Struct, frozen=True):
    """A job. end_date: exclusive. events: to be looked at; done: of them; changed: those with another score now."""

    job_id: str
    website_id: str
    status: RecomputeStatus
    start_date: datetime
    end_date: datetime
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    error_message: str | None
    events: int
    done: int
    changed: int
    can_undo: bool


class RecomputePreviewReply(msgspec.Struct, frozen=True):
    """Events that a recompute of some days looks at, and those that it would move."""

    start_date: datetime
    end_date: datetime
    events: int
    to_bots: Moved
    to_people: Moved


def recompute_reply(job: RecomputeJob, website_id: str) -> RecomputeReply:
    """Return a job as on the wire."""
    return RecomputeReply(
        job.id,
        website_id,
        job.status,
        job.start_at,
        job.end_at,
        job.created_at,
        job.started_at,
        job.completed_at,
        job.error_message,
        job.events,
        job.done,
        job.changed,
        job.can_undo,
    )


def rule_reply(rule: BotRule) -> BotRuleReply:
    """Return an entry of a list as on the wire."""
    return BotRuleReply(rule.id, rule.match_type, rule.match_value, rule.note, rule.created_at)


class BotCalls(ApiConnection):
    """Calls of the policy and the lists."""

    async def bot_policy(self, website_id: str) -> BotPolicyReply:
        """Get the bot policy of a website."""
        return await self._data("GET", of_website(website_id, "/bot/policy"), BotPolicyReply)

    async def change_bot_policy(self, website_id: str, policy: BotPolicyBody) -> BotPolicyReply:
        """Change the bot policy of a website."""
        return await self._data("PUT", of_website(website_id, "/bot/policy"), BotPolicyReply, body=policy)

    async def list_bot_rules(self, website_id: str, name: str) -> tuple[BotRuleReply, ...]:
        """List the newest entries of a list, at most 200: all that it may have. name: allowlist, blocklist."""
        path = of_website(website_id, f"/bot/{name}")
        return await self._data("GET", path, tuple[BotRuleReply, ...], {"limit": "200"})

    async def add_bot_rule(self, website_id: str, name: str, rule: NewBotRule) -> BotRuleReply:
        """Add an entry to a list."""
        return await self._data("POST", of_website(website_id, f"/bot/{name}"), BotRuleReply, body=rule)

    async def change_bot_rule(self, website_id: str, name: str, rule_id: str, rule: NewBotRule) -> BotRuleReply:
        """Replace the content of an entry of a list."""
        return await self._data("PUT", _of_rule(website_id, name, rule_id), BotRuleReply, body=rule)

    async def delete_bot_rule(self, website_id: str, name: str, rule_id: str) -> None:
        """Delete an entry of a list."""
        await self._send("DELETE", _of_rule(website_id, name, rule_id))

    async def preview_recompute(self, website_id: str, start_date: str, end_date: str) -> RecomputePreviewReply:
        """Ask what a recompute of some days would move."""
        path = of_website(website_id, "/bot/recompute-preview")
        return await self._data("GET", path, RecomputePreviewReply, {"start_date": start_date, "end_date": end_date})

    async def start_recompute(self, website_id: str, days: RecomputeBody) -> RecomputeStarted:
        """Have the events of some days judged again."""
        path = of_website(website_id, "/bot/recompute")
        return await self._ask("POST", path, RecomputeStarted, body=days)

    async def list_recomputes(self, website_id: str) -> tuple[RecomputeReply, ...]:
        """List the last recomputes, newest first."""
        return await self._data("GET", of_website(website_id, "/bot/recompute"), tuple[RecomputeReply, ...])

    async def recompute(self, website_id: str, job_id: str) -> RecomputeReply:
        """Get a recompute."""
        return await self._data("GET", _of_job(website_id, job_id), RecomputeReply)

    async def cancel_recompute(self, website_id: str, job_id: str) -> RecomputeReply:
        """End a recompute, and undo what it has changed."""
        return await self._data("POST", f"{_of_job(website_id, job_id)}/cancel", RecomputeReply)

    async def undo_recompute(self, website_id: str, job_id: str) -> RecomputeReply:
        """Undo the last recompute."""
        return await self._data("POST", f"{_of_job(website_id, job_id)}/undo", RecomputeReply)

    async def bot_summary(self, website_id: str) -> BotSummary:
        """Get events of bots and of people in the last seven days."""
        return await self._data("GET", of_website(website_id, "/bot-summary"), BotSummary)


def _of_rule(website_id: str, name: str, rule_id: str) -> str:
    return of_website(website_id, f"/bot/{name}/{quote(rule_id, safe='')}")


def _of_job(website_id: str, job_id: str) -> str:
    return of_website(website_id, f"/bot/recompute/{quote(job_id, safe='')}")
