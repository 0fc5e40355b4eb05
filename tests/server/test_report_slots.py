"""Report slots: no caller gets all of them, heavy reports leave room, and free slots are shared out in turn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Hashable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import AppError
from app.server.limits.report_slots import MAX_WAITING, SLOT_LIMITS, FairSlots, SlotLimit
from app.storage.readers import POOLS

LIMIT = SlotLimit(4, per_caller=3, heavy=3, heavy_per_caller=2)


class Crowd:
    """Callers who ask for slots. running: callers of the reports that hold one, in the order in which they began."""

    def __init__(self, limit: SlotLimit = LIMIT) -> None:
        self.slots = FairSlots(limit)
        self.running: list[Hashable] = []
        self._ends: dict[Hashable, list[asyncio.Event]] = {}
        self.tasks: list[asyncio.Task[None]] = []

    async def ask(self, *callers: Hashable, is_heavy: bool = False) -> None:
        """Ask for a slot for each of the callers and let those begin who may."""
        self.tasks += [asyncio.ensure_future(self._run(caller, is_heavy)) for caller in callers]
        await self.settle()

    async def end(self, caller: Hashable) -> None:
        """End the first report of a caller that runs."""
        self._ends[caller].pop(0).set()
        await self.settle()

    async def settle(self) -> None:
        for _ in range(10):
            await asyncio.sleep(0)

    async def _run(self, caller: Hashable, is_heavy: bool) -> None:
        async with self.slots.hold(caller, is_heavy=is_heavy):
            event = asyncio.Event()
            self._ends.setdefault(caller, []).append(event)
            self.running.append(caller)
            try:
                await event.wait()
            finally:
                self.running.remove(caller)


@pytest.fixture
async def crowd() -> AsyncIterator[Crowd]:
    crowd = Crowd()
    yield crowd
    for task in crowd.tasks:
        task.cancel()
    await asyncio.gather(*crowd.tasks, return_exceptions=True)
    assert (crowd.running, crowd.slots.waiting) == ([], 0)


def test_there_are_as_many_slots_as_readers_and_no_caller_gets_all_of_them() -> None:
    for pool, limit in SLOT_LIMITS.items():
        assert limit.at_once == POOLS[pool]
        assert limit.per_caller < limit.at_once
        assert limit.heavy < limit.at_once
        assert limit.heavy_per_caller <= limit.heavy


async def test_one_caller_leaves_a_slot_to_others(crowd: Crowd) -> None:
    await crowd.ask(*"aaaaaa")
    assert crowd.running == ["a"] * 3
    await crowd.ask("b")
    assert crowd.running == ["a"] * 3 + ["b"]


async def test_heavy_reports_leave_room_for_light_ones_of_the_same_caller(crowd: Crowd) -> None:
    await crowd.ask(*"aaaa", is_heavy=True)
    assert crowd.running == ["a"] * 2
    await crowd.ask("a")
    assert crowd.running == ["a"] * 3


async def test_heavy_reports_of_all_leave_room_for_a_light_one(crowd: Crowd) -> None:
    await crowd.ask(*"abcdef", is_heavy=True)
    assert crowd.running == ["a", "b", "c"]
    await crowd.ask("g")
    assert crowd.running == ["a", "b", "c", "g"]


async def test_a_free_slot_goes_to_the_caller_who_holds_the_fewest(crowd: Crowd) -> None:
    await crowd.ask(*"aaab", *"aaaa", "b", "c")
    await crowd.end("a")
    assert crowd.running == ["a", "a", "b", "c"], "c came last and holds none"
    await crowd.end("a")
    assert crowd.running == ["a", "b", "c", "a"] or crowd.running == ["a", "b", "c", "b"]
    assert crowd.running.count("a") <= 2


async def test_callers_who_hold_the_same_take_turns(crowd: Crowd) -> None:
    await crowd.ask(*"wxyz", *"aaa", *"bbb")
    began = []
    for holder in "wxyz":
        await crowd.end(holder)
        began.append(crowd.running[-1])
    assert began == ["a", "b", "a", "b"]


async def test_a_report_that_is_not_awaited_any_more_takes_no_slot(crowd: Crowd) -> None:
    await crowd.ask(*"wxyz", "a", "b")
    crowd.tasks[4].cancel()
    await crowd.end("w")
    assert crowd.running == ["x", "y", "z", "b"]


async def test_a_wait_for_a_slot_ends_at_its_limit(crowd: Crowd) -> None:
    await crowd.ask(*"wxyz")
    with pytest.raises(TimeoutError):
        async with crowd.slots.hold("a", wait_s=0.01):
            pass
    assert crowd.slots.waiting == 0


async def test_one_caller_cannot_queue_without_end_and_others_still_can(crowd: Crowd) -> None:
    await crowd.ask(*["a"] * (LIMIT.per_caller + MAX_WAITING))
    with pytest.raises(AppError) as caught:
        async with crowd.slots.hold("a"):
            pass
    assert (caught.value.code, caught.value.retry_after_s) == ("rate_limited", 1)
    await crowd.ask("b")
    assert crowd.running[-1] == "b"


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.sampled_from(["ask", "end", "leave"]))))
def test_limits_hold_and_no_slot_is_lost_whatever_callers_do(steps: list[tuple[str, bool, str]]) -> None:
    async def act() -> None:
        crowd = Crowd()
        for caller, is_heavy, step in steps:
            if step == "ask":
                await crowd.ask(caller, is_heavy=is_heavy)
            elif step == "end" and caller in crowd.running:
                await crowd.end(caller)
            elif crowd.tasks:
                crowd.tasks.pop().cancel()
                await crowd.settle()
            assert len(crowd.running) <= LIMIT.at_once
            assert all(crowd.running.count(name) <= LIMIT.per_caller for name in "abc")
        for task in crowd.tasks:
            task.cancel()
        await crowd.settle()
        assert (crowd.running, crowd.slots.waiting) == ([], 0)
        await crowd.ask(*"abcd")
        assert crowd.running == [*"abcd"], "every slot is free again"
        for caller in "abcd":
            await crowd.end(caller)

    asyncio.run(act())
