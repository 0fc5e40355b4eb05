"""Saved reports: wire types and client methods."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

import msgspec
from msgspec import UNSET, Meta, UnsetType

from app.api.connection import ApiConnection, of_website
from app.domain.saved_reports import (
    MAX_DESCRIPTION_LENGTH,
    MAX_NAME_LENGTH,
    ReportConfig,
    ReportRun,
    SavedReport,
    SavedReportItem,
)

ReportName = Annotated[str, Meta(description=f"1 to {MAX_NAME_LENGTH} characters", examples=["Monday numbers"])]
Description = Annotated[str | None, Meta(description=f"at most {MAX_DESCRIPTION_LENGTH:,} characters")]


class NewSavedReportBody(msgspec.Struct, frozen=True):
    """A report to save."""

    name: ReportName
    config: ReportConfig
    description: Description = None


class SavedReportChangeBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """New values of a saved report; what is left out stays, a description of null is taken away."""

    name: ReportName | None = None
    description: Description | UnsetType = UNSET
    config: ReportConfig | None = None


class SavedReportCalls(ApiConnection):
    """Keeping reports under a name, and running them."""

    async def list_saved_reports(self, website_id: str) -> tuple[SavedReportItem, ...]:
        """Every saved report of a website, by name."""
        return await self._data("GET", of_website(website_id, "/reports"), tuple[SavedReportItem, ...])

    async def saved_report(self, website_id: str, report_id: str) -> SavedReport:
        return await self._data("GET", _report(website_id, report_id), SavedReport)

    async def add_saved_report(self, website_id: str, wanted: NewSavedReportBody) -> SavedReport:
        return await self._data("POST", of_website(website_id, "/reports"), SavedReport, body=wanted)

    async def change_saved_report(self, website_id: str, report_id: str, change: SavedReportChangeBody) -> SavedReport:
        """Give a report new values; what `change` leaves out stays."""
        return await self._data("PUT", _report(website_id, report_id), SavedReport, body=change)

    async def delete_saved_report(self, website_id: str, report_id: str) -> None:
        """Delete a report. One that is there no more is no failure."""
        await self._send("DELETE", _report(website_id, report_id))

    async def preview_report(self, website_id: str, config: ReportConfig) -> ReportRun:
        """What a report would say that is not saved."""
        return await self._data("POST", of_website(website_id, "/reports/preview"), ReportRun, body=config)

    async def run_saved_report(self, website_id: str, report_id: str) -> ReportRun:
        return await self._data("POST", _report(website_id, report_id, "/run"), ReportRun)


def _report(website_id: str, report_id: str, rest: str = "") -> str:
    return of_website(website_id, f"/reports/{quote(report_id, safe='')}{rest}")
