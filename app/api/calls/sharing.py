"""Sharing a website's numbers by a link."""

from __future__ import annotations

from app.api.connection import ApiConnection, of_website
from app.api.sharing import ShareChange, ShareLink, ShareReply


class SharingCalls(ApiConnection):
    """The link of a website, and what it shows where."""

    async def sharing(self, website_id: str) -> ShareReply:
        """How a website is shared, whether it is or not."""
        return await self._data("GET", of_website(website_id, "/share"), ShareReply)

    async def change_sharing(self, website_id: str, change: ShareChange) -> ShareReply:
        """Change what is shown and where it may be embedded. What `change` leaves out stays."""
        return await self._data("PUT", of_website(website_id, "/share"), ShareReply, body=change)

    async def share_website(self, website_id: str) -> ShareLink:
        """Switch the link on; one that is on stays the same."""
        return await self._data("POST", of_website(website_id, "/share"), ShareLink)

    async def renew_share_link(self, website_id: str) -> ShareLink:
        """Replace the link by a new one; the old one stops working. Raises AppError `not_found` while it is off."""
        return await self._data("POST", of_website(website_id, "/share/renew"), ShareLink)

    async def unshare_website(self, website_id: str) -> None:
        """Switch the link off for good. Raises AppError `not_found` while it is off."""
        await self._send("DELETE", of_website(website_id, "/share"))
