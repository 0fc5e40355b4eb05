"""Client calls for the test of the client, by subject: each module has `async def walk(call, running, website)`.

call(method, *arguments, **named): awaits the method and records the call. website: one with an event of today.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Awaitable, Callable
from typing import Any

from app.api.wire import WebsiteReply
from tests.server.conftest import Running

Call = Callable[..., Awaitable[Any]]
Walk = Callable[[Call, Running, WebsiteReply], Awaitable[None]]


def all_walks() -> list[Walk]:
    """The walk of every module of this folder, in the order of their names."""
    return [importlib.import_module(f"{__name__}.{module.name}").walk for module in pkgutil.iter_modules(__path__)]
