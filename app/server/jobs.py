"""Jobs of a server that go on next to requests, each done by one process where several share the databases."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

from app.domain.errors import AppError

log = logging.getLogger(__name__)

Work = Callable[[], Coroutine[Any, Any, float]]  # returns the seconds until it is due again


class RunOnce(Protocol):
    """`run_once` of the `Stores`."""

    async def __call__(self, name: str, work: Work, /) -> float:
        """Do the work if it is due and no other process does it. Return the seconds until to ask again.

        Work that is cut short is done again from its beginning, by this process or another. Raises what it raises.
        """
        ...


@dataclass(frozen=True, slots=True)
class Job:
    """Work under a name that all processes know. failed: sentence for the log; retry_s: seconds after a failure."""

    name: str
    work: Work
    failed: str
    retry_s: float


async def run_alone(_: str, work: Work, /) -> float:
    """`RunOnce` of a process that shares its databases with no other, and asks again when the work is due."""
    return await work()


async def repeat(job: Job, run_once: RunOnce) -> None:
    """Have a job done whenever it is due, until cancelled."""
    while True:
        try:
            pause_s = await run_once(job.name, job.work)
        except AppError as error:
            log.warning("%s: %s", job.failed, error.message)
            pause_s = job.retry_s
        await asyncio.sleep(pause_s)
