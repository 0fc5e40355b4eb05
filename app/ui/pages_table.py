"""Table of pages: key, icon and group of each page, in the order of the sidebar, the menu and the keys Ctrl+1 to 9."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class PageEntry:
    """Page of the window. key: its name in code and settings.

    group: key of the heading above it. has_range: range, comparison and filters apply to it. needs_site: it is about
    the website that is shown.
    """

    key: str
    icon_name: str
    group: str
    has_range: bool
    needs_site: bool


PAGES: tuple[PageEntry, ...] = (
    PageEntry("overview", "overview", "analytics", has_range=True, needs_site=True),
    PageEntry("realtime", "realtime", "live", has_range=False, needs_site=True),
    PageEntry("sharing", "share", "settings", has_range=False, needs_site=True),
    PageEntry("server", "server", "system", has_range=False, needs_site=False),
    PageEntry("api_keys", "key", "system", has_range=False, needs_site=False),
    PageEntry("security", "shield", "system", has_range=False, needs_site=False),
)


def page_name(key: str) -> str:
    """Return the title of a page or of a group of pages."""
    names = {
        "overview": QCoreApplication.translate("pages", "Overview"),
        "realtime": QCoreApplication.translate("pages", "Realtime"),
        "sharing": QCoreApplication.translate("pages", "Sharing"),
        "server": QCoreApplication.translate("pages", "Server"),
        "api_keys": QCoreApplication.translate("pages", "API keys"),
        "security": QCoreApplication.translate("pages", "Security"),
        "analytics": QCoreApplication.translate("pages", "Analytics"),
        "live": QCoreApplication.translate("pages", "Live"),
        "settings": QCoreApplication.translate("pages", "Settings"),
        "system": QCoreApplication.translate("pages", "System"),
    }
    return names[key]
