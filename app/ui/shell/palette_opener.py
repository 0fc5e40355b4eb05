"""Opener of the command palette: it shows what is known at once, and values to filter by once the server sent them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget

from app.ui.shell.command_palette_entries import combined, palette_entries, value_entries, value_questions
from app.ui.shell.page_actions import page_actions
from app.ui.shell.view_actions import ViewActions
from app.ui.window_context import WindowContext
from app.ui.windows.command_palette import CommandPalette


class PaletteOpener:
    """handlers and is_enabled: of the commands, by name. pages: shows one of them."""

    def __init__(
        self,
        context: WindowContext,
        actions: ViewActions,
        handlers: Mapping[str, Callable[[], object]],
        is_enabled: Callable[[str], bool],
        pages: QStackedWidget,
    ) -> None:
        self._context, self._actions, self._pages = context, actions, pages
        self._handlers, self._is_enabled = handlers, is_enabled

    def open(self) -> None:
        link, workspace = self._context.link, self._context.workspace
        entries = tuple(palette_entries(workspace, self._actions, self._handlers, self._is_enabled))
        actions = page_actions(self._pages.currentWidget() if self._pages.isVisible() else None)
        palette = CommandPalette((*entries, *actions), partial(combined, self._actions), self._context.window)
        palette.open()
        client, website = link.client, workspace.website
        if client is None or website is None:
            return

        def add(replies: Mapping[str, Any]) -> None:
            palette.add_entries(tuple(value_entries(replies, self._actions)))

        call = client.reports(website.id, workspace.request(), value_questions())
        # Without these values the palette is as useful as before, and the page behind it shows what the server lacks.
        work = self._context.bridge.run(call, add, lambda _: None)
        palette.destroyed.connect(work.cancel)
