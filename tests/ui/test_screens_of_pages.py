"""Pictures of every page of the window, each way a user may see it: `make pictures`, into build/screens.

Nothing else collects this file (conftest.py): the tests of the pages say what is right, this one is for the eye.
"""

from __future__ import annotations

import json
import urllib.request
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from aiohttp import web
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QApplication, QFrame
from pytestqt.qtbot import QtBot

from app.api.client import ApiClient
from app.api.items.funnels import FunnelStepBody, NewFunnelBody
from app.api.items.goals import NewGoalBody
from app.api.items.saved_reports import NewSavedReportBody
from app.api.wire import WebsiteReply
from app.domain.clock import utc_now
from app.domain.errors import AppError
from app.domain.items.annotations import NewAnnotation
from app.domain.items.saved_reports import ReportConfig
from app.domain.items.segments import NewSegment
from app.domain.websites import NewWebsite
from app.loop import LoopThread
from app.ui.bridge import Bridge
from app.ui.main_window import MainWindow
from app.ui.pages_table import PAGES
from app.ui.process.language import Catalogue, Language
from app.ui.servers.server_link import ServerLink, remote_address
from app.ui.view import View
from app.ui.window_state import WindowState
from tests.ui.gate import gate_before
from tests.ui.real_server import LIMIT_S, OWNER_TOKEN, ShopServer, opened_shop, running_loop
from tests.ui.samples import NOW, TODAY
from tests.ui.screens import SIZE, SMALLEST, save_screen

pytestmark = pytest.mark.timeout(300)

WAIT_MS = 20_000
MANY = 300
LONG = "A shop for single-origin teas, hand-made stoneware and everything else that a long afternoon needs"
RTL = "متجر الشاي والفخار اليدوي"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"


class Window:
    """The whole window on a server. now: its clock; events that are sent have the time of the computer."""

    def __init__(
        self,
        qtbot: QtBot,
        loop: LoopThread,
        server: ShopServer,
        folder: Path,
        now: Callable[[], datetime] = lambda: NOW,
    ) -> None:
        self.qtbot, self.loop, self.server = qtbot, loop, server
        self.clients: list[ApiClient] = []
        self.bridge = Bridge(loop)
        self.link = ServerLink(self.bridge, None, lambda address: self.client(address.url))
        self.state = WindowState(folder / "window.ini")
        self.window = MainWindow(self.bridge, self.link, self.state, folder / "log", now)

    def client(self, url: str) -> ApiClient:
        self.clients.append(ApiClient(url, OWNER_TOKEN))
        return self.clients[-1]

    def open(self, site: WebsiteReply, size: tuple[int, int]) -> None:
        self.window.workspace.show(View(website_id=site.id))
        self.window.resize(*size)
        self.window.show()
        with self.qtbot.waitSignal(self.window.workspace.loaded, timeout=WAIT_MS):
            self.link.connect_to(remote_address(self.server.url))
        self.rest()

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.bridge.has_open_calls, timeout=WAIT_MS)

    def visit(self) -> Iterator[str]:
        """Show each page in turn and yield its key."""
        workspace = self.window.workspace
        for spec in PAGES:
            workspace.show(replace(workspace.view, page=spec.key))
            self.qtbot.wait(30)  # a page may ask a second question about its first reply
            self.rest()
            yield spec.key

    def paint(
        self,
        variant: str,
        size: tuple[int, int],
        scale: float = 1.0,
        tones: Any = ("dark",),
        *,
        again: bool = False,
    ) -> None:
        """Paint every page. tones: of the theme. again: after a further question."""
        for key in self.visit():
            if again:
                self.window.menus.choose("refresh")
                self.qtbot.wait(30)
                self.rest()
            save_screen(self.window, f"page-{key}-{variant}", size, scale, tones)

    def close(self) -> None:
        self.window.prepare_to_quit()
        self.bridge.stop()
        for client in self.clients:
            self.loop.submit(client.close()).result(LIMIT_S)
        shiboken6.delete(self.window)


