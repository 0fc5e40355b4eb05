"""Real window in the process of the test, operated with mouse and keyboard, and a visitor with a browser.

The window needs the main thread, so the browser and the shop it visits run on a loop of their own.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import Future
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from playwright.async_api import Page
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.api.client import ApiClient
from app.config_loader import load_settings
from app.local_server import LocalServer
from app.logs import LogRing
from app.loop import LoopThread
from app.ui.application import Application
from app.ui.style import theme
from tests.e2e.browser import running_browser
from tests.e2e.sites import Shop, served

LIMIT_MS = 20_000
START_LIMIT_S = STOP_LIMIT_S = 20.0
# The user agent of a headless browser names itself, so it would count as a bot.
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)


class Desk:
    """Person at the window; every action waits until its widget is on screen."""

    def __init__(self, bot: QtBot, application: Application) -> None:
        self.bot, self.application = bot, application
        self.exit_code: int | None = None

    def until(self, condition: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(condition()), timeout=LIMIT_MS)

    def result(self, future: Future[T]) -> T:
        """Return the result of another thread; the event loop of the window runs meanwhile."""
        self.until(future.done)
        return future.result()

    def find(self, kind: type[W], name: str) -> W:
        """Return a widget once it is on screen."""
        visible: list[W] = []

        def is_there() -> bool:
            visible[:] = [widget for widget in self.application.window.findChildren(kind, name) if widget.isVisible()]
            return bool(visible)

        self.until(is_there)
        return visible[0]

    def press(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        self.until(button.isEnabled)
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str) -> None:
        self.bot.keyClicks(self.find(QLineEdit, name), text)

    def enter(self, name: str) -> None:
        """Press Enter in a field."""
        self.bot.keyClick(self.find(QLineEdit, name), Qt.Key.Key_Return)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is, once the window is active: after a dialog that takes a moment."""
        self.application.window.activateWindow()
        self.until(self.application.window.isActiveWindow)
        self.bot.keyClick(QApplication.focusWidget() or self.application.window, key, modifier)

    def text(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def quit(self) -> int:
        """Quit as the menu does, and return the exit code of the program."""
        QTimer.singleShot(0, self.application.request_quit)
        self.exit_code = QApplication.exec()
        return self.exit_code


@contextmanager
def window(bot: QtBot, folder: Path, connect_to: str | None = None, **settings: str) -> Iterator[Desk]:
    """Start the program's window: with a server of its own on `folder`, or for the server at `connect_to`."""
    environ = {f"SPARKLYTICS_{name}": text for name, text in ({"PORT": "0"} | settings).items()}
    mode = theme.current().mode
    loop = LoopThread()
    loop.start()
    control = LocalServer(folder, lambda: load_settings({"data_dir": str(folder)}, environ, is_desktop=True), LogRing())
    application = Application(
        loop,
        None if connect_to else control,
        lambda address: ApiClient(address.url, address.token, address.session_token),
        folder / "window.ini",
    )
    desk = Desk(bot, application)
    try:
        application.start(connect_to)
        yield desk
    finally:
        if desk.exit_code is None:
            desk.quit()
        application.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        loop.submit(control.stop()).result(STOP_LIMIT_S)
        assert loop.stop(STOP_LIMIT_S), "the asyncio thread did not end"
        theme.current().set_mode(mode)


class Customer:
    """Person with a browser, and a shop to visit; both run on `loop`."""

    def __init__(self, loop: LoopThread, shop: Shop, page: Page) -> None:
        self._loop, self.shop, self.page = loop, shop, page

    def go(self, coro: Coroutine[Any, Any, T]) -> Future[T]:
        """Run a coroutine on the loop of the browser."""
        return self._loop.submit(coro)


async def accepted(page: Page, act: Awaitable[object]) -> None:
    """Await `act`, which sends an event, and check that the event is accepted."""
    async with page.expect_response("**/e") as response:
        await act
    assert (await response.value).status == 202


@contextmanager
def customer(browser_path: str) -> Iterator[Customer]:
    loop, leaving = LoopThread(), AsyncExitStack()
    loop.start()
    try:
        yield Customer(
            loop, *loop.submit(leaving.enter_async_context(_shop_and_tab(browser_path))).result(START_LIMIT_S)
        )
    finally:
        loop.submit(leaving.aclose()).result(STOP_LIMIT_S)
        assert loop.stop(STOP_LIMIT_S), "the browser's thread did not end"


@asynccontextmanager
async def _shop_and_tab(browser_path: str) -> AsyncIterator[tuple[Shop, Page]]:
    shop = Shop()
    async with served(shop.application()) as port, running_browser(browser_path) as browser:
        shop.url = f"http://127.0.0.1:{port}"
        context = await browser.new_context(user_agent=CHROME, locale="de-AT", viewport={"width": 800, "height": 600})
        context.set_default_timeout(LIMIT_MS)
        yield shop, await context.new_page()
