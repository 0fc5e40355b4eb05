"""Doctor: looks at a website's page, at the script and at the server as visitors do, from the computer it runs on."""

from __future__ import annotations

import asyncio
import ipaddress
import re
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import aiohttp

from app.api.bounded import ENCODINGS, ReplyTooLarge, UnreadableReply, read_whole
from app.api.client import ApiClient
from app.api.snippet_check import check_snippet
from app.api.wire import WebsiteReply
from app.domain.clock import utc_now
from app.domain.doctor import Finding
from app.domain.errors import AppError
from app.domain.reports.request import ReportRequest
from app.domain.snippet_check import SnippetCheck

LIMITS = aiohttp.ClientTimeout(total=10.0, connect=6.0)
SCRIPT_BYTES = 64 * 1024
SCRIPT_MARK = b"sparklytics"  # the name under which a page finds the script
CLOCK_TOLERANCE_S = 60.0
QUIET_DAYS = 2  # without a visit
BUSY_DAYS = 14  # before them
BUSY_SHARE = 0.9  # of those days that had a visit
_SRC = re.compile(r'src="([^"]+)"')
_ENDED_BY = {301, 302, 303, 307, 308}
_PAGE = {
    "missing": "snippet_missing",
    "other_site": "snippet_of_other_site",
    "other_server": "snippet_of_other_server",
    "blocked": "policy",
    "moved": "page_moved",
}


@dataclass(frozen=True, slots=True)
class AddressReply:
    """Reply of an address to one request."""

    status: int
    headers: dict[str, str]
    body: bytes


async def examine(client: ApiClient, site: WebsiteReply, page_url: str = "") -> list[Finding]:
    """Return what keeps the visits of a website from being counted, and what was found to be right.

    page_url: a page to look at in place of the start page. Raises AppError when the server does not answer.
    """
    match = _SRC.search(site.tracking_snippet)
    assert match is not None, "the line of a website names its script"
    script_url, page_url = match[1], page_url or f"https://{site.domain}/"
    status, script, events, page, visits = await asyncio.gather(
        _server(client),
        _script(script_url, page_url),
        _events(script_url),
        _page(site.id, script_url, page_url),
        _visits(client, site),
    )
    return [*status, *script, *events, *page, *visits]


async def _server(client: ApiClient) -> list[Finding]:
    try:
        status = await client.server_status()
    except AppError as error:
        if error.code in ("forbidden", "not_found"):  # not for this key, or not for a tenant
            return []
        raise
    problems = [Finding("server", "problem", check.message) for check in status.checks if check.state != "ok"]
    return problems or [Finding("server", "ok")]


async def _script(script_url: str, page_url: str) -> list[Finding]:
    parts, findings = urlsplit(script_url), []
    is_here = _is_of_this_computer(parts.hostname or "")
    if is_here and not _is_of_this_computer(urlsplit(page_url).hostname or ""):
        findings.append(Finding("only_here", "problem", script_url))
    elif parts.scheme != "https" and not is_here:
        findings.append(Finding("not_https", "hint", script_url))
    answer = await _asked("GET", script_url)
    if isinstance(answer, str):
        return [*findings, Finding(answer, "problem", script_url)]
    findings += _of_clock(answer)
    if answer.status == 421:
        return [*findings, Finding("host_refused", "problem", script_url)]
    if answer.status != 200:
        return [*findings, Finding("script_blocked", "problem", f"{script_url} answers with status {answer.status}.")]
    if SCRIPT_MARK not in answer.body:
        return [*findings, Finding("other_answer", "problem", script_url)]
    return findings or [Finding("script", "ok", script_url)]


def _of_clock(answer: AddressReply) -> list[Finding]:
    try:
        apart = parsedate_to_datetime(answer.headers.get("Date", "")) - utc_now()
    except (TypeError, ValueError):  # no date, or one that is no date
        return []
    if abs(apart.total_seconds()) <= CLOCK_TOLERANCE_S:
        return []
    return [Finding("clock", "problem", f"They are {round(abs(apart.total_seconds()) / 60):,} minutes apart.")]


async def _events(script_url: str) -> list[Finding]:
    """Send an event that cannot be taken: our server answers it with an error of its own."""
    url = f"{script_url.rpartition('/')[0]}/e"
    answer = await _asked("POST", url, b"{}")
    if isinstance(answer, str):
        return []  # the script's address says it
    if answer.status in _ENDED_BY:
        return [Finding("events_redirected", "problem", f"{url} leads to {answer.headers.get('Location', '')[:300]}")]
    if answer.status == 421:
        return []
    if answer.status not in (400, 429, 503) or b'"error"' not in answer.body:
        return [Finding("events_blocked", "problem", f"{url} answers with status {answer.status}.")]
    return [Finding("events", "ok")]


async def _page(website_id: str, script_url: str, page_url: str) -> list[Finding]:
    check: SnippetCheck = await check_snippet(page_url, website_id, [script_url])
    if check.verdict == "there":
        if check.url.startswith("https:") and script_url.startswith("http:"):
            return [Finding("mixed_content", "problem", f"{check.url} loads {script_url}")]
        return [Finding("page", "ok", check.url)]
    code = _PAGE.get(check.verdict, "page_unreachable")
    return [Finding(code, "problem", f"{check.url}: {check.detail or check.verdict}"[:500])]


async def _visits(client: ApiClient, site: WebsiteReply) -> list[Finding]:
    today = utc_now().date()
    request = ReportRequest(today - timedelta(days=BUSY_DAYS + QUIET_DAYS), today, timezone=site.timezone)
    days = [point.pageviews for point in (await client.pageviews(site.id, request)).series]
    before, last = days[: -QUIET_DAYS - 1], days[-QUIET_DAYS - 1 :]
    if not any(days):
        return [Finding("no_event", "hint")]
    if not any(last) and sum(map(bool, before)) >= BUSY_SHARE * BUSY_DAYS:
        return [Finding("quiet", "problem", f"There has been none for {QUIET_DAYS} days.")]
    return [Finding("visits", "ok")]


async def _asked(method: str, url: str, body: bytes | None = None) -> AddressReply | str:
    """Return the answer of an address, or the code of what is wrong with it. Redirects are not followed."""
    headers = {"Accept-Encoding": ENCODINGS, "User-Agent": "SparklyticsDoctor/1.0 (bot)"}
    if body is not None:
        headers["Content-Type"] = "text/plain"
    try:
        async with (
            _session() as session,
            session.request(method, url, data=body, headers=headers, allow_redirects=False) as response,
        ):
            whole = await read_whole(response, SCRIPT_BYTES)
            return AddressReply(response.status, dict(response.headers), whole)
    except TimeoutError:
        return "too_slow"
    except aiohttp.ClientSSLError:
        return "certificate"
    except aiohttp.ClientConnectorDNSError:
        return "host_unknown"
    except (ReplyTooLarge, UnreadableReply):
        return "other_answer"
    except (aiohttp.ClientError, OSError, ValueError):
        return "not_reachable"


def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False, timeout=LIMITS)


def _is_of_this_computer(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
