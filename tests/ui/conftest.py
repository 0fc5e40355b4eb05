"""Fixtures of the window tests: no screen, the theme, and a real asyncio thread."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from app.loop import LoopThread
from app.ui.pages.page import PageContext
from app.ui.style import theme
from tests.ui.real_server import Shop, opened_shop

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> theme.Theme:
    """Apply the style sheet of the program and one locale, whatever the machine's."""
    QLocale.setDefault(QLocale("en_US"))
    look = theme.current()
    look.set_mode("dark")
    return look


@pytest.fixture
def loop_thread() -> Iterator[LoopThread]:
    loop = LoopThread()
    loop.start()
    yield loop
    assert loop.stop(5), "the asyncio thread did not end"


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A real server with the sample shop, shared by the tests of a process."""
    with opened_shop(tmp_path_factory.mktemp("shop")) as shop:
        yield shop


@pytest.fixture
def shop_context(shop: Shop) -> Iterator[PageContext]:
    """Return the context of a page that asks the real server."""
    with shop.context() as context:
        yield context
