"""Virtual screen in memory, with a window manager if need be, and pictures of it."""

from __future__ import annotations

import os
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QImage

SIZE = (1366, 768)
PAUSE_S = 0.05
_DUMP = "Xvfb_screen0"
# Fields of an X window dump's header, each 32 bits, big-endian (X11/XWDFile.h).
_HEADER = struct.Struct(">20I")
_COLOUR_BYTES = 12


class Display:
    """Running virtual screen. name: value of the environment variable DISPLAY."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self._dump = name, folder / _DUMP

    def picture(self) -> QImage:
        """Return a picture of the screen."""
        data = self._dump.read_bytes()
        fields = _HEADER.unpack_from(data)
        header_bytes, width, height, line_bytes, colours = fields[0], fields[4], fields[5], fields[12], fields[19]
        pixels = data[header_bytes + colours * _COLOUR_BYTES :]
        return QImage(pixels, width, height, line_bytes, QImage.Format.Format_RGB32).copy()


@contextmanager
def display(folder: Path) -> Iterator[Display]:
    """Run a screen without a window manager. folder: new folder for its memory."""
    folder.mkdir()
    reading, writing = os.pipe()
    size = "x".join(map(str, (*SIZE, 24)))
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-fbdir", str(folder), "-nolisten", "tcp"]
    command.append("-noreset")  # else the end of its last client, a probe, would end those that just connect
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as process:
        os.close(writing)
        try:
            with os.fdopen(reading) as number:
                yield Display(f":{number.readline().strip()}", folder)
        finally:
            process.terminate()


@contextmanager
def window_manager(screen: Display, folder: Path) -> Iterator[None]:
    """Run a window manager as desktops have one: it frames and stacks windows, and a click gives the focus."""
    settings = folder / "jwmrc"
    settings.write_text("<JWM><FocusModel>click</FocusModel></JWM>")
    command = ["jwm", "-display", screen.name, "-f", str(settings)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            while not _is_managed(screen):
                assert process.poll() is None, "the window manager has ended"
                time.sleep(PAUSE_S)
            yield
        finally:
            process.terminate()


def _is_managed(screen: Display) -> bool:
    """Return whether the screen has a desktop, which is what a window manager adds to it."""
    question = ["xdotool", "get_desktop"]
    environ = os.environ | {"DISPLAY": screen.name}
    return subprocess.run(question, env=environ, capture_output=True, check=False).returncode == 0
