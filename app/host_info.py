"""What only the operating system knows: the memory of this process, who listens on a port, how others reach us.

And how many files it may have open.
"""

from __future__ import annotations

import contextlib
import socket
import sys
from ipaddress import ip_address

import psutil

if sys.platform != "win32":
    import resource

MOST_FILES = 65_536


def memory_bytes() -> int:
    """Resident memory of this process."""
    return int(psutil.Process().memory_info().rss)


def allow_many_files() -> None:
    """Raise the limit of open files as far as the system lets us: every connection takes one."""
    if sys.platform != "win32":
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            with contextlib.suppress(ValueError, OSError):  # macOS grants less than it says; what there is must do
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def most_files() -> int:
    """How many files this process may have open at once."""
    if sys.platform == "win32":
        return MOST_FILES
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_FILES if soft == resource.RLIM_INFINITY else soft


def listener_on(port: int) -> str:
    """Return who listens on a TCP port, as "nginx (process 123)"; blank where the system does not tell."""
    try:
        for connection in psutil.net_connections("tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port and connection.pid:
                return f"{psutil.Process(connection.pid).name()} (process {connection.pid})"
    except (psutil.Error, OSError):  # other users' processes are hidden on some systems
        return ""
    return ""


def lan_addresses() -> tuple[str, ...]:
    """Return the addresses under which other devices reach this one; the one that leads outside comes first."""
    active = {name for name, facts in psutil.net_if_stats().items() if facts.isup}
    found = [
        entry.address
        for name, entries in psutil.net_if_addrs().items()
        for entry in entries
        if name in active and entry.family == socket.AF_INET and not _is_private_to_us(entry.address)
    ]
    first = _outward_address()
    return tuple(sorted(found, key=lambda address: address != first))


def _is_private_to_us(text: str) -> bool:
    address = ip_address(text)
    return address.is_loopback or address.is_link_local


def _outward_address() -> str:
    """The address of the interface that leads outside. Connecting a datagram socket sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # reserved for documentation
        except OSError:
            return ""
        return str(probe.getsockname()[0])
