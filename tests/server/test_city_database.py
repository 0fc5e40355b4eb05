"""City database: uploaded or fetched, checked, and only then used in place of the old one."""

from __future__ import annotations

import asyncio
import gzip
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from mmdb_writer import MMDBWriter
from netaddr import IPSet

from app.config import CITY_FILE
from app.domain.errors import AppError
from app.domain.server_status import CityDownload, PlacesSource
from app.server.places import city_file as city_file_module
from app.server.places.city_fetch import CityFetch
from app.server.places.city_file import CityFile
from tests.server.certificates import Authority
from tests.server.conftest import Start
from tests.server.ingest.conftest import Running, running

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ATTRIBUTION = ("IP Geolocation by DB-IP", "https://db-ip.com")


def database(folder: Path, city: str = "Berlin", kind: str = "DBIP-City-Lite") -> bytes:
    writer = MMDBWriter(6, kind, ipv4_compatible=True)
    record = {"country": {"iso_code": "DE"}, "city": {"names": {"en": city}}}
    writer.insert_network(IPSet(["5.45.96.0/20"]), record)
    path = folder / f"{city}.mmdb"
    writer.to_db_file(str(path))
    return path.read_bytes()


@asynccontextmanager
async def publisher(**files: bytes) -> AsyncIterator[str]:
    """Yield the base URL of a publisher. files: by month."""

    async def give(request: web.Request) -> web.Response:
        month = request.path.removeprefix("/dbip-city-lite-").removesuffix(".mmdb.gz")
        if (content := files.get(f"m{month.replace('-', '_')}")) is None:
            raise web.HTTPNotFound
        return web.Response(body=content)

    app = web.Application()
    app.router.add_get("/{name}", give)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


async def fetched(run: Running, folder: Path, base_url: str) -> CityDownload:
    fetch = CityFetch(CityFile(folder / CITY_FILE, run.ingest), lambda: NOW, base_url)
    assert fetch.start().is_going_on
    assert fetch.start().is_going_on  # the same one
    await fetch.ended()
    assert fetch.status is not None
    assert list(folder.glob("city-database-*")) == []
    return fetch.status


def cities(run: Running) -> str | None:
    return run.ingest._enricher._places.locate("5.45.96.7").city


async def test_the_database_of_this_month_is_fetched_unpacked_and_used_at_once(tmp_path: Path) -> None:
    async with running(tmp_path) as run, publisher(m2026_03=gzip.compress(database(tmp_path))) as url:
        assert cities(run) is None
        assert (await fetched(run, tmp_path, url)).state == "done"
        assert cities(run) == "Berlin"
        source = run.ingest.places_source()
        assert (source.database, source.attribution, source.attribution_url) == ("DBIP-City-Lite", *ATTRIBUTION)
        assert source.built is not None


async def test_at_the_beginning_of_a_month_the_database_of_the_month_before_is_fetched(tmp_path: Path) -> None:
    async with running(tmp_path) as run, publisher(m2026_02=gzip.compress(database(tmp_path, "Bonn"))) as url:
        assert (await fetched(run, tmp_path, url)).state == "done"
        assert cities(run) == "Bonn"


@pytest.mark.parametrize("fault", ["none", "cut", "text", "damaged", "no cities", "too large"])
async def test_a_file_that_cannot_be_used_leaves_the_old_one_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    good = database(tmp_path)
    (tmp_path / CITY_FILE).write_bytes(database(tmp_path, "Bonn"))
    packed = {
        "none": None,
        "cut": gzip.compress(good)[:-40],
        "text": b"<html>Not found</html>",
        "damaged": gzip.compress(good[:200]),
        "no cities": gzip.compress(database(tmp_path, kind="GeoLite2-ASN")),
        "too large": gzip.compress(good),
    }[fault]
    if fault == "too large":
        monkeypatch.setattr(city_file_module, "MAX_BYTES", 100)
    async with running(tmp_path) as run, publisher(**({} if packed is None else {"m2026_03": packed})) as url:
        download = await fetched(run, tmp_path, url)
        assert download.state == "failed"
        assert download.problem.endswith(".")
        assert cities(run) == "Bonn"


