"""The command `report`: asks the server that runs on the data folder, or opens the folder itself, and writes a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from app.api.wire import WebsiteReply
from app.config import Settings
from app.domain.clock import utc_now
from app.domain.errors import AppError
from app.domain.reports.periods import parse_zone
from app.domain.reports.presets import parse_range
from app.domain.reports.request import ReportRequest
from app.report import english
from app.report.compose import compose
from app.report.content import SiteReport
from app.report.files import kind_of, write_report
from app.report.gather import gather
from app.report.html import html_page
from app.server.folder_client import open_client, with_key_hint

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
        client = await open_client(stack, settings, order.api_key)
        try:
            sites = await client.list_websites()
        except AppError as error:
            raise with_key_hint(error, client.base_url) from error
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
