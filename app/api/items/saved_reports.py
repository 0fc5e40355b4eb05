"""Saved reports: request types and client methods."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

import msgspec
from msgspec import UNSET, Meta, UnsetType

from app.api.connection import ApiConnection, of_website
from app.domain.items.saved_reports import (
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
    config: Annotated[ReportConfig, Meta(description="parameters of the report")]
    description: Description = None


class SavedReportChangeBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """New values of a saved report; absent fields keep their value, a description of null removes it."""

    name: ReportName | None = None
    description: Description | UnsetType = UNSET
    config: Annotated[ReportConfig | None, Meta(description="parameters of the report, as a whole")] = None


class SavedReportCalls(ApiConnection):
    """Calls of saved reports."""

    async def list_saved_reports(self, website_id: str) -> tuple[SavedReportItem, ...]:
        """List the saved reports of a website by name."""
        return await self._data("GET", of_website(website_id, "/reports"), tuple[SavedReportItem, ...])

    async def saved_report(self, website_id: str, report_id: str) -> SavedReport:
        """Get a saved report."""
        return await self._data("GET", _of_report(website_id, report_id), SavedReport)

    async def add_saved_report(self, website_id: str, report: NewSavedReportBody) -> SavedReport:
        """Save a report."""
        return await self._data("POST", of_website(website_id, "/reports"), SavedReport, body=report)

    async def change_saved_report(self, website_id: str, report_id: str, change: SavedReportChangeBody) -> SavedReport:
        """Change a saved report; what `change` leaves out keeps its value."""
        return await self._data("PUT", _of_report(website_id, report_id), SavedReport, body=change)

    async def delete_saved_report(self, website_id: str, report_id: str) -> None:
        """Delete a saved report, if it exists."""
        await self._send("DELETE", _of_report(website_id, report_id))

    async def preview_report(self, website_id: str, config: ReportConfig) -> ReportRun:
        """Run a report without saving it."""
        return await self._data("POST", of_website(website_id, "/reports/preview"), ReportRun, body=config)

    async def run_saved_report(self, website_id: str, report_id: str) -> ReportRun:
        """Run a saved report."""
        return await self._data("POST", _of_report(website_id, report_id, "/run"), ReportRun)


def _of_report(website_id: str, report_id: str, rest: str = "") -> str:
    return of_website(website_id, f"/reports/{quote(report_id, safe='')}{rest}")
