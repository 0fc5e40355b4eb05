"""GoatCounter's export of pageviews as CSV, version 2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from app.domain.imports.csv_rows import Cells, csv_rows, header_of
from app.domain.imports.rows import OldEvent, Row, time_us
from app.domain.ingest.events import ClientContext
from app.domain.ingest.urls import NO_UTM, Utm

_NAMES = (
    *("2Path", "Title", "Event", "Session", "Bot", "Referrer", "Referrer scheme", "Date"),
    *("Browser", "System", "Screen size", "Location"),
)
_VERSION = re.compile(r" (?=[\d.]+$)")  # in front of the version: "Firefox 127", "Windows 10"
_COUNTRY = re.compile("[A-Z]{2}")
_MOBILE = frozenset({"Android", "iOS", "iPhone OS"})


def is_goatcounter_csv(head: str) -> bool:
    return header_of(head)[:1] == ("2Path",)


def read_goatcounter_csv(lines: Iterator[str]) -> Iterator[Row]:
    return csv_rows(lines, _NAMES, _event)


def _event(line: int, cells: Cells) -> Row:
    path, title, is_event, visitor, bot, referrer, scheme, at, browser, system, screen, location = cells
    if not visitor:
        raise ValueError("The session is missing.")
    is_custom = is_event == "true"
    # A referrer has no scheme; one that GoatCounter named itself, and a campaign, are names and no address.
    is_address = scheme == "h" and bool(referrer)
    return OldEvent(
        line,
        time_us(at),
        visitor,  # a session of GoatCounter lasts eight hours
        "/" if is_custom else path,
        None,
        path if is_custom else None,
        title or None,
        f"https://{referrer}" if is_address else None,
        None,
        None if is_address or not referrer else _tagged(referrer, scheme),
        _context(browser, system, screen, location),
        bot not in ("", "0"),
    )


@lru_cache(maxsize=4096)
def _tagged(referrer: str, scheme: str) -> Utm:
    return Utm(campaign=referrer) if scheme == "c" else Utm(source=referrer) if scheme == "g" else NO_UTM


@lru_cache(maxsize=4096)
def _context(browser: str, system: str, screen: str, location: str) -> ClientContext:
    browser_name, browser_version = _named(browser)
    system_name, system_version = _named(system)
    width, height, *_ = [*screen.split(","), "", ""]
    country = _COUNTRY.match(location)
    return ClientContext(
        country=country[0] if country else None,
        browser=browser_name,
        browser_version=browser_version,
        os=system_name,
        os_version=system_version,
        device=None if system_name is None else "mobile" if system_name in _MOBILE else "desktop",
        screen=f"{width}x{height}" if width.isdecimal() and height.isdecimal() else None,
    )


def _named(text: str) -> tuple[str | None, str | None]:
    name, *version = _VERSION.split(text, maxsplit=1)
    return name or None, version[0] if version else None
