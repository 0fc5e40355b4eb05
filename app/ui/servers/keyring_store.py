"""What opens servers elsewhere, in the keyring of the system. Passwords are never kept, only keys and sign-ins.

A keyring may wait for its user to unlock it, or for ever: every call runs on a thread of its own, with a time limit,
and nobody waits for it at the end of the program.
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
LIMIT_S = 60.0  # long enough to type the password of the keyring
LEAST_PRIORITY = 1.0  # what `keyring` itself recommends: below are backends that write plain files
_KEY, _SIGN_IN = "key:", "sign-in:"


@dataclass(frozen=True, slots=True)
class Credential:
    """What opens a server: an API key, or the sign-in of somebody who gave the password. Neither: nothing is asked."""

    key: str | None = field(default=None, repr=False)
    sign_in: str | None = field(default=None, repr=False)


class KeyringStore:
    """One credential for each server, by its URL. A keyring that is missing or fails holds and keeps nothing."""

    async def is_usable(self) -> bool:
        """Say whether there is a keyring worth the name."""
        return await self._in_keyring(_is_usable) is True

    async def find(self, url: str) -> Credential | None:
        """Return what is kept for a server."""
        return _from_text(await self._in_keyring(_find, url))

    async def keep(self, url: str, credential: Credential) -> bool:
        """Keep what opens a server in place of what was kept before. False where that cannot be."""
        return await self._in_keyring(_keep, url, _as_text(credential)) is True

    async def forget(self, url: str) -> None:
        """Drop what is kept for a server."""
        await self._in_keyring(_forget, url)

    async def _in_keyring(self, work: Callable[..., T], *arguments: str) -> T | None:
        """Run `work` where it may block. None when the keyring fails: whatever backends raise, it must not matter."""
        answer: Future[T] = Future()

        def run() -> None:
            try:
                answer.set_result(work(*arguments))
            except BaseException as error:  # handed on to whoever asked
                answer.set_exception(error)

        answer.set_running_or_notify_cancel()
        threading.Thread(target=run, name="keyring", daemon=True).start()
        try:
            async with asyncio.timeout(LIMIT_S):
                return await asyncio.wrap_future(answer)
        except Exception as error:
            log.info("The keyring of the system does not work: %s", type(error).__name__)
            return None


def _backend() -> Any:  # Any: keyring's own base class says less than its backends do
    """Return the keyring to use, None when the system has none that keeps secrets secret."""
    import keyring  # looks for its backends, which takes a moment
    from keyring.backends.chainer import ChainerBackend

    found = keyring.get_keyring()
    first = next(iter(found.backends), None) if isinstance(found, ChainerBackend) else found
    return found if first is not None and first.priority >= LEAST_PRIORITY else None


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
    return f"{_KEY}{credential.key}" if credential.key else f"{_SIGN_IN}{credential.sign_in or ''}"


def _from_text(text: str | None) -> Credential | None:
    if text and text.startswith(_KEY):
        return Credential(key=text.removeprefix(_KEY))
    if text and text.startswith(_SIGN_IN):
        return Credential(sign_in=text.removeprefix(_SIGN_IN))
    return None
