"""Answers of the public addresses of links and pixels, each with an event of its own for ingest.

Whatever keeps the event from being taken, a limit or a full queue, the visitor gets the page or the picture.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import msgspec
from multidict import MultiDict, MultiMapping
from yarl import URL

from app.domain.errors import AppError, NotFound
from app.domain.items.links import LINK_CLICK, Link
from app.domain.items.pixels import PIXEL_VIEW, SUFFIX
from app.domain.items.targets import as_location, kept_parameters
from app.domain.websites import Website
from app.server.directory import WebsiteDirectory
from app.server.ingest.collector import Collector
from app.server.ingest.journal import ClientFacts
from app.server.limits.request_windows import SlidingWindowLimiter, rate_limited
from app.server.limits.tracked import TrackedLimits

T = TypeVar("T")

GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")
"""A transparent picture of one point, 43 bytes."""
MAX_TARGETS = 1_024  # of links that are followed often
REDIRECT_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "strict-origin-when-cross-origin"}
GIF_HEADERS = {
    "Cache-Control": "no-store, no-cache, must-revalidate",
    "Pragma": "no-cache",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Reply to a visitor, besides the headers that all replies have."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    content_type: str


_PICTURE = Answer(200, tuple(GIF_HEADERS.items()), GIF, "image/gif")


@dataclass(frozen=True, slots=True)
class Visit:
    """Request of a visitor. headers: found by names in lower case; counts: False for one that only looks (HEAD)."""

    client: ClientFacts
    headers: Mapping[str, str]
    query: MultiMapping[str]
    counts: bool = True


class TrackedAddresses:
    """The addresses `/l/...` and `/p/...` of one server. Synchronous, on the event loop."""

    def __init__(self, directory: WebsiteDirectory, collector: Collector, limits: TrackedLimits) -> None:
        self._directory = directory
        self._collector = collector
        self._limits = limits

    def follow(self, slug: str, visit: Visit) -> Answer:
        """Return the redirect of a link. Raises NotFound; AppError `rate_limited` for who tries too many slugs."""
        counts, (website, link) = self._counted(visit, self._limits.links, self._directory.link, slug)
        target, location = _target_of(link)
        if counts:
            data = {"link_id": link.id, "slug": link.slug, "destination_url": link.destination_url}
            event = {"event_name": LINK_CLICK, "url": target, **link.utm.values()}
            self._track(visit, website, event, data)
        return Answer(302, (("Location", location), *REDIRECT_HEADERS.items()), b"", "application/octet-stream")

    def view(self, key: str, visit: Visit) -> Answer:
        """Return the picture of a pixel. key: also with `.gif` behind it. Raises as `follow`."""
        key = _without_suffix(key)
        counts, (website, pixel) = self._counted(visit, self._limits.pixels, self._directory.pixel, key)
        if counts:
            url = pixel.page(visit.query.get("url"), website.domain)
            data = {"pixel_id": pixel.id, "pixel_key": pixel.pixel_key, "url": url}
            self._track(visit, website, {"event_name": PIXEL_VIEW, "url": url}, data)
        return _PICTURE

    def answer(self, target: str, headers: Mapping[str, str], client: ClientFacts) -> Answer | None:
        """Return the answer to a GET of an address of this kind, None where there is none. target: as it was sent."""
        path, _, query = target.partition("?")
        kind, key = path[1:2], path[3:]
        try:
            if kind == "l":
                self._directory.link(key)
            else:
                self._directory.pixel(_without_suffix(key))
        except NotFound:  # the plain lane says so, and counts the attempt
            return None
        visit = Visit(client, headers, _query_of(query) if query else _NO_QUERY)
        return self.follow(key, visit) if kind == "l" else self.view(key, visit)

    def _counted(
        self, visit: Visit, limiter: SlidingWindowLimiter, find: Callable[[str], tuple[Website, T]], key: str
    ) -> tuple[bool, tuple[Website, T]]:
        """Return what stands under a key, and whether the visit counts.

        Whoever has sent too many is told so where nothing is found: addresses cannot be guessed one after the other.
        """
        limit = limiter.hit(visit.client.address, time.monotonic())
        try:
            return limit.is_granted and visit.counts, find(key)
        except NotFound as error:
            if limit.is_granted:
                raise
            raise rate_limited(limit) from error

    def _track(self, visit: Visit, website: Website, event: Mapping[str, str], data: Mapping[str, str]) -> None:
        """Send the event of a visit to ingest. data: the id comes first."""
        common = {"website_id": website.id, "type": "event", **_facts(visit.headers)}
        query = kept_parameters([(clean(name), clean(value)) for name, value in visit.query.items()])
        # What is too long for the data of an event is left out.
        for given in ({**data, "query": query}, data, dict(list(data.items())[:1])):
            body = msgspec.json.encode({**common, **event, "event_data": given})
            try:
                self._collector.track(body, visit.client, website)
            except AppError as error:
                if error.code != "payload_too_large":
                    raise
            else:
                return


_NO_QUERY: MultiMapping[str] = MultiDict()


def _query_of(text: str) -> MultiMapping[str]:
    """Return the parameters of a query as aiohttp has them."""
    return URL.build(path="/", query_string=text, encoded=True).query


def _without_suffix(key: str) -> str:
    while key.endswith(SUFFIX):
        key = key.removesuffix(SUFFIX)
    return key


@lru_cache(maxsize=MAX_TARGETS)
def _target_of(link: Link) -> tuple[str, str]:
    """Return the address that a link leads to, and its form in a header. To build both takes a tenth of a request."""
    return link.target, as_location(link.target)


def _facts(headers: Mapping[str, str]) -> dict[str, str]:
    """Return what the headers say about the visitor, in the fields of an event."""
    facts = {"referrer": headers.get("referer", ""), "language": language_of(headers) or ""}
    return {name: clean(value) for name, value in facts.items() if value}


def language_of(headers: Mapping[str, str]) -> str | None:
    """Return the language that a browser prefers, None when it does not say. headers: as in `Visit`."""
    return clean(headers.get("accept-language", "").split(",")[0].split(";")[0].strip()) or None


def clean(text: str) -> str:
    """Return a text of a request with `?` for bytes that are no characters."""
    return text.encode("utf-8", "replace").decode()
