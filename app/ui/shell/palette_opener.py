"""Opener of the command palette: it shows what is known at once, and values to filter by once the server sent them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.bridge import Bridge
from app.ui.servers.server_link import ServerLink
from app.ui.shell.command_palette_entries import combined, palette_entries, value_entries, value_questions
from app.ui.shell.page_actions import page_actions
from app.ui.shell.view_actions import ViewActions
from app.ui.windows.command_palette import CommandPalette
from app.ui.workspace import Workspace


class PaletteOpener:
    """handlers and is_enabled: of the commands, by name. A palette stands over `window`. pages: shows one of them."""

    def __init__(
        self,
        bridge: Bridge,
        link: ServerLink,
        workspace: Workspace,
        actions: ViewActions,
        handlers: Mapping[str, Callable[[], object]],
        is_enabled: Callable[[str], bool],
        window: QWidget,
        pages: QStackedWidget,
    ) -> None:
        self._bridge, self._link, self._workspace, self._actions = bridge, link, workspace, actions
        self._handlers, self._is_enabled, self._window = handlers, is_enabled, window
        self._pages = pages

    def open(self) -> None:
        entries = tuple(palette_entries(self._workspace, self._actions, self._handlers, self._is_enabled))
        actions = page_actions(self._pages.currentWidget() if self._pages.isVisible() else None)
        palette = CommandPalette((*entries, *actions), partial(combined, self._actions), self._window)
        palette.open()
        client, website = self._link.client, self._workspace.website
        if client is None or website is None:
            return

        def add(replies: Mapping[str, Any]) -> None:
            palette.add_entries(tuple(value_entries(replies, self._actions)))

        call = client.reports(website.id, self._workspace.request(), value_questions())
        # Without these values the palette is as useful as before, and the page behind it shows what the server lacks.
        work = self._bridge.run(call, add, lambda _: None)
        palette.destroyed.connect(work.cancel)
