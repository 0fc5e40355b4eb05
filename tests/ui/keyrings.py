"""Keyrings for tests, set by the library's own `keyring.set_keyring`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend


class MemoryKeyring(KeyringBackend):
    """Keyring in memory. secrets: by (service, user)."""

    priority = 1.0  # type: ignore[assignment]  # a class property there

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.secrets[service, username]


class PlainFileKeyring(MemoryKeyring):
    """Keyring that `keyring` does not recommend: it would write secrets to a file as they are."""

    priority = 0.5  # type: ignore[assignment]


class BrokenKeyring(MemoryKeyring):
    """Keyring whose daemon is gone: every call fails."""

    def get_password(self, service: str, username: str) -> str | None:
        raise OSError("no daemon answers")

    set_password = delete_password = get_password  # type: ignore[assignment]


@contextmanager
def system_keyring(backend: KeyringBackend) -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(backend)
    try:
        yield
    finally:
        keyring.set_keyring(before)
