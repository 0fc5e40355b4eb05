"""Garbage collection of a process with a window: on the GUI thread alone."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.loop import LoopThread
from app.ui import application
from app.ui.process import garbage
from app.ui.process.garbage import GarbageCollection

CHECK_MS = 5


class Cycle(QObject):
    """Object of Qt that only the garbage collector destroys."""

    def __init__(self) -> None:
        super().__init__()
        self.myself = self


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Note what the program freezes, and leave the memory of the tests as it is."""
    frozen: list[bool] = []
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(True))
    return frozen


@pytest.fixture
def collection(frozen: list[bool]) -> Iterator[GarbageCollection]:
    """Garbage collection as the program begins it, with thresholds that are soon passed."""
    thresholds, was_on = gc.get_threshold(), gc.isenabled()
    gc.enable()
    gc.set_threshold(1_000, 5, 5)
    collection = GarbageCollection(CHECK_MS)
    yield collection
    collection.stop()
    gc.set_threshold(*thresholds)
    (gc.enable if was_on else gc.disable)()


def let_go(kept: list[object]) -> list[int]:
    """Return the thread on which a cycle is destroyed, once it is. Another thread has allocated `kept` meanwhile."""
    threads: list[int] = []
    weakref.finalize(Cycle(), lambda: threads.append(threading.get_ident()))
    busy = threading.Thread(target=lambda: kept.extend([] for _ in range(50_000)))
    busy.start()
    busy.join()
    return threads


def test_a_cycle_of_qt_objects_is_destroyed_on_the_gui_thread(qtbot: QtBot, collection: GarbageCollection) -> None:
    kept: list[object] = []
    threads = let_go(kept)
    assert threads == []
    collection.start(lambda: False)
    qtbot.waitUntil(lambda: threads != [])
    assert threads == [threading.get_ident()]


def test_what_there_is_after_the_start_is_frozen_once_and_nothing_is_collected_before(
    qtbot: QtBot, collection: GarbageCollection, frozen: list[bool]
) -> None:
    kept: list[object] = []
    threads = let_go(kept)
    destroyed_at_checks: list[int] = []

    def is_starting() -> bool:
        destroyed_at_checks.append(len(threads))
        return len(destroyed_at_checks) < 3

    collection.start(is_starting)
    qtbot.waitUntil(lambda: threads != [])
    assert (destroyed_at_checks, frozen) == ([0, 0, 0], [True])


def test_what_is_old_is_collected_after_a_while(
    qtbot: QtBot, collection: GarbageCollection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thresholds alone would leave a closed dialog in memory for hours."""
    monkeypatch.setattr(garbage, "FULL_AFTER_S", 0.05)
    monkeypatch.setattr(garbage, "THRESHOLDS", (1_000_000, 5, 5))
    threads = let_go([])
    collection.start(lambda: False)
    qtbot.waitUntil(lambda: threads == [threading.get_ident()])


def test_the_program_collects_on_the_gui_thread_alone(
    collection: GarbageCollection, monkeypatch: pytest.MonkeyPatch, loop_thread: LoopThread, tmp_path: Path
) -> None:
    gc.enable()
    in_the_event_loop: list[bool] = []
    qt = Mock(exec=lambda: in_the_event_loop.append(gc.isenabled()))
    monkeypatch.setattr(application, "_qt_application", lambda _: qt)
    monkeypatch.setattr(application, "Application", Mock())
    application.run_window(loop_thread, None, Mock(), tmp_path / "window.ini")
    assert (in_the_event_loop, gc.isenabled()) == ([False], False)
