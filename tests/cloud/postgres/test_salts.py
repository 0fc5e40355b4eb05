"""Salts of visitor ids in PostgreSQL: all processes have the same ones, or a visitor would count once for each."""

from __future__ import annotations

import asyncio

from app.storage.cache import NONE, ReportCache
from app.storage.ingest import salts
from app.storage.postgres.database import PostgresDatabase, open_postgres


async def test_processes_that_ask_at_once_get_the_same_salts_of_few_days(
    store: PostgresDatabase, store_url: str
) -> None:
    other = await open_postgres(store_url, ReportCache().invalidate)
    try:
        ask = [process.write(salts.ensure, {100, 101}, range(99, 103), invalidates=NONE) for process in (store, other)]
        ours, theirs = await asyncio.gather(*ask)
        assert ours == theirs
        assert ours.keys() == {100, 101}
        assert all(len(salt) == 32 for salt in ours.values())
        later = await other.write(salts.ensure, {101, 102}, range(101, 104), invalidates=NONE)
        assert later[101] == ours[101]
        assert (await store.write(salts.ensure, set(), range(99, 104), invalidates=NONE)) == later
    finally:
        await other.close()
