"""Sharing a website: its link and its options, over HTTP."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from app.domain.sharing import SECTIONS
from app.server.directory import WebsiteDirectory
from app.storage import websites
from tests.server.conftest import Running, Start

NOTHING_CHOSEN = {"embedding": "nowhere", "embed_origins": [], "sections": list(SECTIONS)}


@pytest.fixture
def running(emptied_server: Running) -> Running:
    return emptied_server


async def sent(running: Running, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    """Status and JSON of one request, None without a body."""
    async with running.http.request(method, path, json=body) as response:
        return response.status, await response.json() if await response.read() else None


async def share(running: Running, site: str) -> str:
    """Share a website and return the id of its link."""
    status, body = await sent(running, "POST", f"/api/websites/{site}/share")
    assert status == 201
    return str(body["data"]["share_id"])


async def test_sharing_again_returns_the_same_link(start: Start) -> None:
    running = await start(public_url="https://stats.example.com")
    site = await running.add_website()
    status, body = await sent(running, "POST", f"/api/websites/{site}/share")
    share_id = body["data"]["share_id"]
    assert (status, len(share_id)) == (201, 36)
    assert body == {"data": {"share_id": share_id, "share_url": f"https://stats.example.com/share/{share_id}"}}
    assert await sent(running, "POST", f"/api/websites/{site}/share") == (201, body)
    assert (await running.api.website(site)).share_id == share_id


async def test_concurrent_sharing_creates_one_link(running: Running) -> None:
    site = await running.add_website()
    links = await asyncio.gather(*(share(running, site) for _ in range(5)))
    assert len(set(links)) == 1


async def test_a_disabled_link_is_404_and_the_next_one_is_new(running: Running) -> None:
    site = await running.add_website()
    share_id = await share(running, site)
    assert (await sent(running, "GET", f"/api/share/{share_id}/stats"))[0] == 200
    assert await sent(running, "DELETE", f"/api/websites/{site}/share") == (204, None)
    status, body = await sent(running, "GET", f"/api/share/{share_id}/stats")
    assert (status, body["error"]["code"], body["error"]["message"]) == (404, "not_found", "Share link not found")
    assert await share(running, site) != share_id


@pytest.mark.parametrize(("method", "path"), [("DELETE", "share"), ("POST", "share/renew")])
async def test_a_website_that_is_not_shared_cannot_be_unshared_or_renewed(
    running: Running, method: str, path: str
) -> None:
    site = await running.add_website()
    status, body = await sent(running, method, f"/api/websites/{site}/{path}")
    assert (status, body["error"]["code"]) == (404, "not_found")
    assert body["error"]["message"] == "Sharing is not enabled for this website"


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "share"), ("PUT", "share"), ("POST", "share"), ("POST", "share/renew"), ("DELETE", "share")],
)
async def test_an_unknown_website_is_404(running: Running, method: str, path: str) -> None:
    body = {} if method == "PUT" else None
    status, answer = await sent(running, method, f"/api/websites/site_unknown/{path}", body)
    assert (status, answer["error"]["message"]) == (404, "Website not found")


async def test_a_renewed_link_replaces_the_old_one(running: Running) -> None:
    site = await running.add_website()
    old = await share(running, site)
    status, body = await sent(running, "POST", f"/api/websites/{site}/share/renew")
    new = body["data"]["share_id"]
    assert (status, len(new), new != old) == (201, 36, True)
    assert (await sent(running, "GET", f"/api/share/{old}/stats"))[0] == 404
    assert (await sent(running, "GET", f"/api/share/{new}/stats"))[0] == 200
    assert await share(running, site) == new


async def test_sharing_options_are_independent_of_the_link(running: Running) -> None:
    site = await running.add_website()
    path = f"/api/websites/{site}/share"
    off = {"share_id": None, "share_url": None, "embed_snippet": None}
    assert await sent(running, "GET", path) == (200, {"data": off | NOTHING_CHOSEN})
    change = {"embedding": "listed", "embed_origins": ["Example.com/blog"]}
    chosen = {"embedding": "listed", "embed_origins": ["https://example.com"], "sections": list(SECTIONS)}
    assert await sent(running, "PUT", path, change) == (200, {"data": off | chosen})
    share_id = await share(running, site)
    url = f"http://localhost:3000/share/{share_id}"
    status, body = await sent(running, "PUT", path, {"sections": ["systems", "pages", "pages"]})
    assert status == 200
    assert body["data"] == chosen | {
        "sections": ["pages", "systems"],
        "share_id": share_id,
        "share_url": url,
        "embed_snippet": f'<iframe src="{url}?embed=true" title="Visitors of Shop" loading="lazy"'
        ' style="border: 0; width: 100%; height: 900px"></iframe>',
    }
    await sent(running, "DELETE", path)
    assert (await sent(running, "GET", path))[1]["data"] == off | chosen | {"sections": ["pages", "systems"]}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"embedding": "somewhere"}, "embedding"),
        ({"embedding": "listed"}, "embed_origins"),
        ({"embed_origins": ["https://*.example.com"]}, "embed_origins"),
        ({"embed_origins": "https://example.com"}, "embed_origins"),
        ({"sections": ["visitors"]}, "sections"),
        ({"sections": None}, "sections"),
    ],
)
async def test_invalid_sharing_options_are_refused_and_change_nothing(
    running: Running, change: Any, field: str
) -> None:
    site = await running.add_website()
    status, body = await sent(running, "PUT", f"/api/websites/{site}/share", change)
    assert (status, body["error"]["code"], body["error"]["field"]) == (400, "bad_request", field)
    assert (await sent(running, "GET", f"/api/websites/{site}/share"))[1]["data"].items() >= NOTHING_CHOSEN.items()


async def test_a_link_survives_a_restart_and_is_deleted_with_its_website(start: Start) -> None:
    running = await start()
    site = await running.add_website()
    share_id = await share(running, site)
    as_at_a_start = WebsiteDirectory(await running.context.events.read(websites.all_websites))
    assert as_at_a_start.shared(share_id).id == site
    await running.api.delete_website(site)
    assert (await sent(running, "GET", f"/api/share/{share_id}/stats"))[0] == 404


async def test_managing_links_requires_sign_in_and_reading_them_does_not(start: Start) -> None:
    running = await start(auth="password", password="a password", argon2_memory_kb=8)
    site = await running.add_website()
    link = await running.api.share_website(site)
    for method, path in (
        ("GET", "share"),
        ("PUT", "share"),
        ("POST", "share"),
        ("POST", "share/renew"),
        ("DELETE", "share"),
    ):
        assert (await sent(running, method, f"/api/websites/{site}/{path}"))[0] == 401
    for path in ("", "/stats", "/pageviews", "/overview", "/metrics?type=page"):
        assert (await sent(running, "GET", f"/api/share/{link.share_id}{path}"))[0] == 200
