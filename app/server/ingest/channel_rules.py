"""Channel rules: read from the owner's file if there is one, otherwise from the one that ships."""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

from app.domain.errors import AppError
from app.domain.ingest.channels import Channels
from app.resources import read_text

log = logging.getLogger(__name__)

FILE_NAME = "channels.toml"


def read_channels(data_dir: Path) -> Channels:
    """Read the rules. Raises AppError when the owner's file cannot be used."""
    own = data_dir / FILE_NAME
    if not own.exists():
        return _shipped()
    try:
        text = own.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AppError("bad_settings", f"The file of channel rules {own} cannot be read.") from error
    log.info("Sessions are grouped into channels by %s", own)
    return Channels.parse(text)


@cache
def _shipped() -> Channels:
    # Reading the rules takes about 20 ms; the next server of this process starts without it.
    return Channels.parse(read_text(FILE_NAME))