@contextmanager
def window_on(
    qtbot: QtBot, server: ShopServer, folder: Path, now: Callable[[], datetime] = lambda: NOW
) -> Iterator[Window]:
    with running_loop() as loop:
        window = Window(qtbot, loop, server, folder, now)
        try:
            yield window
        finally:
            window.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShopServer]:
    """A server of its own with the sample shop, a site without visits, and one with long and right-to-left names."""
    with opened_shop(tmp_path_factory.mktemp("screens")) as server:
        yield server


def call(server: ShopServer, make: Any) -> Any:
    """Run a call on the server. make: returns it for a client."""
    with running_loop() as loop:
        client = ApiClient(server.url, OWNER_TOKEN)
        try:
            return loop.submit(make(client)).result(4 * LIMIT_S)  # 300 websites are as many commits
        finally:
            loop.submit(client.close()).result(LIMIT_S)


def is_report(request: web.Request) -> bool:
    return request.path.startswith("/api/websites/") and request.method == "GET"


def is_any(request: web.Request) -> bool:
    return request.path != "/health"


def filled(server: ShopServer, site: WebsiteReply, name: str, page: str) -> None:
    """Add one item of each kind."""

    async def add(client: ApiClient) -> None:
        await client.add_goal(site.id, NewGoalBody(name, "page_view", page))
        steps = tuple(FunnelStepBody(value, "page_view") for value in ("/", page))
        await client.add_funnel(site.id, NewFunnelBody(name, steps))
        await client.add_segment(site.id, NewSegment(name, {"filter_page": page}))
        await client.add_annotation(site.id, NewAnnotation(TODAY.replace(day=5).isoformat(), name))
        await client.add_saved_report(site.id, NewSavedReportBody(name, ReportConfig(1, "stats", "relative", 30)))

    call(server, add)


@pytest.mark.parametrize(
    ("variant", "size", "scale", "tones"),
    [
        ("wide", SIZE, 1.0, ("dark", "light")),
        ("small", SMALLEST, 1.0, ("dark",)),
        ("200", SMALLEST, 2.0, ("light",)),
        ("2560", (2560, 1440), 1.0, ("dark",)),
        ("4k", (3840, 2160), 1.0, ("dark",)),
    ],
)
def test_pictures_of_sizes_and_tones(
    qtbot: QtBot, server: ShopServer, tmp_path: Path, variant: str, size: tuple[int, int], scale: float, tones: Any
) -> None:
    if variant == "wide":
        filled(server, server.site, "Order placed", "/thank-you")
    with window_on(qtbot, server, tmp_path) as window:
        window.open(server.site, size)
        window.paint(variant, size, scale, tones)


@pytest.mark.parametrize(
    ("language", "size", "is_mirrored"),
    [("de", SIZE, False), ("de", SMALLEST, False), ("ja", SIZE, False), ("ja", SMALLEST, False), ("ar", SIZE, True)],
)
def test_pictures_of_languages(
    qtbot: QtBot,
    qapp: QApplication,
    server: ShopServer,
    tmp_path: Path,
    language: Language,
    size: tuple[int, int],
    is_mirrored: bool,
) -> None:
    catalogue, before = (None if is_mirrored else Catalogue(language)), QLocale()
    if catalogue is not None:
        qapp.installTranslator(catalogue)
    QLocale.setDefault(QLocale(language))
    if is_mirrored:
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        with window_on(qtbot, server, tmp_path) as window:
            window.open(server.site, size)
            window.paint(f"{language}-{size[0]}", size)
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        QLocale.setDefault(before)
        if catalogue is not None:
            qapp.removeTranslator(catalogue)
            qapp.sendPostedEvents(None, QEvent.Type.LanguageChange)


def test_pictures_of_a_site_without_visits(qtbot: QtBot, server: ShopServer, tmp_path: Path) -> None:
    site = call(server, lambda client: client.add_website(NewWebsite("Empty", "empty.example", "UTC")))
    with window_on(qtbot, server, tmp_path) as window:
        window.open(site, SIZE)
        window.paint("empty", SIZE)


