"""Rows of a file to import: an event, a client that events refer to, or a refusal with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import msgspec

from app.domain.ingest.events import EPOCH, ClientContext
from app.domain.ingest.urls import Utm

NO_TIME = "The time cannot be read."
_MICROSECOND = timedelta(microseconds=1)


class OldEvent(msgspec.Struct, gc=False):
    """An event as a file has it.

    visitor, visit: texts that tell visitors and visits of the file apart; None for a visit that the session rule
    decides. name: of a custom event, None for a pageview. utm: None where the address has them. site: of several in one
    file. user_agent: None where the file has what was derived from it, `context` and `is_bot`.
    """

    line: int
    at_us: int
    visitor: str
    url: str
    visit: str | None = None
    name: str | None = None
    title: str | None = None
    referrer: str | None = None
    data: str | None = None
    utm: Utm | None = None
    context: ClientContext | None = None
    is_bot: bool = False
    site: str | None = None
    user_agent: str | None = None
    address: str = ""


class OldClient(msgspec.Struct, gc=False):
    """Place and device of a visitor, where a file of their own has them."""

    visitor: str
    context: ClientContext


class Refusal(msgspec.Struct, gc=False):
    """A line that is not imported. is_fault: it cannot be read; else it is left out on purpose."""

    line: int
    reason: str
    is_fault: bool = True


Row = OldEvent | OldClient | Refusal
Reader = Callable[[Iterator[str]], Iterator[Row]]


def time_us(text: str) -> int:
    """Return a time in ISO 8601, of UTC where it names no zone, as Unix time in microseconds. Raises ValueError."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(NO_TIME) from error
    return ((at if at.tzinfo is not None else at.replace(tzinfo=UTC)) - EPOCH) // _MICROSECOND
