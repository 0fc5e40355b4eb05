"""The command `doctor`: says what may keep the visits of a website from being counted."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass

from app.api.doctor import examine
from app.config import Settings
from app.data_folder import holder
from app.domain.doctor import written
from app.domain.errors import AppError
from app.server.folder_client import find_site, open_client


@dataclass(frozen=True, slots=True)
class DoctorOrder:
    """Website to look at. site: id, domain or name; page: URL of a page, blank for the start page.

    is_private: the text may name addresses and names; else it can be sent to anyone.
    """

    site: str
    page: str = ""
    is_private: bool = True
    api_key: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Text to print, and whether nothing is wrong."""

    text: str
    is_well: bool


async def diagnose(settings: Settings, order: DoctorOrder) -> Diagnosis:
    """Look at a website through the server that runs on the data folder. Raises AppError when there is none."""
    running = holder(settings.data_dir)
    if running is None or not running.url:
        hint = "Start it, then start the command again: it looks at the running server as visitors do."
        raise AppError("unreachable", f"No server runs on the folder {settings.data_dir}.", hint=hint)
    async with AsyncExitStack() as stack:
        client = await open_client(stack, settings, order.api_key)
        site = await find_site(client, order.site, "read")
        findings = await examine(client, site, order.page)
    is_well = all(finding.state != "problem" for finding in findings)
    return Diagnosis(written(findings, is_private=order.is_private), is_well)
