"""Items in the database: goals, funnels and other documents of a website, as JSON in one table.

`app.server.items` calls the functions that write, and keeps the directory of websites and the report cache in step.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec

from app.domain.ids import WebsiteKey
from app.domain.items.kind import Item, ItemKind
from app.storage.connection import one, rows, statement
from app.storage.metadata import Transaction

T = TypeVar("T", bound=Item)


def all_items(con: Transaction, website: WebsiteKey, kind: ItemKind[T]) -> tuple[T, ...]:
    """Return the items of a website in the order of their kind."""
    bodies = rows(con, "items/of_website", {"website": website, "kind": kind.name})
    return kind.ordered(_item(kind, body) for (body,) in bodies)


def by_website(con: Transaction, kind: ItemKind[T]) -> dict[WebsiteKey, tuple[T, ...]]:
    """Return the items of every website that has some."""
    items: dict[WebsiteKey, list[T]] = {}
    for website, body in rows(con, "items/of_kind", {"kind": kind.name}):
        items.setdefault(website, []).append(_item(kind, body))
    return {website: kind.ordered(those) for website, those in items.items()}


def require(con: Transaction, website: WebsiteKey, kind: ItemKind[T], item_id: str) -> T:
    """Return one item of a website. Raises NotFound."""
    return kind.require(all_items(con, website, kind), item_id)


def add(con: Transaction, website: WebsiteKey, kind: ItemKind[T], item: T) -> T:
    """Add an item and return it. Raises AppError `limit_exceeded`, then `duplicate_name`."""
    others = all_items(con, website, kind)
    kind.check_room(len(others))
    return _written(con, website, kind, item, others, "items/add")


def change(con: Transaction, website: WebsiteKey, kind: ItemKind[T], item_id: str, changed: Callable[[T], T]) -> T:
    """Replace an item by `changed(item)` and return that. Raises NotFound, what `changed` raises, `duplicate_name`."""
    items = all_items(con, website, kind)
    return _written(con, website, kind, changed(kind.require(items, item_id)), items, "items/replace")


def delete(con: Transaction, website: WebsiteKey, kind: ItemKind[T], item_id: str, missing_ok: bool = False) -> None:
    """Delete an item. Raises NotFound when there is none of this id, unless `missing_ok`."""
    row = one(con, "items/delete", {"website": website, "kind": kind.name, "id": item_id})
    if row is None and not missing_ok:
        raise kind.missing()


def _written(con: Transaction, website: WebsiteKey, kind: ItemKind[T], item: T, others: tuple[T, ...], write: str) -> T:
    kind.check_name(getattr(item, "name", None), item.id, others)
    body = msgspec.json.encode(item).decode()
    con.execute(statement(write), {"id": item.id, "website": website, "kind": kind.name, "body": body})
    return item


def _item(kind: ItemKind[T], body: str) -> T:
    return msgspec.json.decode(body, type=kind.shape)
