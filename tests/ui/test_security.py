"""Security page: sign-in on and off, the password, the second factor, sessions, the audit log."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.api.access import AuthSessionItem, SecondFactorReply
from app.domain.access import AuditKind, AuditRecord
from app.domain.errors import AppError
from app.loop import LoopThread
from app.ui.pages.access.security_lists import event_name
from app.ui.servers.keyring_store import SERVICE
from app.ui.servers.server_link import remote_address
from app.ui.widgets.tables.table import DataTable
from app.ui.windows.second_factor_dialogs import StartSecondFactorDialog
from tests.ui.fake_accounts import BOOTSTRAP, CODE, PASSWORD, SECRET, api_key
from tests.ui.fakes import FakeControl, FrameClient
from tests.ui.frame import Frame
from tests.ui.keyrings import MemoryKeyring, system_keyring
from tests.ui.samples import NOW, SITE
from tests.ui.screens import save_screen

NEW = "staple and something else"
NAS = "http://nas.local:3000"
KINDS: tuple[AuditKind, ...] = get_args(AuditKind)


def session(number: int, client: str | None) -> AuthSessionItem:
    now = NOW
    created = now - timedelta(days=number, hours=3)
    seen = now - timedelta(minutes=5 * number)
    return AuthSessionItem(f"session-{number}", created, seen, created + timedelta(days=7), client, False)


def record(number: int) -> AuditRecord:
    kind = KINDS[number % len(KINDS)]
    caller = None if number % 3 == 0 else f"8c0d4f{number}"
    subject = "key_1" if kind.startswith("key") else None
    return AuditRecord(100 - number, NOW - timedelta(hours=7 * number), kind, caller, subject)


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> Iterator[Frame]:
    control = FakeControl()
    frame = Frame(qtbot, loop_thread, FrameClient(SITE), tmp_path, control, page="server")
    control.on_start = lambda auth: setattr(frame.client, "mode", None if auth == "none" else auth)
    frame.client.api_keys = [api_key("key_1", "Monthly report")]
    frame.start()
    frame.until_pages()
    yield frame
    frame.close()


def lock(frame: Frame) -> None:
    """Require sign-in to the local server."""
    assert frame.control is not None
    frame.control.values["auth"], frame.client.mode = "local", "local"


def show(frame: Frame, card: str = "sign_in_card") -> None:
    frame.window.actions_of_view.show_page("security")
    frame.qtbot.waitUntil(lambda: frame.is_visible(card))


def text(frame: Frame, name: str) -> str:
    return frame.part(QLabel, name).text()


def write(frame: Frame, name: str, typed: str) -> None:
    frame.part(QLineEdit, name).setText(typed)


def actions_of_log(frame: Frame) -> list[str]:
    """Return the menu of the security log."""
    card = frame.part(QFrame, "security_log_card")
    return [action.text() for action in frame.window.pages.pictures.menu(card).actions()]


def sign_in_to_remote(frame: Frame) -> None:
    """Sign in to a remote server with the password."""
    frame.window.remote_login.go(NAS)
    frame.qtbot.waitUntil(lambda: frame.is_visible("connect_keep_note"))
    frame.qtbot.keyClicks(frame.part(QLineEdit, "sign_in_password"), PASSWORD)
    frame.press("connect_ok")
    frame.qtbot.waitUntil(lambda: frame.is_visible("frame") and not frame.is_visible("connect_dialog"))


def scroll_to(frame: Frame, name: str) -> None:
    frame.part(QScrollArea, "security_scroll").ensureWidgetVisible(frame.part(QWidget, name))


def test_sign_in_is_switched_on_and_the_password_set_on_the_page(frame: Frame) -> None:
    assert frame.control is not None
    frame.client.password, frame.control.bootstrap_password = None, BOOTSTRAP
    show(frame)
    frame.qtbot.waitUntil(lambda: frame.is_visible("sign_in_on"))
    assert text(frame, "sign_in_badge") == "Off"
    save_screen(frame.window, "security-off", (900, 600))
    frame.press("sign_in_on")
    assert "restarts" in text(frame, "sign_in_dialog_detail")
    frame.press("sign_in_on_yes")
    frame.qtbot.waitUntil(lambda: frame.is_visible("set_up_admin_form"))
    assert frame.control.values["auth"] == "local"
    assert text(frame, "bootstrap_password") == BOOTSTRAP
    save_screen(frame.window, "security-due", (900, 600))
    frame.press("one_time_copy")
    assert QGuiApplication.clipboard().text() == BOOTSTRAP
    field = frame.part(QLineEdit, "set_up_admin_new")
    field.setFocus()
    frame.qtbot.keyClicks(field, NEW)
    status = frame.client.status_calls
    frame.window.menus.choose("refresh")  # as the automatic refresh does every minute
    frame.qtbot.waitUntil(lambda: frame.client.status_calls > status)
    assert (field.text(), frame.window.focusWidget()) == (NEW, field)
    frame.press("set_up_admin_ok")
    hint = frame.part(QLabel, "set_up_admin_hint")
    assert (hint.text(), hint.property("tone")) == ("The passwords do not match yet.", "down")
    save_screen(frame.window, "security-mismatch", (900, 600))
    write(frame, "set_up_admin_again", NEW)
    assert (hint.text(), hint.property("tone")) == ("The passwords match.", "up")
    assert not frame.is_visible("set_up_admin_error")
    frame.press("set_up_admin_ok")
    frame.qtbot.waitUntil(lambda: frame.is_visible("password_card"))
    assert frame.client.password == NEW
    assert text(frame, "sign_in_badge") == "On"
    assert "does not need to" in text(frame, "sign_in_text")


def test_a_configured_bootstrap_password_is_required(frame: Frame) -> None:
    frame.client.password = None
    lock(frame)
    show(frame)
    frame.qtbot.waitUntil(lambda: frame.is_visible("set_up_admin_first"))
    assert not frame.is_visible("bootstrap_password")
    write(frame, "set_up_admin_first", "a guess")
    write(frame, "set_up_admin_new", NEW)
    write(frame, "set_up_admin_again", NEW)
    frame.press("set_up_admin_ok")
    frame.qtbot.waitUntil(lambda: frame.is_visible("set_up_admin_error"))
    assert text(frame, "set_up_admin_error") == "The bootstrap password is incorrect."
    write(frame, "set_up_admin_first", BOOTSTRAP)
    assert not frame.is_visible("set_up_admin_error")
    frame.press("set_up_admin_ok")
    frame.qtbot.waitUntil(lambda: frame.is_visible("password_card"))


def test_sign_in_is_switched_off_after_confirmation(frame: Frame) -> None:
    assert frame.control is not None
    lock(frame)
    show(frame, "password_card")
    frame.press("sign_in_off")
    frame.press("sign_in_cancel")
    assert frame.control.values["auth"] == "local"
    frame.press("sign_in_off")
    frame.press("sign_in_off_yes")
    frame.qtbot.waitUntil(lambda: frame.is_visible("sign_in_on"))
    assert frame.control.values["auth"] == "none"
    assert not frame.is_visible("password_card")


@pytest.mark.parametrize("auth", ["none", "password"])
def test_a_pinned_sign_in_mode_shows_the_reason_and_no_buttons(frame: Frame, auth: str) -> None:
    assert frame.control is not None
    frame.control.pinned["auth"], frame.control.values["auth"] = "environment", auth
    frame.client.mode = None if auth == "none" else "password"
    show(frame)
    frame.qtbot.waitUntil(lambda: "set by the environment" in text(frame, "sign_in_text"))
    assert not frame.is_visible("sign_in_on")
    assert not frame.is_visible("sign_in_off")
    assert not frame.is_visible("password_card")  # the password stands in the environment too


def test_the_page_counts_recovery_codes_and_pages_through_the_audit_log(frame: Frame) -> None:
    lock(frame)
    frame.client.sessions = [session(0, "Firefox on Linux"), session(1, None), session(2, "Safari on iOS")]
    frame.client.records = [record(number) for number in range(30)]
    frame.client.factor = SecondFactorReply(True, NOW, True, 9)
    show(frame, "audit_log")
    assert text(frame, "second_factor_text").endswith("9 recovery codes left.")
    save_screen(frame.window, "security", (1400, 900))
    save_screen(frame.window, "security-small", (900, 600))
    scroll_to(frame, "security_log_more")
    save_screen(frame.window, "security-log", (1400, 900))
    table = frame.part(DataTable, "audit_log").rows
    assert table.index(0, 0).data() == "Administrator set up"
    assert table.index(0, 2).data() == "Server's computer"
    assert table.index(1, 2).data() == "Remote"
    named = next(at for at in range(20) if table.index(at, 0).data() == "API key created")
    assert "Monthly report" in table.index(named, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert table.rowCount() == 20
    assert len(actions_of_log(frame)) == 2, "copying and saving a picture: older rows are not loaded"
    frame.press("security_log_more")
    frame.qtbot.waitUntil(lambda: table.rowCount() == 30)
    assert actions_of_log(frame)[0] == "Save all rows as CSV…"
    assert not frame.is_visible("security_log_more")


def test_every_kind_of_audit_entry_has_a_name() -> None:
    names = [event_name(kind) for kind in KINDS]
    assert len(set(names)) == len(KINDS)
    assert not any("_" in name for name in names)


def test_a_new_server_shows_no_sessions_and_an_empty_audit_log(frame: Frame) -> None:
    lock(frame)
    show(frame, "sessions_nobody")
    assert text(frame, "security_log_nothing") == "Nothing yet."
    assert not frame.part(QPushButton, "sessions_end_others").isEnabled()
    save_screen(frame.window, "security-empty", (1400, 900))


def test_the_password_is_changed_and_errors_are_shown(frame: Frame) -> None:
    lock(frame)
    show(frame, "password_open")
    frame.press("password_open")
    frame.press("password_ok")
    assert text(frame, "password_error") == "Enter the current password."
    for name, typed in (("password_current", "a guess"), ("password_new", NEW), ("password_again", NEW)):
        write(frame, name, typed)
    save_screen(frame.window, "security-password", (900, 600), tones=("dark",))
    frame.press("password_ok")
    frame.qtbot.waitUntil(lambda: text(frame, "password_error") == "The current password is incorrect.")
    frame.client.refusals = [AppError("rate_limited", "Too many attempts", retry_after_s=60)]
    frame.press("password_ok")
    frame.qtbot.waitUntil(lambda: "again in 1 min" in text(frame, "password_error"))
    frame.window.actions_of_view.show_page("server")
    show(frame, "password_open")
    assert not frame.is_visible("password_new")  # typed passwords are not kept
    frame.press("password_open")
    for name, typed in (("password_new", NEW), ("password_again", NEW)):
        write(frame, name, typed)
    write(frame, "password_current", PASSWORD)
    frame.qtbot.keyClick(frame.part(QLineEdit, "password_current"), Qt.Key.Key_Return)
    frame.qtbot.waitUntil(lambda: not frame.is_visible("password_new"))
    assert frame.client.password == NEW
    assert "All other sessions have ended" in text(frame, "toast_text")


def test_a_changed_password_keeps_the_window_signed_in_to_a_remote_server(frame: Frame) -> None:
    keyring = MemoryKeyring()
    with system_keyring(keyring):
        frame.client.mode = "local"
        sign_in_to_remote(frame)
        frame.qtbot.waitUntil(lambda: len(keyring.secrets) == 1)
        before = dict(keyring.secrets)
        show(frame, "password_open")
        frame.press("password_open")
        for name, typed in (("password_current", "a guess"), ("password_new", NEW), ("password_again", NEW)):
            write(frame, name, typed)
        frame.press("password_ok")
        frame.qtbot.waitUntil(lambda: frame.is_visible("password_error"))  # which must not require to sign in again
        write(frame, "password_current", PASSWORD)
        frame.press("password_ok")
        frame.qtbot.waitUntil(lambda: keyring.secrets != before)
        assert not frame.is_visible("connect_dialog")
        assert keyring.secrets == {(SERVICE, NAS): f"sign-in:{frame.client.session_token}"}
        assert frame.client.session_token in frame.client.session_tokens
        scroll_to(frame, "sign_out")
        frame.press("sign_out")
        frame.qtbot.waitUntil(lambda: frame.is_visible("start_connect"))
        assert keyring.secrets == {}


def test_one_session_or_all_others_are_ended(frame: Frame) -> None:
    frame.client.mode = "local"
    sign_in_to_remote(frame)
    assert frame.client.session_token is not None
    mine = session(0, None)
    frame.client.sessions = [
        AuthSessionItem(frame.client.session_token, mine.created_at, None, mine.expires_at, None, False),
        session(1, "Firefox on Linux"),
        session(2, "Safari on iOS"),
        session(3, None),
    ]
    show(frame, "sessions_table")
    table = frame.part(DataTable, "sessions_table")
    frame.qtbot.waitUntil(lambda: table.rows.rowCount() == 4)
    assert [table.rows.index(row, 0).data() for row in (0, 1, 3)] == [
        "This window",
        "Firefox on Linux",
        "Window or program",
    ]
    table.selectRow(0)
    assert not frame.part(QPushButton, "session_end").isEnabled()  # it ends by signing out
    table.selectRow(1)
    frame.press("session_end")
    frame.qtbot.waitUntil(lambda: table.rows.rowCount() == 3)
    frame.press("sessions_end_others")
    frame.press("others_confirm")
    frame.qtbot.waitUntil(lambda: table.rows.rowCount() == 1)
    assert table.rows.index(0, 0).data() == "This window"


def test_the_second_factor_is_switched_on_with_a_qr_code_and_recovery_codes(frame: Frame, tmp_path: Path) -> None:
    lock(frame)
    show(frame, "second_factor_on")
    scroll_to(frame, "second_factor_on")
    frame.press("second_factor_on")
    dialog = frame.part(StartSecondFactorDialog, "second_factor_dialog")
    picture(dialog, "second-factor-password")
    write(frame, "second_factor_password", "a guess")
    frame.press("second_factor_ok")
    frame.qtbot.waitUntil(lambda: text(frame, "second_factor_error") == "The password is incorrect.")
    write(frame, "second_factor_password", PASSWORD)
    frame.press("second_factor_ok")
    frame.qtbot.waitUntil(lambda: frame.is_visible("second_factor_qr"))
    assert text(frame, "second_factor_secret") == " ".join(SECRET[at : at + 4] for at in range(0, 32, 4))
    frame.press("second_factor_copy_secret")
    assert QGuiApplication.clipboard().text() == SECRET
    picture(dialog, "second-factor-scan")
    write(frame, "second_factor_code", "000000")
    frame.press("second_factor_ok")
    frame.qtbot.waitUntil(lambda: "not valid" in text(frame, "second_factor_error"))
    frame.key(CODE)
    frame.key(Qt.Key.Key_Return)
    frame.qtbot.waitUntil(lambda: frame.is_visible("second_factor_codes"))
    picture(dialog, "second-factor-codes")
    codes = frame.part(QPlainTextEdit, "second_factor_codes").toPlainText()
    assert len(codes.split()) == 10
    frame.press("second_factor_copy_codes")
    assert QGuiApplication.clipboard().text() == codes
    path = tmp_path / "codes.txt"
    dialog.save_codes(path)
    frame.qtbot.waitUntil(lambda: frame.part(QPushButton, "second_factor_save").text() == "Saved")
    assert path.read_text() == codes + "\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    dialog.save_codes(tmp_path)
    frame.qtbot.waitUntil(lambda: "Could not write" in text(frame, "second_factor_error"))
    frame.press("second_factor_ok")
    frame.qtbot.waitUntil(lambda: frame.is_visible("second_factor_off"))
    assert text(frame, "second_factor_badge") == "On"


def test_the_second_factor_is_switched_off_with_password_and_code(frame: Frame) -> None:
    lock(frame)
    frame.client.factor = SecondFactorReply(True, NOW, False, 1)
    show(frame, "second_factor_off")
    assert "secret is missing" in text(frame, "second_factor_warning")
    assert text(frame, "second_factor_text").endswith("1 recovery code left.")
    scroll_to(frame, "second_factor_off")
    frame.press("second_factor_off")
    picture(frame.part(QWidget, "second_factor_stop_dialog"), "second-factor-stop")
    write(frame, "second_factor_stop_password", "a guess")
    frame.press("second_factor_stop_ok")
    frame.qtbot.waitUntil(lambda: frame.is_visible("second_factor_stop_error"))
    assert text(frame, "second_factor_stop_error") == "The password is incorrect."
    write(frame, "second_factor_stop_password", PASSWORD)
    write(frame, "second_factor_stop_code", "000000")
    frame.press("second_factor_stop_ok")
    frame.qtbot.waitUntil(lambda: "already been used" in text(frame, "second_factor_stop_error"))
    write(frame, "second_factor_stop_code", CODE)
    frame.press("second_factor_stop_ok")
    frame.qtbot.waitUntil(lambda: frame.is_visible("second_factor_on"))
    assert not frame.is_visible("second_factor_warning")


def test_few_recovery_codes_show_a_warning(frame: Frame) -> None:
    lock(frame)
    frame.client.factor = SecondFactorReply(True, NOW, True, 2)
    show(frame, "second_factor_warning")
    assert "few recovery codes" in text(frame, "second_factor_warning")


def test_without_sign_in_a_remote_server_shows_the_setting_to_change(frame: Frame) -> None:
    frame.link.connect_to(remote_address(NAS))
    frame.qtbot.waitUntil(lambda: frame.is_visible("frame"))
    frame.window.actions_of_view.show_page("security")
    frame.qtbot.waitUntil(lambda: frame.is_visible("security_page_stack_advice"))
    assert "SPARKLYTICS_AUTH=local" in text(frame, "security_page_stack_advice")


def test_a_failed_load_can_be_retried(frame: Frame) -> None:
    lock(frame)
    frame.client.error = AppError("storage_unavailable", "The database does not answer.")
    frame.window.actions_of_view.show_page("security")
    frame.qtbot.waitUntil(lambda: frame.is_visible("security_page_stack_button"))
    frame.client.error = None
    frame.press("security_page_stack_button")
    frame.qtbot.waitUntil(lambda: frame.is_visible("password_card"))


def test_the_keyboard_reaches_every_part(frame: Frame) -> None:
    lock(frame)
    frame.client.sessions = [session(0, "Firefox on Linux")]
    frame.client.records = [record(number) for number in range(30)]
    show(frame, "security_log_more")
    reached = frame.reached_by_tab("security_log_more", 60)
    parts = {
        "sign_in_off",
        "password_open",
        "second_factor_on",
        "sessions_table",
        "sessions_end_others",
        "audit_log",
    }
    assert parts <= reached


def picture(dialog: QWidget, name: str) -> None:
    save_screen(dialog, name, (dialog.width(), dialog.height()))
