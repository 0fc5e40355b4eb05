"""The command `report`: asks the server that runs on the data folder, or opens the folder itself, and writes a file."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.config import Settings
from app.data_folder import DataFolderInUse, holder
from app.domain.clock import utc_now
from app.domain.errors import AppError
from app.domain.reports.periods import parse_zone
from app.domain.reports.presets import parse_range
from app.domain.reports.request import ReportRequest
from app.logs import logging_to
from app.report import english
from app.report.compose import compose
from app.report.content import SiteReport
from app.report.files import kind_of, write_report
from app.report.gather import gather
from app.report.html import html_page
from app.server.lifecycle import open_server
from app.storage.connection import FILE_NAME

KEY_VARIABLE = "SPARKLYTICS_API_KEY"
_SIGN_IN_ERRORS = ("unauthorized", "setup_required", "password_change_required")
_WAIT_LIMIT_S, _WAIT_S = 10.0, 0.2
_NAMED_SITES = 10  # in a message
_PDF_HINT = "Install it with: pip install 'sparklytics-desktop[desktop]'. A file that ends in .html does not need it."


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """A report as ordered. site: id, domain or name; period: see `parse_range`; api_key: for a server with sign-in."""

    site: str
    period: str
    out: Path
    api_key: str | None = None


async def make_report(settings: Settings, order: ReportOrder) -> str:
    """Write the report and return a sentence about it. Raises AppError."""
    to_file = _file_maker(order.out)
    if not order.out.resolve().parent.is_dir():
        raise AppError("storage_unavailable", f"There is no folder {order.out.resolve().parent}.", field="out")
    async with AsyncExitStack() as stack:
        client = await _open_client(stack, settings, order.api_key)
        try:
            sites = await client.list_websites()
        except AppError as error:
            raise _with_key_hint(error, client.base_url) from error
        site, now = choose_site(sites, order.site), utc_now()
        days = parse_range(order.period, now.astimezone(parse_zone(None, site.timezone)).date())
        answers = await gather(client, site, ReportRequest(*days), now)
    report = compose(answers, english)
    write_report(order.out, to_file(report))
    return f"Wrote {order.out}: {report.site}, {report.period}."


def choose_site(sites: Sequence[WebsiteReply], text: str) -> WebsiteReply:
    """Return the website with this id, else with this domain, else with this name. Raises AppError."""
    asked = text.strip().casefold()
    for name_of in (_id_of, _domain_of, _name_of):
        same = [site for site in sites if name_of(site).casefold() == asked]
        if len(same) == 1:
            return same[0]
        if same:
            ids = ", ".join(f"{site.id} ({site.name})" for site in same)
            raise AppError("not_found", f"Several sites are called {text}. Choose one by its id: {ids}.", field="site")
    if not sites:
        raise AppError("not_found", "There is no site yet.", field="site")
    listed = ", ".join(site.domain for site in sites[:_NAMED_SITES])
    rest = f" and {len(sites) - _NAMED_SITES} more" if len(sites) > _NAMED_SITES else ""
    raise AppError("not_found", f"There is no site {text}. There are: {listed}{rest}.", field="site")


def _id_of(site: WebsiteReply) -> str:
    return site.id


def _domain_of(site: WebsiteReply) -> str:
    return site.domain


def _name_of(site: WebsiteReply) -> str:
    return site.name


def _file_maker(out: Path) -> Callable[[SiteReport], bytes]:
    """Return the function that makes the content of the file. Raises AppError when this computer has none."""
    if kind_of(out) == "html":
        return html_page
    try:
        from app.ui.printing.offscreen import pdf_file_offscreen
    except ImportError as error:
        raise AppError("bad_request", f"A PDF needs PySide6 ({error}).", field="out", hint=_PDF_HINT) from error
    return pdf_file_offscreen


async def _open_client(stack: AsyncExitStack, settings: Settings, api_key: str | None) -> ApiClient:
    """Return a client of the server on the data folder: of the one that runs, else of one for this report alone.

    Waits a little while another one starts, stops, or writes a report.
    """
    give_up_s = time.monotonic() + _WAIT_LIMIT_S
    while True:
        running = holder(settings.data_dir)
        if running is not None and running.url:
            # A certificate is for the public name.
            url = settings.public_url if running.url.startswith("https:") else running.url
            client = ApiClient(url, api_key)
            stack.push_async_callback(client.close)
            return client
        try:
            return await stack.enter_async_context(_own_client(settings))
        except DataFolderInUse:
            if time.monotonic() > give_up_s:
                raise
        await asyncio.sleep(_WAIT_S)


def _with_key_hint(error: AppError, url: str) -> AppError:
    if error.code not in _SIGN_IN_ERRORS:
        return error
    hint = f"Create one with the scope read in the window, and set {KEY_VARIABLE} to it."
    return AppError(error.code, f"The server at {url} requires a valid API key.", hint=hint)


@asynccontextmanager
async def _own_client(settings: Settings) -> AsyncIterator[ApiClient]:
    """Open the folder as a server would, for this process only: nothing is deleted or sent."""
    if not (settings.data_dir / FILE_NAME).exists():  # else a wrong folder would get an unused database
        sentence = f"There is no database in {settings.data_dir}. Pass the server's data folder with --data-dir."
        raise AppError("storage_unavailable", sentence, field="data_dir")
    token = secrets.token_urlsafe(32)
    own = replace(
        settings,
        host="127.0.0.1",
        port=0,
        auth="local",
        tls_cert=None,
        tls_key=None,
        retention_days=0,
        scheduler_tick_seconds=0,
    )
    with logging_to(settings.data_dir, "WARNING") as log_lines:
        async with open_server(own, owner_token=token, is_private=True, log_lines=log_lines) as server:
            client = ApiClient(server.url, token)
            try:
                yield client
            finally:
                await client.close()
