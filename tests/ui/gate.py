"""A gate before a real server: it passes requests on, or refuses those of some paths as the server would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import msgspec
from aiohttp import ClientSession, ClientTimeout, web

from app.api.wire import STATUS_OF, ErrorBody, ErrorReply
from app.domain.errors import AppError
from app.loop import LoopThread
from tests.ui.real_server import LIMIT_S

_DROPPED = ("Host", "Transfer-Encoding", "Content-Length")


class Gate:
    """error: the answer to the requests that `refuses` names, None while all pass."""

    def __init__(self, behind: str) -> None:
        self.behind, self.url = behind, ""
        self.error: AppError | None = None
        self.refuses: Callable[[web.Request], bool] = lambda _: True

    async def open(self) -> web.AppRunner:
        app = web.Application(client_max_size=50 * 1024**2)
        app.router.add_route("*", "/{path:.*}", self._answer)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        return runner

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if self.error is not None and self.refuses(request):
            body = ErrorReply(ErrorBody(self.error.code, self.error.message, field=self.error.field))
            status = STATUS_OF[self.error.code]
            return web.Response(status=status, body=msgspec.json.encode(body), content_type="application/json")
        headers = {name: value for name, value in request.headers.items() if name not in _DROPPED}
        async with (
            ClientSession(auto_decompress=False, timeout=ClientTimeout(None)) as session,
            session.request(
                request.method, f"{self.behind}{request.path_qs}", headers=headers, data=await request.read()
            ) as reply,
        ):
            passed = {name: value for name, value in reply.headers.items() if name not in _DROPPED}
            response = web.StreamResponse(status=reply.status, headers=passed)
            await response.prepare(request)
            with suppress(ConnectionResetError):  # the client has left
                async for part in reply.content.iter_any():
                    await response.write(part)
            return response


@contextmanager
def gate_before(url: str, loop: LoopThread) -> Iterator[Gate]:
    """Open a gate before the server at `url` until the context ends."""
    gate = Gate(url)
    runner = loop.submit(gate.open()).result(LIMIT_S)
    try:
        yield gate
    finally:
        loop.submit(runner.cleanup()).result(LIMIT_S)
