"""Facts in tests: read however few events they stand for."""

from __future__ import annotations

import pytest

from app.storage.facts import reading


def read_always(patch: pytest.MonkeyPatch) -> None:
    """Let facts answer whenever they can, and not only where there are so many events that it is sooner."""
    for name in ("OPEN_WORTH", "SERIES_WORTH", "MANY_WORTH"):
        patch.setattr(reading, name, 0)
