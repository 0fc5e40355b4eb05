"""Context of a window: what its parts share."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.ui.bridge import Bridge
from app.ui.servers.server_link import ServerLink
from app.ui.window_state import WindowState
from app.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class WindowContext:
    """Calls to the server, the server, the website on screen, what is kept between starts, and the window itself."""

    bridge: Bridge
    link: ServerLink
    workspace: Workspace
    window_state: WindowState
    window: QWidget
