"""Program of the sample shop's server: it serves a folder at a fixed time until its input ends, and prints its address.

usage: python -m tests.ui.shop_server FOLDER TOKEN
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from app.config import Settings
from app.server.lifecycle import open_server
from tests.ui.samples import NOW


async def serve(folder: Path, token: str) -> None:
    settings = Settings(host="127.0.0.1", port=0, data_dir=folder, collect_rate_limit=0, rate_limit_disable=True)
    async with open_server(settings, owner_token=token, clock=lambda: NOW) as server:
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)  # ends with the tests, however they end


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), sys.argv[2]))
