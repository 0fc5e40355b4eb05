"""Check of the snippet over HTTP: what is read, what is followed, and what is refused."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from app.api import snippet_check
from app.api.snippet_check import check_snippet
from app.domain.snippet_check import SnippetCheck, check_page

OWN = "site-1"
LINE = f'<script defer src="/_sl/s.js" data-website-id="{OWN}"></script>'


async def answer(request: web.Request) -> web.Response:
    assert "Cookie" not in request.headers
    assert "Authorization" not in request.headers
    place = request.query.get("to")
    if place is not None:
        return web.Response(status=302, headers={"Location": place})
    pages = {
        "/": web.Response(text=LINE, content_type="text/html"),
        "/odd": web.Response(body=LINE.encode(), headers={"Content-Type": "text/html; charset=klingon"}),
        "/strict": web.Response(
            text=LINE, content_type="text/html", headers={"Content-Security-Policy": "default-src 'none'"}
        ),
        "/data": web.json_response({}),
        "/large": web.Response(text=" " * 2_000, content_type="text/html"),
        "/packed": web.Response(body=b"no gzip", headers={"Content-Encoding": "gzip", "Content-Type": "text/html"}),
    }
    return pages.get(request.path) or web.Response(status=404, text="not here")


@asynccontextmanager
async def site() -> AsyncIterator[str]:
    """Yield the address of a site."""
    app = web.Application()
    app.router.add_get("/{name:.*}", answer)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


@pytest.mark.parametrize(
    ("path", "verdict", "detail"),
    [
        ("/", "there", ""),
        ("/odd", "there", ""),
        ("/strict", "blocked", "default-src"),
        ("/data", "no_page", "application/json"),
        ("/gone", "refused", "404"),
        ("/large", "too_large", ""),
        ("/packed", "unreachable", "answer"),
        ("/?to=/strict", "blocked", "default-src"),
        ("/?to=https://[tea", "unreachable", "answer"),
        ("/loop?to=/loop%3Fto%3D/loop", "refused", "404"),
        ("/?to=http://other.example/", "moved", "http://other.example/"),
        ("/?to=file:///etc/passwd", "moved", "file:///etc/passwd"),
    ],
)
async def test_a_page_is_read_within_bounds_and_on_its_own_host(
    path: str, verdict: str, detail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snippet_check, "PAGE_LIMIT_BYTES", 1_000)
    async with site() as url:
        check = await check_snippet(url + path, OWN, ())
    assert (check.verdict, check.detail) == (verdict, detail)


async def test_the_loop_goes_on_while_a_page_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []

    def parse(*details: Any) -> SnippetCheck:
        threads.append(threading.current_thread())
        return check_page(*details)

    monkeypatch.setattr(snippet_check, "check_page", parse)
    async with site() as url:
        assert (await check_snippet(f"{url}/", OWN, ())).verdict == "there"
    assert threads
    assert threading.current_thread() not in threads


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("http://127.0.0.1:1/", "closed"),
        ("file:///etc/passwd", "address"),
        ("https://", "address"),
        ("http://[half", "address"),
    ],
)
async def test_an_address_that_cannot_be_read_is_explained(url: str, problem: str) -> None:
    check = await check_snippet(url, OWN, ())
    assert (check.verdict, check.detail) == ("unreachable", problem)


async def test_endless_redirects_are_given_up() -> None:
    async def again(request: web.Request) -> web.Response:
        return web.Response(status=301, headers={"Location": f"/{len(request.path)}{request.path}"})

    app = web.Application()
    app.router.add_get("/{name:.*}", again)
    async with TestServer(app) as server:
        check = await check_snippet(str(server.make_url("/")), OWN, ())
    assert (check.verdict, check.detail) == ("unreachable", "loop")
