"""Share links: public access to the numbers of a website, with the choices of its owner and the limits for visitors.

A link always shows totals and the chart, and the breakdowns its owner enables. Nothing that could identify a person is
shared: no full URLs (their queries may carry secrets), page titles, campaign terms or contents, or single sessions.
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
# Types of `metrics` in each section, in the order they are shown.
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
    """Choices of the owner for the share link of a website.

    embedding: pages that may show the share page in a frame; embed_origins: the origins for `listed`, which are kept
    with the other choices too. sections: breakdowns that are shown.
    """

    embedding: Embedding = "nowhere"
    embed_origins: tuple[str, ...] = ()
    sections: tuple[Section, ...] = SECTIONS

    @property
    def metrics(self) -> tuple[str, ...]:
        """Types of `metrics` that the link shows."""
        return tuple(name for section in SECTIONS if section in self.sections for name in METRICS_OF[section])

    @property
    def frame_ancestors(self) -> str:
        """Value of the `frame-ancestors` directive of Content-Security-Policy."""
        if self.embedding == "listed":
            return " ".join(self.embed_origins)
        return "*" if self.embedding == "anywhere" else "'none'"


def new_share_id() -> str:
    """Return a random id that cannot be guessed: a UUID of version 4."""
    return str(uuid.uuid4())


def share_url(public_url: str, share_id: str) -> str:
    """Return the URL of the share page. public_url: of the server."""
    return f"{public_url.rstrip('/')}/share/{share_id}"


def embed_snippet(url: str, name: str) -> str:
    """Return the HTML element that embeds a share page. name: of the website."""
    return (
        f'<iframe src="{html.escape(url)}?embed=true" title="{html.escape(f"Visitors of {name}")}" loading="lazy"'
        f' style="border: 0; width: 100%; height: {EMBED_HEIGHT}px"></iframe>'
    )


def checked_options(options: ShareOptions) -> ShareOptions:
    """Return the options as stored: origins normalised, sections in order. Raises BadRequest."""
    origins = tuple(dict.fromkeys(embed_origin(text) for text in options.embed_origins))
    if len(origins) > MAX_EMBED_ORIGINS:
        raise BadRequest(f"embed_origins has too many entries (max {MAX_EMBED_ORIGINS})", field="embed_origins")
    if options.embedding == "listed" and not origins:
        raise BadRequest("embed_origins needs at least one origin when embedding is listed", field="embed_origins")
    return ShareOptions(options.embedding, origins, _in_order(options.sections))


def embed_origin(text: str) -> str:
    """Return the origin of a URL: scheme, by default https, host, and port unless it is the default of the scheme.

    Raises BadRequest for anything a browser would not accept as an origin.
    """
    url = text.strip()
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host, port = ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        raise _no_origin(text) from None
    if parts.scheme not in _DEFAULT_PORTS or "@" in parts.netloc or port == 0:
        raise _no_origin(text)
    if len(host) > MAX_HOST_LENGTH or not _HOST.fullmatch(host):
        raise _no_origin(text)
    return f"{parts.scheme}://{host}" + ("" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}")


def check_shared_metrics(name: str, options: ShareOptions) -> None:
    """Raise BadRequest for a `type` that is never shared, NotFound for one that the owner does not share."""
    if all(name not in names for names in METRICS_OF.values()):
        raise BadRequest(f"invalid metric type: {name[:64]}", field="type")
    if name not in options.metrics:
        raise NotFound("The owner of this website does not share this.")


def check_shared_period(period: Period) -> None:
    """Raise BadRequest for more days than a share link allows."""
    if period.days > MAX_SHARED_DAYS:
        raise BadRequest(f"share date range too large: {period.days} days (max {MAX_SHARED_DAYS})", field="start_date")


def _in_order(sections: Iterable[Section]) -> tuple[Section, ...]:
    chosen = frozenset(sections)
    return tuple(section for section in SECTIONS if section in chosen)


def _no_origin(text: str) -> BadRequest:
    return BadRequest(f"{text.strip()[:64]!r} is not an origin such as https://example.com", field="embed_origins")
