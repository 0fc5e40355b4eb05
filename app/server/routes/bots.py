"""Endpoints about bots: policy, lists, and the record of their changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, TypeVar

from aiohttp import web
from msgspec import Meta, Struct

from app.api.bots import (
    BotChangeList,
    BotChangeReply,
    BotPolicyBody,
    BotPolicyReply,
    BotRuleList,
    BotRuleReply,
    NewBotRule,
    rule_reply,
)
from app.api.wire import CursorPage, Data
from app.domain.errors import AppError, ErrorCode, NotFound
from app.domain.ingest.bots import BotMode, BotPolicy
from app.domain.items.bot_rules import (
    ALLOWED,
    BLOCKED,
    CHANGES,
    BotRule,
    changed,
    checked_policy,
    new_change,
    new_rule,
)
from app.domain.items.kind import Item, ItemKind, by_age
from app.domain.reports.cursors import cursor_text, parse_cursor
from app.domain.websites import Website
from app.server import items
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, ServerContext, website_of
from app.server.http.replies import data_reply, empty_reply, read_body, read_query, reply
from app.server.routes.websites import announce
from app.storage.bots import rules

routes = Routes()
T = TypeVar("T", bound=Item)

SITE = "/api/websites/{id}"
POLICY = f"{SITE}/bot/policy"
DEFAULT_PAGE, MAX_PAGE = 50, 200
CHANGE_ERRORS: tuple[ErrorCode, ...] = ("bad_request", "conflict", "not_found")
ADD_ERRORS: tuple[ErrorCode, ...] = (*CHANGE_ERRORS, "limit_exceeded")


class BotListQuery(Struct):
    """Limit and cursor of a page. A limit out of range is replaced by the nearest valid one."""

    limit: Annotated[int, Meta(description=f"entries per page, 1 to {MAX_PAGE}")] = DEFAULT_PAGE
    cursor: Annotated[str | None, Meta(description="next_cursor of the previous page")] = None


class _Position(Struct, array_like=True):
    created_at: Annotated[datetime, Meta(tz=True)]
    id: str


@routes.add(
    "GET",
    POLICY,
    "Get the bot policy of a website",
    needs=Access.READ,
    reply=Data[BotPolicyReply],
    errors=("not_found",),
)
async def get_bot_policy(request: web.Request) -> web.Response:
    return data_reply(_policy(website_of(request)))


@routes.add(
    "PUT",
    POLICY,
    "Change the bot policy of a website; it applies to events from now on",
    needs=Access.WRITE,
    body=BotPolicyBody,
    reply=Data[BotPolicyReply],
    errors=("bad_request", "not_found"),
)
async def change_bot_policy(request: web.Request) -> web.Response:
    website_of(request)
    body = await read_body(request, BotPolicyBody)
    policy = checked_policy(BotPolicy(body.mode, body.threshold_score))
    context = request.app[CONTEXT]
    return data_reply(_policy(await context.directory.change(_set_policy(context, request.match_info["id"], policy))))


async def _set_policy(context: ServerContext, website_id: str, policy: BotPolicy) -> Website:
    old, now = context.directory.require(website_id), context.clock()
    change = new_change("policy_update", {"mode": policy.mode, "threshold_score": policy.threshold}, now)
    website = await context.metadata_for(old).write_durably(rules.set_policy, old, policy, change, now)
    if website is None:
        raise NotFound("Website not found")
    announce(context, website)
    return website


def _policy(website: Website) -> BotPolicyReply:
    return BotPolicyReply(website.id, BotMode(website.bot_mode), website.bot_threshold, website.updated_at)


@routes.add(
    "GET",
    f"{SITE}/bot/allowlist",
    "List the allowlist of a website, newest first",
    needs=Access.READ,
    query=BotListQuery,
    reply=BotRuleList,
    errors=("not_found",),
)
async def list_allowlist(request: web.Request) -> web.Response:
    return await _rules(request, ALLOWED)


@routes.add(
    "POST",
    f"{SITE}/bot/allowlist",
    "Add an entry to the allowlist of a website; what matches counts as people, unless it is blocked, from now on",
    needs=Access.WRITE,
    body=NewBotRule,
    reply=Data[BotRuleReply],
    status=201,
    errors=ADD_ERRORS,
)
async def add_to_allowlist(request: web.Request) -> web.Response:
    return await _add_rule(request, ALLOWED)


@routes.add(
    "PUT",
    f"{SITE}/bot/allowlist/{{entry_id}}",
    "Replace the content of an entry of the allowlist of a website",
    needs=Access.WRITE,
    body=NewBotRule,
    reply=Data[BotRuleReply],
    errors=CHANGE_ERRORS,
)
async def change_in_allowlist(request: web.Request) -> web.Response:
    return await _change_rule(request, ALLOWED)


@routes.add(
    "DELETE",
    f"{SITE}/bot/allowlist/{{entry_id}}",
    "Delete an entry of the allowlist of a website",
    needs=Access.WRITE,
    status=204,
    errors=("not_found",),
)
async def delete_from_allowlist(request: web.Request) -> web.Response:
    return await _delete_rule(request, ALLOWED)


@routes.add(
    "GET",
    f"{SITE}/bot/blocklist",
    "List the blocklist of a website, newest first",
    needs=Access.READ,
    query=BotListQuery,
    reply=BotRuleList,
    errors=("not_found",),
)
async def list_blocklist(request: web.Request) -> web.Response:
    return await _rules(request, BLOCKED)


@routes.add(
    "POST",
    f"{SITE}/bot/blocklist",
    "Add an entry to the blocklist of a website; what matches counts as a bot from now on",
    needs=Access.WRITE,
    body=NewBotRule,
    reply=Data[BotRuleReply],
    status=201,
    errors=ADD_ERRORS,
)
async def add_to_blocklist(request: web.Request) -> web.Response:
    return await _add_rule(request, BLOCKED)


@routes.add(
    "PUT",
    f"{SITE}/bot/blocklist/{{entry_id}}",
    "Replace the content of an entry of the blocklist of a website",
    needs=Access.WRITE,
    body=NewBotRule,
    reply=Data[BotRuleReply],
    errors=CHANGE_ERRORS,
)
async def change_in_blocklist(request: web.Request) -> web.Response:
    return await _change_rule(request, BLOCKED)


@routes.add(
    "DELETE",
    f"{SITE}/bot/blocklist/{{entry_id}}",
    "Delete an entry of the blocklist of a website",
    needs=Access.WRITE,
    status=204,
    errors=("not_found",),
)
async def delete_from_blocklist(request: web.Request) -> web.Response:
    return await _delete_rule(request, BLOCKED)


async def _rules(request: web.Request, kind: ItemKind[BotRule]) -> web.Response:
    page, pagination = _page(request, await items.all_items(request, kind))
    return reply(BotRuleList(tuple(map(rule_reply, page)), pagination))


async def _add_rule(request: web.Request, kind: ItemKind[BotRule]) -> web.Response:
    website_of(request)
    body, now = await read_body(request, NewBotRule), request.app[CONTEXT].clock()
    rule = new_rule(kind, body.match_type, body.match_value, body.note, now)
    with _refusals():
        added = await items.write(request, rules.add_rule, kind, rule, now)
    return data_reply(rule_reply(added), 201)


async def _change_rule(request: web.Request, kind: ItemKind[BotRule]) -> web.Response:
    website_of(request)
    body, now = await read_body(request, NewBotRule), request.app[CONTEXT].clock()
    new_rule(kind, body.match_type, body.match_value, body.note, now)  # refused even when there is no such entry

    def with_body(rule: BotRule) -> BotRule:
        return changed(rule, body.match_type, body.match_value, body.note)

    with _refusals():
        rule = await items.write(request, rules.change_rule, kind, request.match_info["entry_id"], with_body, now)
    return data_reply(rule_reply(rule))


async def _delete_rule(request: web.Request, kind: ItemKind[BotRule]) -> web.Response:
    now = request.app[CONTEXT].clock()
    await items.write(request, rules.delete_rule, kind, request.match_info["entry_id"], now)
    return empty_reply()


@contextmanager
def _refusals() -> Iterator[None]:
    """Name the field that a list does not take, and the code for an entry that it has."""
    try:
        yield
    except AppError as error:
        if error.code == "duplicate_name":
            raise AppError("conflict", "entry already exists", field="match_value") from error
        if error.code == "limit_exceeded":
            raise AppError(error.code, error.message, field="match_value") from error
        raise


@routes.add(
    "GET",
    f"{SITE}/bot/audit",
    "List changes of policy and lists, newest first",
    needs=Access.READ,
    query=BotListQuery,
    reply=BotChangeList,
    errors=("not_found",),
)
async def list_bot_changes(request: web.Request) -> web.Response:
    page, pagination = _page(request, await items.all_items(request, CHANGES))
    changes = (BotChangeReply(item.id, "selfhosted", item.action, dict(item.payload), item.created_at) for item in page)
    return reply(BotChangeList(tuple(changes), pagination))


def _page(request: web.Request, entries: Sequence[T]) -> tuple[Sequence[T], CursorPage]:
    """Return the page of `entries`, newest first, that a request asks for. Raises BadRequest."""
    query = read_query(request, BotListQuery)
    limit = min(max(query.limit, 1), MAX_PAGE)
    if query.cursor:
        after = parse_cursor(query.cursor, _Position)
        entries = [entry for entry in entries if by_age(entry) < (after.created_at, after.id)]
    page, has_more = entries[:limit], len(entries) > limit
    cursor = cursor_text(_Position(page[-1].created_at, page[-1].id)) if has_more else None
    return page, CursorPage(limit, cursor, has_more)
