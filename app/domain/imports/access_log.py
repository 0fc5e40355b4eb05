"""Access logs in combined form, as nginx, Apache and others write them: their pages as pageviews."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from app.domain.imports.rows import NO_TIME, OldEvent, Refusal, Row
from app.domain.ingest.events import US_PER_DAY, unix_us

_LINE = re.compile(
    r'(\S+) \S+ .*?\[([^\]]+)\] "([^"\\]*(?:\\.[^"\\]*)*)" (\d{3}) \S+'
    r' "([^"\\]*(?:\\.[^"\\]*)*)" "([^"\\]*(?:\\.[^"\\]*)*)"'
)
_ESCAPED = re.compile(r"\\x([0-9A-Fa-f]{2})|\\(.)")
_SEEN_LINES = 20  # of the beginning of a file
_STATUSES = frozenset({"200", "304"})
_ASSETS = frozenset(
    (
        *("css", "js", "mjs", "map", "json", "xml", "txt", "rss", "atom", "webmanifest", "wasm"),
        *("png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "bmp", "woff", "woff2", "ttf", "otf", "eot"),
        *("mp3", "mp4", "m4a", "webm", "ogg", "wav", "mov", "pdf", "csv", "xls", "xlsx", "doc", "docx", "ppt", "pptx"),
        *("zip", "gz", "tar", "7z", "rar", "dmg", "exe", "deb", "rpm", "apk", "iso"),
    )
)
_ON_PURPOSE = "Left out: "


def is_access_log(head: str) -> bool:
    lines = [line for line in head.splitlines() if line.strip()][:_SEEN_LINES]
    return 2 * sum(_LINE.match(line) is not None for line in lines) > len(lines)


def read_access_log(lines: Iterator[str]) -> Iterator[Row]:
    """Yield the pages that were asked for and there. A visitor is an address with a user agent on one day of UTC."""
    for number, line in enumerate(lines, 1):
        match = _LINE.match(line)
        if match is None:
            if line.strip():
                yield Refusal(number, "The line is not in combined form.")
            continue
        address, at, request, status, referrer, agent = match.groups()
        method, _, rest = request.partition(" ")
        target = rest.rpartition(" ")[0] or rest
        if reason := _left_out(method, status, target):
            yield Refusal(number, reason, is_fault=False)
            continue
        try:
            at_us = _time_us(at)
        except ValueError:
            yield Refusal(number, NO_TIME)
            continue
        agent = _plain(agent)
        yield OldEvent(
            number,
            at_us,
            f"{at_us // US_PER_DAY} {address} {agent}",
            _plain(target),
            referrer=_plain(referrer) or None,
            user_agent=agent,
            address=address,
        )


def _left_out(method: str, status: str, target: str) -> str | None:
    if method != "GET":
        return _ON_PURPOSE + "a request that is no GET."
    if status not in _STATUSES:
        return _ON_PURPOSE + "a reply whose status is neither 200 nor 304."
    file = target.partition("?")[0].rpartition("/")[2]
    if "." in file and file.rpartition(".")[2].lower() in _ASSETS:
        return _ON_PURPOSE + "a file that is no page."
    return None


def _time_us(text: str) -> int:
    """Return a time such as `01/Mar/2026:10:00:00 +0100` as Unix time in microseconds. Raises ValueError."""
    day, hour, minute, second, zone = text[:11], text[12:14], text[15:17], text[18:20], text[21:]
    return _day_us(day, zone) + ((int(hour) * 60 + int(minute)) * 60 + int(second)) * 1_000_000


@lru_cache(maxsize=1024)
def _day_us(day: str, zone: str) -> int:
    return unix_us(datetime.strptime(f"{day} {zone}", "%d/%b/%Y %z"))


def _plain(text: str) -> str:
    """Return a quoted text without its escapes; a lone "-" stands for nothing."""
    if text == "-":
        return ""
    return _ESCAPED.sub(lambda part: chr(int(part[1], 16)) if part[1] else part[2], text) if "\\" in text else text
