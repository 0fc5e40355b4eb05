"""Websites and their limits."""

from __future__ import annotations

from app.api.connection import PAGE_SIZE, ApiConnection, of_website
from app.api.wire import IngestLimitsChange, IngestLimitsReply, NewWebsiteBody, WebsiteList, WebsiteReply
from app.domain.websites import NewWebsite, WebsiteChange


class WebsiteCalls(ApiConnection):
    """Adding, changing and deleting websites."""

    async def list_websites(self) -> tuple[WebsiteReply, ...]:
        """Every website, in the order they were added."""
        found: list[WebsiteReply] = []
        params = {"limit": str(PAGE_SIZE)}
        while True:
            page = await self._ask("GET", "/api/websites", WebsiteList, params)
            found += page.data
            if page.pagination.next_cursor is None:
                return tuple(found)
            params["cursor"] = page.pagination.next_cursor

    async def website(self, website_id: str) -> WebsiteReply:
        return await self._data("GET", of_website(website_id), WebsiteReply)

    async def add_website(self, wanted: NewWebsite) -> WebsiteReply:
        body = NewWebsiteBody(wanted.name, wanted.domain, wanted.timezone)
        return await self._data("POST", "/api/websites", WebsiteReply, body=body)

    async def change_website(self, website_id: str, change: WebsiteChange) -> WebsiteReply:
        return await self._data("PUT", of_website(website_id), WebsiteReply, body=change)

    async def delete_website(self, website_id: str) -> None:
        """Delete a website with all its events."""
        await self._send("DELETE", of_website(website_id))

    async def ingest_limits(self, website_id: str) -> IngestLimitsReply:
        return await self._data("GET", of_website(website_id, "/ingest-limits"), IngestLimitsReply)

    async def change_ingest_limits(self, website_id: str, change: IngestLimitsChange) -> IngestLimitsReply:
        """Change how many events a website may send. What `change` leaves out stays; None goes back to the default."""
        return await self._data("PUT", of_website(website_id, "/ingest-limits"), IngestLimitsReply, body=change)

    async def add_sample_website(self) -> WebsiteReply:
        """Add a website with 90 days of invented history."""
        return await self._data("POST", "/api/sample-website", WebsiteReply)
