"""Bodies of requests about saved reports."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from app.domain.saved_reports import MAX_DESCRIPTION_LENGTH, MAX_NAME_LENGTH, ReportConfig

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
