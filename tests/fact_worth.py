"""Facts in tests: read however few events they stand for."""

from __future__ import annotations

import pytest

from app.storage.facts import making, reading


def read_always(patch: pytest.MonkeyPatch) -> None:
    """Let facts answer whenever they can, and not only where there are so many events that it is sooner."""
    for name in ("OPEN_WORTH", "SERIES_WORTH", "MANY_WORTH"):
        patch.setattr(reading, name, 0)


def make_always(patch: pytest.MonkeyPatch) -> None:
    """Let the day that is not over have facts after each event, and not only where so many came that it is worth it."""
    patch.setattr(making, "PART_EVENTS", 1)
    patch.setattr(making, "PART_SHARE", 0)
