"""Commands that do their work and end, with what they print."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import getpass
import logging
import signal
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from app.config import Settings
from app.config_loader import find_data_dir, load_settings
from app.domain.errors import BadRequest, WrongSetting
from app.domain.recipes import recipe


def run_command(
    options: argparse.Namespace, flags: Mapping[str, str], environ: Mapping[str, str], parser: argparse.ArgumentParser
) -> int:
    """Run the command of `options` and return its exit code. Raises AppError.

    Some look for a folder with a database, see `_settings_of_database`; others have the settings of `serve`.
    """
    of_folder: Mapping[str, Callable[[], int]] = {
        "report": lambda: report(flags, environ, options.site, options.period, options.out),
        "import": lambda: import_file(flags, environ, options, parser),
        "doctor": lambda: doctor(flags, environ, options),
        "mcp": lambda: mcp(flags, environ),
        "backup": lambda: backup(flags, environ, options.to),
        "restore": lambda: restore(flags, environ, options.file),
    }
    if options.command in of_folder:
        return of_folder[options.command]()
    settings = load_settings(flags, environ, is_desktop=False)
    others: Mapping[str, Callable[[], int]] = {
        "recipe": lambda: print_recipe(settings, options),
        "tenant": lambda: tenant(settings, options),
        "move": lambda: move(settings, options),
        "reset-password": lambda: reset_password(settings, switches_code_off=options.second_factor_off),
    }
    return others[options.command]()


def reset_password(settings: Settings, *, switches_code_off: bool) -> int:
    """Set a new administrator password, from the terminal or standard input, or turn the second factor off."""
    from app.server.access.reset_password import reset_password as store_new_password

    if settings.auth == "password" and switches_code_off:
        asyncio.run(store_new_password(settings, None, switches_code_off=True))
        print("The second factor is off. The password of this server is set in SPARKLYTICS_PASSWORD.")
        return 0
    if settings.auth == "password":
        print("The password of this server is set in SPARKLYTICS_PASSWORD. Change it there.", file=sys.stderr)
        return 1
    password = _new_password()
    is_code_needed = asyncio.run(store_new_password(settings, password, switches_code_off=switches_code_off))
    print("The password was changed and all sessions were ended. API keys remain valid.")
    if is_code_needed:
        print("Sign-in still requires a code. To turn that off: sparklytics reset-password --second-factor-off")
    return 0


def _new_password() -> str:
    """Return a new password, from the terminal or standard input. Raises BadRequest."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("New password (at least 12 characters): ")
    if getpass.getpass("Repeat the new password: ") != password:
        raise BadRequest("The passwords do not match. Nothing was changed.")
    return password


def print_recipe(settings: Settings, options: argparse.Namespace) -> int:
    """Print the settings of a proxy or a tunnel."""
    print(recipe(options.name, options.public_host, settings.port), end="")
    return 0


def tenant(settings: Settings, options: argparse.Namespace) -> int:
    """Add, list or remove tenants, or change their limits."""
    _check_cloud(settings)
    from app.commands.tenant import run_tenant

    print(asyncio.run(run_tenant(settings, options, _new_password)))
    return 0


