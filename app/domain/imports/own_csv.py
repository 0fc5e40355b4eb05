"""Our own export of events as CSV."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from app.domain.imports.csv_rows import Cells, csv_rows, has_columns
from app.domain.imports.rows import OldEvent, Row, time_us
from app.domain.ingest.events import ClientContext
from app.domain.ingest.urls import NO_UTM, Utm

_CONTEXT = ("country", "region", "city", "browser", "browser_version", "os", "os_version", "device_type", "screen")
_NAMES = (
    *("created_at", "event_type", "url", "visitor_id", "session_id", "event_name", "event_data", "title"),
    *("referrer_url", "website_id", "is_bot", *_CONTEXT, "language"),
    *("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"),
)
# The `'` that an export puts in front of what a spreadsheet would take for a formula (app/storage/reports/exports.py).
_FORMULA = re.compile(r"""(^|[;\t\r\n])'(?=[ "']*[=+\-@＝＋－＠])""")
_HIDDEN_START = re.compile(r"""^'(?=[ "']*[\t\r])""")


def is_own_csv(head: str) -> bool:
    return has_columns(head, ("created_at", "event_type", "url", "visitor_id", "session_id", "is_bot", "path"))


def read_own_csv(lines: Iterator[str]) -> Iterator[Row]:
    contexts: dict[tuple[str, ...], ClientContext] = {}
    tags: dict[tuple[str, ...], Utm] = {}

    def row_of(line: int, cells: Cells) -> Row:
        cells = [_plain(cell) if "'" in cell else cell for cell in cells]
        at, kind, url, visitor, visit, name, data, title, referrer, site, is_bot = cells[:11]
        if kind not in ("pageview", "event"):
            raise ValueError("The kind of event is unknown.")
        if not visitor:
            raise ValueError("The visitor is missing.")
        if data:
            _check_json(data)
        place, campaign = tuple(cells[11:21]), tuple(cells[21:])
        if (context := contexts.get(place)) is None:
            context = contexts[place] = ClientContext(*(cell or None for cell in place))
        if (utm := tags.get(campaign)) is None:
            utm = tags[campaign] = Utm(*(cell or None for cell in campaign)) if any(campaign) else NO_UTM
        return OldEvent(
            line,
            time_us(at),
            visitor,
            url,
            visit or None,
            name if kind == "event" else None,
            title or None,
            referrer or None,
            data or None,
            utm,
            context,
            is_bot == "true",
            site,
        )

    return csv_rows(lines, _NAMES, row_of)


def _check_json(text: str) -> None:
    try:
        msgspec.json.decode(text)
    except (ValueError, RecursionError) as error:
        raise ValueError("The properties are no JSON.") from error


def _plain(cell: str) -> str:
    return _FORMULA.sub(r"\1", _HIDDEN_START.sub("", cell))
