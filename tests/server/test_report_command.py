"""Command that writes reports: with a server that runs on the data folder, without one, and what it refuses."""

from __future__ import annotations

import asyncio
import os
import re
import stat
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession

from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.commands.report import ReportOrder, make_report
from app.config import Settings
from app.data_folder import DataFolderInUse, holder
from app.domain.errors import AppError, BadRequest
from app.domain.websites import NewWebsite
from app.report.files import kind_of, write_report
from app.server.folder_client import choose_site
from app.server.lifecycle import RunningServer, open_server
from tests.server.conftest import BROWSER, PAGEVIEW

OWNER_TOKEN = "the-owner-of-this-test"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(host="127.0.0.1", port=0, data_dir=tmp_path / "data", auth="local", argon2_memory_kb=8)


@pytest.fixture
async def server(settings: Settings) -> AsyncIterator[RunningServer]:
    """A server on the data folder with one website. It stops with the test."""
    async with open_server(replace(settings, auth="none"), owner_token=OWNER_TOKEN) as server:
        await add_website(server)
        yield server


async def add_website(server: RunningServer) -> str:
    client = ApiClient(server.url, OWNER_TOKEN)
    site = await client.add_website(NewWebsite("Tea shop", "tea.example", "Asia/Tokyo"))
    await client.close()
    return site.id


async def test_with_a_running_server_the_report_is_asked_of_it(server: RunningServer, settings: Settings) -> None:
    out = settings.data_dir.parent / "report.html"
    sentence = await make_report(settings, ReportOrder("tea.example", "2026-01-05..2026-01-20", out))
    assert sentence == f"Wrote {out}: Tea shop, Jan 5 – Jan 20, 2026."
    assert b"Jan 5 \xe2\x80\x93 Jan 20, 2026" in out.read_bytes()
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


async def test_a_running_server_and_the_folder_alone_give_the_same_report(settings: Settings, tmp_path: Path) -> None:
    pages = [tmp_path / "asked.html", tmp_path / "opened.html"]
    async with open_server(settings, owner_token=OWNER_TOKEN) as server:
        event = PAGEVIEW | {"website_id": await add_website(server)}
        async with ClientSession() as session:
            await session.post(f"{server.url}/api/collect", json=event, headers=BROWSER)
        await make_report(settings, ReportOrder("tea.example", "7d", pages[0], OWNER_TOKEN))
    await make_report(settings, ReportOrder("tea.example", "7d", pages[1]))
    asked, opened = (re.sub("Written by [^<]*", "", page.read_text("utf-8")) for page in pages)
    assert asked == opened
    assert "/pricing" in asked


async def test_without_qt_a_pdf_is_refused_with_the_way_to_install_it(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "app.ui.printing.offscreen", None)
    with pytest.raises(AppError, match="A PDF needs PySide6") as refused:
        await make_report(settings, ReportOrder("tea.example", "7d", tmp_path / "report.pdf"))
    assert "pip install" in refused.value.hint


async def test_without_a_server_the_folder_is_opened_and_left_as_it_was(settings: Settings) -> None:
    async with open_server(settings, owner_token=OWNER_TOKEN) as server:
        await add_website(server)
        password = server.bootstrap_password
    files = {path.name for path in settings.data_dir.rglob("*")}
    out = settings.data_dir.parent / "report.html"
    secured = replace(settings, host="all", port=1, tls_cert=Path("none.pem"), tls_key=Path("none.pem"))
    await make_report(secured, ReportOrder("TEA SHOP", "last-month", out))
    assert b"Tea shop" in out.read_bytes()
    assert holder(settings.data_dir) is None
    assert {path.name for path in settings.data_dir.rglob("*")} - files <= {"log", "sparklytics.log"}
    assert (settings.data_dir / "bootstrap-password").read_text().strip() == password


async def test_a_server_with_sign_in_asks_for_a_key_and_takes_one(settings: Settings, tmp_path: Path) -> None:
    order = ReportOrder("tea.example", "7d", tmp_path / "report.html")
    async with open_server(settings, owner_token=OWNER_TOKEN) as server:
        await add_website(server)
        for key in (None, "a guess"):
            with pytest.raises(AppError, match="requires a valid API key") as refused:
                await make_report(settings, replace(order, api_key=key))
            assert "SPARKLYTICS_API_KEY" in refused.value.hint
        await make_report(settings, replace(order, api_key=OWNER_TOKEN))
    assert order.out.exists()