def test_pictures_of_long_and_right_to_left_names(qtbot: QtBot, server: ShopServer, tmp_path: Path) -> None:
    sites = [
        call(server, lambda client, name=name, domain=domain: client.add_website(NewWebsite(name, domain, "UTC")))
        for name, domain in ((RTL, "xn--mgbh0fb.example"), (LONG, f"{'long-' * 11}name.of-a-site.example"))
    ]
    for site in sites:
        paths = (f"/{RTL.replace(' ', '-')}", "/" + "a-very-long-path/" * 12, "/english")
        for at, path in enumerate(paths * 4):
            event = {
                **{"website_id": site.id, "type": "pageview", "url": f"https://{site.domain}{path}"},
                **{"title": f"{RTL} {at}", "utm_campaign": f"{RTL} - {LONG}", "visitor_id": f"v{at}"},
            }
            custom = {**event, "type": "event", "event_name": RTL, "event_data": {RTL: LONG, "size": RTL}}
            for body in (event, custom):
                headers = {"Content-Type": "application/json", "User-Agent": BROWSER}
                request = urllib.request.Request(f"{server.url}/api/collect", json.dumps(body).encode(), headers)
                urllib.request.urlopen(request, timeout=LIMIT_S).close()
        filled(server, site, f"{RTL} {LONG}"[:80], paths[0])
    for number, site in enumerate(sites, 1):
        with window_on(qtbot, server, tmp_path, utc_now) as window:
            window.open(site, SMALLEST if number == 2 else SIZE)
            window.paint(f"names{number}", SMALLEST if number == 2 else SIZE)


def test_pictures_of_a_server_that_is_gone(qtbot: QtBot, tmp_path: Path) -> None:
    with running_loop() as loop:
        with opened_shop(tmp_path / "gone") as server:
            window = Window(qtbot, loop, server, tmp_path)
            window.open(server.site, SIZE)
        window.paint("error", SIZE)
        window.close()


DISK_FULL = "The disk is full. Free some space; the server goes on by itself."
FAULTS = {
    "timeout": (AppError("query_timeout", "Query timed out, retry later"), is_report),
    "disk": (
        AppError("storage_unavailable", DISK_FULL),
        is_any,
    ),
}


@pytest.mark.parametrize("fault", list(FAULTS))
@pytest.mark.parametrize("is_stale", [False, True], ids=["new", "stale"])
def test_pictures_of_errors(qtbot: QtBot, server: ShopServer, tmp_path: Path, fault: str, is_stale: bool) -> None:
    """Each page as its first question fails, or as its second one does."""
    with running_loop() as loop, gate_before(server.url, loop) as gate:
        window = Window(qtbot, loop, ShopServer(gate.url, server.site), tmp_path)
        window.open(server.site, SIZE)
        if is_stale:
            deque(window.visit(), maxlen=0)
        gate.error, gate.refuses = FAULTS[fault]
        window.paint(f"{fault}-{'stale' if is_stale else 'new'}", SIZE, again=is_stale)
        window.close()


def test_pictures_of_many_sites(qtbot: QtBot, server: ShopServer, tmp_path: Path) -> None:
    async def add(client: ApiClient) -> None:
        for number in range(MANY):
            await client.add_website(NewWebsite(f"Site {number:03}", f"site-{number:03}.example", "UTC"))

    call(server, add)
    with window_on(qtbot, server, tmp_path) as window:
        window.open(server.site, SIZE)
        window.paint("many", SIZE)
        window.window.workspace.show(View(server.site.id, page="sites"))
        window.rest()
        window.window.pages.focus_search()
        qtbot.keyClicks(window.window.focusWidget(), "27\r")
        qtbot.wait(30)
        window.rest()
        save_screen(window.window, "page-search-many", SIZE, 1.0, ("dark",))
        picker = window.window.sidebar.picker
        picker.open_list()
        popup = picker.findChild(QFrame, "site_list_popup")
        assert popup is not None
        save_screen(popup, "popup-sites-many", (popup.width(), popup.height()), 1.0, ("dark",))
