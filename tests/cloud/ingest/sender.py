"""A process that takes events in and stores them, and prints the path of each one once it is acknowledged.

Arguments: folder, address, number of the process. It goes on until it is killed.
"""

from __future__ import annotations

import asyncio
import sys
from itertools import count
from pathlib import Path

from app.storage.clickhouse.address import parse_address
from tests.cloud.ingest.conftest import running
from tests.server.ingest.conftest import pageview


async def main() -> None:
    folder, address, process = sys.argv[1:]
    settings = {"flush_interval_ms": 20, "ingest_retry_base_ms": 10, "ingest_retry_max_ms": 100}
    async with running(Path(folder), parse_address(address), **settings) as run:
        for number in count():
            assert await run.send(pageview(path := f"/{process}/{number}")) == 202
            sys.stdout.write(f"{path}\n")
            sys.stdout.flush()
            await asyncio.sleep(0.001)


if __name__ == "__main__":
    asyncio.run(main())
