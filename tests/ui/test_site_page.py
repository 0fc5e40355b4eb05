"""Site settings on a real server: what is edited, limited, exported and deleted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.api.client import ApiClient
from app.domain.reports.exports import ExportFormat
from app.domain.websites import NewWebsite
from app.loop import LoopThread
from app.ui.pages.page import PageContext
from app.ui.pages.site.site import SitePage
from tests.imported_day import goatcounter_csv, known_day
from tests.ui.fakes import BLOG, FakeControl, FrameClient
from tests.ui.frame import Frame
from tests.ui.real_server import Shop
from tests.ui.samples import MONTH, SITE
from tests.ui.screens import SMALLEST, save_screen

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
ONE_DAY = replace(MONTH, start=MONTH.end)

STOPS = [
    *("site_name", "site_domain", "site_timezone", "snippet_kind_direct", "snippet_text", "snippet_copy"),
    *("snippet_page", "snippet_check", "snippet_doctor"),
    *("limits_peak", "limits_queue", "policy_mode_balanced", "policy_threshold", "policy_recompute"),
    *("trackers_umami_website_id", "trackers_plausible_domain", "trackers_goatcounter_host"),
    *("export_format_csv", "export_save", "import_choose", "site_page_delete"),
]


def reached_by_tab(frame: Frame, last: str) -> list[str]:
    """Return the names of the parts from the focused one to `last`, by the Tab key."""
    names: list[str] = []
    while last not in names and len(names) < 30:
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.accessibleName() or focused.property("text"), focused.objectName()
        names.append(focused.objectName())
        frame.key(Qt.Key.Key_Tab)
    return names


class Desk:
    """The page with a website of its own on the real server."""

    def __init__(self, qtbot: QtBot, shop: Shop, context: PageContext) -> None:
        self.qtbot, self.shop, self.client = qtbot, shop, context.client
        self.site = self.asked(self.client.add_website(NewWebsite("Tea room", "tea.example.com", "Europe/Berlin")))
        self.page = SitePage(context)
        qtbot.addWidget(self.page)
        self.page.resize(1060, 740)
        self.page.show()

    def asked(self, coro: Coroutine[Any, Any, T]) -> T:
        return self.shop.loop.submit(coro).result(5)

    def open(self) -> None:
        self.page.show_site(self.site, MONTH)
        self.qtbot.waitUntil(lambda: self.page.stack.state == "content")

    def open_shop(self) -> None:
        """Show one day of the sample shop, which has events."""
        self.page.show_site(self.shop.site, ONE_DAY)
        self.qtbot.waitUntil(lambda: self.page.stack.state == "content")

    def part(self, kind: type[W], name: str) -> W:
        child = self.page.findChild(kind, name)
        assert child is not None, name
        return child

    def press(self, name: str) -> None:
        push = self.part(QPushButton, name)
        assert push.isEnabled(), name
        push.click()

    def type(self, name: str, text: str) -> None:
        field = self.part(QLineEdit, name)
        field.selectAll()
        self.qtbot.keyClicks(field, text)

    def text(self, name: str) -> str:
        return self.part(QLabel, name).text()

    def until_text(self, name: str, text: str) -> None:
        self.qtbot.waitUntil(lambda: self.text(name) == text)


@pytest.fixture
def desk(qtbot: QtBot, shop: Shop, shop_context: PageContext) -> Iterator[Desk]:
    desk = Desk(qtbot, shop, shop_context)
    yield desk
    desk.asked(desk.client.delete_website(desk.site.id))


def test_name_and_domain_are_changed_in_place_and_the_card_says_what_is_saved(desk: Desk) -> None:
    desk.open()
    assert desk.text("general_note") == ""
    assert not desk.part(QPushButton, "general_save").isEnabled()
    desk.type("site_name", "Tea house")
    assert desk.text("general_note") == "Not saved yet"
    desk.page.refresh()
    desk.type("site_domain", "https://Tea.Example.org/menu")
    with desk.qtbot.waitSignal(desk.page.site_changed) as changed:
        desk.qtbot.keyClick(desk.part(QLineEdit, "site_domain"), Qt.Key.Key_Return)
    assert desk.text("general_note") == "Saved"
    assert desk.part(QLineEdit, "site_domain").text() == "tea.example.org"
    stored = desk.asked(desk.client.website(desk.site.id))
    assert (stored.name, stored.domain, stored.timezone) == ("Tea house", "tea.example.org", "Europe/Berlin")
    assert changed.args == [stored]
    desk.page.show_site(stored, MONTH)  # as the window does with a changed website
    desk.type("site_name", "X")
    desk.press("general_discard")
    assert desk.part(QLineEdit, "site_name").text() == "Tea house"


def test_a_refused_value_is_explained_at_its_field_and_what_was_typed_stays(desk: Desk) -> None:
    desk.open()
    desk.type("site_domain", "co.uk")
    desk.press("general_save")
    desk.until_text("site_domain_error", "Domain must be a registrable hostname (not a public suffix).")
    assert desk.part(QLineEdit, "site_domain").text() == "co.uk"
    assert desk.text("general_note") == "Not saved yet"
    save_screen(desk.page, "site-refused", (1060, 740))
    desk.page.show_site(desk.shop.site, MONTH)
    desk.qtbot.waitUntil(lambda: desk.part(QLineEdit, "site_domain").text() == desk.shop.site.domain)
    assert desk.text("site_domain_error") == ""


def test_limits_of_a_site_are_set_and_the_defaults_come_back(desk: Desk) -> None:
    desk.open()
    before = desk.asked(desk.client.ingest_limits(desk.site.id))
    peak, queue = desk.part(QSpinBox, "limits_peak"), desk.part(QSpinBox, "limits_queue")
    assert (peak.value(), queue.value()) == (before.peak_events_per_sec, before.queue_max_events)
    assert not desk.part(QPushButton, "limits_reset").isEnabled()
    peak.setValue(12)
    desk.press("limits_save")
    desk.until_text("limits_note", "Saved")
    limits = desk.asked(desk.client.ingest_limits(desk.site.id))
    assert (limits.custom.peak_events_per_sec, limits.custom.queue_max_events) == (12, None)
    assert desk.text("limits_queue_max_events_hint") == "This is the default of the server."
    save_screen(desk.page, "site-whole", (1064, 1500))
    assert desk.text("limits_peak_events_per_sec_hint").endswith("This site has a limit of its own.")
    desk.press("limits_reset")
    desk.qtbot.waitUntil(lambda: peak.value() == before.peak_events_per_sec)
    assert desk.asked(desk.client.ingest_limits(desk.site.id)) == before


@pytest.mark.parametrize("kind", ["csv", "ndjson", "parquet"])
def test_the_events_of_the_range_are_saved_as_the_server_sends_them(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: ExportFormat
) -> None:
    path, suggested = tmp_path / f"events.{kind}", []

    def choose(_: QWidget, __: str, name: str, ___: str) -> tuple[str, str]:
        suggested.append(name)
        return str(path), ""

    async def whole() -> bytes:
        return b"".join([part async for part in desk.client.export(desk.shop.site.id, ONE_DAY, kind)])

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    desk.open_shop()
    desk.part(QToolButton, f"export_format_{kind}").click()
    with desk.qtbot.waitSignal(desk.page.notice) as notice:
        desk.press("export_save")
    assert path.read_bytes() == desk.asked(whole())
    assert suggested == [f"events-{desk.shop.site.domain}-{ONE_DAY.start}-{ONE_DAY.end}.{kind}"]
    assert notice.args == [desk.text("export_note")]
    assert not desk.part(QWidget, "export_busy").isVisible()


def test_a_cancelled_or_failed_export_leaves_the_older_file_as_it_was(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "events.csv"
    path.write_text("older", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    real = ApiClient.export

    async def endless(client: ApiClient, *args: Any) -> AsyncIterator[bytes]:
        async for part in real(client, *args):
            yield part
        await asyncio.Event().wait()

    monkeypatch.setattr(ApiClient, "export", endless)
    desk.open_shop()
    desk.press("export_save")
    desk.qtbot.waitUntil(lambda: "0 bytes" not in desk.text("export_progress"))
    assert desk.part(QWidget, "export_busy").isVisible()
    desk.part(QScrollArea, "site_scroll").verticalScrollBar().setValue(9_999)
    save_screen(desk.page, "site-exporting", (1060, 740))
    desk.press("export_cancel")
    assert desk.text("export_note") == "Cancelled. No unfinished file is left."
    desk.qtbot.waitUntil(lambda: list(tmp_path.iterdir()) == [path])
    assert path.read_text(encoding="utf-8") == "older"
    monkeypatch.setattr(ApiClient, "export", real)
    desk.asked(desk.client.delete_website(desk.site.id))
    desk.page.show_site(desk.site, ONE_DAY)
    desk.page.stack.show_content()  # of a website that another client has deleted meanwhile
    desk.press("export_save")
    desk.until_text("export_error", "Website not found.")
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_text(encoding="utf-8") == "older"
    desk.site = desk.asked(desk.client.add_website(NewWebsite("Tea room", "tea.example.com", "Europe/Berlin")))


def test_the_wheel_scrolls_the_page_and_changes_no_field_it_passes(desk: Desk) -> None:
    desk.open()
    zone, peak = desk.part(QComboBox, "site_timezone"), desk.part(QSpinBox, "limits_peak")
    before = zone.currentText(), peak.value()
    for field in (zone, peak):
        at, down = QPointF(field.rect().center()), QPoint(0, -120)
        buttons, keys, phase = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
        turn = QWheelEvent(at, field.mapToGlobal(at), QPoint(), down, buttons, keys, phase, False)
        QApplication.sendEvent(field, turn)
        assert not turn.isAccepted(), "it is left to the page"
    assert (zone.currentText(), peak.value()) == before


def test_a_page_that_cannot_be_loaded_says_why_and_is_tried_again(desk: Desk) -> None:
    gone = desk.asked(desk.client.add_website(NewWebsite("Gone", "gone.example.com")))
    desk.asked(desk.client.delete_website(gone.id))
    desk.page.show_site(gone, MONTH)
    desk.qtbot.waitUntil(lambda: desk.page.stack.state == "error")
    assert desk.text("site_state_message") == "Website not found."
    save_screen(desk.page, "site-error", (700, 500))
    desk.press("site_state_button")
    assert desk.page.stack.state == "first_loading"
    desk.page.show_site(None, MONTH)
    with desk.qtbot.waitSignal(desk.page.add_site_requested):
        desk.press("site_state_button")


def test_a_site_is_renamed_and_deleted_from_its_page_with_one_question(
    qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path
) -> None:
    client = FrameClient(SITE, BLOG)
    frame = Frame(qtbot, loop_thread, client, tmp_path, FakeControl())
    try:
        frame.start()
        frame.until_pages()
        frame.press("nav_site")
        qtbot.waitUntil(lambda: frame.is_visible("site_name"))
        save_screen(frame.window, "window-site-small", SMALLEST)
        save_screen(frame.window, "window-site", (1280, 800))
        frame.part(QLineEdit, "site_name").setFocus()
        assert reached_by_tab(frame, "site_page_delete") == STOPS
        frame.part(QLineEdit, "site_name").setText("New name")
        frame.press("general_save")
        qtbot.waitUntil(lambda: frame.window.workspace.websites[0].name == "New name")
        assert frame.window.workspace.website == frame.window.workspace.websites[0]
        frame.press("site_page_delete")
        frame.press("delete_confirm")
        qtbot.waitUntil(lambda: [site.id for site in client.websites] == [BLOG.id])
        qtbot.waitUntil(lambda: frame.part(QLineEdit, "site_name").text() == BLOG.name)
    finally:
        frame.close()


def test_a_page_is_tested_for_the_line_at_a_click(desk: Desk) -> None:
    desk.open()
    assert desk.part(QLineEdit, "snippet_page").text() == "https://tea.example.com/"
    home = f"{desk.shop.server.url}/"  # a page, and none of this site
    desk.type("snippet_page", home)
    desk.press("snippet_check")
    assert not desk.part(QPushButton, "snippet_check").isEnabled()
    desk.page.show_site(desk.site, ONE_DAY)  # another range, as at midnight: the test goes on
    missing = f"The line is not in {home}. Paste it there before </head>."
    desk.qtbot.waitUntil(lambda: desk.text("snippet_result").startswith(missing))
    save_screen(desk.page, "site-snippet-test", (1060, 740))
    desk.type("snippet_page", "ftp://tea.example.com")
    desk.qtbot.keyClick(desk.part(QLineEdit, "snippet_page"), Qt.Key.Key_Return)
    desk.until_text("snippet_result", "ftp://tea.example.com cannot be read: this is not the address of a page.")
    assert desk.part(QPushButton, "snippet_check").isEnabled()


def test_a_file_of_old_numbers_is_described_stored_and_undone(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, day = tmp_path / "old.csv", known_day()
    path.write_bytes(goatcounter_csv(day) + b"no,row\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    desk.open()
    desk.press("import_choose")
    desk.qtbot.waitUntil(lambda: desk.part(QPushButton, "import_store").isVisible())
    described = desk.text("import_text")
    assert described.startswith(f"GoatCounter: {len(day)} events. Visitors: 30, sessions: 42, ")
    assert described.endswith("The number of cells is not that of the header.")
    assert not desk.part(QPushButton, "import_choose").isEnabled()
    desk.part(QScrollArea, "site_scroll").verticalScrollBar().setValue(9_999)
    save_screen(desk.page, "site-import", (1060, 740))
    desk.press("import_discard")
    desk.qtbot.waitUntil(lambda: desk.part(QPushButton, "import_choose").isEnabled())
    assert desk.asked(desk.client.list_imports(desk.site.id)) == ()
    desk.press("import_choose")
    desk.qtbot.waitUntil(lambda: desk.part(QPushButton, "import_store").isVisible())
    desk.page.show_site(desk.site, ONE_DAY)  # another range: what was read stays
    desk.press("import_store")
    desk.until_text("import_row_0", f"old.csv: {len(day)} events")
    save_screen(desk.page, "site-imported", (1060, 740))
    desk.press("import_undo_0")
    confirm = desk.page.window().findChild(QPushButton, "import_undo_confirm")
    assert confirm is not None
    confirm.click()
    desk.until_text("import_row_0", "old.csv: undone")
    path.write_text("no known format", encoding="utf-8")
    desk.press("import_choose")
    desk.until_text("import_row_0", "old.csv: The format of the file is not known.")
    assert desk.text("import_text") == ""
