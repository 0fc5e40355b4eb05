"""Start at login, by a file: the entry that desktops of Linux and BSD share, or an agent of macOS's launchd."""

from __future__ import annotations

import os
import plistlib
import re
import shutil
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from app.domain.errors import AppError
from app.durable_files import replace_durably

FILE_NAME = "sparklytics.desktop"
AGENT = "sparklytics.desktop"  # label of the agent, which launchd knows it by
_PLAIN = re.compile(r"[A-Za-z0-9_@+=:,./-]+")
_OFF = ("hidden=true", "x-gnome-autostart-enabled=false")  # how desktops switch an entry off without removing it


class Autostart:
    """Entry of freedesktop.org that starts the program. folder: of such entries; command: of the program."""

    def __init__(self, folder: Path, command: Sequence[str], name: str = FILE_NAME) -> None:
        self._path = folder / name
        self._command = tuple(command)

    @property
    def path(self) -> Path:
        return self._path

    def is_on(self) -> bool:
        """Return whether the program starts at login. An entry that cannot be read counts as none."""
        try:
            return self._starts(self._path.read_bytes())
        except (OSError, ValueError):
            return False

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
        replace_durably(self._path, self._entry(self._command))

    def _entry(self, command: Sequence[str]) -> bytes:
        """Return the content of the file."""
        return _desktop_entry(command).encode()

    def _starts(self, entry: bytes) -> bool:
        """Return whether an entry is not switched off. Raises ValueError for one that cannot be read."""
        return not any(line.replace(" ", "").lower() in _OFF for line in entry.decode().splitlines())


class LaunchAgent(Autostart):
    """Agent that launchd starts at login, by a property list. See the manual page launchd.plist(5)."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        super().__init__(folder, command, f"{AGENT}.plist")

    def _entry(self, command: Sequence[str]) -> bytes:
        # An interactive process is not slowed down as those in the background are: it has a window.
        return plistlib.dumps(
            {"Label": AGENT, "ProgramArguments": list(command), "RunAtLoad": True, "ProcessType": "Interactive"}
        )

    def _starts(self, entry: bytes) -> bool:
        try:
            agent = plistlib.loads(entry)
        except Exception as error:  # plistlib lets those of the XML parser and of its own code through
            raise ValueError(f"{self.path} is no property list") from error
        return isinstance(agent, dict) and agent.get("RunAtLoad") is True and agent.get("Disabled") is not True


def is_autostart_offered(platform: str = sys.platform) -> bool:
    """Return whether the system starts programs at login by a file. Windows does so by its registry."""
    return platform != "win32"


def own_autostart(data_dir: Path, platform: str = sys.platform) -> Autostart:
    """Return the entry of this program on a data folder."""
    command = (*_program(), "--data-dir", str(data_dir.absolute()), "--background")
    if platform == "darwin":
        return LaunchAgent(Path.home() / "Library" / "LaunchAgents", command)
    configured = Path(os.environ.get("XDG_CONFIG_HOME") or "")
    config = configured if configured.is_absolute() else Path.home() / ".config"
    return Autostart(config / "autostart", command)


def _program() -> tuple[str, ...]:
    """Return the command of this installation."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    script = shutil.which("sparklytics", path=sysconfig.get_path("scripts"))
    return (script,) if script else (sys.executable, "-m", "app")


def _desktop_entry(command: Sequence[str]) -> str:
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
