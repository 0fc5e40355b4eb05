"""Imports of a server without a window."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Iterator


def import_server() -> None:
    """Import everything that serves.

    aiohttp reads the certificates of all authorities twice when it is imported, for connections to other servers: 0.1 s
    and 2 MB. This process opens none but those of `server/places/city_fetch.py`, which read them when they need them.
    What was imported stays to the end, so the collector leaves it out: going through it took 0.18 s each time.
    """
    gc.disable()
    try:
        with _no_authorities():
            import aiohttp  # noqa: F401
        import app.server.lifecycle  # noqa: F401
    finally:
        gc.enable()
    gc.freeze()


@contextlib.contextmanager
def _no_authorities() -> Iterator[None]:
    """Let OpenSSL find no certificates: connections that trust the system's authorities would trust nobody."""
    variables = ("SSL_CERT_FILE", "SSL_CERT_DIR")
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(dict.fromkeys(variables, os.devnull))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
