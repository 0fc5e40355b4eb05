"""HTTPS without a proxy: loads the certificate and its key at the start and again when their files are renewed.

Open connections keep the certificate they began with, new ones get the new one. When a renewed pair cannot be used the
old one stays in use, and the health check reports it.
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
from app.domain.clock import utc_now
from app.domain.errors import AppError, WrongSetting
from app.domain.server_status import HealthCheck, because, health
from app.loop import spawn
from app.server.http.connection_limit import ConnectionLimiter
from app.server.http.connections import Connection, peer_of

log = logging.getLogger(__name__)

CHECK_EVERY_S = 10.0  # of the files
HANDSHAKE_LIMIT_S = 10
SHUTDOWN_LIMIT_S = 5  # for the other side to confirm the close
EXPIRY_WARNING = timedelta(days=14)  # before a certificate expires
MIN_VERSION = ssl.TLSVersion.TLSv1_2

Stamp = tuple[tuple[int, int, int], ...]


class Certificate:
    """The certificate and key in use. Created by `open_certificate`."""

    def __init__(self, cert: Path, key: Path, clock: Callable[[], datetime] = utc_now) -> None:
        self._clock = clock
        self._paths = (cert, key)
        self._stamp = self._read_stamp()
        self._newest = self._load()
        self._problem = ""
        self._expires_at = _expiry_of(cert)
        self.context = _context()
        self.context.load_cert_chain(cert, key, _no_passphrase)
        self.context.sni_callback = self._select_context

    def check(self) -> HealthCheck:
        """Return the state of the certificate as a health check."""
        if self._problem:
            text = f"The renewed certificate cannot be used, so the old one stays in use: {self._problem}"
            return health("tls", because("tls_refused", text, self._problem), is_ok=False)
        if self._expires_at is None:
            return health("tls", because("tls_right", "The certificate is up to date."), is_ok=True)
        day = f"{self._expires_at:%Y-%m-%d}"
        text = f"The certificate expires on {day}."
        if self._expires_at - self._clock() < EXPIRY_WARNING:
            return health("tls", because("tls_expires_soon", f"{text} Renew it.", day), is_ok=False)
        return health("tls", because("tls_expires", text, day), is_ok=True)

    def renew(self) -> bool:
        """Load the pair again when its files have changed. Returns whether a new pair is in use. Blocks."""
        try:
            stamp = self._read_stamp()
            if stamp == self._stamp:
                return False
            self._stamp = stamp
            self._newest = self._load()
            self._expires_at = _expiry_of(self._paths[0])
        except AppError as error:
            if error.message != self._problem:
                self._problem = error.message
                log.warning("The renewed certificate cannot be used, so the old one stays in use: %s", error.message)
            return False
        self._problem = ""
        log.info("The renewed certificate is now in use")
        return True

    def _select_context(self, connection: Any, name: str | None, context: ssl.SSLContext) -> None:
        """Give a new connection the newest pair. Any: an SSLObject, which ssl types as one of two."""
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

    def _read_stamp(self) -> Stamp:
        """Return modification time, size and inode of both files, which change when they are renewed."""
        stamps = []
        for path in self._paths:
            try:
                facts = path.stat()
            except OSError as error:
                raise _unusable(f"{path} cannot be read: {error.strerror}.") from error
            stamps.append((facts.st_mtime_ns, facts.st_size, facts.st_ino))
        return tuple(stamps)


@asynccontextmanager
async def open_certificate(
    settings: Settings, clock: Callable[[], datetime] = utc_now
) -> AsyncIterator[Certificate | None]:
    """Yield the certificate of the settings and renew it meanwhile; None for a server without its own HTTPS.

    Raises WrongSetting for a pair that cannot be used.
    """
    if settings.tls_cert is None or settings.tls_key is None:
        yield None
        return
    try:
        certificate = await asyncio.to_thread(Certificate, settings.tls_cert, settings.tls_key, clock)
    except AppError as error:
        is_in_file = settings.sources.get("tls_cert") == "file"
        raise WrongSetting(error.message, field="tls_cert", is_in_file=is_in_file) from error
    watch = spawn("certificate", _watch(certificate))
    try:
        yield certificate
    finally:
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch


class SecureConnection(sslproto.SSLProtocol):
    """The TLS layer of a connection, counted from its first byte on: unfinished handshakes count too."""

    def __init__(self, limiter: ConnectionLimiter, inner: Connection, context: ssl.SSLContext) -> None:
        super().__init__(
            asyncio.get_running_loop(),
            inner,
            context,
            None,  # type: ignore[arg-type]  # no waiter for the handshake, which the type does not allow
            server_side=True,
            ssl_handshake_timeout=HANDSHAKE_LIMIT_S,
            ssl_shutdown_timeout=SHUTDOWN_LIMIT_S,
        )
        self._limiter = limiter
        self._inner = inner
        self._raw: asyncio.BaseTransport | None = None

    @property
    def waits_since_s(self) -> float | None:
        return self._inner.waits_since_s

    def end(self) -> None:
        if isinstance(self._raw, asyncio.Transport):
            self._raw.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._raw = transport
        self._inner.seat = self._limiter.enter(self, peer_of(transport))
        if self._inner.seat is None:
            self.end()
            self._raw = None
            return
        super().connection_made(transport)

    def connection_lost(self, error: BaseException | None) -> None:
        if self._inner.seat is not None:
            self._inner.seat.leave()
        if self._raw is not None:
            super().connection_lost(error)


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = MIN_VERSION
    context.options |= ssl.OP_NO_RENEGOTIATION
    context.set_alpn_protocols(["http/1.1"])
    return context


def _expiry_of(cert: Path) -> datetime | None:
    """Return the expiry of a loaded certificate file; None where this Python cannot read it.

    CPython's own tests use this function; there is no documented one for the dates of a server's own certificate.
    """
    decode: Callable[[Path], dict[str, str]] | None = getattr(_ssl, "_test_decode_cert", None)
    if decode is None:
        return None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(decode(cert)["notAfter"]), UTC)


def _no_passphrase() -> str:
    """Refuse locked keys instead of asking for a passphrase on the terminal, which a server may not have."""
    raise ValueError("the key is protected by a passphrase")


def _unusable(reason: str) -> AppError:
    return AppError("bad_settings", f"HTTPS cannot be used: {reason}", field="tls_cert")


async def _watch(certificate: Certificate) -> None:
    while True:
        await asyncio.sleep(CHECK_EVERY_S)
        await asyncio.to_thread(certificate.renew)
