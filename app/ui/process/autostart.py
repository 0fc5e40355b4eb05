"""Start at login, by the entry for it that desktops of Linux and BSD share (freedesktop.org's Autostart)."""

from __future__ import annotations

import os
import re
import shutil
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from app.domain.errors import AppError
from app.durable_files import replace_durably

FILE_NAME = "sparklytics.desktop"
_PLAIN = re.compile(r"[A-Za-z0-9_@+=:,./-]+")
_OFF = ("hidden=true", "x-gnome-autostart-enabled=false")  # how desktops switch an entry off without removing it


class Autostart:
    """Entry that starts the program in the background. folder: of such entries; command: of the program."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        self._path = folder / FILE_NAME
        self._command = tuple(command)

    @property
    def path(self) -> Path:
        return self._path

    def is_on(self) -> bool:
        """Return whether the program starts at login. An entry that cannot be read counts as none."""
        try:
            lines = self._path.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return False
        return not any(line.replace(" ", "").lower() in _OFF for line in lines)

    def switch(self, *, is_on: bool) -> None:
        """Write or remove the entry. Raises AppError `storage_unavailable`."""
        try:
            if is_on:
                self._write()
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            sentence = f"{self._path} cannot be changed: {error.strerror}."
            raise AppError("storage_unavailable", sentence) from error

    def _write(self) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_durably(self._path, _entry(self._command).encode())


def is_autostart_offered() -> bool:
    """Return whether the system has such entries. Windows and macOS have other ways."""
    return sys.platform not in ("win32", "darwin")


def own_autostart(data_dir: Path) -> Autostart:
    """Return the entry of this program on a data folder."""
    configured = Path(os.environ.get("XDG_CONFIG_HOME") or "")
    config = configured if configured.is_absolute() else Path.home() / ".config"
    return Autostart(config / "autostart", (*_program(), "--data-dir", str(data_dir.absolute()), "--background"))


def _program() -> tuple[str, ...]:
    """Return the command of this installation."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    script = shutil.which("sparklytics", path=sysconfig.get_path("scripts"))
    return (script,) if script else (sys.executable, "-m", "app")


def _entry(command: Sequence[str]) -> str:
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=Sparklytics",
        "Comment=Count visits from the moment you log in",
        f"Exec={' '.join(map(_quoted, command))}",
        "Icon=sparklytics",
        "Terminal=false",
        "X-GNOME-Autostart-enabled=true",
        "X-KDE-autostart-after=panel",  # the tray is part of it
    )
    return "\n".join(lines) + "\n"


def _quoted(argument: str) -> str:
    """Return an argument of `Exec`: quoted as its shell-like rules ask, then escaped as every value of the file."""
    argument = argument.replace("%", "%%")
    if not _PLAIN.fullmatch(argument.replace("%", "")):
        argument = '"' + re.sub(r'(["`$\\])', r"\\\1", argument) + '"'
    return argument.replace("\\", "\\\\").replace("\n", "\\n")
