"""Table of commands: name, text, menu and keys of each, for the menus, the palette and the list of shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from app.ui.ranges import PRESETS
from app.ui.texts import preset_name
from app.ui.translation import translator

_tr = translator("commands")

Menu = Literal["file", "view", "range", "server", "help", ""]


@dataclass(frozen=True, slots=True)
class Command:
    """Command of the window. name: object name of its action; keys: portable texts, the first one is shown.

    is_switch: it is on or off, which its entry in the menu shows.
    """

    name: str
    text: Callable[[], str]
    menu: Menu
    keys: tuple[str, ...] = ()
    starts_group: bool = False
    is_switch: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("add_site", lambda: _tr("Add site\N{HORIZONTAL ELLIPSIS}"), "file", ("Ctrl+N",)),
    Command("edit_site", lambda: _tr("Edit site and snippet\N{HORIZONTAL ELLIPSIS}"), "file", ("Ctrl+E",)),
    Command("delete_site", lambda: _tr("Delete site\N{HORIZONTAL ELLIPSIS}"), "file"),
    Command("save_report", lambda: _tr("Print or save report\N{HORIZONTAL ELLIPSIS}"), "file", ("Ctrl+P",)),
    Command("schedule_reports", lambda: _tr("Reports on a schedule\N{HORIZONTAL ELLIPSIS}"), "file"),
    Command("new_window", lambda: _tr("New window"), "file", ("Ctrl+Shift+N",), starts_group=True),
    Command("connect", lambda: _tr("Connect to server\N{HORIZONTAL ELLIPSIS}"), "file"),
    Command("use_own", lambda: _tr("Back to the server of this computer"), "file"),
    Command("start_at_login", lambda: _tr("Start at login"), "file", starts_group=True, is_switch=True),
    Command("notifications", lambda: _tr("Notifications"), "file", is_switch=True),
    Command("quit", lambda: _tr("Quit"), "file", ("Ctrl+Q",), starts_group=True),
    Command("refresh", lambda: _tr("Refresh"), "view", ("F5", "Ctrl+R")),
    Command("go_to", lambda: _tr("Go to\N{HORIZONTAL ELLIPSIS}"), "view", ("Ctrl+K",)),
    Command("search", lambda: _tr("Search"), "view", ("/", "Ctrl+F")),
    Command("copy_picture", lambda: _tr("Copy panel as picture"), "view", ("Ctrl+Shift+C",)),
    Command("filters", lambda: _tr("Go to the filters"), "view", ("F",)),
    Command("clear_filters", lambda: _tr("Clear all filters"), "view", ("Shift+F",)),
    Command("choose_site", lambda: _tr("Choose a site"), "view", ("S",)),
    Command("zoom_in", lambda: _tr("Larger text"), "view", ("Ctrl++", "Ctrl+="), starts_group=True),
    Command("zoom_out", lambda: _tr("Smaller text"), "view", ("Ctrl+-",)),
    Command("zoom_reset", lambda: _tr("Normal text size"), "view", ("Ctrl+0",)),
    Command("earlier", lambda: _tr("Earlier"), "range", ("Left",)),
    Command("later", lambda: _tr("Later"), "range", ("Right",)),
    Command("choose_range", lambda: _tr("Choose days\N{HORIZONTAL ELLIPSIS}"), "range", ("D",)),
    Command("compare", lambda: _tr("Compare with the period before"), "range", ("C",)),
    Command("server_start", lambda: _tr("Start"), "server"),
    Command("server_stop", lambda: _tr("Stop"), "server"),
    Command("server_restart", lambda: _tr("Restart"), "server"),
    Command("pause_quarter", lambda: _tr("Pause collecting for 15 minutes"), "server", starts_group=True),
    Command("pause_hour", lambda: _tr("Pause collecting for 1 hour"), "server"),
    Command("pause_workday", lambda: _tr("Pause collecting for 8 hours"), "server"),
    Command("resume", lambda: _tr("Resume collecting"), "server"),
    Command(
        "accept_invitation", lambda: _tr("Accept an invitation\N{HORIZONTAL ELLIPSIS}"), "server", starts_group=True
    ),
    Command("server_log", lambda: _tr("Log"), "server", starts_group=True),
    Command("help", lambda: _tr("Help for this page"), "help", ("F1",)),
    Command("manual", lambda: _tr("Manual"), "help"),
    Command("shortcuts", lambda: _tr("Keyboard shortcuts"), "help", ("?",)),
    Command("about", lambda: _tr("About Sparklytics Desktop"), "help"),
)


PAUSES = {"pause_quarter": 15, "pause_hour": 60, "pause_workday": 8 * 60}  # minutes, by the name of the command
_TEXTS = {command.name: command.text for command in COMMANDS}


def command_text(name: str) -> str:
    """Return the text of a command."""
    return _TEXTS[name]()


def menu_title(menu: str) -> str:
    titles = {
        "file": _tr("&File"),
        "view": _tr("&View"),
        "range": _tr("&Range"),
        "server": _tr("&Server"),
        "help": _tr("&Help"),
    }
    return titles[menu]


def preset_keys() -> tuple[tuple[str, str, str], ...]:
    """Return (key, preset, title) of the ranges that a digit selects."""
    return tuple((str(at), preset, preset_name(preset)) for at, preset in enumerate(PRESETS, 1))


_PAGE_KEYS = 9  # digits from 1


def page_key(at: int) -> str:
    """Return the key of the page at a position of the sidebar, counted from 0; blank from the tenth on."""
    return f"Ctrl+{at + 1}" if at < _PAGE_KEYS else ""
