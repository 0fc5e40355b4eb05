"""The trusted clock: everything that deletes, expires or locks takes its time from here, not from the computer's clock.

While the computer's clock has jumped, the trusted time runs on from the newest time ever seen, and deletions are put
off.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta

from app.domain.clock import (
    ClockRecord,
    IdleTime,
    SlowSpan,
    has_jumped,
    look,
    move_deletions,
    new_record,
    observe,
    trust,
    utc_now,
)
from app.domain.errors import AppError
from app.domain.ingest.events import unix_us
from app.domain.server_status import HealthCheck, ReasonCode, because, health
from app.loop import spawn
from app.storage import clock as stored
from app.storage.cache import NONE
from app.storage.metadata import MetadataStore, Transaction

log = logging.getLogger(__name__)

OBSERVE_EVERY_S = 60.0
SAVE_EVERY_S = 6 * 3600.0  # rarely, so that an idle disk can sleep; much less than the two days of a jump
_BOOT_CLOCK: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


def steady_s() -> float:
    """Return seconds of a clock that cannot be set, one that runs on while the computer sleeps where there is one."""
    return time.monotonic() if _BOOT_CLOCK is None else time.clock_gettime(_BOOT_CLOCK)


class TrustedClock:
    """The computer's clock while it runs on, else the time that has passed since it was trusted.

    wall: the computer's clock, aware. steady_s: seconds of a clock that cannot be set. record: as stored; is_first:
    there was none, and nothing else in the database has a time.
    """

    def __init__(
        self,
        metadata: MetadataStore,
        wall: Callable[[], datetime],
        steady_s: Callable[[], float],
        record: ClockRecord,
        *,
        is_first: bool = False,
    ) -> None:
        self.wall = wall
        self._metadata = metadata
        self._steady_s = steady_s
        self._is_first = is_first
        self._is_closed = False
        self._observed_s = self._saved_s = steady_s()
        self._record = self._saved = record
        self._idle, self._looked_s = look(IdleTime(record.newest), wall(), timedelta(0)), self._observed_s
        self._take_over(observe(record, wall(), None))

    @property
    def slow_spans(self) -> tuple[SlowSpan, ...]:
        """The times given by a clock that was slow."""
        return self._record.slow_spans

    @property
    def is_trusted(self) -> bool:
        return not has_jumped(self._record, self.wall(), self._elapsed())

    def now(self) -> datetime:
        """Return the trusted time, aware."""
        wall, elapsed = self.wall(), self._elapsed()
        return self._record.newest + elapsed if has_jumped(self._record, wall, elapsed) else wall

    def now_us(self) -> int:
        """Return the trusted time as Unix time in microseconds."""
        return unix_us(self.now())

    def idle_us(self) -> int:
        """Return the Unix time in microseconds by which sessions are idle: not ahead of the trusted time.

        After the clock was set ahead it runs on by steady time until every session from before that was idle.
        """
        self._look()
        return unix_us(min(self._idle.now, self.now()))

    def check(self) -> HealthCheck:
        """Return the health of the clock: degraded while it is not trusted."""
        wall, elapsed = self.wall(), self._elapsed()
        if not has_jumped(self._record, wall, elapsed):
            text = "The clock runs on from the time this server saw last."
            return health("clock", because("clock_steady", text), is_ok=True)
        offset = wall - self._record.newest - elapsed
        days, direction = abs(offset).days, "ahead of" if offset > timedelta(0) else "behind"
        shown = f"{wall:%Y-%m-%d %H:%M}"
        text = (
            f"The clock shows {shown} UTC, {days} days {direction} the time that this server saw last."
            " Nothing is deleted and nothing expires by it until it has been steady for a day or you confirm that it is"
            " right."
        )
        code: ReasonCode = "clock_ahead" if offset > timedelta(0) else "clock_back"
        return health("clock", because(code, text, shown, days), is_ok=False)

    def note_received(self, at: datetime | None) -> None:
        """Take the time of the newest event in the journal into account where the database has no time at all."""
        if self._is_first and at is not None:
            self._take_over(observe(new_record(at), self.wall(), None))

    async def confirm(self) -> None:
        """Trust the computer's clock: a person says that it is right. Raises AppError when that cannot be stored."""
        record = trust(self._record, self.wall())
        await self._metadata.write_durably(stored.save, record, invalidates=NONE)
        self._saved = record
        self._take_over(record)

    async def deletion_time(self) -> datetime | None:
        """Return the time by which age is measured for deletion; None while deletions are put off.

        It follows the clock by at most two days a day. Raises AppError when that cannot be stored.
        """
        self.observe()
        now = self.wall()
        if self._record.doubt is not None:
            return None
        self._record = move_deletions(self._record, now)
        await self.save()
        return min(self._record.deletes_at, now)

    def observe(self) -> None:
        """Look at the computer's clock."""
        self._look()
        elapsed = self._elapsed()
        self._take_over(observe(self._record, self.wall(), elapsed))

    async def save(self) -> None:
        """Store the record if it has changed. Raises AppError."""
        record = self._record
        if record != self._saved:
            await self._metadata.write(stored.save, record, invalidates=NONE)
            self._saved, self._saved_s = record, self._steady_s()

    async def run(self) -> None:
        """Look at the clock every minute. Store the record when trust is lost or regained, else a few times a day."""
        while True:
            await asyncio.sleep(OBSERVE_EVERY_S)
            self.observe()
            has_changed = (self._record.doubt is None) != (self._saved.doubt is None)
            if has_changed or self._steady_s() - self._saved_s >= SAVE_EVERY_S:
                await self.save_or_warn()

    async def close(self) -> None:
        """Store the time of the stop. A second call does nothing."""
        if not self._is_closed:
            self._is_closed = True
            self.observe()
            await self.save_or_warn()

    async def save_or_warn(self) -> None:
        """Store the record; a failure is logged, and the next attempt may succeed."""
        try:
            await self.save()
        except AppError as error:
            log.info("The newest time of the clock could not be stored: %s", error.message)

    def _elapsed(self) -> timedelta:
        return timedelta(seconds=self._steady_s() - self._observed_s)

    def _look(self) -> None:
        steady_s = self._steady_s()
        self._idle = look(self._idle, self.wall(), timedelta(seconds=steady_s - self._looked_s))
        self._looked_s = steady_s

    def _take_over(self, record: ClockRecord) -> None:
        was_trusted, self._record = self._record.doubt is None, record
        self._observed_s = self._steady_s()
        if was_trusted and record.doubt is not None:
            log.warning("The clock jumped; nothing is deleted by it until it has proved right")
        elif not was_trusted and record.doubt is None:
            log.info("The clock is trusted again")


@asynccontextmanager
async def open_trusted_clock(
    metadata: MetadataStore,
    wall: Callable[[], datetime] = utc_now,
    steady: Callable[[], float] = steady_s,
    newest_stored: Callable[[Transaction], datetime | None] = stored.newest_stored,
) -> AsyncIterator[TrustedClock]:
    """Yield the trusted clock of a server and observe the computer's clock meanwhile. Raises AppError.

    newest_stored: reads the newest time in the database, for the first start.
    """
    record, is_first = await metadata.read(stored.load), False
    if record is None:
        newest = await metadata.read(newest_stored)
        record, is_first = new_record(newest or wall()), newest is None
        await metadata.write(stored.save, record, invalidates=NONE)
    clock = TrustedClock(metadata, wall, steady, record, is_first=is_first)
    await clock.save()
    task = spawn("clock", clock.run())
    try:
        yield clock
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await clock.close()