def move(settings: Settings, options: argparse.Namespace) -> int:
    """Copy a self-hosted database into a tenant, or back. Exit code 1: the copy is not equal."""
    _check_cloud(settings)
    from app.commands.move import move_to_cloud, move_to_file

    def progress(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    logging.basicConfig(format="%(message)s")
    logging.getLogger("app").setLevel(logging.INFO)  # there is no log file that would have the details
    copy = {"cloud": move_to_cloud, "selfhosted": move_to_file}[options.to]
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that it leaves no files behind
    try:
        outcome = copy(settings, options.folder, options.tenant, progress)
    except KeyboardInterrupt:
        print("Stopped. The copy is not complete: start the command again.", file=sys.stderr)
        return 130
    print(outcome.text)
    return 0 if outcome.is_equal else 1


def _check_cloud(settings: Settings) -> None:
    """Refuse to begin without the settings or the packages of cloud mode."""
    from app.server.stores.opening import check_packages

    if settings.mode == "selfhosted":
        raise WrongSetting("Tenants exist in cloud mode only: set SPARKLYTICS_MODE=cloud.", field="mode")
    check_packages(settings)


def report(flags: Mapping[str, str], environ: Mapping[str, str], site: str, period: str, out: Path) -> int:
    """Write a report of a site."""
    from app.commands.report import ReportOrder, make_report
    from app.server.folder_client import KEY_VARIABLE

    settings = _settings_of_database(flags, environ)
    print(asyncio.run(make_report(settings, ReportOrder(site, period, out, environ.get(KEY_VARIABLE) or None))))
    return 0


def doctor(flags: Mapping[str, str], environ: Mapping[str, str], options: argparse.Namespace) -> int:
    """Say what may keep the visits of a website from being counted. Exit code 1: something does."""
    from app.commands.doctor import DoctorOrder, diagnose
    from app.server.folder_client import KEY_VARIABLE

    key = environ.get(KEY_VARIABLE) or None
    order = DoctorOrder(options.site, options.page or "", is_private=not options.shareable, api_key=key)
    diagnosis = asyncio.run(diagnose(_settings_of_database(flags, environ), order))
    print(diagnosis.text)
    return 0 if diagnosis.is_well else 1


def backup(flags: Mapping[str, str], environ: Mapping[str, str], folder: Path | None) -> int:
    """Make a backup."""
    from app.commands.backup import make_backup
    from app.server.folder_client import KEY_VARIABLE

    settings = _settings_of_database(flags, environ)
    print(asyncio.run(make_backup(settings, folder, environ.get(KEY_VARIABLE) or None)))
    return 0


def restore(flags: Mapping[str, str], environ: Mapping[str, str], file: Path) -> int:
    """Put a backup in the place of the database. The data folder is that of a server where one has been."""
    from app.server.backups.restore import restore as put_back

    print(put_back(_settings_of_database(flags, environ), file, lambda line: print(line, file=sys.stderr, flush=True)))
    return 0


def import_file(
    flags: Mapping[str, str], environ: Mapping[str, str], options: argparse.Namespace, parser: argparse.ArgumentParser
) -> int:
    """Import a file, say what it has, or list or undo imports."""
    from app.commands.importing import ImportOrder, run_import
    from app.server.folder_client import KEY_VARIABLE

    if (options.file is None) != (options.list or options.undo is not None):
        parser.error("import takes a FILE, or --list, or --undo with the id of an import")
    order = ImportOrder(
        options.site,
        options.file,
        options.source_site,
        environ.get(KEY_VARIABLE) or None,
        is_preview=options.preview,
        undone=options.undo,
    )

    def progress(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    outcome = asyncio.run(run_import(_settings_of_database(flags, environ), order, progress))
    print(outcome.text)
    return 0 if outcome.is_right else 1


def mcp(flags: Mapping[str, str], environ: Mapping[str, str]) -> int:
    """Answer messages of the Model Context Protocol until standard input ends."""
    from app.server.folder_client import KEY_VARIABLE, call_tool
    from app.server.mcp.lines import answer_lines

    settings = _settings_of_database(flags, environ)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a thread waits for input: Python would wait for it
    with contextlib.suppress(BrokenPipeError):  # the program that asked has ended
        asyncio.run(answer_lines(partial(call_tool, settings, environ.get(KEY_VARIABLE) or None)))
    return 0


def _settings_of_database(flags: Mapping[str, str], environ: Mapping[str, str]) -> Settings:
    """Return the settings for a data folder that has a database: without one in flags or environment, ./data of a
    server, else that of the window.
    """
    from app.storage.connection import FILE_NAME

    is_of_server = (find_data_dir(flags, environ, is_desktop=False) / FILE_NAME).exists()
    return load_settings(flags, environ, is_desktop=not is_of_server)
