"""Imports over HTTP: a known day in each format, what is refused, what is left out, and the way back."""

from __future__ import annotations

import asyncio
import gzip
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.imports.jobs import INTERRUPTED, Import
from app.server.imports.files import FOLDER
from app.server.imports.imports import Imports
from app.server.stores.self_hosted import SelfHostedStores
from app.storage.imports import imports as stored_imports
from app.storage.imports import staging
from tests.imported_day import Moment, access_log, goatcounter_csv, known_day, own_csv, umami_tables, umami_zip
from tests.server.conftest import Running, Start
from tests.server.raw import Answer, get, send

DAY = {"start_date": "2026-03-10", "end_date": "2026-03-10"}
ACTIVE = ("reading", "running", "undoing")


@pytest.fixture
async def running(emptied_server: Running) -> Running:
    return emptied_server


def path_of(site: str, rest: str = "") -> str:
    return f"/api/websites/{site}/imports{rest}"


async def upload(running: Running, site: str, body: bytes, query: str = "") -> Answer:
    return await send(running, "POST", path_of(site, query), body, Content_Type="application/octet-stream")


async def ended(running: Running, site: str, import_id: str) -> dict[str, Any]:
    """Return an import once it is no longer at work."""
    async with asyncio.timeout(20):
        while True:
            job: dict[str, Any] = (await get(running, path_of(site, f"/{import_id}"))).json["data"]
            if job["status"] not in ACTIVE:
                return job
            await asyncio.sleep(0.01)


async def read(running: Running, site: str, body: bytes, query: str = "") -> dict[str, Any]:
    answer = await upload(running, site, body, query)
    assert answer.status == 202, answer.json
    return await ended(running, site, answer.json["data"]["id"])


async def started(running: Running, site: str, job: dict[str, Any]) -> dict[str, Any]:
    answer = await send(running, "POST", path_of(site, f"/{job['id']}/start"))
    assert answer.status == 202, answer.json
    return await ended(running, site, job["id"])


async def undone(running: Running, site: str, job: dict[str, Any]) -> dict[str, Any]:
    answer = await send(running, "DELETE", path_of(site, f"/{job['id']}"))
    assert answer.status == 202, answer.json
    return await ended(running, site, job["id"])


async def imported(running: Running, site: str, body: bytes, query: str = "") -> dict[str, Any]:
    job = await read(running, site, body, query)
    assert job["status"] == "ready", job
    return await started(running, site, job)


async def rows(running: Running, site: str, kind: str, column: str = "visitors", **days: str) -> dict[str, int]:
    """Return a breakdown as numbers by value."""
    answer = await get(running, f"/api/websites/{site}/metrics", type=kind, limit="100", **(days or DAY))
    return {row["value"]: row[column] for row in answer.json["data"]["rows"]}


def people(day: Sequence[Moment], of: Callable[[Moment], str | None]) -> dict[str, int]:
    """Count people by a value."""
    pairs = {(of(moment), moment.person.number) for moment in day}
    return dict(Counter(value for value, _ in pairs if value is not None))


FORMATS: dict[str, Callable[[Sequence[Moment]], bytes]] = {
    "sparklytics_csv": own_csv,
    "goatcounter_csv": goatcounter_csv,
    "umami_csv": umami_zip,
    "access_log": access_log,
}


@pytest.mark.parametrize("name", FORMATS)
async def test_a_known_day_comes_back_from_each_format(running: Running, name: str) -> None:
    day = known_day()
    body = FORMATS[name](day)
    if name == "access_log":
        body = gzip.compress(body)
        day = [moment for moment in day if moment.name is None]
    site = await running.add_website()
    job = await read(running, site, body, "?file_name=old.csv")
    views = [moment for moment in day if moment.name is None]
    visits = {(moment.person.number, moment.visit) for moment in day}
    preview = job["preview"]
    assert (job["status"], job["file_name"], job["error_message"]) == ("ready", "old.csv", None)
    assert (preview["format"], preview["unreadable"], preview["overlap"]) == (name, 0, 0)
    counts = {"events": len(day), "pageviews": len(views), "visitors": 30, "sessions": len(visits), "bots": 0}
    assert {key: preview[key] for key in counts} == counts
    assert [datetime.fromisoformat(preview[key]) for key in ("start_at", "end_at")] == [day[0].at, day[-1].at]
    assert (await get(running, f"/api/websites/{site}/stats", **DAY)).json["data"]["pageviews"] == 0
    job = await started(running, site, job)
    assert (job["status"], job["stored"]) == ("complete", len(day))
    stats = (await get(running, f"/api/websites/{site}/stats", **DAY)).json["data"]
    assert (stats["pageviews"], stats["visitors"], stats["sessions"]) == (len(views), 30, len(visits))
    assert await rows(running, site, "page", "pageviews") == Counter(moment.path for moment in views)
    assert await rows(running, site, "browser") == people(day, lambda moment: moment.person.browser[0])
    assert await rows(running, site, "os") == people(day, lambda moment: moment.person.system[0])
    assert await rows(running, site, "device") == people(day, lambda moment: moment.person.device)
    if name != "access_log":
        assert await rows(running, site, "country") == people(day, lambda moment: moment.person.country)
        assert await rows(running, site, "event_name") == people(day, lambda moment: moment.name)
        titles = await rows(running, site, "title", "pageviews")
        assert titles == Counter(moment.title for moment in views)
    assert {"google.com", "news.example.net"} < set(await rows(running, site, "referrer"))
    assert not list((running.context.settings.data_dir / FOLDER).iterdir())