@pytest.mark.parametrize("target", ["https", "http"])
async def test_only_a_redirect_that_stays_with_https_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    authority = Authority(tmp_path)
    authority.issue()
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(authority.cert, authority.key)
    good = gzip.compress(database(tmp_path))

    async def give(_: web.Request) -> web.Response:
        return web.Response(body=good)

    async def lead(request: web.Request) -> web.Response:
        raise web.HTTPFound(str(given.make_url(request.path)))

    giver, leader = web.Application(), web.Application()
    giver.router.add_get("/{name}", give)
    leader.router.add_get("/{name}", lead)
    given, leading = TestServer(giver), TestServer(leader)
    try:
        await given.start_server(ssl=context if target == "https" else None)
        await leading.start_server(ssl=context)
        async with running(tmp_path) as run:
            download = await fetched(run, tmp_path, str(leading.make_url("")).rstrip("/"))
            assert leading.make_url("").scheme == "https"
            if target == "https":
                assert (download.state, cities(run)) == ("done", "Berlin")
            else:
                assert download == CityDownload("failed", problem="DB-IP led to an address without https.")
                assert cities(run) is None
    finally:
        await leading.close()
        await given.close()


async def test_without_a_network_the_reason_is_said(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        download = await fetched(run, tmp_path, "http://127.0.0.1:9")
        assert download == CityDownload(
            "failed", problem="DB-IP cannot be reached: is this computer connected to the internet?"
        )


async def test_a_download_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    more = asyncio.Event()

    async def slow(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b"\x1f\x8b" + bytes(98))
        await more.wait()
        return response

    app = web.Application()
    app.router.add_get("/{name}", slow)
    async with running(tmp_path) as run, TestServer(app) as server:
        fetch = CityFetch(CityFile(tmp_path / CITY_FILE, run.ingest), lambda: NOW, str(server.make_url("")).rstrip("/"))
        fetch.start()
        while fetch.status == CityDownload("running"):
            await run.rows("SELECT 1")
        assert fetch.status == CityDownload("running", 100, 1000)
        await fetch.cancel()
        assert fetch.status == CityDownload("cancelled")
        more.set()
        assert not (tmp_path / CITY_FILE).exists()
        assert list(tmp_path.glob("city-database-*")) == []


@pytest.mark.parametrize("packed", [True, False])
async def test_an_uploaded_file_is_used_at_once(start: Start, tmp_path: Path, packed: bool) -> None:
    served = await start()
    assert await served.api.places_source() == PlacesSource()
    path = tmp_path / "mine.mmdb"
    content = database(tmp_path, kind="Own-City")
    path.write_bytes(gzip.compress(content) if packed else content)
    source = await served.api.replace_city_database(path)
    assert (source.database, source.attribution) == ("Own-City", "")
    assert await served.api.places_source() == source


async def test_an_upload_that_is_no_city_database_is_refused_with_the_reason(start: Start, tmp_path: Path) -> None:
    served = await start()
    path = tmp_path / "notes.txt"
    path.write_text("not a database" * 100)
    with pytest.raises(AppError, match="not a database in MaxMind's format") as caught:
        await served.api.replace_city_database(path)
    assert (caught.value.code, caught.value.field) == ("validation_error", "body")
    path.write_bytes(b"")
    with pytest.raises(AppError, match="Send the file as the body"):
        await served.api.replace_city_database(path)
    with pytest.raises(AppError, match="cannot be read"):
        await served.api.replace_city_database(tmp_path / "missing.mmdb")


async def test_a_fetch_is_started_and_stopped_over_http(start: Start) -> None:
    served = await start()
    assert (await served.api.fetch_city_database()).is_going_on
    await served.api.stop_fetching_city_database()
    await served.api.stop_fetching_city_database()
