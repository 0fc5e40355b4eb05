"""Entries of the command palette: pages, sites, ranges, the commands of the menus, and values to filter by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.domain.ingest.urls import readable_host
from app.domain.reports.request import Filter
from app.domain.reports.results import MetricsReport
from app.ui import format
from app.ui.commands import COMMANDS, preset_keys
from app.ui.pages_table import PAGES, PageSpec, SectionSpec
from app.ui.shell.view_actions import ViewActions
from app.ui.translation import translator
from app.ui.view import View, with_page
from app.ui.windows.palette_search import PaletteEntry, Part
from app.ui.windows.shortcuts_dialog import key_text
from app.ui.workspace import Workspace

_tr = translator("palette")

_NOT_OFFERED = ("go_to",)
_VALUES_EACH = 50  # values of a dimension that are offered
_DIMENSIONS = (
    "page",
    "country",
    "city",
    "referrer",
    "channel",
    "browser",
    "os",
    "device",
    "utm_campaign",
    "event_name",
)


def palette_entries(
    workspace: Workspace,
    actions: ViewActions,
    handlers: Mapping[str, Callable[[], object]],
    is_enabled: Callable[[str], bool],
) -> Iterator[PaletteEntry]:
    """Yield the entries available now."""

    def entry(part: Part, text: str, kind: str, icon_name: str, change: Callable[[View], View]) -> PaletteEntry:
        return PaletteEntry(text, kind, icon_name, partial(actions.change, change), part=part, change=change)

    for page in PAGES:
        if workspace.website is not None or not page.needs_site:
            parts: tuple[PageSpec | SectionSpec, ...] = (page, *page.sections)
            for part in parts:
                yield entry("page", part.title(), _tr("Page"), part.icon_name, partial(with_page, key=part.key))
    for website in workspace.websites:
        text = f"{website.name} ({readable_host(website.domain)})"
        yield entry("site", text, _tr("Site"), "globe", partial(View.with_site, website_id=website.id))
    if workspace.website is not None:
        for key, preset, name in preset_keys():
            change = partial(View.with_preset, preset=preset)
            act = partial(actions.change, change)
            yield PaletteEntry(name, _tr("Range"), "calendar", act, key, "range", change)
    for command in COMMANDS:
        if command.name not in _NOT_OFFERED and is_enabled(command.name):
            keys = key_text(command.keys[0]) if command.keys else ""
            yield PaletteEntry(command.text(), _tr("Action"), "arrow-right", handlers[command.name], keys)


def value_questions() -> dict[str, Question]:
    """Return the questions for the values that can be filtered by, by dimension."""
    return {
        dimension: Question(ApiClient.metrics, {"type": dimension, "limit": str(_VALUES_EACH)})
        for dimension in _DIMENSIONS
    }


def value_entries(replies: Mapping[str, Any], actions: ViewActions) -> Iterator[PaletteEntry]:
    """Yield an entry for each value of the replies to `value_questions`. Dimensions that failed are left out."""
    for dimension, reply in replies.items():
        rows = reply.data.rows if isinstance(reply, MetricsReport) else ()
        for row in rows:
            change = partial(View.with_filter, new=Filter(dimension, row.value))
            text, kind = format.value_name(dimension, row.value), format.dimension_name(dimension)
            yield PaletteEntry(text, kind, "filter", partial(actions.change, change), part="filter", change=change)


def combined(actions: ViewActions, parts: Sequence[PaletteEntry]) -> PaletteEntry:
    """Return the entry that applies the changes of several others at once."""

    def change(view: View) -> View:
        for part in parts:
            view = part.change(view) if part.change is not None else view
        return view

    text = " \N{MIDDLE DOT} ".join(part.text for part in parts)
    return PaletteEntry(text, _tr("Together"), "arrow-right", partial(actions.change, change))
