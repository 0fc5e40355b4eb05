"""Start with and without a screen: the program opens a window on it, or `make run` serves."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.e2e.display import display
from tests.program import started
from tests.ui.screens import FOLDER

FULL = 100  # different pixels that only a painted window with text has


def different_pixels(picture: QImage) -> int:
    return len(set(memoryview(picture.constBits()).cast("B").cast("I")))


def test_the_window_opens_on_the_screen_and_a_signal_ends_it_cleanly(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with display(tmp_path / "screen") as screen:
        assert different_pixels(screen.picture()) < FULL
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        monkeypatch.setenv("DISPLAY", screen.name)
        monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
        with started("--data-dir", str(tmp_path / "data"), PORT="0") as program:
            program.url = f"http://127.0.0.1:{program.err.wait_for(r'Server started on port ([0-9]+)')[1]}"
            assert program.ask("/health")["status"] == "ok"
            qtbot.waitUntil(lambda: different_pixels(screen.picture()) > FULL, timeout=20_000)
            FOLDER.mkdir(parents=True, exist_ok=True)
            screen.picture().save(str(FOLDER / "e2e-screen.png"))
            program.signal(signal.SIGTERM)
            assert program.wait() == 0
        assert "Traceback" not in program.err.join()


def test_make_run_without_a_screen_serves_at_the_printed_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    arguments = f"ARGS=--data-dir {tmp_path / 'data'} --port 0"
    with started("run", arguments, command=["make"]) as program:
        program.url = program.out.wait_for(r"listens on (http://\S+)")[1]
        assert program.ask("/health")["status"] == "ok"
        program.signal(signal.SIGTERM)
        program.wait()
    assert program.out.join().rstrip().endswith("Stopped.")
    assert "Traceback" not in program.err.join()
