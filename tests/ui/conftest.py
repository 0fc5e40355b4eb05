"""Fixtures of the window tests: no screen, the theme, and a real asyncio thread."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.loop import LoopThread
from app.ui.pages.page import PageContext
from app.ui.process.language import Catalogue
from app.ui.style import theme
from app.ui.style.dress import dress
from tests.ui.real_server import Shop, ShopServer, opened_shop, running_loop

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
collect_ignore = [] if "PICTURES" in os.environ else ["test_screens_of_pages.py"]  # for the eye: `make pictures`

WAIT_MS = 20_000  # for what takes milliseconds, also on a machine that does much else


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> Iterator[theme.Theme]:
    """Apply the style sheet of the program, one size of text, one locale and English, whatever the machine's."""
    QLocale.setDefault(QLocale("en_US"))
    english = Catalogue("en")
    qapp.installTranslator(english)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(theme, "system_text_scale", lambda: 1.0)
        look = theme.current()
        look.set_mode("dark")
        yield look
    qapp.removeTranslator(english)


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[QtBot]:
    """Yield the bot of pytest-qt, which here is patient, dresses parts it is given as their page would, and owns them.

    pytest-qt holds them weakly: a page that the test let go would be destroyed by the garbage collector, which may run
    while the page is being painted, and then the process ends.
    """
    add, parts = qtbot.addWidget, []

    def add_dressed(widget: QWidget, *, before_close_func: Callable[[QWidget], None] | None = None) -> None:
        dress(widget)
        parts.append(widget)
        add(widget, before_close_func=before_close_func)

    monkeypatch.setattr(qtbot, "addWidget", add_dressed)
    for name in ("waitUntil", "waitSignal", "waitSignals", "waitActive", "waitExposed"):
        monkeypatch.setattr(qtbot, name, partial(getattr(qtbot, name), timeout=WAIT_MS))
    yield qtbot
    for part in reversed(parts):
        if shiboken6.isValid(part):
            shiboken6.delete(part)


@pytest.fixture
def loop_thread() -> Iterator[LoopThread]:
    with running_loop() as loop:
        yield loop


@pytest.fixture(scope="session")
def shop_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShopServer]:
    """A real server with the sample shop, shared by the tests of a process."""
    with opened_shop(tmp_path_factory.mktemp("shop")) as server:
        yield server


@pytest.fixture
def shop(shop_server: ShopServer, loop_thread: LoopThread) -> Shop:
    """Return the sample shop, asked on the asyncio thread of the test."""
    return Shop(shop_server, shop_server.site, loop_thread)


@pytest.fixture
def shop_context(shop: Shop) -> Iterator[PageContext]:
    """Return the context of a page that asks the real server."""
    with shop.context() as context:
        yield context