async def test_two_reports_at_once_wait_for_each_other(settings: Settings, tmp_path: Path) -> None:
    async with open_server(settings, owner_token=OWNER_TOKEN) as server:
        await add_website(server)
    orders = [ReportOrder("tea.example", "7d", tmp_path / f"{number}.html") for number in range(2)]
    await asyncio.gather(*(make_report(settings, order) for order in orders))
    assert all(order.out.exists() for order in orders)


async def test_a_folder_that_stays_in_use_is_reported(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.server.folder_client._WAIT_LIMIT_S", 0.0)
    async with open_server(settings, owner_token=OWNER_TOKEN, is_private=True) as server:
        await add_website(server)
        with pytest.raises(DataFolderInUse):
            await make_report(settings, ReportOrder("tea.example", "7d", tmp_path / "report.html"))


async def test_nobody_but_the_owner_gets_into_a_private_server(settings: Settings) -> None:
    async with open_server(settings, owner_token=OWNER_TOKEN, is_private=True) as server:
        assert server.bootstrap_password is None
        for token in (None, "a guess"):
            client = ApiClient(server.url, token)
            with pytest.raises(AppError, match="Not authenticated"):
                await client.list_websites()
            await client.close()


async def test_a_folder_without_a_database_is_refused_and_stays_empty(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(AppError, match=f"There is no database in {settings.data_dir}"):
        await make_report(settings, ReportOrder("tea.example", "7d", tmp_path / "report.html"))
    assert not settings.data_dir.exists()


async def test_a_missing_folder_and_an_unknown_site_are_refused(server: RunningServer, settings: Settings) -> None:
    nowhere = settings.data_dir / "nowhere" / "report.html"
    with pytest.raises(AppError, match="There is no folder"):
        await make_report(settings, ReportOrder("tea.example", "7d", nowhere))
    out = settings.data_dir.parent / "report.html"
    with pytest.raises(AppError, match=re.escape("There is no site coffee.example. There are: tea.example.")):
        await make_report(settings, ReportOrder("coffee.example", "7d", out))
    assert not out.exists()


def site(id: str, domain: str, name: str) -> WebsiteReply:
    return WebsiteReply(id, name, domain, "UTC", None, "", False, datetime.now(UTC), datetime.now(UTC))


def test_a_site_is_chosen_by_id_then_domain_then_name() -> None:
    sites = [
        site("site_1", "a.example", "b.example"),
        site("site_2", "b.example", "Shop"),
        site("site_3", "c.x", "Shop"),
    ]
    assert choose_site(sites, "site_3").id == "site_3"
    assert choose_site(sites, "B.example ").id == "site_2", "a domain comes before a name"
    with pytest.raises(AppError, match=r"Several sites are called shop.*site_2 \(Shop\), site_3 \(Shop\)"):
        choose_site(sites, "shop")
    with pytest.raises(AppError, match="no site yet"):
        choose_site([], "shop")


@pytest.mark.parametrize(("name", "kind"), [("a.html", "html"), ("a.HTM", "html"), ("last.month.pdf", "pdf")])
def test_the_end_of_the_name_chooses_the_kind(name: str, kind: str) -> None:
    assert kind_of(Path(name)) == kind


def test_another_end_of_the_name_is_refused() -> None:
    with pytest.raises(BadRequest, match=r"must end in \.html or \.pdf"):
        kind_of(Path("report.doc"))


def test_a_file_that_cannot_be_written_is_named_and_the_old_one_stays(tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    out.mkdir()
    with pytest.raises(AppError, match=f"{out} cannot be written: "):
        write_report(out, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"], "no temporary file is left"


async def test_an_administrator_leaves_no_file_that_the_owner_of_the_folder_cannot_open(settings: Settings) -> None:
    async with open_server(replace(settings, auth="none"), owner_token=OWNER_TOKEN) as server:
        await add_website(server)
    foreign = settings.data_dir / "elsewhere"
    foreign.symlink_to("/etc/hostname")
    if os.geteuid() == 0:
        os.chown(settings.data_dir, 1000, 1000)
    await make_report(settings, ReportOrder("Tea shop", "30d", settings.data_dir.parent / "report.html"))
    owner = settings.data_dir.stat().st_uid
    paths = [path for path in settings.data_dir.rglob("*") if not path.is_symlink()]
    assert {path.stat().st_uid for path in paths} == {owner}
    assert Path("/etc/hostname").stat().st_uid == 0
