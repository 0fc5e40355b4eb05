"""The crossing between the window and the asyncio thread."""

from __future__ import annotations

import asyncio
import logging
import threading
import weakref
from collections.abc import AsyncIterator, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError, ErrorCode
from app.domain.live import EventsStored, LiveMessage, WebsitesChanged
from app.domain.server_status import LogLevel
from app.loop import LoopThread
from app.ui import bridge as bridge_module
from app.ui.bridge import Bridge


class Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.threads: list[threading.Thread] = []

    @Slot(object)
    def take(self, result: object) -> None:
        self.results.append(result)
        self.threads.append(threading.current_thread())


class Stream:
    """A live source that plays one script per connection and then stays open."""

    def __init__(self, *scripts: list[LiveMessage | Exception]) -> None:
        self._scripts = list(scripts)
        self.connections = 0
        self.left = threading.Event()

    async def live(self, log: LogLevel | None = None) -> AsyncIterator[LiveMessage]:
        self.connections += 1
        if not self._scripts:
            try:
                await asyncio.Event().wait()
            finally:
                self.left.set()
        for item in self._scripts.pop(0):
            if isinstance(item, Exception):
                raise item
            yield item


@pytest.fixture
def bridge(loop_thread: LoopThread, qtbot: QtBot) -> Iterator[Bridge]:
    bridge = Bridge(loop_thread)
    yield bridge
    bridge.stop()


async def answer(value: object) -> object:
    return value


async def fail(error: Exception) -> None:
    raise error


async def wait_for(event: asyncio.Event) -> None:
    await event.wait()


def test_a_result_arrives_on_the_gui_thread(bridge: Bridge, qtbot: QtBot) -> None:
    receiver = Receiver()
    bridge.run(answer(42), receiver.take)
    qtbot.waitUntil(lambda: receiver.results == [42])
    assert receiver.threads == [threading.main_thread()]


def test_a_failure_without_a_receiver_is_emitted_as_an_app_error(bridge: Bridge, qtbot: QtBot) -> None:
    receiver = Receiver()
    with qtbot.waitSignal(bridge.failed) as caught:
        bridge.run(fail(AppError("not_found", "No such site.")), receiver.take)
    assert caught.args[0].message == "No such site."
    assert receiver.results == []


def test_a_failure_goes_only_to_the_receiver_of_its_call(bridge: Bridge, qtbot: QtBot) -> None:
    receiver, failures = Receiver(), Receiver()
    with qtbot.assertNotEmitted(bridge.failed):
        bridge.run(fail(AppError("conflict", "Taken.")), receiver.take, failures.take)
        qtbot.waitUntil(lambda: len(failures.results) == 1)
    assert receiver.results == []


@pytest.mark.expects_log("Unexpected failure")
def test_an_unexpected_failure_is_logged_and_shown_without_its_traceback(
    bridge: Bridge, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), qtbot.waitSignal(bridge.failed) as caught:
        bridge.run(fail(ZeroDivisionError("secret detail")), Receiver().take)
    assert caught.args[0].code == "internal_server_error"
    assert "secret detail" not in caught.args[0].message
    assert "secret detail" in caplog.text


def test_a_deleted_receiver_gets_no_result(bridge: Bridge, qtbot: QtBot) -> None:
    gone, next_one = Receiver(), Receiver()
    bridge.run(answer(1), gone.take)
    shiboken6.delete(gone)
    bridge.run(answer(2), next_one.take)
    qtbot.waitUntil(lambda: next_one.results == [2])
    assert gone.results == []


def test_a_cancelled_call_delivers_nothing_and_ends_its_coroutine(bridge: Bridge, qtbot: QtBot) -> None:
    ended = threading.Event()

    async def endless() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async def turn_of_the_loop() -> None:
        await asyncio.sleep(0)

    receiver, marker = Receiver(), Receiver()
    call = bridge.run(endless(), receiver.take)
    bridge.run(turn_of_the_loop(), marker.take)
    qtbot.waitUntil(lambda: len(marker.results) == 1)
    assert call.cancel()
    qtbot.waitUntil(ended.is_set)
    bridge.run(answer("after"), marker.take)
    qtbot.waitUntil(lambda: len(marker.results) == 2)
    assert receiver.results == []


