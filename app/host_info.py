"""Facts from the operating system: memory of this process, its limit of open files, listeners, LAN addresses."""

from __future__ import annotations

import contextlib
import socket
import sys
from ipaddress import ip_address

import psutil

if sys.platform != "win32":
    import resource

MAX_FILES = 65_536


def memory_bytes() -> int:
    """Return the resident memory of this process in bytes."""
    return int(psutil.Process().memory_info().rss)


def raise_file_limit() -> None:
    """Raise the limit of open files as far as the system allows: every connection needs one."""
    if sys.platform != "win32":
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        limit = MAX_FILES if hard == resource.RLIM_INFINITY else min(hard, MAX_FILES)
        if soft != resource.RLIM_INFINITY and soft < limit:
            with contextlib.suppress(ValueError, OSError):  # macOS may refuse the limit it reports; the old one stays
                resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))


def file_limit() -> int:
    """Return the number of files that this process may have open at once."""
    if sys.platform == "win32":
        return MAX_FILES
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MAX_FILES if soft == resource.RLIM_INFINITY else soft


def listener_on(port: int) -> str:
    """Return the program on a TCP port, such as "nginx (process 123)"; blank when unknown."""
    try:
        for connection in psutil.net_connections("tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port and connection.pid:
                return f"{psutil.Process(connection.pid).name()} (process {connection.pid})"
    except (psutil.Error, OSError):  # some systems hide the processes of other users
        return ""
    return ""


def lan_addresses() -> tuple[str, ...]:
    """Return the LAN addresses of this computer; the one of the default route comes first."""
    active = {name for name, facts in psutil.net_if_stats().items() if facts.isup}
    addresses = [
        entry.address
        for name, entries in psutil.net_if_addrs().items()
        for entry in entries
        if name in active and entry.family == socket.AF_INET and not _is_unreachable(entry.address)
    ]
    first = _outward_address()
    return tuple(sorted(addresses, key=lambda address: address != first))


def _is_unreachable(text: str) -> bool:
    address = ip_address(text)
    return address.is_loopback or address.is_link_local


def _outward_address() -> str:
    """Return the address of the default route. Connecting a datagram socket sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # reserved for documentation
        except OSError:
            return ""
        return str(probe.getsockname()[0])
