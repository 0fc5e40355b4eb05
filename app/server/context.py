"""Server context: the objects that handlers use, reached through typed keys of the application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from aiohttp import web

from app.config import Settings
from app.domain.server_status import ServerStatus
from app.domain.websites import Website
from app.logs import LogRing
from app.server.access.account_service import AccountService
from app.server.access.endpoints import EndpointTable
from app.server.access.guard import CALLER, Authorizer
from app.server.directory import WebsiteDirectory
from app.server.http.client_address import ClientAddresses
from app.server.http.tls import Certificate
from app.server.ingest.pipeline import Ingest
from app.server.limits.downloads import DownloadLimiter
from app.server.limits.report_slots import ReportSlots
from app.server.limits.share_link import ShareLinkLimiter
from app.server.live import LiveHub
from app.server.places.city_fetch import CityFetch
from app.server.places.city_file import CityFile
from app.server.trusted_clock import TrustedClock
from app.storage.connection import Connection
from app.storage.database import Database
from app.storage.event_store import DUCKDB, EventStore
from app.storage.metadata import MetadataStore
from app.storage.report_source import ReportSource, of_one_database

if TYPE_CHECKING:
    from app.server.access.cloud.members import Members
    from app.server.limits.tenant_quotas import TenantQuotas


@dataclass(frozen=True, slots=True)
class ServerContext:
    """Objects opened before the application. owner_token: authorizes everything in every auth mode; None without one.

    clock: current time, aware, in UTC, for labels; what expires or is deleted goes by `trusted_clock`. accounts: None
    in the mode `none`. certificate: None unless the server itself uses HTTPS. tenants, quotas: in cloud mode.
    """

    settings: Settings
    database: Database
    directory: WebsiteDirectory
    ingest: Ingest
    hub: LiveHub
    owner_token: str | None
    started_at: datetime
    clock: Callable[[], datetime]
    log_lines: LogRing
    status: Callable[[], Awaitable[ServerStatus]]
    trusted_clock: TrustedClock
    city_file: CityFile
    city_fetch: CityFetch
    accounts: AccountService | None = None
    certificate: Certificate | None = None
    tenants: Members | None = None
    quotas: TenantQuotas | None = None

    @property
    def metadata(self) -> MetadataStore:
        """The store of websites, items, accounts and keys: self-hosted, the same database."""
        return self.database

    def metadata_for(self, website: Website) -> MetadataStore:
        """Return the store of the tenant whose website this is."""
        return self.metadata.of_tenant(website.tenant)

    @property
    def store(self) -> EventStore[Connection, Connection]:
        """The modules of the store of events."""
        return DUCKDB

    def source(self, con: Connection) -> ReportSource[Connection]:
        """Return what reports read while `con` is theirs."""
        return ReportSource(con, self.store, of_one_database(con))


CONTEXT = web.AppKey("context", ServerContext)
ENDPOINTS = web.AppKey("endpoints", EndpointTable)
AUTHORIZER = web.AppKey("authorizer", Authorizer)
ADDRESSES = web.AppKey("addresses", ClientAddresses)
DOWNLOADS = web.AppKey("downloads", DownloadLimiter)
REPORT_SLOTS = web.AppKey("report_slots", ReportSlots)
SHARE_LINK_LIMITER = web.AppKey("share_link_limiter", ShareLinkLimiter)


def metadata_of(request: web.Request) -> MetadataStore:
    """Return the store of the caller's tenant; self-hosted, of the server."""
    return request.app[CONTEXT].metadata.of_tenant(request[CALLER].tenant)


def website_of(request: web.Request) -> Website:
    """Return the website whose id is in the path of a request. Raises NotFound."""
    return request.app[CONTEXT].directory.require(request.match_info["id"])
