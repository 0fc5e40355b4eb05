"""Messages of the desktop without a tray, by the program `notify-send` that most desktops of Linux and BSD have.

It asks the notification service over D-Bus. The module QtDBus cannot do so from Python: the service takes an unsigned
number of 32 bits, and PySide sends each number as a signed one.
"""

from __future__ import annotations

import html
import logging
import shutil
import sys

from PySide6.QtCore import QProcess

log = logging.getLogger(__name__)

_PROGRAM = "notify-send"


class NotifySend:
    """Shows messages by a program. path: of it."""

    def __init__(self, path: str) -> None:
        self._path = path

    def show_message(self, text: str) -> None:
        """Show a message. The desktop may read its text as markup, and the program reads `\\74` as `<` before."""
        options = ["--app-name=Sparklytics", "--icon=sparklytics"]
        body = html.escape(text).replace("\\", "\\\\")
        is_started, _ = QProcess.startDetached(self._path, [*options, "--", "Sparklytics", body])
        if not is_started:
            log.info("A message could not be shown on the desktop: %s does not start", self._path)


def own_notify_send() -> NotifySend | None:
    """Return the program of this system, None where there is none."""
    path = None if sys.platform in ("win32", "darwin") else shutil.which(_PROGRAM)
    return None if path is None else NotifySend(path)
