"""Signatures of webhooks as a receiver checks them."""

from __future__ import annotations

import hashlib
import hmac


def signed_parts(header: str, secret: str, body: bytes) -> tuple[int, bool]:
    """Return the time in a signature and whether it is right."""
    parts = dict(part.split("=", 1) for part in header.split(","))
    expected = hmac.new(secret.encode(), parts["t"].encode() + b"." + body, hashlib.sha256).hexdigest()
    return int(parts["t"]), parts["v1"] == expected
