"""Every website in memory: the one answer to whether an id exists. Lives on the asyncio thread."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.domain.errors import NotFound
from app.domain.websites import Website, WebsiteId


class WebsiteDirectory:
    """Websites by id. Whoever changes one in the database puts or removes it here.

    changing: held around both, so that a late answer of the database never brings a deleted website back.
    """

    def __init__(self, websites: Iterable[Website] = ()) -> None:
        self.changing = asyncio.Lock()
        self._by_id: dict[str, Website] = {}
        self._by_share: dict[str, WebsiteId] = {}
        for website in websites:
            self.put(website)

    def get(self, website_id: str) -> Website | None:
        return self._by_id.get(website_id)

    def require(self, website_id: str) -> Website:
        """Return the website, raise NotFound when there is none of that id."""
        if (website := self._by_id.get(website_id)) is None:
            raise NotFound("Website not found")
        return website

    def shared(self, share_id: str) -> Website:
        """Return the website that is shared under this link, raise NotFound when none is."""
        if (website_id := self._by_share.get(share_id)) is None:
            raise NotFound("Share link not found")
        return self._by_id[website_id]

    def all(self) -> tuple[Website, ...]:
        return tuple(self._by_id.values())

    def put(self, website: Website) -> None:
        """Add a website, or replace the one of the same id, which keeps its segments."""
        known = self._by_id.get(website.id)
        self._forget_link(known)
        if website.share_id is not None:
            self._by_share[website.share_id] = website.id
        self._by_id[website.id] = website if known is None else replace(website, segments=known.segments)

    def put_segments(self, website_id: str, segments: Mapping[str, Mapping[str, str]]) -> None:
        """Give a website other segments."""
        self._by_id[website_id] = replace(self.require(website_id), segments=segments)

    def remove(self, website_id: str) -> None:
        """Forget a website; one that is not there is fine."""
        self._forget_link(self._by_id.pop(website_id, None))

    def _forget_link(self, website: Website | None) -> None:
        if website is not None and website.share_id is not None:
            del self._by_share[website.share_id]
