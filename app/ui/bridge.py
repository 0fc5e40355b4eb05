"""The one crossing between the window and the asyncio thread: calls go over, results and live messages come back.

Everything that comes back is emitted on the asyncio thread through a `Signal(object)` whose receiver is a slot of an
object of the GUI thread, by queued delivery, so no widget is ever touched from the other thread.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import Future
from functools import partial
from types import FrameType
from typing import Any, NamedTuple, Protocol, TypeVar, cast

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot

from app.domain.errors import AppError
from app.domain.live import AlertFired, ArrivedEvents, EventsStored, LiveMessage, WebsitesChanged
from app.domain.server_status import LogLevel, LogLine, ServerStatus
from app.loop import LoopThread
from app.ui.texts import sentence_of

log = logging.getLogger(__name__)
T = TypeVar("T")

FIRST_RECONNECT_S = 0.5
LAST_RECONNECT_S = 10.0
SIGN_IN_ERRORS = ("unauthorized", "setup_required", "password_change_required")  # error codes that ask for a sign-in
LOG_LEVEL: LogLevel = "DEBUG"  # all lines: the Server page filters them


class LiveSource(Protocol):
    """Source of live messages, such as ApiClient. log: minimum level of the log lines, None for no log lines."""

    def live(self, log: LogLevel | None = None) -> AsyncIterator[LiveMessage]: ...


class _FinishedCall(NamedTuple):
    """Finished call, to be delivered on the GUI thread. call: handle of the caller; work: future of the loop."""

    call: Future[Any]  # Any: a Bridge carries calls of every type
    work: Future[Any]


class _OpenCall(NamedTuple):
    """Open call. Its receivers never leave the GUI thread: the last reference to a widget must not end elsewhere."""

    work: Future[Any]
    then: Callable[[Any], None]
    failed: Callable[[AppError], None] | None


class _Work(NamedTuple):
    """Coroutine on the asyncio thread. frame: keeps its variables, which may be or hold widgets, when it has ended."""

    bridge: Bridge
    coro: Coroutine[Any, Any, Any]
    frame: FrameType


class _Heard(NamedTuple):
    """Live message with its source: late messages of a replaced stream are dropped."""

    source: LiveSource
    message: object


class _Connection(NamedTuple):
    """State of the live stream. reason: a sentence while it is not connected."""

    is_connected: bool
    reason: str


def as_app_error(error: BaseException) -> AppError:
    """Return an error for the user. An unexpected one is logged in full and becomes one general sentence."""
    if isinstance(error, AppError):
        return error
    log.error("Unexpected failure", exc_info=error)
    sentence = QCoreApplication.translate("Bridge", "Something unexpected went wrong. The log has the details.")
    return AppError("internal_server_error", sentence)


_works: list[_Work] = []  # of all bridges; for the GUI thread alone


def _let_go_of_ended_works() -> None:
    """Let go here of what coroutines had that have ended: it is not left to the other thread."""
    ended = [work for work in _works if inspect.getcoroutinestate(work.coro) == inspect.CORO_CLOSED]
    _works[:] = [work for work in _works if work not in ended]  # before objects end, which may run calls
    for work in ended:
        work.frame.clear()


class Bridge(QObject):
    """Crossing between the threads. Lives on the GUI thread as long as the application."""

    events_arrived = Signal(object)  # ArrivedEvents
    events_stored = Signal(object)  # EventsStored
    websites_changed = Signal(object)  # WebsitesChanged
    alert_fired = Signal(object)  # AlertFired
    server_status = Signal(object)  # ServerStatus
    log_line = Signal(object)  # LogLine
    connection_changed = Signal(bool, str)  # is connected, and the reason as a sentence if not
    sign_in_required = Signal()  # a call was refused: not signed in, or a wrong password
    refused = Signal(object)  # AppError: the live stream was refused and is not requested again
    failed = Signal(object)  # AppError of a call without its own receiver for failures
    _call_finished = Signal(object)
    _heard = Signal(object)

    def __init__(self, loop: LoopThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop = loop
        self._calls: dict[Future[Any], _OpenCall] = {}
        self._stream: Future[None] | None = None
        self._source: LiveSource | None = None
        self._is_stopped = False
        self._signals = {
            ArrivedEvents: self.events_arrived,
            EventsStored: self.events_stored,
            WebsitesChanged: self.websites_changed,
            AlertFired: self.alert_fired,
            ServerStatus: self.server_status,
            LogLine: self.log_line,
        }
        self._call_finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._heard.connect(self._announce, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        coro: Coroutine[Any, Any, T],
        then: Callable[[T], None],
        failed: Callable[[AppError], None] | None = None,
    ) -> Future[T]:
        """Run `coro` on the asyncio thread, then call `then` with its result on the GUI thread.

        failed: receives the AppError instead of the signal `failed`. Both receivers are skipped when they are methods
        of a QObject that is gone. The future stays unfinished until delivery, so cancel() always withdraws the call.
        """
        if QThread.currentThread() is not self.thread():
            coro.close()
            raise RuntimeError("Bridge.run is for the GUI thread only")
        if self._is_stopped:
            coro.close()
            withdrawn: Future[T] = Future()
            withdrawn.cancel()
            return withdrawn
        return self._run(coro, then, failed)

    def finish(
        self,
        coro: Coroutine[Any, Any, T],
        then: Callable[[T], None],
        failed: Callable[[AppError], None] | None = None,
    ) -> Future[T]:
        """Run the last call. Open calls are withdrawn, and later ones are withdrawn at once."""
        self.stop()
        return self._run(coro, then, failed)

    def stop(self) -> None:
        """Leave the live stream, withdraw every open call and accept no more."""
        self._is_stopped = True
        self.stop_listening()
        self.cancel_all()

    def _run(
        self, coro: Coroutine[Any, Any, T], then: Callable[[T], None], failed: Callable[[AppError], None] | None
    ) -> Future[T]:
        call: Future[T] = Future()
        work = self._submit(coro)
        self._calls[call] = _OpenCall(work, then, failed)
        call.add_done_callback(self._forget)  # it is not given `work`: the two in a cycle would stay in memory
        work.add_done_callback(lambda done: self._call_finished.emit(_FinishedCall(call, done)))
        return call

    def _submit(self, coro: Coroutine[Any, Any, T]) -> Future[T]:
        """Run `coro` on the asyncio thread, and keep this bridge and the variables of `coro` until it has ended."""
        _let_go_of_ended_works()
        frame: FrameType = cast(Any, coro).cr_frame  # before the coroutine starts: there is none once it has ended
        work = self._loop.submit(coro)
        _works.append(_Work(self, coro, frame))
        return work

    @property
    def has_open_calls(self) -> bool:
        """True while a result is still to be delivered."""
        return bool(self._calls)

    def listen(self, source: LiveSource) -> None:
        """Follow the live stream of `source` until `stop_listening` or the next `listen`; reconnect when it ends."""
        self.stop_listening()
        self._source = source
        self._stream = self._submit(self._follow(source))

    def stop_listening(self) -> None:
        """Leave the live stream."""
        self._source = None
        if self._stream is not None:
            self._stream.cancel()
            self._stream = None

    def cancel_all(self) -> None:
        """Withdraw every open call."""
        for call in list(self._calls):
            call.cancel()

    def _forget(self, call: Future[Any]) -> None:
        work = self._calls.pop(call).work
        if call.cancelled():
            work.cancel()

    @Slot(object)
    def _deliver(self, finished: _FinishedCall) -> None:
        call, work = finished
        _let_go_of_ended_works()
        if work.cancelled():
            call.cancel()
        if not call.set_running_or_notify_cancel():
            return
        _, then, failed = self._calls[call]
        error = work.exception()
        if error is not None:
            call.set_exception(error)
            self._report(as_app_error(error), failed)
            return
        call.set_result(work.result())
        if _is_reachable(then):
            then(work.result())

    def _report(self, error: AppError, failed: Callable[[AppError], None] | None) -> None:
        if error.code in SIGN_IN_ERRORS:
            self.sign_in_required.emit()
        if failed is None:
            self.failed.emit(error)
        elif _is_reachable(failed):
            failed(error)

    async def _follow(self, source: LiveSource) -> None:
        wait_s = FIRST_RECONNECT_S
        while True:
            is_connected = False
            reason = QCoreApplication.translate("Bridge", "The server closed the connection.")
            try:
                async for message in source.live(LOG_LEVEL):
                    if not is_connected:
                        is_connected, wait_s = True, FIRST_RECONNECT_S
                        self._heard.emit(_Heard(source, _Connection(True, "")))
                    self._heard.emit(_Heard(source, message))
            except Exception as error:  # whatever ends the stream is shown, and the stream is tried again
                failure = as_app_error(error)
                if failure.code in (*SIGN_IN_ERRORS, "forbidden"):
                    self._heard.emit(_Heard(source, failure))
                    return
                reason = sentence_of(failure)
            self._heard.emit(_Heard(source, _Connection(False, reason)))
            await asyncio.sleep(wait_s)
            wait_s = min(wait_s * 2, LAST_RECONNECT_S)

    @Slot(object)
    def _announce(self, heard: _Heard) -> None:
        if heard.source is not self._source:
            return
        if isinstance(heard.message, _Connection):
            self.connection_changed.emit(*heard.message)
        elif isinstance(heard.message, AppError):
            self.refused.emit(heard.message)
        else:
            self._signals[type(heard.message)].emit(heard.message)


def _is_reachable(receiver: Callable[..., None]) -> bool:
    """False for a method of a QObject whose C++ object is gone, with arguments or without."""
    while isinstance(receiver, partial):
        receiver = receiver.func
    owner = getattr(receiver, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
