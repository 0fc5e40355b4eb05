"""Control of the server in the window's own process: start, stop and settings. Remote servers offer none of this."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol

ServerState = Literal["stopped", "starting", "running", "stopping", "failed"]
SettingSource = Literal["flag", "environment", "file", "default"]
SettingKind = Literal["text", "number", "switch", "choice", "path", "folder", "list", "secret"]


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Address of a running server. url: base URL of the client; public_url: base URL of tracking snippets.

    own_url: base URL of the window's own client if it differs; blank when it is `url`.
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
class SettingShape:
    """Values that a setting may have. low, high: bounds of a number; choices: values of a choice, in their order."""

    kind: SettingKind = "text"
    low: int = 0
    high: int = 0
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SettingView:
    """A setting as the window shows it. Values from a flag or the environment cannot be changed in the window.

    default: text of the default, blank where there is none. is_in_file: it may stand in the settings file.
    """

    name: str
    value: str
    source: SettingSource
    help: str
    default: str = ""
    shape: SettingShape = SettingShape()
    is_in_file: bool = True


class ServerControl(Protocol):
    """Interface to the server of this process. Coroutines run on the asyncio thread and raise AppError."""

    @property
    def state(self) -> ServerState: ...

    @property
    def address(self) -> ServerAddress | None: ...

    async def start(self, *, may_begin_anew: bool = False) -> ServerAddress:
        """Start the server. may_begin_anew: with an empty database, although the journal belongs to a missing one."""
        ...

    async def stop(self) -> None: ...

    async def restart(self) -> ServerAddress: ...

    def settings(self) -> tuple[SettingView, ...]:
        """Return every setting as last read, at a start or after a change, without waiting. Raises AppError."""
        ...

    def settings_in_use(self) -> tuple[SettingView, ...]:
        """Return the settings by which the server runs, although others may be written; none while it does not run."""
        ...

    async def change_setting(self, name: str, value: str) -> None:
        """Write one setting to the settings file; it takes effect at the next start. Raises BadRequest when invalid."""
        ...

    async def free_port(self) -> int:
        """Return a free port near the configured one, to offer when that one is taken."""
        ...