async def everything(running: Running, site: str, **days: str) -> list[Any]:
    """Return what many reports say."""
    kinds = ("page", "referrer", "country", "browser", "entry_page", "source", "channel", "event_name", "title")
    base = f"/api/websites/{site}"
    answers = [(await get(running, f"{base}/{name}", **days)).json for name in ("stats", "pageviews", "retention")]
    for kind in kinds:
        answers.append((await get(running, f"{base}/metrics", type=kind, limit="100", **days)).json)
    return answers


async def test_an_export_taken_in_elsewhere_gives_the_same_reports_and_the_same_export(running: Running) -> None:
    sample = (await running.api.add_sample_website()).id
    end = datetime.now(UTC).date() - timedelta(days=2)
    days = {"start_date": str(end - timedelta(days=4)), "end_date": str(end)}
    domain = running.context.directory.require(sample).domain
    site = await running.add_website("Copy", domain)

    async def export_of(website: str) -> bytes:
        async with running.http.get(f"/api/websites/{website}/export", params=days | {"include_bots": "true"}) as reply:
            return await reply.read()

    def compared(text: bytes) -> list[list[str]]:
        lines = [line.split(",") for line in text.decode().splitlines()]
        left = {"id", "website_id", "visitor_id", "session_id"}
        return [[cell for name, cell in zip(lines[0], line, strict=False) if name not in left] for line in lines]

    text = await export_of(sample)
    job = await imported(running, site, text)
    assert job["stored"] == text.count(b"\n") - 1 > 300
    assert compared(await export_of(site)) == compared(text)
    assert (await everything(running, site, **days))[3:] == (await everything(running, sample, **days))[3:]


async def test_undoing_an_import_leaves_every_report_as_it_was(running: Running) -> None:
    site = await running.add_website()
    await running.collect(site)
    today = datetime.now(UTC).date()
    days = {"start_date": "2026-03-09", "end_date": str(today)}
    before = await everything(running, site, **days)
    job = await imported(running, site, own_csv(known_day()))
    assert await everything(running, site, **days) != before
    job = await undone(running, site, job)
    assert (job["status"], job["stored"]) == ("undone", 0)
    assert await everything(running, site, **days) == before
    assert (await send(running, "DELETE", path_of(site, f"/{job['id']}"))).refusal == (409, "conflict")
    again = await imported(running, site, own_csv(known_day()))  # what is undone may come again
    assert again["status"] == "complete"


async def test_a_preview_names_what_cannot_be_read_what_is_left_out_and_what_is_there(start: Start) -> None:
    running = await start(retention_days=400)
    site = await running.add_website()
    day = known_day()
    lines = goatcounter_csv(day).decode().replace("\nC", " C").splitlines()
    cells = lines[1].split(",")
    lines[3:3] = ["only,three,cells", ",".join(cells[:-1]) + ",soon", ",".join(cells[:-1]) + ",2999-01-01T00:00:00Z"]
    lines.append(",".join(cells[:-1]) + ",2001-01-01T00:00:00Z")
    body = "\n".join(lines).encode()
    job = await imported(running, site, body)
    preview = job["preview"]
    assert (preview["events"], preview["unreadable"], preview["expired"]) == (len(day), 3, 1)
    assert [line["line"] for line in preview["lines"]] == [4, 5, 6]
    assert sum(reason["count"] for reason in preview["reasons"]) == 3
    log = await read(running, site, access_log(day))
    views = sum(moment.name is None for moment in day)
    assert [share["count"] for share in log["preview"]["left_out"]] == [views] * 3
    assert (log["preview"]["overlap"], log["preview"]["overlap_days"]) == (len(day), 1)
    assert (await undone_at_once(running, site, log)).status == 404
    assert [known["id"] for known in (await get(running, path_of(site))).json["data"]] == [job["id"]]


async def undone_at_once(running: Running, site: str, job: dict[str, Any]) -> Answer:
    """Undo an import of which nothing is stored, and ask for it."""
    assert (await send(running, "DELETE", path_of(site, f"/{job['id']}"))).json["data"]["status"] == "undone"
    return await get(running, path_of(site, f"/{job['id']}"))


