"""Listening sockets: every address of a host, and error messages for ports in use."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from app import host_info
from app.domain.errors import AppError
from app.server.http.sockets import free_port, listening, port_of


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that is in use."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


def can_connect(address: str, port: int) -> bool:
    try:
        socket.create_connection((address, port), 2).close()
    except OSError:
        return False
    return True


def test_localhost_listens_on_both_loopback_addresses_only() -> None:
    with listening("localhost", 0) as sockets:
        port = port_of(sockets)
        assert can_connect("127.0.0.1", port)
        assert can_connect("::1", port) or not socket.has_ipv6
        assert not any(can_connect(address, port) for address in host_info.lan_addresses())
    assert not can_connect("127.0.0.1", port)


def test_the_host_all_listens_on_every_address() -> None:
    with listening("all", 0) as sockets:
        port = port_of(sockets)
        assert all(can_connect(address, port) for address in ("127.0.0.1", *host_info.lan_addresses()))
        assert {listener.getsockname()[1] for listener in sockets} == {port}


def test_a_port_in_use_is_reported_with_its_process(taken: int) -> None:
    with pytest.raises(AppError) as caught, listening("localhost", taken):
        pass
    assert (caught.value.code, caught.value.field) == ("address_in_use", "port")
    assert caught.value.message.startswith(f"Port {taken} is in use by ")
    assert f"--port {taken + 1}" in caught.value.hint


def test_a_port_in_use_is_reported_without_a_process_where_it_is_unknown(
    taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host_info, "listener_on", lambda port: "")
    with pytest.raises(AppError, match="is in use by another program"), listening("localhost", taken):
        pass


def test_one_address_in_use_leaves_no_socket_open() -> None:
    with socket.socket(socket.AF_INET6) as other:
        other.bind(("::1", 0))
        other.listen()
        port = int(other.getsockname()[1])
        with pytest.raises(AppError), listening("localhost", port):
            pass
        assert not can_connect("127.0.0.1", port)


def test_a_port_in_use_on_the_second_address_only_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = []
    bind = socket.socket.bind

    def bind_late(opened: socket.socket, where: Any) -> None:
        if opened.family == socket.AF_INET6 and not refused:
            refused.append(where[1])
            raise OSError(errno.EADDRINUSE, "taken")
        bind(opened, where)

    monkeypatch.setattr(socket.socket, "bind", bind_late)
    with listening("localhost", 0) as sockets:
        assert port_of(sockets) not in refused
    assert refused


def test_without_ipv6_the_first_address_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    bind = socket.socket.bind

    def only_ipv4(opened: socket.socket, where: Any) -> None:
        if opened.family == socket.AF_INET6:
            raise OSError(errno.EADDRNOTAVAIL, "no IPv6 here")
        bind(opened, where)

    monkeypatch.setattr(socket.socket, "bind", only_ipv4)
    with listening("localhost", 0) as sockets:
        assert [listener.family for listener in sockets] == [socket.AF_INET]


@pytest.mark.parametrize("host", ["203.0.113.7", "no-such-name.invalid"])
def test_an_address_of_another_computer_is_refused_with_one_sentence(host: str) -> None:
    with pytest.raises(AppError, match=f"no address {host} to listen on") as caught, listening(host, 0):
        pass
    assert caught.value.field == "host"


def test_a_privileged_port_is_refused_with_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(opened: socket.socket, where: Any) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(AppError, match="is not allowed to use port 80"), listening("localhost", 80):
        pass


def test_a_free_port_is_free_on_every_address(taken: int) -> None:
    free = free_port("localhost", taken - 1)
    assert free > taken
    with listening("localhost", free):
        pass


def test_after_the_last_port_any_free_port_is_returned() -> None:
    assert 0 < free_port("localhost", 65535) < 65536


def test_a_port_just_released_can_be_reused() -> None:
    with listening("localhost", 0) as sockets:
        port = port_of(sockets)
        client = socket.create_connection(("127.0.0.1", port))
        connection, _ = sockets[0].accept()
        connection.close()
    with listening("localhost", port):
        pass
    client.close()
