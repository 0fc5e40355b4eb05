"""Source of a report: within one read, the events of its website and the items that it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar, TypeVarTuple

from app.storage.event_store import EventStore
from app.storage.metadata import Transaction

R = TypeVar("R")
T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class LookUp(Protocol):
    """`look_up(fn, *args)` runs `fn` in a transaction over the items. Blocks.

    Self-hosted it is the one of the events, so both are of one state. In cloud mode it is a short one of its own: none
    stands open while the events are counted.
    """

    def __call__(self, fn: Callable[[Transaction, *Ts], T], /, *args: *Ts) -> T: ...


@dataclass(frozen=True, slots=True)
class ReportSource(Generic[R]):
    """The source of reports. events: connection to the store of events; store: the modules that read from it."""

    events: R
    store: EventStore[Any, R]  # Any: reports write nothing
    look_up: LookUp


def of_one_database(con: Transaction) -> LookUp:
    """Return the look-up of a database that holds events and items."""

    def look_up(fn: Callable[[Transaction, *Ts], T], /, *args: *Ts) -> T:
        return fn(con, *args)

    return look_up