async def test_bots_of_a_log_are_scored_like_those_that_come(running: Running) -> None:
    site = await running.add_website()
    line = '203.0.113.5 - - [10/Mar/2026:10:00:{:02d} +0100] "GET /{} HTTP/1.1" 200 5 "-" "{}"'
    crawler = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0"
    lines = [line.format(0, "a", crawler), line.format(1, "b", firefox)]
    job = await imported(running, site, "\n".join(lines).encode())
    assert (job["preview"]["events"], job["preview"]["bots"]) == (2, 1)
    assert await rows(running, site, "page", "pageviews") == {"/b": 1}
    answer = await get(running, f"/api/websites/{site}/sessions", include_bots="true", **DAY)
    assert {(one["entry_page"], one["is_bot"], one["first_seen"]) for one in answer.json["data"]} == {
        ("/a", True, "2026-03-10T09:00:00Z"),
        ("/b", False, "2026-03-10T09:00:01Z"),
    }


async def test_events_of_one_site_of_several_are_taken_on_request(running: Running) -> None:
    site = await running.add_website()
    events, _ = umami_tables(known_day())
    other = b"\n".join(events.replace(b"site-a", b"site-b").splitlines()[1:])
    preview = (await read(running, site, events + other))["preview"]
    count = len(known_day())
    assert preview["sites"] == [{"name": "site-a", "count": count}, {"name": "site-b", "count": count}]
    one = (await read(running, site, events + other + b"\n", "?site=site-b"))["preview"]
    assert (one["events"], preview["events"]) == (count, 2 * count)


async def test_what_an_import_refuses(running: Running) -> None:
    site = await running.add_website()
    assert (await upload(running, site, b"")).refusal == (400, "bad_request")
    for body in (b"no known format", b"\x1f\x8bnot packed", b"PK\x03\x04no archive", umami_tables(known_day())[1]):
        job = await read(running, site, body)
        assert job["status"] == "failed", job
        assert "file" in job["error_message"]
        assert (await send(running, "POST", path_of(site, f"/{job['id']}/start"))).refusal == (409, "conflict")
    job = await read(running, site, own_csv(known_day()))
    assert (await upload(running, site, own_csv(known_day()))).refusal == (409, "conflict")
    await started(running, site, job)
    assert (await send(running, "POST", path_of(site, f"/{job['id']}/start"))).refusal == (409, "conflict")
    assert (await send(running, "POST", path_of(site, "/import_x/start"))).refusal == (404, "not_found")
    assert (await upload(running, "site_x", b"x")).refusal == (404, "not_found")


async def test_a_deleted_website_takes_its_imports_and_their_files_along(running: Running) -> None:
    site = await running.add_website()
    job = await read(running, site, own_csv(known_day()))
    folder = running.context.settings.data_dir / FOLDER
    assert [path.name for path in folder.iterdir()] == [f"{job['id']}.duckdb"]
    await running.api.delete_website(site)
    assert not list(folder.iterdir())
    assert await running.context.events.read(stored_imports.everywhere) == ()


async def test_what_a_stopped_server_has_left_goes_on_but_for_a_file_that_it_was_reading(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "CHUNK_ROWS", 7)
    monkeypatch.setattr(stored_imports, "UNDO_SESSIONS", 3)
    site, context, count = await running.add_website(), running.context, len(known_day())
    website = context.directory.require(site)
    job = await read(running, site, own_csv(known_day()))
    views = sum(moment.name is None for moment in known_day())
    write, stored = context.events.write, asyncio.Event()

    async def noted(fn: Any, *args: Any, **more: Any) -> Any:
        result = await write(fn, *args, **more)
        if fn in (stored_imports.store, stored_imports.undo_last):
            stored.set()
        return result

    monkeypatch.setattr(context.events, "write", noted)
    for name, status, last in (("start", "complete", count), ("undo", "undone", 0)):
        stored.clear()
        async with a_server(running) as imports:
            await getattr(imports, name)(website, job["id"])
            await stored.wait()
        (left,) = await context.events.read(stored_imports.of_website, website.key)
        assert left.is_active
        assert 0 < left.stored < count
        async with a_server(running) as imports, asyncio.timeout(20):
            while True:
                known = await imports.get(website, job["id"])
                if not known.is_active:
                    break
                await asyncio.sleep(0.01)
        assert (known.status, known.stored) == (status, last)
        assert sum((await rows(running, site, "page", "pageviews")).values()) == (views if last else 0)


@asynccontextmanager
async def a_server(running: Running) -> AsyncIterator[Imports]:
    """Run the imports of another server over the same database, until the context ends."""
    context = running.context
    store = SelfHostedStores(context.events)
    imports = store.imports(context.settings, context.directory, context.ingest, context.hub, context.trusted_clock)
    async with imports.running():
        yield imports


async def test_a_file_that_a_stopped_server_was_reading_has_to_come_again(running: Running) -> None:
    site, context = await running.add_website(), running.context
    website = context.directory.require(site)
    reading = Import(0, "import_left", "reading", "old.csv", "digest", datetime.now(UTC))
    await context.events.write(stored_imports.add, website.key, reading)
    left = context.settings.data_dir / FOLDER / "import_left.file"
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"half")
    async with a_server(running) as imports:
        known = await imports.get(website, "import_left")
    assert (known.status, known.error_message, left.exists()) == ("failed", INTERRUPTED, False)
