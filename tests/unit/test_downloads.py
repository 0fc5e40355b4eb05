"""Download limit: at the bound a silent export gives way, and one that is read does not."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.errors import AppError
from app.server.limits.downloads import DownloadLimiter


async def test_the_export_that_is_silent_longest_gives_way() -> None:
    limiter, ended = DownloadLimiter(2, 2, silent_s=0.0), []
    async with (
        limiter.hold("a", lambda: ended.append(1)) as first,
        limiter.hold("b", lambda: ended.append(2)) as second,
    ):
        with first.sending(), second.sending():
            async with limiter.hold("c", lambda: ended.append(3)):
                assert ended == [1]
                assert len(limiter) == 2
    assert len(limiter) == 0


async def test_an_export_that_is_read_is_not_ended() -> None:
    limiter = DownloadLimiter(2, 2, silent_s=0.01, wait_s=0.0)
    async with limiter.hold("a", pytest.fail), limiter.hold("b", pytest.fail):
        with pytest.raises(AppError) as caught:
            async with limiter.hold("c", pytest.fail):
                pass
    assert caught.value.code == "rate_limited"


async def test_a_caller_at_its_bound_ends_only_an_export_of_its_own() -> None:
    limiter, ended = DownloadLimiter(9, 1, silent_s=0.0), []
    async with limiter.hold("a", pytest.fail) as other, limiter.hold("b", lambda: ended.append("b")) as own:
        with other.sending(), own.sending():
            async with limiter.hold("b", pytest.fail):
                assert ended == ["b"]


async def test_an_export_begins_as_soon_as_another_one_ends() -> None:
    limiter = DownloadLimiter(1, 1, silent_s=60.0, wait_s=60.0)
    async with limiter.hold("a", pytest.fail):
        waiting = asyncio.ensure_future(limiter.hold("b", pytest.fail).__aenter__())
        await asyncio.sleep(0)
        assert not waiting.done()
    await waiting
