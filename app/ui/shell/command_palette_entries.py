"""Entries of the command palette: pages, sites, ranges and the commands of the menus."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication

from app.ui.commands import COMMANDS, preset_keys
from app.ui.pages_table import PAGES
from app.ui.shell.view_actions import ViewActions
from app.ui.windows.command_palette import PaletteEntry
from app.ui.windows.shortcuts_dialog import key_text
from app.ui.workspace import Workspace

_NOT_OFFERED = ("go_to",)


def palette_entries(
    workspace: Workspace,
    actions: ViewActions,
    handlers: Mapping[str, Callable[[], object]],
    is_enabled: Callable[[str], bool],
) -> Iterator[PaletteEntry]:
    """Yield the entries available now."""
    kind, site, days, action = (_tr("Page"), _tr("Site"), _tr("Range"), _tr("Action"))
    for page in PAGES:
        if workspace.website is not None or not page.needs_site:
            yield PaletteEntry(page.title(), kind, page.icon_name, partial(actions.show_page, page.key))
    for website in workspace.websites:
        text = f"{website.name} ({website.domain})"
        yield PaletteEntry(text, site, "globe", partial(actions.choose_site, website.id))
    if workspace.website is not None:
        for key, preset, name in preset_keys():
            yield PaletteEntry(name, days, "calendar", partial(actions.show_preset, preset), key)
    for command in COMMANDS:
        if command.name not in _NOT_OFFERED and is_enabled(command.name):
            keys = key_text(command.keys[0]) if command.keys else ""
            yield PaletteEntry(command.text(), action, "arrow-right", handlers[command.name], keys)


def _tr(text: str) -> str:
    return QCoreApplication.translate("palette", text)
