"""A real PostgreSQL for the tests of cloud mode, in a folder of its own, reached by its socket alone."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg

START_LIMIT_S = 30.0

# Data of tests need not survive a power cut. Times and their notation are those of a server elsewhere.
_SETTINGS = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=60"),
    *("timezone=Asia/Kathmandu", "datestyle=German"),
)


@dataclass
class PostgresServer:
    """A running server. Its folder holds the data and the socket. admin: its superuser."""

    folder: Path
    programs: Path
    admin: str
    process: subprocess.Popen[bytes] | None = None
    _numbers: Iterator[int] = field(default_factory=count)

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        options = [part for setting in _SETTINGS for part in ("-c", setting)]
        socket = ["-c", f"unix_socket_directories={self.folder}", "-c", "listen_addresses="]
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "data"), *socket, *options]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(as_ordinary_user(command), stdout=log, stderr=log)
        until = time.monotonic() + START_LIMIT_S
        while True:
            try:
                psycopg.connect(self.url(self.admin, "postgres")).close()
            except psycopg.OperationalError as error:
                if self.process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((self.folder / "log").read_text()) from error
                time.sleep(0.05)
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End the server at once, with the connections of its clients."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(START_LIMIT_S)
            self.process = None

    def url(self, user: str, database: str) -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def new_database(self, owner: str = "sparklytics", template: str = "template1", more: str = "") -> str:
        """Make a database, empty or with what `template` has, and return its address for `owner`."""
        name = f"test_{next(self._numbers)}"
        with psycopg.connect(self.url(self.admin, "postgres"), autocommit=True) as con:
            con.execute(f"CREATE DATABASE {name} OWNER {owner} TEMPLATE {template} {more}".encode())
        return self.url(owner, name)


@contextmanager
def new_server(admin: str = "admin") -> Iterator[PostgresServer]:
    """Make a server with this superuser and run it; it is gone afterwards."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    # Short: the address of a socket has at most 107 bytes. In memory where the other files of tests are, for there are
    # 400 MB of it.
    folder = Path(tempfile.mkdtemp(prefix="postgres-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT") or None))
    if os.getuid() == 0:
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
    server = PostgresServer(folder, programs, admin)
    try:
        make = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", admin, "--auth=trust", "--no-sync"]
        subprocess.run(as_ordinary_user([*make, "--encoding=UTF8", "--locale=C"]), check=True, capture_output=True)
        server.start()
        yield server
    finally:
        server.stop(signal.SIGQUIT)  # without writing down what is removed now
        shutil.rmtree(folder)


def as_ordinary_user(command: Sequence[str]) -> list[str]:
    """The command as a user whom PostgreSQL accepts (it refuses to run as root), until this process ends."""
    if shutil.which("setpriv") is None:  # not Linux
        return list(command)
    user = ["--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
    return ["setpriv", *user, "--pdeathsig=INT", *command]
