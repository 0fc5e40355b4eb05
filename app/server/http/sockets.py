"""The sockets a server listens on, and a sentence when the port is taken."""

from __future__ import annotations

import contextlib
import errno
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app import host_info
from app.domain.errors import AppError

# `localhost` and `all` are two addresses each; a machine without IPv6 does with the first.
HOSTS = {"localhost": ("127.0.0.1", "::1"), "all": ("0.0.0.0", "::")}  # noqa: S104  that is what `all` means
BACKLOG = 1024  # connections the system holds while the loop is busy
PORTS_TRIED = 100
MAX_PORT = 65535
_NO_SUCH_ADDRESS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT)


@contextmanager
def listening(host: str, port: int) -> Iterator[list[socket.socket]]:
    """Listen on every address of `host`, all with the same port; 0 takes a free one. See config.py for `host`.

    Connections wait in the backlog until someone accepts them, so nobody is turned away while the server starts.
    Raises AppError `address_in_use` saying who has the port, where the system tells.
    """
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(found) for found in _open_all(host, port)]


def free_port(host: str, wanted: int) -> int:
    """Return a port near `wanted` that is free on every address of `host`. Raises AppError when there is none."""
    for port in range(wanted + 1, min(wanted + PORTS_TRIED, MAX_PORT) + 1):
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
                found = _open(address, port_of(opened) if opened else port, is_optional=host in HOSTS)
                opened += [found] if found else []
            if opened:
                return opened
            raise AppError("address_in_use", f"This computer has no address {host} to listen on.", field="host")
        except OSError as error:
            for found in opened:
                found.close()
            if port == 0 and opened:  # a port that is free on one address and taken on the other: try the next
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
        return AppError("address_in_use", f"The system does not let this program use port {port}.", field="port")
    who = host_info.listener_on(port) or "another program"
    advice = f"Stop it, or choose another port, for instance with --port {port + 1 if port < MAX_PORT else port - 1}."
    return AppError("address_in_use", f"Port {port} is in use by {who}. {advice}", field="port")
