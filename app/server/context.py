"""Server context: the objects that handlers use, reached through typed keys of the application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any  # Any: connections of a store, which its own modules alone know

from aiohttp import web

from app.config import Settings
from app.domain.websites import Website
from app.logs import LogRing
from app.server.access.account_service import AccountService, OpenAccounts
from app.server.access.endpoints import EndpointTable
from app.server.access.guard import CALLER, Authorizer
from app.server.backups.backups import Backups
from app.server.directory import WebsiteDirectory
from app.server.http.client_address import ClientAddresses
from app.server.http.tls import Certificate
from app.server.imports.imports import Imports
from app.server.ingest.pipeline import Ingest
from app.server.limits.downloads import DownloadLimiter
from app.server.limits.report_slots import ReportSlots
from app.server.limits.share_link import ShareLinkLimiter
from app.server.live import LiveHub
from app.server.places.city_fetch import CityFetch
from app.server.places.city_file import CityFile
from app.server.recompute import Recomputes
from app.server.status import StatusReport
from app.server.stores.stores import Stores
from app.server.tracked import TrackedAddresses
from app.server.trusted_clock import TrustedClock
from app.storage.event_store import EventDatabase
from app.storage.metadata import MetadataStore

if TYPE_CHECKING:
    from app.server.access.cloud.members import Members
    from app.server.limits.tenant_quotas import TenantQuotas


@dataclass(frozen=True, slots=True)
class ServerContext:
    """Objects opened before the application. owner_token: authorizes everything in every auth mode; None without one.

    clock: current time, aware, in UTC, for labels; what expires or is deleted goes by `trusted_clock`. certificate:
    None unless the server itself uses HTTPS. recomputes, imports, backups: None in cloud mode.
    """

    settings: Settings
    stores: Stores
    directory: WebsiteDirectory
    ingest: Ingest
    hub: LiveHub
    owner_token: str | None
    started_at: datetime
    clock: Callable[[], datetime]
    log_lines: LogRing
    status: StatusReport
    trusted_clock: TrustedClock
    city_file: CityFile
    city_fetch: CityFetch
    access: OpenAccounts
    certificate: Certificate | None = None
    recomputes: Recomputes | None = None
    backups: Backups | None = None
    imports: Imports | None = None

    @property
    def accounts(self) -> AccountService | None:
        """The accounts of those who sign in, None where nobody has to."""
        return self.access.accounts

    @property
    def tenants(self) -> Members | None:
        """The members of tenants, in cloud mode."""
        return self.access.tenants

    @property
    def quotas(self) -> TenantQuotas | None:
        """The quotas of tenants, in cloud mode."""
        return self.access.quotas

    @property
    def metadata(self) -> MetadataStore:
        """The database of websites, items, accounts and keys."""
        return self.stores.metadata

    @property
    def events(self) -> EventDatabase[Any, Any]:
        """The database of events."""
        return self.stores.events

    def metadata_for(self, website: Website) -> MetadataStore:
        """Return the store of the tenant whose website this is."""
        return self.metadata.of_tenant(website.tenant)


CONTEXT = web.AppKey("context", ServerContext)
ENDPOINTS = web.AppKey("endpoints", EndpointTable)
AUTHORIZER = web.AppKey("authorizer", Authorizer)
ADDRESSES = web.AppKey("addresses", ClientAddresses)
DOWNLOADS = web.AppKey("downloads", DownloadLimiter)
REPORT_SLOTS = web.AppKey("report_slots", ReportSlots)
SHARE_LINK_LIMITER = web.AppKey("share_link_limiter", ShareLinkLimiter)
TRACKED = web.AppKey("tracked", TrackedAddresses)


def metadata_of(request: web.Request) -> MetadataStore:
    """Return the store of the caller's tenant; self-hosted, of the server."""
    return request.app[CONTEXT].metadata.of_tenant(request[CALLER].tenant)


def website_in(request: web.Request) -> Website | None:
    """Return the website that a request is about, by its id or its share link; None for one about none."""
    directory, path = request.app[CONTEXT].directory, request.match_info
    if "share_id" in path:
        return directory.shared(path["share_id"])
    return directory.get(path["id"]) if "id" in path else None


def website_of(request: web.Request) -> Website:
    """Return the website whose id is in the path of a request. Raises NotFound."""
    return request.app[CONTEXT].directory.require(request.match_info["id"])


def seen_by(request: web.Request) -> list[Website]:
    """Return the websites the caller may see: all of the tenant, or the one that the API key is for."""
    caller = request[CALLER]
    only = None if caller.key is None else caller.key.website_id
    return [
        website
        for website in request.app[CONTEXT].directory.all()
        if website.tenant == caller.tenant and only in (None, website.id)
    ]
