"""Credentials of remote servers in the system keyring: API keys and session tokens, never passwords.

A keyring may wait for its user to unlock it, or forever: every call runs on its own thread with a time limit, and the
program does not wait for it when it exits.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

log = logging.getLogger(__name__)
T = TypeVar("T")

SERVICE = "Sparklytics Desktop"
LIMIT_S = 60.0  # long enough to enter the password of the keyring
LEAST_PRIORITY = 1.0  # recommended by `keyring`: backends below it write plain files
_KEY, _SESSION = "key:", "sign-in:"


@dataclass(frozen=True, slots=True)
class Credential:
    """Credential of a server: an API key or a session token. Neither: the server does not require sign-in."""

    key: str | None = field(default=None, repr=False)
    session_token: str | None = field(default=None, repr=False)


class KeyringStore:
    """Stores one credential per server URL. A keyring that is missing or fails stores nothing and is empty."""

    async def is_usable(self) -> bool:
        """True when the system has a keyring that protects secrets."""
        return await self._in_keyring(_is_usable) is True

    async def find(self, url: str) -> Credential | None:
        """Return the credential of a server, None when there is none."""
        return _from_text(await self._in_keyring(_find, url))

    async def keep(self, url: str, credential: Credential) -> bool:
        """Store the credential of a server in place of an earlier one. False when it cannot be stored."""
        return await self._in_keyring(_keep, url, _as_text(credential)) is True

    async def forget(self, url: str) -> None:
        """Delete the credential of a server."""
        await self._in_keyring(_forget, url)

    async def _in_keyring(self, work: Callable[..., T], *arguments: str) -> T | None:
        """Run `work` on a thread where it may block. None when the keyring fails, whatever its backend raises."""
        answer: Future[T] = Future()

        def run() -> None:
            try:
                answer.set_result(work(*arguments))
            except BaseException as error:  # raised again in the caller
                answer.set_exception(error)

        answer.set_running_or_notify_cancel()
        threading.Thread(target=run, name="keyring", daemon=True).start()
        try:
            async with asyncio.timeout(LIMIT_S):
                return await asyncio.wrap_future(answer)
        except Exception as error:
            log.info("The system keyring does not work: %s", type(error).__name__)
            return None


def _backend() -> Any:  # Any: the base class of keyring declares less than its backends have
    """Return the keyring to use, None when the system has none that protects secrets."""
    import keyring  # slow: it searches for backends
    from keyring.backends.chainer import ChainerBackend

    backend = keyring.get_keyring()
    first = next(iter(backend.backends), None) if isinstance(backend, ChainerBackend) else backend
    return backend if first is not None and first.priority >= LEAST_PRIORITY else None


def _is_usable() -> bool:
    return _backend() is not None


def _find(url: str) -> str | None:
    backend = _backend()
    return None if backend is None else backend.get_password(SERVICE, url)


def _keep(url: str, text: str) -> bool:
    backend = _backend()
    if backend is not None:
        backend.set_password(SERVICE, url, text)
    return backend is not None


def _forget(url: str) -> None:
    backend = _backend()
    if backend is not None and backend.get_password(SERVICE, url) is not None:
        backend.delete_password(SERVICE, url)


def _as_text(credential: Credential) -> str:
    return f"{_KEY}{credential.key}" if credential.key else f"{_SESSION}{credential.session_token or ''}"


def _from_text(text: str | None) -> Credential | None:
    if text and text.startswith(_KEY):
        return Credential(key=text.removeprefix(_KEY))
    if text and text.startswith(_SESSION):
        return Credential(session_token=text.removeprefix(_SESSION))
    return None
