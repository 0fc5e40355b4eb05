"""Items: documents that a website owns, such as goals and segments. One `ItemKind` describes each kind.

The items of a website are few: they are read all together, and their limit, names and order are checked in Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from app.domain.errors import AppError, NotFound


class Item(Protocol):
    """A stored document. id: unique among all items."""

    @property
    def id(self) -> str: ...
    @property
    def created_at(self) -> datetime: ...


class NamedItem(Item, Protocol):
    """A stored document with a name."""

    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=Item)


@dataclass(frozen=True, slots=True)
class ItemKind(Generic[T]):
    """A kind of items.

    name: in the database, in paths (`{goal_id}`) and, without a title, in messages. title: as a message begins with it.
    shape: encoded to JSON and back by msgspec. limit: items of one website. order: sort key of a list. is_in_reports:
    reports read items of this kind, so a change makes cached reports of the website stale.
    """

    name: str
    shape: type[T]
    limit: int
    order: Callable[[T], Any]  # Any: tuples that compare with each other
    is_descending: bool = False
    has_unique_name: bool = True
    is_in_reports: bool = True
    title: str = ""

    @property
    def words(self) -> str:
        """The kind within a sentence."""
        return self.title.lower() or self.name

    def ordered(self, items: Iterable[T]) -> tuple[T, ...]:
        """Return the items in the order of a list."""
        return tuple(sorted(items, key=self.order, reverse=self.is_descending))

    def require(self, items: Iterable[T], item_id: str) -> T:
        """Return the item of this id. Raises NotFound."""
        for item in items:
            if item.id == item_id:
                return item
        raise self.missing()

    def missing(self) -> NotFound:
        """The error for an id that the website does not have."""
        return NotFound(f"{self.title or self.name.capitalize()} not found")

    def check_room(self, count: int) -> None:
        """Raise AppError `limit_exceeded` when a website with `count` items cannot have one more."""
        if count >= self.limit:
            many = f"{self.words[:-1]}ies" if self.words.endswith("y") else f"{self.words}s"
            message = f"maximum of {self.limit:,} {many} per website reached"
            raise AppError("limit_exceeded", message, field=f"{self.name}s")

    def check_name(self, name: str | None, own_id: str, items: Iterable[T]) -> None:
        """Raise AppError `duplicate_name` when names are unique and an item of another id has exactly this name."""
        if self.has_unique_name and any(getattr(item, "name", None) == name and item.id != own_id for item in items):
            raise AppError("duplicate_name", f"{self.words} name already exists for this website", field="name")


def by_age(item: Item) -> tuple[datetime, str]:
    """Sort key: time of creation, then id."""
    return item.created_at, item.id


def by_name(item: NamedItem) -> tuple[str, datetime, str]:
    """Sort key: name in any case, then time of creation, then id."""
    return item.name.lower(), item.created_at, item.id
