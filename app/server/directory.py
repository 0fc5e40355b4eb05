"""Directory of websites: every website in memory, so that ids are resolved without the database.

Lives on the asyncio thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from app.domain.errors import NotFound
from app.domain.items.links import LINKS, Link
from app.domain.items.pixels import PIXELS, Pixel
from app.domain.items.trackers import OTHER_TRACKERS, TrackerKey
from app.domain.tenants import TenantId
from app.domain.websites import Website, WebsiteId
from app.loop import finish

T = TypeVar("T")


class WebsiteDirectory:
    """Websites by id, by share link and by the keys of other programs, with their links and pixels.

    A change in the database is repeated here, both within one `change`.
    """

    def __init__(self, websites: Iterable[Website] = ()) -> None:
        self._lock = asyncio.Lock()
        self._by_id: dict[str, Website] = {}
        self._by_share: dict[str, WebsiteId] = {}
        self._links: dict[str, tuple[WebsiteId, Link]] = {}  # by slug
        self._pixels: dict[str, tuple[WebsiteId, Pixel]] = {}  # by key
        self._trackers: dict[TrackerKey, WebsiteId] = {}
        for website in websites:
            self.put(website)

    async def change(self, work: Coroutine[Any, Any, T]) -> T:
        """Return the result of `work`, which changes a website in the database and here.

        Changes run one at a time, so that a late reply of the database never brings a deleted website back, and to
        their end even when the client disconnects, so that both stay the same.
        """
        return await finish(self._alone(work))

    async def _alone(self, work: Coroutine[Any, Any, T]) -> T:
        async with self._lock:
            return await work

    def get(self, website_id: str) -> Website | None:
        """Return the website of this id, None when there is none."""
        return self._by_id.get(website_id)

    def require(self, website_id: str) -> Website:
        """Return the website of this id. Raises NotFound."""
        if (website := self._by_id.get(website_id)) is None:
            raise NotFound("Website not found")
        return website

    def require_of(self, tenant: TenantId, website_id: str) -> Website:
        """Return the website of this id if it belongs to the tenant. Raises NotFound."""
        website = self.require(website_id)
        if website.tenant != tenant:
            raise NotFound("Website not found")
        return website

    def shared(self, share_id: str) -> Website:
        """Return the website of a share link. Raises NotFound."""
        if (website_id := self._by_share.get(share_id)) is None:
            raise NotFound("Share link not found")
        return self._by_id[website_id]

    def has_link(self, slug: str) -> bool:
        """Return whether a link of any website has this slug."""
        return slug in self._links

    def link(self, slug: str) -> tuple[Website, Link]:
        """Return the active link of this slug and its website. Raises NotFound."""
        entry = self._links.get(slug)
        if entry is None or not entry[1].is_active:
            raise LINKS.missing()
        return self._by_id[entry[0]], entry[1]

    def pixel(self, key: str) -> tuple[Website, Pixel]:
        """Return the active pixel of this key and its website. Raises NotFound."""
        entry = self._pixels.get(key)
        if entry is None or not entry[1].is_active:
            raise PIXELS.missing()
        return self._by_id[entry[0]], entry[1]

    def tracked_by(self, key: TrackerKey) -> WebsiteId | None:
        """Return the id of the website that takes the events of another program under this key, None if none does."""
        return self._trackers.get(key)

    def all(self) -> tuple[Website, ...]:
        """Return every website in the order they were added."""
        return tuple(self._by_id.values())

    def put(self, website: Website) -> None:
        """Add a website, or replace the one of the same id, which keeps its items and its tenant."""
        old = self._by_id.get(website.id)
        self._enter(website if old is None else _as_of(website, old))

    def renew(self, tenant: TenantId | None, websites: Iterable[Website]) -> tuple[Website, ...]:
        """Put these in place of all websites of a tenant, None: of all tenants. Return those that are gone."""
        fresh: dict[str, Website] = {website.id: website for website in websites}
        old = [website for website in self.all() if tenant is None or website.tenant == tenant]
        gone = tuple(website for website in old if website.id not in fresh)
        for website in gone:
            self.remove(website.id)
        for website in fresh.values():
            self._enter(website)
        return gone

    def put_segments(self, website_id: str, segments: Mapping[str, Mapping[str, str]]) -> None:
        """Replace the segments of a website: by id, the filters of each. Raises NotFound."""
        self._by_id[website_id] = replace(self.require(website_id), segments=segments)

    def put_items(self, website_id: str, kind: str, items: tuple[Any, ...]) -> None:  # Any: by its kind
        """Replace the items of a kind that a website carries. Raises NotFound."""
        website = self.require(website_id)
        self._enter(replace(website, items={**website.items, kind: items}))

    def remove(self, website_id: str) -> None:
        """Remove a website, if it is there."""
        self._forget_addresses(self._by_id.pop(website_id, None))

    def _enter(self, website: Website) -> None:
        """Put a website in the place of the one of the same id, under all its addresses."""
        self._forget_addresses(self._by_id.get(website.id))
        self._by_id[website.id] = website
        if website.share_id is not None:
            self._by_share[website.share_id] = website.id
        for link in website.items.get(LINKS.name, ()):
            self._links.setdefault(link.slug, (website.id, link))  # that of another website would stay
        for pixel in website.items.get(PIXELS.name, ()):
            self._pixels.setdefault(pixel.pixel_key, (website.id, pixel))
        for key in _tracker_keys(website):
            self._trackers.setdefault(key, website.id)

    def _forget_addresses(self, website: Website | None) -> None:
        if website is None:
            return
        if website.share_id is not None:
            del self._by_share[website.share_id]
        for link in website.items.get(LINKS.name, ()):
            if self._links.get(link.slug, ("",))[0] == website.id:
                del self._links[link.slug]
        for pixel in website.items.get(PIXELS.name, ()):
            if self._pixels.get(pixel.pixel_key, ("",))[0] == website.id:
                del self._pixels[pixel.pixel_key]
        for key in _tracker_keys(website):
            if self._trackers.get(key) == website.id:
                del self._trackers[key]


def _tracker_keys(website: Website) -> Iterator[TrackerKey]:
    for trackers in website.items.get(OTHER_TRACKERS.name, ()):
        yield from trackers.keys()


def _as_of(website: Website, old: Website) -> Website:
    return replace(website, segments=old.segments, items=old.items, tenant=old.tenant)
