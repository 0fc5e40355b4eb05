"""Bare aiohttp handler of collect requests: the yardstick for ingest. `python -m benchmarks.bare PORT`."""

from __future__ import annotations

import sys

from aiohttp import web


async def accept(request: web.Request) -> web.Response:
    await request.read()
    return web.Response(status=202, body=b'{"ok":true}', content_type="application/json")


def main(port: int) -> None:
    app = web.Application()
    app.router.add_post("/api/collect", accept)
    app.router.add_get("/health", accept)
    web.run_app(app, host="127.0.0.1", port=port, access_log=None, print=None)


if __name__ == "__main__":
    main(int(sys.argv[1]))
