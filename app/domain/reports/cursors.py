"""Cursors of lists: the start of the next page as an opaque text that a client sends back unchanged."""

from __future__ import annotations

import base64
import binascii
from typing import TypeVar

import msgspec

from app.domain.errors import BadRequest

S = TypeVar("S", bound=msgspec.Struct)

MAX_LENGTH = 512  # characters; real cursors are far shorter


def cursor_text(position: msgspec.Struct) -> str:
    """Write a position as a cursor: letters, digits, `-` and `_` alone, so that it needs no escaping in a URL."""
    return base64.urlsafe_b64encode(msgspec.json.encode(position)).decode().rstrip("=")


def parse_cursor(text: str, shape: type[S], *, field: str = "cursor") -> S:
    """Read a cursor that `cursor_text` wrote. Raises BadRequest for any other text."""
    try:
        if len(text) > MAX_LENGTH:
            raise ValueError("too long")
        return msgspec.json.decode(base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True), type=shape)
    except (binascii.Error, ValueError) as error:  # msgspec's errors are ValueErrors too
        raise BadRequest("invalid cursor", field=field) from error
