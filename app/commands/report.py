"""The command `report`: asks the server that runs on the data folder, or opens the folder itself, and writes a file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

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
from app.server.folder_client import find_site, open_client

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
        site, now = await find_site(client, order.site, "read"), utc_now()
        days = parse_range(order.period, now.astimezone(parse_zone(None, site.timezone)).date())
        answers = await gather(client, site, ReportRequest(*days), now)
    report = compose(answers, english)
    write_report(order.out, to_file(report))
    return f"Wrote {order.out}: {report.site}, {report.period}."


def _file_maker(out: Path) -> Callable[[SiteReport], bytes]:
    """Return the function that makes the content of the file. Raises AppError when this computer has none."""
    if kind_of(out) == "html":
        return html_page
    try:
        from app.ui.printing.offscreen import pdf_file_offscreen
    except ImportError as error:
        raise AppError("bad_request", f"A PDF needs PySide6 ({error}).", field="out", hint=_PDF_HINT) from error
    return pdf_file_offscreen
