"""What every test of the window needs: no screen, and a real asyncio thread."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from app.loop import LoopThread

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def loop_thread() -> Iterator[LoopThread]:
    loop = LoopThread()
    loop.start()
    yield loop
    assert loop.stop(5), "the asyncio thread did not end"
