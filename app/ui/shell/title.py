"""Title of the window. Qt adds the name of the program."""

from __future__ import annotations

from app.api.wire import WebsiteReply
from app.ui.pages_table import PageSpec
from app.ui.servers.server_mark import on_server


def page_title(page: PageSpec, website: WebsiteReply | None, server: str) -> str:
    """Return the title for a page. server: name of a remote server, blank for the local one."""
    if not page.needs_site:
        return on_server(page.title(), server)
    return f"{on_server(website.name, server)} \N{EN DASH} {page.title()}" if website else server
