"""Making of facts: a background task that makes the facts of closed days, a few days at a time.

It reads on a reader's thread and stores what it made in one short transaction, so that ingest and reports go on.
Between two steps it rests as long as the last one took, unless the process has nothing else to do. What is not made yet
is read from events, so nothing depends on when this runs.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from app.domain.errors import AppError
from app.domain.ids import WebsiteKey
from app.domain.server_status import FactsStatus
from app.domain.websites import Website
from app.storage.cache import NONE, Claim
from app.storage.connection import Connection, QueryTooSlow
from app.storage.database import Database
from app.storage.facts.making import MakingStep, StepFacts, facts_of_days, is_unchanged, keep, next_step

log = logging.getLogger(__name__)

FIRST_AFTER_S = 10.0  # a start has enough to do
EVERY_S = 60.0
READ_LIMIT_S = 60.0
REST_S = 0.05  # at least, after each step
IDLE_SHARE = 0.1  # of a rest, when the process spent no more than this share of it on other work
SLOW_AGAIN_S = 3_600.0  # after a website's days took longer than READ_LIMIT_S: until then its events answer


class FactsMaker:
    """Makes facts of the closed days of all websites. run() is its task.

    websites: returns them all. settled_until: returns the time (naive UTC) before which no event waits or is still to
    come.
    """

    def __init__(
        self, database: Database, websites: Callable[[], Iterable[Website]], settled_until: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._websites = websites
        self._settled_until = settled_until
        self._left: dict[WebsiteKey, int] = {}
        self._put_off: dict[WebsiteKey, float] = {}  # until when, by the monotonic clock
        self._done = 0

    def status(self) -> FactsStatus:
        """Return the number of days made since the start, and of those that are still to be made."""
        return FactsStatus(self._done, sum(self._left.values()))

    async def run(self) -> None:
        """Make what is missing, again and again."""
        await asyncio.sleep(FIRST_AFTER_S)
        while True:
            await self.make_all()
            await asyncio.sleep(EVERY_S)

    async def make_all(self) -> None:
        """Make the facts of every closed day that has none. Where that fails, the other websites get theirs."""
        websites = tuple(self._websites())
        self._left = {website.key: self._left.get(website.key, 0) for website in websites}
        for website in websites:
            if time.monotonic() < self._put_off.get(website.key, 0.0):
                continue
            try:
                await self._make_website(website)
            except QueryTooSlow:
                log.info("Facts of closed days of website %s take too long; the next attempt is in an hour", website.id)
                self._put_off[website.key] = time.monotonic() + SLOW_AGAIN_S
            except AppError as error:  # the database has its own health check; the next attempt may succeed
                log.info("Facts of closed days of website %s will be made later: %s", website.id, error.message)

    async def _make_website(self, website: Website) -> None:
        taken_s = await self._make_some(website)
        while taken_s is not None:
            await rest(taken_s)
            taken_s = await self._make_some(website)

    async def _make_some(self, website: Website) -> float | None:
        """Make the next days of a website. Return the seconds that took, None when none are left or all in vain."""
        zone, includes_bots = website.timezone, website.bot_mode == "off"
        step = await self._database.read(next_step, website.key, zone, includes_bots, self._settled_until())
        self._left[website.key] = 0 if step is None else step.left
        if step is None:
            return None
        # Any write that changes these days from now on makes the claim stale.
        claim = self._database.cache.begin(website.key, step.end.replace(tzinfo=UTC))
        begun_s = time.monotonic()
        try:
            facts = await self._database.read(facts_of_days, step, pool="reports", limit_s=READ_LIMIT_S)
            taken_s = time.monotonic() - begun_s
            if not await self._database.write(_keep, step, facts, claim, invalidates=NONE):
                return None
        finally:
            self._database.cache.end(claim)
        self._done += step.whole_days
        self._left[website.key] -= step.whole_days
        return taken_s


async def rest(taken_s: float) -> None:
    """Let others have the processors: for as long as a step took, or a tenth of that where there is no other work.

    The time of all its threads counts, so that ingest, reports and a window are all noticed.
    """
    short_s = max(REST_S, taken_s * IDLE_SHARE)
    begun_s, spent_s = time.monotonic(), time.process_time()
    await asyncio.sleep(short_s)
    if time.process_time() - spent_s > (time.monotonic() - begun_s) * IDLE_SHARE:
        await asyncio.sleep(taken_s - short_s)


def _keep(con: Connection, step: MakingStep, facts: StepFacts, claim: Claim) -> bool:
    """Store facts, unless a write committed since has changed the events of these days, or the facts of other days."""
    if claim.is_stale or not is_unchanged(con, step):
        return False
    keep(con, step, facts)
    return True
