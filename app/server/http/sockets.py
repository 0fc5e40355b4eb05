"""Listening sockets of the server, and error messages for ports that cannot be used."""

from __future__ import annotations

import contextlib
import errno
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app import host_info
from app.domain.errors import AppError

# `localhost` and `all` are two addresses each; without IPv6 only the first is used.
HOSTS = {"localhost": ("127.0.0.1", "::1"), "all": ("0.0.0.0", "::")}  # noqa: S104  the meaning of `all`
BACKLOG = 1024  # connections the system holds while the loop is busy
PORTS_TRIED = 100
MAX_PORT = 65535
_NO_SUCH_ADDRESS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT)


@contextmanager
def listening(host: str, port: int) -> Iterator[list[socket.socket]]:
    """Listen on every address of `host` with the same port; port 0 takes a free one. host: as in the settings.

    Connections wait in the backlog until they are accepted, so none is refused while the server starts.
    Raises AppError `address_in_use`, which names the program on the port where the system tells.
    """
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(opened) for opened in _open_all(host, port)]


def free_port(host: str, near: int) -> int:
    """Return a port above `near`, or any other, that is free on every address of `host`. Raises AppError."""
    for port in range(near + 1, min(near + PORTS_TRIED, MAX_PORT) + 1):
        with contextlib.suppress(AppError), listening(host, port):
            return port
    with listening(host, 0) as sockets:
        return port_of(sockets)


def port_of(sockets: list[socket.socket]) -> int:
    return int(sockets[0].getsockname()[1])


def _open_all(host: str, port: int) -> list[socket.socket]:
    for _ in range(PORTS_TRIED if port == 0 else 1):
        opened: list[socket.socket] = []
        try:
            for address in HOSTS.get(host, (host,)):
                listener = _open(address, port_of(opened) if opened else port, is_optional=host in HOSTS)
                opened += [listener] if listener else []
            if opened:
                return opened
            raise AppError("address_in_use", f"This computer has no address {host} to listen on.", field="host")
        except OSError as error:
            for listener in opened:
                listener.close()
            if port == 0 and opened:  # free on one address and taken on the other: try the next port
                continue
            raise _sentence(host, port, error) from error
    raise AppError("address_in_use", "No port is free on all addresses.", field="port")


def _open(address: str, port: int, *, is_optional: bool) -> socket.socket | None:
    family, kind, protocol, _, where = socket.getaddrinfo(
        address, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    try:
        opened = socket.socket(family, kind, protocol)
    except OSError as error:
        if is_optional and error.errno in _NO_SUCH_ADDRESS:
            return None
        raise
    try:
        if sys.platform == "win32":  # there, SO_REUSEADDR would let two programs share a port
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        opened.bind(where)
        opened.listen(BACKLOG)
        opened.setblocking(False)
    except OSError as error:
        opened.close()
        if is_optional and error.errno in _NO_SUCH_ADDRESS:
            return None
        raise
    return opened


def _sentence(host: str, port: int, error: OSError) -> AppError:
    if isinstance(error, socket.gaierror) or error.errno in _NO_SUCH_ADDRESS:
        return AppError("address_in_use", f"This computer has no address {host} to listen on.", field="host")
    if error.errno in (errno.EACCES, errno.EPERM):
        return AppError("address_in_use", f"This program is not allowed to use port {port}.", field="port")
    who = host_info.listener_on(port) or "another program"
    hint = f"Stop it, or choose another port, for instance with --port {port + 1 if port < MAX_PORT else port - 1}."
    return AppError("address_in_use", f"Port {port} is in use by {who}.", field="port", hint=hint)
