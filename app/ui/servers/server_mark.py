"""Mark of a remote server and a tenant there: the name, as short as people call it, and a colour in the window."""

from __future__ import annotations

import zlib
from urllib.parse import urlsplit

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel

from app.ui.style.dress import dress
from app.ui.style.tones import SERVER_TONES, Tone
from app.ui.texts import plain_tip, side_by_side
from app.ui.translation import filled, translator
from app.ui.widgets.parts import frame, set_tone

_tr = translator("remote")

_USUAL_PORTS = (None, 80, 443, 3000)
_LOCAL_SUFFIXES = (".local", ".lan", ".home.arpa", ".internal")
_MOST_LETTERS = 32  # of a name in a badge


def server_name(url: str) -> str:
    """Return the name of a server: `nas` of http://nas.local:3000. An unusual port belongs to it."""
    parts = urlsplit(url)
    host = parts.hostname or url
    for suffix in _LOCAL_SUFFIXES:
        host = host.removesuffix(suffix) or host
    return host if parts.port in _USUAL_PORTS else f"{host}:{parts.port}"


def place_name(server: str, tenant: str) -> str:
    """Return the name of a server after that of the tenant there, if there is one: it is the end that is shortened."""
    return side_by_side((tenant, server)) if tenant else server


def server_tone(name: str) -> Tone:
    """Return the tone that marks a server, the same at every start. name: blank for the local one, without a mark."""
    return SERVER_TONES[zlib.crc32(name.encode()) % len(SERVER_TONES)] if name else ""


def on_server(text: str, name: str) -> str:
    """Return a name or a title followed by its server. name: of the server; blank for the local one."""
    return filled(_tr("%1 on %2"), text, name) if name else text


class ServerBadge(QLabel):
    """Badge such as "on nas", hidden for the local server."""

    def __init__(self, object_name: str, server: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "badge")
        self.setObjectName(object_name)
        self.show_server(server)

    def show_server(self, name: str) -> None:
        shown = name if len(name) <= _MOST_LETTERS else name[: _MOST_LETTERS - 1] + "\N{HORIZONTAL ELLIPSIS}"
        self.setText(filled(_tr("on %1"), shown) if name else "")
        self.setToolTip(plain_tip(filled(_tr("Everything here is on %1."), name)) if name else "")
        set_tone(self, server_tone(name))
        self.setVisible(bool(name))


def server_bar() -> QFrame:
    """Return a thin bar for the upper edge of the window, to be given to `mark_bar`."""
    bar = frame("server_bar", "server_bar")
    dress(bar)
    bar.hide()
    return bar


def mark_bar(bar: QFrame, name: str) -> None:
    """Show a bar in the colour of a remote server; hide it for the local one."""
    set_tone(bar, server_tone(name))
    bar.setVisible(bool(name))
