"""API keys page: list, create and revoke keys, and the states in which keys have no meaning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDateEdit, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError
from app.loop import LoopThread
from app.ui.servers.server_link import remote_address
from app.ui.widgets.tables.table import DataTable
from tests.ui.fake_accounts import PASSWORD, api_key
from tests.ui.fakes import FakeControl, FrameClient
from tests.ui.frame import Frame
from tests.ui.samples import NOW, SITE
from tests.ui.screens import save_screen

DAY = timedelta(days=1)


def some_keys() -> list[object]:
    now = NOW
    return [
        api_key("key_1", "Monthly report & invoices", last_used_at=now - timedelta(minutes=3)),
        api_key("key_2", "Window on the laptop", scope="admin", expires_at=now + 200 * DAY, last_used_at=now - 2 * DAY),
        api_key("key_3", "Shop import", scope="write", website_id=SITE.id),
        api_key("key_4", "Trial", expires_at=now - 3 * DAY, last_used_at=now - 5 * DAY),
        api_key("key_5", "Old laptop", revoked_at=now - 9 * DAY, scope="write"),
    ]


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> Iterator[Frame]:
    frame = Frame(qtbot, loop_thread, FrameClient(SITE), tmp_path, FakeControl(), page="server")
    frame.client.mode = "local"
    frame.start()
    frame.until_pages()
    yield frame
    frame.close()


def show(frame: Frame) -> None:
    frame.window.actions_of_view.show_page("api_keys")


def table(frame: Frame) -> DataTable:
    frame.qtbot.waitUntil(lambda: frame.is_visible("keys_table"))
    table = frame.part(DataTable, "keys_table")
    frame.qtbot.waitUntil(lambda: table.rows.rowCount() > 0)
    return table


def texts(frame: Frame, row: int) -> list[str]:
    model = table(frame).rows
    return [str(model.index(row, at).data()) for at in range(model.columnCount())]


def test_keys_are_listed_with_scope_last_use_and_status(frame: Frame) -> None:
    frame.client.api_keys = some_keys()  # type: ignore[assignment]
    show(frame)
    assert texts(frame, 0) == ["Monthly report & invoices", "Read reports", "3 min ago", "Active"]
    assert [texts(frame, row)[3] for row in range(5)] == ["Active", "Active", "Active", "Expired", "Revoked"]
    spoken = table(frame).rows.index(2, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Permissions: Read and edit. Tea shop"
    assert frame.part(QLabel, "keys_count").text() == "3 active keys"
    save_screen(frame.window, "api-keys", (1400, 900))
    save_screen(frame.window, "api-keys-small", (900, 600))


def test_a_new_key_is_shown_once_and_copied(frame: Frame) -> None:
    show(frame)
    frame.qtbot.waitUntil(lambda: frame.is_visible("api_keys_page_stack_button"))
    save_screen(frame.window, "api-keys-empty", (900, 600))
    frame.press("api_keys_page_stack_button")
    frame.press("key_make")
    assert frame.part(QLabel, "key_error").text() == "Enter a name."
    frame.qtbot.keyClicks(frame.part(QLineEdit, "key_name"), "Monthly report")
    dialog = frame.part(QWidget, "key_dialog")
    save_screen(dialog, "api-key-new", (dialog.width(), dialog.height()))
    frame.press("key_make")
    frame.qtbot.waitUntil(lambda: frame.is_visible("key_text"))
    key = frame.part(QLineEdit, "key_text").text()
    assert key.startswith("spk_selfhosted_")
    assert "not be shown again" in frame.part(QLabel, "key_once").text()
    save_screen(dialog, "api-key-created", (dialog.width(), dialog.height()))
    frame.press("key_copy")
    assert QGuiApplication.clipboard().text() == key
    frame.press("key_done")
    assert texts(frame, 0)[:2] == ["Monthly report", "Read reports"]
    assert not any(key in str(widget.text()) for widget in frame.window.findChildren(QLabel))


def test_a_new_key_has_the_chosen_scope_site_and_expiry(frame: Frame) -> None:
    frame.client.api_keys = some_keys()  # type: ignore[assignment]
    show(frame)
    table(frame)
    frame.press("key_new")
    frame.qtbot.keyClicks(frame.part(QLineEdit, "key_name"), "Import")
    frame.part(QRadioButton, "key_scope_write").click()
    frame.part(QComboBox, "key_site").setCurrentIndex(1)
    assert not frame.part(QRadioButton, "key_scope_admin").isEnabled()  # a key for one site cannot be admin
    frame.part(QComboBox, "key_end").setCurrentIndex(4)
    frame.part(QDateEdit, "key_day").setDate(QDate(2031, 5, 7))
    frame.press("key_make")
    frame.qtbot.waitUntil(lambda: frame.is_visible("key_text"))
    key = frame.client.api_keys[0]
    assert (key.name, key.scope, key.website_id) == ("Import", "write", SITE.id)
    assert key.expires_at == datetime.combine(date(2031, 5, 8), time()).astimezone()
    frame.press("key_done")


def test_an_admin_key_is_valid_for_every_site(frame: Frame) -> None:
    frame.client.api_keys = some_keys()  # type: ignore[assignment]
    show(frame)
    table(frame)
    frame.press("key_new")
    frame.part(QRadioButton, "key_scope_admin").click()
    assert not frame.part(QComboBox, "key_site").isEnabled()
    frame.part(QComboBox, "key_end").setCurrentIndex(1)
    frame.qtbot.keyClicks(frame.part(QLineEdit, "key_name"), "Laptop")
    frame.client.refusals = [AppError("bad_request", "name is taken", field="name")]
    frame.press("key_make")
    frame.qtbot.waitUntil(lambda: frame.is_visible("key_error"))
    assert frame.part(QLabel, "key_error").text() == "Name is taken."
    frame.press("key_make")
    frame.qtbot.waitUntil(lambda: frame.is_visible("key_text"))
    key = frame.client.api_keys[0]
    assert (key.scope, key.website_id) == ("admin", None)
    assert key.expires_at is not None
    assert timedelta(days=29) < key.expires_at - NOW < timedelta(days=31)
    frame.press("key_done")


def test_a_key_is_revoked_after_confirmation_by_name(frame: Frame) -> None:
    frame.client.api_keys = some_keys()  # type: ignore[assignment]
    show(frame)
    table(frame).selectRow(4)
    assert not frame.part(QPushButton, "key_revoke").isEnabled()  # it is revoked already
    table(frame).selectRow(1)
    frame.press("key_revoke")
    assert "Window on the laptop" in frame.part(QLabel, "revoke_dialog_question").text()
    save_screen(frame.part(QWidget, "revoke_dialog"), "api-key-revoke", (440, 190))
    frame.press("revoke_cancel")
    assert frame.client.api_keys[1].revoked_at is None
    table(frame).setFocus()
    frame.qtbot.keyClick(table(frame), Qt.Key.Key_Delete)
    frame.press("revoke_confirm")
    frame.qtbot.waitUntil(lambda: texts(frame, 1)[3] == "Revoked")
    assert table(frame).current.id == "key_2"  # the same one, still in sight
    assert "has been revoked" in frame.part(QLabel, "toast_text").text()


def test_without_sign_in_the_page_leads_to_security(frame: Frame) -> None:
    frame.client.mode = None
    show(frame)
    frame.qtbot.waitUntil(lambda: frame.is_visible("api_keys_page_stack_message"))
    assert frame.part(QLabel, "api_keys_page_stack_message").text() == "API keys require sign-in"
    save_screen(frame.window, "api-keys-open", (900, 600), tones=("dark",))
    assert frame.part(QPushButton, "api_keys_page_stack_button").text() == "Go to Security"


def test_without_sign_in_a_remote_server_shows_the_setting_to_change(frame: Frame) -> None:
    frame.client.mode = None
    frame.link.connect_to(remote_address("http://nas.local:3000"))
    frame.qtbot.waitUntil(lambda: frame.is_visible("frame"))
    show(frame)
    frame.qtbot.waitUntil(lambda: frame.is_visible("api_keys_page_stack_advice"))
    assert "SPARKLYTICS_AUTH=local" in frame.part(QLabel, "api_keys_page_stack_advice").text()
    assert not frame.is_visible("api_keys_page_stack_button")


def test_signed_in_with_a_key_the_page_requires_the_password(frame: Frame) -> None:
    frame.client.keys, frame.client.api_keys = {"spk_1": "admin"}, some_keys()  # type: ignore[assignment]
    frame.window.menus.choose("connect")
    frame.part(QLineEdit, "connect_url").setText("http://nas.local:3000")
    frame.press("connect_ok")
    frame.qtbot.waitUntil(lambda: frame.is_visible("sign_in_kind_key"))
    frame.press("sign_in_kind_key")
    frame.qtbot.keyClicks(frame.part(QLineEdit, "sign_in_key"), "spk_1")
    frame.press("connect_ok")
    frame.qtbot.waitUntil(lambda: frame.is_visible("frame") and not frame.is_visible("connect_dialog"))
    show(frame)
    frame.qtbot.waitUntil(lambda: frame.is_visible("api_keys_page_stack_button"))
    assert "with an API key" in frame.part(QLabel, "api_keys_page_stack_message").text()
    frame.press("api_keys_page_stack_button")
    frame.qtbot.waitUntil(lambda: frame.is_visible("sign_in_password"))
    frame.qtbot.keyClicks(frame.part(QLineEdit, "sign_in_password"), PASSWORD)
    frame.press("connect_ok")
    assert len(texts(frame, 0)) == 4


def test_a_failed_load_shows_the_error_and_can_be_retried(frame: Frame) -> None:
    frame.client.api_keys = some_keys()  # type: ignore[assignment]
    frame.client.error = AppError("storage_unavailable", "The database does not answer.")
    show(frame)
    frame.qtbot.waitUntil(lambda: frame.is_visible("api_keys_page_stack_button"))
    assert frame.part(QLabel, "api_keys_page_stack_message").text() == "The database does not answer."
    frame.client.error = None
    frame.press("api_keys_page_stack_button")
    assert texts(frame, 0)[0] == "Monthly report & invoices"


def test_the_keyboard_reaches_every_part(frame: Frame) -> None:
    frame.client.api_keys = some_keys()  # type: ignore[assignment]
    show(frame)
    table(frame).selectRow(0)
    assert {"keys_table", "key_revoke", "key_new"} <= frame.reached_by_tab("key_new", 40)
