"""HTTPS without a proxy: the certificate and its key, loaded at the start and again whenever their files are renewed.

Connections that are open keep the certificate they began with; new ones get the new one. A renewed pair that cannot be
used leaves the old one in place, and the health check says so.
"""

from __future__ import annotations

import _ssl
import asyncio
import logging
import ssl
from asyncio import sslproto
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.config import Settings
from app.domain.errors import AppError
from app.domain.server_status import HealthCheck
from app.loop import spawn
from app.server.http.connection_limit import ConnectionLimiter
from app.server.http.connections import Connection, peer_of

log = logging.getLogger(__name__)

LOOK_EVERY_S = 10.0  # at the files
HANDSHAKE_LIMIT_S = 10
GOODBYE_LIMIT_S = 5  # for the other side to say that it is closing too
SOON = timedelta(days=14)  # before the end of a certificate
OLDEST = ssl.TLSVersion.TLSv1_2

Stamp = tuple[tuple[int, int, int], ...]


class Certificate:
    """The pair in use. Made by `open_certificate`."""

    def __init__(self, cert: Path, key: Path) -> None:
        self._paths = (cert, key)
        self._stamp = self._look()
        self._newest = self._load()
        self._trouble = ""
        self._ends_at = _end_of(cert)
        self.context = _context()
        self.context.load_cert_chain(cert, key, _no_passphrase)
        self.context.sni_callback = self._hand_out

    def check(self) -> HealthCheck:
        """Whether the files hold what is in use."""
        if self._trouble:
            return HealthCheck(
                "tls", "degraded", f"The renewed certificate is not used, the old one stays: {self._trouble}"
            )
        if self._ends_at is None:
            return HealthCheck("tls", "ok", "The certificate is the one in its file.")
        is_near = self._ends_at - datetime.now(UTC) < SOON
        told = f"The certificate ends on {self._ends_at:%Y-%m-%d}."
        return HealthCheck("tls", "degraded" if is_near else "ok", f"{told} Renew it." if is_near else told)

    def renew(self) -> bool:
        """Load the pair again when its files have changed, and say whether it is in use now. Blocks."""
        try:
            stamp = self._look()
            if stamp == self._stamp:
                return False
            self._stamp = stamp
            self._newest = self._load()
            self._ends_at = _end_of(self._paths[0])
        except AppError as error:
            if error.message != self._trouble:
                self._trouble = error.message
                log.warning("The renewed certificate is not used, the old one stays: %s", error.message)
            return False
        self._trouble = ""
        log.info("A renewed certificate is in use")
        return True

    def _hand_out(self, connection: Any, name: str | None, context: ssl.SSLContext) -> None:
        """Give a connection that begins the newest pair. Any: an SSLObject, which ssl types as one of two."""
        connection.context = self._newest

    def _load(self) -> ssl.SSLContext:
        cert, key = self._paths
        context = _context()
        try:
            context.load_cert_chain(cert, key, _no_passphrase)
        except ssl.SSLError as error:
            if error.reason == "KEY_VALUES_MISMATCH":
                raise _unusable(f"the key in {key} does not belong to the certificate in {cert}.") from error
            raise _unusable(f"{cert} and {key} are not a certificate and its key in PEM form.") from error
        except (OSError, ValueError) as error:
            raise _unusable(f"{cert} and {key} cannot be used: {getattr(error, 'strerror', None) or error}.") from error
        return context

    def _look(self) -> Stamp:
        """What tells that a file was renewed."""
        found = []
        for path in self._paths:
            try:
                facts = path.stat()
            except OSError as error:
                raise _unusable(f"{path} cannot be read: {error.strerror}.") from error
            found.append((facts.st_mtime_ns, facts.st_size, facts.st_ino))
        return tuple(found)


@asynccontextmanager
async def open_certificate(settings: Settings) -> AsyncIterator[Certificate | None]:
    """The certificate of the settings, looked after while this is open; None for a server without HTTPS of its own.

    Raises AppError `bad_settings` for a pair that cannot be used.
    """
    if settings.tls_cert is None or settings.tls_key is None:
        yield None
        return
    certificate = await asyncio.to_thread(Certificate, settings.tls_cert, settings.tls_key)
    chore = spawn("certificate", _look_after(certificate))
    try:
        yield certificate
    finally:
        chore.cancel()
        with suppress(asyncio.CancelledError):
            await chore


class SecureConnection(sslproto.SSLProtocol):
    """The TLS side of a connection, counted from its first byte on: a handshake that never ends is a guest too."""

    def __init__(self, limiter: ConnectionLimiter, inner: Connection, context: ssl.SSLContext) -> None:
        super().__init__(
            asyncio.get_running_loop(),
            inner,
            context,
            None,  # type: ignore[arg-type]  # nobody waits for the handshake, which its type does not allow for
            server_side=True,
            ssl_handshake_timeout=HANDSHAKE_LIMIT_S,
            ssl_shutdown_timeout=GOODBYE_LIMIT_S,
        )
        self._limiter = limiter
        self._inner = inner
        self._raw: asyncio.BaseTransport | None = None

    @property
    def is_silent(self) -> bool:
        return self._inner.is_silent

    def end(self) -> None:
        if isinstance(self._raw, asyncio.Transport):
            self._raw.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._raw = transport
        if not self._limiter.enter(self, peer_of(transport)):
            self.end()
            self._raw = None
            return
        super().connection_made(transport)

    def connection_lost(self, error: BaseException | None) -> None:
        self._limiter.leave(self)
        if self._raw is not None:
            super().connection_lost(error)


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = OLDEST
    context.options |= ssl.OP_NO_RENEGOTIATION
    context.set_alpn_protocols(["http/1.1"])
    return context


def _end_of(cert: Path) -> datetime | None:
    """When the certificate of a file that was loaded ends; None where this Python does not tell.

    Its own tests read certificates so; there is no documented way to the dates of a certificate of one's own.
    """
    decode: Callable[[Path], dict[str, str]] | None = getattr(_ssl, "_test_decode_cert", None)
    if decode is None:
        return None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(decode(cert)["notAfter"]), UTC)


def _no_passphrase() -> str:
    """Instead of asking on the terminal, which a server may not have."""
    raise ValueError("the key is locked with a passphrase")


def _unusable(reason: str) -> AppError:
    return AppError("bad_settings", f"HTTPS is not possible: {reason}", field="tls_cert")


async def _look_after(certificate: Certificate) -> None:
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        await asyncio.to_thread(certificate.renew)
