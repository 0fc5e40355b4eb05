"""Health: what the public learns of a fault, and what it does not."""

from __future__ import annotations

import asyncio
from pathlib import Path

import duckdb
import pytest

from app.storage.connection import Connection, KnownStorageError, storage_error
from app.storage.ingest import events as store
from app.storage.reports import overview
from tests.server.conftest import BROWSER, PAGEVIEW, Running

SECRET = "/srv/private/owner/sparklytics.duckdb"
FAULT = duckdb.IOException(f'IO Error: Could not write file "{SECRET}": Input/output error')


def fail(*_: object) -> None:
    raise FAULT


def test_a_fault_of_the_engine_is_told_without_its_own_words() -> None:
    known = storage_error(FAULT)
    assert isinstance(known, KnownStorageError)
    assert known.message == "The database cannot be read or written at the moment. The log has the details."


@pytest.mark.expects_log("Events cannot be stored")
async def test_health_names_no_file_when_the_store_fails(
    running: Running, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    event = PAGEVIEW | {"website_id": await running.add_website()}
    monkeypatch.setattr(store, "store_batch", fail)
    async with running.http.post("/e", json=event, headers=BROWSER) as response:
        assert response.status == 202
    await running.context.ingest.store_waiting([running.context.directory.all()[0].key])
    async with running.http.get("/health") as response:
        body = await response.json()
    assert body["status"] == "degraded"
    assert len(body["problems"]) == 1
    assert SECRET not in str(body)
    assert str(tmp_path) not in str(body)
    monkeypatch.undo()
    while running.context.ingest.problems:  # the writer tries again by itself
        await asyncio.to_thread(lambda: None)


async def test_a_report_that_cannot_be_read_names_no_file(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    website_id = await running.add_website()

    def broken(con: Connection, *_: object) -> None:
        raise FAULT

    monkeypatch.setattr(overview, "stats", broken)
    async with running.http.get(f"/api/websites/{website_id}/stats") as response:
        text = await response.text()
    assert response.status == 503
    assert SECRET not in text
