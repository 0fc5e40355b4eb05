"""Makers of the pages, by key. A page is imported when it is first shown: some load pyqtgraph, which is slow."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.api.client import ApiClient
from app.ui.bridge import Bridge
from app.ui.pages.page import WindowPage
from app.ui.servers.server_link import ServerLink

Maker = Callable[[Bridge, ApiClient, ServerLink], WindowPage]


def _overview(bridge: Bridge, client: ApiClient, link: ServerLink) -> WindowPage:
    from app.ui.pages.reports.overview import OverviewPage

    return OverviewPage(bridge, client)


def _realtime(bridge: Bridge, client: ApiClient, link: ServerLink) -> WindowPage:
    from app.ui.pages.reports.realtime import RealtimePage

    return RealtimePage(bridge, client)


def _sharing(bridge: Bridge, client: ApiClient, link: ServerLink) -> WindowPage:
    from app.ui.pages.sharing.sharing import SharingPage

    return SharingPage(bridge, client)


def _api_keys(bridge: Bridge, client: ApiClient, link: ServerLink) -> WindowPage:
    from app.ui.pages.access.api_keys import ApiKeysPage

    return ApiKeysPage(bridge, client, link)


def _security(bridge: Bridge, client: ApiClient, link: ServerLink) -> WindowPage:
    from app.ui.pages.access.security import SecurityPage

    return SecurityPage(bridge, client, link)


MAKERS: Mapping[str, Maker] = {
    "overview": _overview,
    "realtime": _realtime,
    "sharing": _sharing,
    "api_keys": _api_keys,
    "security": _security,
}
