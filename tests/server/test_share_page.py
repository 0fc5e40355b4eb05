"""Public page as it is sent: its content security policy, framing, and its files."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from app.api.sharing import ShareChange
from app.config import CITY_FILE
from app.resources import read_text
from app.server.routes.share_page import FILES
from app.ui.style.colours import DARK, LIGHT
from tests.server.conftest import Running, Start
from tests.server.test_city_database import database as city_database

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
def running(emptied_server: Running) -> Running:
    return emptied_server


async def policy(running: Running, share_id: str) -> dict[str, str]:
    """The Content-Security-Policy of a page, by directive."""
    async with running.http.get(f"/share/{share_id}", headers=BROWSER) as response:
        assert response.content_type == "text/html"
        directives = response.headers["Content-Security-Policy"].split("; ")
    return dict(item.split(" ", 1) for item in directives)


async def test_the_page_loads_only_its_own_files_and_forbids_framing(running: Running) -> None:
    link = await running.api.share_website(await running.add_website())
    assert await policy(running, link.share_id) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
        "frame-ancestors": "'none'",
    }
    async with running.http.get(f"/share/{link.share_id}") as response:
        assert (response.headers["X-Robots-Tag"], response.headers["Cache-Control"]) == ("noindex", "no-store")


async def test_frame_ancestors_follow_the_owners_choice_at_once(running: Running) -> None:
    site = await running.add_website()
    link = await running.api.share_website(site)
    for change, ancestors in (
        (ShareChange(embedding="anywhere"), "*"),
        (
            ShareChange(embedding="listed", embed_origins=("https://a.example", "b.example:8443")),
            "https://a.example https://b.example:8443",
        ),
        (ShareChange(embedding="nowhere"), "'none'"),
    ):
        await running.api.change_sharing(site, change)
        assert (await policy(running, link.share_id))["frame-ancestors"] == ancestors


@pytest.mark.parametrize("share_id", ["00000000-0000-4000-8000-000000000000", "None", "page.js", "%3Cscript%3E"])
async def test_an_unknown_link_is_404_as_html_for_browsers_and_as_json_otherwise(
    running: Running, share_id: str
) -> None:
    async with running.http.get(f"/share/{share_id}", headers=BROWSER) as response:
        assert (response.status, response.content_type) == (404, "text/html")
        assert "<script>" not in await response.text()
    assert (await policy(running, share_id))["frame-ancestors"] == "'none'"
    async with running.http.get(f"/share/{share_id}") as response:
        assert (response.status, (await response.json())["error"]["message"]) == (404, "Share link not found")


@pytest.mark.parametrize(("name", "path", "content_type"), [(name, *file) for name, file in FILES.items()])
async def test_files_of_the_page_are_revalidated_on_each_load(
    running: Running, name: str, path: str, content_type: str
) -> None:
    async with running.http.get(f"/share/files/{name}") as response:
        assert (response.status, response.content_type) == (200, content_type)
        assert await response.text() == read_text(path)
        assert response.headers["Cache-Control"] == "no-cache"
        tag = response.headers["ETag"]
    async with running.http.get(f"/share/files/{name}", headers={"If-None-Match": tag}) as response:
        assert response.status == 304


@pytest.mark.parametrize("name", ["nothing.js", "page.html", "..%2Fs.js", "%2e%2e%2fchannels.toml"])
async def test_other_files_are_404(running: Running, name: str) -> None:
    async with running.http.get(f"/share/files/{name}") as response:
        assert (response.status, (await response.json())["error"]["code"]) == (404, "not_found")


def test_the_page_refers_only_to_its_files_and_has_no_inline_script_or_style() -> None:
    page = read_text("share/page.html")
    texts = [read_text(path) for path, content_type in FILES.values() if content_type != "image/svg+xml"]
    assert set(re.findall(r'(?:src|href)="files/([^"]+)"', page)) <= set(FILES)
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon[a-z]+=", page) == []
    assert {name for text in texts for name in re.findall(r'from "\./([^"]+)"', text)} <= set(FILES)


def test_the_page_has_the_colours_of_the_window() -> None:
    colours = re.findall(r"--([a-z-]+): light-dark\((#[0-9A-F]{6}), (#[0-9A-F]{6})\);", read_text("share/page.css"))
    light, dark = asdict(LIGHT), asdict(DARK)
    assert len(colours) > 15
    for name, light_colour, dark_colour in colours:
        field = name.replace("-", "_")
        assert (light_colour, dark_colour) == (light[field], dark[field]), name


async def test_the_page_names_the_publisher_of_its_places_when_the_licence_asks_for_it(
    start: Start, tmp_path: Path
) -> None:
    plain = await start()
    link = await plain.api.share_website(await plain.add_website())
    assert "DB-IP" not in await page(plain, link.share_id)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / CITY_FILE).write_bytes(city_database(tmp_path))
    fetched = await start(data_dir=tmp_path / "other")
    link = await fetched.api.share_website(await fetched.add_website())
    text = await page(fetched, link.share_id)
    assert '<a href="https://db-ip.com" rel="noopener nofollow">IP Geolocation by DB-IP</a>' in text


async def page(running: Running, share_id: str) -> str:
    async with running.http.get(f"/share/{share_id}", headers=BROWSER) as response:
        assert response.status == 200
        return await response.text()
