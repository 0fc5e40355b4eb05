"""A process that takes a job, says so, and does not end it.

Arguments: address of PostgreSQL, name of the job, seconds for which it is held. It goes on until it is killed.
"""

from __future__ import annotations

import asyncio
import sys

from app.server.stores.shared_jobs import SharedJobs
from app.storage.cache import ReportCache
from app.storage.postgres.database import open_postgres


async def main() -> None:
    url, name, lease_s = sys.argv[1:]
    store = await open_postgres(url, ReportCache().invalidate)
    await SharedJobs(store, float(lease_s)).run_once(name, endless)


async def endless() -> float:
    sys.stdout.write("held\n")
    sys.stdout.flush()
    await asyncio.Event().wait()
    return 0.0


if __name__ == "__main__":
    asyncio.run(main())
