"""Seam between the server and its databases: what of them differs between the modes, and what they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any, Protocol  # Any: the connections of a store, which its own modules alone know

from app.config import Settings
from app.domain.ingest.channels import Channels
from app.domain.server_status import HealthCheck
from app.domain.tenants import TenantId
from app.domain.websites import Website, WebsiteId
from app.server.access.account_service import OpenAccounts
from app.server.backups.backups import Backups
from app.server.directory import WebsiteDirectory
from app.server.facts import FactsMaker
from app.server.imports.imports import Imports
from app.server.ingest.pipeline import Ingest
from app.server.jobs import RunOnce
from app.server.live import LiveHub
from app.server.recompute import Recomputes
from app.server.trusted_clock import TrustedClock
from app.storage.event_store import EventDatabase
from app.storage.metadata import MetadataStore, Transaction
from app.storage.report_source import ReportSource


class Stores(Protocol):
    """The open databases of a server, returned by `open_stores`."""

    @property
    def events(self) -> EventDatabase[Any, Any]:
        """The database of events."""
        ...

    @property
    def metadata(self) -> MetadataStore:
        """The database of websites, items, accounts and keys: of all tenants, where there are tenants."""
        ...

    @property
    def newest_stored(self) -> Callable[[Transaction], datetime | None]:
        """Function that reads the newest time in the database of `metadata`, aware; None in an empty one."""
        ...

    @property
    def is_shared(self) -> bool:
        """True where other processes use the same: none of them is of less use than another when they are away."""
        ...

    @property
    def run_once(self) -> RunOnce:
        """Function that has a job done by one of the processes that use the same databases."""
        ...

    async def websites(self) -> tuple[Website, ...]:
        """Return every website, with its tenant where there are tenants."""
        ...

    def accounts(
        self, settings: Settings, clock: TrustedClock, *, is_private: bool
    ) -> AbstractAsyncContextManager[OpenAccounts]:
        """Open the accounts of those who sign in. is_private: for the owner alone."""
        ...

    def source(self, con: Any, tenant: TenantId | None) -> ReportSource[Any]:
        """Return what reports read while `con` is theirs. tenant: of the website, where there are tenants."""
        ...

    async def delete_website(self, website: Website) -> None:
        """Delete a website with its items and events. Raises KnownStorageError."""
        ...

    async def add_sample(self, website_id: WebsiteId, now: datetime, channels: Channels) -> Website:
        """Add a website with invented events. Raises NotFound where there can be none."""
        ...

    async def ask(self, limit_s: float) -> None:
        """Return when the databases answer. Raises AppError."""
        ...

    async def size_bytes(self) -> int:
        """Return the size of the database of events. Raises AppError."""
        ...

    async def check(self) -> HealthCheck:
        """Return the health of the databases, where that of events answers."""
        ...

    def facts_maker(
        self, websites: Callable[[], Iterable[Website]], settled_until: Callable[[], datetime]
    ) -> FactsMaker | None:
        """Return what makes the facts of closed days, None for a store without facts."""
        ...

    def recomputes(
        self, directory: WebsiteDirectory, ingest: Ingest, hub: LiveHub, clock: TrustedClock
    ) -> Recomputes | None:
        """Return what judges stored events again, None for a store whose events cannot change."""
        ...

    def backups(self, settings: Settings, ingest: Ingest, clock: TrustedClock) -> Backups | None:
        """Return what makes backups, None for databases that others back up."""
        ...

    def imports(
        self, settings: Settings, directory: WebsiteDirectory, ingest: Ingest, hub: LiveHub, clock: TrustedClock
    ) -> Imports | None:
        """Return what imports old numbers, None for a store that cannot undo it."""
        ...

    def kept_fresh(
        self, directory: WebsiteDirectory, ingest: Ingest, announce: Callable[[], None]
    ) -> AbstractAsyncContextManager[None]:
        """Bring what other processes change into this one, within the context. announce: tells of other websites."""
        ...
