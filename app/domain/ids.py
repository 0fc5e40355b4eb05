"""Ids of stored things: a prefix that says what it is, and random characters."""

from __future__ import annotations

import secrets
import string
from collections.abc import Callable

LENGTH = 21
"""Random characters of most ids: 108 bits."""

_CHARACTERS = string.digits + string.ascii_lowercase


def new_id(prefix: str, length: int = LENGTH, randbelow: Callable[[int], int] = secrets.randbelow) -> str:
    """Return `prefix`, "_" and `length` random characters of 0-9 and a-z."""
    return f"{prefix}_" + "".join(_CHARACTERS[randbelow(len(_CHARACTERS))] for _ in range(length))
