"""Visitor numbers: 64 bits that identify one visitor of one website, written as 16 hexadecimal characters."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Literal

VisitorIdScope = Literal["day"]
"""Period for which a computed visitor id stays the same. Reports over longer ranges state it."""

VISITOR_ID_LIMIT = 64  # characters of an id that a client chooses; a longer one is ignored
_COMPUTED = re.compile("[0-9a-f]{16}")


def computed_visitor(epoch_day: int, address: str, user_agent: str) -> int:
    """Return the visitor number of one UTC day under the public formula.

    epoch_day: unix seconds // 86400 at receipt. address: canonical text, no port. The first 64 bits of SHA-256 over
    the three texts in a row. Anyone can compute it, so an address can be found by trying all of them, and the same
    person has one number on every website: `secret_visitor` is the stronger choice.
    """
    return _number(hashlib.sha256(_bytes(f"{epoch_day}{address}{user_agent}")).digest())


def secret_visitor(salt: bytes, website_id: str, address: str, user_agent: str) -> int:
    """Return the visitor number under the random salt of the day; without the salt it identifies no one.

    HMAC-SHA-256 over the three texts, separated by a zero byte: no website id and no address contains one.
    """
    return _number(hmac.digest(salt, _bytes(f"{website_id}\0{address}\0{user_agent}"), "sha256"))


def client_visitor(website_id: str, client_id: str) -> int:
    """Return the number of a visitor id chosen by the client: the same on every day, different on every website."""
    return _number(hashlib.sha256(_bytes(f"client\0{website_id}\0{client_id}")).digest())


def visitor_numbers(website_id: str, visitor_id: str) -> tuple[int, ...]:
    """Return the numbers a visitor shown as `visitor_id` may have: two when it could be a number itself, else one."""
    chosen = client_visitor(website_id, visitor_id)
    return (chosen, int(visitor_id, 16)) if _COMPUTED.fullmatch(visitor_id) else (chosen,)


def visitor_text(number: int) -> str:
    """Return a visitor or session number as 16 lower-case hexadecimal characters."""
    return f"{number:016x}"


def _number(digest: bytes) -> int:
    return int.from_bytes(digest[:8], "big")


def _bytes(text: str) -> bytes:
    # Headers may carry bytes that are not UTF-8; the server passes them on as lone surrogates.
    return text.encode("utf-8", "surrogatepass")
