"""Check of the tracking snippet: reads a page of the owner's site and says whether the line is in it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

import aiohttp

from app.api.bounded import ENCODINGS, ReplyTooLarge, UnreadableReply, read_whole
from app.domain.snippet_check import PageProblem, SnippetCheck, check_page, is_same_host

PAGE_LIMIT_BYTES = 4 * 1024 * 1024
MAX_REDIRECTS = 5
LIMITS = aiohttp.ClientTimeout(total=15.0, connect=8.0)  # of each request
_HEADERS = {
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
    "Accept-Encoding": ENCODINGS,
    "User-Agent": "SparklyticsSnippetCheck/1.0 (bot; asked for by the owner of the site)",
}
_REDIRECTS = (301, 302, 303, 307, 308)


async def check_snippet(url: str, website_id: str, sources: Sequence[str]) -> SnippetCheck:
    """Read a page and return what it says about the snippet. It never follows the page to another host.

    url: of http or https; sources: addresses from which the server's script may be loaded. The page is read without
    cookies or credentials, and none of its scripts runs.
    """
    async with aiohttp.ClientSession(
        headers=_HEADERS, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False, timeout=LIMITS
    ) as session:
        for _ in range(MAX_REDIRECTS + 1):
            try:
                answer = await _ask(session, url, website_id, sources)
            except ReplyTooLarge:
                return SnippetCheck("too_large", url)
            except (aiohttp.ClientError, UnreadableReply, OSError, ValueError) as error:
                return SnippetCheck("unreachable", url, _problem(error))
            if isinstance(answer, SnippetCheck):
                return answer
            if not is_same_host(url, answer):
                return SnippetCheck("moved", url, answer)
            url = answer
    return SnippetCheck("unreachable", url, "loop")


async def _ask(session: aiohttp.ClientSession, url: str, website_id: str, sources: Sequence[str]) -> SnippetCheck | str:
    """Request one address. Return the result, or the address that it redirects to."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise ValueError("only http and https can be read")
    async with session.get(url, allow_redirects=False) as response:
        if response.status in _REDIRECTS and (place := response.headers.get("Location")):
            return _place(url, place)
        if response.status >= 400:
            return SnippetCheck("refused", url, str(response.status))
        if "html" not in response.content_type:
            return SnippetCheck("no_page", url, response.content_type)
        policies = response.headers.getall("Content-Security-Policy", [])
        whole = await read_whole(response, PAGE_LIMIT_BYTES)
        text = whole.decode(_encoding(response), "replace")
        each = [policy for header in policies for policy in header.split(",")]
        return await asyncio.to_thread(check_page, text, url, each, website_id, sources)


def _place(url: str, location: str) -> str:
    """Return where a redirect leads. Raises UnreadableReply for a malformed address: it is the answer that is wrong."""
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise UnreadableReply from error


def _encoding(response: aiohttp.ClientResponse) -> str:
    """Return the encoding of a page. What the check looks for is ASCII, so an unknown one does no harm."""
    try:
        "".encode(response.charset or "utf-8")
    except LookupError:
        return "utf-8"
    return response.charset or "utf-8"


def _problem(error: Exception) -> PageProblem:
    """Return why a page cannot be read."""
    if isinstance(error, TimeoutError):
        return "time"
    if isinstance(error, aiohttp.ClientSSLError):
        return "certificate"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "host"
    if isinstance(error, aiohttp.InvalidURL):
        return "address"
    if isinstance(error, UnreadableReply | aiohttp.ClientPayloadError | aiohttp.ClientResponseError):
        return "answer"
    return "closed" if isinstance(error, aiohttp.ClientError | OSError) else "address"
