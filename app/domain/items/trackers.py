"""Trackers of other programs whose events a website takes, so that its pages need no other snippet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from app.domain.errors import BadRequest
from app.domain.ingest.urls import ascii_host
from app.domain.items.kind import ItemKind, by_age

Program = Literal["umami", "plausible", "goatcounter"]
TrackerKey = tuple[Program, str]

MAX_ID_LENGTH = 64
MAX_DOMAIN_LENGTH = 253
_UMAMI_ID = re.compile("[0-9a-zA-Z-]+")
_DOMAIN = re.compile(r"[^\s,/?#@\\]+")


@dataclass(frozen=True, slots=True)
class OtherTrackers:
    """Keys of a website in each program; None where its events are not taken.

    umami_website_id: `data-website-id` of its snippet; plausible_domain: `data-domain`; goatcounter_host: host of the
    pages that send to `/count`.
    """

    id: str
    website_id: str
    umami_website_id: str | None
    plausible_domain: str | None
    goatcounter_host: str | None
    created_at: datetime

    def keys(self) -> Iterator[TrackerKey]:
        """Yield the keys by which events name the website."""
        if self.umami_website_id is not None:
            yield "umami", self.umami_website_id.lower()
        if self.plausible_domain is not None:
            yield "plausible", self.plausible_domain
        if self.goatcounter_host is not None:
            yield "goatcounter", self.goatcounter_host


OTHER_TRACKERS = ItemKind(
    "other_trackers", OtherTrackers, 1, order=by_age, has_unique_name=False, is_in_reports=False, title="Other trackers"
)


def checked_trackers(trackers: OtherTrackers) -> OtherTrackers:
    """Return them with texts in the form in which they are compared; a blank one is None. Raises BadRequest."""
    umami = (trackers.umami_website_id or "").strip()
    if umami and (len(umami) > MAX_ID_LENGTH or not _UMAMI_ID.fullmatch(umami)):
        raise BadRequest("umami_website_id must be the data-website-id of the snippet", field="umami_website_id")
    return replace(
        trackers,
        umami_website_id=umami or None,
        plausible_domain=_domain(trackers.plausible_domain, "plausible_domain"),
        goatcounter_host=_domain(trackers.goatcounter_host, "goatcounter_host"),
    )


def _domain(text: str | None, field: str) -> str | None:
    domain = ascii_host((text or "").strip())
    if domain and (len(domain) > MAX_DOMAIN_LENGTH or not _DOMAIN.fullmatch(domain)):
        raise BadRequest(f"{field} must be a domain such as example.com", field=field)
    return domain or None
