"""Sharing a website's numbers by a link: what its owner may choose, and the limits for those who look.

A link opens totals and the chart, always, and the breakdowns its owner leaves on. Nothing that could name a person is
among them: no full addresses (their queries carry secrets), no page titles, no terms or contents of campaigns, no
single sessions.
"""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import urlsplit

from app.domain.errors import BadRequest, NotFound
from app.domain.ingest.urls import MAX_HOST_LENGTH, ascii_host
from app.domain.reports.periods import Period

Embedding = Literal["nowhere", "anywhere", "listed"]
Section = Literal["pages", "events", "sources", "places", "systems"]

MAX_SHARED_DAYS = 90
MAX_EMBED_ORIGINS = 20
EMBED_HEIGHT = 900  # pixels

SECTIONS: tuple[Section, ...] = get_args(Section)
# The types of `metrics` in each section, in the order in which they are shown.
METRICS_OF: Mapping[Section, tuple[str, ...]] = {
    "pages": ("page",),
    "events": ("event_name",),
    "sources": ("referrer", "utm_source", "utm_medium", "utm_campaign"),
    "places": ("country", "region", "city"),
    "systems": ("browser", "os", "device", "screen", "language"),
}
OVERVIEW_METRICS = ("page", "referrer", "browser", "country", "os", "device")

_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?")
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class ShareOptions:
    """What the owner of a website chose for its link.

    embedding: which pages may show the share page in a frame; embed_origins: those of `listed`, kept with the other
    choices too. sections: which breakdowns are shown.
    """

    embedding: Embedding = "nowhere"
    embed_origins: tuple[str, ...] = ()
    sections: tuple[Section, ...] = SECTIONS

    @property
    def metrics(self) -> tuple[str, ...]:
        """The types of `metrics` that may be asked for."""
        return tuple(name for section in SECTIONS if section in self.sections for name in METRICS_OF[section])

    @property
    def frame_ancestors(self) -> str:
        """Who may show the page in a frame, as Content-Security-Policy writes it."""
        if self.embedding == "listed":
            return " ".join(self.embed_origins)
        return "*" if self.embedding == "anywhere" else "'none'"


def new_share_id() -> str:
    """Return a random id nobody can guess: a UUID of version 4."""
    return str(uuid.uuid4())


def share_url(public_url: str, share_id: str) -> str:
    """Return the address of the public page. public_url: of the server."""
    return f"{public_url.rstrip('/')}/share/{share_id}"


def embed_snippet(url: str, name: str) -> str:
    """Return the HTML element that shows a share page inside another page. name: of the website."""
    return (
        f'<iframe src="{html.escape(url)}?embed=true" title="{html.escape(f"Visitors of {name}")}" loading="lazy"'
        f' style="border: 0; width: 100%; height: {EMBED_HEIGHT}px"></iframe>'
    )


def checked_options(options: ShareOptions) -> ShareOptions:
    """Return the options as they are kept: origins in one form, sections in one order. Raises BadRequest."""
    origins = tuple(dict.fromkeys(embed_origin(text) for text in options.embed_origins))
    if len(origins) > MAX_EMBED_ORIGINS:
        raise BadRequest(f"embed_origins has too many entries (max {MAX_EMBED_ORIGINS})", field="embed_origins")
    if options.embedding == "listed" and not origins:
        raise BadRequest("embed_origins needs at least one origin when embedding is listed", field="embed_origins")
    return ShareOptions(options.embedding, origins, _in_order(options.sections))


def embed_origin(text: str) -> str:
    """Return the origin of an address: scheme, host, and port unless it is the usual one; https when none is named.

    Raises BadRequest for anything that a browser would not compare as an origin.
    """
    wanted = text.strip()
    try:
        parts = urlsplit(wanted if "://" in wanted else f"https://{wanted}")
        host, port = ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        raise _no_origin(text) from None
    if parts.scheme not in _DEFAULT_PORTS or "@" in parts.netloc or port == 0:
        raise _no_origin(text)
    if len(host) > MAX_HOST_LENGTH or not _HOST.fullmatch(host):
        raise _no_origin(text)
    return f"{parts.scheme}://{host}" + ("" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}")


def check_shared_metrics(name: str, options: ShareOptions) -> None:
    """Raises BadRequest for a `type` that is never shared, NotFound for one that the owner does not show."""
    if all(name not in names for names in METRICS_OF.values()):
        raise BadRequest(f"invalid metric type: {name[:64]}", field="type")
    if name not in options.metrics:
        raise NotFound("The owner of this website does not share this.")


def check_shared_period(period: Period) -> None:
    """Raises BadRequest for more days than strangers may ask for at once."""
    if period.days > MAX_SHARED_DAYS:
        raise BadRequest(f"share date range too large: {period.days} days (max {MAX_SHARED_DAYS})", field="start_date")


def _in_order(sections: Iterable[Section]) -> tuple[Section, ...]:
    wanted = frozenset(sections)
    return tuple(section for section in SECTIONS if section in wanted)


def _no_origin(text: str) -> BadRequest:
    return BadRequest(f"{text.strip()[:64]!r} is not an origin such as https://example.com", field="embed_origins")
