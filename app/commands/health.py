"""The command `health`: asks the server on this computer. It runs every few seconds, so it imports little."""

from __future__ import annotations

import http.client
import ssl
import sys

from app.config import Settings

HEALTH_LIMIT_S = 5.0


def health(settings: Settings) -> int:
    """Check the health of the server on this computer. Returns the exit code."""
    host = {"localhost": "127.0.0.1", "all": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  compared
    connection = _connection(settings, host.get(settings.host, settings.host))
    try:
        connection.request("GET", "/health")
        return 0 if connection.getresponse().status == http.client.OK else 1
    except (OSError, http.client.HTTPException) as error:
        print(f"No server replies on port {settings.port}: {error}", file=sys.stderr)
        return 1
    finally:
        connection.close()


def _connection(settings: Settings, host: str) -> http.client.HTTPConnection:
    if settings.scheme == "http":
        return http.client.HTTPConnection(host, settings.port, timeout=HEALTH_LIMIT_S)
    unverified = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # The certificate is for the public name, not for localhost. Nothing secret is sent or received.
    unverified.check_hostname = False
    unverified.verify_mode = ssl.CERT_NONE
    return http.client.HTTPSConnection(host, settings.port, timeout=HEALTH_LIMIT_S, context=unverified)