def test_cancelling_after_the_work_is_done_but_before_delivery_still_withdraws_it(
    bridge: Bridge, loop_thread: LoopThread, qtbot: QtBot
) -> None:
    receiver, marker = Receiver(), Receiver()
    call = bridge.run(answer(1), receiver.take)
    loop_thread.submit(asyncio.sleep(0)).result(5)  # the work is done on the loop; the GUI thread has not turned yet
    assert call.cancel()
    bridge.run(answer(2), marker.take)
    qtbot.waitUntil(lambda: marker.results == [2])
    assert receiver.results == []


def test_cancel_all_withdraws_every_open_call(bridge: Bridge, qtbot: QtBot) -> None:
    receiver, marker = Receiver(), Receiver()
    calls = [bridge.run(wait_for(asyncio.Event()), receiver.take) for _ in range(3)]
    bridge.cancel_all()
    assert all(call.cancelled() for call in calls)
    bridge.run(answer("after"), marker.take)
    qtbot.waitUntil(lambda: marker.results == ["after"])
    assert receiver.results == []


def test_finish_runs_the_last_call_and_cancels_all_others(bridge: Bridge, qtbot: QtBot) -> None:
    receiver = Receiver()
    earlier = bridge.run(wait_for(asyncio.Event()), receiver.take)
    bridge.finish(answer("last"), receiver.take)
    later = bridge.run(answer("too late"), receiver.take)
    assert earlier.cancelled()
    assert later.cancelled()
    qtbot.waitUntil(lambda: receiver.results == ["last"])


class _Widget:
    """Stands for a widget: notes the thread in which its last reference ended."""

    ends: list[threading.Thread]

    def __init__(self, ends: list[threading.Thread]) -> None:
        self.ends = ends

    def take(self, result: object) -> None:
        """Receive a result."""

    def __del__(self) -> None:
        self.ends.append(threading.current_thread())


@pytest.mark.parametrize("is_withdrawn", [True, False])
def test_the_last_reference_to_a_receiver_never_ends_on_the_asyncio_thread(
    bridge: Bridge, qtbot: QtBot, is_withdrawn: bool
) -> None:
    """Qt's objects may be destroyed on the GUI thread alone; elsewhere the program ends."""
    ends: list[threading.Thread] = []
    go_on, is_over = threading.Event(), threading.Event()

    async def work() -> None:
        try:
            await asyncio.to_thread(go_on.wait, 5)
        finally:
            is_over.set()

    for _ in range(20):
        go_on.clear()
        is_over.clear()
        widget = _Widget(ends)
        call = bridge.run(work(), widget.take, widget.take)
        del widget
        if is_withdrawn:
            call.cancel()
        go_on.set()
        assert is_over.wait(5)
    qtbot.waitUntil(lambda: len(ends) == 20)
    assert set(ends) == {threading.main_thread()}


@pytest.mark.parametrize("way", ["returns", "fails", "is withdrawn"])
def test_the_last_reference_to_an_argument_of_a_call_never_ends_on_the_asyncio_thread(
    bridge: Bridge, qtbot: QtBot, way: str
) -> None:
    ends: list[threading.Thread] = []
    go_on, is_over = threading.Event(), threading.Event()

    async def work(widget: _Widget) -> None:
        try:
            await asyncio.to_thread(go_on.wait, 5)
            if way == "fails":
                raise AppError("conflict", f"Taken by {type(widget)}.")
        finally:
            is_over.set()

    receiver = Receiver()
    for _ in range(20):
        go_on.clear()
        is_over.clear()
        call = bridge.run(work(_Widget(ends)), receiver.take, receiver.take)
        if way == "is withdrawn":
            call.cancel()
        go_on.set()
        assert is_over.wait(5)

    def have_all_ended() -> bool:
        bridge.run(answer("next"), receiver.take)  # lets go of what has ended
        return len(ends) == 20

    qtbot.waitUntil(have_all_ended)
    assert set(ends) == {threading.main_thread()}


