"""Commands and flags of the command line, with their help."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from app import __version__
from app.domain.clock import utc_now
from app.domain.errors import BadRequest
from app.domain.recipes import RECIPE_NAMES
from app.domain.reports.presets import PRESETS, parse_range
from app.report.files import kind_of

NAME = "Sparklytics Desktop"
PERIODS = ", ".join(name.replace("_", "-") for name in PRESETS)


def command_line() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--data-dir", metavar="FOLDER", help="folder of the database, the journal and the log")
    common.add_argument("--host", help="address to listen on: localhost, all, or a single address")
    common.add_argument("--port", help="port to listen on")
    common.add_argument(
        "--new-database",
        action="store_const",
        const="true",
        help="begin with an empty database although the journal belongs to one that is missing",
    )
    parser = argparse.ArgumentParser(
        prog="sparklytics",
        parents=[common],
        description=f"{NAME}: web analytics on your own computer. Without a command, opens the window.",
        epilog="All settings, also as environment variables and in settings.toml: see docs/settings.md.",
    )
    parser.add_argument("--version", action="version", version=f"{NAME} {__version__}")
    parser.add_argument("--connect", metavar="URL", help="open the window on a remote server")
    parser.add_argument("--background", action="store_true", help="start the window in the tray, as at login")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("serve", parents=[common], help="run the server without a window")
    commands.add_parser("health", parents=[common], help="exit with 0 if the server is healthy, else with 1")
    reset = commands.add_parser(
        "reset-password", parents=[common], help="set a new administrator password while the server is stopped"
    )
    reset.add_argument(
        "--second-factor-off", action="store_true", help="also turn off the second factor, if the authenticator is lost"
    )
    for name, (add_options, text) in _COMMANDS.items():
        add_options(commands.add_parser(name, parents=[common], help=text))
    _add_move(commands.add_parser("move", help="copy a self-hosted database into a tenant of cloud mode, or back"))
    commands.add_parser("mcp", parents=[common], help="answer a program in the Model Context Protocol (docs/mcp.md)")
    commands.add_parser("version", help="print the version")
    return parser


def _add_backup(parser: argparse.ArgumentParser) -> None:
    parser.description = "Make a backup of a self-hosted server, whether it runs or not."
    parser.add_argument("--to", metavar="FOLDER", type=Path, help="folder for a copy, such as that of a USB disk")


def _add_restore(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Put a backup in the place of the database of a stopped server, after checking it. What it replaces is kept in"
        " the data folder."
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="backup, such as sparklytics-20260131-030000.duckdb")


def _add_doctor(parser: argparse.ArgumentParser) -> None:
    parser.description = "Look at a page, the script and the running server as visitors do, and say what is wrong."
    parser.add_argument("site", metavar="SITE", help="id, domain or name of the site")
    parser.add_argument("--page", metavar="URL", help="page to look at in place of the start page")
    parser.add_argument("--shareable", action="store_true", help="leave out all names and addresses")


def _add_recipe(parser: argparse.ArgumentParser) -> None:
    parser.description = "Print what a proxy or a tunnel needs so that visitors reach the server, with your own names."
    parser.add_argument("name", choices=RECIPE_NAMES, help="the proxy or tunnel")
    parser.add_argument("public_host", metavar="NAME", help="name under which visitors reach it, as stats.example.com")


def _add_tenant(parser: argparse.ArgumentParser) -> None:
    parser.description = "Manage the tenants of a server in cloud mode, whether it runs or not."
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="add a tenant with its owner, whose password is asked for")
    add.add_argument("name", metavar="NAME", help="name of the tenant")
    add.add_argument("--owner", metavar="MAIL", required=True, help="e-mail address of the owner")
    actions.add_parser("list", help="list the tenants with their usage in this month")
    limits = actions.add_parser("limits", help="change what a tenant may send; running servers know within seconds")
    limits.add_argument("id", metavar="ID", help="id of the tenant, from the list")
    limits.add_argument("--plan", metavar="NAME", help="plan of the tenant: free, pro")
    limits.add_argument("--monthly", metavar="EVENTS", type=int, help="events in a month, in place of the plan's")
    limits.add_argument("--peak", metavar="EVENTS", type=int, help="events in a second, in place of the plan's")
    limits.add_argument("--reset", action="store_true", help="have the limits of the plan again")
    remove = actions.add_parser("remove", help="remove a tenant with its websites, members and keys")
    remove.add_argument("id", metavar="ID", help="id of the tenant, from the list")


def _add_move(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Copy the database of a self-hosted server, which is stopped, into a tenant of cloud mode, or a tenant into a"
        " new database, and compare both. The settings are those of cloud mode."
    )
    parser.add_argument("--to", choices=("cloud", "selfhosted"), required=True, help="kind of the copy")
    parser.add_argument("--tenant", metavar="ID", required=True, help="id of the tenant")
    parser.add_argument(
        "--data-dir",
        dest="folder",
        metavar="FOLDER",
        type=Path,
        required=True,
        help="folder of the self-hosted server; a new one for --to selfhosted",
    )


def _add_report(parser: argparse.ArgumentParser) -> None:
    parser.description = "Write a report of a site, whether its server runs or not."
    parser.add_argument("site", metavar="SITE", help="id, domain or name of the site")
    parser.add_argument(
        "--period",
        default="last-month",
        type=_period,
        help=f"{PERIODS}, one day, or days as 2026-01-01..2026-01-31; last-month by default",
    )
    parser.add_argument("--out", required=True, metavar="FILE", type=_report_file, help="ends in .html or .pdf")


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Import old numbers of a site from a file: an export of this program as CSV, a GoatCounter CSV, Umami's tables"
        " website_event and session as CSV in a ZIP file, or an access log in combined form, also packed with gzip."
    )
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="file to import")
    parser.add_argument("--site", metavar="SITE", required=True, help="id, domain or name of the site")
    parser.add_argument(
        "--source-site", metavar="ID", help="take the events of this site alone, of several in the file"
    )
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--preview", action="store_true", help="only say what the file has, and store nothing")
    act.add_argument("--list", action="store_true", help="list the imports of the site")
    act.add_argument(
        "--undo", metavar="IMPORT", help="delete everything that an import has stored; its id, from the list"
    )


def _period(text: str) -> str:
    try:
        parse_range(text, utc_now().date())
    except BadRequest as error:
        raise argparse.ArgumentTypeError(error.message) from error
    return text


def _report_file(text: str) -> Path:
    try:
        kind_of(Path(text))
    except BadRequest as error:
        raise argparse.ArgumentTypeError(error.message) from error
    return Path(text)


# Commands with the common options and some of their own, each with its help.
_COMMANDS: Mapping[str, tuple[Callable[[argparse.ArgumentParser], None], str]] = {
    "report": (_add_report, "write a report of a site as HTML or PDF"),
    "backup": (_add_backup, "make a backup, whether the server runs or not"),
    "restore": (_add_restore, "put a backup in the place of the database"),
    "doctor": (_add_doctor, "say what keeps visits from being counted"),
    "recipe": (_add_recipe, "print the settings of a proxy or a tunnel"),
    "tenant": (_add_tenant, "manage tenants, in cloud mode"),
    "import": (_add_import, "import old numbers of a site from a file"),
}
