"""Table of pages: one row a page, in the order of the sidebar, the menu and the keys Ctrl+1 to 9."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class PageSpec:
    """Page of the window. key: its name in code and settings; title: written wherever it is chosen.

    group: key of the heading above it. maker: "module:class" of its widget below `app.ui.pages`, imported when the page
    is first shown; blank for the Server page, which is there before a server is. has_range: range, comparison and
    filters apply to it. needs_site: it is about the website that is shown.
    """

    key: str
    title: Callable[[], str]
    icon_name: str
    group: str
    maker: str
    has_range: bool = False
    needs_site: bool = True


def _tr(text: str) -> str:
    return QCoreApplication.translate("pages", text)


PAGES: tuple[PageSpec, ...] = (
    PageSpec(
        "overview", lambda: _tr("Overview"), "overview", "analytics", "reports.overview:OverviewPage", has_range=True
    ),
    PageSpec("realtime", lambda: _tr("Realtime"), "realtime", "live", "reports.realtime:RealtimePage"),
    PageSpec("sharing", lambda: _tr("Sharing"), "share", "settings", "sharing.sharing:SharingPage"),
    PageSpec("server", lambda: _tr("Server"), "server", "system", "", needs_site=False),
    PageSpec("api_keys", lambda: _tr("API keys"), "key", "system", "access.api_keys:ApiKeysPage", needs_site=False),
    PageSpec("security", lambda: _tr("Security"), "shield", "system", "access.security:SecurityPage", needs_site=False),
)


def group_name(key: str) -> str:
    """Return the heading above a group of pages."""
    names = {
        "analytics": _tr("Analytics"),
        "live": _tr("Live"),
        "settings": _tr("Settings"),
        "system": _tr("System"),
    }
    return names[key]
