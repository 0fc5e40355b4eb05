"""Certificates for tests of HTTPS, from an authority of the tests' own."""

from __future__ import annotations

import os
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme


class Authority:
    """A certificate authority that writes certificates into two files and makes clients that trust them."""

    def __init__(self, folder: Path) -> None:
        self._authority = trustme.CA()
        self.cert, self.key = folder / "chain.pem", folder / "key.pem"
        self.file = folder / "authority.pem"  # its own certificate
        self._authority.cert_pem.write_to_path(self.file)
        self._renewals = 0

    def issue(self, *names: str, days: int = 90) -> None:
        """Write a new certificate of so many days and its key, with a new modification time, as a renewal does."""
        ends_at = datetime.now(UTC) + timedelta(days=days)
        issued = self._authority.issue_cert(*(names or ("localhost", "127.0.0.1")), not_after=ends_at)
        self.cert.write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
        self.key.write_bytes(issued.private_key_pem.bytes())
        self.touch()

    def touch(self) -> None:
        self._renewals += 1
        for path in (self.cert, self.key):
            os.utime(path, ns=(self._renewals * 10**9,) * 2)

    def client(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        self._authority.configure_trust(context)
        return context
