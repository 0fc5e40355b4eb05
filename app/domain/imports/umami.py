"""Umami's tables as CSV: `website_event`, and `session` with place and device of its visitors."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from app.domain.imports.csv_rows import Cells, csv_rows, has_columns
from app.domain.imports.rows import OldClient, OldEvent, Row, time_us
from app.domain.ingest.events import ClientContext

_CLIENT = ("country", "city", "browser", "os", "device", "screen", "language")
_EVENT = (
    *("created_at", "session_id", "visit_id", "event_type", "url_path", "url_query", "hostname", "event_name"),
    *("page_title", "referrer_domain", "referrer_path", "referrer_query", "website_id", *_CLIENT),
)
_NULLS = frozenset({"", "\\N", "NULL"})
_PAGEVIEW, _CUSTOM = "1", "2"  # event_type; links and pixels have others
_BROWSERS = {
    **{"chrome": "Chrome", "crios": "Chrome", "chromium-webview": "WebView", "safari": "Safari", "ios": "Safari"},
    **{"firefox": "Firefox", "fxios": "Firefox", "edge": "Edge", "edge-chromium": "Edge", "edge-ios": "Edge"},
    **{"samsung": "Samsung Internet", "opera": "Opera", "yandexbrowser": "Yandex Browser", "ie": "Internet Explorer"},
    **{"instagram": "Instagram", "facebook": "Facebook", "ios-webview": "WebView", "silk": "Amazon Silk"},
}
_SYSTEMS = {"Mac OS": "macOS", "Android OS": "Android", "iOS": "iOS", "Linux": "Linux", "Chrome OS": "ChromeOS"}
_DEVICES = {"desktop": "desktop", "laptop": "desktop", "mobile": "mobile", "tablet": "tablet"}


def is_umami_events(head: str) -> bool:
    return has_columns(head, ("event_id", "session_id", "created_at", "url_path", "event_type"))


def is_umami_sessions(head: str) -> bool:
    return has_columns(head, ("session_id", "website_id", "browser", "os", "device", "created_at"))


def read_umami_events(lines: Iterator[str]) -> Iterator[Row]:
    return csv_rows(lines, _EVENT, _event)


def read_umami_sessions(lines: Iterator[str]) -> Iterator[Row]:
    return csv_rows(lines, ("session_id", *_CLIENT), _client)


def _client(line: int, cells: Cells) -> Row:
    return OldClient(cells[0], _context(*cells[1:]))


def _event(line: int, cells: Cells) -> Row:
    at, visitor, visit, kind, path, query, host, name, title, domain, domain_path, domain_query, site = [
        "" if cell in _NULLS else cell for cell in cells[:13]
    ]
    if not visitor:
        raise ValueError("The session is missing.")
    if kind not in (_PAGEVIEW, _CUSTOM):
        raise ValueError("The event is neither a pageview nor a custom event.")
    page = f"{path}?{query}" if query else path
    referrer = f"https://{domain}{domain_path}{'?' if domain_query else ''}{domain_query}" if domain else None
    return OldEvent(
        line,
        time_us(at),
        visitor,
        f"https://{host}{page}" if host else page,
        visit or None,
        name if kind == _CUSTOM else None,
        title or None,
        referrer,
        context=_context(*cells[13:]),
        site=site or None,
    )


@lru_cache(maxsize=4096)
def _context(
    country: str, city: str, browser: str, system: str, device: str, screen: str, language: str
) -> ClientContext:
    def known(text: str) -> str | None:
        return None if text in _NULLS else text

    name, version = known(system), None
    if name is not None and name.startswith("Windows "):
        name, version = "Windows", name.removeprefix("Windows ")
    return ClientContext(
        country=known(country),
        city=known(city),
        browser=_BROWSERS.get(browser, known(browser)),
        os=None if name is None else _SYSTEMS.get(name, name),
        os_version=version,
        device=_DEVICES.get(device),
        screen=known(screen),
        language=known(language),
    )
