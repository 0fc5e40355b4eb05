"""Websites and their ingest limits: client methods."""

from __future__ import annotations

from app.api.connection import PAGE_SIZE, ApiConnection, of_website
from app.api.wire import IngestLimitsChange, IngestLimitsReply, NewWebsiteBody, WebsiteList, WebsiteReply
from app.domain.websites import NewWebsite, WebsiteChange


class WebsiteCalls(ApiConnection):
    """Calls of websites."""

    async def list_websites(self) -> tuple[WebsiteReply, ...]:
        """List every website, in the order they were created."""
        websites: list[WebsiteReply] = []
        params = {"limit": str(PAGE_SIZE)}
        while True:
            page = await self._ask("GET", "/api/websites", WebsiteList, params)
            websites += page.data
            if page.pagination.next_cursor is None:
                return tuple(websites)
            params["cursor"] = page.pagination.next_cursor

    async def website(self, website_id: str) -> WebsiteReply:
        """Get a website."""
        return await self._data("GET", of_website(website_id), WebsiteReply)

    async def add_website(self, website: NewWebsite) -> WebsiteReply:
        """Create a website."""
        body = NewWebsiteBody(website.name, website.domain, website.timezone)
        return await self._data("POST", "/api/websites", WebsiteReply, body=body)

    async def change_website(self, website_id: str, change: WebsiteChange) -> WebsiteReply:
        """Change a website; what is None in `change` keeps its value."""
        return await self._data("PUT", of_website(website_id), WebsiteReply, body=change)

    async def delete_website(self, website_id: str) -> None:
        """Delete a website and all its data."""
        await self._send("DELETE", of_website(website_id))

    async def ingest_limits(self, website_id: str) -> IngestLimitsReply:
        """Get the ingest limits of a website."""
        return await self._data("GET", of_website(website_id, "/ingest-limits"), IngestLimitsReply)

    async def change_ingest_limits(self, website_id: str, change: IngestLimitsChange) -> IngestLimitsReply:
        """Change the ingest limits of a website; UNSET keeps a limit, None restores its default."""
        return await self._data("PUT", of_website(website_id, "/ingest-limits"), IngestLimitsReply, body=change)

    async def add_sample_website(self) -> WebsiteReply:
        """Create a sample website with 90 days of invented data."""
        return await self._data("POST", "/api/sample-website", WebsiteReply)
