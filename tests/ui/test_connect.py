"""Connecting to a remote server, through every step its sign-in requires."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError, BadRequest
from app.loop import LoopThread
from app.ui.servers.keyring_store import SERVICE
from app.ui.servers.server_link import remote_address
from tests.ui.fake_accounts import BOOTSTRAP, PASSWORD
from tests.ui.fakes import FakeControl, FrameClient, status
from tests.ui.frame import Frame
from tests.ui.keyrings import MemoryKeyring, system_keyring
from tests.ui.samples import SITE
from tests.ui.screens import save_screen

NAS = "http://nas.local:3000"
KEY = "spk_selfhosted_1"
EMAIL = "ada@example.com"
NEW = "staple and something else"


@pytest.fixture
def keyring() -> Iterator[MemoryKeyring]:
    keyring = MemoryKeyring()
    with system_keyring(keyring):
        yield keyring


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> Iterator[Frame]:
    frame = Frame(qtbot, loop_thread, FrameClient(SITE), tmp_path, FakeControl(), page="server")
    frame.start()
    frame.until_pages()
    yield frame
    frame.close()


def ask_for(frame: Frame, url: str = "nas.local:3000/") -> None:
    frame.window.menus.choose("connect")
    frame.part(QLineEdit, "connect_url").setText(url)
    frame.press("connect_ok")


def write(frame: Frame, name: str, text: str) -> None:
    frame.qtbot.keyClicks(frame.part(QLineEdit, name), text)


def until(frame: Frame, name: str) -> None:
    frame.qtbot.waitUntil(lambda: frame.is_visible(name))


def until_focused(frame: Frame, name: str) -> None:
    until(frame, name)
    frame.qtbot.waitUntil(lambda: QApplication.focusWidget() is frame.part(QWidget, name))


def until_remote(frame: Frame) -> None:
    """Wait until the sites of the server elsewhere are on screen."""
    frame.qtbot.waitUntil(lambda: frame.link.is_remote and frame.link.state == "running")
    frame.qtbot.waitUntil(lambda: frame.is_visible("frame") and not frame.is_visible("connect_dialog"))


def picture(frame: Frame, name: str) -> None:
    dialog = frame.part(QWidget, "connect_dialog")
    save_screen(dialog, name, (dialog.width(), dialog.height()))


def sign_in(frame: Frame, password: str = PASSWORD) -> None:
    until(frame, "sign_in_password")
    write(frame, "sign_in_password", password)
    frame.press("connect_ok")


def test_a_server_without_sign_in_is_shown_at_once_and_remembered(frame: Frame) -> None:
    ask_for(frame)
    until_remote(frame)
    assert frame.link.address is not None
    assert (frame.link.address.url, frame.link.address.port) == (NAS, 3000)
    assert frame.window_state.servers == (NAS,)
    assert not frame.window.menus.is_enabled("server_stop")


def test_a_password_signs_in_and_the_sign_in_is_stored_in_the_keyring(frame: Frame, keyring: MemoryKeyring) -> None:
    frame.client.mode = "local"
    ask_for(frame)
    until(frame, "connect_keep")
    assert frame.part(QLabel, "connect_where").text() == NAS
    assert "not encrypted" in frame.part(QLabel, "connect_unencrypted").text()
    sign_in(frame)
    until_remote(frame)
    assert frame.link.address is not None
    assert frame.link.address.token is None
    assert frame.link.address.session_token in frame.client.session_tokens
    frame.qtbot.waitUntil(lambda: keyring.secrets == {(SERVICE, NAS): f"sign-in:{frame.client.session_token}"})


def test_no_password_and_no_key_reaches_a_file(frame: Frame, keyring: MemoryKeyring, tmp_path: Path) -> None:
    frame.client.mode = "local"
    ask_for(frame)
    sign_in(frame)
    until_remote(frame)
    frame.window_state.save()
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert frame.client.session_token is not None
    for secret in (PASSWORD, frame.client.session_token):
        assert secret.encode() not in kept
        assert secret.encode().hex().encode() not in kept
    assert not any(PASSWORD in text for text in keyring.secrets.values())


def test_a_stored_sign_in_opens_the_server_the_next_time(frame: Frame, keyring: MemoryKeyring) -> None:
    frame.client.mode, frame.client.keys = "local", {KEY: "admin"}
    keyring.secrets[SERVICE, NAS] = f"key:{KEY}"
    ask_for(frame)
    until_remote(frame)
    assert frame.link.address is not None
    assert frame.link.address.token == KEY


def test_an_api_key_signs_in(frame: Frame, keyring: MemoryKeyring) -> None:
    frame.client.mode, frame.client.keys = "password", {KEY: "admin"}
    ask_for(frame)
    until(frame, "sign_in_kind_key")
    frame.press("sign_in_kind_key")
    picture(frame, "connect-key")
    write(frame, "sign_in_key", "spk_selfhosted_wrong")
    frame.press("connect_ok")
    frame.qtbot.waitUntil(lambda: "not valid here" in frame.part(QLabel, "connect_error").text())
    frame.part(QLineEdit, "sign_in_key").setText(f" {KEY} ")
    frame.press("connect_ok")
    until_remote(frame)
    frame.qtbot.waitUntil(lambda: keyring.secrets == {(SERVICE, NAS): f"key:{KEY}"})


def test_a_key_without_the_live_stream_is_reported_once_and_the_rest_works(frame: Frame) -> None:
    frame.client.mode, frame.client.keys = "local", {KEY: "read"}
    ask_for(frame)
    until(frame, "sign_in_kind_key")
    frame.press("sign_in_kind_key")
    write(frame, "sign_in_key", KEY)
    frame.press("connect_ok")
    until_remote(frame)
    frame.qtbot.waitUntil(lambda: frame.part(QLabel, "status_state").text() == "Connected, without live numbers")
    frame.window.actions_of_view.show_page("server")
    assert "scope admin" in frame.part(QLabel, "server_notice_text").text()


def test_wrong_passwords_and_waiting_times_are_shown_and_the_server_stays(frame: Frame) -> None:
    frame.client.mode = "local"
    ask_for(frame)
    sign_in(frame, "a guess")
    frame.qtbot.waitUntil(lambda: frame.part(QLabel, "connect_error").text() == "The password is incorrect.")
    picture(frame, "connect-wrong-password")
    frame.client.refusals = [AppError("rate_limited", "Too many attempts", retry_after_s=840)]
    frame.press("connect_ok")
    frame.qtbot.waitUntil(lambda: "again in 14 min" in frame.part(QLabel, "connect_error").text())
    frame.press("connect_cancel")
    assert not frame.link.is_remote
    assert frame.link.state == "running"


def test_a_code_is_required_after_a_correct_password(frame: Frame) -> None:
    frame.client.mode, frame.client.code = "local", "123456"
    ask_for(frame)
    sign_in(frame)
    until_focused(frame, "sign_in_code")
    picture(frame, "connect-code")
    frame.press("connect_ok")
    assert "code from your authenticator" in frame.part(QLabel, "connect_error").text()
    frame.key("000000")
    frame.key(Qt.Key.Key_Return)
    frame.qtbot.waitUntil(lambda: "already been used" in frame.part(QLabel, "connect_error").text())
    frame.key("123456")
    frame.key(Qt.Key.Key_Return)
    until_remote(frame)


def test_a_new_server_is_set_up_and_shown(frame: Frame) -> None:
    frame.client.mode, frame.client.password = "local", None
    ask_for(frame)
    until(frame, "set_up_first")
    picture(frame, "connect-set-up")
    write(frame, "set_up_first", BOOTSTRAP)
    write(frame, "set_up_new", "short")
    assert frame.part(QLabel, "set_up_hint").text() == "At least 12 characters."
    frame.part(QLineEdit, "set_up_new").setText(NEW)
    frame.press("connect_ok")
    hint = frame.part(QLabel, "set_up_hint")
    assert (hint.text(), hint.property("tone")) == ("The passwords do not match yet.", "down")
    assert not frame.is_visible("connect_error")
    write(frame, "set_up_again", NEW)
    assert (hint.text(), hint.property("tone")) == ("The passwords match.", "up")
    frame.press("connect_ok")
    until_remote(frame)
    assert frame.client.password == NEW


def test_a_server_set_up_by_someone_else_meanwhile_asks_to_sign_in(frame: Frame) -> None:
    frame.client.mode, frame.client.password = "local", None
    ask_for(frame)
    until(frame, "set_up_first")
    frame.client.password = PASSWORD
    for name, text in (("set_up_first", BOOTSTRAP), ("set_up_new", NEW), ("set_up_again", NEW)):
        write(frame, name, text)
    frame.press("connect_ok")
    until(frame, "sign_in_password")
    assert "set up in the meantime" in frame.part(QLabel, "connect_error").text()
    frame.press("connect_cancel")


def test_a_password_that_must_change_is_changed_at_sign_in(frame: Frame) -> None:
    frame.client.mode, frame.client.must_change = "local", True
    ask_for(frame)
    sign_in(frame)
    until(frame, "new_password_new")
    picture(frame, "connect-new-password")
    assert not frame.is_visible("new_password_current")  # it has just been entered
    write(frame, "new_password_new", NEW)
    write(frame, "new_password_again", NEW)
    frame.press("connect_ok")
    until_remote(frame)
    assert (frame.client.password, frame.client.must_change) == (NEW, False)
    assert frame.link.address is not None
    assert frame.link.address.session_token in frame.client.session_tokens


def test_without_a_keyring_every_start_asks_to_sign_in(frame: Frame) -> None:
    frame.client.mode = "local"
    ask_for(frame)
    until(frame, "connect_keep_note")
    frame.qtbot.waitUntil(lambda: "no keyring" in frame.part(QLabel, "connect_keep_note").text())
    assert not frame.is_visible("connect_keep")
    sign_in(frame)
    until_remote(frame)
    ask_for(frame)
    until(frame, "sign_in_password")
    assert not frame.is_visible("connect_error")
    frame.press("connect_cancel")


def test_without_staying_signed_in_every_start_asks_again(frame: Frame, keyring: MemoryKeyring) -> None:
    keyring.secrets[SERVICE, NAS] = "sign-in:an old one"
    frame.client.mode = "local"
    ask_for(frame)
    until(frame, "connect_keep")
    assert "has expired" in frame.part(QLabel, "connect_intro").text()
    picture(frame, "connect-sign-in")
    frame.part(QCheckBox, "connect_keep").setChecked(False)
    sign_in(frame)
    until_remote(frame)
    frame.qtbot.waitUntil(lambda: keyring.secrets == {})


def test_an_expired_sign_in_asks_again_instead_of_failing(frame: Frame) -> None:
    frame.client.mode = "local"
    ask_for(frame)
    sign_in(frame)
    until_remote(frame)
    frame.qtbot.waitUntil(lambda: frame.client.is_heard)
    frame.client.session_tokens.clear()
    frame.client.hang_up()
    until(frame, "sign_in_password")
    assert "has expired" in frame.part(QLabel, "connect_intro").text()
    sign_in(frame)
    until_remote(frame)


def test_a_revoked_key_asks_again_at_the_next_call(frame: Frame) -> None:
    frame.client.mode, frame.client.keys = (
        "local",
        {KEY: "read"},
    )  # not enough for the live stream, which would report it
    ask_for(frame)
    until(frame, "sign_in_kind_key")
    frame.press("sign_in_kind_key")
    write(frame, "sign_in_key", KEY)
    frame.press("connect_ok")
    until_remote(frame)
    frame.client.keys.clear()
    frame.window.workspace.load()
    until(frame, "sign_in_password")
    sign_in(frame)
    until_remote(frame)


def test_cancelling_the_sign_in_shows_a_page_that_offers_it_again(frame: Frame) -> None:
    frame.client.mode = "local"
    frame.window.remote_login.go(NAS)
    assert frame.part(QLabel, "status_state").text() == "Connecting\N{HORIZONTAL ELLIPSIS}"
    until(frame, "sign_in_password")
    frame.press("connect_cancel")
    until(frame, "start_retry")
    assert frame.part(QLabel, "start_title").text() == "Sign-in required"
    assert frame.part(QLabel, "status_state").text() == "Not connected"
    save_screen(frame.window, "start-not-signed-in")
    frame.press("start_retry")
    until(frame, "sign_in_password")
    sign_in(frame)
    until_remote(frame)


def test_signing_out_keeps_only_the_address(frame: Frame, keyring: MemoryKeyring) -> None:
    frame.client.mode = "local"
    ask_for(frame)
    until(frame, "connect_keep")
    sign_in(frame)
    until_remote(frame)
    frame.qtbot.waitUntil(lambda: len(keyring.secrets) == 1)
    frame.window.remote_login.sign_out()
    until(frame, "start_connect")
    assert frame.client.session_tokens == set()
    assert (keyring.secrets, frame.window_state.servers) == ({}, (NAS,))


def test_a_recent_server_is_one_click_away_and_can_be_removed(frame: Frame, keyring: MemoryKeyring) -> None:
    for url in ("https://stats.example.com", NAS):
        frame.window_state.add_server(url)
    keyring.secrets[SERVICE, "https://stats.example.com"] = f"key:{KEY}"
    frame.window.menus.choose("connect")
    picture(frame, "connect")
    frame.press("connect_forget_1")
    assert not frame.is_visible("connect_known_1")
    assert frame.window_state.servers == (NAS,)
    frame.qtbot.waitUntil(lambda: keyring.secrets == {})
    frame.press("connect_known_0")
    until_remote(frame)
    assert frame.link.address is not None
    assert frame.link.address.url == NAS


def test_menu_and_dialog_lead_back_to_the_local_server(frame: Frame) -> None:
    assert not frame.window.menus.is_enabled("use_own")
    for back in ("menu", "dialog"):
        ask_for(frame)
        until_remote(frame)
        assert frame.window.menus.is_enabled("use_own")
        if back == "menu":
            frame.window.menus.choose("use_own")
        else:
            frame.window.menus.choose("connect")
            frame.press("connect_own")
        frame.qtbot.waitUntil(lambda: frame.link.state == "running" and not frame.link.is_remote)
        frame.until_pages()
        assert frame.window.menus.is_enabled("server_stop")


def test_the_keyboard_alone_signs_in(frame: Frame) -> None:
    frame.client.mode = "local"
    frame.window.menus.choose("connect")
    until_focused(frame, "connect_url")
    frame.key(NAS)
    frame.key(Qt.Key.Key_Return)
    until_focused(frame, "sign_in_password")
    frame.key(PASSWORD)
    frame.key(Qt.Key.Key_Return)
    until_remote(frame)


def test_a_server_with_people_asks_for_the_address_and_remembers_it(frame: Frame) -> None:
    frame.client.mode, frame.client.email, frame.client.code = "cloud", EMAIL, "123456"
    ask_for(frame)
    until_focused(frame, "sign_in_email")
    for typed, missing in (("", "your e-mail address"), (EMAIL, "the password")):
        frame.key(typed)
        frame.key(Qt.Key.Key_Return)
        assert frame.part(QLabel, "connect_error").text() == f"Enter {missing}."
    until_focused(frame, "sign_in_password")
    frame.key("a guess")
    frame.key(Qt.Key.Key_Return)
    wrong = "The e-mail address or the password is incorrect."
    frame.qtbot.waitUntil(lambda: frame.part(QLabel, "connect_error").text() == wrong)
    frame.key(PASSWORD)  # in place of the guess, which is selected
    frame.key(Qt.Key.Key_Return)
    until_focused(frame, "sign_in_code")
    picture(frame, "connect-person")
    frame.key("123456")
    frame.key(Qt.Key.Key_Return)
    until_remote(frame)
    frame.window.remote_login.ask_sign_in()
    until_focused(frame, "sign_in_password")
    assert frame.part(QLineEdit, "sign_in_email").text() == EMAIL
    frame.press("connect_cancel")
    frame.window_state.forget_server(NAS)
    assert frame.window_state.email_of(NAS) == ""


def test_a_viewer_sees_the_own_sign_in_and_neither_log_nor_keys(frame: Frame) -> None:
    frame.client.mode, frame.client.email, frame.client.is_viewer = "cloud", EMAIL, True
    ask_for(frame)
    until_focused(frame, "sign_in_email")
    write(frame, "sign_in_email", EMAIL)
    sign_in(frame)
    until_remote(frame)
    frame.window.actions_of_view.show_page("security")
    until(frame, "sessions_card")
    assert "their e-mail address" in frame.part(QLabel, "sign_in_text").text()
    assert frame.is_visible("password_card")
    assert not frame.is_visible("security_log_card")
    frame.window.actions_of_view.show_page("api_keys")
    frame.qtbot.waitUntil(lambda: "owners and admins" in texts_of(frame, "api_keys_page_stack"))
    frame.qtbot.waitUntil(lambda: not frame.bridge.has_open_calls)


def texts_of(frame: Frame, name: str) -> str:
    labels = frame.part(QWidget, name).findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def test_an_invalid_address_is_rejected_in_the_dialog(frame: Frame) -> None:
    ask_for(frame, "")
    assert "Enter the address" in frame.part(QLabel, "connect_error").text()
    write(frame, "connect_url", "ftp://nas")
    frame.press("connect_ok")
    assert "is not a server address" in frame.part(QLabel, "connect_error").text()
    frame.press("connect_cancel")


def test_an_unreachable_server_is_reported_with_the_way_to_another_address(frame: Frame) -> None:
    frame.client.error = AppError("unreachable", f"Nothing answers at {NAS}.")
    frame.window.remote_login.go(NAS)
    until(frame, "start_retry")
    assert frame.part(QLabel, "start_title").text() == "The server is not responding"
    save_screen(frame.window, "start-unreachable", tones=("light",))
    frame.press("start_connect")
    assert frame.part(QLineEdit, "connect_url").text() == NAS
    frame.press("connect_cancel")
    frame.client.error = None
    frame.press("start_retry")
    until_remote(frame)


@pytest.mark.parametrize(
    "text", ["", "ftp://x", "http://", "http://host:99999", "host:0", "http://[::1", "user:secret@host", "a b", "h?x"]
)
def test_unusable_addresses_are_rejected(text: str) -> None:
    with pytest.raises(BadRequest):
        remote_address(text)


def test_ports_follow_the_scheme() -> None:
    assert remote_address("https://stats.example").port == 443
    assert remote_address("stats.example/").url == "http://stats.example"


def test_an_invalid_address_on_the_command_line_is_reported_with_the_way_to_enter_one(frame: Frame) -> None:
    frame.window.remote_login.go("ftp://nas")
    until(frame, "start_connect")
    assert frame.part(QLabel, "start_title").text() == "Not a server address"
    frame.press("start_retry")
    frame.press("connect_cancel")
    frame.press("start_connect")
    assert frame.part(QLineEdit, "connect_url").text() == ""
    frame.press("connect_cancel")


def test_going_back_before_the_remote_server_has_answered_keeps_the_local_one(
    frame: Frame, loop_thread: LoopThread
) -> None:
    async def gate() -> asyncio.Event:
        return asyncio.Event()

    async def open_gate() -> None:
        assert frame.client.gate is not None
        frame.client.gate.set()

    frame.client.gate = loop_thread.submit(gate()).result(5)
    frame.window.remote_login.go(NAS)
    frame.window.menus.choose("use_own")
    loop_thread.submit(open_gate()).result(5)
    frame.qtbot.waitUntil(lambda: frame.link.state == "running")
    frame.until_pages()
    assert not frame.link.is_remote
    assert frame.window_state.servers == ()


def test_an_error_goes_when_the_step_is_changed(frame: Frame) -> None:
    frame.client.mode = "local"
    ask_for(frame)
    until(frame, "sign_in_password")
    frame.press("connect_ok")
    assert frame.part(QLabel, "connect_error").text() == "Enter the password."
    write(frame, "sign_in_password", "a")
    assert not frame.is_visible("connect_error")
    frame.part(QLineEdit, "sign_in_password").clear()
    frame.press("connect_ok")
    assert frame.is_visible("connect_error")
    frame.press("sign_in_kind_key")
    assert not frame.is_visible("connect_error")
    frame.press("connect_cancel")


def test_connected_elsewhere_the_address_is_the_one_connected_to(frame: Frame) -> None:
    """That server's own idea, such as localhost, means another computer here."""
    ask_for(frame)
    until_remote(frame)
    frame.client.push(status(addresses=("http://localhost:3000",)))
    frame.qtbot.waitUntil(lambda: "9,120" in frame.part(QLabel, "status_today").text())
    assert frame.part(QPushButton, "status_address").text() == "http://nas.local:3000"
    assert frame.part(QLabel, "server_address_0").text() == "http://nas.local:3000"
    assert not frame.is_visible("server_address_1")


@pytest.mark.parametrize(
    ("source", "shown"),
    [("http://localhost:3000", "http://nas.local:3000"), ("https://stats.tea.example", "https://stats.tea.example")],
)
def test_connected_elsewhere_the_snippet_has_an_address_that_visitors_reach(
    frame: Frame, source: str, shown: str
) -> None:
    tag = f'<script defer src="{source}/s.js" data-website-id="site_shop"></script>'
    frame.client.websites = [replace(SITE, tracking_snippet=tag)]
    ask_for(frame)
    until_remote(frame)
    frame.qtbot.waitUntil(lambda: frame.window.workspace.websites[0].tracking_snippet == tag)
    frame.window.menus.choose("edit_site")
    assert f'src="{shown}/s.js"' in frame.part(QPlainTextEdit, "snippet_text").toPlainText()
    assert not frame.is_visible("snippet_local")
    frame.press("site_cancel")
