"""Requests as they go over the wire: bytes and headers out, status, headers and body back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from multidict import CIMultiDictProxy

from tests.server.conftest import BROWSER, Running

JSON = {"Content-Type": "application/json"}


# Signs of a leaked internal error: code punctuation, type names, tracebacks.
_CODE = re.compile(r"[`$<>{}]|\b(?:int|str|float|bool|dict|None|enum|msgspec|Traceback)\b|Error:")


@dataclass(frozen=True, slots=True)
class Answer:
    """One reply, read to its end."""

    status: int
    headers: CIMultiDictProxy[str]
    body: bytes

    @property
    def json(self) -> Any:
        """The decoded body; checks its content type."""
        assert self.headers["Content-Type"].partition(";")[0] == "application/json", self.headers
        return msgspec.json.decode(self.body)

    @property
    def refusal(self) -> tuple[int, str]:
        """Status and code; checks that it is the envelope of a failure, with a sentence in it."""
        error = self.json["error"]
        assert set(self.json) == {"error"}
        assert set(error) == {"code", "message", "field"}
        assert " " in error["message"], error
        assert not _CODE.search(error["message"]), error
        return self.status, error["code"]


async def send(running: Running, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
    """One request with exactly these headers; `_` in a name stands for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    skipped = [name for name in ("Content-Type", "User-Agent", "Accept", "Accept-Encoding") if name not in named]
    async with running.http.request(
        method, path, data=body or None, headers=named, skip_auto_headers=skipped, allow_redirects=False
    ) as response:
        return Answer(response.status, response.headers, await response.read())


async def post(running: Running, event: object, path: str = "/api/collect", **headers: str) -> Answer:
    """Send one collect request of a browser. event: an object for JSON, or the bytes themselves."""
    body = event if isinstance(event, bytes) else msgspec.json.encode(event)
    usual = {name.replace("-", "_"): value for name, value in (BROWSER | JSON).items()}
    return await send(running, "POST", path, body, **(usual | headers))


async def get(running: Running, path: str, headers: Mapping[str, str] | None = None, /, **params: str) -> Answer:
    """One GET with query parameters."""
    async with running.http.get(path, params=params, headers=headers) as response:
        return Answer(response.status, response.headers, await response.read())


async def stored(running: Running, columns: str) -> list[tuple[Any, ...]]:
    """Return the stored events in order of receipt, after storing all waiting ones. columns: SQL of a select list."""
    await running.context.ingest.flush()
    sql = f"SELECT {columns} FROM events ORDER BY seq"  # noqa: S608  a test's own text
    return await running.context.events.read(lambda con: con.execute(sql).fetchall())