def test_a_call_leaves_nothing_in_memory_when_it_was_delivered(bridge: Bridge, qtbot: QtBot) -> None:
    """Replies of reports are large, and garbage is collected a while later."""
    reply = Receiver()
    remains = weakref.ref(reply)
    bridge.run(answer(reply), lambda _: None)
    del reply
    qtbot.waitUntil(lambda: remains() is None)


def test_run_refuses_other_threads(bridge: Bridge) -> None:
    errors: list[Exception] = []

    def intrude() -> None:
        try:
            bridge.run(answer(1), Receiver().take)
        except RuntimeError as error:
            errors.append(error)

    thread = threading.Thread(target=intrude)
    thread.start()
    thread.join()
    assert len(errors) == 1


def test_live_messages_are_emitted_by_kind(bridge: Bridge, qtbot: QtBot) -> None:
    stream = Stream([EventsStored(("site_1",)), WebsitesChanged()])
    with qtbot.waitSignals([bridge.events_stored, bridge.websites_changed, bridge.connection_changed]):
        bridge.listen(stream)


def test_a_broken_stream_is_reported_and_connected_again(
    bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge_module, "FIRST_RECONNECT_S", 0.01)
    states: list[tuple[bool, str]] = []
    bridge.connection_changed.connect(lambda is_connected, reason: states.append((is_connected, reason)))
    bridge.listen(
        Stream(
            [EventsStored(("a",)), AppError("unreachable", "The server does not answer.")],
            [AppError("rate_limited", "Rate limit exceeded")],
            [EventsStored(("b",))],
        )
    )
    qtbot.waitUntil(lambda: len(states) >= 5)
    reasons = "The server does not answer.", "There were too many requests at once."
    assert states[:4] == [(True, ""), (False, reasons[0]), (False, reasons[1]), (True, "")]


def test_the_wait_between_connections_doubles_to_its_bound_and_starts_over_once_connected(
    loop_thread: LoopThread, bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    async def note(delay: float) -> None:
        waits.append(delay)

    monkeypatch.setattr(bridge_module.asyncio, "sleep", note)
    refused: list[LiveMessage | Exception] = [AppError("unreachable", "No.")]
    bridge.listen(Stream(*[refused] * 6, [EventsStored(())], refused))
    qtbot.waitUntil(lambda: len(waits) == 8)
    assert waits == [0.5, 1.0, 2.0, 4.0, 8.0, 10.0, 0.5, 1.0]


def test_a_replaced_stream_is_closed(bridge: Bridge, qtbot: QtBot) -> None:
    first, second = Stream(), Stream([EventsStored(("second",))])
    bridge.listen(first)
    qtbot.waitUntil(lambda: first.connections == 1)
    with qtbot.waitSignal(bridge.events_stored) as caught:
        bridge.listen(second)
    assert caught.args[0].websites == ("second",)
    qtbot.waitUntil(first.left.is_set)


@pytest.mark.parametrize("code", ["unauthorized", "forbidden", "setup_required", "password_change_required"])
def test_a_refused_stream_is_reported_once_and_not_reconnected(
    bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, code: ErrorCode
) -> None:
    monkeypatch.setattr(bridge_module, "FIRST_RECONNECT_S", 0.0)
    stream = Stream([EventsStored(())], [AppError(code, "Not for you.")], [EventsStored(())])
    with qtbot.waitSignal(bridge.refused) as caught:
        bridge.listen(stream)
    assert caught.args[0].code == code
    assert stream.connections == 2
    with qtbot.waitSignal(bridge.events_stored):  # a new call of `listen` connects again
        bridge.listen(stream)


def test_an_unauthorized_call_is_announced_and_also_reaches_its_receiver(bridge: Bridge, qtbot: QtBot) -> None:
    errors: list[AppError] = []
    with qtbot.waitSignal(bridge.sign_in_required):
        bridge.run(fail(AppError("unauthorized", "Not authenticated")), print, errors.append)
    qtbot.waitUntil(lambda: [error.code for error in errors] == ["unauthorized"])
