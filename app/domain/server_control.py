"""How the window starts, stops and sets up the server of its own process. A server elsewhere offers none of this."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol

ServerState = Literal["stopped", "starting", "running", "stopping", "failed"]
SettingSource = Literal["flag", "environment", "file", "default"]


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a running server answers. url: base for the window's own client; public_url: base of snippets.

    own_url: where the window's client connects instead, when it has a way of its own; blank: at `url`.
    token: an API key, or the owner's token; session_token: from an earlier sign-in. bootstrap_password: required to set
    up the administrator; None after setup, when it was configured, and in the mode `none`.
    """

    url: str
    public_url: str
    port: int
    token: str | None = field(default=None, repr=False)
    session_token: str | None = field(default=None, repr=False)
    bootstrap_password: str | None = field(default=None, repr=False)
    own_url: str = ""


@dataclass(frozen=True, slots=True)
class SettingView:
    """One setting as the window shows it. Values from a flag or the environment cannot be changed in the window."""

    name: str
    value: str
    source: SettingSource
    help: str


class ServerControl(Protocol):
    """The server of this process. Every coroutine runs on the asyncio thread and raises AppError with a sentence."""

    @property
    def state(self) -> ServerState: ...

    @property
    def address(self) -> ServerAddress | None: ...

    async def start(self) -> ServerAddress: ...

    async def stop(self) -> None: ...

    async def restart(self) -> ServerAddress: ...

    def settings(self) -> tuple[SettingView, ...]: ...

    async def change_setting(self, name: str, value: str) -> None:
        """Write one setting to the settings file; it takes effect at the next start. Raises BadRequest when invalid."""
        ...

    async def free_port(self) -> int:
        """Return a free port near the configured one, to offer when that one is taken."""
        ...
