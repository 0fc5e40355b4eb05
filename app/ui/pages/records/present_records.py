"""Records that are asked for one by one, as their lists leave out a part of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterable
from typing import TypeVar

from app.domain.errors import AppError

T = TypeVar("T")


async def present(calls: Iterable[Awaitable[T]]) -> tuple[T, ...]:
    """Return the records of calls, without those that were deleted since their list was read.

    Raises the first other error, once all calls have ended.
    """
    records: list[T] = []
    for reply in await asyncio.gather(*calls, return_exceptions=True):
        if not isinstance(reply, BaseException):
            records.append(reply)
        elif not (isinstance(reply, AppError) and reply.code == "not_found"):
            raise reply
    return tuple(records)
