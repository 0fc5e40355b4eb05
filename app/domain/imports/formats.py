"""Formats of files that can be imported, recognised by what is in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from app.domain.imports.access_log import is_access_log, read_access_log
from app.domain.imports.goatcounter import is_goatcounter_csv, read_goatcounter_csv
from app.domain.imports.own_csv import is_own_csv, read_own_csv
from app.domain.imports.rows import Reader
from app.domain.imports.umami import is_umami_events, is_umami_sessions, read_umami_events, read_umami_sessions

FormatName = Literal["sparklytics_csv", "goatcounter_csv", "umami_csv", "access_log"]
FORMAT_NAMES: tuple[FormatName, ...] = get_args(FormatName)


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of file of a format. recognises: by the text that it begins with."""

    recognises: Callable[[str], bool]
    read: Reader


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """A format. parts: the first one has the events. is_raw: bots and places are still to be found out.

    fields: what the program knows about an event from such a file.
    """

    name: FormatName
    title: str
    parts: tuple[Part, ...]
    fields: tuple[str, ...]
    is_raw: bool = False


_DEVICE = ("country", "browser", "os", "device", "screen")
FORMATS: tuple[ImportFormat, ...] = (
    ImportFormat(
        "sparklytics_csv",
        "Export of Sparklytics (CSV)",
        (Part(is_own_csv, read_own_csv),),
        (
            "page",
            "title",
            "referrer",
            "event",
            "properties",
            "campaign",
            "region",
            "city",
            "language",
            "bots",
            *_DEVICE,
        ),
    ),
    ImportFormat(
        "goatcounter_csv",
        "GoatCounter (CSV 2)",
        (Part(is_goatcounter_csv, read_goatcounter_csv),),
        ("page", "title", "referrer", "event", "campaign", "bots", *_DEVICE),
    ),
    ImportFormat(
        "umami_csv",
        "Umami (CSV of website_event and session)",
        (Part(is_umami_events, read_umami_events), Part(is_umami_sessions, read_umami_sessions)),
        ("page", "title", "referrer", "event", "campaign", "city", "language", *_DEVICE),
    ),
    ImportFormat(
        "access_log",
        "Access log in combined form",
        (Part(is_access_log, read_access_log),),
        ("page", "referrer", "campaign", "country", "browser", "os", "device", "bots"),
        is_raw=True,
    ),
)


def recognise(heads: Sequence[str]) -> tuple[ImportFormat, tuple[Part | None, ...]] | None:
    """Return the format of files that begin with these texts, with the part that each is; None when none has events.

    Files that belong to no part of the format have None.
    """
    for known in FORMATS:
        parts = tuple(next((part for part in known.parts if part.recognises(head)), None) for head in heads)
        if known.parts[0] in parts:
            return known, parts
    return None
