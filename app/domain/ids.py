"""Ids of stored records: a prefix for the kind and random characters; and the key of a website in the database."""

from __future__ import annotations

import secrets
import string
from collections.abc import Callable
from typing import NewType

WebsiteKey = NewType("WebsiteKey", int)
"""Number of a website in the database. Never on the wire, where a website has its `id`."""

LENGTH = 21
"""Random characters of most ids: 108 bits."""

_CHARACTERS = string.digits + string.ascii_lowercase


def new_id(prefix: str, length: int = LENGTH, randbelow: Callable[[int], int] = secrets.randbelow) -> str:
    """Return `prefix`, "_" and `length` random characters of 0-9 and a-z."""
    return f"{prefix}_" + "".join(_CHARACTERS[randbelow(len(_CHARACTERS))] for _ in range(length))
