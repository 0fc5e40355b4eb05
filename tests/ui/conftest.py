"""What every test of the window needs: a real asyncio thread."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.loop import LoopThread


@pytest.fixture
def loop_thread() -> Iterator[LoopThread]:
    loop = LoopThread()
    loop.start()
    yield loop
    assert loop.stop(5), "the asyncio thread did not end"
