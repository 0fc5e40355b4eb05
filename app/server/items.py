"""Items over HTTP: lists, reads and writes goals, funnels and other documents of the website in a request's path.

A write runs within `WebsiteDirectory.change`, which checks that the website still exists, and runs it to its end.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar, TypeVarTuple

from aiohttp import web

from app.domain.ids import WebsiteKey
from app.domain.items.kind import Item, ItemKind
from app.domain.items.segments import SEGMENTS, filters_by_id
from app.server.context import CONTEXT, ServerContext, metadata_of, website_of
from app.storage import items, websites
from app.storage.cache import NONE, Invalidation
from app.storage.metadata import Transaction

T = TypeVar("T", bound=Item)
R = TypeVar("R")
Ts = TypeVarTuple("Ts")

_IN_DIRECTORY = frozenset(kind.name for kind in (SEGMENTS, *websites.CARRIED))
_ANY_TIME = datetime.min.replace(tzinfo=UTC)


def item_id_of(request: web.Request, kind: ItemKind[T]) -> str:
    """Return the id of the item in the path."""
    return request.match_info[f"{kind.name}_id"]


async def all_items(request: web.Request, kind: ItemKind[T]) -> tuple[T, ...]:
    """Return the items of the website, in order. Raises NotFound."""
    return await metadata_of(request).read(items.all_items, website_of(request).key, kind)


async def require(request: web.Request, kind: ItemKind[T]) -> T:
    """Return the item in the path. Raises NotFound."""
    website, item_id = website_of(request).key, item_id_of(request, kind)
    return await metadata_of(request).read(items.require, website, kind, item_id)


async def add(request: web.Request, kind: ItemKind[T], item: T) -> T:
    """Add an item and return it. Raises NotFound, AppError `limit_exceeded`, `duplicate_name`."""
    return await write(request, items.add, kind, item)


async def change(request: web.Request, kind: ItemKind[T], changed: Callable[[T], T]) -> T:
    """Replace the item in the path by `changed(item)` and return that. Raises NotFound, AppError `duplicate_name`."""
    return await write(request, items.change, kind, item_id_of(request, kind), changed)


async def delete(request: web.Request, kind: ItemKind[T], *, missing_ok: bool = False) -> None:
    """Delete the item in the path. Raises NotFound; with `missing_ok` for a missing website only."""
    await write(request, items.delete, kind, item_id_of(request, kind), missing_ok)


async def write(
    request: web.Request,
    write: Callable[[Transaction, WebsiteKey, ItemKind[T], *Ts], R],
    kind: ItemKind[T],
    *args: *Ts,
) -> R:
    """Run a write of items of the website, and repeat it in the directory. Raises NotFound, and what it raises."""
    context, website_id = request.app[CONTEXT], request.match_info["id"]
    return await context.directory.change(_written(context, website_id, write, kind, *args))


async def _written(
    context: ServerContext,
    website_id: str,
    write: Callable[[Transaction, WebsiteKey, ItemKind[T], *Ts], R],
    kind: ItemKind[T],
    *args: *Ts,
) -> R:
    website = context.directory.require(website_id)  # it may have been deleted while the body arrived
    stale: Invalidation = {website.key: _ANY_TIME} if kind.is_in_reports else NONE
    metadata = context.metadata_for(website)
    result = await metadata.write_durably(write, website.key, kind, *args, invalidates=stale)
    if kind.name in _IN_DIRECTORY:
        # Read as a write, which has no time limit: the directory must not miss a change that is stored.
        stored: tuple[Any, ...] = await metadata.write(items.all_items, website.key, kind, invalidates=NONE)
        if kind.name == SEGMENTS.name:
            context.directory.put_segments(website_id, filters_by_id(stored))
        else:
            context.directory.put_items(website_id, kind.name, stored)
    return result
