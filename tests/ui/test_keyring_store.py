"""The keyring of the system: stored sign-ins, and systems with no keyring or a bad one."""

from __future__ import annotations

import asyncio
import threading

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as NoKeyring

from app.ui.servers.keyring_store import SERVICE, Credential, KeyringStore
from tests.ui.keyrings import BrokenKeyring, MemoryKeyring, PlainFileKeyring, system_keyring

URL = "http://nas.local:3000"


@pytest.mark.parametrize("credential", [Credential(key="spk_selfhosted_1"), Credential(session_token="a.b.c")])
async def test_a_stored_credential_is_returned_until_it_is_deleted(credential: Credential) -> None:
    store, backend = KeyringStore(), MemoryKeyring()
    with system_keyring(backend):
        assert await store.is_usable()
        assert await store.keep(URL, credential)
        assert await store.find(URL) == credential
        assert await store.find("http://other:3000") is None
        await store.forget(URL)
        await store.forget(URL)
        assert await store.find(URL) is None
    assert backend.secrets == {}


async def test_an_invalid_entry_of_the_keyring_is_ignored() -> None:
    backend = MemoryKeyring()
    backend.set_password(SERVICE, URL, "what is this")
    with system_keyring(backend):
        assert await KeyringStore().find(URL) is None


@pytest.mark.parametrize("backend", [NoKeyring(), PlainFileKeyring(), BrokenKeyring()])
async def test_a_missing_insecure_or_broken_keyring_stores_nothing(backend: KeyringBackend) -> None:
    store = KeyringStore()
    with system_keyring(backend):
        assert not await store.keep(URL, Credential(key="spk_selfhosted_1"))
        assert await store.find(URL) is None
        await store.forget(URL)
    assert not getattr(backend, "secrets", {})


@pytest.mark.parametrize(
    ("kinds", "is_usable"), [((MemoryKeyring, PlainFileKeyring), True), ((PlainFileKeyring,), False)]
)
async def test_the_first_of_several_keyrings_decides_whether_they_are_usable(
    kinds: tuple[type[MemoryKeyring], ...], is_usable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ChainerBackend, "backends", [kind() for kind in kinds])
    with system_keyring(ChainerBackend()):
        assert await KeyringStore().is_usable() is is_usable


async def test_a_keyring_that_waits_blocks_neither_the_loop_nor_the_end_of_the_program() -> None:
    is_called, is_unlocked = threading.Event(), threading.Event()
    threads = []

    class Locked(MemoryKeyring):
        def get_password(self, service: str, username: str) -> str | None:
            threads.append(threading.current_thread())
            is_called.set()
            is_unlocked.wait(10)
            return super().get_password(service, username)

    backend = Locked()
    backend.set_password(SERVICE, URL, "key:spk_selfhosted_1")
    with system_keyring(backend):
        looking = asyncio.ensure_future(KeyringStore().find(URL))
        await asyncio.to_thread(is_called.wait, 10)
        assert threads[0].daemon
        assert not looking.done()
        is_unlocked.set()
        assert await looking == Credential(key="spk_selfhosted_1")


def test_secrets_are_hidden_in_the_repr_of_a_credential() -> None:
    assert "spk" not in repr(Credential(key="spk_selfhosted_1", session_token="spk"))
